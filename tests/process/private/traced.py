#!/usr/bin/env python3
"""`traced.py FOLDER`: what a session with this data folder did, from FOLDER.trace (strace) and FOLDER.errors.

Only local sockets; nothing written but in the person's folder; there only what its owner alone can read; of what was said
not a word anywhere else.
"""
import os
import re
import stat
import sys

folder = sys.argv[1]
WORD = "紫鹦鹉"
bad, sockets, written = [], {}, set()

with open(folder + ".trace", errors="surrogateescape") as file:
    lines = file.readlines()
for line in lines:
    if match := re.search(r"\bsocket\((AF_\w+), ([^)]*)\)", line):
        kind = match[1]
        sockets[kind] = sockets.get(kind, 0) + 1
        # netlink is how the kernel tells of devices that come and go
        if kind != "AF_UNIX" and not (kind == "AF_NETLINK" and "UEVENT" in match[2]):
            bad.append(line)
    if re.search(r"sa_family=AF_(?!UNIX|NETLINK)", line):
        bad.append(line)
    if (match := re.search(r'\b(?:openat\(AT_FDCWD, |open\(|creat\()"([^"]*)"(.*)', line)) and "= -1" not in match[2]:
        if "O_WRONLY" in match[2] or "O_RDWR" in match[2] or "creat(" in line:
            written.add(match[1])
for path in sorted(written):
    inside = path.startswith(folder + "/")
    # umockdev plays the devices in a folder of its own; a name without a folder is one in the person's (openat)
    if not inside and not path.startswith(("/dev/", "/proc/", "/tmp/umockdev", "/run/user/")) :
        bad.append("written: " + path)

with open(folder + ".errors", errors="surrogateescape") as file:
    errors = file.read()
if WORD in errors:
    bad.append("said on standard error: " + errors)
home = folder + ".home"
for path, _, names in os.walk(home):
    for name in names:
        with open(os.path.join(path, name), "rb") as file:
            if WORD.encode() in file.read():
                bad.append("said in " + os.path.join(path, name))
for path, folders, names in os.walk(folder):
    for name, wanted in [(name, 0o700) for name in folders] + [(name, 0o600) for name in names]:
        full = os.path.join(path, name)
        mode = stat.S_IMODE(os.lstat(full).st_mode)
        if mode != wanted and name not in ("phrases", "zh", "99-own.md", "message.txt"):  # those that the test made itself
            bad.append("%o %s" % (mode, full))

print("# %d system calls looked at; sockets: %s; files written: %d" % (len(lines), sockets, len(written)))
if len(lines) < 100:
    bad.append("hardly anything was traced")
for line in bad:
    print("# " + line.rstrip())
sys.exit(1 if bad else 0)
