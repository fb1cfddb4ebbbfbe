"""Many files: found in folders, reviewed in one or several processes, results in the order of the paths."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from review.errors import UnreadableFile
from review.outcome import Engine, Failure, Review
from review.outputs.json_form import JsonObject, as_json
from review.pipeline import engine_version, review_bytes
from review.profile import load_profile
from review.readers import SUFFIXES


@dataclass(frozen=True, slots=True)
class Job:
    """A file to review, with its last year's report if there is one."""

    path: Path
    profile: str = "national"
    last_year: Path | None = None


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and all files with a known suffix in the folders named (recursively, sorted).

    Hidden files and the lock files of office programs (~$…) are left out.
    """
    out: list[Path] = []
    for path in paths:
        if path.is_dir():
            out += sorted(
                p
                for p in path.rglob("*")
                if p.is_file()
                and p.suffix.lower() in SUFFIXES
                and not p.name.startswith((".", "~$"))
            )
        else:
            out.append(path)
    return list(dict.fromkeys(out))


def _failed(path: Path, profile: str, message: str, code: str) -> Review:
    from review.model import Source

    loaded = load_profile(profile)
    source = Source(path.name, "", "application/octet-stream")
    engine = Engine(engine_version(), loaded.name, loaded.sha256)
    return Review(source, engine, Failure(code, message))


def check(
    path: str | Path, *, profile: str = "national", last_year: str | Path | None = None
) -> Review:
    """Review one file. A file that cannot be read gives a Review with `error`; no exception."""
    path = Path(path)
    loaded = load_profile(profile)
    try:
        data = path.read_bytes()
        before = Path(last_year).read_bytes() if last_year else None
    except FileNotFoundError as error:
        return _failed(path, profile, f"没有这个文件：{error.filename}", UnreadableFile.code)
    except OSError as error:
        return _failed(path, profile, f"文件打不开：{error.strerror}", UnreadableFile.code)
    return review_bytes(data, path.name, loaded, before)


def check_job(job: Job) -> JsonObject:
    """Review one file into JSON. A fault of the program itself stops this file only, and says so."""
    try:
        return as_json(check(job.path, profile=job.profile, last_year=job.last_year))
    except Exception as error:  # a bug must not stop the other files of a batch
        message = f"程序处理这份文件时出错（{type(error).__name__}），请把文件交给维护人员；其余文件不受影响。"
        return as_json(_failed(job.path, job.profile, message, UnreadableFile.code))


def run_jobs(jobs: Sequence[Job], processes: int = 1) -> Iterator[JsonObject]:
    """Review files one after the other or in several processes; results come in the order of the jobs."""
    if processes <= 1 or len(jobs) <= 1:
        yield from map(check_job, jobs)
        return
    # spawn: the same on Windows, and no copy of a half-used parent
    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=get_context("spawn")) as pool:
        # chunks: passing files one by one costs more than reading them
        chunk = max(1, min(16, len(jobs) // (processes * 4)))
        yield from pool.map(check_job, jobs, chunksize=chunk)
