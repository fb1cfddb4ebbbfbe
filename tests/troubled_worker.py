"""A worker whose files do harm, by their names: what the pool must get over. Run as a program.

Other files are not reviewed, only named in the answer: a child is there at once, as no part of the
program is loaded but the worker itself.
"""

import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType

from review import worker

_HELD: list[bytearray] = []


def troubled(task: dict[str, object], parts: list[bytes]) -> worker.Answer:
    """Do the harm that a file's name promises; else answer that nothing is wrong with it."""
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
    return {"status": 0}, json.dumps({"source": {"name": name}, "error": None}).encode()


class _NotLoaded(ModuleType):
    """In place of what reviews and reads files: whatever is asked of it does nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *_: None


if __name__ == "__main__":
    worker._review = troubled
    for module in ("review.pipeline", "review.readers"):
        sys.modules[module] = _NotLoaded(module)
    worker.main()
