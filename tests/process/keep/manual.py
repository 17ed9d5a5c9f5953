"""`yinian --manual`: the pages name every option, setting, switch function, action, command, and are right. The argument
is the program."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")
PAGES = [(section, language) for section in "157" for language in ("en", "zh")]


def page(program, section, language):
    return subprocess.run([program, "--manual", section, "--language", language], check=True, stdout=subprocess.PIPE,
                          timeout=60).stdout.decode()


def plain(text):
    """As it is read: without escapes and fonts."""
    text = text.replace("\\:", "").replace("\\-", "-").replace("\\&", "").replace("\\(dq", '"').replace("\\(aq", "'")
    return re.sub(r"\\f[BIR]", "", text.replace("\\(ti", "~")).replace("\\e", "\\")


def items(text):
    """What the .TP paragraphs are about."""
    return {re.split(r"\\fR", line[3:])[0].replace("\\-", "-") for line in text.splitlines() if line.startswith("\\fB")}


def source(name):
    with open(os.path.join(ROOT, "app", name), encoding="utf-8") as file:
        return file.read()


def missing_names(program, language):
    """Read from the sources, for a second opinion: what each page should name and does not."""
    options = {"--" + name for name in re.findall(r'^    X\(\w+, "([a-z-]+)"', source("run/options.h"), re.M)}
    told = subprocess.run([program, "--help"], check=True, stdout=subprocess.PIPE, timeout=60).stdout.decode()
    settings = set(re.findall(r'\{\.name = "(\w+)"', source("settings/settings_table.c")))
    functions = set(re.findall(r'^    \{"([a-z]+)", N_', source("input/switch_map.c"), re.M))
    actions = set(re.findall(r'^    X\(\w+, "([a-z-]+)"', source("action/action.h"), re.M))
    commands = set(re.findall(r'\{\{"([a-z]+)",', source("run/driver_command.c")))
    assert len(options) >= 20 and len(settings) >= 60 and len(functions) == 7 and len(actions) >= 50 and len(commands) >= 13
    files = set(re.findall(r'"([a-z]+\.(?:txt|conf))"', source("run/world.c") + source("run/learnt.c")))
    assert len(files) >= 7
    found = {section: items(page(program, section, language)) for section in "157"}
    missing = (options - found["1"]) | (files - found["1"]) | (settings - found["5"]) | (functions - found["5"]) | (actions - found["7"]) | \
        (commands - found["7"]) | {option for option in options if option + " " not in told and option + "\n" not in told}
    return sorted(missing)


def warnings_of(path):
    """What a formatter finds, or None where there is none."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", MANWIDTH="80")
    if shutil.which("groff") and shutil.which("preconv"):
        command = ["groff", "-k", "-man", "-ww", "-Tutf8", path]
    elif shutil.which("mandoc"):
        command = ["mandoc", "-Tlint", "-Wwarning", path]
    else:
        return None
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT if command[0] == "mandoc" else
                          subprocess.PIPE, env=environment, timeout=60)
    told = done.stdout if command[0] == "mandoc" else done.stderr
    return told.decode(errors="replace") + ("" if done.returncode == 0 or told else f"status {done.returncode}")


def main(program):
    number = failed = 0

    def tap(problem, name, skip=""):
        nonlocal number, failed
        number += 1
        failed += bool(problem)
        print(f"{'not ok' if problem else 'ok'} {number} - {name}{' # SKIP ' + skip if skip else ''}")
        for line in (problem or "").splitlines()[:20]:
            print("# " + line)

    print(f"1..{len(PAGES) * 2 + 4}")
    with tempfile.TemporaryDirectory() as folder:
        for section, language in PAGES:
            text = page(program, section, language)
            path = os.path.join(folder, f"{language}.{section}")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            found = warnings_of(path)
            tap(found, f"yinian({section}) in {language} has no warning", "no groff, no mandoc" if found is None else "")
            wrong = [line for line in text.splitlines() if "\\*" in line or re.match(r"[.'](?![A-Za-z\\])", line)]
            tap("\n".join(wrong), f"yinian({section}) in {language}: no text is taken for a request")
        broken = os.path.join(folder, "broken.1")
        with open(broken, "w", encoding="utf-8") as file:
            file.write(".TH A 1\n.SH NAME\na \\- b\n.nosuchrequest\n\\[nosuchcharacter]\n")
        found = warnings_of(broken)
        tap("" if found is None or found else "nothing found", "what is wrong in a page is found",
            "no groff, no mandoc" if found is None else "")
    for language in ("en", "zh"):
        missing = missing_names(program, language)
        tap("\n".join(missing), f"every option, file, setting, function, action and command is named, in {language}")
    status = subprocess.run([program, "--manual", "2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            timeout=60).returncode
    tap("" if status == 2 else f"status {status}", "there is no other section")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1])))
