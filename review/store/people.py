"""Accounts with roles, passwords (argon2), and logins that outlive a reload of the page."""

import secrets
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select, update

from review.errors import StoreError
from review.roles import ROLE_NAMES, Role
from review.store.base import Base
from review.store.records import Account, Actor
from review.store.rights import demand
from review.store.rows import AnyRow, now, storable
from review.store.tables import accounts, attempts, logins

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_SHORTEST, _LONGEST = 8, 128
_FREE_FAILURES = 5
_FIRST_WAIT, _LONGEST_WAIT = 30, 900  # seconds


class TooManyAttempts(StoreError):
    """So many wrong passwords that the next try has to wait."""


class People(Base):
    """Who may work with the store over a network. Alone on one machine nobody needs an account."""

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name)).all()
        return [_account_of(row) for row in rows]

    def account(self, name: str) -> Account | None:
        """The account of this name (for OIDC: the address that the provider vouches for)."""
        with self._reading() as connection:
            row = _row(connection, name)
        return _account_of(row) if row else None

    def has_accounts(self) -> bool:
        """Whether there is any account."""
        with self._reading() as connection:
            return bool(connection.execute(select(func.count()).select_from(accounts)).scalar_one())

    def add_account(self, name: str, password: str | None, role: Role) -> Account:
        """Add an account; one without a password can log in through OIDC only."""
        name = storable(name).strip()
        if not name or len(name) > _LONGEST:
            raise StoreError("账户名不能为空，也不能超过128个字。")
        hashed = _hashed(password) if password is not None else ""
        _demand_role(role)
        with self._writing("accounts") as connection:
            if _row(connection, name) is not None:
                raise StoreError(f"账户“{name}”已经有了，请换一个名字。")
            values = {"name": name, "password": hashed, "role": role, "active": True}
            made = insert(accounts).values(created_at=now(), **values).returning(accounts)
            row = connection.execute(made).one()
            self._log(connection, "account_added", "", after={"account": name, "role": role})
        return _account_of(row)

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; the last lead stays one."""
        _demand_role(role)
        with self._writing("accounts") as connection:
            row = _demanded(connection, name)
            if role != "lead":
                _demand_other_lead(connection, row)
            connection.execute(
                update(accounts).where(accounts.c.name == row.name).values(role=role)
            )
            before, after = {"account": name, "role": row.role}, {"account": name, "role": role}
            self._log(connection, "account_role", "", before=before, after=after)

    def disable(self, name: str) -> None:
        """Shut an account out at once; its name stays in the trail. The last lead stays."""
        with self._writing("accounts") as connection:
            row = _demanded(connection, name)
            _demand_other_lead(connection, row)
            self._set_active(connection, row, False)
            connection.execute(delete(logins).where(logins.c.account == row.name))

    def enable(self, name: str) -> None:
        """Let a disabled account in again."""
        with self._writing("accounts") as connection:
            self._set_active(connection, _demanded(connection, name), True)

    def change_password(self, name: str, new: str, *, old: str | None = None) -> None:
        """Set a password: one's own by giving the old one, another's by the right over accounts.

        All logins of the account end.
        """
        if self.actor.name == name and old is not None:
            if self.check_password(name, old) is None:
                raise StoreError("原来的密码不对，请重新输入。")
        else:
            demand(self.actor, "accounts")
        hashed = _hashed(new)
        with self._committing() as connection:
            row = _demanded(connection, name)
            connection.execute(
                update(accounts).where(accounts.c.name == row.name).values(password=hashed)
            )
            connection.execute(delete(logins).where(logins.c.account == row.name))
            self._log(connection, "account_password", "", after={"account": name})

    def check_password(self, name: str, password: str) -> Actor | None:
        """Who that is; None for a wrong name or password, which take the same time.

        After five wrong ones a name has to wait, ever longer; TooManyAttempts says how long.
        """
        # a name as given is no text for the database: people type their password there
        key = sha256(storable(name).encode()).hexdigest()
        with self._committing() as connection:
            _demand_patience(connection, key)
            _count_attempt(connection, key)
            row = _row(connection, name)
        known = row is not None and row.active and row.password
        right = _matches(row.password if row and known else _nobody(), password)
        if not known or not right or row is None:
            return None
        with self._committing() as connection:
            connection.execute(delete(attempts).where(attempts.c.name == key))
            if _hasher().check_needs_rehash(row.password):
                here = update(accounts).where(accounts.c.name == row.name)
                connection.execute(here.values(password=_hashed(password)))
        return Actor(row.name, row.role)

    # --- logins ---

    def open_login(self, name: str, *, hours: float = 12) -> str:
        """A token for somebody whose password (or provider) was checked; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        with self._committing() as connection:
            row = _demanded(connection, name)
            if not row.active:
                raise StoreError("这个账户已停用，请联系负责人。")
            connection.execute(delete(logins).where(logins.c.expires_at < now()))
            ends = now() + timedelta(hours=hours)
            connection.execute(
                insert(logins).values(
                    token=_digest(token), account=row.name, created_at=now(), expires_at=ends
                )
            )
            acting = type(self)(self._engine, Actor(row.name, row.role))
            acting._log(connection, "login", "")
        return token

    def login(self, token: str) -> Actor | None:
        """Whose token this is, with the role of now; None when it ended or the account is disabled."""
        query = select(accounts.c.name, accounts.c.role).where(
            logins.c.token == _digest(token),
            logins.c.expires_at >= now(),
            logins.c.account == accounts.c.name,
            accounts.c.active.is_(True),
        )
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return Actor(row.name, row.role) if row else None

    def close_login(self, token: str) -> None:
        """End a login."""
        with self._committing() as connection:
            connection.execute(delete(logins).where(logins.c.token == _digest(token)))

    def _set_active(self, connection: Connection, row: AnyRow, active: bool) -> None:
        connection.execute(
            update(accounts).where(accounts.c.name == row.name).values(active=active)
        )
        action = "account_enabled" if active else "account_disabled"
        self._log(connection, action, "", after={"account": row.name})


def _row(connection: Connection, name: str) -> AnyRow | None:
    query = select(accounts).where(accounts.c.name == storable(name).strip())
    return connection.execute(query).one_or_none()


def _account_of(row: AnyRow) -> Account:
    return Account(row.name, row.role, row.active, row.created_at)


def _demanded(connection: Connection, name: str) -> AnyRow:
    row = _row(connection, name)
    if row is None:
        raise StoreError(f"没有账户“{name}”。")
    return row


def _demand_role(role: str) -> None:
    if role not in ROLE_NAMES:
        raise ValueError(role)


def _demand_other_lead(connection: Connection, row: AnyRow) -> None:
    others = select(func.count()).where(
        accounts.c.role == "lead", accounts.c.active.is_(True), accounts.c.name != row.name
    )
    if row.role == "lead" and row.active and not connection.execute(others).scalar_one():
        raise StoreError("这是最后一个负责人，请先把另一个账户设为负责人。")


def _demand_patience(connection: Connection, key: str) -> None:
    row = connection.execute(select(attempts).where(attempts.c.name == key)).one_or_none()
    if row is None or row.failures < _FREE_FAILURES:
        return
    wait = min(_FIRST_WAIT * 2 ** min(row.failures - _FREE_FAILURES, 10), _LONGEST_WAIT)
    left = (row.last_at + timedelta(seconds=wait) - now()).total_seconds()
    if left > 0:
        raise TooManyAttempts(f"密码错误次数过多，请{int(left) + 1}秒后再试。")


def _count_attempt(connection: Connection, key: str) -> None:
    here = attempts.c.name == key
    failures = connection.execute(select(attempts.c.failures).where(here)).scalar_one_or_none()
    if failures is None:
        connection.execute(insert(attempts).values(name=key, failures=1, last_at=now()))
    else:
        values = {"failures": failures + 1, "last_at": now()}
        connection.execute(update(attempts).where(here).values(values))


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


# --- passwords; argon2 is imported by whoever logs in, not by everybody who opens a store ---


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """The hash of a password that nobody has, so that an unknown name takes as long as a known one."""
    return _hasher().hash(secrets.token_urlsafe(16))


def _hashed(password: str) -> str:
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise StoreError(f"密码应有{_SHORTEST}至{_LONGEST}个字符。")
    return _hasher().hash(password.encode("utf-8", "surrogatepass"))


def _matches(hashed: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        given = password[: _LONGEST + 1].encode("utf-8", "surrogatepass")
        return _hasher().verify(hashed, given)
    except (Argon2Error, InvalidHashError):
        return False
