"""Numbers of documents: 国务院令第711号, 国办公开办函〔2021〕30号. All text is folded."""

import re
from dataclasses import dataclass

_ORDER = r"(?:中华人民共和国)?(?P<issuer>国务院|主席|国)(?:令\(?第?|第)(?P<order>\d{1,4})号令?"
_LETTER = r"(?P<kind>[\u4e00-\u9fff]{2,8})[\[(〔【](?P<year>(?:19|20)\d\d)年?[\])〕】]第?(?P<no>\d{1,4})号"
NUMBER = re.compile(rf"{_ORDER}|{_LETTER}")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of an order (国务院令, year 0) or of a document of one year."""

    kind: str
    year: int
    number: int

    def __str__(self) -> str:
        if not self.year:
            return f"{self.kind}第{self.number}号"
        return f"{self.kind}〔{self.year}〕{self.number}号"


def number_of(match: re.Match[str]) -> DocumentNumber:
    """The number that NUMBER has found; 国令 is 国务院令."""
    if match["order"]:
        issuer = "主席令" if match["issuer"] == "主席" else "国务院令"
        return DocumentNumber(issuer, 0, int(match["order"]))
    return DocumentNumber(match["kind"], int(match["year"]), int(match["no"]))


def read_number(text: str) -> DocumentNumber | None:
    """A number that a text is; None where it is none."""
    match = NUMBER.fullmatch(text)
    return number_of(match) if match else None
