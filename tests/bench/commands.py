"""Commands that what measures is built and run with."""
import os
import shlex
import subprocess


class Failed(Exception):
    """Something could not be measured."""


def output_of(command, **more):
    """What a command prints; Failed with its complaint when it does not end well."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}") from None
    if done.returncode != 0:
        raise Failed(f"{shlex.join(command)} ended with status {done.returncode}\n{done.stdout[-2000:]}"
                     f"{done.stderr[-2000:]}")
    return done.stdout


def build(options, targets):
    """The targets, in the build folder of the options; a release build where there is none yet."""
    if not os.path.exists(os.path.join(options.build, "CMakeCache.txt")):
        output_of(["cmake", "--preset", "release", "-B", options.build], cwd=options.root)
    output_of(["cmake", "--build", options.build, "--target", *targets])
