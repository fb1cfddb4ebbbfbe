"""The child side of the pool: `python -m review.worker` reviews files one after the other, by pipe.

A message is a length of eight bytes (big endian), a JSON header of that length, then as many bytes
as the header's `size` says. A task names a file (`path`) or carries its bytes; `do` says whether the file is
to be reviewed at one go, only read (the answer is the packed report and whose it is), or whether the
packed report, and behind it last year's, is carried to be checked (`parts`: their sizes). The child says
`ready` once the program is loaded, `begin` when it sets about a file (from there on the file's time
and memory count), and then answers with the exit status and the JSON of the contract. Memory is
bounded here where the system can (Linux), and watched by the parent everywhere.
"""

import gc
import json
import os
import sys
from itertools import accumulate
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from review.errors import UnreadableFile

if TYPE_CHECKING:
    from review.outcome import Review
    from review.profile import Profile

OUT_OF_MEMORY = 3
"""Exit status of a child that a file has filled: it ends at once, and so gives everything back."""


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message: header and body; None where the stream has ended."""
    length = stream.read(8)
    if len(length) < 8:
        return None
    text = stream.read(int.from_bytes(length, "big"))
    try:
        header: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    body = stream.read(header["size"]) if header["size"] else b""
    return (header, body) if len(body) == header["size"] else None


def write_message(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write a message; `size` is added to the header."""
    text = json.dumps({**header, "size": len(body)}).encode()
    stream.write(len(text).to_bytes(8, "big") + text + body)
    stream.flush()


class _Memory:
    """Bounds what may be allocated beyond what the program itself holds (Linux; elsewhere nothing)."""

    def __init__(self, megabytes: int) -> None:
        self._bytes = megabytes * 1024 * 1024
        self._page = 4096 if sys.platform != "linux" else os.sysconf("SC_PAGE_SIZE")

    def bound(self) -> None:
        if sys.platform != "linux" or not self._bytes:
            return
        import resource

        held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * self._page
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (held + self._bytes, hard))


# Small, but all steps of a review run over it: what they load is loaded before the first file.
_FIRST = "某县水务局2024年政府信息公开工作年度报告\n一、总体情况\n2024年，未收到政府信息公开申请。\n五、存在的主要问题及改进情况\n"


Answer = tuple[dict[str, Any], bytes]


def _answer(task: dict[str, Any], body: bytes) -> Answer:
    """What a task asks for. No fault of a file or of ours gets out."""
    from review.pipeline import failed

    steps = {"review": _review, "read": _read, "check": _check}
    try:
        return steps[task["do"]](task, _parts(body, task["parts"]))
    except MemoryError:
        raise
    except Exception as error:  # a bug must not stop the other files of a batch
        message = (
            f"程序处理这份文件时出错（{type(error).__name__}），请把文件交给维护人员；"
            "其余文件不受影响。"
        )
        return _told(failed(task["name"], task["profile"], message, UnreadableFile.code))


def _parts(body: bytes, sizes: list[int]) -> list[bytes]:
    ends = list(accumulate(sizes))
    return [body[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _told(review: "Review") -> Answer:
    """The exit status of one file (0, 1, 2) and its JSON."""
    from review.outputs.json_form import as_json

    document = as_json(review)
    must = any(finding["severity"] == "must" for finding in document["findings"])
    status = 2 if document["error"] else int(must)
    return {"status": status}, json.dumps(document, ensure_ascii=False).encode()


def _review(task: dict[str, Any], parts: list[bytes]) -> Answer:
    from review.pipeline import check, review_bytes
    from review.profile import load_profile

    if task["path"] is not None:
        return _told(check(task["path"], profile=task["profile"], last_year=task["last_year"]))
    data, *before = parts
    profile = load_profile(task["profile"])
    if task.get("keep"):
        return _review_and_keep(data, task["name"], profile)
    return _told(review_bytes(data, task["name"], profile, before[0] if before else None))


def _review_and_keep(data: bytes, name: str, profile: "Profile") -> Answer:
    from review.outcome import Review
    from review.pipeline import recognise
    from review.rechecking import review_and_keep

    report = recognise(Path(name), data, profile.name)
    if isinstance(report, Review):
        return _told(report)
    review, kept = review_and_keep(report, profile)
    header, document = _told(review)
    return {**header, "kept": len(kept)}, document + kept


def _read(task: dict[str, Any], parts: list[bytes]) -> Answer:
    from review.copying.texts import own_text, pack_text
    from review.outcome import Review
    from review.packing import hash_of_figures, pack
    from review.pipeline import recognise
    from review.profile import load_profile

    load_profile(task["profile"])
    path = Path(task["path"] or task["name"])
    report = recognise(path, parts[0] if parts else None, task["profile"])
    if isinstance(report, Review):
        return _told(report)
    about = {
        "year": report.year,
        "names": [report.agency.name, *report.agency.names],
        "published": report.published.isoformat() if report.published else "",
        "figures": hash_of_figures(report),
    }
    packed = pack(report)
    about["packed"] = len(packed)
    return {"status": 0, "about": about}, packed + pack_text(own_text(report))


def _check(task: dict[str, Any], parts: list[bytes]) -> Answer:
    from review.copying.shared_passage import from_plain
    from review.packing import unpack_report
    from review.pipeline import review_recognised
    from review.profile import load_profile

    report, *before = map(unpack_report, parts)
    profile = load_profile(task["profile"])
    last_year = before[0] if before else None
    rows = task["shared"]
    shared = None if rows is None else from_plain(rows)
    return _told(review_recognised(report, profile, last_year, task["reason"], shared))


def _spare_the_collector() -> None:
    """Let the collector of cycles leave alone what is loaded, and look at the rest less often.

    A review makes many small objects and hardly a cycle; counting references frees them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def main() -> None:
    """Answer tasks until standard input ends. Standard output is the pipe; prints go nowhere."""
    from review.pipeline import review_bytes
    from review.readers import load_reader

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    memory = _Memory(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    review_bytes(_FIRST.encode(), "first.txt")
    _spare_the_collector()
    write_message(answers, {"state": "ready"})
    while (message := read_message(sys.stdin.buffer)) is not None:
        task, body = message
        load_reader(task["name"])  # what a reader needs is the program's, not the file's
        memory.bound()
        write_message(answers, {"state": "begin"})
        try:
            header, document = _answer(task, body)
            write_message(answers, {"state": "done", **header}, document)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
