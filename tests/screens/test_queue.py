"""The queue: what an address asks for, what its rows tell, what its acts do and refuse."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from review.finding import Severity
from review.screens.agency_list import BadList, read_list, template
from review.screens.queue_actions import carry_out, read_wish
from review.screens.queue_filter import NAMES, read_look, written
from review.screens.queue_view import queue_view
from review.store import LOCAL, Actor, QueueEntry, QueueFilter, QueuePage, Store, Submission
from review.store.queue_records import DayOfWork
from tests.screens.made import made_document

RULES = "1|national"


# --- the address ---


def test_address_narrows_the_queue() -> None:
    """Each word of the address sets its filter."""
    look = read_look(
        {"year": "2024", "state": "returned", "level": "must", "code": "T201", "undecided": "1",
         "words": "水务 合计", "sort": "score", "page": "2", "low": "60", "high": "79", "old": "1"},
        RULES,
    )  # fmt: skip
    assert look.wanted == QueueFilter(
        year=2024, state="returned", severity=Severity.MUST, code="T201", undecided=True,
        words="水务 合计", score_from=60, score_to=79, outdated_by=RULES,
    )  # fmt: skip
    assert (look.sort, look.page) == ("score", 2)


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=80)))
def test_any_address_is_read(address: dict[str, str]) -> None:
    """What somebody types into the address line narrows something or nothing; it is never an error."""
    look = read_look(address, RULES)
    again = read_look(written(look.words), RULES)
    assert again == look


def test_written_address_holds_known_words_only() -> None:
    """The browser cannot plant other words into the address."""
    assert written({"year": 2024, "report": "3", "state": "", "undecided": False, "x": "y"}) == {
        "year": "2024"
    }


# --- rows ---


def entry(number: int, **more: Any) -> QueueEntry:
    submission = Submission(
        number, str(number), f"{number}.docx", "", datetime(2025, 1, 1), f"某局{number}", "department", 2024
    )  # fmt: skip
    return replace(QueueEntry(submission, score=80.0, grade="良好", must=2, open_must=1), **more)


def view_of(*entries: QueueEntry, actor: Actor = LOCAL, **more: Any) -> dict[str, Any]:
    page = QueuePage(len(entries), entries)
    return queue_view(
        page, read_look({}, RULES), actor, counts={}, years=[], reviewers=[], **more
    )  # fmt: skip


def test_row_of_a_file_that_could_not_be_read_has_its_sentence() -> None:
    """It stands in the queue, and says what to do."""
    (row,) = view_of(entry(1, error="文件损坏，请重新导出后上传。"))["rows"]
    assert row["failed"]
    assert row["foremost"] == "文件损坏，请重新导出后上传。"


def test_rights_are_those_of_the_role() -> None:
    """A reader is offered no act."""
    assert not any(view_of(actor=Actor("甲", "reader"))["rights"].values())
    assert view_of(actor=Actor("乙", "reviewer"))["rights"]["claim"]
    assert not view_of(actor=Actor("乙", "reviewer"))["rights"]["others"]


def test_progress_of_today_is_told_in_words() -> None:
    """Decisions of all, and one's own where others work too."""
    today = datetime.now().astimezone().date()
    mine = DayOfWork(today, LOCAL.name, 3, 1)
    assert view_of(progress=[mine])["progress"] in ("今日决定3条，审完1份", "")
    old = DayOfWork(date(2020, 1, 1), LOCAL.name, 9, 9)
    assert view_of(progress=[old])["progress"] == ""


# --- acts ---


@pytest.fixture
def store(empty_store: Path) -> Store:
    made = Store.open(empty_store)
    for number in range(3):
        one, _ = made.add(f"{number}.docx", str(number).encode())
        made.save_review(one.id, made_document(f"某县{number}局"))
    return made


def wish(act: str, reports: list[list[int]], to: str = "", number: int = 1) -> Any:
    return read_wish(
        {"desk": "d", "number": number, "act": act, "reports": reports, "to": to, "look": {}}
    )


def reports(store: Store) -> list[list[int]]:
    return [[one.id, one.version] for one in store.submissions()]


def test_several_are_claimed_at_once(store: Store) -> None:
    """All three, and the sentence says how many."""
    assert carry_out(store, wish("claim", reports(store))) == ["已认领3份。"]
    assert {(s.reviewer, s.state) for s in store.submissions()} == {(LOCAL.name, "reviewing")}


def test_what_is_refused_is_told_and_the_rest_is_done(store: Store) -> None:
    """One is somebody else's, one was changed meanwhile: both named, the third is done."""
    store.add_account("甲", "correct horse", "reviewer")
    store.add_account("乙", "battery staple", "reviewer")
    pairs = reports(store)
    store.acting_as(Actor("甲", "reviewer")).claim(pairs[0][0])
    pairs = [[pairs[0][0], pairs[0][1] + 1], [pairs[1][0], 99], pairs[2]]
    said = carry_out(store.acting_as(Actor("乙", "reviewer")), wish("claim", pairs))
    assert said[:2] == ["已认领1份。", "有2份没有认领："]
    assert "已由甲认领" in said[2]
    assert len(said) == 4


def test_reader_can_do_nothing(store: Store) -> None:
    """The store refuses, whatever the browser sends."""
    said = carry_out(
        store.acting_as(Actor("丙", "reader")), wish("state", reports(store), "passed")
    )
    assert said[0] == "有3份没有改为“已通过”："
    assert {s.state for s in store.submissions()} == {"waiting"}


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"desk": 1, "number": 1, "act": "claim"},
        {"desk": "d", "number": "1", "act": "claim"},
        {"desk": "d", "number": True, "act": "claim"},
        {"desk": "d", "number": 1, "act": None},
    ],
)
def test_malformed_wishes_are_none(value: Any) -> None:
    """Nothing is done at the word of something else than our component."""
    assert read_wish(value) is None


@pytest.mark.parametrize(("act", "to"), [("state", "no such state"), ("drop", "")])
def test_unknown_acts_do_nothing(store: Store, act: str, to: str) -> None:
    """They are passed over."""
    assert carry_out(store, wish(act, reports(store), to)) == []


def test_withdrawn_and_brought_back(store: Store) -> None:
    """撤下 takes out of the queue, 恢复 puts back."""
    carry_out(store, wish("withdraw", reports(store)[:1]))
    assert store.queue().total == 2
    gone = [[s.id, s.version] for s in store.submissions() if s.withdrawn]
    assert carry_out(store, wish("bring_back", gone)) == ["已恢复1份。"]
    assert store.queue().total == 3


# --- the list of agencies ---


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_list_is_read_from_a_workbook() -> None:
    """A title above the head, other names of the columns, blanks in names, empty rows: all there."""
    data = workbook(
        ("2024年度应报单位",),
        ("序号", "单位名称", "类别", "简称", "联系电话"),
        (1, "某县 水务局", "部门", "水务局、县水务局", 123),
        (None, None, None, None, None),
        (2, "某镇人民政府", "乡镇政府", None, None),
    )
    assert read_list(data, "名单.xlsx") == [
        {"name": "某县水务局", "kind": "department", "aliases": ["水务局", "县水务局"], "contact": "123"},
        {"name": "某镇人民政府", "kind": "town", "aliases": [], "contact": ""},
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_list_is_read_from_csv(encoding: str) -> None:
    """As spreadsheets write it here."""
    text = "单位,类型,联系人\r\n某县水务局,部门,张三\r\n某县教育局,部门,李四\r\n"
    assert [row["name"] for row in read_list(text.encode(encoding), "名单.csv")] == [
        "某县水务局",
        "某县教育局",
    ]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "名单.xlsx", "打不开"),
        (b"PK\x03\x04 broken", "名单.xlsx", "打不开"),
        (b"x", "名单.xls", "另存为 .xlsx"),
        ("甲,乙\r\n1,2".encode(), "名单.csv", "没有找到“单位”一列"),
        ("单位,类型\r\n,部门".encode(), "名单.csv", "没有内容"),
        (workbook(("名",), ("某局",)), "名单.xlsx", "没有找到“单位”一列"),
    ],
)
def test_bad_lists_say_what_to_do(data: bytes, name: str, words: str) -> None:
    """A clear sentence, never a traceback."""
    with pytest.raises(BadList) as told:
        read_list(data, name)
    assert words in told.value.message
    assert name in told.value.message


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_are_a_list_or_a_sentence(data: bytes, name: str) -> None:
    """Whatever is dropped on the page."""
    try:
        rows = read_list(data, name)
    except BadList:
        return
    assert all(row["name"] for row in rows)


def test_template_can_be_imported_as_it_is() -> None:
    """Its columns are those that are looked for."""
    rows = read_list(template(), "模板.xlsx")
    assert [row["kind"] for row in rows] == ["department", "town"]
    sheet = load_workbook(io.BytesIO(template())).active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
