#!/usr/bin/env python3
"""`real_process.py PROGRAM SHIM [NAME]`: faults that only a real process has: signals, clocks, displays, descriptors, disks.

The real program in a window of an X server that nobody sees, three at a time. After each fault it still scans and says what
is chosen, or the message is there at the next start. TAP.
"""

import collections
import concurrent.futures
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../process/reading"))
from window import HEIGHT, WIDTH, Aid, Failed, Screen, find_node, what_is_missing  # noqa: E402

PROGRAM, SHIM = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PATIENCE_S = 60  # a sanitized program on a busy machine; no test waits for it otherwise
AT_ONCE = 3
SETTINGS = "scan_time = 400\nrest_after = 0\nfirst_item_extra = 0\npage_loops = 0\nrow_loops = 0\n"
WRITTEN, ADDED = "我想喝", "水"
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>%s<cachedir>%s</cachedir></fontconfig>'


def expect(condition, what):
    if not condition:
        raise Failed(what)


def wait_until(condition, what):
    until = time.monotonic() + PATIENCE_S
    while not (found := condition()):
        if time.monotonic() > until:
            raise Failed(f"{what} did not come")
        time.sleep(0.02)
    return found


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def fill(data):
    """The folder of somebody who is writing."""
    write(os.path.join(data, "settings.conf"), SETTINGS)
    write(os.path.join(data, "message.txt"), WRITTEN)


class Cells:
    """Where cells stand, as the driver lays them out."""

    def __init__(self, width=WIDTH, height=HEIGHT):
        self.rects = {}
        with tempfile.TemporaryDirectory() as folder:
            fill(folder)
            with Aid(PROGRAM, folder, ["--screen", f"{width}x{height}"]) as aid:
                for screen, cells in (("home", ("home.call", "home.write", "home.yes")), ("write", ("suggest.0", "act.speak"))):
                    aid.ask(f"open {screen}")
                    tree = aid.ask("tree")
                    self.rects.update((cell, find_node(tree, cell).fields["rect"]) for cell in cells)

    def middle(self, cell):
        x, y, width, height = self.rects[cell]
        return x + width // 2, y + height // 2

    def click(self, cell):
        """For xdotool."""
        return "mousemove", *self.middle(cell), "click", 1


class Desk:
    """A screen and a folder for one test."""

    def __init__(self, folder):
        self.folder, self.data = folder, os.path.join(folder, "data")
        self.screen = Screen(folder)
        self.programs = []
        fill(self.data)

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self, *words, **how):
        self.programs.append(Program(self, *words, **how))
        return self.programs[-1]

    def close(self):
        for program in self.programs:
            program.kill()
        self.screen.close()


class Program:
    """`data`: its folder, None: not given. `without`: what is not in its environment."""

    def __init__(self, desk, *words, data="", without=(), log=None, leaks=True, window=True, **how):
        self.desk = desk
        number = len(desk.programs)
        self.log, self.errors = log or desk.path(f"log{number}"), desk.path(f"errors{number}")
        environment = how.pop("environment", {})
        suppressions = os.path.join(HERE, "../process/real/lsan.supp")
        self.environment = {
            **os.environ, "DISPLAY": desk.screen.display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy",
            "ASAN_OPTIONS": f"verify_asan_link_order=0:detect_leaks={int(leaks)}",
            "LSAN_OPTIONS": f"suppressions='{suppressions}':print_suppressions=0"}
        for name in ("LANGUAGE", "LC_ALL", *without):
            self.environment.pop(name, None)
        self.environment.update(environment)
        if any(name.startswith("YINIAN_FAULT") for name in environment):
            self.environment["LD_PRELOAD"] = SHIM
        folder = [] if data is None else ["--data", data or desk.data]
        with open(self.errors, "w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [PROGRAM, *(["--window"] if window else []), *folder, "--log", self.log, *words], env=self.environment,
                **{"stderr": errors, **how})
        self.seen = 0

    def events(self):
        """All since clear() that are told of."""
        lines = read(self.log).split("\n")[:-1]
        return [json.loads(line) for line in lines[self.seen:]]

    def clear(self):
        self.seen = len(read(self.log).split("\n")) - 1

    def wait_for(self, kind, **fields):
        def is_wanted(event):
            return event["kind"] == kind and all(
                re.search(text, str(event.get(name, ""))) for name, text in fields.items())

        def look():
            found = next((event for event in self.events() if is_wanted(event)), None)
            if not found and self.process.poll() is not None:
                raise Failed(f"no {kind} {fields}: it ended with {self.process.returncode}: {read(self.errors)[-600:]}")
            return found
        return wait_until(look, f"{kind} {fields}")

    def do(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True,
                       env={**os.environ, "DISPLAY": self.desk.screen.display})

    def click(self, cell, cells=None):
        self.clear()
        self.do(*(cells or CELLS).click(cell))
        self.wait_for("select", id=f"^{re.escape(cell)}$")

    def ready(self):
        """The first picture stands, and the first two of what is lit have come."""
        wait_until(lambda: len([e for e in self.ok() if e["kind"] == "highlight"]) > 1, "the light")
        return self

    def ok(self):
        expect(self.process.poll() is None,
               f"it ended with {self.process.returncode}: {read(self.errors)[-600:]}")
        return self.events()

    def goes_on(self, cells=None):
        """What is chosen is said, and the light goes on."""
        self.click("home.yes", cells)
        self.wait_for("say", text="^是")
        self.clear()
        self.ready()

    def write_on(self):
        """A word more in the message."""
        self.click("home.write")
        self.wait_for("screen", name="^write")
        time.sleep(0.3)
        self.click("suggest.0")
        self.wait_for("message", text=f"^{WRITTEN}{ADDED}$")

    def signal(self, name):
        self.process.send_signal(getattr(signal, "SIG" + name))

    def end(self, name="TERM"):
        self.signal(name)
        status = self.process.wait(timeout=PATIENCE_S)
        expect(status == 0, f"with SIG{name} it ended with {status}: {read(self.errors)[-600:]}")

    def kill(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        if self.process.poll() is None:
            pids = read(children).split() if "--supervise" in self.process.args else []
            self.process.kill()
            self.process.wait()
            for pid in pids:
                os.kill(int(pid), signal.SIGKILL)


def expect_message(data, text=WRITTEN + ADDED):
    found = read(os.path.join(data, "message.txt"))
    expect(found.strip("\n") == text, f"message.txt holds {found!r}")


# --- where the person's files are --------------------------------------------------------------------------------

HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def no_home_in_the_environment(desk):
    """The user database knows it."""
    home, work = desk.path("home"), desk.path("work")
    os.makedirs(work)
    data = os.path.join(home, ".local/share/yinian")
    fill(data)
    program = desk.start(data=None, without=HOMES, environment={"YINIAN_FAULT_HOME": home}, cwd=work).ready()
    expect(not [e for e in program.events() if "HOME" in e.get("text", "")], "it tells of HOME")
    program.write_on()
    program.end()
    expect_message(data)
    expect(not os.listdir(work), f"in the folder where it was started there is {os.listdir(work)}")


def no_home_at_all(desk):
    """Told; kept as long as the machine is on, for the owner alone."""
    passing, work = desk.path(f"yinian-{os.getuid()}"), desk.path("work")
    os.makedirs(work)
    environment = {"YINIAN_FAULT_HOME": "", "TMPDIR": desk.folder}
    fill(passing)
    os.chmod(passing, 0o700)
    program = desk.start(data=None, without=HOMES, environment=environment, cwd=work).ready()
    program.wait_for("warning", text="HOME")
    program.write_on()
    program.end()
    expect_message(passing)
    expect(not os.listdir(work), f"in the folder where it was started there is {os.listdir(work)}")


def no_home_and_the_folder_is_somebody_elses(desk):
    """What others may write into is not read: it speaks, and tells that nothing is kept."""
    passing = desk.path(f"yinian-{os.getuid()}")
    fill(passing)
    os.chmod(passing, 0o777)
    program = desk.start("--profile", "standard", data=None, without=HOMES,
                         environment={"YINIAN_FAULT_HOME": "", "TMPDIR": desk.folder})
    program.wait_for("warning", text="/dev/null/yinian")
    program.ready().goes_on()
    program.click("home.call")
    program.wait_for("call", state="ringing")
    expect(sorted(os.listdir(passing)) == ["message.txt", "settings.conf"], "something was laid there")
    program.end()


def began_of(program):
    return "by itself began: " + ", ".join(f"{e['kind']} {e.get('id', e.get('text', ''))}" for e in program.events())


# --- time --------------------------------------------------------------------------------------------------------

def the_clock_begins_at_1970_and_is_set(desk):
    """A computer without a battery: 1970, then right, then set back by a day. Nothing that is lit hangs on it."""
    wrong = desk.path("wrong")
    write(wrong, str(-int(time.time()) + 3600))
    program = desk.start(environment={"YINIAN_FAULT_CLOCK": wrong}).ready()
    program.goes_on()
    for seconds in (0, -86400, 10 * 365 * 86400):
        write(wrong + ".new", str(seconds))
        os.rename(wrong + ".new", wrong)
        program.clear()
        time.sleep(1)
        lit = [e for e in program.ok() if e["kind"] == "highlight"]
        expect(len(lit) in (1, 2, 3, 4), f"set by {seconds} s: in a second {len(lit)} were lit")
        expect(not [e for e in program.events() if e["kind"] in ("select", "rest", "call")], began_of(program))
    program.goes_on()
    program.end()
    said = os.listdir(os.path.join(desk.data, "said"))
    expect("1970-01-01.txt" in said, f"the clock was right: what was said is in {said}")


def stopped_and_let_go_on(desk):
    """What a lid that is closed does (longer than SCAN_STALL_US): it goes on from now, races through nothing, chooses nothing."""
    program = desk.start().ready()
    program.signal("STOP")
    time.sleep(6)
    program.clear()
    program.signal("CONT")
    time.sleep(0.9)
    lit = [e for e in program.ok() if e["kind"] == "highlight"]
    expect(len(lit) <= 4, f"in 0.9 s {len(lit)} were lit")
    expect(not [e for e in program.events() if e["kind"] in ("select", "rest", "call")], began_of(program))
    program.goes_on()
    program.end()


# --- the display -------------------------------------------------------------------------------------------------

def display_gone(desk):
    """The program cannot live without it: what was written is kept, and the status says that it was no good end."""
    program = desk.start(leaks=False).ready()
    program.write_on()
    program.wait_for("saved")
    desk.screen.close()
    status = program.process.wait(timeout=PATIENCE_S)
    expect(status > 0, f"it ended with {status}")
    expect_message(desk.data)


def display_gone_and_back(desk):
    """The supervisor waits for it."""
    program = desk.start("--supervise", leaks=False).ready()
    program.write_on()
    program.wait_for("saved")
    number = desk.screen.display
    desk.screen.close()
    time.sleep(1)
    program.clear()
    desk.screen._server = subprocess.Popen(["Xvfb", number, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
                                           stderr=subprocess.DEVNULL)
    program.wait_for("frame")
    program.ready()
    expect("begun anew" in read(program.errors), "the supervisor tells nothing")
    expect_message(desk.data)
    program.do("key", "space")
    program.end()


def window_resized(desk):
    program = desk.start().ready()
    told = subprocess.run(["xdotool", "mousemove", "99", "99", "getmouselocation", "--shell"], capture_output=True, text=True,
                          check=True, env={**os.environ, "DISPLAY": desk.screen.display}).stdout
    window = re.search("WINDOW=([0-9]+)", told)[1]
    for width, height in ((800, 480), (320, 240), (640, 600)):
        program.clear()
        program.do("windowsize", window, width, height)
        program.wait_for("frame", pixels=f"^{width * height}$")
    program.goes_on(Cells(640, 600))
    program.end()


def no_font(desk):
    """None is shipped (fonts/README.md): told, signs and shapes are drawn, and it speaks."""
    write(desk.path("fonts.conf"), NO_FONTS % ("", desk.path("cache")))
    program = desk.start(environment={"FONTCONFIG_FILE": desk.path("fonts.conf")}).ready()
    program.wait_for("warning", text="fonts-noto-cjk")
    expect("fonts-noto-cjk" in read(program.errors), "standard error says nothing")
    program.goes_on()
    program.end()


def no_chinese_font(desk):
    latin = subprocess.run(["fc-list", ":lang=en:scalable=true", "file"], capture_output=True, text=True).stdout
    latin = [line.rstrip(": \n") for line in latin.splitlines() if re.search("DejaVuSans.ttf|LiberationSans-Regular|cmr", line)]
    if not latin:
        return "no Latin font is installed"
    os.makedirs(desk.path("latin"))
    shutil.copy(latin[0], desk.path("latin"))
    write(desk.path("fonts.conf"), NO_FONTS % (f"<dir>{desk.path('latin')}</dir>", desk.path("cache")))
    program = desk.start(environment={"FONTCONFIG_FILE": desk.path("fonts.conf")}).ready()
    program.wait_for("warning", text="fonts-noto-cjk")
    program.goes_on()
    program.end()
    return None


# --- the sound card ----------------------------------------------------------------------------------------------

class Card:
    """SDL's sound driver "disk" writes into a pipe; who reads it is the loudspeaker. Closed, it is a card that was pulled out."""

    def __init__(self, desk):
        self.path = desk.path("card")
        self.reader = None
        self.environment = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": self.path}

    def plug_in(self):
        os.mkfifo(self.path)
        self.reader = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)

    def pull_out(self):
        os.unlink(self.path)
        os.mkdir(self.path)  # nothing can be opened there
        os.close(self.reader)

    def sounds(self):
        """Something has been heard since it was asked last."""
        try:
            samples = os.read(self.reader, 1 << 16)
        except BlockingIOError:
            return False
        return any(samples)

    def is_listened_to(self):
        """From now on: who writes into a pipe that nobody empties waits for ever, at its end too."""
        os.set_blocking(self.reader, True)
        threading.Thread(target=lambda: [None for _ in iter(lambda: os.read(self.reader, 1 << 16), b"")], daemon=True).start()


def share_of_one_colour(screen):
    """How much of the screen the most frequent one covers."""
    count = collections.Counter(row[at:at + 4] for row in screen.rows()[::8] for at in range(0, len(row), 32))
    return max(count.values()) / sum(count.values())


def sound_card_gone_while_speaking(desk):
    """Told; what was being said stands large, and the light goes on. Back again, it speaks."""
    card = Card(desk)
    card.plug_in()
    write(os.path.join(desk.data, "message.txt"), "今天下午我想去院子里坐一会儿，晒晒太阳，再听你读报纸。")
    program = desk.start(environment=card.environment).ready()
    program.click("home.write")
    program.wait_for("screen", name="^write")
    program.click("act.speak")
    wait_until(card.sounds, "the voice")
    keys = share_of_one_colour(desk.screen)
    card.pull_out()
    program.wait_for("warning", text="没有声音")
    wait_until(lambda: share_of_one_colour(desk.screen) > max(0.6, keys), "what is said, large")
    program.wait_for("said")
    os.rmdir(card.path)
    card.plug_in()

    def speaks_again():
        """The first press takes away what stands large; the card is tried every 2 s."""
        program.do(*CELLS.click("act.speak"))
        time.sleep(0.5)
        return card.sounds()
    wait_until(speaks_again, "the voice again")
    card.is_listened_to()
    program.clear()
    program.ready().end()


# --- its surroundings --------------------------------------------------------------------------------------------

def ended_while_writing(desk):
    """Told to end, or the terminal is gone: at once after the last choice. It is kept, and it was a good end."""
    for name in ("TERM", "HUP", "INT"):
        fill(desk.data)
        program = desk.start().ready()
        program.write_on()
        program.end(name)
        expect_message(desk.data)


def nobody_reads_what_it_prints(desk):
    """The log is a pipe without a reader, standard error too."""
    reader, writer = os.pipe()
    program = desk.start(log="-", stdout=writer, stderr=writer)
    os.close(writer)
    expect(os.read(reader, 1), "it prints nothing")
    os.close(reader)
    time.sleep(2)
    program.do(*CELLS.click("home.write"))
    time.sleep(1)
    program.do(*CELLS.click("suggest.0"))
    wait_until(lambda: read(os.path.join(desk.data, "message.txt")).startswith(WRITTEN + ADDED) or
               program.process.poll() is not None, "the message")
    program.signal("TERM")
    status = program.process.wait(timeout=PATIENCE_S)
    expect(status == 0, f"it ended with {status}")
    expect_message(desk.data)


def standard_files_closed(desk):
    """No file of the person is taken for them: nothing that is printed lands in one."""
    program = desk.start(stdin=None, stderr=None, preexec_fn=lambda: [os.close(fd) for fd in range(3)]).ready()
    program.write_on()
    program.end()
    expect_message(desk.data)
    expect(read(os.path.join(desk.data, "settings.conf")) == SETTINGS, "settings.conf has been changed")


def few_descriptors(desk):
    program = desk.start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))).ready()
    program.goes_on()
    program.write_on()
    program.end()
    expect_message(desk.data)


def the_disk_confirms_nothing(desk):
    """fsync fails: told; when it works again it is kept, and the notice goes."""
    broken = desk.path("broken")
    program = desk.start(environment={"YINIAN_FAULT_FSYNC": broken}).ready()
    write(broken, "")
    program.write_on()
    program.wait_for("warning", text="还没存好")
    expect_message(desk.data, WRITTEN)
    os.unlink(broken)
    program.wait_for("saved")
    program.end()
    expect_message(desk.data)


def locales(desk):
    """None, and one that is not there: Chinese is Chinese, and files are the same."""
    for locale in ("C", "xx_YY.nothing"):
        fill(desk.data)
        program = desk.start(environment={"LC_ALL": locale, "LANG": locale}).ready()
        program.goes_on()
        program.write_on()
        program.end()
        expect_message(desk.data)


FAULTS = [no_home_in_the_environment, no_home_at_all, no_home_and_the_folder_is_somebody_elses,
          the_clock_begins_at_1970_and_is_set, stopped_and_let_go_on, display_gone, display_gone_and_back, window_resized,
          no_font, no_chinese_font,
          sound_card_gone_while_speaking, ended_while_writing, nobody_reads_what_it_prints,
          standard_files_closed, few_descriptors, the_disk_confirms_nothing, locales]


def problem_of(fault):
    """Why it failed, or ""; and why it was left out, or ""."""
    with tempfile.TemporaryDirectory(prefix="yinian-fault-") as folder:
        desk = Desk(folder)
        try:
            return "", fault(desk) or ""
        except (Failed, subprocess.SubprocessError, OSError) as error:
            return str(error) or repr(error), ""
        finally:
            desk.close()


def main():
    wanted = [fault for fault in FAULTS if len(sys.argv) < 4 or fault.__name__ in sys.argv[3:]]
    failed = False
    print(f"1..{len(wanted)}", flush=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for number, (fault, (problem, skipped)) in enumerate(zip(wanted, pool.map(problem_of, wanted)), 1):
            failed = failed or bool(problem)
            left = f" # SKIP {skipped}" if skipped else ""
            print(f"{'not ok' if problem else 'ok'} {number} - {fault.__name__.replace('_', ' ')}{left}", flush=True)
            for line in problem.splitlines():
                print(f"# {line}", flush=True)
    return 1 if failed else 0


if what_is_missing():
    print(f"1..0 # SKIP {what_is_missing()}")
    sys.exit(0)
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup leaves it ignored to all that are started
CELLS = Cells()
sys.exit(main())
