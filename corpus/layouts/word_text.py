"""Runs and paragraphs of a Word file: split, boxed, changed under tracking, hidden, numbered by Word."""

import re
from random import Random
from xml.sax.saxutils import escape

NUMERAL = re.compile(r"[一二三四五六七八九十]|\d")


class Runs:
    """Writes text as runs. `flags` names the hazards that this file is drawn with."""

    def __init__(self, rng: Random, flags: frozenset[str]) -> None:
        self.rng, self.flags, self.met = rng, flags, set[str]()
        self.ids, self.footnotes = 0, list[str]()
        self.numberings: list[
            tuple[str, str]
        ] = []  # format and text of a level: ("decimal", "%1.")

    def chance(self, flag: str, odds: float) -> bool:
        """Whether a hazard that this file has is drawn here."""
        if flag in self.flags and self.rng.random() < odds:
            self.met.add(flag)
            return True
        return False

    def _id(self) -> int:
        self.ids += 1
        return self.ids

    def plain(self, text: str, properties: str = "") -> str:
        """One run; \\n is a line break, \\t a tab."""
        out = []
        for piece in re.split(r"([\n\t])", text):
            if piece == "\n":
                out.append("<w:br/>")
            elif piece == "\t":
                out.append("<w:tab/>")
            elif piece:
                out.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
        wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f"<w:r>{wrapped}{''.join(out)}</w:r>"

    def _mark(self, tag: str, inner: str) -> str:
        return f'<w:{tag} w:id="{self._id()}" w:author="核稿" w:date="2025-01-10T09:00:00Z">{inner}</w:{tag}>'

    def deleted(self, text: str) -> str:
        return self._mark(
            "del", f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
        )

    def hidden(self, text: str) -> str:
        return self.plain(text, "<w:vanish/>")

    def _split(self, text: str) -> str:
        """A run to one, two or three characters, with the marks of the spelling checker between."""
        out, at = [], 0
        while at < len(text):
            size = self.rng.choice((1, 1, 2, 3))
            out.append(
                self.plain(
                    text[at : at + size], self.rng.choice(("", "<w:b/>", '<w:lang w:val="en-US"/>'))
                )
            )
            if self.rng.random() < 0.2:
                out.append('<w:proofErr w:type="spellStart"/><w:proofErr w:type="spellEnd"/>')
            at += size
        return "".join(out)

    def words(self, text: str, properties: str = "", odds: float = 1.0) -> str:
        """Runs of a paragraph of text. `odds` weighs the hazards: low where much is written."""
        if not text:
            return ""
        if self.chance("tracked_changes", 0.15 * odds) and len(text) > 4:
            at = self.rng.randrange(1, len(text) - 2)
            if not text[at - 1 : at + 3].isdigit():
                change = self._mark("ins", self.plain(text[at : at + 2], properties))
                return (
                    self.plain(text[:at], properties)
                    + self.deleted("初稿")
                    + change
                    + self.plain(text[at + 2 :], properties)
                )
        if self.chance("hidden_text", 0.15 * odds):
            return self.plain(text, properties) + self.hidden("（请办公室核对8件）")
        if self.chance("runs_split", 0.6 * odds) and len(text) < 400:
            return self._split(text)
        if self.chance("run_controls", 0.2 * odds):
            return f'<w:sdt><w:sdtPr><w:alias w:val="内容"/></w:sdtPr><w:sdtContent>{self.plain(text, properties)}</w:sdtContent></w:sdt>'
        if self.chance("smart_tags", 0.2 * odds):
            return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">{self.plain(text, properties)}</w:smartTag>'
        if self.chance("hyperlinks", 0.15 * odds):
            return f'<w:hyperlink w:anchor="here">{self.plain(text, properties)}</w:hyperlink>'
        if self.chance("fields", 0.1 * odds):
            return self.field(
                f'HYPERLINK "http://example.invalid/{self._id()}"', self.plain(text, properties)
            )
        if self.chance("alternate_content", 0.15 * odds):
            run = self.plain(text, properties)
            return f'<mc:AlternateContent><mc:Choice Requires="wps">{run}</mc:Choice><mc:Fallback>{run}</mc:Fallback></mc:AlternateContent>'
        if self.chance("footnotes", 0.08 * odds):
            self.footnotes.append(self.rng.choice(("数据来源于内部台账。", "按报告期末口径统计。")))
            return (
                self.plain(text, properties)
                + f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.footnotes) + 1}"/></w:r>'
            )
        return self.plain(text, properties)

    def figure(self, text: str, *, total: bool) -> str:
        """Runs of a figure in a cell."""
        if text and self.chance("tracked_changes", 0.06):
            return self.deleted(self.rng.choice(("7", "19", "0"))) + self._mark(
                "ins", self.plain(text)
            )
        if text and self.chance("hidden_text", 0.04):
            return self.plain(text) + self.hidden("99")
        if text and total and self.chance("fields", 0.5):
            return self.field("=SUM(LEFT)", self.plain(text))
        notes = len(self.footnotes)
        runs = self.words(text, odds=0.2 if "runs_split" not in self.flags else 1.0)
        if len(self.footnotes) > notes:
            self.met.add("footnote_marks_on_figures")
        return runs

    def field(self, instruction: str, result: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        return (
            mark.format("begin")
            + f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
            + mark.format("separate") + result + mark.format("end")
        )  # fmt: skip

    def list_number(self, number: str, *, level: int = 0, new: bool = False) -> str:
        """Properties that let Word write `number` by itself; `new` starts counting again."""
        found = NUMERAL.search(number)
        assert found
        shape = "decimal" if found[0].isdigit() else "chineseCounting"
        text = number[: found.start()] + "%1" + number[found.end() :]
        if new or (shape, text) not in [n[:2] for n in self.numberings]:
            self.numberings.append((shape, text))
        at = max(i for i, n in enumerate(self.numberings) if n == (shape, text)) + 1
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{at}"/></w:numPr>'

    def paragraph(self, runs: str, properties: str = "") -> str:
        inner = f"<w:pPr>{properties}</w:pPr>{runs}" if properties else runs
        noise = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
        if "bookmarks" in self.flags and self.rng.random() < 0.1:
            self.met.add("bookmarks")
            inner += noise
        whole = f"<w:p>{inner}</w:p>"
        if self.chance("paragraph_controls", 0.2):
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
        return whole

    def text_box(self, paragraphs: str) -> str:
        """A paragraph that holds a text box, once for new readers and once for old ones."""
        self.met.add("text_boxes")
        box = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
        size = '<wp:extent cx="5000000" cy="800000"/>'
        anchor = (
            f'<w:drawing><wp:inline>{size}<wp:docPr id="{self._id()}" name="文本框"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="800000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        old = f'<w:pict><v:shape style="width:390pt;height:60pt"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
        return (
            f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{anchor}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
