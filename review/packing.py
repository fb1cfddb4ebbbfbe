"""Reports and what was made of them as bytes and back: between processes, and kept for later.

A record is a list: the number of its class, then its fields in order. Only the classes listed here
are ever made; anything else is a ValueError.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from review.claims.quantities import Quantity
from review.claims.reading import ReadClaim
from review.claims.statements import Statement
from review.finding import CellEvidence, Elsewhere, Finding, OtherReport, Proposal, Severity
from review.model import (
    Agency,
    AlteredLabel,
    Cell,
    Period,
    Report,
    Section,
    Source,
    Span,
    TableReading,
    YearMention,
)
from review.outcome import Claim, NotRun, Sentence
from review.report.last_year import LastYear

_TUPLE, _MAPPING, _DECIMAL, _DATE, _SET, _SEVERITY, _FIRST_RECORD = range(7)
_RECORDS: tuple[type, ...] = (
    Source, Section, Cell, AlteredLabel, TableReading, Span, YearMention, Period, Agency, Report,
    CellEvidence, OtherReport, Elsewhere, Proposal, Finding, NotRun, Sentence, Claim, Quantity,
    Statement, ReadClaim, LastYear,
)  # fmt: skip
_FIELDS = {record: tuple(f.name for f in fields(record)) for record in _RECORDS}
_NUMBERS = {record: number for number, record in enumerate(_RECORDS, _FIRST_RECORD)}
_PLAIN = (bool, int, float, str)


def encode(value: Any) -> Any:
    """A value as plain JSON values."""
    kind = type(value)
    if value is None or kind in _PLAIN:
        return value
    if kind is tuple:
        return [_TUPLE, *map(encode, value)]
    number = _NUMBERS.get(kind)
    if number is not None:
        return [number, *[encode(getattr(value, name)) for name in _FIELDS[kind]]]
    if kind is Severity:
        return [_SEVERITY, value.value]
    if kind is Decimal:
        return [_DECIMAL, str(value)]
    if isinstance(value, Mapping):
        return [_MAPPING, *[encode(part) for item in value.items() for part in item]]
    if kind is date:
        return [_DATE, value.isoformat()]
    if kind is frozenset:
        return [_SET, *map(encode, sorted(value))]
    raise TypeError(kind.__name__)


def _mapping(*flat: Any) -> Mapping[Any, Any]:
    return MappingProxyType(dict(zip(flat[::2], flat[1::2], strict=True)))


_MAKERS: dict[int, Callable[..., Any]] = {
    _TUPLE: lambda *items: items,
    _MAPPING: _mapping,
    _DECIMAL: Decimal,
    _DATE: date.fromisoformat,
    _SET: lambda *items: frozenset(items),
    _SEVERITY: Severity,
    **dict(enumerate(_RECORDS, _FIRST_RECORD)),
}


def decode(data: Any) -> Any:
    """The value behind plain JSON values; ValueError where they are none of `encode`'s."""
    if type(data) is not list:
        return data
    try:
        return _MAKERS[data[0]](*map(decode, data[1:]))
    except (IndexError, KeyError, TypeError, ArithmeticError) as error:
        raise ValueError("not a packed record") from error


def pack(value: Any) -> bytes:
    """A report, or other records of those listed, as bytes: about a tenth of their text in memory."""
    text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> Any:
    """What was packed, equal to it. ValueError where these are no such bytes."""
    try:
        return decode(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
    except (zlib.error, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not a packed record") from error


def unpack_report(data: bytes) -> Report:
    """The report that was packed; ValueError where something else was."""
    report = unpack(data)
    if not isinstance(report, Report):
        raise ValueError("not a packed report")
    return report


def hash_of_figures(report: Report) -> str:
    """A short hash of all figures of the tables: two files of one report have the same."""
    figures = sorted((key, str(cell.value)) for key, cell in report.cells.items())
    return hashlib.sha256(repr(figures).encode()).hexdigest()[:16]
