"""What a hostile class is, and the sound files that hostile ones are made from."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from corpus.drawing import draw_docx, draw_pdf
from corpus.drawing.drawn import DrawnReport
from corpus.drawing.text import text_of
from corpus.generated import sound_report
from tests.readers.html_files import page, report_html

FILES = 10
"""Files of each class."""
REVIEWED = "reviewed"
UNREADABLE = "unreadable"
PROTECTED = "protected"
TOO_LARGE = "too_large"
UNSUPPORTED = "unsupported"
NOT_A_REPORT = "not_a_report"

Build = Callable[[int, Random], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class HostileClass:
    """Ten files of one kind: `build(number, rng)` gives a name and bytes; `outcomes` are the honest ones."""

    name: str
    outcomes: frozenset[str]
    build: Build

    def file(self, number: int, seed: int = 0) -> tuple[str, bytes]:
        """The file of this number, the same for the same seed."""
        return self.build(number, Random(f"{self.name} {number} {seed}"))


CLASSES: dict[str, HostileClass] = {}


def hostile(*outcomes: str) -> Callable[[Build], Build]:
    """Register a builder under its own name."""

    def register(build: Build) -> Build:
        name = build.__name__
        assert name not in CLASSES
        CLASSES[name] = HostileClass(name, frozenset(outcomes), build)
        return build

    return register


# --- sound files ------------------------------------------------------------------------------


@cache
def report(seed: int = 0) -> DrawnReport:
    return sound_report(Random(seed))


@cache
def sound_docx(seed: int = 0) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        draw_docx(report(seed), path)
        return path.read_bytes()


@cache
def sound_pdf(seed: int = 0) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        draw_pdf(report(seed), path)
        return path.read_bytes()


@cache
def sound_text(seed: int = 0, layout: str = "tabs") -> str:
    return text_of(report(seed), layout)


@cache
def sound_html(seed: int = 0) -> str:
    return page(report_html(report(seed)))


@cache
def sound_mht(seed: int = 0) -> bytes:
    return mht(sound_html(seed).encode())


def mht(html: bytes, boundary: str = "----=_NextPart_000") -> bytes:
    """A web archive with this page in it, base64."""
    import base64

    body = base64.encodebytes(html)
    return (
        (
            f"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
            f'\ttype="text/html"; boundary="{boundary}"\r\n\r\n--{boundary}\r\n'
            'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        ).encode()
        + body
        + f"\r\n--{boundary}--\r\n".encode()
    )


def entries(data: bytes) -> dict[str, bytes]:
    """Entries of a zip by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(data: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """A .docx with its main part (`document`) or other parts of word/ changed."""
    parts = entries(data)
    for key, change in changes.items():
        name = f"word/{key}.xml"
        parts[name] = change(parts.get(name, b""))
    return packed(parts)


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these entries, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, content)
    return out.getvalue()


def in_overview(text: str, seed: int = 0, layout: str = "tabs") -> bytes:
    """A sound report as text with something more in its first part."""
    lines = sound_text(seed, layout).split("\n")
    at = next(i for i, line in enumerate(lines) if "总体情况" in line)
    return "\n".join([*lines[: at + 1], text, *lines[at + 1 :]]).encode("utf-8", "surrogatepass")
