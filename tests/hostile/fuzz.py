"""`python -m tests.hostile.fuzz --minutes N --seed S`: mutated files until the time is up.

Nothing but a review or a FileError may come of any file, within the time and memory of one.
What breaks that is printed with the seed that makes it again.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.hostile.measuring import Measure, measured, warm_up
from tests.hostile.mutated_files import READERS, mutated

CODES = frozenset(
    {"reviewed", "unreadable", "protected", "too_large", "unsupported", "not_a_report"}
)


def faulty(found: Measure) -> bool:
    """Whether a measure breaks what every file must keep to."""
    return found.outcome not in CODES or not found.within or bool(found.misdeeds)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reader", choices=sorted(READERS), action="append")
    parser.add_argument("--keep", type=Path, help="a folder for the files that broke something")
    options = parser.parse_args()
    suffixes = options.reader or sorted(READERS)
    warm_up()
    counts: dict[str, Counter[str]] = {suffix: Counter() for suffix in suffixes}
    worst: dict[str, tuple[float, float]] = dict.fromkeys(suffixes, (0.0, 0.0))
    seconds, bad, seed = 0.0, 0, options.seed * 1_000_000
    end = time.monotonic() + 60 * options.minutes
    while time.monotonic() < end:
        suffix = suffixes[seed % len(suffixes)]
        name, data = mutated(suffix, seed)
        found = measured(name, data)
        counts[suffix][found.outcome] += 1
        worst[suffix] = max(worst[suffix][0], found.seconds), max(worst[suffix][1], found.megabytes)
        seconds += found.seconds
        if faulty(found):
            bad += 1
            print(f"{suffix} seed {seed}: {found}", flush=True)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{seed}.{suffix}").write_bytes(data)
        seed += 1
    for suffix in suffixes:
        total = sum(counts[suffix].values())
        print(f"{suffix}: {total} files, {dict(counts[suffix])}, worst {worst[suffix]}")
    print(
        f"{sum(sum(c.values()) for c in counts.values())} files, {seconds / 60:.1f} minutes, {bad} faults"
    )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
