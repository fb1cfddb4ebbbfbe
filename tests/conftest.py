"""What all tests share: which are skipped where something is not installed, and who forbids that."""

import gc
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from review.balance import Diagnosis, Identity
from tests.kept_workers import Pools, kept_pools
from tests.store.postgres import programs

settings.register_profile("everyday", deadline=None, max_examples=40)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

_NEEDS = {
    "real": (lambda: bool(os.environ.get("NIANBAO_REAL")), "NIANBAO_REAL names no folder"),
    "browser": (lambda: shutil.which("chromium") is not None, "chromium is not installed"),
    "postgres": (lambda: programs() is not None, "PostgreSQL is not installed"),
    "libreoffice": (lambda: shutil.which("soffice") is not None, "LibreOffice is not installed"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run; continuous integration lets nothing be skipped."""
    for item in items:
        for mark, (present, reason) in _NEEDS.items():
            if item.get_closest_marker(mark) and not present():
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: the collector of cycles need not look at them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With NIANBAO_NO_SKIP set, a skipped test fails the run."""
    if not os.environ.get("NIANBAO_NO_SKIP") or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and exitstatus == 0:
        for report in skipped:
            reporter.write_line(f"skipped although nothing may be: {report.nodeid}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The folder of real reports."""
    return Path(os.environ["NIANBAO_REAL"])


@pytest.fixture(scope="session", autouse=True)
def own_hasher() -> Iterator[PasswordHasher]:
    """The product's own hasher of passwords; every test but its own gets one that costs nothing."""
    from review.store import people

    own, cheap = people._hasher(), PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_hasher", lambda: cheap)
        yield own


@pytest.fixture(scope="session")
def worker_pools() -> Iterator[Pools]:
    with kept_pools() as pools:
        yield pools


@pytest.fixture
def kept_workers(worker_pools: Pools, monkeypatch: pytest.MonkeyPatch) -> Pools:
    """Commands take worker processes that outlive them: loading the program takes longer than a review."""
    for module in ("pool", "batch", "screens.reviewing"):
        monkeypatch.setattr(f"review.{module}.WorkerPool", worker_pools)
    return worker_pools


@pytest.fixture(scope="session")
def unused_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite store that all migrations made and nobody has used: to be copied."""
    from review.store import Store

    path = tmp_path_factory.mktemp("unused") / "store.sqlite"
    Store.open(path).close()
    return path


@pytest.fixture
def empty_store(unused_store: Path, tmp_path: Path) -> Path:
    """Where a store of the test's own stands that nobody has used."""
    return Path(shutil.copy(unused_store, tmp_path / "store.sqlite"))


@pytest.fixture(scope="session")
def diagnosed_once() -> Iterator[None]:
    """A table that stands in hundreds of tests is searched for its smallest repair once."""
    from review import facts

    known: dict[Any, Diagnosis] = {}
    diagnose = facts.diagnose

    def remembered(
        values: Mapping[str, int | None],
        identities: tuple[Identity, ...],
        structural_zeros: Collection[str] = (),
    ) -> Diagnosis:
        key = (frozenset(values.items()), identities, frozenset(structural_zeros))
        if key not in known:
            known[key] = diagnose(values, identities, structural_zeros)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "diagnose", remembered)
        yield
