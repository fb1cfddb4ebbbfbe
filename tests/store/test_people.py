"""Accounts: passwords are hashed, wrong ones wait, tokens end."""

import pytest
from sqlalchemy import text

from review.errors import StoreError
from review.store import Actor, NotAllowed, Store, TooManyAttempts

PASSWORD = "一个足够长的密码"


@pytest.fixture
def office(store: Store) -> Store:
    store.add_account("主任", PASSWORD, "lead")
    store.add_account("小王", PASSWORD, "reviewer")
    return store


def test_password_tells_who_it_is(office: Store) -> None:
    """Name and password together give the actor with its role; anything else gives nobody."""
    assert office.check_password("小王", PASSWORD) == Actor("小王", "reviewer")
    assert office.check_password("小王", PASSWORD + "x") is None
    assert office.check_password("无此人", PASSWORD) is None
    assert office.has_accounts()
    assert [a.name for a in office.accounts()] == sorted(["主任", "小王"])


def test_nothing_readable_is_kept(office: Store) -> None:
    """Neither password nor token stands in the database or in the trail."""
    token = office.open_login("小王")
    with office._reading() as connection:
        hashed = connection.execute(text("SELECT password FROM accounts")).scalars().all()
        tokens = connection.execute(text("SELECT token FROM logins")).scalars().all()
    assert all(one.startswith("$argon2id$") for one in hashed)
    assert len(set(hashed)) == 2
    assert token not in tokens
    assert PASSWORD not in str(office.audit())


def test_wrong_passwords_have_to_wait(office: Store) -> None:
    """After five the right one waits too; unknown names are treated alike; others are not touched."""
    for name in ("小王", "无此人"):
        for _ in range(5):
            assert office.check_password(name, "wrong") is None
        with pytest.raises(TooManyAttempts, match="秒后再试"):
            office.check_password(name, PASSWORD)
    assert office.check_password("主任", PASSWORD) is not None
    with office._committing() as connection:
        connection.execute(text("UPDATE attempts SET last_at = '2020-01-01 00:00:00'"))
    assert office.check_password("小王", PASSWORD) is not None
    assert office.check_password("小王", "wrong") is None  # counted from one again


def test_login_outlives_a_reload_and_ends(office: Store) -> None:
    """A token is somebody until it is closed, its hours are over, or its account is disabled."""
    token = office.open_login("小王")
    assert office.login(token) == Actor("小王", "reviewer")
    assert office.login("made up") is None
    office.set_role("小王", "reader")
    assert office.login(token) == Actor("小王", "reader")
    office.close_login(token)
    assert office.login(token) is None
    assert office.login(office.open_login("小王", hours=-1)) is None
    token = office.open_login("小王")
    office.disable("小王")
    assert office.login(token) is None
    assert office.check_password("小王", PASSWORD) is None
    with pytest.raises(StoreError, match="已停用"):
        office.open_login("小王")
    office.enable("小王")
    assert office.login(token) is None
    assert office.check_password("小王", PASSWORD) is not None


def test_last_lead_stays(office: Store) -> None:
    """Nobody can lock the house from outside."""
    for change in (lambda: office.disable("主任"), lambda: office.set_role("主任", "reader")):
        with pytest.raises(StoreError, match="最后一个负责人"):
            change()
    office.set_role("小王", "lead")
    office.disable("主任")


def test_password_is_changed_by_its_owner_or_a_lead(office: Store) -> None:
    """The owner gives the old one; all logins of the account end."""
    own = office.acting_as(Actor("小王", "reviewer"))
    token = office.open_login("小王")
    with pytest.raises(StoreError, match="原来的密码不对"):
        own.change_password("小王", "another one", old="wrong")
    with pytest.raises(NotAllowed):
        own.change_password("小王", "another one")
    with pytest.raises(NotAllowed):
        own.change_password("主任", "another one", old=PASSWORD)
    own.change_password("小王", "another one", old=PASSWORD)
    assert office.login(token) is None
    assert office.check_password("小王", "another one") is not None
    office.change_password("小王", "a third one")
    assert office.check_password("小王", "a third one") is not None


def test_account_without_password_logs_in_elsewhere_only(office: Store) -> None:
    """One for OIDC has no password that could fit."""
    office.add_account("li@example.cn", None, "reader")
    assert office.check_password("li@example.cn", "") is None
    assert office.account("li@example.cn") is not None
    assert office.login(office.open_login("li@example.cn")) == Actor("li@example.cn", "reader")


def test_bad_names_and_passwords_are_refused(office: Store) -> None:
    """Each with a sentence."""
    for name, password, said in (
        ("小李", "short", "密码应有"),
        ("小李", "x" * 129, "密码应有"),
        ("", PASSWORD, "不能为空"),
        ("小王", PASSWORD, "已经有了"),
    ):
        with pytest.raises(StoreError, match=said):
            office.add_account(name, password, "reader")
    with pytest.raises(ValueError, match="root"):
        office.add_account("小李", PASSWORD, "root")  # type: ignore[arg-type]
