"""What a scenario's `expect` lines mean; README.md in this folder lists them."""

import os
import re

import aid

# What of an event stands behind its kind in a scenario.
ABOUT = {"screen": "name", "message": "text", "say": "text", "cue": "text", "call": "state", "select": "id"}
KINDS = ("highlight", "select", "screen", "message", "say", "cue", "said", "call", "rest", "wake", "saved", "warning",
         "copy", "save-text", "send", "paper", "call-command", "command")


class Pattern:
    """An event as a scenario describes it: `say 吸痰`, `highlight nothing`, `saved`."""

    def __init__(self, text):
        self.kind, _, rest = text.partition(" ")
        if self.kind not in KINDS:
            raise ValueError(f"there is no event {self.kind!r}; valid: {', '.join(KINDS)}")
        rest = rest.strip()
        self.about = None if not rest else rest[1:-1] if rest[0] == rest[-1] == '"' and len(rest) > 1 else rest

    def fits(self, event):
        if kind_of(event) != self.kind:
            return False
        if self.about is None:
            return True
        if self.kind == "highlight":
            return event["ids"] == ([] if self.about == "nothing" else [self.about])
        if self.kind == "warning":
            return self.about in event["text"]
        return event.get(ABOUT.get(self.kind, ""), "") == self.about


def kind_of(event):
    """The kind; what the cue voice says is a kind of its own."""
    return "cue" if event["kind"] == "say" and event.get("voice") == "cue" else event["kind"]


def tell(entry):
    """One entry of the log in a line."""
    if entry["kind"] == "command":
        return f"{entry['t']:>8}  > {entry['command']}"
    hidden = ("t", "kind", "labels", "as", "source", "voice")
    shown = [str(value) for name, value in entry.items() if name not in hidden]
    return f"{entry['t']:>8}      {kind_of(entry)} {' '.join(shown)}"


def check(text, run):
    """None when the expectation is met, else what was seen instead."""
    wanted = not text.startswith("no ")
    text = text if wanted else text[3:]
    word, _, rest = text.partition(" ")
    if word in KINDS:
        problem = check_event(text, run)
    elif word in CHECKS:
        problem = CHECKS[word](rest.strip(), run)
    else:
        raise ValueError(f"nothing is known of {word!r}")
    if wanted:
        return problem
    return None if problem else "that is so"


def check_event(text, run):
    at = re.fullmatch(r"(.*?) at (\d+)", text)
    after = re.fullmatch(r"(.*?) (\d+) after (.*)", text)
    pattern = Pattern((at or after)[1] if at or after else text)
    seen = [index for index in range(run.step_from, len(run.log)) if pattern.fits(run.log[index])]
    if at:
        seen = [index for index in seen if run.log[index]["t"] == int(at[2])]
    if after:
        earlier = Pattern(after[3])
        seen = [index for index in seen if time_since(run.log, index, earlier, run.step_from) == int(after[2])]
    return None if seen else "it did not happen"


def time_since(log, index, pattern, step_from):
    """How long before the event at `index` the latest one that fits came; None: never. The step's command is the
    first of the step."""
    if pattern.kind == "command":
        return log[index]["t"] - log[step_from]["t"]
    for earlier in range(index - 1, -1, -1):
        if pattern.fits(log[earlier]):
            return log[index]["t"] - log[earlier]["t"]
    return None


def compare(seen, wanted):
    wanted = "" if wanted == '""' else wanted
    return None if str(seen) == wanted else f"it is {seen!r}"


def check_partner(rest, run):
    """`writing 我想`: the state of the display of who listens, and its text; "" for none, any if left out."""
    state, _, text = rest.partition(" ")
    told = run.aid.ask("partner")["partner"]
    if told["state"] != state:
        return f"it is {told['state']}"
    if (told.get("title", "") != "") != (state == "writing"):
        return f"the title is {told['title']!r}"
    wanted = text.strip('"')
    return None if not text or told["text"] == wanted else f"the text is {told['text']!r}"


def of_tree(look):
    """A check of one thing in the tree."""
    return lambda rest, run: compare(look(run.aid.ask("tree")), rest)


def check_node(rest, run):
    name, _, what = rest.partition(" ")
    what, _, value = what.partition(" ")
    node = aid.find_node(run.aid.ask("tree"), name)
    if node is None:
        return "there is no such node"
    if what == "lit":
        return None if node.lit_itself else "it is not lit"
    if what == "empty":
        return None if node.empty else "it is not empty"
    if what and what not in ("label", "action", "stamp", "commit", "role"):
        raise ValueError(f"nothing is known of a node's {what!r}")
    return compare(node.fields.get(what, ""), value) if what else None


def check_read(rest, run):
    seen = [entry.get("as", "") for entry in run.log[run.step_from:] if kind_of(entry) == "say"]
    return None if rest in seen else f"the voice was handed {seen!r}"


def check_events(rest, run):
    seen = [entry for entry in run.log[run.step_from:] if entry["kind"] != "command"]
    return compare(len(seen), rest)


def check_error(rest, run):
    error = run.answer.get("error")
    if error is None:
        return "the answer is no error"
    return None if rest in error else f"it is {error!r}"


def check_file(rest, run):
    name, _, wanted = rest.partition(" ")
    path = os.path.join(run.data, name)
    if not os.path.exists(path):
        return "there is no such file"
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    return None if not wanted or wanted in lines else "it holds:\n" + "\n".join(lines)


CHECKS = {
    "node": check_node,
    "read": check_read,
    "events": check_events,
    "error": check_error,
    "file": check_file,
    "on": of_tree(lambda tree: tree["screen"]),
    "text": of_tree(lambda tree: tree["message"]["text"]),
    "reading": of_tree(lambda tree: tree["message"]["reading"]),
    "state": of_tree(lambda tree: tree["scan"]["state"]),
    "technique": of_tree(lambda tree: tree["scan"]["technique"]),
    "period": of_tree(lambda tree: tree["scan"]["period_ms"]),
    "lit_ms": of_tree(lambda tree: tree["scan"].get("lit_ms", "")),
    "left_ms": of_tree(lambda tree: tree["scan"].get("left_ms", "")),
    "size": of_tree(lambda tree: "x".join(map(str, tree["size"]))),
    "t": of_tree(lambda tree: tree["t"]),
    "partner": check_partner,
}
