"""Bounds inside the PDF parser, where a small file can ask for any amount of time and memory.

pdfminer unpacks a stream whatever its size, follows nested objects to any depth and fills tables
of a font without end; looking at the result would be too late. `guarded` sets a budget for the
file that is read in this context; the parser's functions, wrapped once, draw on it and raise
FileTooLarge where it is spent. Outside `guarded` they do what they always did.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any

from review.errors import FileTooLarge
from review.readers.pdf_limits import PdfLimits

_SWOLLEN = "PDF中有解压后过大的内容，不像一份年报；请用Word或WPS重新导出PDF，或直接提交Word文件"
_NESTED = "PDF内部结构嵌套过深，不像一份年报；请用Word或WPS重新导出PDF，或直接提交Word文件"
_CROWDED = "PDF有一页的文字或线条过多，不像一份年报；请用Word或WPS重新导出PDF，或直接提交Word文件"
_LAST_CODE = 0xFFFF


class _Budget:
    """What is left for one file."""

    def __init__(self, limits: PdfLimits) -> None:
        self.limits = limits
        self.unpacked = limits.unpacked
        self.mappings = limits.mappings
        self.forms = limits.forms
        self.content = limits.content

    def room(self) -> int:
        """How many bytes the next stream may have; one more is too many."""
        return min(self.limits.stream, self.unpacked)

    def took(self, size: int) -> None:
        if size > self.room():
            raise FileTooLarge(_SWOLLEN)
        self.unpacked -= size

    def map(self, count: int = 1) -> None:
        self.mappings -= count
        if self.mappings < 0:
            raise FileTooLarge(_SWOLLEN)

    def draw(self, streams: Sequence[Any]) -> None:
        """Allow the operators of a page or form, which cost far more than their bytes."""
        size = strings = 0
        for stream in streams[: self.limits.streams_a_page + 1]:
            content = stream.get_data()
            size += len(content)
            strings += content.count(b"(")
        self.content -= size
        if (
            self.content < 0
            or len(streams) > self.limits.streams_a_page
            or size > self.limits.content_a_page
            or strings > self.limits.strings_a_page
        ):
            raise FileTooLarge(_CROWDED)

    def draw_form(self) -> None:
        self.forms -= 1
        if self.forms < 0:
            raise FileTooLarge(_CROWDED)


_BUDGET: ContextVar[_Budget | None] = ContextVar("pdf budget", default=None)


@contextmanager
def guarded(limits: PdfLimits) -> Iterator[None]:
    """Bound what the parser may do for one file."""
    _install()
    token = _BUDGET.set(_Budget(limits))
    try:
        yield
    finally:
        _BUDGET.reset(token)


def _inflated(data: bytes) -> bytes:
    budget = _BUDGET.get()
    if budget is None:
        return zlib.decompress(data)
    inflater = zlib.decompressobj()
    out = inflater.decompress(data, budget.room() + 1)
    budget.took(len(out))
    if not inflater.eof:
        raise zlib.error("incomplete or truncated stream")
    return out


def _inflated_in_part(data: bytes) -> bytes:
    """What a damaged stream yields before it breaks."""
    budget = _BUDGET.get()
    room = budget.room() if budget else 1 << 30
    inflater = zlib.decompressobj()
    out = bytearray()
    try:
        for start in range(0, len(data), 256):
            out += inflater.decompress(data[start : start + 256], room + 1 - len(out))
            if len(out) > room:
                break
    except zlib.error:
        if not out:
            raise
    if budget:
        budget.took(len(out))
    return bytes(out)


class _Zlib:
    """What the parser uses of zlib, bounded."""

    error = zlib.error
    decompress = staticmethod(_inflated)
    decompressobj = staticmethod(zlib.decompressobj)


def _run_lengths(data: bytes) -> bytes:
    """RunLengthDecode (ISO 32000-1, 7.4.5)."""
    budget = _BUDGET.get()
    room = budget.room() if budget else 1 << 30
    out = bytearray()
    at = 0
    while at < len(data) and (length := data[at]) != 128 and len(out) <= room:
        if length < 128:
            out += data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            out += data[at + 1 : at + 2] * (257 - length)
            at += 2
    if budget:
        budget.took(len(out))
    return bytes(out)


def _bounded_lzw(decode: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """LZW grows by what it has seen: its input is bounded so that its time is, too."""

    @wraps(decode)
    def bounded(data: bytes) -> bytes:
        budget = _BUDGET.get()
        if budget and len(data) > budget.limits.lzw:
            raise FileTooLarge(_SWOLLEN)
        out = decode(data)
        if budget:
            budget.took(len(out))
        return out

    return bounded


def _bounded_predictor(apply: Callable[..., bytes]) -> Callable[..., bytes]:
    """The line of a predictor is made before any data is looked at."""

    @wraps(apply)
    def bounded(*arguments: Any) -> bytes:
        budget = _BUDGET.get()
        *_, colors, columns, bits, _data = arguments
        if budget and max(colors, 1) * max(columns, 1) * max(bits, 1) // 8 > budget.limits.stream:
            raise FileTooLarge(_SWOLLEN)
        return apply(*arguments)

    return bounded


def _bounded_widths(read: Callable[[Iterable[object]], Any]) -> Callable[[Iterable[object]], Any]:
    """Ranges of codes beyond the last there is are cut."""
    from pdfminer.pdftypes import resolve1

    @wraps(read)
    def bounded(sequence: Iterable[object]) -> Any:
        budget = _BUDGET.get()
        if budget is None:
            return read(sequence)
        kept: list[object] = []
        for value in map(resolve1, sequence):
            if isinstance(value, list):
                budget.map(len(value))
            elif isinstance(value, int | float):
                value = max(-_LAST_CODE, min(value, _LAST_CODE))
                before = kept[-1] if kept else None
                if isinstance(value, int) and isinstance(before, int) and value > before:
                    budget.map(value - before)
            kept.append(value)
        return read(kept)

    return bounded


def _wrapped(owner: type, name: str, before: Callable[[_Budget, Any], None]) -> None:
    """Let a method of the parser ask the budget first."""
    method = getattr(owner, name)

    @wraps(method)
    def asking(self: Any, *arguments: Any, **named: Any) -> Any:
        budget = _BUDGET.get()
        if budget is not None:
            before(budget, self)
        return method(self, *arguments, **named)

    setattr(owner, name, asking)


def _bounded_content(begin: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    @wraps(begin)
    def bounded(self: Any, streams: Any) -> None:
        budget = _BUDGET.get()
        if budget is not None:
            budget.draw(streams)
        begin(self, streams)

    return bounded


def _check_depth(budget: _Budget, parser: Any) -> None:
    if len(parser.context) > budget.limits.depth:
        raise FileTooLarge(_NESTED)


def _check_states(budget: _Budget, interpreter: Any) -> None:
    if len(interpreter.gstack) > budget.limits.states:
        raise FileTooLarge(_NESTED)


def _check_crowd(budget: _Budget, container: Any) -> None:
    if len(container._objs) > budget.limits.objects_a_page:
        raise FileTooLarge(_CROWDED)


@cache
def _install() -> None:
    """Wrap the parser's functions, once."""
    from pdfminer import cmapdb, layout, pdffont, pdfinterp, pdftypes, psparser

    pdftypes.zlib = _Zlib
    pdftypes.decompress_corrupted = _inflated_in_part
    pdftypes.rldecode = _run_lengths
    pdftypes.lzwdecode = _bounded_lzw(pdftypes.lzwdecode)
    pdftypes.apply_png_predictor = _bounded_predictor(pdftypes.apply_png_predictor)
    pdftypes.apply_tiff_predictor = _bounded_predictor(pdftypes.apply_tiff_predictor)
    pdffont.get_widths = _bounded_widths(pdffont.get_widths)
    pdffont.get_widths2 = _bounded_widths(pdffont.get_widths2)
    reader = pdfinterp.PDFContentParser
    reader.__init__ = _bounded_content(reader.__init__)
    _wrapped(psparser.PSStackParser, "start_type", _check_depth)
    _wrapped(cmapdb.FileUnicodeMap, "add_cid2unichr", lambda budget, _: budget.map())
    _wrapped(cmapdb.FileCMap, "add_code2cid", lambda budget, _: budget.map())
    _wrapped(pdfinterp.PDFPageInterpreter, "do_q", _check_states)
    # Operators are called with as many operands as their signature has, so none with any is wrapped.
    _wrapped(pdfinterp.PDFPageInterpreter, "render_contents", lambda budget, _: budget.draw_form())
    _wrapped(layout.LTContainer, "add", _check_crowd)
