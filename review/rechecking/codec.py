"""Frozen records as JSON and back: what is kept of a report can be read without running any code of it.

A record is a list: the number of its class, then its fields in order. Only the classes listed here
are ever made; anything else is a ValueError.
"""

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
        raise ValueError("not a kept record") from error


def pack(value: Any) -> bytes:
    """A value as compressed JSON."""
    text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def unpack(data: bytes) -> Any:
    """The value of `pack`; ValueError where the bytes are none of its."""
    try:
        return decode(json.loads(zlib.decompress(data)))
    except (zlib.error, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not a kept record") from error
