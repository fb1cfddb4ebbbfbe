"""The office's rubric and what it makes of the reports in the store: machine's and reviewer's scores."""

from collections.abc import Mapping
from typing import Any

from review.checks import only_helps
from review.errors import ProfileError
from review.profile import load_profile
from review.rubric import Rubric, parse_rubric, rubric_of, write_rubric
from review.scoring import OWN, Counted, ScoreSheet, score_sheet
from review.standing import Standing, sheets, standings_by
from review.store import Decision, OwnFinding, Store
from review.store.scores import NewScore

RUBRIC = "rubric"  # the setting


def current_rubric(store: Store) -> Rubric:
    """The office's own rubric; the national profile's where it set none (or none that can be read)."""
    setting = store.setting(RUBRIC)
    if setting is not None:
        try:
            return parse_rubric(setting.value)
        except ProfileError:
            pass
    return rubric_of(load_profile())


def save_rubric(store: Store, rubric: Rubric | None, *, base: int | None = None) -> None:
    """Let the office's rubric be this one (None: the program's), and score all reports by it."""
    if rubric is None:
        store.clear_setting(RUBRIC)
    else:
        store.set_setting(RUBRIC, write_rubric(rubric), base=base)
    rescore(store)


def rescore(store: Store, only: int | None = None) -> None:
    """Score the reports of the store (or one) by the office's rubric; nothing is read or reviewed."""
    rubric = current_rubric(store)
    reports = [r for r in store.score_rows() if only in (None, r.submission_id)]
    numbers = {r.submission_id for r in reports}
    findings = [f for f in store.finding_rows() if f.submission_id in numbers]
    made = sheets(numbers, findings, rubric)
    store.set_scores({number: NewScore(s.total, s.grade, s.points) for number, s in made.items()})


def machine_sheet(document: Mapping[str, Any], off: frozenset[str], rubric: Rubric) -> ScoreSheet:
    """The machine's score: all findings of a review but those of checks switched off for the agency."""
    return score_sheet(_counted(document, off), rubric)


def reviewer_sheet(
    document: Mapping[str, Any],
    decisions: Mapping[str, Decision],
    own: list[OwnFinding],
    off: frozenset[str],
    rubric: Rubric,
) -> ScoreSheet:
    """The reviewer's score: only what was adopted counts, one's own findings with it."""
    accepted = {key for key, decision in decisions.items() if decision.verdict == "accepted"}
    found = [one for one in _counted(document, off) if one.id in accepted]
    found += [
        Counted(one.id, OWN, one.severity.value)
        for one in own
        if not one.withdrawn and one.id in accepted
    ]
    return score_sheet(found, rubric)


def _counted(document: Mapping[str, Any], off: frozenset[str]) -> list[Counted]:
    return [
        Counted(f["id"], f["code"], f["severity"])
        for f in document["findings"]
        if f["code"] not in off and not only_helps(f["code"], f["severity"])
    ]


def standing_of(store: Store, submission_id: int) -> Standing | None:
    """Where a report stands among those of its kind and year; None where it has no score."""
    one = store.submission(submission_id)
    if one is None or one.year is None:
        return None
    rows = {r.submission_id: r for r in store.score_rows(one.year) if r.score is not None}
    scores = {number: float(row.score or 0) for number, row in rows.items()}
    return standings_by(scores, lambda number: rows[number].kind).get(submission_id)
