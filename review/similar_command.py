"""`nianbao similar`: who shares text with whom in a batch, who was likely first, and what is last year's.

`copy_map` does the same for texts that are at hand, such as a store's reports.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import click

from review.copying.batch_map import CopyMap, by_report
from review.copying.clusters import clusters_of
from review.copying.measures import change, length_adjusted, percentiles, specificity
from review.copying.passages import Shared
from review.copying.reuse import reuse_between
from review.copying.shared_passage import ranked
from review.copying.texts import OwnText, unpack_text
from review.errors import ReviewError
from review.model import Agency

Fetch = Callable[[int], OwnText]
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a text is at hand while others are looked at."""

    agency: Agency
    year: int | None
    published: str
    kind: str
    letters: int


def copy_map(numbers: Sequence[int], fetch: Fetch) -> dict[int, Entry]:
    """One entry a report, by number: last year's share, measures, shared passages, cluster."""
    copies = CopyMap(fetch)
    known: dict[int, _Known] = {}
    for number in numbers:
        text = fetch(number)
        copies.add(number, text)
        agency = Agency(text.agency, text.kind, True, text.names)
        letters = sum(len(t.text) for t in text.templates)
        known[number] = _Known(agency, text.year, text.published, text.kind, letters)
    pairs = list(copies.shared())
    clusters = clusters_of(pairs, fetch)
    shared = by_report(iter(pairs))
    before = _last_years(known)
    out = {n: _entry(n, shared.get(n, []), before.get(n), fetch) for n in numbers}
    for rank, cluster in enumerate(clusters, start=1):
        first = known[cluster.source].agency.name if cluster.source is not None else None
        for number in cluster.members:
            out[number]["cluster"] = {
                "number": rank,
                "reports": len(cluster.members),
                "likely_source": first,
            }
    _add_percentiles(out, known)
    return out


def _last_years(known: Mapping[int, _Known]) -> dict[int, int]:
    """For each report last year's of the same agency among the others, as `check` pairs them."""
    from review.pairing import Entry as PairingEntry
    from review.pairing import pair
    from review.profile import load_profile
    from review.wording.lexicon import lexicon

    entries = [PairingEntry(n, k.agency, k.year, k.published) for n, k in known.items()]
    found = pair(entries, lexicon(load_profile().word_lists))
    return {n: f.number for n, f in found.items() if isinstance(f, PairingEntry)}


def _entry(number: int, shared: list[Shared], before: int | None, fetch: Fetch) -> Entry:
    text = fetch(number)
    last_year: Entry | None = None
    changed = None
    if before is not None:
        old = fetch(before)
        reuse = reuse_between(text, old)
        shares = {key: reuse.shares.get(key) for key in ("overview", "problems")}
        last_year = {"sha256": old.sha256, **shares}
        changed = change(text.templates, old.templates)
    return {
        "sha256": text.sha256,
        "agency": text.agency,
        "kind": text.kind,
        "year": text.year,
        "published": text.published or None,
        "last_year": last_year,
        "measures": {
            "specificity": {"value": specificity(text.templates), "percentile": None},
            "change": {"value": changed, "percentile": None},
        },
        "shared": [_shared(each, text, fetch(each.other)) for each in ranked(shared)],
        "cluster": None,
    }


def _shared(shared: Shared, mine: OwnText, theirs: OwnText) -> Entry:
    return {
        "agency": theirs.agency,
        "year": theirs.year,
        "sha256": theirs.sha256,
        "likely_source": {"here": "this", "there": "other", "": None}[shared.source],
        "sentences": [
            {
                **_place(mine, s.here),
                "likeness": s.likeness,
                "other": _place(theirs, s.there),
            }
            for s in shared.sentences
        ],
    }


def _place(text: OwnText, number: int) -> Entry:
    section, start, end, quote = text.quote(number)
    return {"section": section, "start": start, "end": end, "quote": quote}


def _add_percentiles(out: Mapping[int, Entry], known: Mapping[int, _Known]) -> None:
    numbers = list(out)
    kinds = [known[n].kind for n in numbers]
    specific = [out[n]["measures"]["specificity"]["value"] for n in numbers]
    changed = [out[n]["measures"]["change"]["value"] for n in numbers]
    adjusted = length_adjusted(changed, [known[n].letters for n in numbers])
    for name, values in (("specificity", specific), ("change", adjusted)):
        ranks = percentiles(values, kinds)
        for number, rank in zip(numbers, ranks, strict=True):
            out[number]["measures"][name]["percentile"] = rank


def entries_of_files(files: Sequence[Path], processes: int = 1) -> Iterator[Entry]:
    """The entries of files, in their order; a file that could not be read has its error."""
    from review.batch import object_of
    from review.pairing import Shelf
    from review.pool import Job, WorkerPool

    shelf = Shelf()
    errors: dict[int, Entry] = {}
    try:
        with WorkerPool(min(processes, len(files))) as pool:
            jobs = [Job(path, do="read") for path in files]
            for number, result in enumerate(pool.map(jobs)):
                if result.about is None:
                    document = object_of(replace(result, job=jobs[number]))
                    errors[number] = document["error"]
                else:
                    shelf.put(number, result.document[result.about["packed"] :])
        found = copy_map(
            [n for n in range(len(files)) if n not in errors], lambda n: unpack_text(shelf.get(n))
        )
    finally:
        shelf.close()
    for number, path in enumerate(files):
        yield {"name": path.name, "error": errors.get(number), **found.get(number, {})}


def text_lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """An entry in plain words."""
    if entry["error"]:
        yield f"{entry['name']}：未能读取。{entry['error']['message']}"
        return
    yield f"{entry['name']}（{entry['agency']}，{entry['year'] or '年度不明'}）"
    if last_year := entry["last_year"]:
        parts = (("第一部分", "overview"), ("第五部分", "problems"))
        said = [f"{n}{round(100 * last_year[k])}%" for n, k in parts if last_year[k] is not None]
        yield f"  与上年报告相同：{'，'.join(said) or '没有可以比较的文字'}"
    yield from _measures(entry["measures"])
    for shared in entry["shared"]:
        first = {"this": "，本报告在先", "other": "，对方在先", None: ""}[shared["likely_source"]]
        yield f"  与{shared['agency']}（{shared['year'] or '年度不明'}）有{len(shared['sentences'])}句雷同{first}："
        for sentence in shared["sentences"][:3]:
            yield f"    {' '.join(sentence['quote'].split())[:60]}"
    if cluster := entry["cluster"]:
        source = f"，最早的是{cluster['likely_source']}" if cluster["likely_source"] else ""
        yield f"  属于第{cluster['number']}组雷同报告（共{cluster['reports']}份{source}）"


def _measures(measures: Mapping[str, Any]) -> Iterator[str]:
    words = {
        "specificity": "每百字写到具体的时间、数字、地名、机构、文件{value}处",
        "change": "文字与上年的差异为{value}（0为相同，1为完全不同）",
    }
    for name, said in words.items():
        value, rank = measures[name]["value"], measures[name]["percentile"]
        if value is not None:
            among = "" if rank is None else f"，在同类机关中高于{rank}%的报告"
            yield "  " + said.format(value=value) + among


def write(stream: IO[str], form: str, entries: Iterable[Entry]) -> int:
    """Write the entries; the exit status: 2 where a file could not be read, else 0."""
    worst = 0
    rows = []
    for entry in entries:
        worst = max(worst, 2 if entry["error"] else 0)
        if form == "text":
            rows.append("\n".join(text_lines(entry)))
        else:
            rows.append(json.dumps(entry, ensure_ascii=False))
    stream.write(
        "[" + ",\n".join(rows) + "]\n" if form == "json" else "".join(f"{r}\n" for r in rows)
    )
    return worst


@click.command(name="similar", help="比较一批报告：谁与谁雷同，与上年相同的有多少。")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="路径..."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text")
@click.option("--output", type=click.Path(path_type=Path), help="写入文件，默认写到屏幕")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, help="同时处理的进程数")
@click.pass_context
def similar(
    ctx: click.Context, paths: tuple[Path, ...], form: str, output: Path | None, jobs: int
) -> None:
    """Exit status: 0, or 2 where a file could not be read."""
    from review.batch import find_files

    files = find_files(paths)
    if not files:
        raise ReviewError("没有找到可审阅的文件（.docx、.pdf、.html、.mht、.txt、.md）。")
    entries = entries_of_files(files, jobs)
    if output is None:
        ctx.exit(write(sys.stdout, form, entries))
    try:
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            worst = write(stream, form, entries)
    except OSError as error:
        raise ReviewError(f"写不进 {output}：{error.strerror}") from error
    ctx.exit(worst)
