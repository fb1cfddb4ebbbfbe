"""The page of totals on a store: sums, filters, who is missing, hostile names."""

import copy
from pathlib import Path
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from review.locations import app_file
from review.outputs.totals_content import ABSENT_HEAD, absent_rows
from review.screens.totals_data import (
    expected,
    frame,
    governments,
    returns,
    sources,
    table_html,
    totals_of,
)
from review.store import Store
from tests.screens.made import made_document
from tests.totals.made import GOVERNMENT, Cells, added, agencies, document

HOSTILE = "清和县:red[某]<b>局</b>"


@pytest.fixture
def store(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("NIANBAO_STORE", str(empty_store))
    monkeypatch.delenv("NIANBAO_SAMPLES", raising=False)
    return Store.open(empty_store)


def put(
    store: Store, name: str, cells: Cells, *, kind: str = "department", year: int = 2024
) -> None:
    """A submission with a review that holds these tables."""
    part = document(name, cells, kind=kind, year=year)
    whole = copy.deepcopy(made_document())
    whole["report"].update(part["report"])
    whole["source"]["name"] = part["source"]["name"]
    submission, _ = store.add(part["source"]["name"], part["source"]["sha256"].encode())
    whole["source"]["sha256"] = submission.sha256
    store.save_review(submission.id, whole)


@pytest.fixture
def every(store: Store) -> dict[str, Cells]:
    """Eight agencies and their government, which left the first out; one more on the list."""
    found = agencies(Random(3), 8)
    for name, cells in found.items():
        put(store, name, cells, kind="town" if "镇" in name else "department")
    first = max(found, key=lambda name: found[name]["requests.received.total"])
    rest = added(cells for name, cells in found.items() if name != first)
    put(store, GOVERNMENT, rest, kind="county")
    store.add_agencies([{"name": name} for name in (*found, HOSTILE)])
    return found


def test_sums_of_the_store(store: Store, every: dict[str, Cells]) -> None:
    """The last round of each agency, held against the government's report."""
    reports = returns(store, sources(store, 2024))
    assert [g.name for g in governments(reports, 2024)] == [GOVERNMENT]
    totals = totals_of(reports, expected(store), 2024, (), GOVERNMENT)
    assert {k: s.value for k, s in totals.sums.items()} == added(every.values())
    first = max(every, key=lambda name: every[name]["requests.received.total"])
    assert totals.explained.explanations[0].agencies == (first,)


def test_a_second_round_takes_the_place_of_the_first(store: Store, every: dict[str, Cells]) -> None:
    """Sums follow the rounds of the store."""
    name = next(iter(every))
    changed = {**every[name], "proactive.licensing.decisions": 77_777}
    put(store, name, changed)
    totals = totals_of(returns(store, sources(store, 2024)), (), 2024, (), GOVERNMENT)
    assert {k: s.value for k, s in totals.sums.items()} == added({**every, name: changed}.values())
    assert name in totals.selection.earlier


def test_some_kinds_only(store: Store, every: dict[str, Cells]) -> None:
    """Sums over towns are held against nobody."""
    totals = totals_of(returns(store, sources(store, 2024)), (), 2024, ("town",), GOVERNMENT)
    towns = [cells for name, cells in every.items() if "镇" in name]
    assert {k: s.value for k, s in totals.sums.items()} == added(towns)
    assert totals.comparison is None


def test_table_marks_what_differs(store: Store, every: dict[str, Cells]) -> None:
    """A cell that differs shows the government's figure as well."""
    totals = totals_of(returns(store, sources(store, 2024)), (), 2024, (), GOVERNMENT)
    html = table_html(totals, "requests")
    assert 'class="apart"' in html and "总表" in html
    assert html.count("<td") == 175


def test_page_draws_the_totals(store: Store, every: dict[str, Cells]) -> None:
    """Year, sums, who is missing, what explains the difference; names of agencies stay text."""
    at = AppTest.from_file(str(app_file()), default_timeout=60)
    at.query_params["page"] = "totals"
    at.run()
    assert not at.exception
    said = "\n".join(element.value for element in at.text)
    assert "计入8个单位" in said
    assert "全部数字没有计入总表" in said
    assert HOSTILE in said
    assert not any(HOSTILE in element.value for element in at.markdown)
    totals = totals_of(returns(store, sources(store, 2024)), expected(store), 2024, (), GOVERNMENT)
    assert HOSTILE in frame(ABSENT_HEAD, absent_rows(totals))["单位"]


def test_page_without_reports_says_so(store: Store) -> None:
    """An empty store is no error."""
    at = AppTest.from_file(str(app_file()), default_timeout=60)
    at.query_params["page"] = "totals"
    at.run()
    assert not at.exception
    assert any("还没有报告" in element.value for element in at.text)
