"""The learning curve: the same program over the sentences in their order, in one data folder, by blocks."""
import concurrent.futures
import sys

import figures

WIDTH = 44
USERS = ("U0", "U1", "U2")


def run(options):
    command = figures.program(options, options.profile)
    users = [user for user in USERS if user in options.users.split(",")]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as workers:
        found = list(workers.map(
            lambda user: figures.rate(options, command, user, 1 if user == "U0" else options.seeds), users))
    for user, data in zip(users, found):
        sys.stdout.write(text_of(user, blocks(data, options.block)))
    return 0


def blocks(data, size):
    """(first sentence, last, s/char) over all seeds. A failed sentence counts with its whole time limit."""
    runs = [run["sentences"] for run in data["runs"]]
    found = []
    for start in range(0, len(runs[0]), size):
        chosen = [sentence for run in runs for sentence in run[start:start + size]]
        seconds = sum(sentence["time_ms"] for sentence in chosen) / 1000
        found.append((start + 1, start + len(chosen) // len(runs),
                      seconds / sum(len(sentence["text"]) for sentence in chosen)))
    return found


def text_of(user, found):
    most = max(seconds for _, _, seconds in found)
    lines = [f"{user}: s/char by sentences, in the order of the file, what was learnt kept"]
    lines += [f"{first:5d}–{last:<5d} {seconds:6.2f} {'█' * round(WIDTH * seconds / most)}"
              for first, last, seconds in found]
    return "\n".join(lines) + "\n\n"
