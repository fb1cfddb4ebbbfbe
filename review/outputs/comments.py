"""Comments in the agency's own .docx, at the place of each fault; nothing else in it is changed.

Only the main part is written anew, with the ranges of the comments in it; the part of the comments,
its relationship and its content type are added. All other parts keep their bytes.
"""

import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from lxml import etree

from review.outputs.adopted import Decided, JsonFinding, Own, adopted_findings
from review.outputs.comment_ranges import Ranges
from review.outputs.docx_anchors import (
    Anchors,
    Character,
    find_anchors,
    main_part,
    parse_kept,
    with_parts,
)
from review.outputs.inert import clean_text, file_name
from review.outputs.note_content import Item, make_note, report_name
from review.outputs.verification import NoteRefused, verify

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_INITIALS = "审"
_LABELS_SHOWN = ("问题", "应改为", "建议", "依据")


@dataclass(frozen=True, slots=True)
class Commented:
    """The file with its comments; `placed` at the words or cell, `beside` at the heading of the part.

    Each counts findings. Those `beside` are about no words, or theirs were not found again.
    """

    content: bytes
    placed: tuple[str, ...]
    beside: tuple[str, ...]


def commented_name(document: Mapping[str, Any]) -> str:
    """A file name for the report with comments."""
    return file_name(f"{report_name(document)}_批注", ".docx")


def write_comments(
    data: bytes,
    document: Mapping[str, Any],
    decisions: Mapping[str, Decided],
    *,
    own: Iterable[Own] = (),
    edits: Mapping[str, str] | None = None,
    author: str = "审阅单位",
    at: datetime | None = None,
) -> Commented:
    """The adopted findings as comments in the .docx that was reviewed.

    NoteRefused where the review is of another file, or a quote has no source; a FileError where the
    file is no sound .docx.
    """
    import hashlib

    if document.get("report") is None:
        raise NoteRefused("这份文件没有审阅结果，不能写批注。")
    if hashlib.sha256(data).hexdigest() != document["source"]["sha256"]:
        raise NoteRefused("审阅结果不是这份文件的，不能写批注；请重新审阅这份文件。")
    own = tuple(own)
    note = make_note(document, decisions, own=own, edits=edits)
    adopted = adopted_findings(document, decisions, own)
    findings = {f["id"]: f for found in adopted.values() for f in found}
    verify(note, document, findings)
    anchors = find_anchors(data, document)
    name, xml = main_part(data)
    root = parse_kept(xml)
    comments = _Comments(data, name, root, author, at or datetime.now(UTC))
    ranges = Ranges(root)
    placed: list[str] = []
    beside: list[str] = []
    for item in note.items:
        exact, spots = _spots(anchors, findings[item.id])
        number = comments.next
        if any(ranges.mark(number, chars, aside) for chars, aside in spots):
            (placed if exact else beside).append(item.id)
        elif ranges.mark_first(number):
            beside.append(item.id)
        else:
            continue
        comments.add(_lines(item))
    main = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    parts = {name: main, **comments.parts()} if placed or beside else {}
    return Commented(with_parts(data, parts), tuple(placed), tuple(beside))


def _spots(
    anchors: Anchors, finding: JsonFinding
) -> tuple[bool, list[tuple[list[Character], int]]]:
    """Where the comment may go, best first: the first evidence that is found, else a heading."""
    exact: list[tuple[list[Character], int]] = []
    near: list[tuple[list[Character], int]] = []
    evidence = [e for e in finding["evidence"] if not e.get("source")]
    proposal = finding["proposal"]
    if proposal:
        evidence.insert(0, {"cell": proposal["cell"]})
    for entry in evidence:
        if "cell" in entry:
            exact.append(anchors.cell(entry["cell"]))
            near.append((anchors.heading(entry["cell"].split(".")[0]), 0))
        else:
            exact.append((anchors.words(entry["section"], entry["start"], entry["end"]), 0))
            near.append((anchors.heading(entry["section"]), 0))
    exact = [spot for spot in exact if spot[0]]
    return bool(exact), exact or [spot for spot in near if spot[0]]


def _lines(item: Item) -> list[str]:
    said = [f"{label}：{text}" for label, text in item.lines if label in _LABELS_SHOWN]
    return [f"【{item.level.label}】{item.title}", *said]


class _Comments:
    """The part of the comments: the file's own where it has one, else a new one."""

    def __init__(
        self, data: bytes, main: str, root: etree._Element, author: str, at: datetime
    ) -> None:
        self._word = root.tag.rpartition("}")[0].lstrip("{")
        self._author, self._at = clean_text(author), at.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._folder, file = posixpath.split(main)
        self._relations_name = posixpath.join(self._folder, "_rels", f"{file}.rels")
        with zipfile.ZipFile(BytesIO(data)) as package:
            self._names = set(package.namelist())
            self._types = parse_kept(package.read("[Content_Types].xml"))
            self._relations = (
                parse_kept(package.read(self._relations_name))
                if self._relations_name in self._names
                else parse_kept(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
            )
            self._name = self._there()
            self._new = self._name not in self._names
            self._root = (
                etree.Element(f"{{{self._word}}}comments", nsmap={"w": self._word})
                if self._new
                else parse_kept(package.read(self._name))
            )
        self.next = 1 + max(
            (int(c.get(self._w("id"), "0")) for c in self._root.iter(self._w("comment"))),
            default=-1,
        )

    def add(self, lines: list[str]) -> None:
        """A comment of some lines, with the number `next`."""
        comment = etree.SubElement(self._root, self._w("comment"))
        for name, value in (
            ("id", str(self.next)),
            ("author", self._author),
            ("date", self._at),
            ("initials", _INITIALS),
        ):
            comment.set(self._w(name), value)
        for line in (part for text in lines for part in text.split("\n")):
            paragraph = etree.SubElement(comment, self._w("p"))
            text = etree.SubElement(etree.SubElement(paragraph, self._w("r")), self._w("t"))
            text.text = clean_text(line)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        self.next += 1

    def parts(self) -> dict[str, bytes]:
        """The parts that are new or changed."""
        changed = {self._name: self._root}
        if self._new:
            self._relate()
            changed[self._relations_name] = self._relations
            changed["[Content_Types].xml"] = self._types
        return {
            name: etree.tostring(part, encoding="UTF-8", xml_declaration=True, standalone=True)
            for name, part in changed.items()
        }

    def _w(self, name: str) -> str:
        return f"{{{self._word}}}{name}"

    def _there(self) -> str:
        """The name of the part of the comments, there or to be made."""
        for relation in self._relations:
            if relation.get("Type", "").endswith("/comments"):
                target = relation.get("Target", "")
                if target.startswith("/"):
                    return target.lstrip("/")
                return posixpath.normpath(posixpath.join(self._folder, target))
        number = 1
        while (name := posixpath.join(self._folder, f"comments_review{number}.xml")) in self._names:
            number += 1
        return name

    def _relate(self) -> None:
        kind = (
            f"{_STRICT}officeDocument/relationships"
            if self._word.startswith(_STRICT)
            else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        )
        known = {r.get("Id") for r in self._relations}
        number = 1
        while f"rIdReview{number}" in known:
            number += 1
        etree.SubElement(
            self._relations,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rIdReview{number}",
            Type=f"{kind}/comments",
            Target=posixpath.basename(self._name),
        )
        etree.SubElement(
            self._types,
            f"{{{_TYPES}}}Override",
            PartName=f"/{self._name}",
            ContentType=_COMMENTS_TYPE,
        )
