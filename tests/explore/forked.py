"""A program whose state can be kept (forked_driver.c), to be asked as aid.Aid is."""

import json
import os
import select
import shutil
import socket
import subprocess
import tempfile

import aid


class Forked:
    """One program in one state. `fork()` gives a second one in the same state."""

    def __init__(self, server, connection, folder):
        self._server, self._socket, self._folder = server, connection, folder
        self._unread = b""
        self.t = 0

    def ask(self, command):
        answer = json.loads(self._ask_raw(command))
        self.t = answer.get("t", self.t)
        if "error" in answer:
            raise aid.AidFailed(f"{command}: {answer['error']}")
        return answer

    def _ask_raw(self, command):
        try:
            self._socket.sendall(command.encode() + b"\n")
            while b"\n" not in self._unread:
                ready, _, _ = select.select([self._socket], [], [], aid.ANSWER_WITHIN_S)
                piece = self._socket.recv(1 << 18) if ready else b""
                if not piece:
                    raise aid.AidFailed(f"no answer to {command!r}: {'it ended' if ready else ''} {self._server.complaint()}")
                self._unread += piece
        except OSError as error:
            raise aid.AidFailed(f"the program is gone before {command!r}: {error}: {self._server.complaint()}") from None
        line, self._unread = self._unread.split(b"\n", 1)
        return line

    def fork(self):
        folder, connection = self._server.second(self)
        other = Forked(self._server, connection, folder)
        other.t = self.t
        return other

    def close(self):
        """As aid.Aid's; how it would have ended is not seen."""
        self.end()
        return 0

    def end(self):
        """It is wanted no more."""
        try:
            self._socket.sendall(b"gone\n")
        except OSError:
            pass
        self._socket.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class Server:
    """Where the programs come from: the first one, and a place for all of them."""

    def __init__(self, program, size, profile_text, fill=lambda data: None, options=()):
        self.folder = tempfile.mkdtemp(prefix="explore-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        self._path = os.path.join(self.folder, "socket")
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(self._path)
        self._listening.listen(8)
        self._listening.settimeout(aid.ANSWER_WITHIN_S)
        self._count = 0
        self._errors = os.path.join(self.folder, "errors")
        profile = os.path.join(self.folder, "profile.conf")
        with open(profile, "w", encoding="utf-8") as file:
            file.write(profile_text)
        folder = os.path.join(self.folder, "0")
        os.makedirs(os.path.join(folder, "data"))
        fill(os.path.join(folder, "data"))
        ours, its = socket.socketpair()
        environment = {key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL")}
        with open(self._errors, "wb") as errors:
            self._process = subprocess.Popen([os.path.abspath(program), size, profile, *options], cwd=folder, stdin=its, stdout=its,
                                             stderr=errors, env=environment)
        its.close()
        self.first = Forked(self, ours, folder)

    def second(self, one):
        self._count += 1
        folder = os.path.join(self.folder, str(self._count))
        one.ask(f"fork {self._path} {folder}")
        connection, _ = self._listening.accept()
        connection.settimeout(None)
        return folder, connection

    def complaint(self):
        with open(self._errors, encoding="utf-8", errors="replace") as file:
            return file.read()[-3000:]

    def close(self):
        self.first.end()
        self._process.wait(timeout=aid.ANSWER_WITHIN_S)
        self._listening.close()
        shutil.rmtree(self.folder, ignore_errors=True)
