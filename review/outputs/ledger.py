"""The ledger of all reports, findings, decisions and of who has not reported: its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from review.checks import only_helps
from review.finding import Severity
from review.outputs.adopted import Own, own_as_finding
from review.outputs.note_content import stand
from review.outputs.places import KIND_NAMES

CellValue = str | int | float | None
Row = list[CellValue]
VERDICTS = {"accepted": "采纳", "rejected": "不采纳", "doubtful": "存疑"}
OPEN = "未决定"
_MOST_PLACES = 20


class Decision(Protocol):
    """What the ledger tells of a decision (`review.store.Decision` fits)."""

    @property
    def verdict(self) -> str:
        """accepted, rejected or doubtful."""

    @property
    def reason(self) -> str:
        """Why."""

    @property
    def edited(self) -> str:
        """The reviewer's own wording."""

    @property
    def decided_at(self) -> Any:
        """When: a datetime or text."""

    @property
    def reviewer(self) -> str:
        """By whom."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the ledger: its review, what was decided on it, and where the work stands."""

    document: Mapping[str, Any]
    decisions: Mapping[str, Decision]
    own: tuple[Own, ...] = ()
    number: int | None = None
    round: int = 1
    state: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """A body of which a report is expected and has not come."""

    name: str
    kind: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns with their widths in characters."""

    name: str
    columns: tuple[tuple[str, int], ...]


REPORTS = Sheet(
    "报告",
    (
        ("编号", 7),
        ("单位", 26),
        ("单位类型", 12),
        ("年度", 7),
        ("轮次", 6),
        ("状态", 10),
        ("审阅人", 10),
        ("得分", 8),
        ("等级", 9),
        ("与上年雷同%", 11),
        ("必须修改", 9),
        ("建议修改", 9),
        ("请核实", 8),
        ("已采纳", 8),
        ("未决定", 8),
        ("文件名", 32),
        ("说明", 40),
    ),
)
FINDINGS = Sheet(
    "问题",
    (
        ("编号", 7),
        ("单位", 26),
        ("年度", 7),
        ("级别", 10),
        ("检查", 8),
        ("问题", 26),
        ("说明", 50),
        ("位置和原文", 50),
        ("建议", 36),
        ("依据", 36),
        ("扣分", 7),
        ("决定", 9),
    ),
)
DECISIONS = Sheet(
    "决定",
    (
        ("编号", 7),
        ("单位", 26),
        ("年度", 7),
        ("级别", 10),
        ("问题", 26),
        ("决定", 9),
        ("理由", 36),
        ("改写", 50),
        ("决定人", 10),
        ("决定时间", 20),
    ),
)
ABSENT = Sheet("未报单位", (("单位", 30), ("单位类型", 14), ("联系方式", 30)))
SHEETS = (REPORTS, FINDINGS, DECISIONS, ABSENT)


def ledger_rows(entries: Iterable[Entry], absent: Iterable[Absent]) -> Iterator[tuple[Sheet, Row]]:
    """The rows of all sheets, those of one report together: what writes them need not hold them."""
    for entry in entries:
        findings = list(_findings(entry))
        yield REPORTS, _report(entry, findings)
        for finding in findings:
            yield FINDINGS, _finding(entry, finding)
            decision = entry.decisions.get(finding["id"])
            if decision is not None:
                yield DECISIONS, _decision(entry, finding, decision)
    for body in absent:
        yield ABSENT, [body.name, KIND_NAMES.get(body.kind, body.kind), body.contact]


def _findings(entry: Entry) -> Iterator[dict[str, Any]]:
    if entry.document["report"] is None:
        return
    yield from entry.document["findings"]
    for own in entry.own:
        if not own.withdrawn:
            yield own_as_finding(own, entry.document)


def _who(entry: Entry) -> Row:
    report = entry.document["report"] or {}
    return [entry.number, report.get("agency") or "", report.get("year")]


def _report(entry: Entry, findings: list[dict[str, Any]]) -> Row:
    document = entry.document
    report, score, error = document["report"], document["score"], document["error"]
    number, agency, year = _who(entry)
    asked = [f for f in findings if not (f["code"] and only_helps(f["code"], f["severity"]))]
    accepted = sum(_verdict(entry, f) == "accepted" for f in asked)
    return [
        number,
        agency,
        KIND_NAMES.get(report["kind"], "") if report else "",
        year,
        entry.round,
        entry.state,
        entry.reviewer,
        score["total"] if score else None,
        score["grade"] if score else "",
        _reused(document),
        *(sum(f["severity"] == level for f in findings) for level in Severity),
        accepted,
        sum(not _verdict(entry, f) for f in asked),
        document["source"]["name"],
        error["message"] if error else "；".join(report.get("remarks", ())),
    ]


def _reused(document: Mapping[str, Any]) -> int | None:
    """The larger of the shares of parts 一 and 五 that are last year's, in percent."""
    shares = (document.get("reuse") or {}).get("last_year") or {}
    known = [share for share in shares.values() if share is not None]
    return round(100 * max(known)) if known else None


def _verdict(entry: Entry, finding: Mapping[str, Any]) -> str:
    """The verdict on a finding; a reviewer's own is adopted by being made."""
    decision = entry.decisions.get(finding["id"])
    if decision is None:
        return "" if finding["code"] else "accepted"
    return decision.verdict


def _finding(entry: Entry, finding: Mapping[str, Any]) -> Row:
    form_id = entry.document["report"]["form"]
    stands = list(dict.fromkeys(stand(form_id, finding["code"], e) for e in finding["evidence"]))
    more = f"等{len(stands)}处" if len(stands) > _MOST_PLACES else ""
    return [
        *_who(entry),
        Severity(finding["severity"]).label,
        finding["code"],
        finding["title"],
        finding["message"],
        "；".join(stands[:_MOST_PLACES]) + more,
        finding["advice"],
        finding["basis"],
        finding["points"],
        VERDICTS.get(_verdict(entry, finding), OPEN),
    ]


def _decision(entry: Entry, finding: Mapping[str, Any], decision: Decision) -> Row:
    at = decision.decided_at
    return [
        *_who(entry),
        Severity(finding["severity"]).label,
        finding["title"],
        VERDICTS.get(decision.verdict, decision.verdict),
        decision.reason,
        decision.edited,
        decision.reviewer,
        at.strftime("%Y-%m-%d %H:%M") if hasattr(at, "strftime") else str(at or ""),
    ]
