"""Rules that the book of checks keeps: nothing forgotten, nothing twice, every code as published."""

import re
from collections import Counter
from pathlib import Path

import pytest

import review.checks
from review.checking import Check
from review.checks import CHECKS
from review.checks.planned import PLANNED

CODES = Path(__file__).parents[1] / "golden" / "codes.txt"
FOLDER = Path(review.checks.__file__).parent
PUBLISHED = {
    code: (name, level) for code, name, level in map(str.split, CODES.read_text().splitlines())
}
_MODULE = re.compile(r"([stnyrqdwp])(\d)(\d\d)_[a-z0-9_]+")

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)


def _modules() -> set[str]:
    return {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "planned"}


def _module_of(check: Check) -> str:
    return check.run.__module__.rpartition(".")[2]


def test_codes_are_unique() -> None:
    """No code and no name stands twice among the checks and the planned ones."""
    codes = Counter([check.code for check in CHECKS] + [code for code, _ in PLANNED])
    assert [code for code, times in codes.items() if times > 1] == []
    assert max(Counter(check.name for check in CHECKS).values()) == 1


def test_every_published_code_is_accounted_for() -> None:
    """Checks and planned codes together are exactly the published ones: none is silently absent."""
    assert {c.code for c in CHECKS} | {code for code, _ in PLANNED} == set(PUBLISHED)


def test_every_planned_code_has_a_reason() -> None:
    """What is not checked yet says why, in Chinese."""
    assert [code for code, reason in PLANNED if not re.search("[一-鿿]", reason)] == []


@each_check
def test_code_keeps_its_published_name_and_level(check: Check) -> None:
    """A code, once published, keeps its meaning for ever; its default level is the published one."""
    assert (check.name, check.severity.value) == PUBLISHED[check.code]


def test_no_module_is_forgotten() -> None:
    """Every module of the folder has at least one check in CHECKS."""
    assert {_module_of(check) for check in CHECKS} == _modules()


@each_check
def test_module_is_named_after_its_family(check: Check) -> None:
    """A check stands in a file of its family and hundred; the file bears its lowest code and a name."""
    match = _MODULE.fullmatch(_module_of(check))
    assert match, _module_of(check)
    assert check.code.lower().startswith(match[1] + match[2])
    siblings = [c.code for c in CHECKS if _module_of(c) == _module_of(check)]
    assert min(siblings).lower() == "".join(match.groups())


def test_checks_are_written_in_order() -> None:
    """Families follow one another as in the catalogue; codes rise within each."""
    families = "STNYRQDWP"
    keys = [(families.index(check.code[0]), check.code) for check in CHECKS]
    assert keys == sorted(keys)


@each_check
def test_check_says_all_that_a_reader_needs(check: Check) -> None:
    """Title, what it finds, basis and advice are Chinese; the function bears the check's name."""
    for words in (check.title, check.finds, check.basis, check.advice):
        assert re.search("[一-鿿]", words), check.code
    assert getattr(check.run, "__name__", "") == check.name


@each_check
def test_check_has_examples(check: Check) -> None:
    """Each check has a wrong and a right example, each with words for the catalogue."""
    assert check.bad and check.good
    assert all(example.says.strip() for example in (*check.bad, *check.good))


@each_check
def test_wrong_examples_change_the_report(check: Check) -> None:
    """A wrong example without a change could not be told from the sound report."""
    assert all(
        example.sections or example.cells or example.edits or example.last_year or example.other
        for example in check.bad
    )


@each_check
def test_silenced_codes_exist(check: Check) -> None:
    """A check silences published codes only, and never its own."""
    silenced = {silence.code for silence in check.silences}
    assert silenced <= set(PUBLISHED) - {check.code}
