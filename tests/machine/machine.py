"""An emulated machine (QEMU, no KVM) whose root is this machine's, read-only, with what a person's has: a screen, a
USB keyboard and mouse, a sound card."""
import json
import os
import socket
import subprocess
import time

WIDTH, HEIGHT = 1280, 800
STEP_SECONDS = 0.05  # between two looks at something that is to happen


class Failed(Exception):
    pass


def wait_until(look, seconds, what):
    """What `look` returns, as soon as that is true."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed("%s: not within %g s" % (what, seconds))
        time.sleep(STEP_SECONDS)


class Lines:
    """A socket of QEMU's that talks in lines."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        wait_until(lambda: self.connect(path), 10, path)
        self.stream = self.socket.makefile("rw", encoding="utf-8", errors="replace", newline="\n")

    def connect(self, path):
        try:
            self.socket.connect(path)
        except OSError:
            return False
        return True

    def read(self, seconds=60):
        self.socket.settimeout(seconds)
        try:
            line = self.stream.readline()
        except TimeoutError as late:
            raise Failed("the machine has said nothing for %g s" % seconds) from late
        if not line:
            raise Failed("the machine has ended")
        return line.rstrip("\r\n")

    def write(self, line):
        self.stream.write(line + "\n")
        self.stream.flush()


class Machine:
    """`share` is a folder that the machine sees as /mnt/share. Pictures, sound and messages go to `folder`. `kiosk`: the
    packages installed, as kiosk-layer has made them ready in `folder`, begun by systemd."""

    KEYBOARD = ("usb-kbd", "keyboard")

    def __init__(self, folder, kernel, initrd, kiosk=False):
        self.folder, self.share, self.kiosk = folder, os.path.join(folder, "share"), kiosk
        os.makedirs(self.share, exist_ok=True)
        os.chmod(self.share, 0o777)  # the program runs as an ordinary user of the machine
        self.sound = os.path.join(folder, "sound.wav")
        self.process = subprocess.Popen(self.command(kernel, initrd), stdin=subprocess.DEVNULL)
        try:
            self.monitor = Lines(self.path("monitor"))
            self.shell = Lines(self.path("shell"))
            self.monitor.read()
            self.ask("qmp_capabilities")
        except BaseException:
            self.process.kill()
            raise

    def path(self, name):
        return os.path.join(self.folder, name)

    def command(self, kernel, initrd):
        for name in ("monitor", "shell"):
            if os.path.exists(self.path(name)):
                os.unlink(self.path(name))
        # Without AVX: as QEMU 7.2 emulates it, the colours that Mesa's software driver computes with it are wrong.
        return ["qemu-system-x86_64", "-M", "q35,i8042=off", "-accel", "tcg", "-cpu", "max,-avx", "-smp", "1", "-m", "1024",
                "-nodefaults", "-display", "none", "-no-reboot", "-kernel", kernel, "-initrd", initrd,
                "-append", "console=ttyS0 quiet panic=-1 mitigations=off" + (" yinian.kiosk" if self.kiosk else ""),
                "-serial", "file:" + self.path("messages"),
                "-serial", "unix:%s,server=on,wait=off" % self.path("shell"),
                "-qmp", "unix:%s,server=on,wait=off" % self.path("monitor"),
                "-device", "virtio-gpu-pci,xres=%d,yres=%d" % (WIDTH, HEIGHT),
                "-device", "qemu-xhci,id=usb", "-device", "%s,id=%s,bus=usb.0" % self.KEYBOARD,
                "-device", "usb-mouse,bus=usb.0",
                "-audiodev", "wav,id=sound,path=%s,out.frequency=44100" % self.sound,
                "-device", "intel-hda", "-device", "hda-output,audiodev=sound",
                "-fsdev", "local,id=root,path=/,security_model=none,readonly=on,multidevs=remap",
                "-device", "virtio-9p-pci,fsdev=root,mount_tag=host",
                "-fsdev", "local,id=share,path=%s,security_model=none" % self.share,
                "-device", "virtio-9p-pci,fsdev=share,mount_tag=share"] + (self.kiosk_command() if self.kiosk else [])

    def kiosk_command(self):
        return ["-fsdev", "local,id=layer,path=%s,security_model=none,readonly=on" % self.path("layer"),
                "-device", "virtio-9p-pci,fsdev=layer,mount_tag=layer",
                "-drive", "if=none,id=disk,format=raw,cache=writethrough,file=" + self.path("disk.img"),
                "-device", "virtio-blk-pci,drive=disk"]

    def wait_for_shell(self):
        while self.shell.read(240) != "ready":
            pass

    def ask(self, command, **arguments):
        self.monitor.write(json.dumps({"execute": command, "arguments": arguments}))
        while True:
            answer = json.loads(self.monitor.read())
            if "error" in answer:
                raise Failed("%s: %s" % (command, answer["error"]["desc"]))
            if "return" in answer:
                return answer["return"]

    def run(self, command):
        """The lines that a shell command of the machine prints."""
        self.shell.write(command)
        lines = []
        while True:
            line = self.shell.read()
            if line.startswith("end "):
                return lines
            lines.append(line)

    # --- what a person does ---

    def send(self, *events):
        self.ask("input-send-event", events=[{"type": kind, "data": data} for kind, data in events])

    def key(self, name, down):
        self.send(("key", {"down": down, "key": {"type": "qcode", "data": name}}))

    def tap(self, name, seconds=0.1):
        self.key(name, True)
        time.sleep(seconds)
        self.key(name, False)

    def click(self, x, y):
        """A mouse that is pushed into the corner first, because nobody knows where its pointer is."""
        for dx, dy in ((-2 * WIDTH, -2 * HEIGHT), (x, y)):
            self.send(("rel", {"axis": "x", "value": dx}), ("rel", {"axis": "y", "value": dy}))
            time.sleep(1)
        for down in (True, False):
            self.send(("btn", {"down": down, "button": "left"}))
            time.sleep(0.1)

    def unplug_keyboard(self):
        self.ask("device_del", id=self.KEYBOARD[1])

    def plug_keyboard(self):
        self.ask("device_add", driver=self.KEYBOARD[0], id=self.KEYBOARD[1], bus="usb.0")

    def picture(self, name):
        """The file of what the screen shows now."""
        path = self.path(name + ".ppm")
        self.ask("screendump", filename=path)
        return path

    def cut_power(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        """Ends the machine; the sound file is whole only then."""
        try:
            self.ask("quit")
            self.process.wait(20)
        except (Failed, OSError, ValueError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
