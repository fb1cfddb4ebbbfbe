"""Reviews files in children of a warm process: seconds, megabytes above base, outcome, misdeeds.

Every file gets a fork of its own, so that none can spoil the measure of the next.
"""

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
SECONDS = 5.0
MEGABYTES = 256
_HARD_SECONDS = 30
_HARD_MEGABYTES = 2048


@dataclass(frozen=True, slots=True)
class Measure:
    """What came of one file. `outcome`: reviewed, a code of the contract, or how the child ended.

    `misdeeds`: files written, sockets opened, programs started, secrets shown.
    """

    outcome: str
    message: str
    seconds: float
    megabytes: float
    misdeeds: tuple[str, ...] = ()

    @property
    def within(self) -> bool:
        """Whether it kept to the time and memory of one file."""
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES


def warm_up() -> None:
    """Load all that the worker has loaded when it sets about a file."""
    from review.outputs.json_form import as_json
    from review.pipeline import review_bytes
    from review.readers import load_reader
    from tests.hostile.made import sound_docx, sound_html, sound_mht, sound_pdf, sound_text

    for name in ("a.pdf", "a.docx", "a.html"):
        load_reader(name)
    as_json(review_bytes(sound_text().encode(), "a.txt"))
    sound = {
        "a.docx": sound_docx(),
        "a.html": sound_html().encode(),
        "a.mht": sound_mht(),
        "a.pdf": sound_pdf(),
    }
    for name, data in sound.items():
        as_json(review_bytes(data, name))


_WATCHED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
    "ctypes.",
)


def _watch(seen: list[str]) -> None:
    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_WATCHED):
            seen.append(event)
        elif event == "open" and len(arguments) > 2 and isinstance(arguments[2], int):
            if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                seen.append(f"wrote {arguments[0]}")
        elif event in ("os.mkdir", "os.rename", "os.remove", "os.symlink", "os.link"):
            seen.append(event)

    sys.addaudithook(hook)


def reviewed_soundly(name: str, data: bytes) -> dict[str, Any]:
    """Outcome and message of a file; what breaks the contract raises."""
    from jsonschema import Draft202012Validator

    from review.outputs.json_form import as_json
    from review.outputs.json_schema import json_schema
    from review.pipeline import review_bytes

    start = time.process_time()
    review = as_json(review_bytes(data, name))
    text = json.dumps(review, ensure_ascii=False)
    spent = time.process_time() - start
    if len(data) < 200_000:
        Draft202012Validator(json_schema()).validate(review)
    shown = ["a secret shown"] if "root:x:0:0" in text else []
    if review["error"]:
        return {
            "outcome": review["error"]["code"],
            "message": review["error"]["message"],
            "shown": shown,
            "seconds": spent,
        }
    texts = {section["key"]: section["text"] for section in review["report"]["sections"]}
    for piece in (*review["sentences"], *review["claims"]):
        quote = piece.get("quote", piece.get("text"))
        assert texts[piece["section"]][piece["start"] : piece["end"]] == quote
    for finding in review["findings"]:
        for evidence in finding["evidence"]:
            if "start" in evidence:
                part = texts[evidence["section"]][evidence["start"] : evidence["end"]]
                assert part == evidence["quote"], finding["code"]
    return {"outcome": "reviewed", "message": "", "shown": shown, "seconds": spent}


def _held() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _child(name: str, data: bytes, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_HARD_SECONDS, _HARD_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_HARD_MEGABYTES * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seen: list[str] = []
    base, start = _held(), time.process_time()
    _watch(seen)
    try:
        answer = reviewed_soundly(name, data)
    except MemoryError:
        answer = {"outcome": "MemoryError", "message": "", "shown": []}
    except BaseException as error:
        import traceback

        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        message = f"{place} {error}"[:300]
        answer = {"outcome": type(error).__name__, "message": message, "shown": []}
    answer.setdefault("seconds", time.process_time() - start)  # our own checks aside
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    answer["megabytes"] = max(0, peak - base) / MEGABYTE
    answer["seen"] = [*seen, *answer.pop("shown")]
    with os.fdopen(pipe, "w") as out:
        json.dump(answer, out)


def measured(name: str, data: bytes) -> Measure:
    """Review one file in a fork of this process (Linux)."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            _child(name, data, write)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answers:
        text = answers.read()
    _, status, usage = os.wait4(child, 0)
    if not text:
        how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "died"
        return Measure(how, "", usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    answer = json.loads(text)
    return Measure(
        answer["outcome"],
        answer["message"],
        answer["seconds"],
        answer["megabytes"],
        tuple(answer["seen"]),
    )


def measure_classes(
    names: Sequence[str], numbers: Sequence[int], seed: int = 0
) -> list[dict[str, Any]]:
    """One row a file: class, number, file, size and its measure."""
    from tests.hostile.classes import CLASSES

    warm_up()
    rows = []
    for name in names:
        for number in numbers:
            file, data = CLASSES[name].file(number, seed)
            found = measured(file, data)
            rows.append(
                {"class": name, "number": number, "file": file, "bytes": len(data), **asdict(found)}
            )
            print(json.dumps(rows[-1], ensure_ascii=False), flush=True)
    return rows
