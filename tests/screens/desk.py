"""A desk in a real Chromium, for the tests: a store with one report, opened by a server of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from review.store import Store, subject_of
from tests.journey import Observed, free_port, open_page, server

SIZE = (1280, 720)


@dataclass
class OpenDesk:
    """The page of one report, with its store."""

    page: Page
    store: Store
    document: dict[str, Any]
    observed: Observed

    @property
    def subject(self) -> str:
        """What its decisions hang on."""
        return subject_of(self.document)

    @property
    def title(self) -> str:
        """The title on the card."""
        return self.page.locator(".card h2").inner_text()

    def keys(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def verdicts(self) -> dict[str, str]:
        """What the store holds, by the finding's code."""
        codes = {f["id"]: f["code"] for f in self.document["findings"]}
        found = self.store.decisions(self.subject)
        return {codes.get(key, "own"): decision.verdict for key, decision in found.items()}

    def find(self, selector: str) -> Locator:
        """An element of the desk."""
        return self.page.locator(selector)


@contextmanager
def open_desk(browser: Browser, folder: Path, document: dict[str, Any]) -> Iterator[OpenDesk]:
    """Serve a store with this review and open its desk."""
    place = folder / "store.sqlite"
    store = Store.open(place)
    submission, _ = store.add("甲.docx", b"bytes")
    store.save_review(submission.id, document)
    port, observed = free_port(), Observed()
    with server(port, place):
        page = open_page(browser, observed, SIZE)
        page.goto(f"http://127.0.0.1:{port}/?report={submission.id}")
        page.locator(".card :first-child").first.wait_for()
        yield OpenDesk(page, store, document, observed)
        page.close()
    store.close()


def in_view(page: Page, piece: Locator, frame: str = ".report") -> bool:
    """Whether a piece stands wholly inside a pane, not scrolled away."""
    box, pane = piece.bounding_box(), page.locator(frame).bounding_box()
    assert box is not None
    assert pane is not None
    return bool(pane["y"] <= box["y"] and box["y"] + box["height"] <= pane["y"] + pane["height"])
