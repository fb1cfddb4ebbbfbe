"""The circular (通报) on a batch of reports as an official letter (.docx)."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO

from docx.enum.text import WD_ALIGN_PARAGRAPH

from review.outputs.letter import SECOND_FONT, Letter
from review.outputs.note_content import NO_DATE, NO_NUMBER, NO_OFFICE, Slots
from review.outputs.summary_content import Reviewed, Summary, make_summary
from review.outputs.verification import NoteRefused

_RANKING_HEAD = ["名次", "单位", "得分", "等级", "必须修改", "建议修改"]
_RANKING_WIDTHS = [14.0, 60.0, 18.0, 18.0, 23.0, 23.0]
_MOST_NAMES = 30
_NUMERALS = "一二三四五六"


def write_summary(
    batch: Iterable[Reviewed],
    path: Path | str | IO[bytes],
    *,
    slots: Slots = Slots(),  # noqa: B008 - frozen
    absent: Sequence[str] = (),
    draft: bool = False,
) -> Summary:
    """Write the circular and say what it says. `absent` names who has not reported.

    NoteRefused while reports of the batch have an undecided 必须修改, unless `draft`; where there is
    nothing to report on; and where a quote has no source.
    """
    summary = make_summary(batch)
    if not summary.ranking:
        raise NoteRefused("没有已审阅的报告，不能生成通报。")
    if summary.undecided and not draft:
        raise NoteRefused(
            f"还有{summary.undecided}份报告的“必须修改”问题没有决定，请先决定，再生成通报。"
        )
    letter = Letter()
    letter.head(slots.office or NO_OFFICE)
    letter.line(slots.number or NO_NUMBER, indent=False, align=WD_ALIGN_PARAGRAPH.RIGHT)
    if draft:
        letter.line("（草稿）", indent=False, align=WD_ALIGN_PARAGRAPH.CENTER)
    letter.title(f"关于{_years(summary)}政府信息公开工作年度报告审阅情况的通报")
    letter.line("各有关单位：", indent=False)
    letter.line(
        f"近期对各单位报送的{_years(summary)}政府信息公开工作年度报告进行了审阅，现将有关情况通报如下。"
    )
    _body(letter, summary, absent, slots.deadline)
    letter.signature(slots.office or NO_OFFICE, slots.date or NO_DATE)
    out = BytesIO()
    letter.document.save(out)
    if isinstance(path, (str, Path)):
        Path(path).write_bytes(out.getvalue())
    else:
        path.write(out.getvalue())
    return summary


def _years(summary: Summary) -> str:
    return "、".join(f"{year}年" for year in summary.years)


def _body(letter: Letter, summary: Summary, absent: Sequence[str], deadline: str) -> None:
    numerals = iter(_NUMERALS)
    letter.heading(f"{next(numerals)}、总体情况")
    for text in _figures(summary, absent):
        letter.line(text)
    letter.heading(f"{next(numerals)}、得分情况")
    letter.table(
        _RANKING_HEAD,
        [
            [str(r.place), r.agency, f"{r.score:g}", r.grade, str(r.must), str(r.should)]
            for r in summary.ranking
        ],
        _RANKING_WIDTHS,
    )
    if summary.faults:
        letter.heading(f"{next(numerals)}、较为普遍的问题")
        for number, fault in enumerate(summary.faults, 1):
            letter.line(
                f"{number}.{fault.title}（涉及{fault.reports}份报告，共{fault.findings}条）",
                font=SECOND_FONT,
                bold=True,
                keep=True,
            )
            for example in fault.examples:
                letter.labelled("例如：", f"{example}")
            letter.labelled("改进建议：", fault.advice)
    if summary.good:
        letter.heading(f"{next(numerals)}、较好的做法")
        for good in summary.good:
            letter.line(f"{good.agency}（{good.score:g}分）：“{good.quote}”")
    letter.heading(f"{next(numerals)}、有关要求")
    letter.line(
        f"请有关单位对照审阅反馈意见和本通报，于{deadline or NO_DATE}前完成修改并重新报送；"
        "其他单位对照检查，避免出现同类问题。"
    )


def _figures(summary: Summary, absent: Sequence[str]) -> Iterator[str]:
    read = len(summary.ranking)
    text = f"共收到年度报告{summary.received}份，审阅{read}份"
    yield text + (f"，未能读取{len(summary.unread)}份。" if summary.unread else "。")
    scores = [r.score for r in summary.ranking]
    grades = "，".join(f"{grade}{count}份" for grade, count in summary.grades)
    yield (
        f"平均得分{summary.average:g}分，最高{max(scores):g}分，最低{min(scores):g}分。其中{grades}。"
    )
    told = [f"{s.label}{n}条（涉及{reports}份）" for s, n, reports in summary.levels if n]
    total = sum(n for _, n, _ in summary.levels)
    yield f"共提出意见{total}条：{'，'.join(told)}。" if total else "没有提出修改意见。"
    if summary.unread:
        yield f"未能读取的文件：{_names(summary.unread)}。"
    if absent:
        yield f"应报送而尚未报送的单位{len(absent)}个：{_names(absent)}。"


def _names(names: Sequence[str]) -> str:
    more = f"等{len(names)}个" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more
