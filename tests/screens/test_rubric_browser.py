"""The rubric's tables and the pictures in a real Chromium."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from review.screens.scores import current_rubric
from review.store import Store
from tests.journey import Observed, chromium, free_port, open_page, server
from tests.screens.made import made_document

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium"),
]
HEADER, ROW = 36, 35
CHART = "[data-testid=stVegaLiteChart] svg"


def put(page: Page, row: int, from_right: bool, text: str) -> None:
    """Write into a cell of the first table as a person does: choose it, type, confirm."""
    box = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert box is not None
    x = box["x"] + (box["width"] - 30 if from_right else 60)
    page.mouse.click(x, box["y"] + HEADER + ROW * row + ROW / 2)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)  # the tables are drawn anew after an edit


def put_until(page: Page, row: int, from_right: bool, text: str, said: str) -> None:
    """Write until the page says what it makes of it: a table that is just drawn anew drops keys."""
    for _ in range(6):
        put(page, row, from_right, text)
        if page.get_by_text(said).is_visible():
            return
    raise AssertionError(f"{said!r} was not said")


def test_rubric_is_edited_previewed_and_saved_and_a_picture_is_kept(tmp_path: Path) -> None:
    """A sum that is not 100 cannot be saved; a renamed dimension keeps its checks; nobody is called."""
    place = tmp_path / "store.sqlite"
    store = Store.open(place)
    for number in range(2):
        one, _ = store.add(f"{number}.docx", str(number).encode())
        store.save_review(one.id, made_document(f"某县{number}局"))
    old = current_rubric(store)
    port, observed = free_port(), Observed()
    with server(port, place), chromium() as browser:
        page = open_page(browser, observed, (1280, 1400))
        page.goto(f"http://127.0.0.1:{port}/?page=rubric")
        page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
        page.wait_for_timeout(2500)
        unmoved = "2份报告中，0份的得分或名次有变化"
        put_until(page, 2, False, "表格数据", unmoved)
        put_until(page, 2, True, "24", "各项目的满分合计为99")
        put_until(page, 2, True, "25", unmoved)
        page.get_by_role("button", name="保存并按新细则重新计分").click()
        expect(page.get_by_role("button", name="恢复程序自带的细则")).to_be_enabled(timeout=20_000)
        page.goto(f"http://127.0.0.1:{port}/?page=statistics")
        page.locator(CHART).first.hover()
        with page.expect_download() as kept:
            page.get_by_label("Download as PNG").first.click()
        assert Path(kept.value.path()).read_bytes().startswith(b"\x89PNG")
    new = current_rubric(store)
    assert new.dimensions[2].label == "表格数据"
    assert new.homes == old.homes
    assert observed.faults == []
    assert {url for url in observed.requests if f"127.0.0.1:{port}" not in url} <= {
        url for url in observed.requests if url.startswith(("data:", "blob:"))
    }
