"""The JSON Schema (draft 2020-12) of one review object, the contract's §2 as something to test against.

Beyond the contract's example it names what this program adds: report.remarks, score.returned,
score.parts[].label, and on claims `of`, `low`, `high`, `base`. Nothing else is allowed.
"""

from typing import Any, get_args

from review.finding import Severity
from review.model import SECTION_KEYS, AgencyKind
from review.outcome import SCHEMA, TOPICS, Claim, Relation, Role, Verdict
from review.report.forms import FORM_IDS, all_cell_keys

Schema = dict[str, Any]

_ERRORS = ("unreadable", "protected", "too_large", "unsupported", "not_a_report")
_TEXT: Schema = {"type": "string"}
_WORDS: Schema = {"type": "string", "minLength": 1}
_NUMBER: Schema = {"type": ["number", "null"]}
_OFFSET: Schema = {"type": "integer", "minimum": 0}
_YEAR: Schema = {"type": ["integer", "null"], "minimum": 1990, "maximum": 2100}
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SHA256_OR_NULL: Schema = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
_CODE: Schema = {"type": "string", "pattern": r"^[STNYRQDWP]\d{3}$"}
_CELL: Schema = {"$ref": "#/$defs/cell_key"}
_SECTION: Schema = {"enum": list(SECTION_KEYS)}
_NULL: Schema = {"type": "null"}


def _object(properties: Schema, optional: Schema | None = None) -> Schema:
    """A closed object: all of `properties` must be there, those of `optional` may, no others."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(name: str) -> Schema:
    return {"oneOf": [{"$ref": f"#/$defs/{name}"}, _NULL]}


def _of(name: str) -> Schema:
    return _list({"$ref": f"#/$defs/{name}"})


def _source() -> Schema:
    return _object(
        {
            "name": _WORDS,
            "sha256": {
                "type": "string",
                "pattern": "^([0-9a-f]{64})?$",
                "description": "文件打不开时为空",
            },
            "media_type": _WORDS,
            "pages": {"type": ["integer", "null"], "minimum": 1},
        }
    )


def _section(key: str) -> Schema:
    absent = {"properties": {"present": {"const": False}}}
    nothing = {"properties": {"heading": {"const": ""}, "text": {"const": ""}}}
    section = _object(
        {"key": {"const": key}, "heading": _TEXT, "present": {"type": "boolean"}, "text": _TEXT}
    )
    return {**section, "if": absent, "then": nothing}


def _report() -> Schema:
    return _object(
        {
            "title": _TEXT,
            "agency": _TEXT,
            "kind": {"enum": list(get_args(AgencyKind))},
            "year": _YEAR,
            "published": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
            "form": {"enum": list(FORM_IDS)},
            "sections": {
                "type": "array",
                "prefixItems": [_section(key) for key in SECTION_KEYS],
                "items": False,
                "minItems": len(SECTION_KEYS),
            },
            "tables": {
                "type": "object",
                "propertyNames": _CELL,
                "additionalProperties": _object({"value": _NUMBER, "raw": _TEXT}),
            },
        },
        {"remarks": _list(_WORDS)},
    )


def _sentence() -> Schema:
    return _object(
        {
            "id": {"type": "string", "pattern": rf"^({'|'.join(SECTION_KEYS)}):[1-9]\d*$"},
            "section": _SECTION,
            "start": _OFFSET,
            "end": _OFFSET,
            "text": _WORDS,
            "role": {"enum": list(get_args(Role))},
            "topics": {"type": "array", "items": {"enum": list(TOPICS)}, "uniqueItems": True},
            "boilerplate": {
                "type": ["number", "null"],
                "minimum": 0,
                "maximum": 1,
                "description": "没有训练好的模型时为 null",
            },
        }
    )


def _claim() -> Schema:
    literal = Claim.__annotations__
    claim = _object(
        {
            "sentence": _WORDS,
            "section": _SECTION,
            "quote": _WORDS,
            "start": _OFFSET,
            "end": _OFFSET,
            "kind": {"enum": list(get_args(literal["kind"]))},
            "cells": _list(_CELL),
            "relation": {"enum": list(get_args(Relation))},
            "value": _NUMBER,
            "verdict": {"enum": list(get_args(Verdict))},
        },
        {
            "of": {"enum": list(get_args(literal["of"]))},
            "low": _NUMBER,
            "high": _NUMBER,
            "base": {**_list(_CELL), "minItems": 1},
        },
    )
    bounds = {"required": ["low", "high"]}
    without = {"properties": {"low": False, "high": False}}
    hedged = {"properties": {"relation": {"const": "in"}}}
    return {**claim, "if": hedged, "then": bounds, "else": without}


def _evidence() -> Schema:
    elsewhere = {"source": {"$ref": "#/$defs/other_report"}}
    words = _object(
        {"section": _SECTION, "start": _OFFSET, "end": _OFFSET, "quote": _TEXT}, elsewhere
    )
    return {"oneOf": [words, _object({"cell": _CELL, "raw": _TEXT}, elsewhere)]}


def _finding() -> Schema:
    return _object(
        {
            "id": {"type": "string", "pattern": "^[0-9a-f]{16,64}$"},
            "code": _CODE,
            "severity": {"enum": [level.value for level in Severity]},
            "title": _WORDS,
            "message": _WORDS,
            "advice": _WORDS,
            "basis": _WORDS,
            "evidence": _of("evidence"),
            "proposal": _or_null("proposal"),
            "points": {"type": "number", "minimum": 0, "maximum": 100},
        }
    )


def _score() -> Schema:
    points: Schema = {"type": "number", "minimum": 0, "maximum": 100}
    part = _object({"key": _WORDS, "earned": points, "possible": points}, {"label": _WORDS})
    parts = {**_list(part), "minItems": 1}
    return _object(
        {"total": points, "grade": _WORDS, "parts": parts}, {"returned": {"type": "boolean"}}
    )


def _engine() -> Schema:
    return _object(
        {
            "version": _WORDS,
            "profile": _WORDS,
            "profile_sha256": _SHA256,
            "model_sha256": _SHA256_OR_NULL,
            "last_year_sha256": _SHA256_OR_NULL,
        }
    )


def _reuse() -> Schema:
    share = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    shares = _object({"overview": share, "problems": share})
    shares["description"] = "第一、五部分中与上年报告相同的文字所占份额；没有上年报告时为 null"
    return _object({"last_year": {**shares, "type": ["object", "null"]}})


def json_schema() -> Schema:
    """The schema of one review: a line of `jsonl`, or one member of the array of `json`."""
    keys = dict.fromkeys(key for form_id in FORM_IDS for key in all_cell_keys(form_id))
    empty = {"maxItems": 0}
    lists = ("sentences", "claims", "findings", "not_run")
    review = _object(
        {
            "schema": {"const": SCHEMA},
            "source": {"$ref": "#/$defs/source"},
            "error": _or_null("error"),
            "report": _or_null("report"),
            "sentences": _of("sentence"),
            "claims": _of("claim"),
            "findings": _of("finding"),
            "not_run": _of("not_run"),
            "score": _or_null("score"),
            "reuse": {"$ref": "#/$defs/reuse"},
            "engine": {"$ref": "#/$defs/engine"},
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "nianbao check",
        "description": "一份报告的审阅结果：jsonl 的一行，json 数组的一项。",
        **review,
        # a file is reviewed, or it could not be: never half of each
        "if": {"properties": {"error": _NULL}},
        "then": {"properties": {"report": {"type": "object"}, "score": {"type": "object"}}},
        "else": {
            "properties": {"report": _NULL, "score": _NULL, **dict.fromkeys(lists, empty)},
        },
        "$defs": {
            "cell_key": {"enum": list(keys)},
            "source": _source(),
            "error": _object({"code": {"enum": list(_ERRORS)}, "message": _WORDS}),
            "report": _report(),
            "sentence": _sentence(),
            "claim": _claim(),
            "evidence": _evidence(),
            "other_report": _object({"sha256": _SHA256, "agency": _TEXT, "year": _YEAR}),
            "proposal": _object({"cell": _CELL, "value": {"type": "number"}}),
            "finding": _finding(),
            "not_run": _object({"code": _CODE, "reason": _WORDS}),
            "score": _score(),
            "engine": _engine(),
            "reuse": _reuse(),
        },
    }
