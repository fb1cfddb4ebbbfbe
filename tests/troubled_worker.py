"""A worker whose files do harm, by their names: what the pool must get over. Run as a program."""

import os
import time
from pathlib import Path

from review import worker

_review = worker._review
_HELD: list[bytearray] = []


def troubled(task: dict[str, object], body: bytes) -> tuple[int, bytes]:
    name = str(task["name"])
    if name.startswith("busy"):
        while True:
            pass
    if name.startswith("asleep"):
        time.sleep(3600)
    if name.startswith("swell"):
        while True:
            _HELD.append(bytearray(b"x" * 8_000_000))
    if name.startswith("die"):
        os._exit(9)
    if name.startswith("once") and not Path(os.environ["TROUBLED_MARK"]).exists():
        Path(os.environ["TROUBLED_MARK"]).touch()
        os._exit(9)
    return _review(task, body)


worker._review = troubled

if __name__ == "__main__":
    worker.main()
