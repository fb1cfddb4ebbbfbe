"""The commands that keep a store: backup, restore, accounts. Arguments in, calls out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from review.errors import ReviewError
from review.roles import ROLE_NAMES, Role

if TYPE_CHECKING:
    from review.store import Store

_STORE = click.option("--store", default=None, help="数据库文件或地址，默认在用户数据目录")


@click.command(help="把整个资料库备份到一个文件；可以在使用中备份。")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@_STORE
def backup(path: Path, store: str | None) -> None:
    """One file with everything, and its sha256 on the screen."""
    from review.store import Store

    if path.exists():
        raise ReviewError(f"{path} 已经存在，不会覆盖；请换一个文件名。")
    desk = Store.open(store)
    try:
        digest = desk.backup(path)
    finally:
        desk.close()
    click.echo(f"已备份到 {path}（sha256 {digest}）")


@click.command(help="把备份恢复到一个新的位置；已有的资料库不会被覆盖。")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@_STORE
def restore(path: Path, store: str | None) -> None:
    """Into an empty place, of either kind of database."""
    from review.store import Store

    desk = Store.restore(path, store)
    try:
        click.echo(f"已恢复{len(desk.submissions())}份报告。")
    finally:
        desk.close()


@click.group(help="管理多人使用时的账户。")
def accounts() -> None:
    """Accounts: list, add, role, password, disable, enable."""


@accounts.command("list", help="列出账户。")
@_STORE
def list_accounts(store: str | None) -> None:
    """One line an account: name, role, whether it is active."""
    from review.store import Store

    desk = Store.open(store)
    try:
        for account in desk.accounts():
            state = "" if account.active else "已停用"
            click.echo(f"{account.name}\t{ROLE_NAMES[account.role]}\t{state}".rstrip())
    finally:
        desk.close()


@accounts.command(help="添加账户，密码在提示后输入。")
@click.argument("name", metavar="账户名")
@click.option("--role", type=click.Choice(list(ROLE_NAMES)), default="reviewer", show_default=True)
@click.option("--no-password", is_flag=True, help="只能用单位的统一登录（OIDC）")
@_STORE
def add(name: str, role: Role, no_password: bool, store: str | None) -> None:
    """The password is never an argument: command lines are kept in histories."""
    password = None if no_password else _asked()
    _change(store, lambda desk: desk.add_account(name, password, role))
    click.echo(f"已添加账户“{name}”（{ROLE_NAMES[role]}）。")


@accounts.command(help="改变账户的权限。")
@click.argument("name", metavar="账户名")
@click.argument("role", type=click.Choice(list(ROLE_NAMES)), metavar="reader|reviewer|lead")
@_STORE
def role(name: str, role: Role, store: str | None) -> None:
    """Another role from now on, also for who is logged in."""
    _change(store, lambda desk: desk.set_role(name, role))
    click.echo(f"账户“{name}”现在是{ROLE_NAMES[role]}。")


@accounts.command(help="给账户设新密码，在提示后输入。")
@click.argument("name", metavar="账户名")
@_STORE
def password(name: str, store: str | None) -> None:
    """All logins of the account end."""
    new = _asked()
    _change(store, lambda desk: desk.change_password(name, new))
    click.echo(f"账户“{name}”的密码已更改。")


@accounts.command(help="停用账户，立即生效。")
@click.argument("name", metavar="账户名")
@_STORE
def disable(name: str, store: str | None) -> None:
    """Nobody gets in by it; its decisions stay."""
    _change(store, lambda desk: desk.disable(name))
    click.echo(f"账户“{name}”已停用。")


@accounts.command(help="重新启用账户。")
@click.argument("name", metavar="账户名")
@_STORE
def enable(name: str, store: str | None) -> None:
    """In again, with the password it had."""
    _change(store, lambda desk: desk.enable(name))
    click.echo(f"账户“{name}”已启用。")


def _asked() -> str:
    found: str = click.prompt("密码", hide_input=True, confirmation_prompt="再输入一次")
    return found


def _change(store: str | None, change: "Callable[[Store], object]") -> None:
    from review.store import Store

    desk = Store.open(store)
    try:
        change(desk)
    finally:
        desk.close()


COMMANDS = (backup, restore, accounts)
