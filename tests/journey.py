"""A reviewer's way through the product in a real Chromium, with screenshots.

    python -m tests.journey --output DIR

Serves on a free port with a store of its own, loads the samples, opens a faulty report, decides by
keys, makes the note, starts the server anew and finds the decisions again. test_browser.py goes the
same way and asserts what was observed.
"""

import argparse
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from review.screens.serve import start, stop

SIZES = ((1280, 720), (1920, 1080))
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FAULTY = "区商务局"
_PATIENCE = 30_000  # milliseconds

# widths of everything that could scroll sideways, and the smallest letters, shadow trees included
_MEASURE = """() => {
  const wide = [], small = [];
  const visit = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) visit(node.shadowRoot);
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      if (!box.width || !box.height || style.visibility === "hidden") continue;
      const name = `${node.tagName}.${node.className}`;
      const scrolls = /auto|scroll/.test(style.overflowX) || node.matches(".report, .parts, .desk");
      if (scrolls && node.scrollWidth > node.clientWidth + 1) {
        wide.push(`${name} ${node.scrollWidth} > ${node.clientWidth}`);
      }
      const words = [...node.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (words && parseFloat(style.fontSize) < 16) small.push(`${name} ${style.fontSize}`);
    }
  };
  visit(document);
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wide.push(`page ${page.scrollWidth}`);
  return { wide, small };
}"""


@dataclass
class Observed:
    """What was seen on the way."""

    requests: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    decided: str = ""
    decided_after_restart: str = ""
    note: bytes = b""


def free_port() -> int:
    """A port on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(port: int, store: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The review screen on a store, stopped in the end."""
    process = start(port, store_path=store)
    try:
        yield process
    finally:
        stop(process)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium without calls of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS)
        )
        try:
            yield browser
        finally:
            browser.close()


def open_page(browser: Browser, observed: Observed, size: tuple[int, int]) -> Page:
    """A page that records each request and each fault of a script."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(_PATIENCE)

    def note_request(request: Request) -> None:
        observed.requests.add(request.url)

    page.on("request", note_request)
    page.on("websocket", lambda socket: observed.requests.add(socket.url))
    page.on("pageerror", lambda error: observed.faults.append(str(error)))
    return page


def measure(page: Page, observed: Observed) -> None:
    """Look for sideways scrolling and small letters on the page as it stands."""
    found: dict[str, Any] = page.evaluate(_MEASURE)
    observed.wide += found["wide"]
    observed.small += found["small"]


def wait_saved(page: Page) -> str:
    """Wait until every decision is acknowledged; gives the progress line (已决定 3 / 9)."""
    page.wait_for_function(
        """() => [...document.querySelectorAll("*")].some(
          (n) => n.shadowRoot?.querySelector(".saved")?.textContent === "已保存")"""
    )
    return page.locator(".progress").inner_text()


def wait_idle(page: Page) -> None:
    """Wait until no script runs: a button clicked while the page is being drawn may go unheard."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


class _Camera:
    """Writes numbered screenshots into a folder, or none where there is no folder."""

    def __init__(self, page: Page, folder: Path | None) -> None:
        self.page, self.folder, self.number = page, folder, 0

    def __call__(self, name: str) -> None:
        self.number += 1
        if self.folder is not None:
            self.page.wait_for_timeout(400)
            width = (self.page.viewport_size or {"width": 0})["width"]
            self.page.screenshot(path=self.folder / f"{width}-{self.number:02}-{name}.png")


def go(browser: Browser, folder: Path | None, size: tuple[int, int], store: Path) -> Observed:
    """The whole way at one size of window."""
    observed = Observed()
    page = open_page(browser, observed, size)
    shoot = _Camera(page, folder)
    port = free_port()
    with server(port, store):
        page.goto(f"http://127.0.0.1:{port}/")
        samples = page.get_by_role("button", name="载入示例")
        samples.wait_for()
        shoot("empty")
        measure(page, observed)
        samples.click()
        row = page.locator(".queue tbody tr", has=page.get_by_text(FAULTY, exact=True))
        row.wait_for()
        shoot("queue")
        measure(page, observed)
        row.click()
        page.locator(".line.current").wait_for()
        shoot("report")
        measure(page, observed)
        _decide(page, shoot, observed)
        observed.note = _make_note(page, shoot)
        page.wait_for_timeout(300)
    with server(port, store):
        page.reload()
        page.locator(".line.current").wait_for()
        observed.decided_after_restart = page.locator(".progress").inner_text()
        shoot("restarted")
        page.get_by_role("button", name="返回列表").click()
        page.locator(".queue tbody tr").first.wait_for()
        shoot("queue-after")
    page.close()
    return observed


def _decide(page: Page, shoot: _Camera, observed: Observed) -> None:
    page.keyboard.press("j")
    shoot("next")
    page.keyboard.press("v")
    shoot("evidence")
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.keyboard.press("e")
    shoot("edit")
    page.keyboard.type("请对照台账更正。")
    page.keyboard.press("Control+Enter")
    for key in "1aaaaqd":
        page.keyboard.press(key)
    page.keyboard.press("z")
    page.keyboard.press("d")
    observed.decided = wait_saved(page)
    shoot("decided")
    measure(page, observed)
    for key, name in (("f", "marked-only"), ("?", "keys"), ("s", "score")):
        page.keyboard.press(key)
        shoot(name)
        measure(page, observed)
    page.keyboard.press("Escape")
    page.keyboard.press("f")


def _make_note(page: Page, shoot: _Camera) -> bytes:
    wait_idle(page)
    page.get_by_role("button", name="生成反馈意见").click()
    button = page.get_by_role("button", name="下载")
    button.wait_for()
    shoot("note")
    with page.expect_download() as download:
        button.click()
    data = Path(download.value.path()).read_bytes()
    page.keyboard.press("Escape")
    return data


def main() -> None:
    """Go the way at both sizes and write the screenshots."""
    parser = argparse.ArgumentParser(description="审阅流程截图")
    parser.add_argument("--output", type=Path, default=Path("build/journey"))
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, tempfile.TemporaryDirectory() as stores:
        for size in SIZES:
            observed = go(browser, folder, size, Path(stores) / f"{size[0]}.sqlite")
            (folder / f"{size[0]}-note.docx").write_bytes(observed.note)
            print(size, observed.decided, "→", observed.decided_after_restart)
            for problem in (*observed.faults, *set(observed.wide), *set(observed.small)):
                print("  ", problem)
    print(folder)


if __name__ == "__main__":
    main()
