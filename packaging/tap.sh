# Sourced by packaging/test and packaging/package-test: results as TAP.
number=0
failed=0

tap() # STATUS WHAT; gives the status
{
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        return 1
    fi
}

tap_end() # the plan, and the status of it all
{
    echo "1..$number"
    exit "$failed"
}
