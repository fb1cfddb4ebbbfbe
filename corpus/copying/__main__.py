"""python -m corpus.copying OUT [--reports 2000] [--seed 1] [--batch 50]"""

import argparse
import json
from pathlib import Path
from random import Random

from corpus.copying.batch import files_of, make_batch, pairs_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="corpus.copying", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=2000, help="reports of this year")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=50, help="reports of a batch")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        (options.out / "truth.jsonl").open("w", encoding="utf-8") as truth,
        (options.out / "pairs.jsonl").open("w", encoding="utf-8") as pairs,
    ):
        for number in range(-(-options.reports // options.batch)):
            size = min(options.batch, options.reports - number * options.batch)
            rng = Random(f"{options.seed}:{number}")
            batch, name = make_batch(rng, size), f"batch_{number + 1:03}"
            for entry, text in files_of(batch, rng):
                path = options.out / name / str(entry["file"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                line = {"batch": name, **entry}
                truth.write(json.dumps(line, ensure_ascii=False) + "\n")
            for pair in pairs_of(batch):
                pairs.write(json.dumps({"batch": name, **pair}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
