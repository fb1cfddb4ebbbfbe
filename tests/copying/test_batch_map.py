"""Passages shared among the agencies of a batch, their source, and clusters."""

import json
from dataclasses import replace
from datetime import date

import pytest

from review.copying.batch_map import by_report
from review.copying.clusters import clusters_of
from review.copying.index import TemplateIndex
from review.copying.texts import own_text, pack_text, text_of_document, unpack_text
from review.model import Agency
from review.outputs.json_form import as_json
from tests.builders import report_text, review_text
from tests.copying.texts import GENRE, OTHERS, PASSAGE, REWORDED, named, report, shared

OWN_A, OWN_B = "".join(OTHERS[:4]), "".join(OTHERS[4:])


@pytest.mark.parametrize("copied", [PASSAGE, REWORDED])
def test_shared_passage_is_found(copied: str) -> None:
    """As it stands or reworded and reordered, in another part, among own text."""
    batch = [
        report("清和县水务局", {"overview": OWN_A + PASSAGE}),
        report("澄湖县教育局", {"problems": copied + OWN_B}),
    ]
    (pair,) = shared(batch)
    assert (pair.one, pair.other, len(pair.sentences)) == (0, 1, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OWN_A, OWN_B),
        (OWN_A + "".join(GENRE), OWN_B + "".join(GENRE)),
        (OWN_A + PASSAGE[:32], PASSAGE[:32] + OWN_B),
    ],
)
def test_no_passage_is_shared(one: str, other: str) -> None:
    """Own text, statutory phrases and a single sentence in common are no shared passage."""
    batch = [report("清和县水务局", {"overview": one}), report("澄湖县教育局", {"overview": other})]
    assert shared(batch) == []


def test_same_body_copies_from_nobody() -> None:
    """Last year's report of a body, under a longer name or by its government's office, is no other agency's."""
    names = ("清和县人民政府", "清和县人民政府办公室", "云岭市清和县人民政府")
    batch = [report(name, {"overview": PASSAGE}, 2021 + n) for n, name in enumerate(names)]
    assert shared(batch) == []


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [
        ((2023, date(2024, 1, 5)), (2023, date(2024, 1, 9)), "here"),
        ((2023, date(2024, 1, 9)), (2023, date(2024, 1, 5)), "there"),
        ((2023, None), (2023, date(2024, 1, 5)), ""),
        ((2023, None), (2022, None), "there"),
    ],
)
def test_source_is_the_earlier(
    first: tuple[int, date | None], second: tuple[int, date | None], source: str
) -> None:
    """By year, then by date of publication; unknown where a date is."""
    batch = [
        report("清和县水务局", {"overview": PASSAGE}, *first),
        report("澄湖县教育局", {"overview": PASSAGE}, *second),
    ]
    (pair,) = shared(batch)
    assert pair.source == source
    assert {"here": "there", "there": "here", "": ""}[pair.source] == pair.turned().source


def test_cluster_has_all_members_and_the_first() -> None:
    """Reports linked by one passage are one cluster; the earliest is its likely source."""
    batch = [
        report(name, {"overview": PASSAGE + own}, 2023, date(2024, 1, day))
        for name, own, day in (
            ("清和县水务局", OTHERS[0], 20),
            ("澄湖县教育局", OTHERS[1], 7),
            ("云岭市民政局", OTHERS[2], 9),
        )
    ] + [report("澜浦市统计局", {"overview": OWN_B})]
    texts = [own_text(each) for each in batch]
    pairs = shared(batch)
    (cluster,) = clusters_of(pairs, texts.__getitem__)
    assert (cluster.members, cluster.source) == ((0, 1, 2), 1)
    assert set(by_report(iter(pairs))) == {0, 1, 2}


def test_genre_of_the_batch_is_no_trace() -> None:
    """Sentences that many agencies of a large batch use make no pair."""
    index = TemplateIndex()
    signature = own_text(report("清和县水务局", {"overview": PASSAGE})).signature
    for number in range(400):
        index.add(number, signature)
    assert list(index.pairs()) == []


def test_text_of_a_kept_review_is_that_of_the_report() -> None:
    """A store that keeps reviews as JSON has what the copy map needs."""
    review = review_text(report_text())
    assert review.report is not None
    kept = text_of_document(json.loads(json.dumps(as_json(review))))
    own = own_text(review.report)
    assert (kept.templates, kept.quotes, kept.agency) == (own.templates, own.quotes, own.agency)


def test_text_is_the_same_unpacked() -> None:
    """What workers send is what the parent has."""
    text = own_text(report("清和县水务局", {"overview": PASSAGE, "other": OWN_A}))
    again = unpack_text(pack_text(text))
    assert pack_text(again) == pack_text(text)
    assert (again.templates, again.quotes, again.names) == (text.templates, text.quotes, text.names)


def test_a_text_sent_out_to_many_is_told() -> None:
    """What a head office's forty branches all have is copied, though most of the batch has it."""
    branches = [
        report(f"{chr(0x6D00 + number)}河县税务局", {"overview": PASSAGE + "".join(OTHERS)})
        for number in range(40)
    ]
    linked = {number for pair in shared(branches) for number in (pair.one, pair.other)}
    assert linked == set(range(40))


def test_formulas_in_a_row_are_no_passage() -> None:
    """What everybody writes, three sentences in the same order, is nobody's text."""
    formulas = (
        "进一步提高思想认识，加强组织领导。进一步拓宽公开渠道，丰富公开形式，提高公开质量。"
        "进一步加强业务培训，提升工作人员能力水平，推动政府信息公开工作再上新台阶。"
    )
    batch = [
        report("清和县水务局", {"problems": formulas}),
        report("澄湖县教育局", {"problems": formulas}),
    ]
    assert shared(batch) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_merged_body_copies_from_neither_that_it_was(order: tuple[int, ...]) -> None:
    science, industry = "清和县科学技术局", "清和县工业和信息化局"
    both = named(report("清和县科技和工业信息化局", {"problems": PASSAGE}), science, industry)
    reports = (
        report(science, {"problems": PASSAGE}, year=2021),
        report(industry, {"problems": PASSAGE}, year=2022),
        both,
    )
    assert shared([reports[at] for at in order]) == []


def test_signature_left_by_copying_does_not_hide_the_copy() -> None:
    copied = named(report("清和县教育局", {"problems": PASSAGE}), "临河县教育局")
    found = shared([copied, report("临河县教育局", {"problems": PASSAGE})])
    assert [(pair.one, pair.other) for pair in found] == [(0, 1)]


def test_full_name_in_the_signature_tells_whose_a_report_is() -> None:
    short = named(report("县教育局", {"problems": PASSAGE}), "清和县教育局")
    assert shared([short, report("清和县教育局", {"problems": PASSAGE}, year=2022)]) == []


def test_file_that_is_there_twice_shares_nothing_with_itself() -> None:
    nobodys = replace(
        report("清和县教育局", {"problems": PASSAGE}), agency=Agency("", "unknown", False)
    )
    assert shared([nobodys, nobodys]) == []


@pytest.mark.parametrize("count", [30, 90])
def test_what_a_whole_batch_has_is_told(count: int) -> None:
    """A county where all handed in one text: none is silent, and each is told a few of the others."""
    batch = [
        report(f"{chr(0x6D00 + number)}河县水务局", {"overview": PASSAGE + "".join(OTHERS)})
        for number in range(count)
    ]
    found = by_report(iter(shared(batch)))
    assert set(found) == set(range(count))
    assert all(pair.one != pair.other for pairs in found.values() for pair in pairs)
