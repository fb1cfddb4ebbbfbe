"""The series: reports by number, each drawn in a few formats, the same for the same seed."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from corpus.layouts.content import Content, Made, Truth
from corpus.layouts.plain import draw_markdown, draw_plain
from corpus.layouts.printing import draw_printed
from corpus.layouts.reports import compose
from corpus.layouts.web import draw_archive, draw_web
from corpus.layouts.word import draw_word

Draw = Callable[..., tuple[bytes, str]]
DRAWERS: dict[str, Draw] = {
    "docx": draw_word,
    "html": draw_web,
    "mht": draw_archive,
    "txt": draw_plain,
    "md": draw_markdown,
    "pdf": draw_printed,
}
WEIGHTS = {"docx": 30, "html": 18, "mht": 7, "txt": 28, "md": 3, "pdf": 14}
FORMATS = tuple(DRAWERS)
FILES_A_REPORT = (2, 3, 4)
PLAIN = 0.2  # share of files drawn without any hazard of their format
SOUND = 0.4  # share of reports in which no fault is put


def _formats(rng: Random, content: Content, allowed: Sequence[str]) -> list[str]:
    """The formats of one report's files; a table that is only a picture cannot stand in text."""
    fit = [f for f in allowed if not (content.truth.pictures and f in ("txt", "md"))]
    count = min(len(fit), rng.choice(FILES_A_REPORT))
    chosen: list[str] = []
    while len(chosen) < count:
        name = rng.choices(fit, [WEIGHTS[f] for f in fit])[0]
        if name not in chosen or len(fit) == 1:
            chosen.append(name)
    return chosen


def reports(
    count: int, seed: int, formats: Sequence[str], *, sound: bool
) -> Iterator[tuple[int, Content, str]]:
    """`count` tasks: the number of a report, the report, and a format to draw it in."""
    number, made = 0, 0
    while made < count:
        rng = Random(f"{seed}/{number}")
        content = compose(rng, sound=sound or rng.random() < SOUND)
        for name in _formats(rng, content, formats):
            if made < count:
                yield number, content, name
                made += 1
        number += 1


def made(number: int, content: Content, name: str, seed: int) -> Made:
    """One file of a report; the extension is that of the format."""
    rng = Random(f"{seed}/{number}/{name}")
    truth: Truth = content.truth.copy()
    data, layout = DRAWERS[name](content, rng, truth, plain=rng.random() < PLAIN)
    file = f"{number:05}_{name}.{name}"
    return Made(
        file, data, truth.line(file=file, file_format=name, layout=layout, twin=f"{number:05}")
    )


def generate(
    count: int = 2000, seed: int = 1, formats: Sequence[str] = FORMATS, *, sound: bool = False
) -> Iterator[Made]:
    """`count` files of the formats named, in the order of the series; `sound`: none with a fault."""
    for number, content, name in reports(count, seed, formats, sound=sound):
        yield made(number, content, name, seed)
