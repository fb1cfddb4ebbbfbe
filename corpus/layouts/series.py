"""The series: reports by number, each drawn in a few formats, the same for the same seed."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from corpus.layouts.content import Content, Made
from corpus.layouts.plain import draw_markdown, draw_plain
from corpus.layouts.printing import draw_printed
from corpus.layouts.rendered import BATCH, RENDERERS, available, rendered
from corpus.layouts.reports import compose
from corpus.layouts.web import draw_archive, draw_web
from corpus.layouts.word import PRINTABLE, draw_word

Draw = Callable[..., tuple[bytes, str]]
# What draws each format, and for those that another program prints, its source.
DRAWERS: dict[str, Draw] = {
    "docx": draw_word,
    "html": draw_web,
    "mht": draw_archive,
    "txt": draw_plain,
    "md": draw_markdown,
    "pdf": draw_printed,
    "pdf_office": partial(draw_word, only=PRINTABLE),
    "pdf_chromium": partial(draw_web, printable=True),
}
WEIGHTS = {"docx": 30, "html": 18, "mht": 7, "txt": 28, "md": 3, "pdf": 14, "pdf_office": 4, "pdf_chromium": 3}  # fmt: skip
FORMATS = tuple(DRAWERS)
PURE = tuple(name for name in FORMATS if name not in RENDERERS)  # need no other program
FILES_A_REPORT = (2, 3, 4)
PLAIN = 0.2  # share of files drawn without any hazard of their format
SOUND = 0.4  # share of reports in which no fault is put

Task = tuple[int, Content, str]


def _formats(rng: Random, content: Content, allowed: Sequence[str]) -> list[str]:
    """The formats of one report's files; a table that is only a picture cannot stand in text."""
    fit = [f for f in allowed if not (content.truth.pictures and f in ("txt", "md"))]
    count = min(len(fit), rng.choice(FILES_A_REPORT))
    chosen: list[str] = []
    while len(chosen) < count:
        name = rng.choices(fit, [WEIGHTS[f] for f in fit])[0]
        if name not in chosen:
            chosen.append(name)
    return chosen


def _tasks(count: int, seed: int, formats: Sequence[str], *, sound: bool) -> Iterator[Task]:
    """`count` tasks: the number of a report, the report, and a format to draw it in."""
    number, planned = 0, 0
    while planned < count:
        rng = Random(f"{seed}/{number}")
        content = compose(rng, sound=sound or rng.random() < SOUND)
        for name in _formats(rng, content, formats):
            if planned < count:
                yield number, content, name
                planned += 1
        number += 1


def _made(task: Task, seed: int) -> Made:
    """One file of a report, or the source of one that is to be printed."""
    number, content, name = task
    rng = Random(f"{seed}/{number}/{name}")
    truth = content.truth.copy()
    data, layout = DRAWERS[name](content, rng, truth, plain=rng.random() < PLAIN)
    kind = name.partition("_")[0]
    if name in RENDERERS:
        layout = f"{name.partition('_')[2]}_{layout}"
    file = f"{number:05}_{name}.{kind}"
    return Made(
        file, data, truth.line(file=file, file_format=kind, layout=layout, twin=f"{number:05}")
    )


def generate(
    count: int = 2000, seed: int = 1, formats: Sequence[str] = PURE, *, sound: bool = False
) -> Iterator[Made]:
    """`count` files of the formats named; `sound`: none with a fault.

    Files that another program prints come in batches behind the others. Where that program is not
    installed its formats are left out, and standard error says so.
    Raises ValueError for a format that does not exist.
    """
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(
            f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}"
        )
    waiting: dict[str, list[Made]] = {name: [] for name in RENDERERS}
    for task in _tasks(count, seed, available(formats), sound=sound):
        one = _made(task, seed)
        if task[2] not in RENDERERS:
            yield one
            continue
        batch = waiting[task[2]]
        batch.append(one)
        if len(batch) == BATCH:
            yield from _printed(task[2], batch)
            batch.clear()
    for name, batch in waiting.items():
        if batch:
            yield from _printed(name, batch)


def _printed(name: str, batch: list[Made]) -> Iterator[Made]:
    for one, data in zip(batch, rendered(name, [m.data for m in batch]), strict=True):
        if data is not None:
            yield Made(one.name, data, one.truth)
