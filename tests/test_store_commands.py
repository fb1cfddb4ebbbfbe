"""The commands backup, restore and accounts."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from review.cli import cli
from review.store import Actor, Store

PASSWORD = "long enough"


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "desk.sqlite")


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, list(arguments), input=typed)


def test_backup_can_be_restored_elsewhere(place: str, tmp_path: Path) -> None:
    """Into a new place; a file or a store that is there is not written over."""
    store = Store.open(place)
    store.add("甲.docx", b"bytes")
    store.close()
    copy, other = str(tmp_path / "copy"), str(tmp_path / "other.sqlite")
    assert "sha256" in run("backup", copy, "--store", place).output
    again = run("backup", copy, "--store", place)
    assert (again.exit_code, "已经存在" in again.output) == (2, True)
    assert "已恢复1份报告" in run("restore", copy, "--store", other).output
    assert Store.open(other).content(1) == b"bytes"
    over = run("restore", copy, "--store", place)
    assert (over.exit_code, "不会覆盖" in over.output) == (2, True)


def test_accounts_from_the_command_line(place: str) -> None:
    """Added with a typed password, given another role and password, disabled and enabled."""
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    added = run("accounts", "add", "主任", "--role", "lead", "--store", place, typed=typed)
    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    run("accounts", "add", "li@example.cn", "--no-password", "--store", place)
    run("accounts", "role", "li@example.cn", "reader", "--store", place)
    run("accounts", "disable", "li@example.cn", "--store", place)
    lines = run("accounts", "list", "--store", place).output.splitlines()
    assert sorted(lines) == ["li@example.cn\t只读\t已停用", "主任\t负责人"]
    run("accounts", "enable", "li@example.cn", "--store", place)
    run("accounts", "password", "主任", "--store", place, typed="another one\nanother one\n")
    store = Store.open(place)
    assert store.check_password("主任", "another one") == Actor("主任", "lead")
    last = run("accounts", "disable", "主任", "--store", place)
    assert (last.exit_code, "最后一个负责人" in last.output) == (2, True)
