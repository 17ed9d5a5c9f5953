"""The real program, driven in virtual time: one command a line, one JSON answer a line.

Used by the scenarios, by the urgency test, by tests/explore and by tests/bench.
"""

import json
import os
import select
import subprocess

ANSWER_WITHIN_S = 60  # a sanitized program on a busy machine; no test waits for it otherwise
HAND_MS = 300         # nobody presses again sooner; longer than ignore repeats of 200 ms
STEPS_AT_MOST = 400   # highlights that a person watches go by before giving up


class AidFailed(Exception):
    """The program ended, or broke the protocol."""


class Aid:
    """One running program. `data` is its folder of user data."""

    def __init__(self, program, data, options=()):
        environment = {key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL")}
        self._process = subprocess.Popen(
            [program, "--drive", "--data", data, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment, bufsize=0)
        self._unread = b""
        self.t = 0         # virtual time as of the last answer
        self.asked_at = 0  # … as of the last command
        self.output = bytearray()  # everything it answered, for byte by byte comparison

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def ask(self, command):
        """Sends a command (text or bytes); returns the answer as an object."""
        return self.ask_raw(command.encode() if isinstance(command, str) else command)

    def ask_raw(self, line):
        self.asked_at = self.t
        try:
            self._process.stdin.write(line + b"\n")
        except BrokenPipeError:
            raise AidFailed(f"the program is gone before {line!r}: {self.complaint()}") from None
        answer = json.loads(self._line(line))
        if "t" in answer:
            self.t = answer["t"]
        return answer

    def close(self):
        """Ends it by the end of its input; returns its exit status."""
        if self._process.poll() is None and not self._process.stdin.closed:
            self._process.stdin.close()
        status = self._process.wait(timeout=ANSWER_WITHIN_S)
        self.ended_with = self._process.stderr.read().decode(errors="replace") \
            if not self._process.stderr.closed else self.ended_with
        self._process.stdout.close()
        self._process.stderr.close()
        return status

    def complaint(self):
        """What it wrote to stderr, when it has ended."""
        status = self._process.wait(timeout=ANSWER_WITHIN_S)
        return f"status {status}\n{self._process.stderr.read().decode(errors='replace')[-3000:]}"

    def _line(self, command):
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._process.stdout], [], [], ANSWER_WITHIN_S)
            piece = os.read(self._process.stdout.fileno(), 1 << 16) if ready else b""
            if not piece:
                why = self.complaint() if ready else "no answer"
                raise AidFailed(f"no answer to {command!r}: {why}")
            self._unread += piece
        line, self._unread = self._unread.split(b"\n", 1)
        self.output += line + b"\n"
        return line


class Node:
    """A node of the tree with the ids of what holds it, outermost first."""

    def __init__(self, fields, holders, lit):
        self.fields = fields
        self.holders = holders
        self.id = fields["id"]
        self.label = fields.get("label", "")
        self.role = fields.get("role", "")
        self.action = fields.get("action", "")
        self.empty = bool(fields.get("empty"))
        self.leaf = not fields.get("children")
        self.lit_itself = bool(fields.get("lit"))
        self.lit = lit or self.lit_itself

    def choosable(self):
        """A press can choose it. A row's own way out is not among these: it leads to the rows again."""
        does = any(name in self.fields for name in ("action", "commit", "spell"))
        return self.leaf and does and not self.empty and not self.id.startswith("exit.")


def nodes_of(tree):
    """All nodes of a tree answer, in order."""
    found = []

    def add(items, holders, lit):
        for item in items:
            node = Node(item, holders, lit)
            found.append(node)
            add(item.get("children", ()), holders + (node.id,), node.lit)

    add(tree["nodes"], (), False)
    return found


def find_node(tree, wanted):
    """The node called `wanted`: of several of that name the cell, then the row."""
    found = [node for node in nodes_of(tree) if node.id == wanted]
    return min(found, key=lambda node: (not node.leaf, -len(node.holders)), default=None)


def choose(aid, wanted, tell=lambda answer: None, hold_ms=80):
    """Chooses the cell `wanted` with switch 1, as somebody does who presses whenever it, or what holds it, lights
    up. `tell` is given every answer. Returns the number of presses; raises LookupError when it is not to be had."""
    presses, last_press = 0, None
    for _ in range(STEPS_AT_MOST):
        tree = aid.ask("tree")
        tell(tree)
        node = find_node(tree, wanted)
        if node is None or not node.choosable() and not wanted.startswith("exit."):
            raise LookupError(f"there is no cell {wanted} to choose on screen {tree['screen']}")
        if last_press is not None and aid.t < last_press + HAND_MS:
            tell(aid.ask(f"wait {last_press + HAND_MS - aid.t}"))
            continue
        if node.lit or tree["scan"]["state"] in ("paused", "ready"):
            presses, last_press = presses + 1, aid.t
            answer = aid.ask(f"tap 1 {hold_ms}")
            tell(answer)
            if any(event["kind"] == "select" and event["id"] == wanted for event in answer["events"]):
                return presses
            continue
        tell(aid.ask("next 60000"))
    raise LookupError(f"{wanted} did not light up on screen {tree['screen']}")
