"""What was listened to in the articles: heard.tsv (words, reading, by, article).

`by`: voice – the program reads the words so by itself; rule – a rule of app/speech was made for them; readings –
content/glossary/readings.tsv says it. The rows are the words with a character that is read in several ways, as they were
checked by reading the pinyin of all articles, sentence by sentence, on 22 November 2026.
"""
import json
import re
import subprocess
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scenarios"))
import library_walk
from articles import IDS, table

HANZI = re.compile("[\u4e00-\u9fff]")


def rows():
    return table(HERE / "heard.tsv")


def plain(article):
    return [article.head["title"], article.head["summary"], *(block.text for block in article.blocks)]


def pieces(article):
    for text in plain(article):
        yield from (piece for piece in re.findall(r"[^。！？；]+[。！？；]?", text) if HANZI.search(piece))


def rows_are_true(library):
    wrong, seen = [], set()
    known = {row["words"]: row["reading"] for row in library.readings}
    for row in rows():
        seen.add(row["article"])
        article = library.articles["zh"].get(row["article"])
        if not article or not any(row["words"] in text for text in plain(article)):
            wrong.append(f"{row['words']} is not in {row['article']}")
        if len(HANZI.findall(row["words"])) != len(row["reading"].split()):
            wrong.append(f"{row['words']}: {row['reading']}")
        if row["by"] == "readings" and known.get(row["words"]) != row["reading"]:
            wrong.append(f"{row['words']}: readings.tsv says {known.get(row['words'])}")
    wrong += [f"{key} was not listened to" for key in IDS if key not in seen]
    wrong += [f"readings.tsv: {words} was not listened to" for words in known
              if words not in {row["words"] for row in rows() if row["by"] == "readings"}]
    return wrong


def said(program, texts):
    """What the synthesiser is handed for each text, as a list of syllables."""
    with tempfile.TemporaryDirectory() as data:
        ran = subprocess.run([program, "--drive", "--data", data], text=True, capture_output=True, check=True,
                             input="".join(f"say {text}\nstop\n" for text in texts))
    heard = {}
    for line in ran.stdout.splitlines():
        for event in json.loads(line).get("events", []):
            if event["kind"] == "say":
                heard[event["text"]] = re.findall(r"[a-zü]+[1-5]", event["as"])
    return heard


def holds(syllables, reading):
    wanted = reading.split()
    return any(syllables[at:at + len(wanted)] == wanted for at in range(len(syllables) - len(wanted) + 1))


def read_aloud(program, keys):
    """The same of articles that are opened by one switch and read aloud: here the tables of the glossary count."""
    reader = library_walk.Reader(program, Namespace(language="zh", size=100, screen="1280x800", pages=False))
    heard = {}
    for article in library_walk.articles("zh"):
        if article.id in keys:
            reader.open(article)
            events = reader.start_reading()
            while reader.node("act.read-aloud").action != "read-aloud":
                events += reader.aid.ask(f"next {library_walk.SPEECH_MS}")["events"]
            heard[article.id] = [(event["text"], re.findall(r"[a-zü]+[1-5]", event["as"])) for event in events
                                 if event["kind"] == "say"]
    return heard


def glossary_is_heard(program):
    expected = [row for row in rows() if row["by"] == "readings"]
    heard = read_aloud(program, {row["article"] for row in expected})
    for row in expected:
        said_so = [syllables for text, syllables in heard[row["article"]] if row["words"] in text]
        if not said_so or not all(holds(syllables, row["reading"]) for syllables in said_so):
            yield f"{row['words']} of {row['article']} is not read {row['reading']}: {said_so}"


def listen(library, program, expected):
    texts = {}
    for row in expected:
        texts[row["words"], row["article"]] = next(piece for piece in pieces(library.articles["zh"][row["article"]])
                                                   if row["words"] in piece).strip()
    heard = said(program, texts.values())
    for row in expected:
        text = texts[row["words"], row["article"]]
        if not holds(heard.get(text, []), row["reading"]):
            yield f"{row['words']} of {row['article']} is no more {row['reading']}: {' '.join(heard.get(text, []))}"


def voice_is_the_same(library, program):
    return list(listen(library, program, [row for row in rows() if row["by"] in ("voice", "rule")]))


def misreading_is_told(library, program):
    told = list(listen(library, program, [{"words": "躯干", "reading": "qu1 gan1", "article": "L02"}]))
    return [] if len(told) == 1 else ["qu1 gan1 passes for qu1 gan4"]
