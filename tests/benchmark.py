"""How long a review takes and where: `python -m tests.benchmark [--reports N]`.

Ratios are between things measured in this one run, in turns, so that a busy machine slows both
sides alike. The yardstick is `bare_read`: text and all cells of a Word file with zipfile and lxml.
Times are milliseconds unless a column says otherwise. Nothing here asserts.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pdfplumber
import psutil
from lxml import etree

from corpus.drawing import DrawnReport, draw_docx, draw_pdf
from corpus.generated import sound_report
from review.balance import Diagnosis
from review.batch import Job, run_jobs
from review.checks import CHECKS
from review.facts import Facts
from review.finding import identify
from review.outcome import Review
from review.outputs.json_form import as_json
from review.pipeline import review_bytes, run_checks
from review.profile import load_profile
from review.readers import read_document
from review.report.build import build_report
from review.scoring import score_findings
from tests.readers.html_files import page, report_html
from tests.usual_chain import UsualChain

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NARRATIVE = 1700


def bare_read(data: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """Paragraphs and tables (rows of texts, merged cells filled in) of a Word file: the yardstick."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs: list[str] = []
    tables: list[list[list[str]]] = []
    for block in root[0]:
        if block.tag == f"{_W}p":
            paragraphs.append("".join(t.text or "" for t in block.iter(f"{_W}t")))
        elif block.tag == f"{_W}tbl":
            rows: list[list[str]] = []
            for tr in block.iterchildren(f"{_W}tr"):
                row: list[str] = []
                for tc in tr.iterchildren(f"{_W}tc"):
                    span, hangs = 1, False
                    properties = tc.find(f"{_W}tcPr")
                    if properties is not None:
                        wide = properties.find(f"{_W}gridSpan")
                        span = int(wide.get(f"{_W}val", "1")) if wide is not None else 1
                        merge = properties.find(f"{_W}vMerge")
                        hangs = merge is not None and merge.get(f"{_W}val") != "restart"
                    if hangs and rows and len(rows[-1]) > len(row):
                        text = rows[-1][len(row)]
                    else:
                        text = "".join(t.text or "" for t in tc.iter(f"{_W}t"))
                    row += [text] * span
                rows.append(row)
            tables.append(rows)
    return paragraphs, tables


def realistic_report(seed: int) -> DrawnReport:
    """A sound report whose narrative is about as long as real ones are.

    Generated ones are shorter: paragraphs on management, platforms and oversight (which speak of
    no cell) of further reports by chance are put behind part one.
    """
    report = sound_report(Random(seed))
    sections = dict(report.sections)
    more = seed
    while sum(map(len, sections.values())) < _NARRATIVE:
        more += 100_000
        lines = sound_report(Random(more), report.kind).sections["overview"].splitlines()
        sections["overview"] += "\n" + "\n".join(line.split("。", 1)[1] for line in lines[3:6])
    return replace(report, sections=sections)


class Clock:
    """Milliseconds by name, one list each; `on` times a block."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Time the block under this name."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.times.setdefault(name, []).append((time.perf_counter() - start) * 1000)

    def mean(self, name: str) -> float:
        """Mean milliseconds."""
        return statistics.fmean(self.times[name])

    def median(self, name: str) -> float:
        """Median milliseconds."""
        return statistics.median(self.times[name])


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in plain text, the first column flush left."""
    widths = [max(len(row[at]) for row in [header, *rows]) for at in range(len(header))]
    print(f"\n{title}")
    for row in [header, ["-" * width for width in widths], *rows]:
        first, *others = row
        cells = [first.ljust(widths[0])]
        cells += [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        print("  " + "  ".join(cells))


def in_turns(first: Callable[[], object], second: Callable[[], object], clock: Clock) -> None:
    """Time two functions in the order 1, 2, 2, 1."""
    for name, function in (("1", first), ("2", second), ("2", second), ("1", first)):
        with clock.on(name):
            function()


def against_bare_read(files: Sequence[Path]) -> None:
    """(a) The whole review of a Word file over the fixed script that only pulls its words."""
    clock = Clock()
    lengths = []
    for path in files:
        data, name = path.read_bytes(), path.name
        in_turns(lambda d=data: bare_read(d), lambda d=data, n=name: review_bytes(d, n), clock)  # type: ignore[misc]
        lengths.append(sum(map(len, bare_read(data)[0])))
    one, two = clock.median("1"), clock.median("2")
    show(
        f"(a) Word file, {len(files)} reports of {statistics.fmean(lengths):.0f} characters",
        ("", "median ms", "mean ms", "ratio of medians"),
        [
            ("lxml script", f"{one:.2f}", f"{clock.mean('1'):.2f}", "1.0"),
            ("whole review", f"{two:.2f}", f"{clock.mean('2'):.2f}", f"{two / one:.1f}"),
        ],
    )


def by_stage(files: Sequence[Path]) -> None:
    """(b) Where the time of a review goes."""
    profile = load_profile()
    engine = review_bytes(files[0].read_bytes(), files[0].name).engine
    clock = Clock()
    for path in files:
        data = path.read_bytes()
        with clock.on("read the file"):
            document = read_document(data, path.name)
        with clock.on("recognise parts and tables"):
            report = build_report(document)
        facts = Facts(report, profile)
        with clock.on("sentences and labels"):
            sentences = facts.sentences
        with clock.on("claims"):
            claims = facts.claims
        with clock.on("balance of tables"):
            _ = facts.requests_balance, facts.proceedings_balance
        with clock.on("checks"):
            findings, not_run = run_checks(facts, CHECKS)
        with clock.on("fingerprints and score"):
            scored, score = score_findings(identify(findings), profile)
        review = Review(
            report.source, engine, None, report, sentences, tuple(c.claim for c in claims),
            scored, tuple(not_run), score,
        )  # fmt: skip
        with clock.on("json"):
            as_json(review)
    whole = sum(map(clock.mean, clock.times))
    rows = [(n, f"{clock.mean(n):.2f}", f"{clock.mean(n) / whole:.0%}") for n in clock.times]
    show("(b) Stages", ("", "mean ms", "share"), [*rows, ("together", f"{whole:.2f}", "100%")])


def throughput(files: Sequence[Path]) -> None:
    """(c) Reports a second, in one process and in two (start of the processes included)."""
    rows = []
    for processes in (1, 2):
        start = time.perf_counter()
        done = sum(1 for _ in run_jobs([Job(path) for path in files], processes))
        seconds = time.perf_counter() - start
        rows.append((f"--jobs {processes}", f"{seconds:.2f}", f"{done / seconds:.1f}"))
    show(f"(c) A batch of {len(files)}", ("", "seconds", "reports a second"), rows)


def _seconds(command: Sequence[str]) -> float:
    """Wall seconds of a command; its exit status does not matter."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def _peak_mebibytes(command: Sequence[str]) -> float:
    """Peak resident memory of a command, started from a small process.

    A child counts what its parent held when it was started, and this process holds much.
    """
    small = (
        "import os, subprocess, sys\n"
        "process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "print(os.wait4(process.pid, 0)[2].ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", small, *command], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def cold_start(one: Path) -> None:
    """(d) From the shell: one report, and Python itself; median of five, in turns."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "review check one.docx": [
            sys.executable, "-m", "review", "check", str(one), "--format", "json",
        ],
    }  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(5):
        for name, command in commands.items():
            seconds[name].append(_seconds(command))
    rows = [(name, f"{statistics.median(times):.2f}") for name, times in seconds.items()]
    show("(d) Cold start", ("", "seconds"), rows)


def memory(folder: Path, count: int) -> None:
    """(e) Peak resident memory of a batch in one process."""
    check = [sys.executable, "-m", "review", "check"]
    all_of_it = [*check, str(folder), "--format", "jsonl", "--output", os.devnull]
    one = [*check, str(min(folder.iterdir())), "--output", os.devnull]
    rows = [
        ("one report", f"{_peak_mebibytes(one):.0f}"),
        (f"batch of {count}", f"{_peak_mebibytes(all_of_it):.0f}"),
    ]
    show("(e) Peak memory, one process", ("", "MiB"), rows)


def page_characters(path: Path) -> int:
    """All characters of a PDF, as pdfplumber gives them: the yardstick for PDFs."""
    with pdfplumber.open(path) as pdf:
        return sum(len(page.chars) for page in pdf.pages)


def against_pdfplumber(files: Sequence[Path]) -> None:
    """(f) The whole review of a PDF over page.chars of the same file."""
    clock = Clock()
    for path in files:
        data = path.read_bytes()
        in_turns(
            lambda p=path: page_characters(p),  # type: ignore[misc]
            lambda d=data, p=path: review_bytes(d, p.name),  # type: ignore[misc]
            clock,
        )
    one, two = clock.median("1"), clock.median("2")
    show(
        f"(f) PDF, {len(files)} reports",
        ("", "median ms", "ratio"),
        [("page.chars", f"{one:.0f}", "1.0"), ("whole review", f"{two:.0f}", f"{two / one:.2f}")],
    )


def diagnosis(files: Sequence[Path]) -> None:
    """(g) What T201 costs a table: sound, and with one, two or three wrong cells."""
    profile = load_profile()
    rng = Random(5)
    rows = []
    reports = [build_report(read_document(p.read_bytes(), p.name)) for p in files]
    for wrong in (0, 1, 2, 3):
        clock, causes = Clock(), 0
        for report in reports:
            reading = report.tables["requests"]
            cells = dict(reading.cells)
            for key in rng.sample(sorted(cells), wrong):
                value = (cells[key].value or 0) + rng.randint(1, 9)
                cells[key] = replace(cells[key], value=value)
            tables = {**report.tables, "requests": replace(reading, cells=cells)}
            facts = Facts(replace(report, tables=tables), profile)
            with clock.on("t"):
                found: Diagnosis | None = facts.requests_balance
            causes += len(found.causes) if found else 0
        times = clock.times["t"]
        rows.append(
            (f"{wrong} wrong cells", f"{clock.median('t'):.2f}", f"{max(times):.1f}",
             f"{causes / len(times):.1f}")
        )  # fmt: skip
    show("(g) Diagnosis of table 2", ("", "median ms", "worst ms", "causes"), rows)


def against_usual_chain(files: Sequence[Path]) -> None:
    """(h) The whole review over the usual chain of libraries, last year's text being a neighbour's."""
    texts = ["\n".join(bare_read(path.read_bytes())[0]) for path in files]
    chain = UsualChain.trained(texts[:40])
    chain.review(files[0].read_bytes(), texts[1])
    clock = Clock()
    for path, other in zip(files[1:], texts, strict=False):
        data = path.read_bytes()
        in_turns(
            lambda d=data, o=other: chain.review(d, o),  # type: ignore[misc]
            lambda d=data, p=path: review_bytes(d, p.name),  # type: ignore[misc]
            clock,
        )
    one, two = clock.median("1"), clock.median("2")
    show(
        f"(h) The usual chain (python-docx, jieba, scikit-learn a sentence, difflib), {len(files)} reports",
        ("", "median ms", "ratio"),
        [("whole review", f"{two:.1f}", "1.0"), ("usual chain", f"{one:.1f}", f"{one / two:.1f}")],
    )


def province(folder: Path, count: int) -> None:
    """(i) A batch of Word files and web pages with `--jobs 2`: seconds, and memory of each process."""
    for number in range(count):
        report = realistic_report(number % 1000)
        path = folder / f"{number:05}"
        if number % 2:
            draw_docx(report, path.with_suffix(".docx"))
        else:
            path.with_suffix(".html").write_text(page(report_html(report)), encoding="utf-8")
    command = [sys.executable, "-m", "review", "check", str(folder), "--jobs", "2"]
    start = time.perf_counter()
    running = subprocess.Popen([*command, "--format", "jsonl", "--output", os.devnull])
    most: dict[str, int] = {}
    while running.poll() is None:
        try:
            parent = psutil.Process(running.pid)
            for process in [parent, *parent.children()]:
                name = "command" if process.pid == running.pid else "worker"
                most[name] = max(most.get(name, 0), process.memory_info().rss)
        except psutil.Error:
            pass
        time.sleep(0.2)
    seconds = time.perf_counter() - start
    show(
        f"(i) {count} Word files and web pages, --jobs 2",
        ("seconds", "a second", "MiB a worker", "MiB of the command"),
        [(f"{seconds:.1f}", f"{count / seconds:.0f}",
          f"{most['worker'] / 2**20:.0f}", f"{most['command'] / 2**20:.0f}")],
    )  # fmt: skip


def main() -> None:
    """Draw the reports into a temporary folder and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200, metavar="N")
    parser.add_argument("--batch", type=int, default=2000, metavar="N", help="size of (i); 0: none")
    arguments = parser.parse_args()
    count = max(2, arguments.reports)
    with tempfile.TemporaryDirectory() as name:
        words, pages = Path(name, "docx"), Path(name, "pdf")
        words.mkdir()
        pages.mkdir()
        for number in range(count):
            report = realistic_report(number)
            draw_docx(report, words / f"{number:04}.docx")
            if number < max(2, count // 20):
                draw_pdf(report, pages / f"{number:04}.pdf")
        files, pdfs = sorted(words.iterdir()), sorted(pages.iterdir())
        review_bytes(files[0].read_bytes(), files[0].name)  # what is loaded once is loaded
        against_bare_read(files)
        by_stage(files)
        throughput(files)
        cold_start(files[0])
        memory(words, count)
        against_pdfplumber(pdfs)
        diagnosis(files[: min(count, 60)])
        against_usual_chain(files[: min(count, 40)])
        if arguments.batch:
            many = Path(name, "many")
            many.mkdir()
            province(many, arguments.batch)


if __name__ == "__main__":
    main()
