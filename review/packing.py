"""A recognised report as bytes and back, so that it is read once and can go from one process to another.

JSON, compressed: no code is ever run on unpacking. Every shape of `review.model` that a `Report`
is made of is written as the list of its fields in their order.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from review.model import Report

_Coder = Callable[[Any], Any]


def pack(report: Report) -> bytes:
    """A report as bytes, about a tenth of its text in memory."""
    text = json.dumps(_plain(report), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> Report:
    """The report again, equal to the one that was packed. ValueError where these are no such bytes."""
    try:
        text = zlib.decompress(data).decode("utf-8", "surrogatepass")
        report: Report = _reader(Report)(json.loads(text))
    except (zlib.error, ValueError, TypeError, LookupError, ArithmeticError) as error:
        raise ValueError("no packed report") from error
    return report


def hash_of_figures(report: Report) -> str:
    """A short hash of all figures of the tables: two files of one report have the same."""
    figures = sorted((key, str(cell.value)) for key, cell in report.cells.items())
    return hashlib.sha256(repr(figures).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, Decimal):
        return [str(value)]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    kind: Any = type(value)
    return [_plain(getattr(value, name)) for name in _names(kind)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> _Coder:
    """What turns the plain form of a type back into its value."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal or kind in (str, int, bool, NoneType):
        return _same
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return lambda value: Decimal(value[0])
    if origin is tuple:
        item = _reader(inner[0])
        return lambda value: tuple(map(item, value))
    if origin is not None and _is_mapping(origin):
        item = _reader(inner[1])
        return lambda value: MappingProxyType({key: item(one) for key, one in value.items()})
    if origin in (Union, UnionType):
        return _either(inner)
    if is_dataclass(kind):
        make: Any = kind
        hints = get_type_hints(make)
        readers = tuple(_reader(hints[name]) for name in _names(make))
        return lambda value: make(*(r(v) for r, v in zip(readers, value, strict=True)))
    raise TypeError(f"no plain form for {kind}")


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _same(value: Any) -> Any:
    return value


def _either(kinds: tuple[Any, ...]) -> _Coder:
    """None, an int, or the one other kind of a union (written as a list or, a date, as a string)."""
    others = [kind for kind in kinds if kind not in (NoneType, int)]
    other = _reader(others[0]) if others else _same
    return lambda value: value if isinstance(value, int | None) else other(value)
