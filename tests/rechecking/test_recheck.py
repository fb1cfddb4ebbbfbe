"""What was kept of a review gives the same review again, under the same profile and under others."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.checks import CHECKS
from review.copying.shared_passage import SharedPassage
from review.editions import rule_editions, understanding
from review.facts import Facts
from review.finding import OtherReport, Severity
from review.model import Report, Span
from review.outputs.json_form import as_json
from review.packing import decode, encode, pack, unpack
from review.pipeline import engine_of, review_bytes, review_said, say
from review.profile import Profile, load_profile
from review.readers import read_document
from review.rechecking import (
    Kept,
    Shared,
    changed_rules,
    digest_in,
    digest_of,
    keep,
    recheck,
    recheck_among,
)
from review.rechecking.recheck import ASKED_OF_OTHERS, ASKED_OF_PROFILE, asked_anew
from review.report.build import build_report
from review.report.last_year import NONE_GIVEN, LastYear, hold_against
from review.wording.lexicon import lexicon

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
FILES = sorted(p for p in (SAMPLES / "reports").iterdir() if p.suffix != ".pdf")
BEFORE = {p.name.replace("2023", "2024")[:6]: p for p in (SAMPLES / "last_year").iterdir()}
NATIONAL, SHANDONG = load_profile("national"), load_profile("shandong")
ALL = frozenset(c.code for c in CHECKS)


def last_year_of(path: Path) -> Path | None:
    return BEFORE.get(path.name[:6]) if "2024" in path.name else None


@cache
def national(path: Path) -> tuple[dict[str, Any], bytes]:
    """The review of a file under the national profile, and what is kept of it."""
    return reviewed(path, NATIONAL), kept_of(path, NATIONAL)


def reviewed(path: Path, profile: Profile) -> dict[str, Any]:
    """The review of a file, as the pipeline makes it."""
    before = last_year_of(path)
    data = before.read_bytes() if before else None
    return as_json(review_bytes(path.read_bytes(), path.name, profile, data))


@cache
def read(path: Path) -> Report:
    """The report in a file."""
    return build_report(read_document(path.read_bytes(), path.name))


def kept_of(path: Path, profile: Profile) -> bytes:
    """What is kept of the review of a file."""
    report, before, last_year = read(path), last_year_of(path), NONE_GIVEN
    if before:
        last_year = hold_against(report, read(before), lexicon(profile.word_lists))
    facts = Facts(report, profile, last_year=last_year)
    return keep(facts, say(facts, CHECKS), last_year)


def test_some_samples_have_a_report_of_last_year() -> None:
    """So that what is said below holds for two reports as well."""
    assert sum(last_year_of(path) is not None for path in FILES) >= 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_all_rules_again_give_the_same_review(path: Path) -> None:
    """Findings, reasons and score are those of the full run, whether all rules run again or none."""
    document, kept = national(path)
    for codes in (frozenset(), ALL):
        again, _ = recheck(document, Kept.read(kept), NATIONAL, codes)
        assert again == document


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_another_profile_gives_the_review_of_a_full_run(path: Path) -> None:
    """Only the checks that ask something of the profile run again."""
    document, kept = national(path)
    codes = asked_anew(NATIONAL, SHANDONG)
    assert codes
    assert len(codes) < len(ALL) / 2
    again, _ = recheck(document, Kept.read(kept), SHANDONG, codes)
    assert again == reviewed(path, SHANDONG)


@given(
    off=st.frozensets(st.sampled_from(sorted(ALL)), max_size=6),
    must=st.frozensets(st.sampled_from(sorted(ALL)), max_size=4),
)
def test_switches_and_levels_give_the_review_of_a_full_run(
    off: frozenset[str], must: frozenset[str]
) -> None:
    """Whatever is switched off or set to another level."""
    path = FILES[0]
    levels = {**NATIONAL.levels, **dict.fromkeys(must, Severity.MUST)}
    changed = replace(NATIONAL, switched_off=off, levels=levels)
    document, kept = national(path)
    again, _ = recheck(document, Kept.read(kept), changed, asked_anew(NATIONAL, changed))
    assert again == reviewed(path, changed)


def test_what_is_kept_after_a_recheck_serves_the_next() -> None:
    """A check that was switched off, and so never ran, runs when it is switched on again."""
    path = FILES[0]
    without = replace(NATIONAL, switched_off=ALL)
    document = reviewed(path, without)
    again, kept = recheck(document, Kept.read(kept_of(path, without)), NATIONAL, frozenset())
    assert again == reviewed(path, NATIONAL)
    assert kept is not None
    once_more, nothing = recheck(again, Kept.read(kept), NATIONAL, frozenset())
    assert once_more == again
    assert nothing is None


def test_a_review_of_older_rules_is_then_one_of_todays() -> None:
    """Else the store would call it outdated for ever."""
    path = FILES[0]
    document = reviewed(path, NATIONAL)
    older = {**document, "engine": {**document["engine"], "version": "0.0+older"}}
    again, _ = recheck(older, Kept.read(kept_of(path, NATIONAL)), NATIONAL, frozenset({"T201"}))
    assert again == document


def others(*agencies: str) -> tuple[SharedPassage, ...]:
    """Passages of the last sample in common with these agencies."""
    report = build_report(read_document(FILES[-1].read_bytes(), FILES[-1].name))
    text = report.section("overview").text
    here = ("overview", 0, min(20, len(text)))
    there = Span("overview", 0, 3, "甲乙丙")
    return tuple(
        SharedPassage(OtherReport("0" * 64, name, 2023), (name,), "there", 2, (here,), (there,))
        for name in agencies
    )


@pytest.mark.parametrize("first", [None, (), others("甲县水务局")], ids=["alone", "none", "one"])
@pytest.mark.parametrize(
    "then", [None, (), others("乙县水务局", "甲县水务局")], ids=["alone", "none", "two"]
)
@pytest.mark.parametrize("off", [frozenset(), frozenset({"D102"})], ids=["all", "without D102"])
def test_held_against_others_it_is_the_review_of_a_full_run(
    first: Shared, then: Shared, off: frozenset[str]
) -> None:
    """Whatever it was held against before."""
    path, profile = FILES[-1], replace(NATIONAL, switched_off=off)

    def whole(shared: Shared) -> tuple[dict[str, Any], bytes]:
        facts = Facts(
            build_report(read_document(path.read_bytes(), path.name)), profile, shared=shared
        )
        said = say(facts, CHECKS)
        return as_json(review_said(facts, said, engine_of(profile))), keep(facts, said, NONE_GIVEN)

    document, facts = whole(first)
    again, kept = recheck_among(document, Kept.read(facts), profile, then)
    wanted, wanted_facts = whole(then)
    assert again == wanted
    assert Kept.read(kept) == Kept.read(wanted_facts)
    assert digest_in(kept) == digest_of(then)
    if not off:
        assert any(f["code"] == "D102" for f in again["findings"]) == bool(then)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_only_those_written_down_ask_what_is_shared(check: Any) -> None:
    """Else what another report has changed would leave old findings standing."""
    if check.code in ASKED_OF_OTHERS:
        return
    report = build_report(read_document(FILES[-1].read_bytes(), FILES[-1].name))
    facts = Facts(report, NATIONAL)
    del facts.shared
    say(facts, (check,))


class Asked:
    """A profile that notes what is asked of it."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return getattr(SHANDONG, name)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_each_check_asks_no_more_of_the_profile_than_is_written_down(check: Any) -> None:
    """Else a changed profile would leave old findings standing."""
    for path in FILES:
        asked = Asked()
        facts = Facts(read(path), asked, last_year=NONE_GIVEN)  # type: ignore[arg-type]
        say(facts, (check,))
        names = asked.names - {"switched_off"}  # asked of every check, before it runs
        assert names <= {n for n, codes in ASKED_OF_PROFILE.items() if check.code in codes}


def test_editions_tell_a_changed_rule_from_a_changed_understanding() -> None:
    """A rule of another edition runs again; another understanding means reading again."""
    now = dict(rule_editions())
    assert changed_rules(understanding(), now) == frozenset()
    assert changed_rules(understanding(), {**now, "T201": "older"}) == {"T201"}
    assert changed_rules("older", now) is None
    del now["S101"]
    assert changed_rules(understanding(), now) == {"S101"}


@pytest.mark.parametrize("path", FILES[:3], ids=lambda p: p.stem)
def test_reports_come_back_as_they_were(path: Path) -> None:
    """Cells, spans, dates, decimals: all equal after packing."""
    report = read(path)
    assert unpack(pack(report)) == report
    assert unpack(pack(LastYear(report))) == LastYear(report)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=20,
)


@given(json_values)
def test_other_data_is_refused_and_never_run(data: Any) -> None:
    """What `encode` did not write is a ValueError, or plain data that encodes to itself."""
    try:
        value = decode(data)
    except ValueError:
        return
    assert decode(encode(value)) == value


@given(st.binary(max_size=200))
def test_damaged_bytes_are_refused(data: bytes) -> None:
    """A damaged entry is told, so that the file is read again."""
    with pytest.raises(ValueError, match="not a packed record"):
        unpack(data)
    with pytest.raises(ValueError):
        Kept.read(data)
