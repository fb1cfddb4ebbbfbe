"""The built wheel, installed elsewhere, runs: code, data, screen, models and samples travel in it."""

import json
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel; other libraries are those of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    target = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # a plain path, so that this environment's own .pth files (the editable project) have no say
    libraries = [
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        *site.getsitepackages(),
    ]
    Path(target, "libraries.pth").write_text("\n".join(dict.fromkeys(libraries)) + "\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps",
         "--no-index", "--disable-pip-version-check", str(wheel)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return python


def test_the_wheel_holds_all_that_a_run_needs(wheel: Path) -> None:
    """app.py, the models folder, samples, forms, profiles, migrations and word lists are inside."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "review/bundled/app.py",
        "review/bundled/models/README.md",
        "review/data/forms/2021.toml",
        "review/data/forms/2019.toml",
        "review/data/profiles/national.toml",
        "review/data/profiles/shandong.toml",
        "review/data/divisions/divisions.txt",
        "review/data/divisions/README.md",
        "review/data/wording/repealed.toml",
        "review/data/wording/laws.toml",
        "review/data/wording/bodies.toml",
        "review/data/wording/terms.toml",
        "review/data/wording/slips.toml",
        "review/data/wording/repeats.toml",
        "review/data/lexicon.toml",
        "review/data/agencies.toml",
    ):
        assert name in names
    samples = [n for n in names if n.startswith("review/bundled/samples/reports/")]
    assert len(samples) >= 8
    assert any(n.startswith("review/store/migrations/") for n in names)


def test_the_installed_wheel_reviews_its_samples(elsewhere: Path, tmp_path: Path) -> None:
    """Away from the repository the command finds its own data and reviews a sample."""
    code = "import review, review.locations as l; print(review.__file__); print(l.samples_dir()); print(l.app_file())"
    out = subprocess.run(
        [str(elsewhere), "-I", "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    assert str(ROOT) not in out[0]
    assert Path(out[2]).is_file()
    reports = Path(out[1])
    done = subprocess.run(
        [str(elsewhere), "-I", "-m", "review", "check", str(reports), "--format", "jsonl"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    reviews = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reviews) >= 8
    assert all(r["error"] is None for r in reviews)


def test_the_installed_wheel_opens_its_screen(elsewhere: Path, tmp_path: Path) -> None:
    """The screen starts from the wheel alone and answers."""
    code = (
        "import socket, urllib.request\n"
        "from review.screens.serve import start\n"
        "s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()\n"
        f"p = start(port, samples=True, store_path={str(tmp_path / 'store.db')!r})\n"
        "try:\n"
        "    page = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f'http://127.0.0.1:{port}/')\n"
        "    print(page.status)\n"
        "finally:\n"
        "    p.terminate(); p.wait(20)\n"
    )
    done = subprocess.run(
        [str(elsewhere), "-I", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip().endswith("200"), done.stderr
