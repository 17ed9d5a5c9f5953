#!/usr/bin/env python3
"""Makes runs.bin, what the test needs to know of the two sources without keeping them: `make_runs.py A.txt B.txt`

Takes the first salt with which no run of today's articles hits by chance: some hundred salts, seconds. Only the Chinese
articles are held against it; both sources are Chinese.
"""
import sys
from pathlib import Path

from articles import Library, RunSet, letters, runs

HERE = Path(__file__).resolve().parent


def main(paths):
    library = Library(HERE.parent.parent / "content")
    allowed = [letters(fact["fact_zh"]) for fact in library.facts.values()]
    sources = {run for path in paths for run in runs(Path(path).read_text(encoding="utf8"))}
    sources = {run for run in sources if not any(run in fact for fact in allowed)}
    ours = {run for article in library.articles["zh"].values() for run in runs(article.body)}
    copied = ours & sources
    for count in range(10000):
        made = RunSet(count.to_bytes(16, "little"), set())
        made.hashes = {made.hash(run) for run in sources}
        if not any(run in made for run in ours - copied):
            made.write(HERE / "runs.bin")
            print(f"{len(made.hashes)} runs, salt {count}; shared with a source: {sorted(copied) or 'none'}")
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
