#!/usr/bin/env python3
"""Pictures of changing phrases, in both languages and on two screens, that must come out byte by byte as they did when
somebody looked at them: `edit_pictures.py PROGRAM [--update]`. Prints TAP. The real program draws."""

import os
import pathlib
import sys
import tempfile
from functools import partial

HERE = pathlib.Path(os.path.abspath(__file__)).parent
sys.path.insert(0, str(HERE / "../scenarios"))
import aid  # noqa: E402
import golden_pages  # noqa: E402
from phrase_pictures import png  # noqa: E402

SETTINGS = "scan_time = 500\nfirst_item_extra = 0\npause_after_selection = 0\n"
OWN = {
    "zh": "# 我们家\n- 听戏 | 放一段京剧听听 {颜色: 绿; 读音: 京剧 jing1 ju4}\n- 看花 {隐藏: 是}\n",
    "en": "# Our home\n- Opera | Put some opera on, please {colour: green}\n- The garden {hidden: yes}\n",
}
HOME = {"zh": ("我们家", "听戏"), "en": ("our-home", "opera")}


def draw(program, language, size, folder):
    """All pictures; returns their names."""
    names = []
    category, phrase = HOME[language]
    with tempfile.TemporaryDirectory(prefix="edit-pictures-") as data:
        os.makedirs(os.path.join(data, "phrases", language))
        for name, text in (("settings.conf", f"language = {language}\n{SETTINGS}"),
                           (f"phrases/{language}/99-own.md", OWN[language])):
            pathlib.Path(data, name).write_text(text, encoding="utf-8")
        for name, picture in (("a", png()), ("IMG_20240517_102233", png(30, 40, (20, 90, 200))), ("b", b"broken")):
            pathlib.Path(data, "phrases", language, f"{name}.png").write_bytes(picture)
        with aid.Aid(program, data, ("--screen", size)) as running:
            def shoot(name):
                names.append(f"{name}-{language}-{size}.png")
                running.ask("wait 100")
                running.ask(f"shot {folder}/{names[-1]}")
            for name, screen in (("edit", "edit"), ("edit-phrases", f"edit:{category}"),
                                 ("edit-colour", f"edit:{category}:{phrase}:colour"),
                                 ("edit-picture", f"edit:{category}:{phrase}:picture"),
                                 ("edit-category", f"category:{category}"),
                                 ("edit-phrase", f"edit:{category}:{phrase}")):
                running.ask(f"open {screen}")
                shoot(name)
            aid.choose(running, "field.spoken")
            shoot("edit-field")
            aid.choose(running, "act.clear")
            aid.choose(running, "act.field-done")
            shoot("edit-changed")
    return names


if __name__ == "__main__":
    sys.exit(not golden_pages.compare(partial(draw, sys.argv[1]), "--update" in sys.argv))
