"""The review screen in a real Chromium."""

import shutil
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from docx import Document
from playwright.sync_api import Browser, Page

from review.screens.serve import start
from review.store import Store, subject_of
from tests.journey import (
    Observed,
    chromium,
    free_port,
    go,
    measure,
    open_page,
    server,
    wait_idle,
    wait_saved,
)
from tests.journey_reports import journey_files
from tests.screens.made import made_document, span

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium"),
]
SIZE = (1280, 720)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


def put(place: Path, document: dict[str, Any]) -> int:
    """A store with one review in it."""
    store = Store.open(place)
    submission, _ = store.add("甲.docx", b"bytes")
    store.save_review(submission.id, document)
    store.close()
    return submission.id


def many_findings(count: int) -> dict[str, Any]:
    """A review with so many findings, all of one kind."""
    document = made_document()
    first = document["findings"][0]
    document["findings"] = [{**first, "id": f"{number:016x}"} for number in range(count)]
    return document


def open_report(browser: Browser, port: int, number: int, observed: Observed) -> Page:
    page = open_page(browser, observed, SIZE)
    page.goto(f"http://127.0.0.1:{port}/?report={number}")
    page.locator(".line.current").wait_for()
    return page


def test_journey(browser: Browser, tmp_path: Path) -> None:
    """From upload to notes by keys, and all is there after the server was started anew.

    No request leaves the machine, nothing scrolls sideways at 1280×720, no letter is under 16 px,
    no script fails; each piece of evidence is seen before it is decided on.
    """
    files = [path for path in journey_files(20, tmp_path) if path.suffix == ".docx"][:5]
    observed = go(browser, None, SIZE, tmp_path / "store.sqlite", files)
    hosts = {urlsplit(url).hostname for url in observed.requests if not url.startswith("data:")}
    assert hosts - {None} == {"127.0.0.1"}
    assert observed.wide == []
    assert observed.small == []
    assert observed.faults == []
    work = observed.work
    assert work.reports == len(files)
    assert work.findings >= 10
    assert work.not_seen == []
    assert work.keys_per_finding <= 1.5
    assert work.most_keys_on_clean <= 2
    assert set(observed.states) <= {"answered", "passed"}
    assert observed.states_after_restart == observed.states
    assert len(observed.notes) == observed.states["answered"]
    texts = ["\n".join(p.text for p in Document(BytesIO(n)).paragraphs) for n in observed.notes]
    assert all("审阅反馈意见" in text for text in texts)
    assert any("请对照台账核对后更正。" in text for text in texts)


def test_no_key_is_lost(browser: Browser, tmp_path: Path) -> None:
    """Sixty decisions, keyed as fast as they can be, are all in the database."""
    place = tmp_path / "store.sqlite"
    document = many_findings(60)
    number, port = put(place, document), free_port()
    with server(port, place):
        page = open_report(browser, port, number, Observed())
        began = time.monotonic()
        for turn in range(60):
            page.keyboard.press("aqd"[turn % 3])
        assert wait_saved(page) == "已决定 60 / 60"
        took = time.monotonic() - began
        page.close()
    verdicts = [d.verdict for d in Store.open(place).decisions(subject_of(document)).values()]
    assert {v: verdicts.count(v) for v in verdicts} == {
        "accepted": 20,
        "doubtful": 20,
        "rejected": 20,
    }
    assert took < 15


def test_decision_outlives_a_killed_server(browser: Browser, tmp_path: Path) -> None:
    """Keyed while the server was dead, a decision is shown as not stored, and stored when it is back."""
    place = tmp_path / "store.sqlite"
    document = made_document()
    number, port = put(place, document), free_port()
    process = start(port, store_path=place)
    page = open_report(browser, port, number, Observed())
    page.keyboard.press("a")
    assert wait_saved(page) == "已决定 1 / 6"
    process.kill()
    process.wait()
    page.keyboard.press("d")
    page.wait_for_timeout(500)
    assert page.locator(".saved").inner_text() != "已保存"
    with server(port, place):
        page.reload()
        page.locator(".line.current").wait_for()
        assert wait_saved(page) == "已决定 2 / 6"
        page.close()
    first, second = (f["id"] for f in document["findings"][:2])
    decisions = Store.open(place).decisions(subject_of(document))
    assert {key: d.verdict for key, d in decisions.items()} == {
        first: "accepted",
        second: "rejected",
    }


def test_markup_in_a_report_is_inert(browser: Browser, tmp_path: Path) -> None:
    """Names, text, cells and messages with markup or Markdown are shown, not obeyed."""
    nasty = '<img src="http://203.0.113.9/x" onerror="window.hit=1">![x](http://203.0.113.9/y)'
    document = made_document(nasty)
    for section in document["report"]["sections"]:
        section["heading"] = nasty
        section["text"] += nasty
    for cell in document["report"]["tables"].values():
        cell["raw"] = cell["raw"] and nasty
    for finding in document["findings"]:
        finding |= {"title": nasty, "message": nasty, "advice": nasty, "basis": nasty}
    place, port, observed = tmp_path / "store.sqlite", free_port(), Observed()
    number = put(place, document)
    store = Store.open(place)
    failed, _ = store.add(nasty, b"bad")
    failure = made_document()
    failure |= {"report": None, "findings": [], "error": {"code": "unreadable", "message": nasty}}
    store.save_review(failed.id, failure)
    with server(port, place):
        page = open_report(browser, port, number, observed)
        page.keyboard.press("j")
        page.get_by_role("button", name="简版").click()
        page.get_by_role("button", name="快捷版").wait_for()
        wait_idle(page)
        page.get_by_role("button", name="生成反馈意见").click()
        page.get_by_role("button", name="下载").wait_for()
        page.keyboard.press("Escape")
        wait_idle(page)
        page.get_by_role("button", name="返回列表").click()
        page.locator(".queue tbody tr").first.wait_for()
        assert nasty in page.locator(".queue tbody").inner_text()
        assert page.evaluate("window.hit") is None
        page.close()
    assert not [url for url in observed.requests if "203.0.113.9" in url]


def test_both_ends_of_a_contradiction_are_marked(browser: Browser, tmp_path: Path) -> None:
    """The current finding's words and cells are marked together; V goes from one to the other."""
    place, port, observed = tmp_path / "store.sqlite", free_port(), Observed()
    number = put(place, made_document())
    with server(port, place):
        page = open_report(browser, port, number, observed)
        page.keyboard.press("j")
        current = page.locator(".mark.current")
        assert set(current.all_inner_texts()) == {"予以公开和部分公开33件", "25", "10"}
        words, cell = page.locator("span.mark.current"), page.locator("td.mark.shown")
        assert _in_view(page, words)
        page.keyboard.press("v")
        assert cell.inner_text() == "25"
        assert _in_view(page, cell)
        measure(page, observed)
        page.close()
    assert (observed.wide, observed.small) == ([], [])


def test_hovering_tells_why(browser: Browser, tmp_path: Path) -> None:
    """Shaded text says what it lacks, a mark what is wrong with it, a figure which cells it speaks of."""
    document = made_document()
    document["claims"] = [claim("overview", "办结81件", "requests.concluded.total")]
    place, port, observed = tmp_path / "store.sqlite", free_port(), Observed()
    number = put(place, document)
    with server(port, place):
        page = open_report(browser, port, number, observed)
        tip = page.locator(".tip")
        for piece, says in (
            (
                ".mark.vague >> text=持续加强平台",
                "套话：无数量、无对象、无时限；空泛用语“持续、加强、进一步”",
            ),
            (".mark.should >> text=加强加强", "▲ 词语重复"),
            (".claim.agrees", "与表格一致\n第三部分表格“（七）总计”行“总计”列：81"),
        ):
            page.locator(piece).hover()
            tip.wait_for()
            assert tip.inner_text() == says
            assert _in_view(page, tip)
            measure(page, observed)
        assert page.locator("td.spoken").inner_text() == "81"
        page.keyboard.press("j")
        tip.wait_for(state="hidden")
        page.close()
    assert (observed.wide, observed.small, observed.faults) == ([], [], [])


def test_boilerplate_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    """It is listed last, one line a part; no key decides on it; H takes the shading away and keeps it away."""
    place, port, observed = tmp_path / "store.sqlite", free_port(), Observed()
    document = made_document()
    number = put(place, document)
    with server(port, place):
        page = open_report(browser, port, number, observed)
        headings = page.locator(".list h3").all_inner_texts()
        assert headings[-1] == "· 供参考，不写入反馈意见（2）"
        for _ in range(6):
            page.keyboard.press("j")
        assert page.locator(".card h2").inner_text() == "第一部分套话较多"
        for key in "adq1e":
            page.keyboard.press(key)
        assert page.locator(".progress").inner_text() == "已决定 0 / 6"
        assert page.locator(".editor").count() == 0
        page.keyboard.press("k")
        ground = "(piece) => getComputedStyle(piece).backgroundColor"
        shaded = page.locator(".mark.vague").first
        before = shaded.evaluate(ground)
        page.keyboard.press("h")
        assert shaded.evaluate(ground) != before
        page.reload()
        page.locator(".line.current").wait_for()
        assert page.locator(".report.unshaded").count() == 1
        measure(page, observed)
        page.close()
    assert (observed.wide, observed.small) == ([], [])
    assert Store.open(place).decisions(subject_of(document)) == {}


def test_report_with_nothing_to_decide_opens_calmly(browser: Browser, tmp_path: Path) -> None:
    """No finding is lit; the card says so; J goes on to what helps."""
    place, port = tmp_path / "store.sqlite", free_port()
    document = made_document()
    document["findings"] = [f for f in document["findings"] if f["code"] == "Q101"]
    number = put(place, document)
    with server(port, place):
        page = open_page(browser, Observed(), SIZE)
        page.goto(f"http://127.0.0.1:{port}/?report={number}")
        card = page.locator(".card")
        assert card.inner_text().startswith("没有需要决定的问题；下面有1条供参考")
        assert page.locator(".mark.current").count() == 0
        page.keyboard.press("j")
        assert card.locator("h2").inner_text() == "第一部分套话较多"
        page.close()


def test_keys_reach_long_lists_of_evidence(browser: Browser, tmp_path: Path) -> None:
    """V goes through all pieces, also those folded away; a decision stored meanwhile moves nothing."""
    place, port = tmp_path / "store.sqlite", free_port()
    document = made_document()
    cells = list(document["report"]["tables"])[:20]
    document["findings"][1]["evidence"] = [{"cell": key, "raw": "0"} for key in cells]
    number = put(place, document)
    with server(port, place):
        page = open_report(browser, port, number, Observed())
        page.keyboard.press("a")
        for _ in range(12):
            page.keyboard.press("v")
        wait_saved(page)
        wait_idle(page)
        shown = page.locator(".evidence li.shown")
        assert shown.is_visible()
        assert shown.evaluate("(line) => [...line.parentElement.children].indexOf(line)") == 12
        assert _in_view(page, shown, ".card")
        text = page.locator(".report")
        text.evaluate("(pane) => { pane.scrollTop = 0; }")
        page.keyboard.press("PageDown")
        assert text.evaluate("(pane) => pane.scrollTop") > 200
        page.close()


def test_way_back_leads_to_the_same_place(browser: Browser, tmp_path: Path) -> None:
    """State, words and row of the queue are as they were when a report was opened."""
    place, port = tmp_path / "store.sqlite", free_port()
    store = Store.open(place)
    for number in range(30):
        submission, _ = store.add(f"{number}.docx", str(number).encode())
        store.save_review(submission.id, made_document(f"某县{number:02}局"))
    with server(port, place):
        page = open_page(browser, Observed(), SIZE)
        page.goto(f"http://127.0.0.1:{port}/")
        current = page.locator(".queue tr.current")
        page.get_by_role("button", name="待审 30").click()
        page.locator(".states [aria-pressed=true]", has_text="待审").wait_for()
        page.locator(".search").fill("某县1")
        page.locator(".search").press("Enter")
        page.locator(".queue tbody tr").nth(10).wait_for(state="detached")
        page.locator(".queue tbody tr").nth(5).click()
        page.locator(".line.current").wait_for()
        wait_idle(page)
        page.get_by_role("button", name="返回列表").click()
        current.wait_for()
        assert current.locator(".agency button").inner_text() == "某县15局"
        assert page.locator(".queue tbody tr").count() == 10
        assert page.locator(".search").input_value() == "某县1"
        page.keyboard.press("k")
        assert current.locator(".agency button").inner_text() == "某县14局"
        page.close()


def claim(section: str, quote: str, cell: str) -> dict[str, Any]:
    """A claim of one cell that agrees with it."""
    found = span(section, quote)
    return {
        "sentence": f"{section}:0",
        "section": section,
        "quote": quote,
        "start": found.start,
        "end": found.end,
        "kind": "count",
        "cells": [cell],
        "relation": "=",
        "value": 81,
        "verdict": "consistent",
    }


def _in_view(page: Page, piece: Any, frame: str = ".report") -> bool:
    box, pane = piece.bounding_box(), page.locator(frame).bounding_box()
    assert box is not None
    assert pane is not None
    return bool(pane["y"] <= box["y"] and box["y"] + box["height"] <= pane["y"] + pane["height"])
