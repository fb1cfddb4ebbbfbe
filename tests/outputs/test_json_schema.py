"""The JSON Schema of a review: what `check` writes fits it, and it is strict."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import review
from review.outputs.json_form import as_json
from review.outputs.json_schema import json_schema
from tests.builders import report_text, review_text

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples" / "reports").iterdir())
VALIDATOR = Draft202012Validator(json_schema())
FAULTY = report_text(
    sections={"overview": "2023年，收到政府信息公开申请5件，其中130余件网上办结。"},
    cells={"requests.granted.natural_person": "3", "proactive.fees.amount": "103.3879"},
)


def faults(document: Any) -> list[str]:
    """Where a document breaks the schema."""
    return [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(document)]


def written(path: Path) -> Any:
    """What the command writes for a file, through JSON and back."""
    return json.loads(json.dumps(as_json(review.check(path)), ensure_ascii=False))


def test_schema_is_a_schema() -> None:
    """It is valid draft 2020-12, and every reference in it leads somewhere."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    names = {part.split('"')[0] for part in json.dumps(schema).split("#/$defs/")[1:]}
    assert names == set(schema["$defs"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_reports_fit(path: Path) -> None:
    """The review of every sample submission, in Word, PDF and text, fits the schema."""
    document = written(path)
    assert faults(document) == []
    assert document["error"] is None


def test_faulty_report_fits() -> None:
    """Findings with words, cells and proposals, and decimal amounts, fit the schema."""
    document = json.loads(json.dumps(as_json(review_text(FAULTY))))
    assert faults(document) == []
    assert any(finding["proposal"] for finding in document["findings"])
    assert {"cell", "section"} <= {
        k for f in document["findings"] for e in f["evidence"] for k in e
    }
    assert document["report"]["tables"]["proactive.fees.amount"]["value"] == 103.3879


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.docx", b"", "unreadable"),
        ("坏.pdf", b"%PDF-1.7 broken", "unreadable"),
        ("旧.doc", b"\xd0\xcf\x11\xe0" * 200, "unsupported"),
        ("通知.txt", "关于召开会议的通知\n定于周五召开会议。".encode(), "not_a_report"),
    ],
)
def test_files_that_are_not_reviewed_fit(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """A file that could not be read, or is no report, is an object of the same schema."""
    path = tmp_path / name
    path.write_bytes(data)
    document = written(path)
    assert faults(document) == []
    assert (document["error"]["code"], document["report"], document["score"]) == (code, None, None)


def test_readme_is_no_report() -> None:
    """The README of the samples is not_a_report, never a report full of faults."""
    document = written(ROOT / "corpus" / "README.md")
    assert faults(document) == []
    assert document["error"]["code"] == "not_a_report"
    assert document["findings"] == []


def test_missing_file_fits(tmp_path: Path) -> None:
    """A path without a file is an object too, its hash empty."""
    document = written(tmp_path / "没有.docx")
    assert faults(document) == []
    assert document["error"]["code"] == "unreadable"


def _without(*path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


def _with(value: Any, *path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _with(1, "extra"),
        _with(2, "schema"),
        _without("not_run"),
        _with("", "report", "extra"),
        _with("bureau", "report", "kind"),
        _with("2024年1月15日", "report", "published"),
        _without("report", "sections", 7),
        _with("overview", "report", "sections", 0, "key"),
        _with(False, "report", "sections", 1, "present"),
        _with({"value": 1, "raw": "1"}, "report", "tables", "requests.received.everybody"),
        _with("1", "report", "tables", "requests.received.total", "value"),
        _with("error", "findings", 0, "severity"),
        _with("X101", "findings", 0, "code"),
        _with(-1, "findings", 0, "points"),
        _with([{"quote": "x"}], "findings", 0, "evidence"),
        _with("slogan", "sentences", 0, "role"),
        _with(["weather"], "sentences", 0, "topics"),
        _with("maybe", "claims", 0, "verdict"),
        _with("in", "claims", 0, "relation"),
        _with(120, "score", "total"),
        _with({"code": "unreadable", "message": "打不开"}, "error"),
        _with(None, "report"),
        _with("abc", "engine", "profile_sha256"),
    ],
)
def test_schema_refuses_what_the_contract_does_not_have(change: Callable[[Any], None]) -> None:
    """Unknown keys, wrong names and half a review break the schema: it is no rubber stamp."""
    document = deepcopy(as_json(review_text(FAULTY)))
    assert faults(document) == []
    change(document)
    assert faults(document) != []


def test_evidence_of_another_report_fits() -> None:
    """Evidence from last year's report names that report."""
    document = as_json(review_text(FAULTY))
    source = {"sha256": "0" * 64, "agency": "清和县商务局", "year": 2022}
    document["findings"][0]["evidence"][0]["source"] = source
    assert faults(document) == []
