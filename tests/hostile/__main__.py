"""`python -m tests.hostile [--class NAME]... [--files N] [--seed S] [--json]`: measures the hostile files."""

import argparse
import contextlib
import io
import sys

from tests.hostile.classes import CLASSES, FILES
from tests.hostile.measuring import MEGABYTES, SECONDS, measure_classes


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--class", dest="classes", action="append", choices=sorted(CLASSES))
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--only", type=int, default=None, help="the number of one file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="one object a line for each file")
    options = parser.parse_args()
    names = options.classes or list(CLASSES)
    numbers = range(options.files) if options.only is None else [options.only]
    with contextlib.redirect_stdout(sys.stdout if options.json else io.StringIO()):
        rows = measure_classes(names, numbers, options.seed)
    if options.json:
        return 0
    print(f"{'class':24} {'outcomes':52} {'worst s':>8} {'worst MB':>9}")
    bad = 0
    for name in names:
        mine = [row for row in rows if row["class"] == name]
        counts: dict[str, int] = {}
        for row in mine:
            counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
        seconds = max(row["seconds"] for row in mine)
        megabytes = max(row["megabytes"] for row in mine)
        said = ", ".join(f"{key} {count}" for key, count in sorted(counts.items()))
        wrong = set(counts) - CLASSES[name].outcomes or seconds > SECONDS or megabytes > MEGABYTES
        wrong = wrong or any(row["misdeeds"] for row in mine)
        bad += bool(wrong)
        print(f"{name:24} {said:52} {seconds:8.2f} {megabytes:9.1f}{'  !' if wrong else ''}")
    for row in rows:
        if row["misdeeds"] or row["outcome"] not in CLASSES[row["class"]].outcomes:
            print(row["class"], row["number"], row["outcome"], row["message"], row["misdeeds"])
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
