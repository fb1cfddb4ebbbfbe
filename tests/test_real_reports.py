"""Real reports: what is known of them by hand is found. Their text stands outside the repository."""

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from review.batch import object_of, run_jobs
from review.finding import CellEvidence, Elsewhere, Finding
from review.outcome import Review
from review.pipeline import check, review_bytes
from review.pool import Job

pytestmark = pytest.mark.real

# Cell keys in the order in which the transcripts write their rows, apart from the form's data.
_STOCK = ("issued", "repealed", "in_force")
PROACTIVE_ROWS = (
    tuple(f"proactive.regulations.{field}" for field in _STOCK),
    tuple(f"proactive.normative_documents.{field}" for field in _STOCK),
    ("proactive.licensing.decisions",),
    ("proactive.penalties.decisions",),
    ("proactive.coercion.decisions",),
    ("proactive.fees.amount",),
)
APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "nonprofit",
    "legal_service",
    "other_org",
    "total",
)
_BEFORE_OTHER = (
    "received", "carried_in", "granted", "partly_granted",
    "withheld.state_secret", "withheld.prohibited_by_law", "withheld.security_stability",
    "withheld.third_party_rights", "withheld.internal_affairs", "withheld.deliberative_process",
    "withheld.enforcement_file", "withheld.registry_inquiry",
    "unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear",
    "not_processed.petition", "not_processed.repeated", "not_processed.publication",
    "not_processed.vexatious", "not_processed.confirmation",
)  # fmt: skip
_OTHER = ("other.correction_overdue", "other.fee_overdue", "other.other")
_BEHIND_OTHER = ("concluded", "carried_out")
CASES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other", "pending", "total")


def transcribed(path: Path) -> dict[str, str]:
    """The cells of a tab-separated transcript by their order alone: rows of 3, 1, 7 and 15 figures.

    Labels are not looked at; 其他处理 in one row makes 23 rows.
    """
    figures: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        numbers = [cell for cell in cells if cell.replace(".", "", 1).isdigit()]
        if len(cells) > 1 and numbers:
            figures.append(numbers)
    out: dict[str, str] = {}
    proactive, requests, proceedings = figures[:6], figures[6:-1], figures[-1]
    for keys, numbers in zip(PROACTIVE_ROWS, proactive, strict=True):
        out |= dict(zip(keys, numbers, strict=True))
    other = _OTHER if len(requests) == 25 else _OTHER[-1:]
    rows = (*_BEFORE_OTHER, *other, *_BEHIND_OTHER)
    for row, numbers in zip(rows, requests, strict=True):
        named = (f"requests.{row}.{column}" for column in APPLICANTS)
        out |= dict(zip(named, numbers, strict=True))
    last = (f"proceedings.{case}.{result}" for case in CASES for result in RESULTS)
    return out | dict(zip(last, proceedings, strict=True))


@cache
def reviewed(path: Path) -> Review:
    """The review of a real report."""
    return review_bytes(path.read_bytes(), path.name)


def codes(review: Review, severity: str = "") -> Counter[str]:
    """How often each code was found, of one level or of all."""
    return Counter(f.code for f in review.findings if severity in ("", f.severity.value))


def only(review: Review, code: str) -> Finding:
    """The one finding with a code."""
    (finding,) = [f for f in review.findings if f.code == code]
    return finding


def raws(review: Review) -> dict[str, str]:
    """What stands in all cells that were read."""
    assert review.report is not None
    return {key: cell.raw for key, cell in review.report.cells.items()}


# file: agencies that may be named, kind, year, published, cells read
IDENTITIES = {
    "changle_commerce_2023.txt": ({"昌乐县商务局"}, "department", 2023, "2024-01-19", 200),
    "county_commerce_2021.txt": ({"商务局", "县商务局", ""}, "department", 2021, "None", 200),
    "district_commerce_2024.txt": ({"区商务局"}, "department", 2024, "None", 200),
    "hongze_district_2023.pdf": (
        {"洪泽区人民政府", "淮安市洪泽区人民政府"}, "county", 2023, "None", 186,
    ),
    "hongze_district_2024.pdf": ({"淮安市洪泽区人民政府"}, "county", 2024, "None", 186),
    "jinhu_county_2023.txt": ({"金湖县人民政府"}, "county", 2023, "None", 200),
    "suqian_city_2023.txt": ({"宿迁市", "宿迁市人民政府"}, "city", 2023, "None", 200),
    "suqian_city_2024.txt": ({"宿迁市", "宿迁市人民政府"}, "city", 2024, "None", 200),
}  # fmt: skip


@pytest.mark.parametrize("name", IDENTITIES)
def test_who_when_and_which_form(name: str, real_folder: Path) -> None:
    """Agency, kind, year, date, form; all six parts; all tables read wholly."""
    agencies, kind, year, published, cells = IDENTITIES[name]
    review = reviewed(real_folder / name)
    report = review.report
    assert report is not None, review.error
    assert report.agency.name in agencies
    assert (report.agency.kind, report.year, str(report.published)) == (kind, year, published)
    assert report.form == "2021"
    assert {s.key for s in report.sections if not s.present} <= {"front", "end"}
    assert {t.status for t in report.tables.values()} == {"read"}
    assert len(report.cells) == cells


@pytest.mark.parametrize("year", [2023, 2024])
def test_pdf_reads_as_its_transcript(year: int, real_folder: Path) -> None:
    """Both PDFs give the cells of their transcripts, read by the tool and by order alone."""
    stem = f"hongze_district_{year}"
    wanted = transcribed(real_folder / f"{stem}.tables.txt")
    assert len(wanted) == 186
    assert raws(reviewed(real_folder / f"{stem}.pdf")) == wanted
    assert raws(reviewed(real_folder / f"{stem}.tables.txt")) == wanted


@pytest.mark.parametrize("name", ["jinhu_county_2023", "suqian_city_2023", "suqian_city_2024"])
def test_transcripts_read_by_label_as_by_order(name: str, real_folder: Path) -> None:
    """Reading by labels places each of 200 figures where the order of the form has it."""
    path = real_folder / f"{name}.txt"
    wanted = transcribed(path)
    assert len(wanted) == 200
    assert raws(reviewed(path)) == wanted


def test_hongze_2023_totals_of_proceedings_are_wrong(real_folder: Path) -> None:
    """Two wrong totals are two findings, each with its own figures; the 21件 of the text agree."""
    review = reviewed(real_folder / "hongze_district_2023.pdf")
    found = [f for f in review.findings if f.code == "T202"]
    assert {
        f"proceedings.{case}.total" for case in (CASES[0], CASES[2])
    } == {cell for f in found for cell in f.cells if cell.endswith(".total")}  # fmt: skip
    assert len(found) == 2
    assert "10+1+0+0=11" in found[0].message + found[1].message
    assert codes(review, "must") == Counter({"T202": 2, "S204": 1})
    said = [c for c in review.claims if c.value == 21 and c.cells]
    assert said and all(c.verdict == "consistent" for c in said)


def test_hongze_2024_figures_are_sound(real_folder: Path) -> None:
    """No table and no sentence contradicts another: 17件 of the office is another scope than 95."""
    review = reviewed(real_folder / "hongze_district_2024.pdf")
    assert codes(review, "must") == Counter({"S204": 1})
    report = review.report
    assert report is not None and report.value("requests.received.total") == 95
    said = [c for c in review.claims if c.value == 17 and c.cells]
    assert all(c.verdict == "unverifiable" for c in said)


@pytest.mark.parametrize("year", [2023, 2024])
def test_hongze_label_and_merged_row_are_named(year: int, real_folder: Path) -> None:
    """The label that lost characters is S203, 其他处理 in one row is S204 and nothing else."""
    review = reviewed(real_folder / f"hongze_district_{year}.pdf")
    altered = only(review, "S203")
    assert {cell.rsplit(".", 1)[0] for cell in altered.cells} == {
        "requests.withheld.prohibited_by_law"
    }
    assert only(review, "S204").cells[0].startswith("requests.other.other.")
    assert not codes(review).keys() & {"S101", "S201", "S202", "S206", "T101", "T102", "T201"}


def test_hongze_report_runs_over_page_breaks(real_folder: Path) -> None:
    """Sentences broken by a page or a line stand whole: no page number in them, most end in a mark."""
    for year in (2023, 2024):
        review = reviewed(real_folder / f"hongze_district_{year}.pdf")
        plain = [s for s in review.sentences if s.role != "heading" and s.section != "front"]
        whole = [s for s in plain if s.text[-1] in "。；！？”）"]
        assert len(whole) >= 0.95 * len(plain)
        assert not any(s.text.strip("-— ").isdigit() for s in review.sentences)


def test_changle_has_no_fault_in_form_tables_or_figures(real_folder: Path) -> None:
    """A sound report of a department, a cell a line: no S, T or N finding, no must at all."""
    review = reviewed(real_folder / "changle_commerce_2023.txt")
    assert [f.code for f in review.findings if f.code[0] in "STN"] == []
    assert codes(review, "must") == Counter()
    assert not codes(review).keys() & {"R201", "R203"}
    assert set(raws(review).values()) == {"0"}
    zero = [c for c in review.claims if c.kind == "zero" and c.cells]
    assert zero and all(c.verdict == "consistent" for c in zero)
    assert not any("bookmark" in s.text for s in review.sentences)


def test_county_department_says_nothing_of_the_fee_nor_who_it_is(real_folder: Path) -> None:
    """R201 and S303 are found; the second set of headings inside 一 and 五 shifts no part."""
    review = reviewed(real_folder / "county_commerce_2021.txt")
    assert codes(review, "must") == Counter({"R201": 1})
    assert codes(review)["S303"] == 1
    report = review.report
    assert report is not None and not report.agency.full
    assert report.part_order == (
        "overview", "proactive", "requests", "proceedings", "problems", "other",
    )  # fmt: skip
    assert not codes(review).keys() & {"S101", "S102", "S103", "S202", "S203", "S204", "S206"}


def test_district_department(real_folder: Path) -> None:
    """The altered label is S203; no fee is R201; praise alone is R301; the shifted row is read right."""
    review = reviewed(real_folder / "district_commerce_2024.txt")
    assert codes(review, "must") == Counter({"R201": 1, "R301": 1})
    assert only(review, "S203").cells == ("proactive.regulations.repealed",)
    assert only(review, "R301").severity == "must"
    report = review.report
    assert report is not None
    row = [report.cells[f"requests.other.other.{column}"].raw for column in APPLICANTS]
    assert row == ["0"] * 7
    assert not codes(review).keys() & {"T101", "T102", "T201", "T202", "S204", "S206"}


@pytest.mark.parametrize(
    "name", ["suqian_city_2023.txt", "suqian_city_2024.txt", "jinhu_county_2023.txt"]
)
def test_sound_figures_give_no_must(name: str, real_folder: Path) -> None:
    """Sound reports of governments: no must finding, no claim contradicted; filed cases are asked about."""
    review = reviewed(real_folder / name)
    assert codes(review, "must") == Counter()
    asked = ["N103"] if name == "suqian_city_2024.txt" else []
    assert [f.code for f in review.findings if f.code[0] == "N"] == asked
    assert [c.quote for c in review.claims if c.verdict == "contradicted"] == []


def test_suqian_2023_says_what_it_handled_not_what_was_new(real_folder: Path) -> None:
    """3607 is 新收 and 结转 together; the parts of 办理结果 are read against their rows."""
    claims = reviewed(real_folder / "suqian_city_2023.txt").claims
    (handled,) = [c for c in claims if c.value == 3607]
    assert handled.cells == ("requests.received.total", "requests.carried_in.total")
    assert handled.verdict == "consistent"
    granted = [c for c in claims if c.value == 1191]
    assert [c.cells for c in granted] == [("requests.granted.total",)]
    assert {c.verdict for c in granted} == {"consistent"}


def test_suqian_2024_filing_of_cases_is_another_scope(real_folder: Path) -> None:
    """备案134件、57件 are not the 170 and 77 of table 3, and no fault."""
    review = reviewed(real_folder / "suqian_city_2024.txt")
    report = review.report
    assert report is not None
    assert report.value("proceedings.reconsideration.total") == 170
    said = [c for c in review.claims if c.value in (134, 57) and c.cells]
    assert all(c.verdict == "unverifiable" for c in said)


def test_jinhu_has_all_labels_of_the_form(real_folder: Path) -> None:
    """A full set of the form's labels: nothing altered, nothing absent."""
    report = reviewed(real_folder / "jinhu_county_2023.txt").report
    assert report is not None
    for table in report.tables.values():
        assert (table.altered, table.absent, table.merged) == ((), (), ())


def about(review: Review, code: str) -> set[str]:
    """What the findings of a code are about."""
    return {f.subject for f in review.findings if f.code == code}


def test_changle_names_problems_without_an_object(real_folder: Path) -> None:
    """学习不够、形式局限 could be anybody's: Q102 and nothing more of part five; last year is told."""
    review = reviewed(real_folder / "changle_commerce_2023.txt")
    assert {"学习不够" in s.quote or "形式" in s.quote for s in only(review, "Q102").spans} == {
        True
    }
    assert not codes(review).keys() & {"R101", "R202", "R204", "R301", "R302", "R303"}
    assert "problems" not in about(review, "Q104")


def test_district_fills_part_six_with_phrases(real_folder: Path) -> None:
    """No problem (R301, so no Q102), phrases in parts one and six; of three topics no word."""
    review = reviewed(real_folder / "district_commerce_2024.txt")
    assert about(review, "Q104") == {"overview", "other"}
    assert about(review, "R101") == {
        "overview.on_request", "overview.management", "overview.platform",
    }  # fmt: skip
    assert not codes(review).keys() & {"Q102", "Q103", "Q105", "R302"}


def test_county_department_tells_of_its_office_only(real_folder: Path) -> None:
    """Part one holds leadership, rules and study; 业务股室被动 is a problem with an object."""
    review = reviewed(real_folder / "county_commerce_2021.txt")
    assert "overview.on_request" in about(review, "R101")
    assert "overview.oversight" not in about(review, "R101")
    assert not codes(review).keys() & {"Q102", "R301", "R302"}


def test_all_real_reports_name_measures(real_folder: Path) -> None:
    """No report is said to have no measure, and all governments leave accountability out."""
    for path in sorted(real_folder.glob("*_20*.txt")):
        if path.name.endswith(".tables.txt"):
            continue
        found = codes(reviewed(path))
        assert not found["R302"], path.name
        government = path.name.split("_")[1] in ("city", "county") and "commerce" not in path.name
        assert found["R204"] == government, path.name


def test_readme_is_no_report(real_folder: Path) -> None:
    """A README is refused with not_a_report and a sentence that says what to do."""
    path = real_folder / "README.md"
    review = reviewed(path)
    assert review.report is None and review.error is not None
    assert review.error.code == "not_a_report" and "核对" in review.error.message
    assert review.findings == () and review.score is None
    assert review.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_growth_is_held_against_last_years_report(real_folder: Path) -> None:
    """Suqian 2024 prints 1.05% where its own and last year's figures give 1.08%."""
    last = real_folder / "suqian_city_2023.txt"
    review = check(real_folder / "suqian_city_2024.txt", last_year=last)
    growth = [f for f in review.findings if f.code == "N204"]
    assert len(growth) == 1 and "1.05%" in growth[0].message and "1.08%" in growth[0].message
    assert codes(review, "must") == Counter()


def against_last_year(name: str, last: str, folder: Path) -> Review:
    """A report reviewed beside last year's: every check of the two years is made."""
    review = check(folder / name, last_year=folder / last)
    assert not [n for n in review.not_run if n.code.startswith("Y")]
    return review


def test_suqian_rolls_over_from_last_year(real_folder: Path) -> None:
    """121 requests carried over, 12 and 420 documents in force: only a problem stands again without a word."""
    review = against_last_year("suqian_city_2024.txt", "suqian_city_2023.txt", real_folder)
    assert [f.code for f in review.findings if f.code.startswith("Y")] == ["Y104"]
    assert review.report is not None
    stocks = ("proactive.regulations.in_force", "proactive.normative_documents.in_force")
    assert [review.report.value(key) for key in stocks] == [12, 420]
    assert review.report.value("requests.carried_in.total") == 121
    assert codes(review, "must") == Counter()
    again = only(review, "Y104")
    assert len(again.spans) == 1 and "规范性" in again.spans[0].quote
    assert not codes(review)["R303"]


@pytest.mark.parametrize("ending", [".pdf", ".tables.txt"])
def test_hongze_2023_totals_are_last_years_fault(ending: str, real_folder: Path) -> None:
    """Two totals of 2023 are wrong, and are asked about; 0 = 0 and 5 + 3 - 0 = 8 agree."""
    review = against_last_year(
        f"hongze_district_2024{ending}", f"hongze_district_2023{ending}", real_folder
    )
    found = [f for f in review.findings if f.code.startswith("Y")]
    assert [(f.code, f.severity.value) for f in found] == [("Y105", "ask")]
    cells = [e.evidence for e in found[0].evidence if isinstance(e, Elsewhere)]
    assert {c.cell for c in cells if isinstance(c, CellEvidence)} == {
        "proceedings.reconsideration.total",
        "proceedings.litigation_after_reconsideration.total",
    }
    told = only(review, "R303")
    assert told.spans and any(isinstance(e, Elsewhere) for e in told.evidence)


def test_folder_of_real_reports_pairs_by_agency_and_year(real_folder: Path) -> None:
    """Two bodies have two years; nobody else is paired with anybody."""
    files = sorted(p for p in real_folder.iterdir() if p.suffix in (".pdf", ".txt"))
    documents = {r.job.path.name: object_of(r) for r in run_jobs([Job(p) for p in files])}
    hashes = {name: d["source"]["sha256"] for name, d in documents.items()}
    assert {n: d["engine"]["last_year_sha256"] for n, d in documents.items()
            if d["engine"]["last_year_sha256"]} == {
        "suqian_city_2024.txt": hashes["suqian_city_2023.txt"],
        "hongze_district_2024.pdf": hashes["hongze_district_2023.pdf"],
        "hongze_district_2024.tables.txt": hashes["hongze_district_2023.tables.txt"],
    }  # fmt: skip


WORDING = {
    "county_commerce_2021.txt": [("W102", "信息化公开")],
    "suqian_city_2024.txt": [("W101", "的的")],
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_wording_and_names_of_other_places(name: str, real_folder: Path) -> None:
    """Two real slips and nothing else: 苏州宿迁工业园区 is Suqian's own, 件件有着落 a way of speaking."""
    found = {
        (finding.code, span.quote)
        for finding in reviewed(real_folder / name).findings
        if finding.code[0] in "WD"
        for span in finding.spans
    }
    assert sorted(found) == WORDING.get(name, [])


def test_changle_has_the_five_items_of_its_province(real_folder: Path) -> None:
    """R205: a real report of Shandong has all that the example profile asks for; Jinhu's has not."""
    counts = [
        codes(check(real_folder / name, profile="shandong"))["R205"]
        for name in ("changle_commerce_2023.txt", "jinhu_county_2023.txt")
    ]
    assert counts == [0, 4]
