"""python -m corpus.layouts OUT [--count 2000] [--seed 1] [--only docx,html] [--sound]"""

import argparse
import json
from pathlib import Path

from corpus.layouts.series import FORMATS, generate


def main() -> None:
    parser = argparse.ArgumentParser(prog="corpus.layouts", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(FORMATS), help="formats, parted by commas")
    parser.add_argument("--sound", action="store_true", help="no faults at all")
    options = parser.parse_args()
    formats = options.only.split(",")
    if unknown := set(formats) - set(FORMATS):
        parser.error(
            f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}"
        )
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for made in generate(options.count, options.seed, formats, sound=options.sound):
            (options.out / made.name).write_bytes(made.data)
            truth.write(json.dumps(made.truth, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
