"""What the keys of the desk do, in a real Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from review.store import Actor
from tests.journey import chromium, measure, wait_idle, wait_saved
from tests.screens.desk import in_view, open_desk
from tests.screens.made import made_document

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


def test_undo_and_redo_go_over_several_steps(browser: Browser, tmp_path: Path) -> None:
    """Three decisions are taken back and made again, also after a reload; a new one ends the redoing."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.keys("a", "d", "q", "z", "z", "z")
        wait_saved(desk.page)
        assert desk.verdicts() == {}
        desk.keys("y", "y")
        wait_saved(desk.page)
        desk.page.reload()
        desk.find(".line.current").wait_for()
        desk.keys("z")
        wait_saved(desk.page)
        assert desk.verdicts() == {"T201": "accepted"}
        desk.keys("Control+Shift+z", "y")
        wait_saved(desk.page)
        assert desk.verdicts() == {"T201": "accepted", "N101": "rejected", "T202": "doubtful"}
        desk.keys("Control+z", "a")
        assert desk.find(".redo").is_disabled()
        wait_saved(desk.page)
        assert desk.verdicts()["T202"] == "accepted"


def test_bulk_says_how_many_and_is_one_step(browser: Browser, tmp_path: Path) -> None:
    """The count stands before the decision; what is decided stays; one Z takes all back."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.keys("d", "b")
        title = desk.find(".bulk h2")
        assert title.inner_text() == "将采纳 1 条未决定的问题"
        desk.keys("l")
        assert title.inner_text() == "将采纳 2 条未决定的问题"
        measure(desk.page, desk.observed)
        desk.keys("Enter")
        wait_saved(desk.page)
        assert desk.verdicts() == {"T201": "rejected", "N101": "accepted", "T202": "accepted"}
        desk.keys("z")
        wait_saved(desk.page)
        assert desk.verdicts() == {"T201": "rejected"}
        desk.keys("b", "o", "Enter")
        assert desk.title == "全部6条已决定"
        wait_saved(desk.page)
        assert list(desk.verdicts().values()).count("accepted") == 5
    assert (desk.observed.wide, desk.observed.small, desk.observed.faults) == ([], [], [])


def test_list_is_filtered(browser: Browser, tmp_path: Path) -> None:
    """J stays within the level; the end of a filter says what is left outside it."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        shown = desk.find(".line:visible")
        desk.keys("l", "l")
        assert desk.find(".level span").inner_text() == "建议修改"
        assert shown.count() == 3
        assert desk.title == "表格中填了文字"
        desk.keys("j", "j", "j")
        assert desk.title == "词语重复"
        desk.keys("a", "a", "a")
        assert desk.title == "筛选范围内已全部决定，另有3条未决定"
        desk.keys("l")
        assert desk.title == "第三部分表格不平"
        desk.keys("o")
        assert shown.count() == 3


def test_own_finding_by_marking_text(browser: Browser, tmp_path: Path) -> None:
    """The marked words become a finding that is adopted; E changes it, Z takes it back step by step."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.find(".report p >> text=开展业务培训2次").evaluate(
            """(line) => {
              const text = [...line.childNodes].find((n) => n.textContent.includes("培训2次"));
              const node = text.firstChild ?? text;
              const at = node.textContent.indexOf("培训2次");
              line.getRootNode().getSelection().setBaseAndExtent(node, at, node, at + 4);
            }"""
        )
        desk.keys("m")
        assert desk.find(".about q").inner_text() == "培训2次"
        desk.keys("Alt+1")
        desk.page.keyboard.type("没有写明培训了谁\n<b>x</b>")
        measure(desk.page, desk.observed)
        desk.keys("Control+Enter")
        desk.find(".line >> text=自建问题").wait_for()
        wait_saved(desk.page)
        assert desk.title == "第三部分表格不平"  # the eye stays where it was
        [own] = desk.store.own_findings(desk.subject)
        assert (own.quote, own.section, own.severity.value) == ("培训2次", "overview", "must")
        text = next(s for s in desk.document["report"]["sections"] if s["key"] == "overview")[
            "text"
        ]
        assert text[own.start : own.end] == "培训2次"
        assert desk.verdicts() == {"own": "accepted"}
        desk.find(".line >> text=自建问题").click()
        assert in_view(desk.page, desk.find(".mark.shown"))
        desk.keys("e")
        desk.page.keyboard.type("、多少人")
        desk.keys("Control+Enter")
        wait_saved(desk.page)
        wait_idle(desk.page)
        assert desk.store.own_findings(desk.subject)[0].message.endswith("、多少人")
        desk.keys("z")
        wait_saved(desk.page)
        assert desk.store.own_findings(desk.subject)[0].message.endswith("</b>")
        desk.keys("z")
        wait_saved(desk.page)
        assert desk.store.own_findings(desk.subject) == []
        desk.keys("y")
        wait_saved(desk.page)
        assert len(desk.store.own_findings(desk.subject)) == 1
    assert (desk.observed.wide, desk.observed.small, desk.observed.faults) == ([], [], [])


def test_own_finding_on_a_cell(browser: Browser, tmp_path: Path) -> None:
    """A click marks the cell, M opens the form on it."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.find('td[data-cell="requests.granted.total"]').click()
        desk.keys("m")
        assert desk.find(".about q").inner_text() == "25"
        desk.page.keyboard.type("与附件不同")
        desk.keys("Control+Enter")
        desk.find(".line >> text=自建问题").wait_for()
        wait_saved(desk.page)
        [own] = desk.store.own_findings(desk.subject)
        assert (own.cell, own.quote) == ("requests.granted.total", "25")


def test_clash_shows_both_sides(browser: Browser, tmp_path: Path) -> None:
    """What another decided meanwhile stands; the later sees both and takes one or decides again."""
    other = Actor("王某", "reviewer")
    with open_desk(browser, tmp_path, made_document()) as desk:
        first, second = (f["id"] for f in desk.document["findings"][:2])
        theirs = desk.store.acting_as(other)
        theirs.decide(desk.subject, first, "rejected", reason="口径不同")
        theirs.decide(desk.subject, second, "doubtful")
        desk.keys("a", "a")
        desk.find(".clash-button").wait_for()
        wait_saved(desk.page)
        expect(desk.find(".clash-button")).to_contain_text("2条与他人的决定冲突")
        desk.keys("z", "z")  # what is another's is not taken back
        wait_saved(desk.page)
        assert desk.verdicts() == {"T201": "rejected", "N101": "doubtful"}
        desk.keys("x", "x")
        clash = desk.find(".clash")
        said = clash.inner_text()
        assert "王某" in said
        assert "不采纳（口径不同）" in said
        assert "本人" in said
        assert "已采纳" in said
        measure(desk.page, desk.observed)
        desk.keys("w")
        assert clash.count() == 0
        desk.keys("x", "a")
        wait_saved(desk.page)
        assert desk.verdicts() == {"T201": "rejected", "N101": "accepted"}
        assert desk.find(".clash-button").is_hidden()
    assert (desk.observed.wide, desk.observed.small, desk.observed.faults) == ([], [], [])


def test_other_end_is_pinned(browser: Browser, tmp_path: Path) -> None:
    """While the text is looked at, the table's rows stand below it, and the other way round."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.keys("j")
        pinned = desk.find(".pins .pinned")
        assert set(pinned.all_inner_texts()) == {"25", "10"}
        assert in_view(desk.page, desk.find("span.mark.shown"))
        desk.keys("v")
        assert "予以公开和部分公开33件" in pinned.all_inner_texts()
        assert in_view(desk.page, desk.find("td.mark.shown"))
        measure(desk.page, desk.observed)
        desk.find(".pin-place").first.click()
        assert in_view(desk.page, desk.find("span.mark.shown"))
    assert (desk.observed.wide, desk.observed.small, desk.observed.faults) == ([], [], [])


def test_last_year_stands_beside(browser: Browser, tmp_path: Path) -> None:
    """Evidence of another report is shown beside this one's, what both share told apart."""
    document = made_document()
    section = next(s for s in document["report"]["sections"] if s["key"] == "problems")
    quote = section["text"].split("\n")[0]
    before = quote.replace("公开意识", "服务意识")
    source = {"sha256": "0" * 64, "agency": "某县水务局", "year": 2023}
    own = {"section": "problems", "start": 0, "end": len(quote), "quote": quote}
    document["findings"][0]["evidence"] = [own, {**own, "quote": before, "source": source}]
    with open_desk(browser, tmp_path, document) as desk:
        compared = desk.find(".compared")
        assert quote in compared.inner_text()
        assert before in compared.inner_text()
        assert "2023年报告" in compared.inner_text()
        assert "服务" in "".join(compared.locator(".other").all_inner_texts())
        measure(desk.page, desk.observed)
    assert (desk.observed.wide, desk.observed.small, desk.observed.faults) == ([], [], [])


def test_every_point_leads_to_its_finding(browser: Browser, tmp_path: Path) -> None:
    """S lists the parts with what was lost; Enter opens the finding."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.keys("s")
        lost = desk.find(".scores .lost")
        assert lost.count() == 6
        measure(desk.page, desk.observed)
        desk.keys("j", "j")
        wanted = desk.find(".lost.current .title").inner_text()
        desk.keys("a")  # no key decides behind an open sheet
        desk.keys("s", "j", "j", "Enter")
        assert desk.title == wanted
        assert desk.find(".scores").is_hidden()
        assert desk.find(".progress").inner_text() == "已决定 0 / 6"


def test_finding_is_copied_as_text(browser: Browser, tmp_path: Path) -> None:
    """C puts title, message, places and advice into the clipboard."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        desk.keys("c")
        expect(desk.find(".toast")).to_have_text("已复制这一条")
        text = desk.page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("某县水务局 2024年度")
        assert "总计填10" in text
        assert "建议：" in text
        assert "“（二）部分公开”行“总计”列：10" in text


def test_report_without_findings_is_signed_in_two_keys(browser: Browser, tmp_path: Path) -> None:
    """G, Enter: it has passed, and the desk has gone on."""
    with open_desk(browser, tmp_path, made_document(findings=())) as desk:
        [submission] = desk.store.submissions()
        assert desk.find(".card").inner_text().startswith("已做的检查没有发现问题")
        desk.keys("g", "Enter")
        desk.page.locator(".queue").wait_for()
        found = desk.store.submission(submission.id)
        assert found is not None
        assert found.state == "passed"


def test_signing_waits_for_what_must_be_decided(browser: Browser, tmp_path: Path) -> None:
    """An open 必须修改 keeps the note back; then the note holds what was adopted a moment ago."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        [submission] = desk.store.submissions()
        desk.keys("a", "g", "Enter")
        assert "还有2条“必须修改”没有决定" in desk.find(".signing").inner_text()
        assert desk.store.notes(desk.subject) == []
        desk.keys("Escape", "a", "d", "a", "a", "q")
        measure(desk.page, desk.observed)
        desk.keys("g", "Enter")
        desk.page.locator(".queue").wait_for()
        [note] = desk.store.notes(desk.subject)
        assert (note.draft, len(note.findings)) == (False, 4)
        assert desk.store.note_content(note.id).startswith(b"PK")
        found = desk.store.submission(submission.id)
        assert found is not None
        assert found.state == "answered"
    assert (desk.observed.wide, desk.observed.small, desk.observed.faults) == ([], [], [])


def test_reader_decides_nothing(browser: Browser, tmp_path: Path) -> None:
    """Who may only look sees no buttons that decide, and no key does."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        desk.find(".desk").evaluate(
            "(node) => { node.getRootNode().nianbaoDesk.data.mayDecide = false; }"
        )
        desk.keys("a", "d", "j", "b", "m")
        assert desk.find(".tools").inner_text() == "您的账户只能查看，不能作决定。"
        assert desk.find(".progress").inner_text() == "已决定 0 / 6"
        assert desk.find(".bulk").is_hidden()


def test_next_report_comes_at_once_and_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    """A, N in one breath: the decision is stored, the next report stands there; P leads back."""
    with open_desk(browser, tmp_path, made_document()) as desk:
        for name in ("某县教育局", "某县民政局"):
            submission, _ = desk.store.add(f"{name}.docx", name.encode())
            desk.store.save_review(submission.id, made_document(name))
        desk.page.reload()
        desk.find(".line.current").wait_for()
        head = desk.page.locator('[data-testid="stText"]').first
        desk.keys("a", "n", "d", "d")  # no key decides on what is not seen yet
        expect(head).not_to_contain_text("某县水务局")
        expect(desk.find(".progress")).to_have_text("已决定 0 / 6")
        other = head.inner_text().split(" ")[0]
        desk.keys("a")
        wait_saved(desk.page)
        assert next(iter(desk.store.decisions(f"{other}|2024").values())).verdict == "accepted"
        assert desk.verdicts() == {"T201": "accepted"}
        wait_idle(desk.page)
        desk.keys("p")
        expect(head).to_contain_text("某县水务局")
        expect(desk.find(".card h2")).to_have_text("正文数字与表格不一致")  # the first that is open
        wait_idle(desk.page)
        desk.keys("n", "n")
        expect(head).to_contain_text(other)
        wait_idle(desk.page)
        desk.keys("r")
        desk.page.locator(".queue").wait_for()
