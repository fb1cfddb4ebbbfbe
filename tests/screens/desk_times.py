"""How long reviewers wait at the desk: several at once in real browsers, on a store as large as wished.

    python -m tests.screens.desk_times [--store FILE] [--people 5] [--decisions 20]

FILE is a store that is filled already (`python -m tests.store.large --keep FILE`); it is copied.
Prints milliseconds from a key to the next finding drawn, and from a key to the decision acknowledged
after its commit; then sixty keys in two seconds, and how many of them the store holds.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from review.store import Store
from tests.journey import Observed, chromium, free_port, open_page, server, wait_saved
from tests.screens.made import made_document

# presses A in the page itself; resolves with the times to the next frame drawn and to the receipt
_DECIDE = """() => {
  const host = [...document.querySelectorAll("*")].find((n) => n.shadowRoot?.querySelector(".desk"));
  const desk = host.shadowRoot.nianbaoDesk;
  const times = (window.times ??= { shown: [], stored: [] });
  const began = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
  const number = desk.pending.at(-1).number;
  requestAnimationFrame(() => setTimeout(() => times.shown.push(performance.now() - began)));
  const wait = () => {
    if (desk.pending.some((entry) => entry.number === number)) setTimeout(wait, 4);
    else times.stored.push(performance.now() - began);
  };
  wait();
}"""


def fill(store: Store, findings: Sequence[int]) -> list[tuple[int, str]]:
    """A report with so many findings for each person: (submission, subject)."""
    made = []
    for person, count in enumerate(findings):
        document = made_document(f"某县第{person}局", 2021)
        first = document["findings"][0]
        document["findings"] = [
            {**first, "id": f"{person:08x}{number:08x}"} for number in range(count)
        ]
        submission, _ = store.add(f"desk{person}.docx", f"desk{person}".encode())
        store.save_review(submission.id, document)
        made.append((submission.id, f"某县第{person}局|2021"))
    return made


def decide_together(pages: Sequence[Page], decisions: int, pause: float) -> None:
    """Each person decides once in every `pause` seconds, one after the other."""
    for _ in range(decisions):
        for page in pages:
            began = time.monotonic()
            page.evaluate(_DECIDE)
            time.sleep(max(0.0, pause / len(pages) - (time.monotonic() - began)))


def told(name: str, times: list[float]) -> str:
    """Median, 95th percentile and maximum."""
    times.sort()
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    return f"{name}: p50 {middle:.0f}, p95 {late:.0f}, max {times[-1]:.0f} ms ({len(times)})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--decisions", type=int, default=20)
    parser.add_argument("--pause", type=float, default=2.5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        place, port, observed = Path(folder) / "store.sqlite", free_port(), Observed()
        if arguments.store:
            shutil.copy(arguments.store, place)
        store = Store.open(place)
        *reports, fast = fill(store, [arguments.decisions] * arguments.people + [60])
        with server(port, place):
            pages = []
            for number, _ in reports:
                page = open_page(browser, observed, (1280, 720))
                page.goto(f"http://127.0.0.1:{port}/?report={number}")
                page.locator(".line.current").wait_for()
                pages.append(page)
            decide_together(pages, arguments.decisions, arguments.pause)
            for page in pages:
                wait_saved(page)
            for name in ("shown", "stored"):
                times = [t for page in pages for t in page.evaluate(f"window.times.{name}")]
                print(told(name, times))
            for page in pages[1:]:
                page.close()
            pages[0].goto(f"http://127.0.0.1:{port}/?report={fast[0]}")
            pages[0].locator(".line.current").wait_for()
            began = time.monotonic()
            for _ in range(60):
                pages[0].keyboard.press("q")
            keyed = time.monotonic() - began
            wait_saved(pages[0])
            stored = time.monotonic() - began
            found = store.decisions(fast[1]).values()
            print(
                f"60 keys in {keyed:.1f} s: "
                f"{sum(d.verdict == 'doubtful' for d in found)} stored after {stored:.1f} s"
            )


if __name__ == "__main__":
    main()
