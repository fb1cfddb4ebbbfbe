"""The generator of layouts, measured by other hands: python-docx, lxml, pdfplumber, plain splitting."""

import csv
import email
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import lxml.etree
import lxml.html
import pdfplumber
import pytest

from corpus.layouts import PURE, Made, generate, printing, web_tables, word
from corpus.statutory_form import (
    APPLICANTS,
    CELL_KEYS,
    COLUMNS,
    OUTCOMES,
    PROCEEDING_RESULTS,
    PROCEEDINGS,
    REQUEST_ROWS,
)

FAST = tuple(name for name in PURE if name != "pdf")
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FLOWING = (
    "copied_from_pdf",
    "upright_headers",
    "fixed_width",
)  # rows are not to be had by splitting
REPORT_HAZARDS = {
    "full_width_digits", "thousands_separators", "padded_cells", "chinese_numerals", "units_in_cells",
    "notes_in_cells", "blank_cells", "dashes_for_zero", "blank_columns", "totals_only", "labels_shortened",
    "labels_misspelt", "labels_renamed", "label_numbers_lost", "labels_broken_over_lines", "row_dropped",
    "column_dropped", "row_shifted", "other_row_merged", "forms_mixed", "form_of_2019", "tables_of_2019",
    "block_of_2019_kept", "proceedings_turned", "proceedings_a_row_a_case", "captions_in_a_column",
    "group_labels_repeated", "group_cells_empty_below", "short_rows_with_empty_cells", "picture_tables",
    "cover_page", "list_of_contents", "no_title", "no_preface", "agency_in_signature_only",
    "agency_short_in_title", "agency_short_everywhere", "text_of_a_site_above", "parts_out_of_order",
    "second_numbering_inside_a_part", "headings_unnumbered", "headings_in_other_words", "note_under_a_table",
    "wrong_figure", "narrative_differs", "busy_tables", "blanks_round_figures", "title_in_other_words",
}  # fmt: skip
LAYOUT_HAZARDS = {
    "page_of_a_portal", "exported_by_word", "exported_by_wps", "div_soup", "uppercase_and_unclosed_tags",
    "article_in_a_layout_table", "encoding_utf16_mark", "encoding_gbk_as_gb2312", "encoding_utf8_wrong_charset",
    "nested_multipart", "look_alike_characters", "zero_width_characters", "line_ends_cr", "line_ends_crlf",
    "encoding_gb18030", "encoding_utf-16-le", "encoding_utf-16-be", "page_numbers_in_text",
    "columns_leave_no_trace", "label_blank_after_the_cut", "header_rows_again",
}  # fmt: skip


@pytest.fixture(scope="module")
def many() -> list[Made]:
    return list(generate(1200, 5, FAST))


@pytest.fixture(scope="module")
def printed() -> list[Made]:
    return list(generate(80, 5, ("pdf",)))


def _flat(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff\u200d\u00ad]+", "", unicodedata.normalize("NFKC", text))


def _raw(truth: dict[str, Any], key: str) -> str:
    value = truth["cells"][key]
    return _flat(truth["raw"].get(key, "" if value is None else f"{value}"))


def _request_rows(truth: dict[str, Any]) -> Iterator[list[str]]:
    """What stands in each row of part three, from left to right."""
    for row in REQUEST_ROWS:
        keys = [f"requests.{row}.{c}" for c in COLUMNS if f"requests.{row}.{c}" in truth["cells"]]
        if keys:
            yield [_raw(truth, key) for key in keys]


def _missing(made: Made, rows: list[list[str]]) -> list[list[str]]:
    """Rows of the truth that stand nowhere in the file, each as one run of cells."""
    found = [[_flat(text) for text in row] for row in rows]
    return [
        wanted
        for wanted in _request_rows(made.truth)
        if not any(
            row[at : at + len(wanted)] == wanted
            for row in found
            for at in range(len(row) - len(wanted) + 1)
        )
    ]


def test_the_same_seed_gives_the_same_files() -> None:
    first, again, other = (list(generate(40, seed, FAST)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_the_command_writes_what_the_library_makes(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "corpus.layouts",
        str(tmp_path),
        "--count",
        "6",
        "--only",
        "txt,docx",
    ]
    subprocess.run(command, check=True)
    lines = (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()
    made = list(generate(6, 1, ("txt", "docx")))
    assert [json.loads(line) for line in lines] == [m.truth for m in made]
    assert all((tmp_path / m.name).read_bytes() == m.data for m in made)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="odt"):
        next(generate(1, 1, ("odt",)))


@pytest.mark.slow
def test_every_hazard_is_met(many: list[Made], printed: list[Made]) -> None:
    met = Counter(hazard for made in (*many, *printed) for hazard in made.truth["hazards"])
    wanted = REPORT_HAZARDS | LAYOUT_HAZARDS | {*word.FLAGS, *web_tables.FLAGS, *printing.FLAGS}
    assert wanted - set(met) == set()


@pytest.mark.slow
def test_enough_are_sound(many: list[Made]) -> None:
    assert sum(not made.truth["faults"] for made in many) > len(many) / 4


def _broken(truth: dict[str, Any]) -> Iterator[str]:
    """Identities that do not hold; those over a blank cell are left out, absent cells count as 0."""
    cells = {**dict.fromkeys(CELL_KEYS, 0), **truth["cells"]}

    def check(name: str, whole: list[str], parts: list[str]) -> Iterator[str]:
        values = [cells[key] for key in (*whole, *parts)]
        if None not in values and sum(values[: len(whole)]) != sum(values[len(whole) :]):
            yield name

    for row in REQUEST_ROWS:
        yield from check(
            row, [f"requests.{row}.total"], [f"requests.{row}.{a}" for a in APPLICANTS]
        )
    for c in COLUMNS:
        done = f"requests.concluded.{c}"
        yield from check(c, [done], [f"requests.{row}.{c}" for row in OUTCOMES])
        yield from check(
            c,
            [done, f"requests.carried_out.{c}"],
            [f"requests.received.{c}", f"requests.carried_in.{c}"],
        )
    for case in PROCEEDINGS:
        results = [f"proceedings.{case}.{r}" for r in PROCEEDING_RESULTS if r != "total"]
        yield from check(case, [f"proceedings.{case}.total"], results)


@pytest.mark.slow
def test_identities_hold_unless_a_figure_is_wrong(many: list[Made]) -> None:
    for made in many:
        wrong = "wrong_figure" in made.truth["hazards"]
        assert wrong or not list(_broken(made.truth)), made.name
    planted = [m for m in many if {"T201", "T202"} & set(m.truth["faults"])]
    assert planted
    assert all(list(_broken(made.truth)) for made in planted)


def test_sound_ones_have_every_cell() -> None:
    for made in generate(60, 9, FAST, sound=True):
        assert made.truth["faults"] == made.truth["absent"] == []
        assert None not in made.truth["cells"].values()
        assert len(made.truth["cells"]) == (200 if made.truth["form"] == "2021" else 198)


def _word_text(node: lxml.etree._Element) -> str:
    """Text as it reads when all changes are accepted, without what is hidden and without fallbacks."""
    if not isinstance(node.tag, str):
        return ""
    name = lxml.etree.QName(node).localname
    if name in ("del", "moveFrom", "Fallback", "instrText"):
        return ""
    if name == "r" and node.find(f"{TEXT}rPr/{TEXT}vanish") is not None:
        return ""
    return node.text or "" if name == "t" else "".join(map(_word_text, node))


@pytest.mark.slow
def test_word_files_hold_the_rows_of_the_truth(many: list[Made]) -> None:
    seen = 0
    for made in many[::2]:
        if made.truth["format"] != "docx" or made.truth["layout"] == "word_strict":
            continue
        document = docx.Document(io.BytesIO(made.data))
        assert "".join(p.text for p in document.paragraphs) or document.tables
        rows = []
        for tr in document.element.body.iter(f"{TEXT}tr"):
            if tr.find(f".//{TEXT}tr") is None and tr.find(f"{TEXT}trPr/{TEXT}del") is None:
                cells = list(tr.iter(f"{TEXT}tc"))
                rows.append([_word_text(tc) for tc in cells])
        assert _missing(made, rows) == [], made.name
        seen += 1
    assert seen > 60


@pytest.mark.slow
def test_strict_word_files_are_well_formed(many: list[Made]) -> None:
    strict = [m for m in many if m.truth["layout"] == "word_strict"]
    assert strict
    for made in strict:
        with zipfile.ZipFile(io.BytesIO(made.data)) as package:
            root = lxml.etree.fromstring(package.read("word/document.xml"))
            assert root.get(f"{{{lxml.etree.QName(root).namespace}}}conformance") == "strict"
            assert all(lxml.etree.fromstring(package.read(n)) is not None for n in package.namelist() if n.endswith(("xml", "rels")))  # fmt: skip


def _codec(truth: dict[str, Any]) -> str:
    name = next(h for h in truth["hazards"] if h.startswith("encoding_")).removeprefix("encoding_")
    table = {
        "gbk_as_gb2312": "gb18030",
        "gbk_declared": "gbk",
        "gbk_undeclared": "gb18030",
        "utf16_mark": "utf-16",
    }
    return table.get(name, "utf-8-sig")


def _page_rows(html: str) -> list[list[str]]:
    root = lxml.html.document_fromstring(re.sub(r"^<\?xml[^>]*>", "", html))
    for node in root.xpath("//*[@hidden or contains(@style, 'display:none')] | //comment()"):
        node.drop_tree()
    return [
        [cell.text_content() for cell in tr.xpath("./td | ./th")]
        for tr in root.iter("tr")
        if tr.find(".//tr") is None
    ]


@pytest.mark.slow
def test_pages_hold_the_rows_of_the_truth(many: list[Made]) -> None:
    seen = 0
    for made in many:
        if made.truth["format"] != "html" or "tables_of_divs" in made.truth["hazards"]:
            continue
        assert _missing(made, _page_rows(made.data.decode(_codec(made.truth)))) == [], made.name
        seen += 1
    assert seen > 100


@pytest.mark.slow
def test_archives_hold_the_rows_of_the_truth(many: list[Made]) -> None:
    seen = 0
    for made in many:
        if made.truth["format"] != "mht" or "tables_of_divs" in made.truth["hazards"]:
            continue
        parts = [
            p
            for p in email.message_from_bytes(made.data).walk()
            if p.get_content_type() == "text/html"
        ]
        assert len(parts) == 1
        body = parts[0].get_payload(decode=True)
        assert isinstance(body, bytes)
        codec = {"gb2312": "gb18030"}.get(str(parts[0].get_content_charset()), "utf-8")
        assert _missing(made, _page_rows(body.decode(codec))) == [], made.name
        seen += 1
    assert seen > 30


def _text_rows(layout: str, text: str) -> list[list[str]]:
    """Rows of cells of a text file; where a cell has a line, the file is one row."""
    lines = re.split("\r\n|\r|\n", re.sub("[\u200b\ufeff\u200d\u00ad]", "", text))
    if layout == "cell_a_line":
        return [lines]
    if layout == "cell_a_line_tab":
        return [[line for line in lines if line.startswith("\t")]]
    if layout == "commas":
        return list(csv.reader(lines))
    parted = {"bars": "[|│]", "markdown": r"(?<!\\)\|", "single_line": r"[ \t\u3000\xa0]+"}
    return [re.split(parted.get(layout, "\t"), line) for line in lines]


@pytest.mark.slow
def test_text_files_hold_the_rows_of_the_truth(many: list[Made]) -> None:
    seen = Counter[str]()
    for made in many:
        layout, hazards = made.truth["layout"], made.truth["hazards"]
        if made.truth["format"] not in ("txt", "md") or layout in FLOWING:
            continue
        if layout == "single_line" and {"columns_leave_no_trace", "notes_in_cells"} & set(hazards):
            continue
        named = [h for h in hazards if h.startswith("encoding_")]
        codec = named[0].removeprefix("encoding_") if named else "utf-8"
        rows = _text_rows(layout, made.data.decode(codec))
        assert _missing(made, rows) == [], made.name
        seen[layout] += 1
    assert len(seen) == 9 and min(seen.values()) > 5


@pytest.mark.slow
def test_every_format_and_layout_of_text_occurs(many: list[Made]) -> None:
    assert {made.truth["format"] for made in many} == set(FAST)
    assert len({m.truth["layout"] for m in many if m.truth["format"] == "txt"}) >= 10
    twins = Counter(made.truth["twin"] for made in many)
    assert max(twins.values()) >= 3


@pytest.mark.slow
def test_printed_files_have_a_text_layer_with_the_figures(printed: list[Made]) -> None:
    assert {m.truth["layout"] for m in printed} == {f"printed_{rules}" for rules in printing.RULES}
    for made in printed[:5]:
        with pdfplumber.open(io.BytesIO(made.data)) as pdf:
            text = _flat("".join(page.extract_text() or "" for page in pdf.pages))
        assert "总体情况" in text and str(made.truth["year"]) in text
        if (
            "requests" not in made.truth["picture_tables"]
            and "narrow_figures" not in made.truth["hazards"]
        ):
            assert all(max(row, key=len) in text for row in _request_rows(made.truth))
