"""One sentence step by step with each way of scanning, as text: traces/."""
import os
import shlex
import subprocess
import sys
import tempfile

import figures

LINE = 1  # of sentences.tsv
TIMES = ("scan_time = 1000\nfirst_item_extra = 0\npause_after_selection = 0\nignore_repeats = 100\n"
         "acceptance_time = 0\nrow_loops = 0\npage_loops = 0\n")
PATTERNS = ("row-column", "group-row-column", "linear", "evidence")


def run(options):
    folder = os.path.join(options.here, "traces")
    os.makedirs(folder, exist_ok=True)
    for pattern in PATTERNS:
        name = os.path.join(folder, f"{pattern}.txt")
        text = trace(options, pattern)
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
        print(f"{os.path.relpath(name, options.root)}: {text.rstrip().splitlines()[-1]}")
    return 0


def trace(options, pattern):
    """rate.py's trace, and in its head the command that makes it."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as settings:
        settings.write(TIMES + f"scan_pattern = {pattern}\n")
        settings.flush()
        words = [sys.executable, os.path.join(options.measure, "rate.py"), "--app", figures.program(options, settings.name),
                 "--sentences", os.path.join(options.here, "sentences.tsv"), "--user", "U0", "--part-words", "spelt",
                 "--trace", str(LINE)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise figures.Failed(f"{shlex.join(words)} ended with status {done.returncode}\n{done.stderr[-2000:]}")
    return (f"# One sentence, scan pattern {pattern}: an ideal user (U0) of one switch, step by step.\n"
            f"# `tests/bench/writing/run traces` writes this file. In it, seconds since the sentence began; “lit” is what a\n"
            f"# press would take or narrow to, then the message and what is spelt of the next word. Settings:\n"
            + "".join(f"#     {line}\n" for line in (TIMES + f"scan_pattern = {pattern}").splitlines())
            + "\n" + done.stdout)
