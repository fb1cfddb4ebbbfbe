"""The catalogue of checks: made from the checks, written in their folder, and up to date."""

from review.checks import CHECKS
from review.checks.planned import PLANNED
from review.outputs.catalogue import FAMILIES, catalogue, catalogue_path


def test_written_catalogue_is_up_to_date() -> None:
    """The file beside the checks is what the checks say now."""
    written = catalogue_path().read_text(encoding="utf-8")
    assert written == catalogue(), "the checks have changed: run `nianbao rules --write`"


def test_catalogue_says_what_each_check_says() -> None:
    """Title, level, what is found, basis and every example of each check stand in its own entry."""
    entries = {entry[:4]: entry for entry in catalogue().split("### ")[1:]}
    assert list(entries) == [check.code for check in CHECKS]
    for check in CHECKS:
        entry = entries[check.code]
        words = [check.name, check.title, check.severity.label, check.finds, check.basis]
        words += [example.says for example in (*check.bad, *check.good)]
        words += [silence.code for silence in check.silences]
        assert [word for word in words if word not in entry] == []


def test_catalogue_lists_what_is_not_checked_yet() -> None:
    """Planned codes stand under 尚未提供, with their reason, and nowhere above it."""
    above, _, below = catalogue().partition("## 尚未提供")
    assert [code for code, reason in PLANNED if code not in below or reason not in below] == []
    assert [code for code, _ in PLANNED if f"### {code}" in above] == []


def test_families_have_headings_in_order() -> None:
    """Each family that has a check has one heading."""
    headings = [line[3] for line in catalogue().split("\n") if line.startswith("## ")]
    if PLANNED:
        headings.pop()  # 尚未提供
    assert headings == list(dict.fromkeys(check.code[0] for check in CHECKS))
    assert {code[0] for code, _ in PLANNED} <= set(FAMILIES)
