"""What is kept of a report to find copied text in a batch: whose it is, and its sentences, masked and as written."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from struct import Struct
from typing import Any

from review.copying.alignment import Weighed
from review.copying.masking import Template, templates_of
from review.copying.signature import (
    Signature,
    pack_signature,
    signature_of,
    unpack_signature,
)
from review.model import Agency, AgencyKind, Report, Section, SectionKey, Source

Quote = tuple[SectionKey, int, int, str]
"""Section, start, end and words of a sentence as it stands in its report."""
_SIZES = Struct("<II")


@dataclass(frozen=True, eq=False)
class OwnText:
    """The sentences of a report that are its agency's own to write: masked, as they stand, and as arrays.

    `written` holds the sentences packed; most reports of a batch are compared by their `signature` alone.
    """

    sha256: str
    names: tuple[str, ...]
    kind: AgencyKind
    year: int | None
    published: str
    signature: Signature = field(repr=False)
    written: bytes = field(repr=False)

    @property
    def agency(self) -> str:
        """The body's name."""
        return self.names[0]

    @cached_property
    def _sentences(self) -> tuple[tuple[Template, ...], tuple[str, ...]]:
        rows, quotes = json.loads(zlib.decompress(self.written).decode("utf-8", "surrogatepass"))
        return tuple(Template(*row) for row in rows), tuple(quotes)

    @property
    def templates(self) -> tuple[Template, ...]:
        """The sentences, masked."""
        return self._sentences[0]

    @property
    def weighed(self) -> Weighed:
        """What the letters of the sentences are worth."""
        return self.signature.weighed

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words of the sentences, unmasked."""
        return self._sentences[1]

    def quote(self, number: int) -> Quote:
        """A sentence as it stands."""
        at = self.templates[number]
        return at.section, at.start, at.end, self.quotes[number]


def own_text(report: Report) -> OwnText:
    """What is kept of a report."""
    templates = templates_of(report)
    texts = {section.key: section.text for section in report.sections}
    agency = report.agency
    rows = [[t.section, t.start, t.end, t.text] for t in templates]
    quotes = [texts[t.section][t.start : t.end] for t in templates]
    written = json.dumps([rows, quotes], ensure_ascii=False, separators=(",", ":"))
    return OwnText(
        report.source.sha256,
        tuple(dict.fromkeys((agency.name, *agency.names))),
        agency.kind,
        report.year,
        report.published.isoformat() if report.published else "",
        signature_of(templates),
        zlib.compress(written.encode("utf-8", "surrogatepass"), 1),
    )


def text_of_document(document: Mapping[str, Any]) -> OwnText:
    """The same of a review's JSON (the contract's object), such as a store keeps."""
    told = document["report"]
    sections = tuple(
        Section(s["key"], s["heading"], s["present"], s["text"]) for s in told["sections"]
    )
    published = date.fromisoformat(told["published"]) if told["published"] else None
    source = document["source"]
    return own_text(
        Report(
            source=Source(source["name"], source["sha256"], source["media_type"]),
            title=told["title"],
            agency=Agency(told["agency"], told["kind"], True, (told["agency"],)),
            year=told["year"],
            years=(),
            period=None,
            published=published,
            published_span=None,
            form=told["form"],
            sections=sections,
            tables={},
        )
    )


def pack_text(text: OwnText) -> bytes:
    """As bytes, some fifteen kilobytes a report."""
    head = json.dumps([text.sha256, text.names, text.kind, text.year, text.published]).encode()
    signature = pack_signature(text.signature)
    return _SIZES.pack(len(head), len(signature)) + head + signature + text.written


def unpack_text(data: bytes) -> OwnText:
    """From the bytes of `pack_text`."""
    head, signature = _SIZES.unpack_from(data)
    start = _SIZES.size
    sha256, names, kind, year, published = json.loads(data[start : start + head])
    start += head
    return OwnText(
        sha256,
        tuple(names),
        kind,
        year,
        published,
        unpack_signature(data[start : start + signature]),
        data[start + signature :],
    )
