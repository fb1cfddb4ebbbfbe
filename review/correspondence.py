"""What the store has for the letters and lists: a note's sources, a batch, the ledger's entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from review.errors import ReviewError
from review.outputs.ledger import Absent, Entry
from review.outputs.rounds import Round
from review.outputs.summary_content import Reviewed
from review.store import (
    STATE_NAMES,
    Decision,
    OwnFinding,
    QueueEntry,
    QueueFilter,
    Store,
    Submission,
    subject_of,
)

TEMPLATE, OFFICE, DEADLINE = "note_template", "office", "deadline"
"""Keys of the store's settings."""

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NoteSources:
    """All that a note on a submission is made from."""

    submission: Submission
    document: JsonObject
    decisions: Mapping[str, Decision]
    own: tuple[OwnFinding, ...]
    previous: Round | None
    last_year: JsonObject | None
    template: bytes | None
    office: str
    deadline: str


def note_sources(store: Store, submission_id: int) -> NoteSources:
    """The sources of a note; ReviewError where the submission is not there or has no review."""
    document = store.review(submission_id)
    submission = store.submission(submission_id)
    if submission is None or document is None or document["error"]:
        raise ReviewError(f"没有编号为{submission_id}的已审报告，请用 nianbao list 查看编号。")
    subject = subject_of(document)
    template = store.setting(TEMPLATE)
    return NoteSources(
        submission=submission,
        document=_without_suppressed(store, document),
        decisions=store.decisions(subject),
        own=tuple(store.own_findings(subject)),
        previous=_previous(store, submission, subject),
        last_year=_last_year(store, document),
        template=template.value if template else None,
        office=setting_text(store, OFFICE),
        deadline=setting_text(store, DEADLINE),
    )


def batch(store: Store, year: int | None) -> Iterator[Reviewed]:
    """The latest round of every report of a year, or of all."""
    latest: dict[str, QueueEntry] = {}
    for entry in _entries(store, year):
        before = latest.get(entry.subject)
        if before is None or entry.submission.round >= before.submission.round:
            latest[entry.subject] = entry
    for entry in latest.values():
        document = store.review(entry.submission.id)
        if document is not None:
            subject = subject_of(document)
            own = tuple(store.own_findings(subject))
            document = _without_suppressed(store, document)
            yield Reviewed(document, store.decisions(subject), own)


def ledger_entries(store: Store, year: int | None) -> Iterator[Entry]:
    """All submissions of a year, or of all, in the order of their agencies."""
    for entry in _entries(store, year):
        document = store.review(entry.submission.id)
        if document is None:
            continue
        subject = subject_of(document)
        yield Entry(
            document=_without_suppressed(store, document),
            decisions=store.decisions(subject),
            own=tuple(store.own_findings(subject)),
            number=entry.submission.id,
            round=entry.submission.round,
            state=STATE_NAMES[entry.submission.state],
            reviewer=entry.submission.reviewer or "",
        )


def absent_bodies(store: Store, year: int | None) -> list[Absent]:
    """Who has not reported; without a year the latest that the store has reports of."""
    years = [year] if year else sorted(store.years())[-1:]
    return [
        Absent(record.name, record.kind, record.contact)
        for of_year in years
        for record in store.missing(of_year)
    ]


def _entries(store: Store, year: int | None) -> Iterator[QueueEntry]:
    yield from store.queue(QueueFilter(year=year), sort="agency").entries


def setting_text(store: Store, key: str) -> str:
    """A setting's text; empty where it is not set."""
    setting = store.setting(key)
    return setting.text if setting else ""


def _without_suppressed(store: Store, document: JsonObject) -> JsonObject:
    """The review without findings of checks that do not count for this agency."""
    if document["report"] is None:
        return document
    codes = store.suppressed_codes(document["report"]["agency"])
    findings = [f for f in document["findings"] if f["code"] not in codes]
    return {**document, "findings": findings}


def _previous(store: Store, submission: Submission, subject: str) -> Round | None:
    """The round before, if a note of it has been handed out."""
    before = [s for s in store.of_subject(subject) if s.round < submission.round]
    told = {n.submission_id: n.findings for n in store.notes(subject) if not n.draft}
    for earlier in reversed(before):
        document = store.review(earlier.id)
        if earlier.id in told and document is not None and document["report"] is not None:
            own = tuple(store.own_findings(subject, withdrawn=True))
            return Round(document, {}, own, frozenset(told[earlier.id]))
    return None


def _last_year(store: Store, document: JsonObject) -> JsonObject | None:
    """The review of last year's report, where that is the one that this review was held against."""
    sha256 = document["engine"]["last_year_sha256"]
    report = document["report"]
    if not sha256 or not report["agency"] or not report["year"]:
        return None
    earlier = {**document, "report": {**report, "year": report["year"] - 1}}
    for submission in store.of_subject(subject_of(earlier)):
        if submission.sha256 == sha256:
            return store.review(submission.id)
    return None
