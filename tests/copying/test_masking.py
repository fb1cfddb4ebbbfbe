"""Templates: names, figures and statutory phrases are gone; what the agency wrote stays, with its place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.copying.masking import mask, templates_of
from review.model import Agency
from review.zh.folding import fold
from tests.copying.texts import GENRE, PASSAGE, report

AGENCY = Agency("清和县水务局", "department", True, ("清和县水务局",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年,我局公开信息376条", "2022年度,本局公开信息1,204条"),
        ("清和县水务局每月核对栏目", "我局每月核对栏目"),
        ("清和县核对十二个栏目", "全县核对3个栏目"),
        ("一是赴昌乐县核对栏目", "二是赴洪泽区核对栏目"),
        ("公开率达95.5%", "公开率达100%"),
    ],
)
def test_names_and_figures_are_masked(one: str, other: str) -> None:
    """Sentences that differ in year, figure, own name or place have one template."""
    assert mask(one, AGENCY) == mask(other, AGENCY)
    assert mask(one, AGENCY)


@pytest.mark.parametrize("name", ["清和县接待（外事）处", "清和县 接待处", "清和县\n接待处"])
def test_own_name_is_masked_as_it_is_folded(name: str) -> None:
    """Brackets, blanks and line ends in a name are folded as the text's are."""
    agency = Agency(name, "other", True, (name,))
    assert mask(f"栏目由{fold(name)}每月核对", agency) == mask("栏目由本局每月核对", agency)


def test_name_of_two_lines_joins_no_sentences() -> None:
    """Each sentence keeps its template, though the name goes on in the next line."""
    name = "清和县\n接待处"
    made = report(name, {"overview": f"每月核对栏目的有{name}和别的科室。"})
    agency = Agency(name, "other", True, (name,))
    assert len(templates_of(replace(made, agency=agency))) == 2


def test_other_words_are_kept() -> None:
    """Words that are no name stay: two sentences of different matters have different templates."""
    assert mask("每月核对栏目", AGENCY) != mask("每月核对目录", AGENCY)


def test_statutory_phrases_leave_nothing() -> None:
    """What everybody has to write is no template."""
    assert templates_of(report("清和县水务局", {"overview": "\n".join(GENRE)})) == ()


@given(st.text(alphabet="清和县水务局2023年,。;\n一二是《》条例公开@# a", max_size=200))
def test_places_are_those_of_the_section(text: str) -> None:
    """Whatever stands in a section, templates have places inside it, in order."""
    found = templates_of(report("清和县水务局", {"overview": text, "problems": PASSAGE}))
    own = [t for t in found if t.section == "overview"]
    assert all(0 <= t.start < t.end <= len(text) for t in own)
    assert [t.start for t in own] == sorted(t.start for t in own)
    assert sum(t.section == "problems" for t in found) == 3


def test_figures_of_lawsuits_are_nobodys_text() -> None:
    """Every report says how many lawsuits there were, and that nobody was called to account."""
    lines = "\n".join(
        (
            "被提起行政诉讼26件,其中未经复议直接起诉6件,复议后起诉20件。",
            "责任追究方面,本年度未发生责任追究情形。",
        )
    )
    assert all(len(words) < 6 for words in mask(lines, AGENCY))
