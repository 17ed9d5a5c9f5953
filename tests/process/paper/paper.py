"""`yinian --paper`: where the file goes, what stands in it, what happens when it cannot be written. The argument is the
program. Texts are read with pdftotext (package poppler-utils), where that is there."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scenarios"))
import tap  # noqa: E402

# cairo keeps what it took for subsets of fonts, fontconfig its configuration.
SUPPRESSIONS = "leak:libcairo.so\nleak:libfontconfig.so\n"
OWN = "# Garden\n- roses\n- weeds {hidden: yes}\n- bees | Mind the bees, please.\n"


class Desk:
    def __init__(self, program, folder):
        self.program, self.data = program, os.path.join(folder, "data")
        self.folder = folder
        supp = os.path.join(folder, "lsan.supp")
        with open(supp, "w", encoding="utf-8") as file:
            file.write(SUPPRESSIONS)
        self.environment = dict(os.environ, LSAN_OPTIONS=f"suppressions='{supp}':print_suppressions=0")

    def run(self, *arguments):
        return subprocess.run((self.program, "--paper", *arguments, "--data", self.data), capture_output=True, text=True,
                              env=self.environment, timeout=120)

    def text(self, path):
        """What stands on it, without blanks, as lines are broken anywhere; None without pdftotext."""
        if not shutil.which("pdftotext"):
            return None
        done = subprocess.run(("pdftotext", "-raw", path, "-"), capture_output=True, text=True, check=True)
        return "".join(done.stdout.split())


def lost(desk, path, phrases):
    text = desk.text(path)
    if text is None:
        return "no pdftotext: texts were not looked at", []
    return "", [f"{phrase} is not there" for phrase in phrases if "".join(phrase.split()) not in text]


def labels_of(folder):
    """Every label of the phrase files that ship, as a reader of the file sees it."""
    labels = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".md"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                labels += [re.sub(r"\s*(\||\{).*$", "", line[2:]).strip() for line in file if line.startswith("- ")]
    return labels


def shipped(desk, language):
    path = os.path.join(desk.folder, f"{language}.pdf")
    done = desk.run(path, "--language", language)
    problems = [] if done.returncode == 0 and done.stdout == path + "\n" else [f"{done.returncode} {done.stderr}"]
    phrases = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../phrases", language)
    labels = labels_of(phrases)
    told, missing = lost(desk, path, labels)
    return told or f"{len(labels)} phrases", problems + missing


def own_place(desk):
    os.makedirs(os.path.join(desk.data, "phrases", "en"), exist_ok=True)
    with open(os.path.join(desk.data, "settings.conf"), "w", encoding="utf-8") as file:
        file.write("language = en\n")
    with open(os.path.join(desk.data, "phrases", "en", "own.md"), "w", encoding="utf-8") as file:
        file.write(OWN)
    done = desk.run()
    path = done.stdout.strip()
    if done.returncode or os.path.dirname(path) != os.path.join(desk.data, "paper"):
        return "", [f"{done.returncode} {done.stdout} {done.stderr}"]
    mode = stat.S_IMODE(os.stat(path).st_mode)
    told, problems = lost(desk, path, ["How to ask", "roses", "Mind the bees, please."])
    if not told and "weeds" in desk.text(path):
        problems.append("what is hidden stands there")
    return told, problems + ([] if mode == 0o600 else [f"mode {mode:o}"])


def dark_pixels(path, page):
    """How much of the middle of the first cell of a sheet is black."""
    done = subprocess.run(("pdftoppm", "-gray", "-r", "72", "-f", str(page), "-l", str(page), path), capture_output=True,
                          check=True)
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    width = int(size.split()[0])
    return sum(pixels[y * width + x] < 128 for y in range(125, 255) for x in range(90, 220))


def characters_that_cairo_loses(desk):
    """cairo 1.16 puts an empty box, or nothing, where 如 of the regular font stands: it stands four times below a thin label."""
    if not shutil.which("pdftoppm"):
        return "no pdftoppm: the picture was not looked at", []
    folder = os.path.join(desk.data, "phrases", "zh")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "own.md"), "w", encoding="utf-8") as file:
        file.write("# 末\n- 一 | 如如如如\n")
    path = os.path.join(desk.folder, "glyph.pdf")
    desk.run(path, "--language", "zh")
    pages = subprocess.run(("pdftotext", "-raw", path, "-"), capture_output=True, text=True, check=True).stdout.split("\f")
    page = next(number for number, text in enumerate(pages, 1) if "末" in text.split("\n")[:3])
    dark = dark_pixels(path, page)
    return f"{dark} dark pixels", [] if dark > 600 else ["the character is not drawn"]


def twice(desk):
    paths = [os.path.join(desk.folder, f"twice{number}.pdf") for number in range(2)]
    contents = []
    for path in paths:
        desk.run(path, "--language", "en")
        with open(path, "rb") as file:
            contents.append(file.read())
    return f"{len(contents[0])} bytes", [] if contents[0] == contents[1] else ["the second time other bytes came out"]


def refused(desk):
    problems = []
    for path in ("/proc/nowhere/boards.pdf", os.path.join(desk.folder, "no", "folder", "boards.pdf")):
        done = desk.run(path)
        if done.returncode != 1 or path not in done.stderr or os.path.exists(path):
            problems.append(f"{path}: {done.returncode} {done.stdout} {done.stderr}")
    done = desk.run("one.pdf", "two.pdf")
    if done.returncode != 2:
        problems.append(f"two files: {done.returncode}")
    return "", problems


def main(arguments):
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        desk = Desk(os.path.abspath(arguments[0]), folder)
        return tap.run([("every Chinese phrase that ships is on paper", lambda: shipped(desk, "zh")),
                        ("every English phrase that ships is on paper", lambda: shipped(desk, "en")),
                        ("in the person's own folder, with own phrases, without hidden ones", lambda: own_place(desk)),
                        ("every character is drawn", lambda: characters_that_cairo_loses(desk)),
                        ("the same paper has the same bytes", lambda: twice(desk)),
                        ("a file that cannot be written is told of", lambda: refused(desk))])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
