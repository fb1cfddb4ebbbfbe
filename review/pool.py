"""Worker processes in which files are read and reviewed, each file under limits of time and memory.

A submission may be built to hang or to swell whoever opens it. So no file is opened in the process
of the command or of the screen: children do it, are watched, and are put down when a file
overstrains them; that file gets an error, the rest of the batch goes on in a fresh child. Children
are ordinary programs (`python -m review.worker`) on pipes: the same on every system, and inside a
server as well as on the command line.
"""

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import psutil

from review.errors import FileTooLarge, UnreadableFile
from review.worker import OUT_OF_MEMORY, read_message, write_message

MEGABYTE = 1024 * 1024
_TICK = 0.05
_AHEAD = 64
_WORKER = (sys.executable, "-m", "review.worker")
_SWOLLEN = (
    "处理这份文件需要的内存超过上限，已停止；其余文件不受影响。"
    "请在 Word 或 WPS 中打开原文件，删去与年度报告无关的内容后另存，重新提交。"
)
_CRASHED = (
    "读取这份文件时程序意外终止，其余文件不受影响。文件可能已损坏，"
    "请在 Word 或 WPS 中打开原文件，另存为 .docx 后重新提交。"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may use: seconds of processor time, seconds by the clock, megabytes above base.

    `files`: after so many a child is replaced; also when it has kept half of the megabytes.
    """

    seconds: float = 5.0
    clock_seconds: float = 60.0
    megabytes: int = 256
    files: int = 2_000


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Job:
    """A file to review, by path or by its bytes (`data`), with last year's report if there is one.

    In two steps: `do` "read" gives the packed report back, "check" takes it as `data` and last year's,
    packed, as `last_year`; `reason` says why there is none. `shared` is what the report shares with others.
    With `keep` the answer to "review" holds also what checking again needs (see `review.rechecking`).
    """

    path: Path
    profile: str = "national"
    last_year: Path | bytes | None = field(default=None, repr=False)
    data: bytes | None = field(default=None, repr=False)
    do: Literal["review", "read", "check"] = "review"
    reason: str = ""
    keep: bool = False
    shared: list[dict[str, Any]] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: exit status (0 nothing to change, 1 `must`, 2 not read) and the JSON.

    `failure` is (code, message) where the child gave no answer: `document` is empty then. `about` tells
    whose report it is, where it was only read; `document` is the packed report then. `kept` is empty
    unless it was asked for.
    """

    job: Job
    status: int
    document: bytes = b""
    failure: tuple[str, str] | None = None
    about: Mapping[str, Any] | None = None
    kept: bytes = field(default=b"", repr=False)


class _Child:
    """One worker process and what it is at."""

    def __init__(self, command: Sequence[str], bounds: Bounds) -> None:
        self._bounds = bounds
        environment = {**os.environ, "PYTHONUTF8": "1"}
        # one thread of arithmetic a child: more only cost memory and start-up
        environment |= {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
        self._process = subprocess.Popen(
            [*command, str(bounds.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("NIANBAO_DEBUG") else subprocess.DEVNULL,
            env=environment,
        )
        self._watched = psutil.Process(self._process.pid)
        self.files = 0
        self._base = self._fresh = 0
        self._started: tuple[float, float] | None = None
        self.stopped_for: str | None = None

    def wait_ready(self) -> bool:
        """Wait until the program is loaded; False if it could not be."""
        assert self._process.stdout is not None
        ready = read_message(self._process.stdout) is not None
        if ready:
            with suppress(psutil.Error):
                self._fresh = self._used()[1]
        return ready

    def _used(self) -> tuple[float, int]:
        times = self._watched.cpu_times()
        return times.user + times.system, self._watched.memory_info().rss

    def ask(self, job: Job) -> Result | None:
        """What comes of a job; None if the child died over it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        parts = [part for part in (job.data, job.last_year) if isinstance(part, bytes)]
        header = {
            "name": job.path.name,
            "path": None if job.data is not None else str(job.path),
            "profile": job.profile,
            "last_year": str(job.last_year) if isinstance(job.last_year, Path) else None,
            "do": job.do,
            "reason": job.reason,
            "keep": job.keep,
            "shared": job.shared,
            "parts": [len(part) for part in parts],
        }
        try:
            write_message(self._process.stdin, header, b"".join(parts))
            if read_message(self._process.stdout) is None:  # "begin"
                return None
            used, self._base = self._used()
            self._started = used, time.monotonic()
            answer = read_message(self._process.stdout)
        except (OSError, ValueError, psutil.Error):
            return None
        finally:
            self._started = None
        self.files += 1
        if answer is None:
            return None
        told, body = answer
        end = len(body) - told.get("kept", 0)
        return Result(job, told["status"], body[:end], about=told.get("about"), kept=body[end:])

    def watch(self) -> None:
        """Put the child down if the file in hand has used more than it may."""
        started = self._started
        if started is None or self.stopped_for:
            return
        try:
            used, held = self._used()
        except psutil.Error:
            return
        if self._started is not started:
            return
        if held - self._base > self._bounds.megabytes * MEGABYTE:
            self.stop("memory")
        elif (
            used - started[0] > self._bounds.seconds
            or time.monotonic() - started[1] > self._bounds.clock_seconds
        ):
            self.stop("time")

    def stop(self, why: str) -> None:
        """Put the child down."""
        self.stopped_for = why
        self._process.kill()

    @property
    def spent(self) -> bool:
        """Whether it is time for a fresh child."""
        if self.files >= self._bounds.files:
            return True
        try:
            return self._used()[1] - self._fresh > self._bounds.megabytes * MEGABYTE // 2
        except psutil.Error:
            return True

    def close(self) -> None:
        """Let the child end; put it down if it does not."""
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        try:
            status = self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if status == OUT_OF_MEMORY:
            self.stopped_for = "memory"
        if self._process.stdout:
            self._process.stdout.close()


class WorkerPool:
    """Some children, each with a thread that feeds it; results come in the order of the jobs.

    Use as a context manager. Not more than a window of jobs is begun ahead of the one that is
    waited for, so memory does not grow with the number of files. `command` starts a child; it gets
    the megabytes a file may use as its last argument.
    """

    def __init__(
        self, processes: int = 1, bounds: Bounds = BOUNDS, command: Sequence[str] = _WORKER
    ) -> None:
        self._command = tuple(command)
        self._processes = max(1, processes)
        self._bounds = bounds
        self._children: list[_Child | None] = [None] * self._processes
        self._free = threading.Semaphore(self._processes)
        self._slots = list(range(self._processes))
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._watcher: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _put_down(self) -> None:
        self._closed.set()
        for child in self._children:
            if child is not None:
                child.stop("closed")

    def close(self) -> None:
        """Let all children end."""
        self._closed.set()
        for child in self._children:
            if child is not None:
                child.close()
        self._children = [None] * self._processes

    def run(self, job: Job) -> Result:
        """Review one file now; waits for a free child. Safe to call from several threads."""
        with self._free:
            with self._lock:
                slot = self._slots.pop()
            try:
                return self._run(slot, job)
            finally:
                with self._lock:
                    self._slots.append(slot)

    def map(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Review many files; results in the order of the jobs, as soon as the order allows."""
        if self._processes == 1:
            yield from map(self.run, jobs)
            return
        waiting: deque[Future[Result]] = deque()
        with ThreadPoolExecutor(self._processes) as threads:
            try:
                for job in jobs:
                    waiting.append(threads.submit(self.run, job))
                    while waiting and (
                        len(waiting) >= _AHEAD * self._processes or waiting[0].done()
                    ):
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
                if waiting:  # broken off: do not wait for files in hand
                    self._put_down()

    def _run(self, slot: int, job: Job) -> Result:
        for attempt in (1, 2):
            child = self._child(slot)
            answer = child.ask(job) if child else None
            if answer is not None:
                return answer
            self._children[slot] = None
            if child is None or self._closed.is_set():
                break
            child.close()
            if child.stopped_for == "time":
                return Result(job, 2, failure=(FileTooLarge.code, self._too_slow()))
            if child.stopped_for == "memory":
                return Result(job, 2, failure=(FileTooLarge.code, _SWOLLEN))
            if attempt == 2:
                break  # what died over it twice is not to blame on chance
        return Result(job, 2, failure=(UnreadableFile.code, _CRASHED))

    def _too_slow(self) -> str:
        return (
            f"处理这份文件超过{self._bounds.seconds:g}秒仍未完成，已停止；其余文件不受影响。"
            "请在 Word 或 WPS 中打开原文件，删去与年度报告无关的内容后另存，重新提交。"
        )

    def _child(self, slot: int) -> _Child | None:
        child = self._children[slot]
        if child is not None and not child.spent:
            return child
        if child is not None:
            child.close()
        child = _Child(self._command, self._bounds)
        self._children[slot] = child
        with self._lock:
            if self._watcher is None:
                self._watcher = threading.Thread(target=self._watch, daemon=True)
                self._watcher.start()
        if not child.wait_ready():
            child.close()
            self._children[slot] = None
            return None
        return child

    def _watch(self) -> None:
        while not self._closed.wait(_TICK):
            for child in self._children:
                if child is not None:
                    child.watch()
