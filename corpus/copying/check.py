"""python -m corpus.copying.check OUT: does the truth hold of the files? Uses nothing of the generator."""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

Entry = dict[str, Any]
LENGTHS = {"overview": (600, 1800), "problems": (150, 500)}
HEADINGS = ("一、", "二、", "三、", "四、", "五、", "六、")
ALIKE = 0.6


def parts_of(text: str) -> dict[str, str]:
    """The texts of parts one and five, found by the lines that begin with 一、 … 六、."""
    starts = [m.start() for h in HEADINGS for m in [re.search(rf"^{h}", text, re.M)] if m]
    if len(starts) != len(HEADINGS) or starts != sorted(starts):
        return {}

    def body(i: int) -> str:
        return text[starts[i] : starts[i + 1]].split("\n", 1)[1].strip()

    return {"overview": body(0), "problems": body(4)}


def sentences_of(text: str) -> list[str]:
    lines = (re.sub(r"^（[一二三四五]）\S{2,12}?(情况|方面)?[。]", "", x) for x in text.split("\n"))
    found = (
        re.sub(r"^.{0,30}?[：]?[一二三四五六]是", "", s)
        for x in lines
        for s in re.split(r"[。；]", x)
    )
    return [re.sub(r"\d+", "#", s) for s in found if len(s) > 12]


def _grams(sentence: str) -> frozenset[str]:
    return frozenset(sentence[i : i + 3] for i in range(len(sentence) - 2))


def check_passage(entry: Entry, passage: Entry, text: str, source: str) -> Iterator[str]:
    copies = [s["copy"] for s in passage["sentences"]]
    part, source_parts = parts_of(text)[passage["section"]], parts_of(source)
    spots = [part.find(copy) for copy in copies]
    if min(spots) < 0:
        yield "a copied sentence does not stand in the part"
    elif spots != sorted(spots):
        yield "copied sentences out of order"
    if any(s["source"] not in source_parts[passage["section"]] for s in passage["sentences"]):
        yield "a sentence of the source does not stand in the source"
    if len(copies) < 2 or (not passage["whole_part"] and len(copies) > 6):
        yield f"{len(copies)} sentences"
    if abs(sum(map(len, copies)) / len(part) - passage["share"]) > 0.002:
        yield "the share is wrong"
    if not passage["rate_ok"]:
        yield f"changed {passage['changed']} for a rate of {passage['edit_rate']}"
    if passage["edit_rate"] == 0:
        pairs = [(s["copy"], s["source"]) for s in passage["sentences"]]
        names = max(len(entry["agency"]), len(passage["source_agency"]))
        if any(Levenshtein.distance(a, b) > 4 + names * 4 for a, b in pairs):
            yield "more than names and years changed at a rate of 0"


def check_entry(folder: Path, entry: Entry) -> Iterator[str]:
    text = (folder / entry["file"]).read_text(encoding="utf-8")
    parts = parts_of(text)
    if not parts:
        yield "six parts not found"
        return
    for section, (low, high) in LENGTHS.items():
        if len(parts[section]) != entry["lengths"][section]:
            yield f"{section}: length {len(parts[section])}, truth {entry['lengths'][section]}"
        if not low <= len(parts[section]) <= high:
            yield f"{section}: {len(parts[section])} characters"
    if left := re.findall(r"\{\w+\}|#", text):
        yield f"fields left: {left[:3]}"
    for passage in entry["copied"]:
        passage["rate_ok"] = abs(passage["changed"] - passage["edit_rate"]) <= 0.08
        source = (folder / passage["source_file"]).read_text(encoding="utf-8")
        yield from check_passage(entry, passage, text, source)
    for found in entry["leftovers"]:
        if found["quote"] not in parts[found["section"]] or found["place"] not in found["quote"]:
            yield "a leftover does not stand in the part"
        if found["place"] in entry["agency"]:
            yield "a leftover is the agency's own name"
    for found in entry["innocent"]:
        if found["quote"] not in parts[found["section"]]:
            yield "a mention does not stand in the part"
        if any(place not in found["quote"] for place in found["places"]):
            yield "a mention without its place"


def check_foreign(entries: list[Entry], folder: Path) -> Iterator[str]:
    """Names of other agencies stand only where the truth has them."""
    places = {e["place"] for e in entries}
    for entry in entries:
        text = (folder / entry["file"]).read_text(encoding="utf-8")
        known = [x["quote"] for x in entry["leftovers"] + entry["innocent"]]
        for quote in known:
            text = text.replace(quote, "")
        if met := [p for p in places if p != entry["place"] and p in text]:
            yield f"{entry['file']}: unrecorded names {met}"


def check_sound(pairs: list[Entry], entries: list[Entry], folder: Path) -> Iterator[str]:
    """No sound pair has two sentences alike in a part, by trigrams, names and figures aside."""
    grams: dict[tuple[str, str], list[frozenset[str]]] = {}
    for entry in entries:
        text = (folder / entry["file"]).read_text(encoding="utf-8")
        for name, mark in ((entry["agency"], "A"), (entry["place"], "P")):
            text = text.replace(name, mark)
        figures = re.compile(r"政府信息公开申请|行政复议|新收申请|诉讼")
        for section, part in parts_of(text).items():
            sentences = [s for s in sentences_of(part) if not figures.search(s) and "报告" not in s]
            grams[entry["file"], section] = [_grams(s) for s in sentences]
    index: dict[tuple[str, str], dict[str, set[int]]] = {}
    for key, found in grams.items():
        inverted: dict[str, set[int]] = defaultdict(set)
        for i, gram in enumerate(found):
            for piece in gram:
                inverted[piece].add(i)
        index[key] = inverted
    for pair in pairs:
        if pair["label"] != "sound":
            continue
        for section in LENGTHS:
            alike = 0
            other, inverted = grams[pair["b"], section], index[pair["b"], section]
            for mine in grams[pair["a"], section]:
                hits = Counter(i for piece in mine for i in inverted.get(piece, ()))
                alike += any(n / len(mine | other[i]) > ALIKE for i, n in hits.most_common(2))
            if alike > 1:
                yield f"{pair['a']} and {pair['b']} share {alike} sentences in {section}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="corpus.copying.check", description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    entries: dict[str, list[Entry]] = defaultdict(list)
    pairs: dict[str, list[Entry]] = defaultdict(list)
    for name, found in (("truth", entries), ("pairs", pairs)):
        for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            found[json.loads(line)["batch"]].append(json.loads(line))
    faults: list[str] = []
    counts: Counter[str] = Counter()
    for batch, of_batch in entries.items():
        folder = out / batch
        for entry in of_batch:
            faults += [f"{batch}/{entry['file']}: {f}" for f in check_entry(folder, entry)]
            counts["reports"] += 1
            counts["leftovers"] += len(entry["leftovers"])
            counts["innocent mentions"] += len(entry["innocent"])
            for p in entry["copied"]:
                counts[f"passages from {p['from']}, rate {p['edit_rate']}"] += 1
        faults += [f"{batch}/{f}" for f in check_foreign(of_batch, folder)]
        faults += [f"{batch}/{f}" for f in check_sound(pairs[batch], of_batch, folder)]
        counts.update(f"pairs {p['label']}" for p in pairs[batch])
    for name, count in sorted(counts.items()):
        print(f"{name}: {count}")
    print("\n".join(faults))
    print(f"{len(faults)} faults")
    raise SystemExit(bool(faults))


if __name__ == "__main__":
    main()
