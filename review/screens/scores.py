"""The office's rubric and what it makes of the reports in the store: machine's and reviewer's scores."""

from collections.abc import Mapping
from typing import Any

from review.checks import only_helps
from review.errors import ProfileError
from review.profile import load_profile
from review.rubric import OWN, Rubric, parse_rubric, rubric_of, write_rubric
from review.scoring import Counted, ScoreSheet, score_sheet
from review.standing import Standing, sheets, standings_by
from review.store import Decision, OwnFinding, Store
from review.store.figures import FindingRow
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


def rescore(store: Store, agency: str = "") -> None:
    """Score the reports of the store (or of an agency) by the office's rubric; nothing is reviewed."""
    reports = [r.submission_id for r in store.score_rows() if agency in ("", r.agency)]
    made = sheets(reports, store.finding_rows(), current_rubric(store))
    store.set_scores({number: _new_score(sheet) for number, sheet in made.items()})


def score_review(store: Store, submission_id: int, document: Mapping[str, Any]) -> None:
    """Let a review that was just saved have its score by the office's rubric and suppressions."""
    report = document.get("report")
    if not report:
        return
    off = store.suppressed_codes(report.get("agency"))
    if off or store.setting(RUBRIC) is not None:
        sheet = machine_sheet(document, off, current_rubric(store))
        store.set_scores({submission_id: _new_score(sheet)})


def _new_score(sheet: ScoreSheet) -> NewScore:
    return NewScore(sheet.total, sheet.grade, sheet.points)


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


def reviewer_rows(store: Store, year: int | None = None) -> list[FindingRow]:
    """What counts for the reviewers' scores of a year: adopted findings, then their own."""
    found = [*store.finding_rows(year), *store.own_rows(year)]
    return [row for row in found if row.verdict == "accepted"]


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
