"""The child side of the pool: `python -m review.worker` reviews files one after the other, by pipe.

A message is a length of eight bytes (big endian), a JSON header of that length, then as many bytes
as the header's `size` says. A task names a file (`path`) or carries its bytes. The child says
`ready` once the program is loaded, `begin` when it sets about a file (from there on the file's time
and memory count), and then answers with the exit status and the JSON of the contract. Memory is
bounded here where the system can (Linux), and watched by the parent everywhere.
"""

import gc
import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from review.errors import UnreadableFile

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


def _review(task: dict[str, Any], body: bytes) -> tuple[int, bytes]:
    """The exit status of one file (0, 1, 2) and its JSON. No fault of a file or of ours gets out."""
    from review.outputs.json_form import as_json
    from review.pipeline import check, failed, review_bytes
    from review.profile import load_profile

    name, profile = task["name"], task["profile"]
    try:
        if task["path"] is None:
            review = review_bytes(body, name, load_profile(profile))
        else:
            review = check(task["path"], profile=profile, last_year=task["last_year"])
        document = as_json(review)
    except MemoryError:
        raise
    except Exception as error:  # a bug must not stop the other files of a batch
        message = (
            f"程序处理这份文件时出错（{type(error).__name__}），请把文件交给维护人员；"
            "其余文件不受影响。"
        )
        document = as_json(failed(name, profile, message, UnreadableFile.code))
    must = any(finding["severity"] == "must" for finding in document["findings"])
    status = 2 if document["error"] else int(must)
    return status, json.dumps(document, ensure_ascii=False).encode()


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
            status, document = _review(task, body)
            write_message(answers, {"state": "done", "status": status}, document)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
