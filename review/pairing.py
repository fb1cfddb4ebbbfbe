"""A batch in two steps, so that last year's reports in it serve this year's: all files are read, then checked.

Which report is last year's of which follows from agency and year, whatever the files are called.
Packed reports wait on disk between the steps, so memory does not grow with the number of files.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from review.copying.batch_map import CopyMap, by_report
from review.copying.shared_passage import handed, plain
from review.copying.texts import OwnText, unpack_text
from review.model import Agency
from review.pool import Job, Result, WorkerPool
from review.profile import load_profile
from review.report.last_year import Kinship, full_names, kinship_of, without_office
from review.wording.lexicon import Lexicon, lexicon

_IN_MEMORY = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that was read: its number in the batch, whose it is, when published (ISO, or "").

    `figures` is a hash of what its tables hold, `suffix` that of its file's name.
    """

    number: int
    agency: Agency
    year: int | None
    published: str = ""
    figures: str = ""
    suffix: str = ""


class Shelf:
    """Packed things by number, in memory while they are few, else in a temporary file."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._places: dict[int, tuple[int, int]] = {}

    def put(self, number: int, data: bytes) -> None:
        self._places[number] = self._file.seek(0, 2), len(data)
        self._file.write(data)

    def get(self, number: int) -> bytes:
        start, size = self._places[number]
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        self._file.close()


def run_paired(
    pool: WorkerPool, jobs: Sequence[Job], read: Callable[[], object]
) -> Iterator[Result]:
    """Review files, each beside last year's report where the batch has it; results in the order of the jobs."""
    shelf, texts = Shelf(), Shelf()

    def text_of(number: int) -> OwnText:
        return unpack_text(texts.get(number))

    try:
        copies = CopyMap(text_of)
        unread: dict[int, Result] = {}
        entries: list[Entry] = []
        for number, result in enumerate(pool.map(replace(job, do="read") for job in jobs)):
            read()
            if result.about is None:
                unread[number] = replace(result, job=jobs[number])
            else:
                size = result.about["packed"]
                shelf.put(number, result.document[:size])
                texts.put(number, result.document[size:])
                copies.add(number, text_of(number))
                entries.append(_entry(number, jobs[number], result.about))
        words = lexicon(load_profile(jobs[0].profile).word_lists)
        partners = pair(entries, words)
        shared = by_report(copies.shared()) if copies.agencies > 1 else None
        steps = _second_steps(jobs, entries, partners, shelf)
        if shared is not None:
            steps = (
                replace(job, shared=plain(handed(shared.get(n, []), text_of(n), text_of)))
                for job, n in zip(steps, (e.number for e in entries), strict=True)
            )
        checked = pool.map(steps)
        for number, job in enumerate(jobs):
            yield unread.get(number) or replace(next(checked), job=job)
    finally:
        shelf.close()
        texts.close()


def _entry(number: int, job: Job, about: Mapping[str, Any]) -> Entry:
    name, *names = about["names"]
    agency = Agency(name, "unknown", True, tuple(names))
    suffix = job.path.suffix.lower()
    return Entry(number, agency, about["year"], about["published"], about["figures"], suffix)


def _second_steps(
    jobs: Sequence[Job],
    entries: Sequence[Entry],
    partners: Mapping[int, Entry | str],
    shelf: Shelf,
) -> Iterator[Job]:
    for entry in entries:
        found = partners.get(entry.number, "")
        before = shelf.get(found.number) if isinstance(found, Entry) else None
        reason = found if isinstance(found, str) else ""
        job = jobs[entry.number]
        yield replace(
            job, do="check", data=shelf.get(entry.number), last_year=before, reason=reason
        )


def pair(entries: Sequence[Entry], words: Lexicon) -> dict[int, Entry | str]:
    """For each report last year's among the others, or the reason (Chinese) why none can be chosen."""
    years: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.year is not None:
            years[entry.year].append(entry)
    indexes = {year: _Index(found, words) for year, found in years.items()}
    out: dict[int, Entry | str] = {}
    for entry in entries:
        index = indexes.get((entry.year or 0) - 1)
        if index is not None and (found := index.last_year_of(entry)):
            out[entry.number] = found
    return out


class _Index:
    """The reports of one year, found by the body's name."""

    def __init__(self, entries: Sequence[Entry], words: Lexicon) -> None:
        self._words = words
        self._by_name: dict[str, list[Entry]] = defaultdict(list)
        self._by_first: dict[str, list[Entry]] = defaultdict(list)
        self._by_whole: dict[str, list[Entry]] = defaultdict(list)
        self._by_end: dict[str, list[Entry]] = defaultdict(list)
        self._renamed = []
        for entry in entries:
            names = full_names(entry.agency)
            for name in names:
                self._by_name[name].append(entry)
            for name in names[:1]:
                self._by_first[name].append(entry)
            for whole in {without_office(name) for name in names}:
                self._by_whole[whole].append(entry)
            for end in {end for name in names for end in _ends(name)}:
                self._by_end[end].append(entry)
            if any(words.bodies.find(name) for name in names):
                self._renamed.append(entry)

    def last_year_of(self, entry: Entry) -> Entry | str | None:
        """The report that is last year's of `entry`; of several rounds the one published last."""
        names = full_names(entry.agency)
        if not names:
            return "报告没有写明机关全称，无法在同一批文件中找出上年报告"
        # other names may be what copying left in a signature
        alike = self._by_first.get(names[0]) or [
            e for name in names for e in self._by_name.get(name, ())
        ]
        if not alike:
            kinships: dict[Kinship, list[Entry]] = defaultdict(list)
            for other in (*self._near(names), *self._renamed):
                kinships[kinship_of(other.agency, entry.agency, self._words)].append(other)
            alike = kinships["same"] or kinships["related"]
        if not alike:
            return None
        latest = max(e.published for e in alike)
        last = [e for e in alike if e.published == latest]
        if len({e.figures for e in last}) > 1:
            return f"有{len(last)}份不同的上年报告，分不出以哪一份为准，请用 --last-year 指明"
        return min(last, key=lambda e: (e.suffix != entry.suffix, e.number))

    def _near(self, names: Sequence[str]) -> list[Entry]:
        """Reports of bodies whose name ends with one of these, or the other way round."""
        found: dict[int, Entry] = {}
        for name in names:
            there = [*self._by_end.get(without_office(name), ())]
            for end in _ends(name):
                there += self._by_whole.get(end, ())
            # a government is not its office
            found |= {e.number: e for e in there if _same_end(e, name)}
        return [found[number] for number in sorted(found)]


def _same_end(entry: Entry, name: str) -> bool:
    return any(each[-3:] == name[-3:] for each in full_names(entry.agency))


def _ends(name: str) -> list[str]:
    """What a name (of a government's office the government's) ends with: 东屏区商务局, 屏区商务局, …"""
    whole = without_office(name)
    return [whole[at:] for at in range(len(whole))]
