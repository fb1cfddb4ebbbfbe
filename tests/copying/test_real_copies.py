"""Real reports: what is repeated from last year is found, and nobody is accused of copying from another."""

import os
from pathlib import Path

import pytest

from review.batch import Job, find_files, object_of, run_jobs

pytestmark = pytest.mark.real


def test_real_reports_as_one_batch() -> None:
    """Part 五 of Hongze's report for 2024 repeats 2023's; no passage is shared, no name left over."""
    folder = os.environ.get("NIANBAO_REAL")
    if not folder:
        pytest.skip("NIANBAO_REAL names no folder")
    jobs = [Job(path) for path in find_files([Path(folder)])]
    documents = {r.job.path.name: object_of(r) for r in run_jobs(jobs, 2)}
    hongze = documents["hongze_district_2024.pdf"]
    assert hongze["reuse"]["last_year"]["problems"] > 0.3
    repeated = [f for f in hongze["findings"] if f["code"] == "D101"]
    (fifth,) = [f for f in repeated if f["evidence"][0]["section"] == "problems"]
    assert sum("source" in e for e in fifth["evidence"]) >= 2
    codes = {f["code"] for d in documents.values() for f in d["findings"]}
    assert not codes & {"D102", "D103"}
