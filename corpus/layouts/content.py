"""What a generated report holds before it is drawn, and the truth that is written beside each file."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from corpus.statutory_form import FormTable

Figure = int | Decimal
Role = Literal["title", "front", "contents", "heading", "sub", "body", "caption", "note", "end"]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `number` is the ordinal at its head, which a Word file may draw by itself."""

    text: str
    role: Role = "body"
    number: str = ""

    @property
    def whole(self) -> str:
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A statutory table, figures filled in; `picture`: only its image is given."""

    part: str
    table: FormTable
    picture: bool = False


Block = Para | Sheet


@dataclass(slots=True)
class Truth:
    """What a reader must find. `values` maps cell keys to figures, None where there is no number.

    `raw` holds what stands in a cell where that is not simply the value; `absent` keys of rows and
    columns left out or merged; `faults` codes planted on purpose; `arguable` codes of which nobody
    can complain, whether they are reported or not; `pictures` parts whose table is an image.
    """

    agency: str
    agency_full: bool
    kind: str
    year: int
    form: str | None
    values: dict[str, Figure | None] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    hazards: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    arguable: list[str] = field(default_factory=list)
    may_refuse: bool = False

    def met(self, hazard: str, *, faults: Iterable[str] = (), arguable: Iterable[str] = ()) -> None:
        """Note that a hazard was drawn, and which codes it calls for."""
        self.hazards += [hazard] if hazard not in self.hazards else []
        self.faults += [code for code in faults if code not in self.faults]
        self.arguable += [code for code in arguable if code not in self.arguable]

    def copy(self) -> "Truth":
        """A truth of its own for one file of the report: what its layout adds stays there."""
        return replace(
            self,
            **{
                name: value.copy()
                for name in ("values", "raw", "absent", "pictures", "hazards", "faults", "arguable")
                for value in [getattr(self, name)]
            },
        )

    def line(self, *, file: str, file_format: str, layout: str, twin: str) -> dict[str, Any]:
        """The record of one file, ready for JSON: decimals as numbers."""
        hidden = tuple(f"{part}." for part in self.pictures)
        cells = {
            key: float(value) if isinstance(value, Decimal) else value
            for key, value in self.values.items()
            if not key.startswith(hidden or ("\0",))
        }
        faults, arguable = set(self.faults), set(self.arguable)
        if self.may_refuse:  # what hangs on a table cannot be asked for where it may be refused
            arguable |= {"S206"} | {c for c in faults if c[0] in "TN" or c in ("S203", "S204")}
            faults -= arguable
        return {
            "file": file,
            "format": file_format,
            "layout": layout,
            "hazards": list(self.hazards),
            "twin": twin,
            "agency": self.agency,
            "agency_full": self.agency_full,
            # Whether an invented city can make rules cannot be told from its name.
            "kind": None if self.kind == "city" else self.kind,
            "year": self.year,
            "form": self.form,
            "cells": cells,
            "raw": {key: text for key, text in self.raw.items() if key in cells},
            "absent": list(self.absent),
            "may_refuse": self.may_refuse,
            "picture_tables": list(self.pictures),
            "faults": sorted(faults),
            "arguable": sorted(arguable - faults),
        }


@dataclass(slots=True)
class Content:
    """A report: its blocks in the order in which they are drawn, and the truth."""

    blocks: list[Block]
    truth: Truth
    title: str

    @property
    def sheets(self) -> dict[str, Sheet]:
        return {block.part: block for block in self.blocks if isinstance(block, Sheet)}


@dataclass(frozen=True, slots=True)
class Made:
    """One file: its name, its bytes and the record of its truth."""

    name: str
    data: bytes
    truth: dict[str, Any]
