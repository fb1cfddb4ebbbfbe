"""Many files: found in folders, reviewed in worker processes, results in the order of the paths."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from review.pairing import run_paired
from review.pool import BOUNDS, Bounds, Job, Result, WorkerPool
from review.readers import SUFFIXES

__all__ = ["Job", "Result", "find_files", "object_of", "run_jobs", "text_of"]


# Submissions in a format that is not read: each gets its sentence, none is passed over in silence.
_REFUSED = frozenset(
    {
        ".doc",
        ".docm",
        ".dot",
        ".dotx",
        ".wps",
        ".wpt",
        ".rtf",
        ".ofd",
        ".odt",
        ".zip",
        ".rar",
        ".7z",
    }
)
_WEB_PAGES = (".html", ".htm", ".xhtml")
_PAGE_PARTS = ("_files", ".files", "_文件")


def find_files(paths: Sequence[Path], passed_over: list[Path] | None = None) -> list[Path]:
    """The files named, and all submissions in the folders named (recursively, sorted).

    Left out: hidden files, the lock files of office programs (~$…), what a browser saved beside a
    page. Files of other kinds are put into `passed_over`, so that they can be told.
    """
    out: list[Path] = []
    for path in paths:
        if not path.is_dir():
            out.append(path)
            continue
        for file in sorted(p for p in path.rglob("*") if p.is_file()):
            if file.name.startswith((".", "~$")) or _part_of_page(file, path):
                continue
            if file.suffix.lower() in SUFFIXES | _REFUSED:
                out.append(file)
            elif passed_over is not None:
                passed_over.append(file)
    return list(dict.fromkeys(out))


def _part_of_page(file: Path, top: Path) -> bool:
    """Whether a file lies in the folder that a browser saves beside a page (页面_files)."""
    for folder in file.parents:
        if folder == top:
            return False
        for ending in _PAGE_PARTS:
            stem = folder.name.removesuffix(ending)
            if stem != folder.name and any(
                folder.with_name(stem + suffix).is_file() for suffix in _WEB_PAGES
            ):
                return True
    return False


def run_jobs(
    jobs: Sequence[Job],
    processes: int = 1,
    bounds: Bounds = BOUNDS,
    read: Callable[[], object] = lambda: None,
) -> Iterator[Result]:
    """Review files in worker processes; results come in the order of the jobs.

    Several files are first all read, each once, so that last year's reports among them are found
    whatever the order (`read` is called for each file read), and then checked.
    """
    with WorkerPool(min(processes, len(jobs)), bounds) as pool:
        if len(jobs) < 2 or any(job.last_year for job in jobs):
            yield from pool.map(jobs)
        else:
            yield from run_paired(pool, jobs, read)


def text_of(result: Result) -> str:
    """The JSON text of a result; where the worker gave none, that of its failure."""
    if result.failure is None:
        return result.document.decode()
    from review.outputs.json_form import as_json
    from review.pipeline import failed

    code, message = result.failure
    job = result.job
    review = failed(job.path.name, job.profile, message, code, _fingerprint(job))
    return json.dumps(as_json(review), ensure_ascii=False)


def _fingerprint(job: Job) -> str:
    """SHA-256 of a file that could not be reviewed; empty where it cannot even be read."""
    digest = hashlib.sha256(job.data or b"")
    if job.data is None:
        try:
            with job.path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256")
        except OSError:
            return ""
    return digest.hexdigest()


def object_of(result: Result) -> dict[str, Any]:
    """The JSON object of a result."""
    document: dict[str, Any] = json.loads(text_of(result))
    return document
