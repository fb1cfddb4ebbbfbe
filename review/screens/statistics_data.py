"""The rows behind the charts, from the rows of the store; the same rows are what is exported."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from review.finding import Severity
from review.outputs.places import KIND_NAMES
from review.scoring import ScoreSheet
from review.screens.view import check_titles
from review.standing import standings_by
from review.store.figures import FaultCount, ScoreRow
from review.store.queue_records import DayOfWork

Row = dict[str, Any]
FAMILIES: Mapping[str, str] = {
    "S": "格式", "T": "表内数据", "N": "文表一致", "Y": "跨年衔接", "R": "内容完整", "Q": "问题质量",
    "D": "雷同", "W": "文字", "P": "隐私",
}  # fmt: skip
MOST_CHECKS = 15
MOST_AGENCIES = 25


def kind_name(kind: str) -> str:
    """What a reviewer reads for a kind of body."""
    return KIND_NAMES.get(kind, "类型不明")


def score_rows(rows: Iterable[ScoreRow]) -> list[Row]:
    """得分, 类型, 单位, 等次 of each report that has a score."""
    return [
        {"单位": r.agency or "", "类型": kind_name(r.kind), "得分": r.score, "等次": r.grade}
        for r in rows
        if r.score is not None
    ]


def ranking_rows(rows: Iterable[ScoreRow], reviewed: Mapping[int, ScoreSheet]) -> list[Row]:
    """Each report with its places among its kind, by the machine's and by the reviewer's score."""
    scored = {r.submission_id: r for r in rows if r.score is not None}
    kinds = {number: r.kind for number, r in scored.items()}
    machine = standings_by(
        {number: float(r.score or 0) for number, r in scored.items()}, kinds.__getitem__
    )
    by_hand = standings_by({number: reviewed[number].total for number in scored}, kinds.__getitem__)
    ordered = sorted(scored, key=lambda n: (kind_name(kinds[n]), machine[n].rank, n))
    return [
        {
            "类型": kind_name(kinds[n]),
            "名次": machine[n].rank,
            "共": machine[n].of,
            "单位": scored[n].agency or "",
            "得分": scored[n].score,
            "等次": scored[n].grade,
            "不低于同类": f"{machine[n].percentile:g}%",
            "审阅得分": reviewed[n].total,
            "审阅名次": by_hand[n].rank,
            "审阅等次": reviewed[n].grade,
        }
        for n in ordered
    ]


def check_rows(faults: Sequence[FaultCount]) -> list[Row]:
    """检查, 级别, 份数 of the commonest checks."""
    sums: Counter[str] = Counter()
    counted: Counter[tuple[str, Severity]] = Counter()
    for fault in faults:
        sums[fault.code] += fault.count
        counted[fault.code, fault.severity] += fault.count
    common = {code for code, _ in sums.most_common(MOST_CHECKS)}
    titles = check_titles()
    return [
        {"检查": f"{titles.get(code, code)} {code}", "级别": severity.label, "份数": count}
        for (code, severity), count in counted.items()
        if code in common
    ]


def heat_rows(faults: Iterable[FaultCount], across: str) -> list[Row]:
    """`across` (类型 or 单位), 问题类别, 次数; of agencies those with most faults."""
    counted: Counter[tuple[str, str]] = Counter()
    sums: Counter[str] = Counter()
    for fault in faults:
        whose = kind_name(fault.kind) if across == "类型" else (fault.agency or "（未识别）")
        counted[whose, FAMILIES.get(fault.code[0], "其他")] += fault.count
        sums[whose] += fault.count
    shown = {whose for whose, _ in sums.most_common(MOST_AGENCIES)}
    return [
        {across: whose, "问题类别": family, "次数": count}
        for (whose, family), count in counted.items()
        if whose in shown
    ]


def day_rows(days: Iterable[DayOfWork]) -> list[Row]:
    """日期, 审阅人, 决定数, 审完份数 of each day."""
    return [
        {
            "日期": d.day.isoformat(),
            "审阅人": d.reviewer,
            "决定数": d.decisions,
            "审完份数": d.finished,
        }
        for d in days
    ]


def year_rows(years: Mapping[int, tuple[int, Iterable[FaultCount]]]) -> list[Row]:
    """问题类别, 年度, 每份平均, from the number of reports and the faults of each year."""
    out: list[Row] = []
    for year, (reports, faults) in sorted(years.items()):
        counted: dict[str, int] = defaultdict(int)
        for fault in faults:
            counted[FAMILIES.get(fault.code[0], "其他")] += fault.count
        out += [
            {"问题类别": family, "年度": f"{year}年度", "每份平均": round(count / reports, 2)}
            for family, count in counted.items()
            if reports
        ]
    return out
