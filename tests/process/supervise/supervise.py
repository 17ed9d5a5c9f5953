#!/usr/bin/env python3
"""`supervise.py PROGRAM CRASH-LIBRARY [voice | switches | times N]`: what --supervise does when the program dies, hangs, or cannot go on.

The real program with SDL's dummy screen and sound; TAP. `voice`: when its voice hangs, which takes half a minute. `switches`:
when the thread that reads them does, which takes ten seconds. `times N`: instead, how long from a death and from a hang to
the first picture, N of each, for tests/README.md.
"""
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM, CRASH = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PATIENCE_S = 30
count = 0


def check(good, name):
    global count
    count += 1
    print("%s %d - %s" % ("ok" if good else "not ok", count, name), flush=True)
    if not good:
        check.failed = True


check.failed = False


def now_us():
    return time.monotonic_ns() // 1000


class Supervised:
    def __init__(self, folder, words=(), before=None, **environment):
        self.folder = folder
        self.log, self.errors = os.path.join(folder, "log"), os.path.join(folder, "errors")
        self.data = os.path.join(folder, "data")
        environment = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", **environment}
        with open(self.errors, "w") as errors:
            self.process = subprocess.Popen(
                [PROGRAM, "--supervise", "--window", "--data", self.data, "--log", self.log, *words],
                env={**os.environ, **environment}, stderr=errors, preexec_fn=before)
        self.pid = self.process.pid

    def child(self):
        """Its process; 0: there is none just now."""
        with open("/proc/%d/task/%d/children" % (self.pid, self.pid)) as file:
            children = file.read().split()
        return int(children[0]) if children else 0

    def kill(self, name):
        while not self.child():
            time.sleep(0.01)
        child = self.child()
        os.kill(child, getattr(signal, "SIG" + name))
        return child

    def events(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log) as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def wait_for(self, wanted, what, after_us=0):
        """The first event after that time that is wanted."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for event in self.events():
                if event.get("us", event["t"] * 1000 + 1000) > after_us and wanted(event):
                    return event
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise AssertionError("%s did not come; errors:\n%s" % (what, self.told()))

    def frame(self, after_us=0):
        return self.wait_for(lambda e: e["kind"] == "frame", "a picture", after_us)["us"]

    def other_than(self, first):
        """Waits until another process stands in its place. AddressSanitizer's report of a death takes a while, and the other
        threads go on painting meanwhile: a picture alone says nothing about who painted it."""
        until = time.monotonic() + PATIENCE_S
        while self.child() in (0, first) and time.monotonic() < until:
            time.sleep(0.01)
        return self.child() not in (0, first)

    def told(self):
        with open(self.errors) as file:
            return file.read()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)


@contextlib.contextmanager
def supervised(*words, before=None, **environment):
    with tempfile.TemporaryDirectory() as folder:
        program = Supervised(folder, ["--profile", "standard", *words], before, **environment)
        try:
            yield program
        finally:
            if program.process.poll() is None:
                child = program.child()
                program.process.kill()
                program.process.wait()
                if child:
                    os.kill(child, signal.SIGKILL)


def ignores_its_children():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def dies_and_comes_back():
    for name, before, how in (("KILL", None, ""), ("SEGV", None, ""),
                              ("KILL", ignores_its_children, ", begun by one that ignores its children,")):
        with supervised(before=before) as program:
            program.frame()
            other = program.other_than(program.kill(name))
            program.frame(now_us())
            check(other, "after SIG%s%s there is a new one, with a picture" % (name, how))
            check("begun anew" in program.told(), "… and it is told on standard error")
            check(program.end() == 0, "… which ends well when it is asked to")


@contextlib.contextmanager
def hung():
    """A program whose main thread turns in circles, and since when."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hang")
        with supervised(LD_PRELOAD=CRASH, YINIAN_HANG=path, ASAN_OPTIONS="verify_asan_link_order=0") as program:
            program.frame()
            time.sleep(0.5)
            open(path, "w").close()
            until = time.monotonic() + PATIENCE_S
            while not (began := open(path).read()) and time.monotonic() < until:
                time.sleep(0.01)
            os.unlink(path)
            yield program, int(began)


def hangs_and_comes_back():
    with hung() as (program, began):
        frame_us = program.frame(began)
        check("the program hangs" in program.told(), "one that turns in circles is noticed, and begun anew")
        print("# %d ms after it began to" % ((frame_us - began) // 1000))
    with supervised() as program:
        program.frame()
        at_us = now_us()
        first = program.kill("STOP")
        program.wait_for(lambda e: e["kind"] == "frame", "a picture", at_us + 500000)
        check(program.child() not in (0, first), "one that was stopped, likewise")
        at_us = now_us()
        again = program.kill("STOP")
        time.sleep(0.5)
        program.kill("CONT")
        program.wait_for(lambda e: e["kind"] == "frame", "a picture", at_us + 2500000)
        check(program.child() == again, "… but not when it is let go on soon")
    with supervised() as program:  # as when the computer sleeps
        program.frame()
        time.sleep(1)
        first = program.kill("STOP")
        os.kill(program.pid, signal.SIGSTOP)
        time.sleep(3)
        os.kill(program.pid, signal.SIGCONT)
        time.sleep(0.3)
        program.kill("CONT")
        time.sleep(2)
        check(program.child() == first and "hangs" not in program.told(), "… nor when both stood still: %s" % program.told())
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "paused.conf")
        with open(path, "w") as file:
            file.write("scan_time = 300\nfirst_item_extra = 0\npage_loops = 1\nbell_test = no\n")
        with supervised("--profile", path) as program:
            program.wait_for(lambda e: e["kind"] == "highlight" and not e.get("ids"), "the pause")
            time.sleep(2)  # it sleeps, and nobody expects a sign of life any more
            at_us = now_us()
            first = program.kill("STOP")
            program.frame(at_us + 500000)
            check(program.child() not in (0, first), "one that was stopped while it slept, likewise")


def a_voice_that_hangs():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hang")
        open(path, "w").close()
        with supervised(LD_PRELOAD=CRASH, YINIAN_HANG_VOICE=path, ASAN_OPTIONS="verify_asan_link_order=0") as program:
            program.frame()
            first, at_us = program.child(), now_us()
            until = time.monotonic() + PATIENCE_S
            while "the voice hangs" not in program.told() and time.monotonic() < until:
                time.sleep(0.1)
            check("the voice hangs" in program.told(), "a voice that hangs is noticed, and the program begun anew")
            program.wait_for(lambda e: e["kind"] == "frame", "a picture", at_us + 15000000)
            again = program.child()
            check(again not in (0, first), "… as another one")
            time.sleep(25)
            check(program.child() == again, "… but not twice in a short time: without a voice the rest goes on")
            os.unlink(path)
            check(program.end() == 0, "… and ends well")
    print("1..%d" % count)


def switches_that_hang():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hang")
        open(path, "w").close()
        with supervised(LD_PRELOAD=CRASH, YINIAN_HANG_SWITCHES=path, ASAN_OPTIONS="verify_asan_link_order=0") as program:
            program.frame()
            first, at_us = program.child(), now_us()
            until = time.monotonic() + PATIENCE_S
            while "the thread of the switches hangs" not in program.told() and time.monotonic() < until:
                time.sleep(0.1)
            os.unlink(path)
            told = program.told()
            check("the thread of the switches hangs" in told and "the program hangs" not in told,
                  "switches that nobody reads are noticed, though the light goes on")
            program.frame(now_us())
            check(program.child() not in (0, first), "… and the program is begun anew (%d ms)" % ((now_us() - at_us) // 1000))
            check(program.end() == 0, "… and ends well")
    print("1..%d" % count)


def ends_when_asked():
    with supervised() as program:
        program.frame()
        program.kill("TERM")
        check(program.process.wait(PATIENCE_S) == 0, "the program ends by itself: the supervisor too, with 0")
        check("begun anew" not in program.told(), "… and nothing was begun anew")


def what_cannot_begin_is_not_tried_for_ever():
    with supervised("--profile", "none-such") as program:
        check(program.process.wait(PATIENCE_S) == 1, "a profile that is not there: ends with 1")
    with supervised(SDL_VIDEODRIVER="none-such") as program:
        check(program.process.wait(PATIENCE_S) == 1, "no screen at all: ends with 1")


def is_safe(event):
    return event["kind"] == "warning" and ("Safe mode" in event["text"] or "安全模式" in event["text"])


def a_crash_loop_ends_in_safe_mode():
    """Whatever own file it is that ends the program: without it there is a picture, a voice, a call; nothing is changed."""
    for broken, level in (("phrases/zh/99-own.md", "in safe mode"), ("settings.conf", "with nothing of its own")):
        with tempfile.TemporaryDirectory() as folder:
            data = os.path.join(folder, "data")
            os.makedirs(os.path.join(data, "phrases/zh"))
            own = {"phrases/zh/99-own.md": "# 家\n- 一句\n", "settings.conf": "scan_time = 900\n", "message.txt": "要说的话"}
            for name, text in own.items():
                with open(os.path.join(data, name), "w") as file:
                    file.write(text)
            program = Supervised(folder, LD_PRELOAD=CRASH, YINIAN_CRASH_AT=broken, ASAN_OPTIONS="verify_asan_link_order=0")
            try:
                begun_us = now_us()
                program.wait_for(is_safe, "safe mode")
                print("# %s: in safe mode after %d ms" % (broken, (program.frame() - begun_us) // 1000))
                check(level in program.told(), "%s that ends the program: it goes on %s" % (broken, level))
                second = subprocess.run([PROGRAM, "--data", data], stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S)
                check("front" in second.stderr or "前面" in second.stderr,
                      "… shows itself to who begins it again: %s" % second.stderr.strip())
                check(program.end() == 0, "… ends well")
                check(own == {name: open(os.path.join(data, name)).read() for name in own}, "… and has changed nothing")
            finally:
                if program.process.poll() is None:
                    program.process.kill()


def systemd_is_told():
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        path = os.path.join(folder, "notify")
        listener.bind(path)
        listener.settimeout(PATIENCE_S)
        with supervised(NOTIFY_SOCKET=path, WATCHDOG_USEC="400000") as program:
            said, beats = [listener.recv(100).decode()], []
            while "READY=1" not in said or len(beats) < 6:
                said.append(listener.recv(100).decode())
                beats += [now_us()] if said[-1] == "WATCHDOG=1" else []
            program.frame()
            check("READY=1" in said, "systemd is told when the first picture stands: %s" % said)
            shortest = min(after - before for before, after in zip(beats, beats[1:]))
            check(shortest < 400000, "… and in time that the supervisor lives: every %d ms" % (shortest // 1000))
            program.process.send_signal(signal.SIGTERM)
            while said[-1] != "STOPPING=1":
                said.append(listener.recv(100).decode())
            check(program.process.wait(PATIENCE_S) == 0, "… and that it ends")
            check(said.count("READY=1") == 1, "… none of it by the program itself")


def nobody_is_silenced_by_the_supervisors_death():
    with supervised() as program:
        program.frame()
        child = program.child()
        program.process.kill()
        program.process.wait()
        time.sleep(2)
        os.kill(child, 0)
        check(True, "the program outlives its supervisor")
        os.kill(child, signal.SIGKILL)


def test():
    for part in (dies_and_comes_back, hangs_and_comes_back, ends_when_asked, what_cannot_begin_is_not_tried_for_ever,
                 a_crash_loop_ends_in_safe_mode, systemd_is_told,
                 nobody_is_silenced_by_the_supervisors_death):
        part()
    print("1..%d" % count)


def measure_death():
    with supervised() as program:
        program.frame()
        time.sleep(1.5)
        at_us = now_us()
        program.kill("KILL")
        return program.frame(at_us) - at_us


def measure_hang():
    with hung() as (program, began):
        return program.frame(began) - began


def measure(times):
    for once, what in ((measure_death, "death"), (measure_hang, "hang")):
        found = sorted(once() / 1000 for _ in range(times))
        print("from a %s to the first picture: median %.0f ms, most %.0f ms (n %d)"
              % (what, found[len(found) // 2], found[-1], times))


ALONE = {"voice": a_voice_that_hangs, "switches": switches_that_hang}
if len(sys.argv) > 3 and sys.argv[3] == "times":
    measure(int(sys.argv[4]))
else:
    ALONE.get(sys.argv[3] if len(sys.argv) > 3 else "", test)()
sys.exit(1 if check.failed else 0)
