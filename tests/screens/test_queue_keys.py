"""The queue in a real Chromium: by keys alone, and a login that a reload keeps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from review.screens.serve import start, stop
from review.store import Store
from tests.journey import Observed, chromium, free_port, open_page, server
from tests.screens.made import made_document

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


def fill(place: Path, count: int = 6) -> Store:
    store = Store.open(place)
    for number in range(count):
        one, _ = store.add(f"{number}.docx", str(number).encode())
        store.save_review(one.id, made_document(f"某县{number:02}局"))
    return store


def test_reports_are_claimed_sorted_and_found_by_keys(browser: Browser, tmp_path: Path) -> None:
    """Select two, claim them, look at 在审, pass one, search the text, clear: no mouse needed."""
    place, port = tmp_path / "store.sqlite", free_port()
    store = fill(place)
    observed = Observed()
    with server(port, place):
        page = open_page(browser, observed, SIZE)
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator(".queue tr.current").wait_for()
        for key in ("x", "j", "x", "c"):
            page.keyboard.press(key)
        expect(page.locator(".bulk b")).to_have_text("将把2份报告认领。")
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_have_text("已认领2份。")
        page.keyboard.press("2")
        expect(page.locator(".queue tbody tr")).to_have_count(2)
        assert "state=reviewing" in page.url
        page.keyboard.press("t")
        expect(page.locator(".bulk b")).to_have_text("将把1份报告改为“已通过”。")
        page.keyboard.press("Enter")
        expect(page.locator(".queue tbody tr")).to_have_count(1)
        page.keyboard.press("0")
        expect(page.locator(".queue tbody tr")).to_have_count(6)
        page.keyboard.press("/")
        page.keyboard.type("某县03")
        page.keyboard.press("Enter")
        expect(page.locator(".queue tbody tr")).to_have_count(1)
        page.reload()
        expect(page.locator(".queue tbody tr")).to_have_count(1)
        page.close()
    assert store.counts() | {"waiting": 4, "reviewing": 1, "passed": 1} == store.counts()
    assert observed.faults == []


def test_reload_keeps_the_login(browser: Browser, tmp_path: Path) -> None:
    """Until it is ended: then the browser has forgotten it as well."""
    place, port = tmp_path / "store.sqlite", free_port()
    fill(place, 1).add_account("张三", "correct horse", "lead")
    process = start(port, store_path=place, shared=True)
    try:
        page = open_page(browser, Observed(), SIZE)
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_label("账户").fill("张三")
        page.get_by_label("密码", exact=True).fill("correct horse")
        page.get_by_label("密码", exact=True).press("Enter")
        page.locator(".queue tr.current").wait_for()
        page.wait_for_timeout(500)
        page.reload()
        page.locator(".queue tr.current").wait_for()
        page.get_by_role("button", name="退出").click()
        page.get_by_label("账户").wait_for()
        page.wait_for_timeout(500)
        page.reload()
        page.get_by_label("账户").wait_for()
        page.close()
    finally:
        stop(process)
