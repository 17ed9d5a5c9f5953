"""Runs what measures, and hands back its figures as plain data."""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

import commands
from commands import Failed, output_of

TARGETS = ("yinian", "translations", "lexicon", "language-model", "score-model", "model_bench", "choice_bench")
PEER = "tests/bench/writing/writing_peer"
PEERS = {  # what is measured → options of the peer
    "peer": ["--full-pinyin"],
    "peer, initials too": [],
    "peer, bare board": ["--layout", "bare", "--full-pinyin"],
    "peer, bare board, initials too": ["--layout", "bare"],
}


def build(options):
    """The programs; the peer only where libpinyin is installed."""
    commands.build(options, TARGETS)
    try:
        output_of(["cmake", "--build", options.build, "--target", "writing_peer"])
    except Failed as error:
        if "unknown target" not in str(error) and "No rule" not in str(error):
            raise


def path(options, name):
    return os.path.join(options.build, name)


def program(options, profile):
    """The command of the program for rate.py."""
    return (f"{shlex.quote(path(options, 'app/yinian'))} --drive --profile {shlex.quote(profile)} "
            "--data {data} --seed {seed}")


def peer(options, name):
    """The command of the peer for rate.py, or None where it is not built."""
    if not os.path.exists(path(options, PEER)):
        return None
    return f"{shlex.quote(path(options, PEER))} {shlex.join(PEERS[name])} --data {{data}} --seed {{seed}}"


def rate(options, command, user, seeds, part_words="spelt", more=()):
    """rate.py's JSON of one user: its summary (mean, min, max of every figure) and its runs."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.json")
        words = ["nice", sys.executable, os.path.join(options.measure, "rate.py"), "--app", command, "--sentences",
                 options.sentences, "--user", user, "--seeds", str(seeds), "--part-words", part_words, "--json", out]
        words += ["--limit", str(options.limit)] if options.limit else []
        done = subprocess.run(words + list(more), capture_output=True, text=True, check=False)
        if not os.path.exists(out):
            raise Failed(f"rate.py ended with status {done.returncode}\n{done.stderr[-2000:]}")
        with open(out, encoding="utf-8") as file:
            data = json.load(file)["users"][user]
    data["broken"] = [run["broken"] for run in data["runs"] if run["broken"]]
    return data


def model_file(options, name):
    return path(options, f"app/language-model/{name}")


def bits(options):
    """Bits a character of the sentences, without and with the end of the sentence."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        with open(options.sentences, encoding="utf-8") as sentences:
            lines = [line for line in sentences if line.strip()]
        file.write("".join(lines[:options.limit]))
        file.flush()
        text = output_of([model_file(options, "score-model"), model_file(options, "model-zh.bin"),
                          model_file(options, "lexicon.bin"), file.name])
    found = re.search(r"([\d.]+) bits/char, with the end ([\d.]+)", text)
    if not found:
        raise Failed(f"score-model printed: {text}")
    return float(found[1]), float(found[2])


def megabytes(options):
    """Of both language models."""
    return sum(os.path.getsize(model_file(options, name)) for name in ("model-zh.bin", "model-en.bin")) / 1e6


def model_times(options):
    """Opening, and filling the distribution over the next word: {what: {median, p95, p99}} in ms."""
    text = output_of([path(options, "tests/bench/model_bench"), model_file(options, "model-zh.bin"),
                      model_file(options, "lexicon.bin"), options.sentences])
    opened = re.search(r"opened in ([\d.]+) ms", text)
    filled = re.search(r"distribution over all words\s+median\s+([\d.]+) ms\s+p95\s+([\d.]+) ms\s+p99\s+([\d.]+)", text)
    if not opened or not filled:
        raise Failed(f"model_bench printed: {text}")
    return {"opened": float(opened[1]), "distribution": dict(zip(("median", "p95", "p99"), map(float, filled.groups())))}


def choice_times(options, profile):
    """From a press to its picture: {p50, p95, p99, most} in ms, and p99 of the processor's time, `worked`."""
    text = output_of([path(options, "tests/bench/writing/choice_bench"), profile, str(options.presses)])
    form = r"press to picture{}\s+n\s+(\d+)\s+p50\s+([\d.]+)\s+p95\s+([\d.]+)\s+p99\s+([\d.]+)\s+most\s+([\d.]+)"
    found, worked = re.search(form.format(""), text), re.search(form.format(", processor"), text)
    if not found or not worked:
        raise Failed(f"choice_bench printed: {text}")
    times = dict(zip(("n", "p50", "p95", "p99", "most"), map(float, found.groups())))
    return times | {"worked": float(worked[4])}


def english(options):
    """{way of scanning: {steps, seconds, presses, failed, sentences}} of an ideal user, or None without that program."""
    script = os.path.join(os.path.dirname(options.here), "english_rate.py")
    if not os.path.exists(script):
        return None
    words = [sys.executable, script, path(options, "app/yinian")]
    words += ["--limit", str(options.limit)] if options.limit else []
    found = {}
    for line in output_of(words).splitlines():
        fields = line.split()
        if len(fields) == 9 and re.fullmatch(r"[\d.]+", fields[1]):
            found[fields[0]] = {"steps": float(fields[1]), "seconds": float(fields[2]), "presses": float(fields[3]),
                                "failed": int(fields[7]), "sentences": int(fields[8])}
    if not found:
        raise Failed("english_rate.py printed no figures")
    return found
