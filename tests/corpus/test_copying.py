"""The benchmark of copying: its truth holds, and the same seed draws the same files."""

import json
import runpy
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from corpus.copying.edits import edited
from corpus.copying.pool import Unit, pool
from corpus.copying.thesaurus import PAIRS


def _run(module: str, *arguments: str) -> int:
    before, sys.argv = sys.argv, [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__")
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = before
    return 0


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("copying")
    _run("corpus.copying", str(out), "--reports", "100", "--seed", "3")
    return out


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_the_independent_check_finds_no_fault(drawn: Path) -> None:
    assert _run("corpus.copying.check", str(drawn)) == 0


@pytest.mark.slow
def test_the_check_finds_a_file_that_does_not_hold_its_truth(drawn: Path, tmp_path: Path) -> None:
    entry = next(e for e in _lines(drawn / "truth.jsonl") if e["leftovers"])
    for name in ("truth.jsonl", "pairs.jsonl"):
        (tmp_path / name).write_bytes((drawn / name).read_bytes())
    for path in drawn.rglob("*.txt"):
        copy = tmp_path / path.relative_to(drawn)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path == drawn / entry["batch"] / entry["file"]:
            text = text.replace(entry["leftovers"][0]["quote"], "改过")
        copy.write_text(text, encoding="utf-8")
    assert _run("corpus.copying.check", str(tmp_path)) == 1


@pytest.mark.slow
def test_all_that_was_promised_is_there(drawn: Path) -> None:
    entries = _lines(drawn / "truth.jsonl")
    passages = [p for e in entries for p in e["copied"]]
    assert {p["edit_rate"] for p in passages} == {0.0, 0.1, 0.2, 0.3, 0.4}
    assert {p["from"] for p in passages} == {"other_agency", "last_year"}
    assert {p["section"] for p in passages} == {"overview", "problems"}
    assert {p["whole_part"] for p in passages} == {True, False}
    assert {x["kind"] for e in entries for x in e["leftovers"]} == {"source", "outside"}
    assert len({x["reason"] for e in entries for x in e["innocent"]}) == 7
    labels = Counter(p["label"] for p in _lines(drawn / "pairs.jsonl"))
    assert labels["sound"] > labels["copied"] > 0


@pytest.mark.slow
def test_the_same_seed_draws_the_same_files(drawn: Path, tmp_path: Path) -> None:
    _run("corpus.copying", str(tmp_path), "--reports", "100", "--seed", "3")
    files = sorted(p.relative_to(drawn) for p in drawn.rglob("*.*"))
    assert files == sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*.*"))
    assert all((drawn / f).read_bytes() == (tmp_path / f).read_bytes() for f in files)


def test_edits_leave_the_fields_and_brackets_whole() -> None:
    rng = Random(5)
    for unit in rng.sample(pool(), 200):
        text = f"{{P}}在{{Y1}}年发布《办法》，{unit.text}"
        new, changed, _ = edited([Unit(text, "", "", "", False)], 0.4, rng)
        assert "{P}" in new[0].text and "{Y1}年" in new[0].text and changed <= 0.46
        assert new[0].text.count("《") == new[0].text.count("》")


def test_the_thesaurus_is_as_large_as_it_says() -> None:
    assert len(PAIRS) == len({frozenset(p) for p in PAIRS}) == 233
