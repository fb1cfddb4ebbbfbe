"""Last year's report in a batch: found by agency and year whatever the files are called, and read once."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpus.build_samples import SAMPLES
from corpus.drawing import draw_docx, draw_text
from corpus.generated import next_report, sound_report
from review.batch import find_files, object_of, run_jobs
from review.cli import cli
from review.model import Agency
from review.packing import pack, unpack
from review.pairing import Entry, pair
from review.pool import Job
from review.readers import read_document
from review.report.build import build_report
from review.report.last_year import kinship_of
from review.screens.reviewing import take_in
from review.store import Store
from review.wording.lexicon import Lexicon, lexicon
from tests.kept_workers import Pools
from tests.year_pairs import carry_over_differs, drawn, sound_pair

pytestmark = pytest.mark.usefixtures("kept_workers")

SAMPLE_FILES = sorted(p for f in ("reports", "last_year") for p in (SAMPLES / f).iterdir())


@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.name)
def test_packed_report_is_the_same_report(path: Path) -> None:
    """Nothing is lost on the way from one process to another."""
    report = build_report(read_document(path.read_bytes(), path.name))
    assert unpack(pack(report)) == report


@given(st.binary(max_size=64))
def test_other_bytes_are_no_packed_report(data: bytes) -> None:
    """They are refused with a ValueError, never run."""
    with pytest.raises(ValueError, match="not a packed"):
        unpack(data)


def entry(
    number: int, name: str, year: int, published: str = "", figures: str = "", suffix: str = ""
) -> Entry:
    """A report that was read."""
    return Entry(number, Agency(name, "unknown", True, (name,)), year, published, figures, suffix)


def partners(*entries: Entry) -> dict[int, int | str]:
    """Whose last year's report is which: numbers, or why not."""
    found = pair(entries, lexicon())
    return {n: p if isinstance(p, str) else p.number for n, p in found.items()}


def test_pairs_are_by_agency_and_year() -> None:
    """Three years of one body make two pairs; another body's, and a year left out, make none."""
    assert partners(
        entry(0, "清和县水务局", 2024),
        entry(1, "澄湖县水务局", 2023),
        entry(2, "清和县水务局", 2022),
        entry(3, "清和县水务局", 2023),
        entry(4, "澄湖县水务局", 2021),
    ) == {0: 3, 3: 2}


def test_name_with_and_without_the_regions_above_is_one_body() -> None:
    """云岭市东屏区民政局 is 东屏区民政局; the same office of another district is not."""
    assert partners(
        entry(0, "东屏区民政局", 2024),
        entry(1, "云岭市西河区民政局", 2023),
        entry(2, "云岭市东屏区民政局", 2023),
    ) == {0: 2}


def test_body_is_known_by_its_own_name_before_one_left_in_a_signature() -> None:
    """Who copied another's signature is not held against that one's report, nor that one against his."""

    def signed(number: int, name: str, year: int, published: str = "") -> Entry:
        names = (name, "澄湖县教育局")
        return Entry(number, Agency(name, "unknown", True, names), year, published, str(number))

    before = entry(1, "清和县教育局", 2022), entry(2, "澄湖县教育局", 2022, "2023-01-10", "a")
    assert partners(signed(0, "清和县教育局", 2023), *before) == {0: 1}
    copied = signed(1, "清和县教育局", 2022, "2023-01-20")
    assert partners(entry(0, "澄湖县教育局", 2023), copied, before[1]) == {0: 2}


def test_only_bodies_of_like_names_are_held_against_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of a province's offices of one kind, none of them in both years."""
    asked: list[str] = []

    def counted(before: Agency, now: Agency, words: Lexicon) -> str:
        asked.append(before.name)
        return kinship_of(before, now, words)

    monkeypatch.setattr("review.pairing.kinship_of", counted)
    letters = "甲乙丙丁戊己庚辛壬癸"
    names = [f"{a}{b}县教育局" for a in letters for b in letters]
    entries = [entry(n, name, 2022 + n % 2) for n, name in enumerate(names)]
    assert partners(*entries, entry(100, f"云岭市{names[0]}", 2023)) == {100: 0}
    assert asked == [names[0]]


def test_short_name_is_never_paired() -> None:
    """区商务局 may be any district's: it says so instead of taking one."""
    found = partners(entry(0, "区商务局", 2024), entry(1, "云岭市东屏区商务局", 2023))
    assert "全称" in str(found[0])


def test_later_round_is_last_years_report() -> None:
    """Of two rounds the one published last; without dates, and with other figures, none is chosen."""
    name = "清和县水务局"
    assert partners(
        entry(0, name, 2024),
        entry(1, name, 2023, "2024-03-01", "b"),
        entry(2, name, 2023, "2024-01-20", "a"),
    ) == {0: 1}
    open_case = partners(
        entry(0, name, 2024), entry(1, name, 2023, "", "a"), entry(2, name, 2023, "", "b")
    )
    assert "2份" in str(open_case[0])


def test_two_files_of_one_report_are_no_two_rounds() -> None:
    """The same figures in a PDF and a text: the one of this year's format is taken."""
    name = "清和县水务局"
    assert partners(
        entry(0, name, 2024, suffix=".pdf"),
        entry(1, name, 2023, figures="a", suffix=".txt"),
        entry(2, name, 2023, figures="a", suffix=".pdf"),
    ) == {0: 2}


@pytest.mark.parametrize(
    ("before", "now", "kinship"),
    [
        ("清和县水务局", "清和县水务局", "same"),
        ("云岭市东屏区民政局", "东屏区民政局", "same"),
        ("淮北市清和区人民政府", "清和区", "same"),
        ("清和县国土资源局", "清和县自然资源局", "related"),
        ("清和县卫生和计划生育局", "清和县卫生健康委员会", "related"),
        ("清和县国土资源局", "澄湖县自然资源局", "other"),
        ("清和县人民政府", "清和县人民政府办公室", "related"),
        ("区商务局", "云岭市东屏区商务局", "related"),
        ("清和县水务局", "清和县教育局", "other"),
        ("清和县水务局", "澄湖县水务局", "other"),
        ("", "澄湖县水务局", "related"),
    ],
)
def test_kinship_of_bodies(before: str, now: str, kinship: str) -> None:
    """One body under one name, one under another name, two bodies."""
    old, new = (Agency(name, "unknown", True, (name,)) for name in (before, now))
    assert kinship_of(old, new, lexicon()) == kinship


def test_folder_pairs_whatever_the_order_and_the_names(tmp_path: Path) -> None:
    """This year's report comes first and is called a.docx; the fault between the years is found."""
    faulty, sound = carry_over_differs(3), sound_pair(4)
    draw_docx(faulty.now, tmp_path / "a.docx")
    draw_text(sound.last, "tabs", tmp_path / "b.txt")
    draw_text(faulty.last, "cell_a_line", tmp_path / "z.txt")
    (tmp_path / "c.txt").write_text("收货单", encoding="utf-8")
    files = find_files([tmp_path])
    results = list(run_jobs([Job(path) for path in files], 2))
    assert [r.job.path for r in results] == files
    found = {r.job.path.name: object_of(r) for r in results}
    assert found["a.docx"]["engine"]["last_year_sha256"] == found["z.txt"]["source"]["sha256"]
    assert [f["code"] for f in found["a.docx"]["findings"] if f["code"][0] == "Y"] == ["Y101"]
    sources = [
        e["source"]
        for f in found["a.docx"]["findings"]
        if f["code"] == "Y101"
        for e in f["evidence"]
        if "source" in e
    ]
    assert {s["sha256"] for s in sources} == {found["z.txt"]["source"]["sha256"]}
    assert found["c.txt"]["error"]["code"] == "not_a_report"
    assert found["z.txt"]["engine"]["last_year_sha256"] is None


def test_batch_gives_what_single_files_give(tmp_path: Path, kept_workers: Pools) -> None:
    """The two steps change nothing: each document is that of `--last-year`, or of the file alone."""
    last = sound_report(Random(8), year=2022)
    draw_docx(last, tmp_path / "2022.docx")
    draw_docx(next_report(Random(9), last), tmp_path / "2023.docx")
    old, new = tmp_path / "2022.docx", tmp_path / "2023.docx"
    batch = [object_of(r) for r in run_jobs([Job(old), Job(new)])]
    pool = kept_workers()
    single = [object_of(pool.run(job)) for job in (Job(old), Job(new, last_year=old))]
    by_bytes = object_of(
        pool.run(Job(Path("2023.docx"), data=new.read_bytes(), last_year=old.read_bytes()))
    )
    assert batch == single
    assert by_bytes == single[1]


def test_command_pairs_in_a_folder(tmp_path: Path) -> None:
    """`nianbao check folder` holds each year against the one before."""
    for path in SAMPLE_FILES:
        if path.name.startswith("清和县水务局"):
            shutil.copy(path, tmp_path / path.name)
    result = CliRunner().invoke(cli, ["check", str(tmp_path), "--format", "json"])
    documents = json.loads(result.stdout)
    years = {d["report"]["year"]: d for d in documents}
    assert years[2024]["engine"]["last_year_sha256"] == years[2023]["source"]["sha256"]
    reasons = {n["code"]: n["reason"] for n in years[2023]["not_run"]}
    assert reasons["Y101"] == "没有上年报告"
    assert not [n for n in years[2024]["not_run"] if n["code"].startswith("Y")]


@pytest.mark.parametrize("later_first", [False, True])
def test_store_holds_each_year_against_the_one_before(tmp_path: Path, later_first: bool) -> None:
    """Whichever of the two came in first; a later round of last year's report takes its place."""
    pair = carry_over_differs(3)
    last, now = (drawn(report, "tabs") for report in (pair.last, pair.now))
    files = [("上年.txt", last), ("本年.txt", now)]
    store = Store.open(tmp_path / "store.db")
    try:
        steps = list(take_in(store, reversed(files) if later_first else files))
        assert {step.outcome for step in steps} == {"", "added"}
        ids = {s.name: s.id for s in store.submissions()}
        document = store.review(ids["本年.txt"])
        assert document is not None
        assert document["engine"]["last_year_sha256"] == sha256(last).hexdigest()
        assert "Y101" in {f["code"] for f in document["findings"]}
        carried = {k: str(pair.now.cells[k.replace("_out", "_in")])
                   for k in pair.last.cells if k.startswith("requests.carried_out.")}  # fmt: skip
        corrected = drawn(replace(pair.last, raw=carried), "tabs")
        list(take_in(store, [("上年更正.txt", corrected)]))
        again = store.review(ids["本年.txt"])
        assert again is not None
        assert again["engine"]["last_year_sha256"] == sha256(corrected).hexdigest()
        assert "Y101" not in {f["code"] for f in again["findings"] if f["severity"] == "must"}
    finally:
        store.close()
