"""Random runs of the real program, as TAP: a test for each seed; the first run is done again with the same commands."""

import os
import sys
import tempfile


def is_the_same_again(start, program, person, folder):
    with start(program, os.path.join(folder, "again"), person.options) as again:
        for command in person.commands:
            again.ask(command)
        return again.output == person.aid.output


def run(name, starts, one_run, told, start):
    """The arguments are PROGRAM [RUNS [SEED [ACTS]]]; `starts`: the last three where they are left out.
    one_run(program, seed, acts, folder) returns its problem, or None, and the person, who has `commands`, `options` and `aid`;
    told(person): what there is to tell. start(program, data, options): the class of `aid`. With the environment's
    RANDOM_KEEP, a folder, the commands of runs that went wrong are kept there, to be run again. Returns the exit status."""
    program = sys.argv[1]
    runs, seed, acts = (int(sys.argv[i]) if len(sys.argv) > i else value for i, value in enumerate(starts, 2))
    failed = 0
    print(f"1..{runs + 1}")
    with tempfile.TemporaryDirectory(prefix=f"{name}-") as folder:
        for number in range(runs):
            problem, person = one_run(program, seed + number, acts, folder)
            failed += problem is not None
            print(f"{'not ok' if problem else 'ok'} {number + 1} - seed {seed + number}: {told(person)}", flush=True)
            for line in (problem or "").splitlines():
                print(f"# {line}")
            if problem and "RANDOM_KEEP" in os.environ:
                with open(os.path.join(os.environ["RANDOM_KEEP"], f"{name}-{seed + number}"), "w", encoding="utf-8") as file:
                    file.write("\n".join(person.commands) + "\n")
            if number == 0:
                same = is_the_same_again(start, program, person, folder)
                failed += not same
                print(f"{'ok' if same else 'not ok'} {runs + 1} - the same commands give the same bytes", flush=True)
    return failed > 0
