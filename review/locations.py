"""Where app.py, the models and the samples stand: in a wheel under review/bundled, else in the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "bundled"
_REPOSITORY = _PACKAGE.parent


def _first(*candidates: Path) -> Path | None:
    return next((path for path in candidates if path.exists()), None)


def app_file() -> Path:
    """The Streamlit script; FileNotFoundError where the installation is not whole."""
    found = _first(_BUNDLED / "app.py", _REPOSITORY / "app.py")
    if found is None:
        raise FileNotFoundError("app.py")
    return found


def samples_dir() -> Path | None:
    """The folder of sample submissions, None where none were installed."""
    return _first(_BUNDLED / "samples" / "reports", _REPOSITORY / "corpus" / "samples" / "reports")


def models_dir() -> Path | None:
    """The folder of trained models, None where none were installed."""
    return _first(_BUNDLED / "models", _REPOSITORY / "models")


def corpus_dir() -> Path | None:
    """The corpora of the source tree; None in an installed wheel, which does not carry them."""
    return _first(_REPOSITORY / "corpus" / "claims") and _REPOSITORY / "corpus"
