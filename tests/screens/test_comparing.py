"""Copied text among the reports of a store: what a reviewer finds after they came one by one."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from review.finding import Severity
from review.locations import app_file
from review.screens.comparing import ComparedElsewhere, compare, comparing_here
from review.screens.reviewing import review_outdated, take_in
from review.screens.scores import save_rubric
from review.store import LOCAL, Actor, QueueFilter, Store, subject_of
from tests.builders import AGENCY, report_text
from tests.copying.texts import OTHERS
from tests.screens.made import made_document
from tests.store.conftest import place, server, store

__all__ = ["place", "server", "store"]

PASSAGE = (
    "2023年的问题：办事指南写得太专业，群众打电话来问得最多的是材料清单里的三个证明到底由谁开具。\n"
    "下一步，请不在窗口工作的同事照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。"
)
LIKE = PASSAGE.replace("太专业", "过于专业").replace("同事", "同志")
AGENCIES = ("清和县商务局", "临河县教育局", "长山县林业局", "大河县民政局")
_OTHER = "本年度未发出收费通知，未收取政府信息公开信息处理费。"
Add = Callable[..., int]


def text(agency: str, *, year: int = 2023, published: str = "15日", **sections: str) -> str:
    """A report in the agency's own words, with others in some parts."""
    own = OTHERS[2 * AGENCIES.index(agency) :]
    words = {"overview": own[0], "problems": own[1], "other": _OTHER, **sections}
    made = report_text(sections=words)  # type: ignore[arg-type]
    made = made.replace(AGENCY, agency).replace("清和县", agency[:3])
    made = made.replace("1月15日", f"1月{published}")
    return re.sub(r"202\d(?=年)", lambda m: str(int(m[0]) + year - 2023), made)


@pytest.fixture
def add(store: Store) -> Add:
    """Take a report in, as an upload does, and compare."""

    def add(agency: str, name: str = "", *, compared: bool = True, **more: Any) -> int:
        before = {one.id for one in store.submissions()}
        handed = [(f"{name or agency}.txt", text(agency, **more).encode())]
        [_, step] = take_in(store, handed)
        assert step.outcome == "added", step
        if compared:
            list(compare(store))
        [new] = {one.id for one in store.submissions()} - before
        return new

    return add


def finding(store: Store, number: int, code: str = "D102") -> dict[str, Any] | None:
    document = store.review(number)
    assert document is not None
    found = [f for f in document["findings"] if f["code"] == code]
    assert len(found) < 2
    return found[0] if found else None


def reason(store: Store, number: int) -> str:
    """Why D102 was not made; empty where it was."""
    document = store.review(number)
    assert document is not None
    return next((n["reason"] for n in document["not_run"] if n["code"] == "D102"), "")


def subject(store: Store, number: int) -> str:
    return subject_of(store.review(number) or {})


def test_both_have_it_after_the_second_came(store: Store, add: Add) -> None:
    """Alone it says why nothing was compared; then each names the other, and who was first."""
    one = add("清和县商务局", problems=PASSAGE)
    assert "没有其他机关的报告" in reason(store, one)
    two = add("临河县教育局", problems=LIKE, published="20日")
    first, second = finding(store, one), finding(store, two)
    assert first is not None and second is not None
    assert "临河县教育局" in first["message"]
    assert "本报告公布在先" in first["message"]
    assert "清和县商务局2023年度报告公布在先" in second["message"]
    assert (first["severity"], second["severity"]) == ("ask", "should")
    assert reason(store, one) == reason(store, two) == ""
    foreign = [e for e in second["evidence"] if e.get("source")]
    assert {e["source"]["agency"] for e in foreign} == {"清和县商务局"}
    assert [e["quote"] for e in foreign if e["quote"] not in PASSAGE] == []
    mine = [e for e in second["evidence"] if not e.get("source")]
    assert len(mine) == len(foreign) == 2


def test_it_counts_like_all_others(store: Store, add: Add) -> None:
    """In the queue, its filter, the rows of statistics and the search for open ones."""
    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=PASSAGE, published="20日")
    before = store.queue(QueueFilter(code="D102", undecided=True))
    assert before.total == 2
    [entry] = [e for e in before.entries if e.submission.id == two]
    assert entry.should + entry.must + entry.ask == len(
        [row for row in store.finding_rows() if row.submission_id == two]
    )
    found = finding(store, two)
    assert found is not None
    store.decide(subject(store, two), found["id"], "accepted")
    assert store.queue(QueueFilter(code="D102", undecided=True)).total == 1
    assert found["points"] > 0


def test_a_name_left_in_the_passage_is_certain(store: Store, add: Add) -> None:
    """D103 is sharpened by it, as in a folder."""
    left = PASSAGE.replace("群众", "清和县的群众")
    four = add("大河县民政局", problems=left.replace("清和县", "长山县"), compared=False)
    alone = finding(store, four, "D103")
    assert alone is None or alone["severity"] == "ask"
    add("长山县林业局", problems=left, published="12日")
    found = finding(store, four, "D103")
    assert found is not None
    assert found["severity"] == "must"
    assert "长山县" in found["message"]


def test_what_was_decided_survives_a_third(store: Store, add: Add) -> None:
    """The finding stays the same one, though more agencies are named in it; own findings stay as well."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    found = finding(store, two)
    assert found is not None
    store.decide(subject(store, two), found["id"], "accepted", reason="查过", edited="请重写。")
    mine = store.add_own_finding(
        subject(store, two), section="problems", severity=Severity.ASK, message="另一条"
    )
    overview = (
        f"{OTHERS[0]}{OTHERS[2]}{OTHERS[4]}"  # with which it has more in common than with the first
    )
    add("大河县民政局", overview=overview, problems=PASSAGE, published="18日")
    three = add("长山县林业局", problems=PASSAGE, published="25日")
    again = finding(store, two)
    assert again is not None
    assert again["id"] == found["id"]
    assert "长山县林业局" in again["message"]
    decision = store.decisions(subject(store, two))[found["id"]]
    assert (decision.verdict, decision.reason, decision.edited) == ("accepted", "查过", "请重写。")
    assert [own.id for own in store.own_findings(subject(store, two))] == [mine.id]
    [entry] = [e for e in store.queue().entries if e.submission.id == two]
    assert entry.own == 1
    assert finding(store, one) is not None
    assert finding(store, three) is not None


def test_a_new_round_takes_the_place_of_the_old(store: Store, add: Add) -> None:
    """The rewritten report shares nothing any more, and the other one has nothing to tell either."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    again = add("临河县教育局", "第二轮", published="26日")
    assert [s.round for s in store.of_subject(subject(store, two))] == [1, 2]
    assert finding(store, again) is None
    assert reason(store, again) == ""
    assert finding(store, one) is None
    assert finding(store, two) is not None  # the first round stays as it was answered


@pytest.mark.slow
def test_the_second_round_has_the_decision_of_the_first(store: Store, add: Add) -> None:
    """What is copied still is the same finding of the same agency and year."""
    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    found = finding(store, two)
    assert found is not None
    store.decide(subject(store, two), found["id"], "accepted")
    again = add("临河县教育局", "第二轮", problems=PASSAGE, published="26日")
    second = finding(store, again)
    assert second is not None
    assert second["id"] in store.decisions(subject(store, again))


@pytest.mark.slow
def test_withdrawn_it_is_no_source(store: Store, add: Add) -> None:
    """And brought back it is one again."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    add("长山县林业局", published="25日")
    store.withdraw(one)
    assert store.uncompared() == {2023: 1}
    list(compare(store))
    assert finding(store, two) is None
    store.bring_back(one)
    list(compare(store))
    assert finding(store, two) is not None


@pytest.mark.slow
def test_the_year_before_is_a_source(store: Store, add: Add) -> None:
    """Copied from another agency's report of last year, whichever came first; that one stays as it was."""
    two = add("临河县教育局", year=2024, problems=LIKE.replace("2023", "2024"))
    one = add("清和县商务局", problems=PASSAGE)
    found = finding(store, two)
    assert found is not None
    assert "清和县商务局2023年度报告公布在先" in found["message"]
    assert finding(store, one) is None


def test_only_what_changed_is_checked_again(store: Store, add: Add) -> None:
    """An unrelated report makes one review anew, its own; and then there is nothing to do."""
    add("清和县商务局", problems=PASSAGE)
    add("临河县教育局", problems=LIKE, published="20日")
    three = add("长山县林业局", compared=False)
    before = {n: store.kept_review(n) for n in (1, 2)}
    assert store.uncompared() == {2023: 1}
    [told] = compare(store)
    assert (told.reports, told.changed) == (3, 1)
    assert {n: store.kept_review(n) for n in (1, 2)} == before
    assert reason(store, three) == ""
    assert store.uncompared() == {}
    assert list(compare(store)) == []


@pytest.mark.slow
def test_reviewed_again_it_keeps_what_is_shared(store: Store, add: Add) -> None:
    """Last year's report coming in later has this year's reviewed beside it: D102 stays."""
    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    before = finding(store, two)
    add("临河县教育局", year=2022, compared=False)
    document = store.review(two)
    assert document is not None
    assert document["engine"]["last_year_sha256"]
    assert finding(store, two) == before


def test_reviewed_from_its_file_it_is_compared_again(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the program the file is read again, and what it shares is found again."""
    from review.screens import reviewing

    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    before = finding(store, two)
    monkeypatch.setattr(reviewing, "changed_rules", lambda *_: None)
    assert len(list(review_outdated(store, "other rules"))) == 4
    assert finding(store, two) is None
    assert "还没有比对" in reason(store, two)
    assert store.uncompared() == {2023: 2}
    list(compare(store))
    assert finding(store, two) == before


@pytest.mark.slow
def test_without_what_was_kept_it_says_why(store: Store, add: Add) -> None:
    """Its text still serves the others."""
    one = add("清和县商务局", problems=PASSAGE)
    document = store.review(one)
    assert document is not None
    store.save_review(one, document)
    two = add("临河县教育局", problems=LIKE, published="20日")
    assert finding(store, one) is None
    assert "没有其他机关的报告" in reason(store, one)
    assert finding(store, two) is not None
    assert store.uncompared() == {}


@pytest.mark.slow
def test_the_office_s_rubric_counts_it(store: Store, add: Add) -> None:
    """A store with a rubric of its own scores what the comparison found by it."""
    from review.screens.scores import current_rubric

    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", published="20日", compared=False)
    assert one
    save_rubric(store, current_rubric(store))
    list(compare(store))
    [alone] = [e.score for e in store.queue().entries if e.submission.id == two]
    three = add("临河县教育局", "第二轮", problems=LIKE, published="20日")
    [copied] = [e.score for e in store.queue().entries if e.submission.id == three]
    assert alone is not None and copied is not None
    points = [
        r.points for r in store.finding_rows() if r.code == "D102" and r.submission_id == three
    ]
    assert points[0] > 0


def test_who_comes_while_another_compares_is_done_by_it(store: Store, add: Add) -> None:
    """The second is told so, and the first goes on until nothing is left."""
    add("清和县商务局", problems=PASSAGE, compared=False)
    add("大河县民政局", compared=False)
    first = compare(store)
    next(first)
    two = add("临河县教育局", problems=LIKE, published="20日", compared=False)
    with pytest.raises(ComparedElsewhere, match="一并比对"):
        list(compare(store))
    assert store.comparing()
    assert len(list(first)) == 1
    assert finding(store, two) is not None
    assert not store.comparing()
    assert store.uncompared() == {}


@pytest.fixture
def stopped(store: Store, add: Add, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A comparison that fails when half of what changed is stored."""
    from review.screens import comparing

    add("清和县商务局", problems=PASSAGE)
    add("大河县民政局", problems=PASSAGE, published="18日")
    two = add("临河县教育局", problems=LIKE, published="20日", compared=False)
    with monkeypatch.context() as patched:
        patched.setattr(comparing, "_AT_ONCE", 1)
        save, calls = Store.save_compared, []

        def fail(self: Store, holder: str, changed: Any) -> list[int]:
            calls.append(1)
            if len(calls) == 2:
                raise RuntimeError("power")
            return save(self, holder, changed)

        patched.setattr(Store, "save_compared", fail)
        with pytest.raises(RuntimeError):
            list(compare(store))
    yield two


def test_a_comparison_that_was_broken_off_is_done_later(store: Store, stopped: int) -> None:
    """Nothing is taken for done, and nobody has to wait for it."""
    assert store.uncompared() == {2023: 1}
    assert not store.comparing()
    list(compare(store))
    for number in (1, 2, stopped):
        found = finding(store, number)
        assert found is not None
        assert sum(name in found["message"] for name in ("商务局", "民政局", "教育局")) == 2


def test_changed_while_it_is_compared_it_is_not_taken_for_compared(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that is read again between the map and its keeping is compared once more."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日", compared=False)
    save = Store.save_compared

    def save_late(self: Store, holder: str, changed: Any) -> list[int]:
        monkeypatch.setattr(Store, "save_compared", save)
        kept = store.kept_review(two)
        assert kept is not None
        store.save_review(two, kept.document, kept.facts)  # as another process does
        return save(self, holder, changed)

    monkeypatch.setattr(Store, "save_compared", save_late)
    list(compare(store))
    assert store.uncompared() == {2023: 1}
    list(compare(store))
    assert finding(store, one) is not None
    assert finding(store, two) is not None
    assert store.uncompared() == {}


@pytest.mark.slow
def test_two_commands_at_once_lose_nothing(place: str, tmp_path: Path) -> None:
    """Each adds its files and compares, or leaves that to the other: in the end all is compared."""
    words = {
        "清和县商务局": {"problems": PASSAGE},
        "临河县教育局": {"problems": LIKE, "published": "20日"},
        "长山县林业局": {},
        "大河县民政局": {"problems": PASSAGE, "published": "25日"},
    }
    for number, (agency, more) in enumerate(words.items()):
        folder = tmp_path / str(number % 2)
        folder.mkdir(exist_ok=True)
        (folder / f"{agency}.txt").write_text(text(agency, **more), encoding="utf-8")
    Store.open(place).close()
    command = [sys.executable, "-m", "review", "add", "--store", place]
    started = [
        subprocess.Popen([*command, str(tmp_path / name)], stdout=subprocess.PIPE) for name in "01"
    ]
    said = [process.communicate(timeout=300)[0].decode() for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    store = Store.open(place)
    assert store.uncompared() == {}
    assert not store.comparing()
    shared = {}
    for one in store.submissions():
        found = finding(store, one.id)
        shared[one.agency] = sum(name in found["message"] for name in words) if found else 0
        assert reason(store, one.id) == ""
    assert shared == {"清和县商务局": 2, "临河县教育局": 2, "长山县林业局": 0, "大河县民政局": 2}
    store.close()


# --- on the screen ---


def page(monkeypatch: pytest.MonkeyPatch, place: str) -> AppTest:
    monkeypatch.setenv("NIANBAO_STORE", place)
    monkeypatch.delenv("NIANBAO_SAMPLES", raising=False)
    return AppTest.from_file(str(app_file()), default_timeout=30)


def said(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(element.value for element in at.text)


@pytest.mark.slow
def test_the_button_compares_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue says what is to be done, and meanwhile that it is being done; then nothing more."""
    place = str(tmp_path / "store.sqlite")
    store = Store.open(place)
    handed = [
        (f"{name}.txt", text(name, problems=words).encode())
        for name, words in zip(AGENCIES, (PASSAGE, LIKE), strict=False)
    ]
    list(take_in(store, handed))
    at = page(monkeypatch, place).run()
    assert "2023年度有新来或有变动的报告，还没有与其他单位比对雷同。" in said(at)
    next(button for button in at.button if button.label == "比对雷同").click().run()
    assert "正在后台与其他单位比对雷同" in said(at)
    assert not [button for button in at.button if button.label == "比对雷同"]
    until = time.monotonic() + 120
    while comparing_here() and time.monotonic() < until:
        time.sleep(0.1)
    assert all(finding(store, number) for number in (1, 2))
    assert "雷同" not in said(at.run()).replace("与其他单位雷同", "")
    assert {entry.actor for entry in store.audit() if entry.action == "compared"} == {LOCAL.name}


def test_an_upload_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another press of a button."""
    from review.screens import queue_page, reviewing, upload

    begun: list[dict[int, int]] = []
    monkeypatch.setattr(
        upload, "compare_in_background", lambda store: begun.append(store.uncompared())
    )
    monkeypatch.setattr(reviewing, "review_upload", lambda data, name: (made_document(), b""))
    monkeypatch.setattr(queue_page, "sample_files", lambda: [("甲.txt", b"1")])
    at = page(monkeypatch, str(tmp_path / "store.sqlite")).run()
    next(button for button in at.button if button.label == "载入示例（1份）").click().run()
    assert begun == [{2024: 1}]


def test_a_reader_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not take reports in has no button."""
    from review.screens import queue_page

    place = str(tmp_path / "store.sqlite")
    whole = Store.open(place)
    submission, _ = whole.add("甲.docx", b"1")
    whole.save_review(submission.id, made_document())
    monkeypatch.setattr(
        queue_page, "open_store", lambda: Store.open(place).acting_as(Actor("某人", "reader"))
    )
    assert "还没有与其他单位比对" not in said(page(monkeypatch, place).run())
