"""Tests as TAP (Test Anything Protocol): the plan, then a line for each and below it what was wrong."""


def run(tests, broken=(), most=20):
    """Runs tests, each a name and a function that returns what there is to tell of it and its problems, as texts. One of the
    exceptions `broken` is a problem too; at most `most` different ones are told of a test. Returns the exit status."""
    tests = list(tests)
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            told, problems = test()
        except broken as error:
            told, problems = "broken off", [repr(error)]
        print(f"{'not ok' if problems else 'ok'} {number} - {': '.join(part for part in (name, told) if part)}", flush=True)
        for problem in list(dict.fromkeys(problems))[:most]:
            print(f"#   {problem}")
        failed += bool(problems)
    return 1 if failed else 0
