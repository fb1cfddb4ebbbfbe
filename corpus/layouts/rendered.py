"""PDF files as offices make them: a Word file printed by LibreOffice, a page printed by Chromium.

The text is the same for the same seed; the bytes are not, since both programs write times and ids.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

TIMEOUT = 300  # seconds for one batch of LibreOffice, or one page of Chromium
BATCH = 40
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-pdf-header-footer")  # fmt: skip


def program(*names: str) -> str | None:
    """The path of the first of these programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def _office(sources: Sequence[bytes]) -> list[bytes | None]:
    soffice = program("soffice", "libreoffice")
    assert soffice
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        names = [home / f"{at:03}.docx" for at in range(len(sources))]
        for path, data in zip(names, sources, strict=True):
            path.write_bytes(data)
        subprocess.run(
            [soffice, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", str(home / "out"), *map(str, names)],
            check=False, timeout=TIMEOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        outputs = [home / "out" / f"{path.stem}.pdf" for path in names]
        return [path.read_bytes() if path.exists() else None for path in outputs]


def _chromium(sources: Sequence[bytes]) -> list[bytes | None]:
    browser = program("chromium", "chromium-browser", "google-chrome")
    assert browser
    out: list[bytes | None] = []
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        for data in sources:
            page.write_bytes(data)
            printed.unlink(missing_ok=True)
            subprocess.run(
                [browser, *CHROMIUM, f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}", page.as_uri()],
                check=False, timeout=TIMEOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            out.append(printed.read_bytes() if printed.exists() else None)
    return out


RENDERERS: dict[str, tuple[Callable[[Sequence[bytes]], list[bytes | None]], tuple[str, ...]]] = {
    "pdf_office": (_office, ("soffice", "libreoffice")),
    "pdf_chromium": (_chromium, ("chromium", "chromium-browser", "google-chrome")),
}


def available(formats: Sequence[str]) -> list[str]:
    """The formats that can be made here; what is left out is said on standard error."""
    out = []
    for name in formats:
        if name in RENDERERS and not program(*RENDERERS[name][1]):
            print(f"{name} is left out: {RENDERERS[name][1][0]} is not installed", file=sys.stderr)
        else:
            out.append(name)
    return out


def rendered(name: str, sources: Sequence[bytes]) -> list[bytes | None]:
    """PDF files of these sources, in order; None, and a line on standard error, where one failed."""
    out = RENDERERS[name][0](sources)
    if failed := out.count(None):
        print(
            f"{name}: {failed} of {len(sources)} files could not be printed and are left out",
            file=sys.stderr,
        )
    return out
