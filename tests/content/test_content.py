#!/usr/bin/env python3
"""The library's texts against its register, and the checks themselves against damaged copies: `test_content.py [yinian]`

Prints TAP. With the program, what the voice makes of the words in heard.tsv is listened to as well.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import checks
import heard
from articles import Library, RunSet, letters

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONTENT = ROOT / "content"
SHARED = ROOT.parent / "shared/content/check"
SOURCE_LIKE = "清晨的河面上飘着一层薄薄的雾气，渡船还没有开始摆渡。"  # stands for a source in the self-test


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def result(self, name, shortcomings):
        self.count += 1
        self.failed += bool(shortcomings)
        print(f"{'not ok' if shortcomings else 'ok'} {self.count} - {name}")
        for line in shortcomings[:40]:
            print(f"#   {line}")

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")


def change(name, old, new):
    """A damage: what stands once in a file becomes something else."""
    def damage(root):
        path = root / name
        text = path.read_text(encoding="utf8")
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands {text.count(old)} times in {name}")
        path.write_text(text.replace(old, new), encoding="utf8")
    return damage


def without_line(name, start):
    def damage(root):
        path = root / name
        lines = path.read_text(encoding="utf8").split("\n")
        kept = [line for line in lines if not line.startswith(start)]
        if len(kept) != len(lines) - 1:
            raise ValueError(f"{start!r} begins {len(lines) - len(kept)} lines of {name}")
        path.write_text("\n".join(kept), encoding="utf8")
    return damage


def both(*damages):
    def damage(root):
        for one in damages:
            one(root)
    return damage


def gone(name):
    return lambda root: (root / name).unlink()


# What is damaged, how, which check has to tell, and what it has to name.
DAMAGES = [
    ("an article is gone", gone("zh/L13.md"), checks.front_matter, "zh has no L13"),
    ("front matter lacks its date", without_line("en/L06.md", "date:"), checks.front_matter, "en/L06: no «date»"),
    ("a wrong audience", change("zh/L31.md", "patient (opt-in)", "patient"), checks.front_matter, "zh/L31: audience"),
    ("sources that are not the facts'", change("zh/L21.md", "sources: B", "sources: A"), checks.front_matter, "zh/L21"),
    ("a group of another name", change("en/L12.md", "G3 Treatment and care", "G3 Care"), checks.groups, "en/L12"),
    ("another group in English", change("en/L12.md", "G3 Treatment and care", "G4 Medicines"), checks.groups, "L12"),
    ("a fact's words are dropped", change("zh/L07.md", "- 血常规多半正常。\n", ""), checks.facts, "A-046"),
    ("a fact's id is dropped in English", change("en/L07.md", " A-046", ""), checks.facts, "A-046 is named by en -"),
    ("a fact is named twice", change("zh/L08.md", "facts: A-050", "facts: A-046 A-050"), checks.facts, "zh L07 L08"),
    ("a fact that is none", change("zh/L08.md", "facts: A-050", "facts: A-999 A-050"), checks.facts, "A-999 is no fact"),
    ("a mark is dropped", change("zh/L09.md", "（有争议）", ""), checks.doubts, "A-062"),
    ("a mark of the wrong kind", change("zh/L13.md", "（较旧）", "（来源弱）"), checks.doubts, "A-078"),
    ("one mark of two is dropped", change("zh/L22.md", "（来源弱）", ""), checks.doubts, "A-112"),
    ("the mark is in another passage", both(change("zh/L17.md", "有严重肝病的人（有争议）", "有严重肝病的人"),
                                         change("zh/L17.md", "以后定期查。", "以后定期查（有争议）。")), checks.doubts, "A-087"),
    ("a callout is dropped", without_line("zh/L12.md", "> "), checks.doubts, "A-083"),
    ("the caveat stands before the mark", both(without_line("zh/L09.md", "> "), change("zh/L09.md", "## 多灶性",
        "> 原文之外的提醒：用常规方法，只有约一半的人能查到这种抗体。\n\n## 多灶性")), checks.doubts, "A-062"),
    ("a sound fact's caveat is dropped", change("zh/L29.md", "> 原文之外的提醒：只在果蝇身上做过。还没有变成给人用的药。", ""),
     checks.doubts, "A-107"),
    ("a mark is dropped in English", change("en/L09.md", " (disputed)", ""), checks.callouts, "L09"),
    ("a callout is dropped in English", without_line("en/L12.md", "> "), checks.callouts, "L12: 1 × callout"),
    ("a callout does not say whose it is", change("en/L12.md", "> A note that is not in the sources: ", "> "),
     checks.callouts, "en/L12"),
    ("a callout that rests on nothing", change("zh/L06.md", "## 挂哪个科", "> 原文之外的提醒：请多休息。\n\n## 挂哪个科"),
     checks.callouts, "zh/L06: callout 1 rests on nothing"),
    ("a basis that is not there", change("register/callouts.tsv", "L05\t2\tX-04", "L05\t2\tX-44"), checks.callouts, "X-44"),
    ("a list item less in English", without_line("en/L09.md", "- The sensory"), checks.callouts, "L09: "),
    ("evidence that is not there", without_line("register/evidence.tsv", "E44\t"), checks.callouts, "no evidence E44"),
    ("a source's words", change("zh/L24.md", "## 失败也有用", SOURCE_LIKE + "\n\n## 失败也有用"), checks.own_words, "渡船"),
    ("a source's words with other marks", change("zh/L24.md", "## 失败也有用", "他说“清晨的河面上——飘着一层薄薄的雾”。\n\n## 失败也有用"),
     checks.own_words, "zh/L24"),
    ("a figure differs", change("en/L18.md", "137 people", "173 people"), checks.figures, "L18"),
    ("a date differs", change("en/L20.md", "The date is 7 August", "The date is 7 October"), checks.figures, "L20"),
    ("a dose", both(change("zh/L17.md", "怎么吃，请听医生的。", "每次50毫克。"), change("en/L17.md", "Your doctor will",
        "50 mg. Your doctor will")), checks.figures, "a dose"),
    ("a term that no article has", change("glossary/terms.tsv", "T17\t累及\t", "T17\t侵及\t"), checks.glossary, "zh article has T17"),
    ("an English term that no article has", change("glossary/terms.tsv", "\taxon\taxons|axonal\t", "\tneurite\t\t"),
     checks.glossary, "en article has T40"),
    ("a reading of words that are gone", change("glossary/readings.tsv", "衡量", "衡重"), checks.glossary, "衡重"),
    ("a sentence without end", change("zh/L06.md", "您可以和患者先商量好答案，记下来带去。", "您可以和患者先商量好答案，" * 4 + "记下来带去。"),
     checks.short_sentences, "zh/L06"),
    ("L31's line gives it away", change("zh/L31.md", "summary: 只在您自己选择时显示。", "summary: 多数人能活多少年。"),
     checks.outlook, "zh/L31"),
    ("and in English", change("en/L31.md", "summary: Shown only", "summary: Survival, shown only"), checks.outlook, "en/L31"),
    ("another article says it", change("zh/L02.md", "## 五类主要表现", "多数患者在3到5年内去世。\n\n## 五类主要表现"),
     checks.outlook, "zh/L02"),
    ("another summary says it", change("en/L02.md", "summary: Its names", "summary: The outlook, its names"), checks.outlook, "en/L02"),
    ("a question says it", change("questions.tsv", "我的诊断是怎么确定的？", "我是不是只有3到5年？"), checks.outlook, "3到5年"),
    ("no question but one", both(without_line("questions.tsv", "L06\t医生，我这些"),), checks.questions, "1 questions for L06"),
    ("a question nobody can say", change("questions.tsv", "医生，我需要做腰穿吗？", "腰穿吗"), checks.questions, "L07"),
]


def shortcomings(check, root, sources):
    return list(check(Library(root), sources))


def self_test(tap):
    """Every damage is told by its check, and by nothing that was silent for another reason."""
    sources = RunSet.of([SOURCE_LIKE], b"self-test".ljust(16, b"\0"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        for name, damage, check, named in DAMAGES:
            shutil.copytree(CONTENT, copy)
            before = shortcomings(check, copy, sources)
            damage(copy)
            told = [line for line in shortcomings(check, copy, sources) if line not in before]
            shutil.rmtree(copy)
            tap.result(f"{check.__name__} tells: {name}",
                       [] if any(named in line for line in told) else [f"nothing names «{named}»: {told}"])


def keeps_no_source(tap, sources):
    """The set of runs is cut hashes: no run can be told from the next, and it holds no text."""
    data = (HERE / "runs.bin").read_bytes()
    wrong = [] if 5000 < len(sources.hashes) < 9000 else [f"{len(sources.hashes)} runs"]
    if re.search("[\u4e00-\u9fff]{4}", data.decode("utf8", "ignore")):
        wrong.append("it holds text")
    tap.result("runs.bin holds hashes alone", wrong)


def long_sentences(library):
    sizes = [len(letters(sentence)) for _, sentence in checks.sentences_of(library)]
    long = sum(size > checks.LONG for size in sizes)
    print(f"# {long} of {len(sizes)} Chinese sentences ({100 * long / len(sizes):.1f} %) are longer than {checks.LONG} "
          f"characters, the longest {max(sizes)}")


def shared_check(tap):
    name = "../shared/content/check is content"
    if not SHARED.exists():
        tap.skip(name, "../shared is not there")
        return
    ran = subprocess.run([sys.executable, str(SHARED), str(CONTENT)], capture_output=True, text=True, check=False)
    tap.result(name, (ran.stdout + ran.stderr).splitlines() or ([f"status {ran.returncode}"] if ran.returncode else []))


def main(arguments):
    tap, library = Tap(), Library(CONTENT)
    sources = RunSet.read(HERE / "runs.bin")
    for check in checks.CHECKS:
        tap.result(check.__name__.replace("_", " "), list(check(library, sources)))
    keeps_no_source(tap, sources)
    long_sentences(library)
    self_test(tap)
    tap.result("heard.tsv names what is there", heard.rows_are_true(library))
    if arguments:
        tap.result("the voice reads what was heard", heard.voice_is_the_same(library, arguments[0]))
        tap.result("the reader reads with the glossary's readings", list(heard.glossary_is_heard(arguments[0])))
        tap.result("a voice that misreads is told", heard.misreading_is_told(library, arguments[0]))
    else:
        tap.skip("the voice reads what was heard", "no program given")
    shared_check(tap)
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
