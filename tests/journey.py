"""A reviewer's way from upload to notes in a real Chromium, by keys alone, with screenshots.

    python -m tests.journey --output DIR [--files 20]

Serves on a free port with a store of its own, hands the files in, reviews each by keys (see
scripted_reviewer.py), starts the server anew and finds everything again. test_browser.py goes the
same way with fewer files and asserts what was observed.
"""

import argparse
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from review.screens.serve import start, stop
from review.store import Store
from tests.journey_reports import journey_files
from tests.scripted_reviewer import Reviewer, Work

SIZES = ((1280, 720), (1920, 1080))
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 60_000  # milliseconds

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
    work: Work = field(default_factory=Work)
    states: dict[str, int] = field(default_factory=dict)
    states_after_restart: dict[str, int] = field(default_factory=dict)
    notes: list[bytes] = field(default_factory=list)


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


def go(
    browser: Browser,
    folder: Path | None,
    size: tuple[int, int],
    store: Path,
    files: Sequence[Path],
) -> Observed:
    """The whole way at one size of window."""
    observed = Observed()
    page = open_page(browser, observed, size)
    camera = _Camera(page, folder)

    def shoot(name: str) -> None:
        camera(name)
        measure(page, observed)

    port = free_port()
    with server(port, store):
        page.goto(f"http://127.0.0.1:{port}/")
        _hand_in(page, shoot, files)
        page.keyboard.press("Enter")
        page.locator(".card h2, .card .notice").first.wait_for()
        wait_idle(page)
        shoot("report")
        _look_around(page, shoot)
        observed.work = Reviewer(page, shoot).review_all()
        page.locator(".queue tbody tr").first.wait_for()
        wait_idle(page)
        shoot("queue-after")
        observed.states = _states(store)
    with server(port, store):
        page.reload()
        page.locator(".queue tbody tr").first.wait_for()
        observed.states_after_restart = _states(store)
        shoot("restarted")
    observed.notes = _notes(store)
    page.close()
    return observed


def _hand_in(page: Page, shoot: Callable[[str], None], files: Sequence[Path]) -> None:
    page.get_by_role("button", name="载入示例").wait_for()
    shoot("empty")
    page.locator('input[type="file"]').set_input_files([str(path) for path in files])
    page.locator(".queue tbody tr").first.wait_for(timeout=30_000 + 20_000 * len(files))
    wait_idle(page)
    shoot("queue")


def _look_around(page: Page, shoot: Callable[[str], None]) -> None:
    """The sheets of the desk; nothing is decided."""
    for key, name in (("?", "keys"), ("s", "score"), ("f", "marked-only")):
        page.keyboard.press(key)
        shoot(name)
        page.keyboard.press(key)
    page.keyboard.press("m")
    shoot("own-finding")
    page.keyboard.press("Escape")


def _states(place: Path) -> dict[str, int]:
    store = Store.open(place)
    counts = {state: number for state, number in store.counts().items() if number}
    store.close()
    return counts


def _notes(place: Path) -> list[bytes]:
    store = Store.open(place)
    subjects = {entry.subject for entry in store.queue().entries}
    found = [store.note_content(note.id) for subject in subjects for note in store.notes(subject)]
    store.close()
    return found


def main() -> None:
    """Go the way at both sizes and write the screenshots."""
    parser = argparse.ArgumentParser(description="审阅流程截图")
    parser.add_argument("--output", type=Path, default=Path("build/journey"))
    parser.add_argument("--files", type=int, default=20)
    arguments = parser.parse_args()
    folder: Path = arguments.output
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, tempfile.TemporaryDirectory() as work:
        files = journey_files(arguments.files, Path(work))
        for size in SIZES:
            observed = go(browser, folder, size, Path(work) / f"{size[0]}.sqlite", files)
            print(size, observed.work.told())
            print("  ", observed.states, "→", observed.states_after_restart)
            for number, note in enumerate(observed.notes, 1):
                (folder / f"{size[0]}-note-{number:02}.docx").write_bytes(note)
            problems = {*observed.faults, *observed.wide, *observed.small, *observed.work.not_seen}
            for problem in sorted(problems):
                print("  ", problem)
    print(folder)


if __name__ == "__main__":
    main()
