"""Notes by the hundred: every quote and figure they hold is found in the file that was reviewed.

The proof here does not go through the review's offsets: it reads the finished .docx back and looks
into the text of the report as it was drawn.
"""

import re
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import pytest
from docx import Document

import review
from review.outputs.adopted import adopted_findings
from review.outputs.note_content import LONGEST_QUOTE, MOST_PLACES
from review.outputs.notes import write_note
from review.outputs.places import evidence_place
from review.report.forms import FORM_IDS, all_cell_keys, cell_places
from review.zh.folding import fold
from tests.outputs.drawn_documents import SAMPLES, decided, faulty_document

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MASKED = re.compile(r"\d{3}\*{4}\w{4}")
_FORM_WORDS = "".join(p for form in FORM_IDS for p in cell_places(form).values())


def _fields(note: bytes) -> list[tuple[str, str]]:
    """Label and text of the labelled paragraphs, in order."""
    texts = [p.text for p in Document(BytesIO(note)).paragraphs]
    found = [re.match(r"(位置和原文|问题|应改为|建议|依据)：(.*)", t, re.DOTALL) for t in texts]
    return [(m[1], m[2]) for m in found if m]


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(n) for line in text.split("\n") for n in _NUMBER.findall(_folded(line))}


def _folded(line: str) -> str:
    """A line folded, its cells still apart."""
    return "\t".join(map(fold, line.split("\t")))


def prove_note(file_text: str, document: dict[str, Any], seed: int) -> tuple[int, int]:
    """Write a note with decisions by chance; how many quotes and figures of it were found."""
    decisions = decided(document, Random(seed))
    out = BytesIO()
    write_note(document, decisions, out)
    fields = _fields(out.getvalue())
    source = fold(file_text)
    adopted = [f for found in adopted_findings(document, decisions).values() for f in found]
    assert sum(label == "问题" for label, _ in fields) == len(adopted)
    quotes = figures = 0
    places = [text for label, text in fields if label == "位置和原文"]
    for finding, text in zip([f for f in adopted if f["evidence"]], places, strict=True):
        rest = text
        for evidence in finding["evidence"]:
            place = evidence_place(document["report"]["form"], evidence)
            quote = str(evidence.get("quote", evidence.get("raw"))).strip()
            shown = f"{place}“{quote[:LONGEST_QUOTE]}”" if quote else place
            if finding["code"].startswith("P") and shown not in text:
                continue
            if shown in text:
                rest = rest.replace(shown, "")
                assert fold(quote) in source, (quote, seed)
                quotes += 1
            else:
                assert len(finding["evidence"]) > MOST_PLACES, (shown, text, seed)
    known = _numbers(file_text) | _numbers(_FORM_WORDS)
    for label, text in fields:
        if label == "位置和原文":
            text = re.sub(r"等\d+处$", "", _MASKED.sub("", text))
            cut = "……" in text
            for number in _numbers(text):
                assert number in known or cut, (number, text, seed)
                figures += 1
    proposed = [f["proposal"] for f in adopted if f["proposal"]]
    corrections = [text for label, text in fields if label == "应改为"]
    for proposal, text in zip(proposed, corrections, strict=True):
        old, new = re.findall(r"由(?:“([^”]*)”|空白)改为“([^”]*)”", text)[0]
        assert Decimal(new) == Decimal(str(proposal["value"]))
        assert not old or fold(old) in source, (old, seed)
        figures += 2
    opening = next(p.text for p in Document(BytesIO(out.getvalue())).paragraphs if "收悉" in p.text)
    told = re.search(r"共提出意见(\d+)条", opening)
    assert int(told[1]) == len(adopted) if told else not adopted
    return quotes, figures


def _prove(seeds: range) -> tuple[int, int]:
    quotes = figures = notes = 0
    for seed in seeds:
        text, document = faulty_document(seed)
        if document["report"] is None:
            continue
        found = prove_note(text, document, seed)
        quotes, figures, notes = quotes + found[0], figures + found[1], notes + 1
    assert notes > len(seeds) * 0.95
    return quotes, figures


@pytest.mark.slow
def test_sixty_notes_say_nothing_without_a_source() -> None:
    """Sixty faulty reports: their notes hold quotes and figures, and each has its source."""
    quotes, figures = _prove(range(60))
    assert quotes > 200
    assert figures > 300


@pytest.mark.long
def test_a_thousand_notes_say_nothing_without_a_source() -> None:
    """The same for a thousand."""
    quotes, figures = _prove(range(1000, 2000))
    print(f"{quotes} quotes, {figures} figures")
    assert quotes > 3000
    assert figures > 4000


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda p: p.stem)
def test_notes_on_the_samples_say_nothing_without_a_source(path: Any) -> None:
    """The samples of all formats; their text is that of the review's sections and cells."""
    document = review.as_json(review.check(path))
    report = document["report"]
    texts = [s["text"] for s in report["sections"]] + [s["heading"] for s in report["sections"]]
    raws = [cell["raw"] for cell in report["tables"].values()]
    assert set(report["tables"]) <= set(all_cell_keys(report["form"]))
    prove_note("\n".join([*texts, *raws]), document, 1)
