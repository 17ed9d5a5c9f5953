"""The library's texts as the tests see them: articles in blocks and sentences, the register's rules for terms."""
import csv
import hashlib
import re
import unicodedata
from pathlib import Path

RUN = 13  # characters in a row that nobody writes twice by chance
HASH_BYTES = 3
IDS = [f"L{n:02}" for n in range(1, 32)]
LANGUAGES = ("zh", "en")
KEYS = ("id", "lang", "group", "audience", "title", "summary", "facts", "sources", "date")
MARKS = {"zh": {"dated": "（较旧）", "disputed": "（有争议）", "internal-conflict": "（有争议）", "source-weak": "（来源弱）"},
         "en": {"dated": "(older)", "disputed": "(disputed)", "internal-conflict": "(disputed)",
                "source-weak": "(weak source)"}}
CALLOUT = {"zh": "原文之外的提醒：", "en": "A note that is not in the sources: "}


def table(path):
    with open(path, encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def normal(text):
    """One spelling for dates, ranges and percentages; no spaces; small letters (content/README.md)."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(\d{4})年(\d{1,2})月(\d{1,2})日", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text)
    text = re.sub(r"(\d{4})年(\d{1,2})月", lambda m: f"{m[1]}-{int(m[2]):02}", text)
    text = re.sub(r"(\d+%?)(?:–|—|~|至|到)(\d+)", r"\1–\2", text)
    text = re.sub(r"百分之(\d+)", r"\1%", text)
    return re.sub(r"\s+", "", text).lower()


def missing_terms(terms, text):
    """Those of `a|b=c` (a, and b or c) that the normal text lacks."""
    return [term for term in terms.split("|") if term and not any(normal(way) in text for way in term.split("="))]


def some_term(terms, text):
    return any(normal(way) in text for term in terms.split("|") if term for way in term.split("="))


def letters(text):
    """Hanzi, Latin letters and digits alone."""
    return "".join(re.findall(r"[\u4e00-\u9fffA-Za-z0-9]", text))


def runs(text):
    text = letters(text)
    return (text[at:at + RUN] for at in range(len(text) - RUN + 1))


class RunSet:
    """Salted, cut hashes of runs of characters. After any twelve characters, one or two of the
    3500 usual ones fit by chance: enough to find what was copied, too little to read a text back."""

    def __init__(self, salt, hashes):
        self.salt, self.hashes = salt, hashes

    def hash(self, run):
        return hashlib.blake2b(run.encode(), digest_size=HASH_BYTES, key=self.salt).digest()

    def __contains__(self, run):
        return self.hash(run) in self.hashes

    @classmethod
    def of(cls, texts, salt):
        made = cls(salt, set())
        made.hashes = {made.hash(run) for text in texts for run in runs(text)}
        return made

    @classmethod
    def read(cls, path):
        data = path.read_bytes()
        body = data[16:]
        if len(data) < 16 or len(body) % HASH_BYTES:
            raise ValueError(f"{path} is no set of runs")
        return cls(data[:16], {body[at:at + HASH_BYTES] for at in range(0, len(body), HASH_BYTES)})

    def write(self, path):
        path.write_bytes(self.salt + b"".join(sorted(self.hashes)))


class Block:
    def __init__(self, kind, text):
        self.kind, self.text = kind, text  # heading, item, callout, paragraph

    def sentences(self, lang):
        ends = r"[^。！？；]*[。！？；]?[”）]*" if lang == "zh" else r".+?(?:[.!?](?= |$)|$)"
        return [piece.strip() for piece in re.findall(ends, self.text) if piece.strip()]


class Article:
    def __init__(self, path):
        self.path, self.lang = path, path.parent.name
        text = path.read_text(encoding="utf8")
        match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text, re.S)
        lines = match[1].splitlines() if match else []
        self.head = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
        self.body = match[2] if match else text
        self.facts = self.head.get("facts", "").split()
        self.blocks = [self.block(line) for line in self.body.splitlines() if line.strip()]

    @staticmethod
    def block(line):
        for start, kind in (("## ", "heading"), ("- ", "item"), ("> ", "callout")):
            if line.startswith(start):
                return Block(kind, line[len(start):])
        return Block("paragraph", line)

    def of(self, kind):
        return [block.text for block in self.blocks if block.kind == kind]

    def marked(self, mark):
        """(sentence, its paragraph or list, the run of callouts that comes next) for each sentence with the mark."""
        found = []
        for at, block in enumerate(self.blocks):
            for sentence in block.sentences(self.lang) if block.kind != "callout" else []:
                found += [(sentence, self.stretch(at), self.next_callouts(at))] * sentence.count(mark)
        return found

    def stretch(self, at):
        """The blocks around one, from the callouts or the heading before to those after."""
        first, last = at, at
        while first > 0 and self.blocks[first - 1].kind in ("item", "paragraph"):
            first -= 1
        while last + 1 < len(self.blocks) and self.blocks[last + 1].kind in ("item", "paragraph"):
            last += 1
        return " ".join(block.text for block in self.blocks[first:last + 1])

    def next_callouts(self, at):
        while at < len(self.blocks) and self.blocks[at].kind != "callout":
            at += 1
        end = at
        while end < len(self.blocks) and self.blocks[end].kind == "callout":
            end += 1
        return " ".join(block.text for block in self.blocks[at:end])


class Library:
    def __init__(self, root):
        self.root = Path(root)
        self.facts = {row["id"]: row for row in table(self.root / "register/facts.tsv")}
        self.omissions = {row["id"] for row in table(self.root / "register/omissions.tsv")}
        self.evidence = {row["id"] for row in table(self.root / "register/evidence.tsv")}
        self.callouts = table(self.root / "register/callouts.tsv")
        self.terms = table(self.root / "glossary/terms.tsv")
        self.readings = table(self.root / "glossary/readings.tsv")
        self.questions = table(self.root / "questions.tsv")
        self.articles = {lang: {path.stem: Article(path) for path in sorted((self.root / lang).glob("*.md"))}
                         for lang in LANGUAGES}

    def pairs(self):
        for key in IDS:
            if all(key in self.articles[lang] for lang in LANGUAGES):
                yield key, self.articles["zh"][key], self.articles["en"][key]
