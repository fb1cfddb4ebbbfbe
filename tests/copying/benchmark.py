"""Copied text measured on a built batch, beside difflib over whole reports and MinHash-LSH.

    python -m tests.copying.benchmark FOLDER [--batches N] [--large 10000]

FOLDER is what `python -m corpus.copying FOLDER` has drawn. `--large` also times the copy map of so many
reports, each with last year's, made of the folder's sentences. Times are of the processor, one core.
"""

import argparse
import difflib
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from datasketch import MinHash, MinHashLSH

from review.copying.batch_map import CopyMap
from review.copying.reuse import reuse_between
from review.copying.texts import OwnText, own_text, pack_text, unpack_text
from review.model import Agency, Report, Section, Source
from tests.copying.measuring import Batch, Score, batches, look, score, texts_of

_DIFFLIB_AT = 0.5
_LSH_AT = 0.5
_PERMUTATIONS = 128


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    out = work()
    return time.process_time() - start, out


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


def _difflib(batch: Batch) -> set[frozenset[str]]:
    texts = [_whole(r) for r, f in zip(batch.reports, batch.files, strict=True) if "last" not in f]
    out = set()
    for a, one in enumerate(texts):
        matcher = difflib.SequenceMatcher(b=one, autojunk=False)
        for b in range(a):
            matcher.set_seq1(texts[b])
            if matcher.quick_ratio() >= _DIFFLIB_AT and matcher.ratio() >= _DIFFLIB_AT:
                out.add(frozenset((batch.files[a], batch.files[b])))
    return out


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


def _baselines(found: list[Batch], difflib_batches: int) -> None:
    spent, got = _timed(lambda: [_against(b, _lsh(b)[0]) for b in found])
    _say("MinHash-LSH", spent, got, len(found))
    spent, got = _timed(lambda: [_against(b, _difflib(b)) for b in found[:difflib_batches]])
    _say(f"difflib（{difflib_batches}批）", spent, got, difflib_batches)


def _say(name: str, seconds: float, got: object, count: int) -> None:
    assert isinstance(got, list)
    hits, copied, wrong = (sum(column) for column in zip(*got, strict=True))
    print(
        f"{name}：召回率 {hits / max(1, copied):.3f}，误报 {wrong} 对，"
        f"每批 {seconds / count:.2f} 秒（处理器）"
    )


def _large(found: list[Batch], count: int) -> None:
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
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    masked, packed = _timed(lambda: [pack_text(own_text(r)) for r in reports])
    also, old = _timed(lambda: [pack_text(own_text(r)) for r in before])
    masked += also
    assert isinstance(packed, list) and isinstance(old, list)
    copies = CopyMap(lambda n: unpack_text(packed[n]))

    def mapped() -> set[frozenset[int]]:
        for number, data in enumerate(packed):
            copies.add(number, unpack_text(data))
        return {frozenset((pair.one, pair.other)) for pair in copies.shared()}

    spent, pairs = _timed(mapped)
    assert isinstance(pairs, set)
    found_again = sum(frozenset(pair) in pairs for pair in copied) / len(copied)
    reused, _ = _timed(
        lambda: [
            reuse_between(unpack_text(a), unpack_text(b)) for a, b in zip(packed, old, strict=True)
        ]
    )
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - held
    print(
        f"{count}份：句子遮盖 {masked:.1f} 秒，索引和比对 {spent:.1f} 秒（{len(pairs)} 对，"
        f"抄来的找到 {found_again:.1%}），"
        f"与上年比较 {reused:.1f} 秒，合计 {masked + spent + reused:.1f} 秒；"
        f"每份候选 {copies.candidates / count:.1f}，内存增加 {more:.0f} MB"
    )


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
    options = parser.parse_args()
    found: list[Batch] = []
    for batch in batches(options.folder):
        found.append(batch)
        if len(found) == options.batches:
            break
    into = Score()
    masked, texts = _timed(lambda: [texts_of(batch) for batch in found])
    assert isinstance(texts, list)
    every: list[list[OwnText]] = texts
    looked, all_found = _timed(lambda: [look(b, t) for b, t in zip(found, every, strict=True)])
    assert isinstance(all_found, list)
    for batch, one in zip(found, all_found, strict=True):
        score(batch, one, into)
    print(
        f"{into.reports} 份报告，{len(found)} 批；遮盖 {masked:.1f} 秒，比对和检查 {looked:.1f} 秒"
    )
    print(f"每份候选 {into.candidates / into.reports:.1f}")
    for name, count in (
        ("两份之间的照抄（D102）", into.pairs),
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
    _baselines(found, min(options.difflib, len(found)))
    if options.large:
        _large(found, options.large)


if __name__ == "__main__":
    main()
