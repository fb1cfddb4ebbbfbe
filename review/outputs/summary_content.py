"""What the circular on a batch of reports says: figures, ranking, commonest faults, good examples."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from review.checks import only_helps
from review.finding import Severity
from review.outputs.adopted import Decided, JsonFinding, Own, adopted_findings, undecided_musts
from review.outputs.note_content import stand
from review.outputs.verification import NoteRefused, prove, proved_sentence

_MOST_FAULTS = 8
_MOST_EXAMPLES = 2
_MOST_GOOD = 3
_GOOD_LENGTH = range(24, 110)
_NO_BOILERPLATE = 0.3


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report of the batch; `score` overrules that of the review (after the decisions)."""

    document: Mapping[str, Any]
    decisions: Mapping[str, Decided]
    own: tuple[Own, ...] = ()
    score: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line of the ranking; equal scores share a place."""

    place: int
    agency: str
    score: float
    grade: str
    must: int
    should: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that several reports have: in how many, how often, and where it can be seen."""

    title: str
    reports: int
    findings: int
    advice: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Good:
    """A report that others can follow, and a sentence of it."""

    agency: str
    score: float
    quote: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a batch. `undecided` counts the reports with an open 必须修改."""

    years: tuple[int, ...]
    received: int
    unread: tuple[str, ...]
    undecided: int
    average: float
    grades: tuple[tuple[str, int], ...]
    levels: tuple[tuple[Severity, int, int], ...]
    ranking: tuple[Ranked, ...]
    faults: tuple[Fault, ...]
    good: tuple[Good, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with its adopted findings, its score looked up."""

    document: Mapping[str, Any]
    agency: str
    score: float
    grade: str
    adopted: Mapping[Severity, Sequence[JsonFinding]]

    @property
    def findings(self) -> Iterator[JsonFinding]:
        """All of them, the gravest first."""
        for found in self.adopted.values():
            yield from found


def make_summary(batch: Iterable[Reviewed]) -> Summary:
    """Figures and examples of a batch. NoteRefused where a quote to be told has no source."""
    reports: list[_Report] = []
    unread: list[str] = []
    undecided = received = 0
    for reviewed in batch:
        received += 1
        document = reviewed.document
        if document["report"] is None:
            unread.append(document["source"]["name"])
            continue
        undecided += undecided_musts(document, reviewed.decisions) > 0
        reports.append(_report(reviewed))
    grades = Counter(r.grade for r in sorted(reports, key=lambda r: -r.score))
    return Summary(
        years=tuple(sorted({r.document["report"]["year"] for r in reports} - {None})),
        received=received,
        unread=tuple(unread),
        undecided=undecided,
        average=round(sum(r.score for r in reports) / len(reports), 1) if reports else 0.0,
        grades=tuple(grades.items()),
        levels=tuple(_level(level, reports) for level in Severity),
        ranking=tuple(_ranking(reports)),
        faults=tuple(_faults(reports)),
        good=tuple(_good(reports)),
    )


def _report(reviewed: Reviewed) -> _Report:
    document = reviewed.document
    score = document["score"] or {"total": 0.0, "grade": ""}
    total, grade = reviewed.score or (score["total"], score["grade"])
    return _Report(
        document,
        document["report"]["agency"] or document["source"]["name"],
        total,
        grade,
        adopted_findings(document, reviewed.decisions, reviewed.own),
    )


def _level(level: Severity, reports: Sequence[_Report]) -> tuple[Severity, int, int]:
    """A level, how many findings of it, in how many reports."""
    counts = [len(r.adopted[level]) for r in reports]
    return level, sum(counts), sum(count > 0 for count in counts)


def _ranking(reports: Sequence[_Report]) -> Iterator[Ranked]:
    order = sorted(reports, key=lambda r: (-r.score, r.agency))
    place = 0
    for index, report in enumerate(order):
        if not index or report.score != order[index - 1].score:
            place = index + 1
        must, should = (len(report.adopted[s]) for s in (Severity.MUST, Severity.SHOULD))
        yield Ranked(place, report.agency, report.score, report.grade, must, should)


def _faults(reports: Sequence[_Report]) -> Iterator[Fault]:
    """The commonest faults of checks; what is about private persons is told without examples."""
    found: dict[str, list[tuple[_Report, JsonFinding]]] = {}
    for report in reports:
        for finding in report.findings:
            if finding["code"]:
                found.setdefault(finding["code"], []).append((report, finding))
    spread = {code: len({id(r) for r, _ in cases}) for code, cases in found.items()}
    shared = [code for code in found if spread[code] > 1] or list(found)
    order = sorted(shared, key=lambda code: (-spread[code], -len(found[code]), code))
    for code in order[:_MOST_FAULTS]:
        cases = found[code]
        yield Fault(
            title=Counter(f["title"] for _, f in cases).most_common(1)[0][0],
            reports=spread[code],
            findings=len(cases),
            advice=cases[0][1]["advice"],
            examples=() if code.startswith("P") else tuple(_examples(cases)),
        )


def _examples(cases: Sequence[tuple[_Report, JsonFinding]]) -> Iterator[str]:
    """From different reports, those with a quote first."""
    seen: set[int] = set()
    for report, finding in sorted(cases, key=lambda case: not case[1]["evidence"]):
        if id(report) in seen:
            continue
        seen.add(id(report))
        prove(finding, report.document)
        form_id = report.document["report"]["form"]
        places = [stand(form_id, finding["code"], e) for e in finding["evidence"][:2]]
        yield f"{report.agency}：{'；'.join(dict.fromkeys(places)) or finding['message']}"
        if len(seen) == _MOST_EXAMPLES:
            return


def _good(reports: Sequence[_Report]) -> Iterator[Good]:
    """Reports of the highest score without faults, and what one of them says that is no empty talk."""
    told = 0
    for report in sorted(reports, key=lambda r: (-r.score, r.agency)):
        if report.adopted[Severity.MUST] or report.adopted[Severity.SHOULD]:
            continue
        quote = _good_sentence(report)
        if quote:
            yield Good(report.agency, report.score, quote)
            told += 1
        if told == _MOST_GOOD:
            return


def _good_sentence(report: _Report) -> str:
    """A practice or measure, told in a whole sentence, no mere figures, the least like boilerplate."""
    touched = {
        (e.get("section"), e.get("start"), e.get("end"))
        for f in report.document["findings"]
        if not only_helps(f["code"], f["severity"]) or f["code"].startswith("Q")
        for e in f["evidence"]
    }
    counted = {claim["sentence"] for claim in report.document["claims"]}
    best = ""
    least = _NO_BOILERPLATE
    for sentence in report.document["sentences"]:
        if sentence["role"] not in ("practice", "measure", "rectification"):
            continue
        if sentence["id"] in counted or not sentence["text"].rstrip().endswith("。"):
            continue
        value = sentence["boilerplate"]
        if value is None or value >= least or len(sentence["text"]) not in _GOOD_LENGTH:
            continue
        span = sentence["start"], sentence["end"]
        if any(s == sentence["section"] and s0 < span[1] and span[0] < s1 for s, s0, s1 in touched):
            continue
        if not proved_sentence(sentence, report.document):
            raise NoteRefused(f"{report.agency}的一句原文在报告中找不到，通报未生成；请重新审阅。")
        best, least = sentence["text"].strip(), value
    return best
