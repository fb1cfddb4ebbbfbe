"""The one seam between screens and pipeline, and the taking in of files one by one."""

import atexit
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review.errors import ReviewError
from review.locations import samples_dir
from review.screens.scores import score_review
from review.store import Store

if TYPE_CHECKING:
    from review.pool import WorkerPool

JsonObject = dict[str, Any]

LOAD_SAMPLES = "NIANBAO_SAMPLES"  # set to 1: an empty store takes the samples in
MAX_UPLOAD_MEGABYTES = 64
SUFFIXES = ("docx", "pdf", "html", "htm", "mht", "mhtml", "txt", "md")


def review_upload(data: bytes, name: str) -> JsonObject:
    """Review one file's bytes: the JSON of the contract; a file that cannot be read has its `error`."""
    from review.batch import Job, object_of

    return object_of(_pool().run(Job(Path(name), data=data)))


@cache
def _pool() -> "WorkerPool":
    """One worker for the whole life of this process: files are never opened in the screen's own."""
    from review.pool import WorkerPool

    pool = WorkerPool()
    atexit.register(pool.close)
    return pool


@dataclass(frozen=True, slots=True)
class Step:
    """Progress of a batch: file `number` of `total` is in hand; `outcome` empty before it is done."""

    number: int
    total: int
    name: str
    outcome: str = ""  # added, known, failed
    message: str = ""


def take_in(store: Store, sources: Iterable[tuple[str, bytes]]) -> Iterator[Step]:
    """Take files into the store and review them; yields a step before and after each file.

    Each file is committed before the next begins, so a batch that is stopped keeps what it has.
    A file that is there already is reviewed only if its review is missing.
    """
    sources = list(sources)
    batch = store.new_batch()
    for number, (name, data) in enumerate(sources, 1):
        step = Step(number, len(sources), name)
        yield step
        try:
            submission, new = store.add(name, data, batch=batch)
        except ReviewError as error:
            yield replace(step, outcome="failed", message=error.message)
            continue
        if not new and store.review(submission.id) is not None:
            yield replace(step, outcome="known")
        else:
            yield _review(store, submission.id, step, data)


def review_again(store: Store) -> Iterator[Step]:
    """Review all submissions anew; decisions are not touched. Steps as in `take_in`."""
    submissions = store.submissions()
    for number, submission in enumerate(submissions, 1):
        step = Step(number, len(submissions), submission.name)
        yield step
        yield _review(store, submission.id, step, store.content(submission.id))


def review_outdated(store: Store, rules: str) -> Iterator[Step]:
    """Review anew what other rules reviewed (see `rules_key`), or what has no review yet."""
    outdated = store.outdated(rules)
    for number, submission in enumerate(outdated, 1):
        step = Step(number, len(outdated), submission.name)
        yield step
        yield _review(store, submission.id, step, store.content(submission.id))


def _review(store: Store, submission_id: int, step: Step, data: bytes) -> Step:
    try:
        document = review_upload(data, step.name)
        store.save_review(submission_id, document)
        score_review(store, submission_id, document)
    except ReviewError as error:
        return replace(step, outcome="failed", message=error.message)
    except Exception as error:  # a fault of ours must not stop the batch; no text goes to a log
        message = f"审阅时程序出错（{type(error).__name__}），其余文件照常进行。"
        return replace(step, outcome="failed", message=message)
    return replace(step, outcome="failed" if document["error"] else "added")


def sample_files() -> list[tuple[str, bytes]]:
    """The sample submissions, by name; empty where none are installed."""
    folder = samples_dir()
    if folder is None:
        return []
    found = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower()[1:] in SUFFIXES)
    return [(path.name, path.read_bytes()) for path in found]
