"""The pool: order, limits, and that no file hurts another."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psutil
import pytest

from corpus.drawing import draw_docx
from corpus.generated import sound_report
from review.batch import find_files, object_of, run_jobs, text_of
from review.pool import Bounds, Job, Result, WorkerPool
from tests.kept_workers import Pools

TROUBLED = (sys.executable, "-m", "tests.troubled_worker")
TIGHT = Bounds(seconds=1.0, clock_seconds=3.0, megabytes=96)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for number in range(6):
        draw_docx(sound_report(Random(number)), folder / f"{number}.docx")
    return folder


@pytest.fixture(scope="module")
def troubled() -> Iterator[WorkerPool]:
    with WorkerPool(2, TIGHT, TROUBLED) as pool:
        yield pool


def _jobs(folder: Path, *names: str) -> list[Job]:
    good = sorted(folder.iterdir())
    jobs = []
    for at, name in enumerate(names):
        jobs += [Job(good[at % len(good)]), Job(Path(name), data=b"x")]
    return [*jobs, Job(good[0])]


def _check_neighbours(jobs: list[Job], results: list[Result]) -> None:
    assert [r.job for r in results] == jobs
    for result in results:
        if result.job.data is None:
            document = object_of(result)
            assert document["error"] is None
            assert document["source"]["name"] == result.job.path.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("busy.docx", "超过1秒仍未完成"),
        ("swell.docx", "内存超过上限"),
        ("die.docx", "意外终止"),
    ],
)
def test_a_file_that_does_harm_gets_its_error_and_its_neighbours_are_reviewed(
    folder: Path, troubled: WorkerPool, name: str, words: str
) -> None:
    jobs = _jobs(folder, name, name)
    results = list(troubled.map(jobs))
    _check_neighbours(jobs, results)
    bad = [object_of(r) for r in results if r.job.data is not None]
    assert len(bad) == 2
    for document in bad:
        assert words in document["error"]["message"]
        assert document["report"] is None and document["findings"] == []
        assert document["source"]["name"] == name


def test_a_file_that_only_waits_is_given_up_by_the_clock(
    folder: Path, troubled: WorkerPool
) -> None:
    jobs = _jobs(folder, "asleep.docx")
    results = list(troubled.map(jobs))
    _check_neighbours(jobs, results)
    assert object_of(results[1])["error"]["code"] == "too_large"


def test_a_child_that_died_by_chance_is_replaced_and_the_file_tried_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROUBLED_MARK", str(tmp_path / "mark"))
    copy = tmp_path / "once.docx"
    copy.write_bytes((folder / "0.docx").read_bytes())
    with WorkerPool(1, TIGHT, TROUBLED) as pool:
        assert object_of(pool.run(Job(copy)))["error"] is None
    assert (tmp_path / "mark").exists()


@pytest.mark.usefixtures("kept_workers")
def test_results_come_in_the_order_of_the_jobs_and_do_not_depend_on_their_number(
    folder: Path,
) -> None:
    jobs = [Job(path) for path in find_files([folder])] * 4
    one, two = list(run_jobs(jobs, 1)), list(run_jobs(jobs, 2))
    assert [r.job for r in two] == jobs
    assert [text_of(r) for r in one] == [text_of(r) for r in two]


def test_a_child_is_replaced_after_its_share_of_files(folder: Path) -> None:
    with WorkerPool(1, Bounds(files=2)) as pool:
        seen = set()
        for path in sorted(folder.iterdir())[:3]:
            assert object_of(pool.run(Job(path)))["error"] is None
            child = pool._children[0]
            assert child is not None
            seen.add(child._process.pid)
    assert len(seen) == 2


def test_no_child_outlives_the_pool(folder: Path) -> None:
    with WorkerPool(2, TIGHT, TROUBLED) as pool:
        list(pool.map([Job(path) for path in sorted(folder.iterdir())]))
        children = [c._process.pid for c in pool._children if c is not None]
    assert children and not any(psutil.pid_exists(pid) for pid in children)


def test_a_batch_broken_off_leaves_no_child(folder: Path) -> None:
    with WorkerPool(2, TIGHT, TROUBLED) as pool:
        results = pool.map(_jobs(folder, "asleep.docx", "asleep.docx"))
        next(results)
        results.close()  # type: ignore[attr-defined]
        assert not any(c and c._process.poll() is None for c in pool._children)


def test_bytes_and_path_give_the_same_review(folder: Path, kept_workers: Pools) -> None:
    path, pool = folder / "3.docx", kept_workers()
    by_path = pool.run(Job(path))
    by_bytes = pool.run(Job(Path(path.name), data=path.read_bytes()))
    assert json.loads(by_path.document) == json.loads(by_bytes.document)
