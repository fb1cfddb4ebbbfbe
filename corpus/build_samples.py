"""Write the sample submissions from their data: `python -m corpus.build_samples [FOLDER]`.

Reads corpus/samples/data/*.toml, one file a sample, and writes reports/ and last_year/ under
corpus/samples (or under FOLDER). The same data give the same bytes.
"""

import sys
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.drawing import DrawnReport, draw_docx, draw_pdf, draw_text
from corpus.statutory_form import APPLICANTS, PROCEEDING_RESULTS
from corpus.tables import Figure, completed

SAMPLES = Path(__file__).parent / "samples"
STOCK = ("issued", "repealed", "in_force")
NEWLINES = {"lf": "\n", "crlf": "\r\n"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A report to draw and the file to draw it to; layout, encoding and newline are for text."""

    report: DrawnReport
    file: str
    format: str
    layout: str
    encoding: str
    newline: str


def sample_cells(data: dict[str, Any]) -> dict[str, Figure]:
    """All figures of a sample, totals worked out, before any fault is put in."""
    cells: dict[str, Figure] = {}
    for row, counts in data.get("requests", {}).items():
        cells |= {f"requests.{row}.{c}": n for c, n in zip(APPLICANTS, counts, strict=True)}
    results = [key for key in PROCEEDING_RESULTS if key != "total"]
    for case, counts in data.get("proceedings", {}).items():
        cells |= {f"proceedings.{case}.{r}": n for r, n in zip(results, counts, strict=True)}
    proactive = data.get("proactive", {})
    for key in ("regulations", "normative_documents"):
        counts = proactive.get(key, (0, 0, 0))
        cells |= {f"proactive.{key}.{s}": n for s, n in zip(STOCK, counts, strict=True)}
    for key in ("licensing", "penalties", "coercion"):
        cells[f"proactive.{key}.decisions"] = proactive.get(key, 0)
    fees = proactive.get("fees", "0")
    cells["proactive.fees.amount"] = Decimal(fees) if "." in fees else int(fees)
    return completed(cells)


def load_sample(path: Path) -> Sample:
    """Read one data file; texts lose the line ends that TOML's quotes put around them."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    report = DrawnReport(
        title=data["title"],
        preface=data["preface"],
        sections={key: text.strip("\n") for key, text in data["sections"].items()},
        cells=sample_cells(data),
        signature=data["signature"],
        date=data["date"],
        form=data.get("form", "2021"),
        agency=data["agency"],
        kind=data["kind"],
        year=data["year"],
        raw=data.get("raw", {}),
        labels=data.get("labels", {}),
        dropped_rows=frozenset(data.get("dropped_rows", ())),
        merged_rows=frozenset(data.get("merged_rows", ())),
        missing_tables=frozenset(data.get("missing_tables", ())),
        picture_tables=frozenset(data.get("picture_tables", ())),
    )
    return Sample(
        report,
        data["file"],
        data["format"],
        data.get("layout", "tabs"),
        data.get("encoding", "utf-8"),
        NEWLINES[data.get("newline", "lf")],
    )


def load_samples() -> list[Sample]:
    """All samples, in the order of the names of their data files."""
    return [load_sample(path) for path in sorted((SAMPLES / "data").glob("*.toml"))]


def build(folder: Path = SAMPLES) -> list[Path]:
    """Draw every sample under `folder`; returns the files written."""
    written = []
    for sample in load_samples():
        path = folder / sample.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if sample.format == "docx":
            draw_docx(sample.report, path)
        elif sample.format == "pdf":
            draw_pdf(sample.report, path)
        else:
            draw_text(sample.report, sample.layout, path, sample.encoding, sample.newline)
        written.append(path)
    return written


def main() -> None:
    """Build under the folder named on the command line, or in place."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    print(f"已写出 {len(build(folder))} 份样例报告：{folder}")


if __name__ == "__main__":
    main()
