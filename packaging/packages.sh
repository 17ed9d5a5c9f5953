# Sourced by packaging/run and tests/run: installs what is missing of packages.txt, and only that.
# Asks nothing; touches neither the network nor root's rights where all is there.

packaging_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

say_both() # CHINESE ENGLISH: a line in each language, on standard error
{
    printf '%s\n%s\n' "$1" "$2" >&2
}

packages_of() # SECTION…: the packages of these sections
{
    awk -v sections=" $* " '{ sub(/#.*/, "") } NF >= 2 && index(sections, " " $1 " ") { print $2 }' \
        "$packaging_dir/packages.txt"
}

missing_of() # PACKAGE…: those that are not installed
{
    local installed
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        awk '$1 == "installed" { print $2 }') || true
    printf '%s\n' "$@" | grep -vxF -e "$installed" || true
}

as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

apt_install() # PACKAGE…
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q -y \
        --no-install-recommends install "$@" </dev/null >&2
}

install_packages() # SECTION…
{
    local wanted missing
    mapfile -t wanted < <(packages_of "$@")
    mapfile -t missing < <(missing_of "${wanted[@]}")
    if [ "${#missing[@]}" = 0 ]; then
        return 0
    fi
    say_both "将安装这些 Debian 软件包：${missing[*]}" "Installing these Debian packages: ${missing[*]}"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        say_both "没有 sudo。请用 root 运行：" "There is no sudo. Have root run:"
        printf '    apt-get update && apt-get install --no-install-recommends %s\n' "${missing[*]}" >&2
        return 1
    fi
    if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || ! apt_install "${missing[@]}"; then
        # No lists yet, or lists so old that they name what is gone.
        as_root apt-get -q update </dev/null >&2
        apt_install "${missing[@]}"
    fi
}

configure() # ROOT PRESET [OPTION…]: configures build/PRESET where it is not, or was for another place
{
    local root=$1 preset=$2
    shift 2
    local cache=$root/build/$preset/CMakeCache.txt
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        rm -rf "$root/build/$preset"
    fi
    (cd "$root" && cmake --preset "$preset" "$@")
}
