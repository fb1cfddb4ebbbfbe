"""What all tests share: which are skipped where something is not installed, and who forbids that."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

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
