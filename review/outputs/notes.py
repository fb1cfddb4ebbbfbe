"""The feedback note to one agency: the adopted findings of a review, filled into a letter (.docx)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from review.outputs.adopted import Decided, Own, adopted_findings, undecided_musts
from review.outputs.inert import file_name
from review.outputs.note_content import Note, Slots, make_note, report_name
from review.outputs.note_template import default_template, fill
from review.outputs.rounds import Round
from review.outputs.verification import Doubt, NoteRefused, verify

__all__ = [
    "NoteRefused",
    "adopted_findings",
    "note_name",
    "note_of",
    "undecided_musts",
    "write_note",
]


def note_name(document: Mapping[str, Any]) -> str:
    """A file name for the note, without characters that a file system refuses."""
    return file_name(f"{report_name(document)}_反馈意见", ".docx")


def note_of(
    document: Mapping[str, Any],
    decisions: Mapping[str, Decided],
    *,
    own: Iterable[Own] = (),
    edits: Mapping[str, str] | None = None,
    slots: Slots = Slots(),  # noqa: B008 - frozen
    previous: Round | None = None,
    draft: bool = False,
    last_year: Mapping[str, Any] | None = None,
) -> tuple[Note, tuple[Doubt, ...]]:
    """What the note says, proved against its sources, and what the reviewer has to confirm.

    NoteRefused while a `must` finding is undecided, unless `draft`; and where a quote or figure
    that the program wrote stands in no source.
    """
    if document.get("report") is None:
        raise NoteRefused("这份文件没有审阅结果，不能生成反馈意见。")
    missing = undecided_musts(document, decisions)
    if missing and not draft:
        raise NoteRefused(
            f"还有{missing}条“必须修改”的问题没有决定，请先逐条采纳、不采纳或存疑，再生成反馈意见。"
        )
    own = tuple(own)
    note = make_note(
        document, decisions, own=own, edits=edits, slots=slots, previous=previous, draft=draft
    )
    adopted = adopted_findings(document, decisions, own)
    findings = {f["id"]: f for found in adopted.values() for f in found}
    return note, verify(note, document, findings, last_year)


def write_note(
    document: Mapping[str, Any],
    decisions: Mapping[str, Decided],
    path: Path | str | IO[bytes],
    *,
    draft: bool = False,
    office: str = "",
    deadline: str = "",
    number: str = "",
    date: str = "",
    own: Iterable[Own] = (),
    edits: Mapping[str, str] | None = None,
    previous: Round | None = None,
    template: bytes | None = None,
    confirmed: bool = False,
    last_year: Mapping[str, Any] | None = None,
) -> Note:
    """Write the note on a review (JSON of the contract) to a file or stream, and say what it says.

    Raises what `note_of` raises, and NoteRefused where the reviewer's own words have a figure or
    quote of no source, unless these were `confirmed` or it is a draft. `deadline` and `date` read
    2025年3月15日; slots left empty are for filling in by hand.
    """
    note, warnings = note_of(
        document,
        decisions,
        own=own,
        edits=edits,
        slots=Slots(office, number, deadline, date),
        previous=previous,
        draft=draft,
        last_year=last_year,
    )
    if warnings and not confirmed and not draft:
        raise NoteRefused(" ".join(warning.sentence for warning in warnings))
    data = fill(template or default_template(), note)
    if isinstance(path, (str, Path)):
        Path(path).write_bytes(data)
    else:
        path.write(data)
    return note
