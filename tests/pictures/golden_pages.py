"""Pages drawn by the real program that must come out byte by byte as they did when somebody looked at them."""

import pathlib
import tempfile

GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
SIZES = ("800x480", "1280x800")
LANGUAGES = ("zh", "en")


def differing(names, folder):
    """The pictures of `folder` that are not as they were."""
    return [name for name in names if not (GOLDEN / name).exists() or
            (GOLDEN / name).read_bytes() != pathlib.Path(folder, name).read_bytes()]


def compare(draw, update):
    """`draw(language, size, folder)` makes pictures there and returns their names. Prints TAP; True if all are the same."""
    failed, number = 0, 0
    print(f"1..{len(SIZES) * len(LANGUAGES)}")
    for size in SIZES:
        for language in LANGUAGES:
            number += 1
            with tempfile.TemporaryDirectory(prefix="golden-pages-") as folder:
                names = draw(language, size, GOLDEN if update else folder)
                other = [] if update else differing(names, folder)
            failed += bool(other)
            print(f"{'not ok' if other else 'ok'} {number} - {len(names)} pages in {language} at {size}")
            for name in other:
                print(f"# {name} is another picture (--update draws it anew: look at it)")
    return not failed
