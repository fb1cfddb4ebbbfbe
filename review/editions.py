"""Which rules have changed since a review was made: told by the program's own text, not by a number to be kept up.

`understanding` stands for all that turns a file into facts (readers, recognition, claims, labels,
model, word lists of the program); a change there makes what was kept useless. Each check has an
edition of its own: where only that changed, the check runs again on what was kept.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from sys import modules

from review.checks import CHECKS
from review.classifier.model import trained

# Neither reads a report nor understands it: a change here leaves facts and findings as they are.
_BESIDES = frozenset(
    {
        "checks", "screens", "store", "outputs", "evaluation", "rechecking", "totals",
        "batch.py", "pool.py", "worker.py", "cli.py", "scoring.py", "__main__.py", "bundled",
        "templates", "profiles", "__pycache__",
    }
)  # fmt: skip
_TEXTS = (".py", ".toml", ".json", ".txt", ".csv", ".tsv")


def _texts(folder: Traversable) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name in _BESIDES:
            continue
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith(_TEXTS):
            yield entry.name.encode() + b"\0" + entry.read_bytes()


@cache
def understanding() -> str:
    """The edition of all that turns a file into facts."""
    digest = hashlib.sha256()
    for text in _texts(files("review")):
        digest.update(len(text).to_bytes(8, "big") + text)
    model = trained()
    digest.update((model.sha256 if model is not None else "").encode())
    return digest.hexdigest()[:16]


@cache
def rule_editions() -> Mapping[str, str]:
    """The edition of each check, by its code: of the file that it is written in."""
    out = {}
    for check in CHECKS:
        path = modules[check.run.__module__].__file__
        name = (path or "").replace("\\", "/").rsplit("/", 1)[-1]
        text = (files("review.checks") / name).read_bytes()
        out[check.code] = hashlib.sha256(text).hexdigest()[:16]
    return out


@cache
def edition() -> str:
    """The edition of understanding and rules together: what tells two states of the program apart."""
    parts = [understanding(), *(f"{code}={rule}" for code, rule in sorted(rule_editions().items()))]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def changed_rules(understood: str, rules: Mapping[str, str]) -> frozenset[str] | None:
    """Codes of the checks that have changed or are new; None where the whole file must be read again."""
    if understood != understanding():
        return None
    return frozenset(
        code for code, edition in rule_editions().items() if rules.get(code) != edition
    )
