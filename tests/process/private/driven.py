#!/usr/bin/env python3
"""`driven.py PROGRAM`: a long session in virtual time, traced: no socket but local ones. And the program as an ordinary user."""
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
NOBODY = 65534
failed = False
count = 0


def check(good, name):
    global failed, count
    count += 1
    failed = failed or not good
    print("%s %d - %s" % ("ok" if good else "not ok", count, name), flush=True)


def traced(trace, words, **options):
    """The result, and the calls that made a socket that is not local, or told one where to go."""
    run = subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e", "trace=network", *words], text=True, capture_output=True,
                         env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}, **options)
    with open(trace) as file:
        lines = file.readlines()
    return run, [line for line in lines if re.search(r"socket\((?!AF_UNIX)|sa_family=AF_(?!UNIX)", line)], len(lines)


def no_socket_in_a_long_session():
    lines = []
    for screen in ("write", "phrases", "urgent", "body", "library", "settings", "copies", "recordings", "paper", "message",
                   "practice", "gaze"):
        lines += ["open " + screen, "advance 20000", "press", "advance 5000"]
    for _ in range(20):
        lines += ["open write"] + ["press", "advance 2300"] * 10 + ["say 紫鹦鹉", "advance 600000"]
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "trace")
        _, calls, _ = traced(trace, [sys.executable, "-c", "import socket; socket.socket()"])
        check(any("AF_INET" in call for call in calls), "a socket for the network would be seen")
        run, calls, lines_traced = traced(trace, [PROGRAM, "--drive", "--profile", "standard", "--data",
                                                  os.path.join(folder, "data")], input="\n".join(lines) + "\n")
        answers = run.stdout.count("\n")
        check(run.returncode == 0 and answers == len(lines), "a session of %d commands, traced" % answers)
        check(not calls, "… makes no socket but local ones (%d calls): %s" % (lines_traced, calls[:3]))
        check("紫鹦鹉" not in run.stderr, "… and says nothing of it on standard error")


def an_ordinary_user():
    """Root starts it as nobody; anybody else is ordinary already."""
    root = os.getuid() == 0
    user = NOBODY if root else os.getuid()
    folder = tempfile.mkdtemp()
    try:
        if root:
            os.chown(folder, NOBODY, NOBODY)
        data, log = os.path.join(folder, "data"), os.path.join(folder, "log")
        as_user = ["setpriv", "--reuid=%d" % NOBODY, "--regid=%d" % NOBODY, "--clear-groups", "--"] if root else []
        process = subprocess.Popen(as_user + [PROGRAM, "--window", "--profile", "standard", "--data", data, "--log", log],
                                   env={"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "HOME": folder,
                                        "PATH": os.environ["PATH"]}, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while time.monotonic() < until and not (os.path.exists(log) and '"frame"' in open(log).read()):
            time.sleep(0.05)
        check('"frame"' in open(log).read() if os.path.exists(log) else False, "an ordinary user gets a picture")
        process.send_signal(signal.SIGTERM)
        check(process.wait(30) == 0, "… and ends it")
        wrong = []
        for path, folders, names in os.walk(data):
            for name in folders + names:
                info = os.lstat(os.path.join(path, name))
                wanted = 0o700 if stat.S_ISDIR(info.st_mode) else 0o600
                if stat.S_IMODE(info.st_mode) != wanted or info.st_uid != user:
                    wrong.append("%o %d %s" % (stat.S_IMODE(info.st_mode), info.st_uid, os.path.join(path, name)))
        check(os.path.isdir(data) and not wrong, "… whose files are theirs, and theirs alone: %s" % wrong)
    finally:
        shutil.rmtree(folder)


no_socket_in_a_long_session()
an_ordinary_user()
print("1..%d" % count)
sys.exit(1 if failed else 0)
