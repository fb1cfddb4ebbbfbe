"""The one seam between screens and pipeline: files taken in, reviewed, checked again, held together."""

import atexit
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from review.batch import Job, Result, object_of
from review.editions import changed_rules
from review.errors import ReviewError
from review.locations import samples_dir
from review.outputs.json_form import as_json
from review.pool import WorkerPool
from review.profile import load_profile
from review.rechecking import Kept, asked_of_any_profile, digest_in, recheck, review_beside
from review.screens.scores import score_review
from review.store import Store, Submission, subject_of

JsonObject = dict[str, Any]

LOAD_SAMPLES = "NIANBAO_SAMPLES"  # set to 1: an empty store takes the samples in
MAX_UPLOAD_MEGABYTES = 64
SUFFIXES = ("docx", "pdf", "html", "htm", "mht", "mhtml", "txt", "md")


def review_upload(data: bytes, name: str) -> tuple[JsonObject, bytes]:
    """Review one file's bytes: the JSON of the contract, and what checking again needs.

    A file that cannot be read has its `error`, and nothing is kept of it.
    """
    return _told(_pool().run(Job(Path(name), data=data, keep=True)))


def _told(result: Result) -> tuple[JsonObject, bytes]:
    return object_of(result), result.kept


@cache
def _pool() -> WorkerPool:
    """One worker for the whole life of this process: files are never opened in the screen's own."""
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


_OUR_FAULT = "审阅时程序出错，其余文件照常进行；请把文件交给维护人员。"

Handed = tuple[str, bytes] | Path
"""A file that was handed in: its name and bytes, or where it lies."""


def take_in(store: Store, handed: Iterable[Handed], processes: int = 1) -> Iterator[Step]:
    """Take files into the store and review them; yields a step before and after each file.

    Each file is committed before the next is told, so a batch that is stopped keeps what it has, and
    goes on where it was when it is given again: a file that is there already is reviewed only if its
    review is missing. Each file is read once; beside last year's it is held by what was kept.
    """
    batch, sources = store.new_batch(), list(handed)
    begun: set[int] = set()
    known: dict[int, Step] = {}
    open_ones: deque[tuple[Step, Submission]] = deque()

    def jobs() -> Iterator[Job]:
        for number, source in enumerate(sources, 1):
            name = source.name if isinstance(source, Path) else source[0]
            step = Step(number, len(sources), name)
            try:
                data = source.read_bytes() if isinstance(source, Path) else source[1]
                submission, new = store.add(name, data, batch=batch)
            except ReviewError as error:
                known[number] = replace(step, outcome="failed", message=error.message)
                continue
            except OSError as error:
                message = f"文件打不开：{error.strerror}"
                known[number] = replace(step, outcome="failed", message=message)
                continue
            if submission.id in begun or (not new and store.review(submission.id) is not None):
                known[number] = replace(step, outcome="known")
                continue
            begun.add(submission.id)
            open_ones.append((step, submission))
            yield Job(Path(name), data=data, keep=True)

    told = 0
    for answer in _reviewed(jobs(), processes):
        step, submission = open_ones.popleft()
        yield from _passed(known, told, step.number)
        told = step.number
        yield step
        yield (
            _save(store, submission, step, *answer)
            if answer
            else replace(step, outcome="failed", message=_OUR_FAULT)
        )
    yield from _passed(known, told, len(sources) + 1)


def _passed(known: dict[int, Step], after: int, before: int) -> Iterator[Step]:
    """The steps between two files that were reviewed."""
    for number in range(after + 1, before):
        if number in known:
            yield replace(known[number], outcome="", message="")
            yield known.pop(number)


def _reviewed(jobs: Iterator[Job], processes: int) -> Iterator[tuple[JsonObject, bytes] | None]:
    """The reviews of some files, in their order, with what checking again needs; None for a fault of ours."""
    if processes > 1:
        with WorkerPool(processes) as pool:
            yield from map(_told, pool.map(jobs))
        return
    for job in jobs:
        try:
            yield review_upload(job.data or b"", job.path.name)
        except Exception:  # must not stop the batch; no text goes to a log
            yield None


def review_outdated(store: Store, rules: str) -> Iterator[Step]:
    """Review anew what other rules reviewed (see `rules_key`), or what has no review yet.

    Where only rules have changed, they run again on what was kept, and no file is read. Decisions are
    not touched. Steps as in `take_in`.
    """
    outdated = store.outdated(rules)
    for number, submission in enumerate(outdated, 1):
        step = Step(number, len(outdated), submission.name)
        yield step
        document, facts = _checked_again(store, submission) or review_upload(
            store.content(submission.id), submission.name
        )
        yield _save(store, submission, step, document, facts)


def _checked_again(store: Store, submission: Submission) -> tuple[JsonObject, bytes] | None:
    """The review with the changed rules run again; None where the file has to be read."""
    document, facts = store.review(submission.id), store.facts(submission.id)
    if document is None or document["error"] or not facts:
        return None
    try:
        kept = Kept.read(facts)
    except ValueError:
        return None
    codes = changed_rules(kept.understood, kept.rules)
    if codes is None:
        return None
    profile = load_profile()
    if document["engine"]["profile_sha256"] != profile.sha256:
        codes |= asked_of_any_profile()
    again, facts_again = recheck(document, kept, profile, codes)
    return again, facts_again or facts


def _save(
    store: Store, submission: Submission, step: Step, document: JsonObject, facts: bytes
) -> Step:
    """Keep a review, beside last year's where the store has it; and the next year's beside this one."""
    try:
        _keep(store, submission.id, document, facts)
        years = [_beside(store, document, -1)[-1:], [submission], _beside(store, document, 1)]
        _hold_together(store, *years)
    except ReviewError as error:
        return replace(step, outcome="failed", message=error.message)
    except Exception as error:  # a fault of ours must not stop the batch; no text goes to a log
        message = f"{_OUR_FAULT}（{type(error).__name__}）"
        return replace(step, outcome="failed", message=message)
    return replace(step, outcome="failed" if document["error"] else "added")


def _keep(store: Store, submission_id: int, document: JsonObject, facts: bytes) -> None:
    store.save_review(submission_id, document, facts, digest_in(facts))
    score_review(store, submission_id, document)


def _beside(store: Store, document: JsonObject, years: int) -> list[Submission]:
    """The same agency's submissions of so many years later, by round."""
    report = document["report"] or {}
    if not report.get("agency") or not report.get("year"):
        return []
    beside = {**document, "report": {**report, "year": report["year"] + years}}
    return store.of_subject(subject_of(beside))


def _hold_together(
    store: Store, before: list[Submission], now: list[Submission], after: list[Submission]
) -> None:
    """Review this year's beside last year's, and next year's beside this year's, from what was kept."""
    for earlier, later in [*((b, n) for b in before for n in now), *((now[0], a) for a in after)]:
        review = store.review(later.id)
        if review is None or review["error"]:
            continue
        if review["engine"]["last_year_sha256"] == earlier.sha256:
            continue
        kept, old = _facts(store, later), _facts(store, earlier)
        if kept is not None and old is not None:
            made, facts = review_beside(kept, old, load_profile())
            _keep(store, later.id, as_json(made), facts)


def _facts(store: Store, submission: Submission) -> Kept | None:
    """What is kept of a submission; where that is missing or another program's, from its file."""
    facts = store.facts(submission.id)
    if facts:
        with suppress(ValueError):
            return Kept.read(facts)
    _, facts = review_upload(store.content(submission.id), submission.name)
    return Kept.read(facts) if facts else None


def sample_files() -> list[tuple[str, bytes]]:
    """The sample submissions, by name; empty where none are installed."""
    folder = samples_dir()
    if folder is None:
        return []
    found = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower()[1:] in SUFFIXES)
    return [(path.name, path.read_bytes()) for path in found]
