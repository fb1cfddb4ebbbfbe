"""What is kept of a report to find copied text in a batch: whose it is, and its sentences, masked and as written."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from review.copying.masking import Template, templates_of
from review.model import Agency, AgencyKind, Report, Section, SectionKey, Source

Quote = tuple[SectionKey, int, int, str]
"""Section, start, end and words of a sentence as it stands in its report."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """The sentences of a report that are its agency's own to write; `quotes` are their words, unmasked."""

    sha256: str
    names: tuple[str, ...]
    kind: AgencyKind
    year: int | None
    published: str
    templates: tuple[Template, ...]
    quotes: tuple[str, ...]

    @property
    def agency(self) -> str:
        """The body's name."""
        return self.names[0]

    def quote(self, number: int) -> Quote:
        """A sentence as it stands."""
        at = self.templates[number]
        return at.section, at.start, at.end, self.quotes[number]


def own_text(report: Report) -> OwnText:
    """What is kept of a report."""
    templates = templates_of(report)
    texts = {section.key: section.text for section in report.sections}
    agency = report.agency
    return OwnText(
        report.source.sha256,
        tuple(dict.fromkeys((agency.name, *agency.names))),
        agency.kind,
        report.year,
        report.published.isoformat() if report.published else "",
        templates,
        tuple(texts[t.section][t.start : t.end] for t in templates),
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
    """As bytes, a few kilobytes a report."""
    rows = [[t.section, t.start, t.end, t.text] for t in text.templates]
    plain = [text.sha256, text.names, text.kind, text.year, text.published, rows, text.quotes]
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(data.encode("utf-8", "surrogatepass"), 1)


def unpack_text(data: bytes) -> OwnText:
    """From the bytes of `pack_text`."""
    plain = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    sha256, names, kind, year, published, rows, quotes = plain
    return OwnText(sha256, tuple(names), kind, year, published, _templates(rows), tuple(quotes))


def _templates(rows: Sequence[Sequence[object]]) -> tuple[Template, ...]:
    return tuple(Template(*row) for row in rows)  # type: ignore[arg-type]
