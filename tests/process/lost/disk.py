"""A disk that keeps a log (disk_shim.c), and what is on it after a power cut at any moment."""

import errno
import os
import posixpath


class Operation:
    """One line of the log: see disk_shim.c."""

    def __init__(self, kind, size, path, to, payload):
        self.kind, self.size, self.path, self.to, self.bytes = kind, size, path, to, payload

    def __repr__(self):
        return f"{self.kind} {self.path}{' → ' + self.to if self.to else ''} {self.size}"


def read_log(path):
    """Every operation, in order."""
    with open(path, "rb") as file:
        log = file.read()
    found, at = [], 0
    while at < len(log):
        middle = log.index(b"\0", at)
        end = log.index(b"\n", middle)
        kind, size, name = log[at:middle].decode().split(" ", 2)
        payload = log[end + 1:end + 1 + int(size)] if kind == "W" else b""
        found.append(Operation(kind, int(size), name, log[middle + 1:end].decode(), payload))
        at = end + 1 + len(payload)
    return found


class Inode:
    """A file: what is in it, and what of it has been fsynced."""

    def __init__(self):
        self.bytes, self.synced = b"", b""


FOLDER = "a folder"


class Disk:
    """`live` is what programs see; `synced` what is certain after a power cut: names of which the folder was fsynced, of
    their files what was fsynced. Both map a path from the folder to an Inode or FOLDER."""

    def __init__(self):
        self.live, self.synced = {}, {}

    def put(self, path, payload):
        """A file that was there all along."""
        for above in list(above_of(path)) + [path]:
            if above not in self.live:
                self.live[above] = self.synced[above] = FOLDER if above != path else Inode()
        self.live[path].bytes = self.live[path].synced = payload

    def do(self, operation):
        kind, path = operation.kind, operation.path
        if kind == "O":
            self.live.setdefault(path, Inode()).bytes = b""
        elif kind == "W":
            self.live[path].bytes += operation.bytes
        elif kind == "T":
            self.live[path].bytes = self.live[path].bytes[:operation.size]
        elif kind == "S" and self.live.get(path, FOLDER) is not FOLDER:
            self.live[path].synced = self.live[path].bytes
        elif kind == "S":
            self.sync_folder("" if path == "." else path)
        elif kind == "Y":
            self.synced = dict(self.live)
            for found in self.live.values():
                if found is not FOLDER:
                    found.synced = found.bytes
        elif kind == "R":
            self.live[operation.to] = self.live.pop(path)
        elif kind == "M" and path != ".":
            self.live[path] = FOLDER
        elif kind in "UX":
            self.live.pop(path, None)

    def sync_folder(self, folder):
        for path in [path for path in self.synced if posixpath.dirname(path) == folder]:
            del self.synced[path]
        for path, found in self.live.items():
            if posixpath.dirname(path) == folder:
                self.synced[path] = found

    def killed(self, torn=None, done=0):
        """What is there when the program ends, but the machine goes on; `torn`: a write of which so many bytes were
        done."""
        files = {path: found.bytes for path, found in self.live.items() if found is not FOLDER}
        if torn is not None and torn.kind == "W":
            files[torn.path] += torn.bytes[:done]
        return self.laid_out(files, self.live)

    def cut(self):
        """The worst that a power cut may leave: nothing that was not fsynced."""
        files = {path: found.synced for path, found in self.synced.items() if found is not FOLDER}
        return self.laid_out(files, self.synced)

    def reordered(self):
        """A power cut after names reached the disk, but what was not fsynced did not."""
        files = {path: found.synced for path, found in self.live.items() if found is not FOLDER}
        return self.laid_out(files, self.live)

    def zeroed(self):
        """Some file systems keep the new length of a file, and nothing in it."""
        files = {path: found.synced.ljust(len(found.bytes), b"\0") for path, found in self.live.items()
                 if found is not FOLDER}
        return self.laid_out(files, self.live)

    @staticmethod
    def laid_out(files, names):
        """path → bytes, None for a folder; without what hangs in the air."""
        whole = {path: files.get(path) for path in names}
        return {path: payload for path, payload in whole.items()
                if all(above in names and names[above] is FOLDER for above in above_of(path))}


def above_of(path):
    """a/b/c → a, a/b"""
    parts = path.split("/")
    return ["/".join(parts[:i]) for i in range(1, len(parts))]


def lay_out(layout, folder):
    """Makes it in a folder that is not there yet."""
    os.mkdir(folder, 0o700)
    for path in sorted(layout):
        whole = os.path.join(folder, path)
        if layout[path] is None:
            os.mkdir(whole, 0o700)
        else:
            with open(whole, "wb") as file:
                file.write(layout[path])


ERRORS = {"full": errno.ENOSPC, "read-only": errno.EROFS, "failing": errno.EIO}


def shimmed(shim, folder, **wishes):
    """The environment of a program on such a disk: shimmed(shim, folder, LOG=path, KILL=3)."""
    environment = {key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL")}
    environment.update(LD_PRELOAD=shim, YINIAN_DISK=folder)
    environment.update({f"YINIAN_DISK_{name}": str(value) for name, value in wishes.items()})
    return environment
