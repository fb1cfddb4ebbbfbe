"""Copied text measured on a built batch, beside difflib over whole reports and MinHash-LSH.

    python -m tests.copying.benchmark FOLDER [--batches N] [--large 10000]

FOLDER is what `python -m corpus.copying FOLDER` has drawn. `--large` also times the copy map of so many
reports, each with last year's, made of the folder's sentences, by the clock: as in a review, texts are
masked and held against last year's in worker processes, and one process makes the map.
"""

import argparse
import difflib
import gc
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import TypeVar

from datasketch import MinHash, MinHashLSH

from review.copying.batch_map import CopyMap
from review.copying.reuse import reuse_between
from review.copying.texts import own_text, pack_text, unpack_text
from review.model import Agency, Report, Section, Source
from tests.copying.measuring import Batch, Score, batches, look, score, texts_of

T = TypeVar("T")
_DIFFLIB_AT = 0.5
_LSH_AT = 0.5
_PERMUTATIONS = 128


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time, and megabytes of memory beyond what was there before."""

    seconds: float
    megabytes: float


def _measured(work: Callable[[], T]) -> tuple[Cost, T]:
    """What a work costs in a process of its own, and what comes of it."""
    receiver, sender = Pipe(duplex=False)

    def run() -> None:
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        out = work()
        spent = time.process_time() - start
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
        sender.send((Cost(spent, more / 1024), out))

    child = get_context("fork").Process(target=run)
    child.start()
    sender.close()
    cost, out = receiver.recv()
    child.join()
    return cost, out


def _whole(report: Report) -> str:
    return "".join(section.text for section in report.sections)


def _labels(batch: Batch) -> dict[frozenset[str], str]:
    return {frozenset((row["a"], row["b"])): row["label"] for row in batch.pairs}


def _against(batch: Batch, got: set[frozenset[str]]) -> tuple[int, int, int]:
    """Copied pairs found, copied pairs, sound pairs found; last year's reports aside."""
    labels = {
        pair: label
        for pair, label in _labels(batch).items()
        if not any("last_year" in file for file in pair)
    }
    copied = {pair for pair, label in labels.items() if label == "copied"}
    sound = {pair for pair, label in labels.items() if label == "sound"}
    return len(got & copied), len(copied), len(got & sound)


def _difflib(batch: Batch) -> tuple[set[frozenset[str]], int]:
    texts = [_whole(r) for r, f in zip(batch.reports, batch.files, strict=True) if "last" not in f]
    out = set()
    for a, one in enumerate(texts):
        matcher = difflib.SequenceMatcher(b=one, autojunk=False)
        for b in range(a):
            matcher.set_seq1(texts[b])
            if matcher.quick_ratio() >= _DIFFLIB_AT and matcher.ratio() >= _DIFFLIB_AT:
                out.add(frozenset((batch.files[a], batch.files[b])))
    return out, len(texts) * (len(texts) - 1) // 2


def _lsh(batch: Batch) -> tuple[set[frozenset[str]], int]:
    index = MinHashLSH(threshold=_LSH_AT, num_perm=_PERMUTATIONS)
    out: set[frozenset[str]] = set()
    candidates = 0
    for report, file in zip(batch.reports, batch.files, strict=True):
        if "last_year" in file:
            continue
        text = _whole(report)
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([text[at : at + 5].encode() for at in range(len(text) - 4)])
        near = index.query(sketch)
        candidates += len(near)
        out |= {frozenset((file, other)) for other in near}
        index.insert(file, sketch)
    return out, candidates


def _ours(batch: Batch) -> tuple[set[frozenset[str]], int]:
    rows = [(f, own_text(r)) for r, f in zip(batch.reports, batch.files, strict=True)]
    rows = [(file, text) for file, text in rows if "last_year" not in file]
    copies = CopyMap(lambda number: rows[number][1])
    for number, (_, text) in enumerate(rows):
        copies.add(number, text)
    found = {frozenset((rows[s.one][0], rows[s.other][0])) for s in copies.shared()}
    return found, copies.candidates


def _compare(found: list[Batch], difflib_batches: int) -> None:
    """Copied pairs of this year's reports found by each method, from the recognised reports on."""
    methods = (
        ("本程序", _ours, found),
        ("MinHash-LSH", _lsh, found),
        ("difflib", _difflib, found[:difflib_batches]),
    )
    for name, method, used in methods:
        if not used:
            continue
        cost, got = _measured(partial(_all_of, method, used))
        counts = [_against(b, pairs) for b, (pairs, _) in zip(used, got, strict=True)]
        hits, copied, wrong = (sum(column) for column in zip(*counts, strict=True))
        reports = sum(1 for b in used for f in b.files if "last_year" not in f)
        candidates = sum(count for _, count in got) / reports
        print(
            f"{name}（{len(used)}批）：召回率 {hits / max(1, copied):.3f}，误报 {wrong} 对，"
            f"每份候选 {candidates:.1f}，每份 {1000 * cost.seconds / reports:.2f} 毫秒，"
            f"内存增加 {cost.megabytes:.0f} MB"
        )


def _all_of(
    method: Callable[[Batch], tuple[set[frozenset[str]], int]], used: Sequence[Batch]
) -> list[tuple[set[frozenset[str]], int]]:
    return [method(batch) for batch in used]


def _large(found: list[Batch], count: int, workers: int) -> None:
    """The copy map of many reports with last year's, made of the folder's own sentences."""
    rng = Random(7)
    pool = [
        text.quotes[at] for b in found for text in texts_of(b) for at in range(len(text.quotes))
    ]
    reports = [_made(rng, pool, number, 2024) for number in range(count)]
    before = [_made(rng, pool, number, 2023) for number in range(count)]
    copied = []
    for number in range(0, count, 10):  # one in ten copies from one of the others
        source = rng.randrange(count // 10) * 10 + rng.randint(1, 9)
        copied.append((number, source))
        taken = reports[source].section("overview").text
        sections = tuple(
            replace(s, text=taken) if s.key == "overview" else s for s in reports[number].sections
        )
        reports[number] = replace(reports[number], sections=sections)
    every = reports + before
    gc.collect()
    gc.freeze()  # as workers do: what is there already is not looked at again and again
    start = time.monotonic()
    packed = _by_workers(lambda n: pack_text(own_text(every[n])), 2 * count, workers)
    masked = time.monotonic() - start
    now, old = packed[:count], packed[count:]
    cost, (pairs, candidates) = _measured(lambda: _mapped(now))
    mapped = time.monotonic() - start - masked
    _by_workers(
        lambda n: reuse_between(unpack_text(now[n]), unpack_text(old[n])).shares, count, workers
    )
    reused = time.monotonic() - start - masked - mapped
    found_again = sum(frozenset(pair) in pairs for pair in copied) / len(copied)
    print(
        f"{count}份和上年的{count}份，{workers}个进程：句子遮盖 {masked:.1f} 秒，"
        f"索引和比对 {mapped:.1f} 秒（{len(pairs)} 对，抄来的找到 {found_again:.1%}），"
        f"与上年比较 {reused:.1f} 秒，合计 {masked + mapped + reused:.1f} 秒；"
        f"每份候选 {candidates / count:.1f}，内存增加 {cost.megabytes:.0f} MB"
    )


def _by_workers(work: Callable[[int], T], count: int, workers: int) -> list[T]:
    """What comes of numbers, worked out in processes that have what `work` knows from their parent."""
    bounds = [count * worker // workers for worker in range(workers + 1)]
    shares: list[tuple[Connection, BaseProcess]] = []
    for left, right in pairwise(bounds):
        receiver, sender = Pipe(duplex=False)

        def run(left: int = left, right: int = right, sender: Connection = sender) -> None:
            sender.send([work(number) for number in range(left, right)])

        child = get_context("fork").Process(target=run)
        child.start()
        sender.close()
        shares.append((receiver, child))
    out: list[T] = []
    for receiver, child in shares:
        out += receiver.recv()
        child.join()
    return out


def _mapped(packed: Sequence[bytes]) -> tuple[set[frozenset[int]], int]:
    copies = CopyMap(lambda number: unpack_text(packed[number]))
    for number, data in enumerate(packed):
        copies.add(number, unpack_text(data))
    return {frozenset((pair.one, pair.other)) for pair in copies.shared()}, copies.candidates


def _made(rng: Random, pool: list[str], number: int, year: int) -> Report:
    name = f"{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{chr(0x5000 + number)}县水务局"
    sections = tuple(
        Section(key, "", True, "。".join(rng.sample(pool, size)) + "。")  # type: ignore[arg-type]
        if size
        else Section(key)  # type: ignore[arg-type]
        for key, size in (
            ("front", 0), ("overview", 22), ("proactive", 0), ("requests", 0),
            ("proceedings", 0), ("problems", 7), ("other", 0), ("end", 0),
        )
    )  # fmt: skip
    agency = Agency(name, "department", True, (name,))
    source = Source(name, f"{number}-{year}", "text/plain")
    return Report(source, "", agency, year, (), None, None, None, "2021", sections, {})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--batches", type=int, default=1_000)
    parser.add_argument("--difflib", type=int, default=2, help="batches for difflib, which is slow")
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    found: list[Batch] = []
    for batch in batches(options.folder):
        found.append(batch)
        if len(found) == options.batches:
            break
    into = Score()
    for batch in found:
        score(batch, look(batch, texts_of(batch)), into)
    print(f"{into.reports} 份报告，{len(found)} 批")
    for name, count in (
        ("两份之间的照抄（D102）", into.pairs),
        ("其中占一部分的六成以上", into.large),
        ("照抄他人的报告（D102）", into.d102),
        ("照抄上年，占一部分的六成以上（D101）", into.d101),
        ("照抄上年，不足六成（D101）", into.d101_small),
        ("残留名称（D103）", into.d103),
        ("其中报为确定的", into.d103_certain),
    ):
        print(f"{name}：{count}")
    for rate in sorted(into.by_edit):
        print(f"  改动 {rate}：召回率 {into.by_edit[rate].recall:.3f}")
    for kind, count in sorted(into.d103_kinds.items()):
        print(f"  残留名称来自 {kind}：召回率 {count.recall:.3f}")
    _compare(found, options.difflib)
    if options.large:
        _large(found, options.large, options.workers)


if __name__ == "__main__":
    main()
