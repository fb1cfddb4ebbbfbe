"""A page of a PDF as the eye sees it: glyphs, rulings, grounds and pictures, hidden things left out.

The page is parsed once, straight from its operators. What the parser knows and a reader of the
printed page cannot see is no text: hidden layers, invisible and white type, type off the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_rect, decode_text, mult_matrix

from review.errors import FileTooLarge
from review.readers.pdf_lines import Glyph, Turn
from review.readers.pdf_rulings import Box, Painted, is_white

INVISIBLE_MODES = (3, 7)
PALE = 0.6  # of each of grey, red, green and blue: type so light may be a watermark
OBLIQUE = 0.15  # sine against cosine: type that runs neither level nor upright is a watermark

_HIDDEN, _NO_VIEW = 2, 32  # flags of annotations
_DRAWN_ANNOTATIONS = frozenset({"Widget", "FreeText", "Stamp"})
_PLAIN_COLOURS = frozenset(
    {"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"}
)


@dataclass(slots=True)
class Sheet:
    """What is drawn on a page, in points of the page as displayed. `unseen`: of invisible type."""

    number: int
    width: float
    height: float
    visible: Box
    glyphs: list[Glyph] = field(default_factory=list)
    white: list[Glyph] = field(default_factory=list)
    pale: list[Glyph] = field(default_factory=list)
    unseen: list[Glyph] = field(default_factory=list)
    painted: Painted = field(default_factory=Painted)
    pictures: list[Box] = field(default_factory=list)


class _Device(PDFTextDevice):  # type: ignore[misc]
    """Collects onto a sheet what the interpreter draws."""

    def __init__(self, manager: PDFResourceManager, most: int) -> None:
        super().__init__(manager)
        self.most = most
        self.sheet = Sheet(0, 0.0, 0.0, Box(0.0, 0.0, 0.0, 0.0))
        self.tags: list[bool] = []  # whether each open tag hides what stands in it
        self.hidden = 0
        self.layers_off: frozenset[int] = frozenset()
        self._mode = 0
        self._white = self._pale = False
        self._words: dict[int, dict[int, tuple[str, float, Any]]] = {}

    def push(self, hides: bool) -> None:
        self.tags.append(hides)
        self.hidden += hides

    def end_tag(self) -> None:
        if self.tags:
            self.hidden -= self.tags.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        self._white = _white(graphicstate.ncolor, graphicstate.ncs)
        self._pale = not self._white and is_white(graphicstate.ncolor, PALE)
        super().render_string(textstate, seq, ncs, graphicstate)
        sheet = self.sheet
        if len(sheet.glyphs) + len(sheet.white) + len(sheet.pale) + len(sheet.unseen) > self.most:
            raise FileTooLarge(
                f"PDF第{sheet.number}页的文字超过{self.most}个；请核对文件后重新导出"
            )

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        known = self._words.setdefault(id(font), {})
        entry = known.get(cid)
        if entry is None:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = f"(cid:{cid})"
            entry = known[cid] = (text, font.char_width(cid), font.char_disp(cid))
        text, width, displaced = entry
        advance = float(width * fontsize * scaling)
        if self.hidden or not text or text == "\x00":
            return advance
        if font.is_vertical():
            vx, vy = displaced
            vx = fontsize * 0.5 if vx is None else vx * fontsize * 0.001
            vy = (1000 - vy) * fontsize * 0.001
            box = (-vx, vy + rise + advance, -vx + fontsize, vy + rise)
        else:
            foot = font.get_descent() * fontsize + rise
            box = (0, foot, advance, foot + fontsize)
        a, b, _, d, _, _ = matrix
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        across, along = abs(a), abs(b)
        turn: Turn = 0
        if along > OBLIQUE * across:
            if across > OBLIQUE * along:
                return advance
            turn = 90 if b > 0 else -90
        elif a * scaling < 0 and d < 0:
            turn = 180
        size = x1 - x0 if font.is_vertical() else y1 - y0
        height = self.sheet.height
        glyph = Glyph(text, x0, x1, height - y1, height - y0, abs(size) or 1.0, turn)
        if not self.sheet.visible.holds(*glyph.middle):
            return advance
        if self._mode in INVISIBLE_MODES:
            self.sheet.unseen.append(glyph)
        elif self._white:
            self.sheet.white.append(glyph)
        elif self._pale:
            self.sheet.pale.append(glyph)
        else:
            self.sheet.glyphs.append(glyph)
        return advance

    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        if self.hidden:
            return
        state = graphicstate
        self.sheet.painted.add(
            path,
            self.ctm,
            self.sheet.height,
            None if not stroke else _white(state.scolor, state.scs),
            None if not fill else _white(state.ncolor, state.ncs),
            float(state.linewidth or 0),
        )
        if self.sheet.painted.size > 4 * self.most:
            raise FileTooLarge(
                f"PDF第{self.sheet.number}页的线条过多，不像一份年报；请核对文件后重新导出"
            )

    def write(self, note: dict[str, Any], ctm: Any) -> None:
        """The value of a form field that viewers draw themselves, set into its box line by line."""
        value = resolve1(note.get("V"))
        if not isinstance(value, bytes) or not value or "Rect" not in note:
            return
        sides = tuple(float(resolve1(side)) for side in list_value(note["Rect"]))
        x0, y0, x1, y1 = apply_matrix_rect(ctm, sides)
        lines = decode_text(value).splitlines()
        size = min(12.0, (y1 - y0) / (len(lines) * 1.3), *((x1 - x0) / (len(line) or 1) for line in lines))  # fmt: skip
        top = self.sheet.height - (y0 + y1) / 2 - len(lines) * 1.3 * size / 2
        for number, line in enumerate(lines):
            for place, char in enumerate(line):
                x, y = x0 + place * size, top + number * 1.3 * size
                self.sheet.glyphs.append(Glyph(char, x, x + size, y, y + size, size))

    def render_image(self, name: str, stream: PDFStream) -> None:
        if self.hidden:
            return
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        height = self.sheet.height
        self.sheet.pictures.append(Box(x0, x1, height - y1, height - y0))


def _white(color: Any, space: Any) -> bool:
    """Whether a colour is white; of inks and patterns (1 is full ink) none is."""
    return getattr(space, "name", "DeviceGray") in _PLAIN_COLOURS and is_white(color)


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Tells the device which layers are hidden, and draws the fields of forms."""

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        self.device.push(False)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        name = tag.name if isinstance(tag, PSLiteral) else ""
        hides = False
        if name == "OC" and isinstance(props, PSLiteral):
            known = resolve1(self.resources.get("Properties"))
            hides = isinstance(known, dict) and self._is_off(known.get(props.name))
        elif name == "Artifact" and isinstance(props, dict):
            kind = resolve1(props.get("Type"))
            hides = isinstance(kind, PSLiteral) and kind.name == "Pagination"
        self.device.push(hides)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        stream = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", None)))
        if isinstance(stream, PDFStream) and self._is_off(stream.attrs.get("OC")):
            return
        super().do_Do(xobjid_arg)

    def _is_off(self, layer: Any) -> bool:
        """Whether a layer, or a set of layers of which none is on, is not shown."""
        if isinstance(layer, PDFObjRef) and layer.objid in self.device.layers_off:
            return True
        found = resolve1(layer)
        if not self.device.layers_off or not isinstance(found, dict) or "OCGs" not in found:
            return False
        members = found["OCGs"]
        if isinstance(members, PDFObjRef) and not isinstance(resolve1(members), list):
            members = [members]
        refs = [m for m in resolve1(members) or [] if isinstance(m, PDFObjRef)]
        return bool(refs) and all(m.objid in self.device.layers_off for m in refs)

    def draw_annotations(self, page: Any, ctm: Any) -> None:
        """The appearance of form fields, text boxes and stamps that are shown."""
        for reference in list_value(page.annots) if page.annots else []:
            note = resolve1(reference)
            if not isinstance(note, dict):
                continue
            kind = getattr(resolve1(note.get("Subtype")), "name", "")
            flags = resolve1(note.get("F")) or 0
            if kind not in _DRAWN_ANNOTATIONS or flags & (_HIDDEN | _NO_VIEW):
                continue
            look = _appearance(note)
            if self._is_off(note.get("OC")):
                continue
            if look is None:
                self.device.write(note, ctm)
                continue
            box = [float(resolve1(v)) for v in list_value(look.attrs.get("BBox", [0, 0, 1, 1]))]
            place = [float(resolve1(v)) for v in list_value(note["Rect"])]
            matrix = tuple(float(resolve1(v)) for v in list_value(look.attrs.get("Matrix", [1, 0, 0, 1, 0, 0])))  # fmt: skip
            x0, y0, x1, y1 = apply_matrix_rect(matrix, tuple(box))
            across = (max(place[0::2]) - min(place[0::2])) / ((x1 - x0) or 1.0)
            along = (max(place[1::2]) - min(place[1::2])) / ((y1 - y0) or 1.0)
            fit = (across, 0, 0, along, min(place[0::2]) - x0 * across, min(place[1::2]) - y0 * along)  # fmt: skip
            inner = self.subinterp()
            resources = dict_value(look.attrs["Resources"]) if "Resources" in look.attrs else {}
            moved = mult_matrix(mult_matrix(matrix, fit), ctm)
            inner.render_contents(resources, [look], ctm=moved)


def _appearance(note: dict[str, Any]) -> PDFStream | None:
    """The normal appearance of an annotation, in the state that it is in."""
    looks = resolve1(note.get("AP"))
    look = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(look, dict):
        state = getattr(resolve1(note.get("AS")), "name", None)
        look = resolve1(look.get(state))
    return look if isinstance(look, PDFStream) else None


def hidden_layers(catalog: dict[str, Any]) -> frozenset[int]:
    """Object numbers of the layers (optional content groups) that are not shown by default."""
    properties = resolve1(catalog.get("OCProperties"))
    usual = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    if not isinstance(usual, dict):
        return frozenset()

    def numbers(listed: Any) -> set[int]:
        found = resolve1(listed)
        return {o.objid for o in found if isinstance(o, PDFObjRef)} if isinstance(found, list) else set()  # fmt: skip

    off = numbers(usual.get("OFF"))
    if getattr(resolve1(usual.get("BaseState")), "name", "ON") == "OFF":
        off |= numbers(properties.get("OCGs")) - numbers(usual.get("ON"))
    return frozenset(off)


def sheets(document: Any, pages: Sequence[Any], most: int) -> Iterator[Sheet]:
    """Each page's sheet, in order. `document` and `pages` are the parser's.

    Raises FileTooLarge, while a page is still being read, for more than `most` glyphs or lines.
    """
    manager = PDFResourceManager()
    device = _Device(manager, most)
    interpreter = _Interpreter(manager, device)
    device.layers_off = hidden_layers(document.catalog)
    for number, page in enumerate(pages, 1):
        x0, y0, x1, y1 = (float(v) for v in page.mediabox)
        rotate = page.rotate % 360
        ctm = {
            90: (0, -1, 1, 0, -y0, x1),
            180: (-1, 0, 0, -1, x1, y1),
            270: (0, 1, -1, 0, y1, -x0),
        }.get(rotate, (1, 0, 0, 1, -x0, -y0))
        width, height = (y1 - y0, x1 - x0) if rotate in (90, 270) else (x1 - x0, y1 - y0)
        a, b, c, d = apply_matrix_rect(ctm, tuple(float(v) for v in page.cropbox))
        visible = Box(max(a, 0.0), min(c, width), max(height - d, 0.0), min(height - b, height))
        device.sheet = Sheet(number, width, height, visible)
        device.tags, device.hidden = [], 0
        interpreter.render_contents(page.resources, page.contents, ctm=ctm)
        device.tags, device.hidden = [], 0
        interpreter.draw_annotations(page, ctm)
        yield device.sheet
