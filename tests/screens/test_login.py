"""Shared use: nobody sees anything without an account, and everybody only what the role allows."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from review.errors import ReviewError
from review.locations import app_file
from review.screens.serve import start
from review.screens.session import LOGIN, SHARED
from review.store import Store
from tests.screens.made import made_document


@pytest.fixture
def store(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("NIANBAO_STORE", str(empty_store))
    monkeypatch.setenv(SHARED, "1")
    made = Store.open(empty_store)
    one, _ = made.add("甲.docx", b"bytes")
    made.save_review(one.id, made_document())
    return made


def page() -> AppTest:
    return AppTest.from_file(str(app_file()), default_timeout=30)


def texts(at: AppTest) -> str:
    return "\n".join(element.value for element in at.text)


def log_in(at: AppTest, name: str, password: str) -> AppTest:
    at.text_input[0].set_value(name)
    at.text_input[1].set_value(password)
    return at.button[0].click().run()


@pytest.mark.parametrize(
    "address", [{}, {"report": "1"}, {"page": "accounts"}, {"page": "missing"}]
)
def test_nothing_is_shown_without_a_login(store: Store, address: dict[str, str]) -> None:
    """Whatever the address names."""
    store.add_account("张三", "correct horse", "lead")
    at = page()
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    assert [title.value for title in at.title] == ["年报审阅"]
    assert [box.label for box in at.text_input] == ["账户", "密码"]
    assert "某县水务局" not in texts(at)


def test_without_accounts_the_page_says_how_to_make_one(store: Store) -> None:
    """The first lead is made on the server itself, not by whoever comes first."""
    at = page().run()
    assert "nianbao accounts add" in texts(at)
    assert not at.text_input


def test_wrong_password_is_told_and_right_one_opens(store: Store) -> None:
    """And the login can be ended."""
    store.add_account("张三", "correct horse", "lead")
    at = log_in(page().run(), "张三", "wrong")
    assert "账户或密码不对" in texts(at)
    at = log_in(at, "张三", "correct horse")
    assert not at.exception
    assert "张三" in texts(at)
    token = at.session_state[LOGIN]
    assert store.login(token) is not None
    next(b for b in at.button if b.label == "退出").click().run()
    assert store.login(token) is None
    assert [box.label for box in at.text_input] == ["账户", "密码"]


def test_disabled_account_is_out_at_the_next_step(store: Store) -> None:
    """Though the browser still holds a token."""
    store.add_account("负责人", "battery staple", "lead")
    store.add_account("张三", "correct horse", "reviewer")
    at = log_in(page().run(), "张三", "correct horse")
    assert "张三" in texts(at)
    store.disable("张三")
    at.run()
    assert [box.label for box in at.text_input] == ["账户", "密码"]


def test_pages_are_those_of_the_role(store: Store) -> None:
    """A reader is offered neither upload nor accounts, and the address of that page leads to the queue."""
    store.add_account("负责人", "battery staple", "lead")
    store.add_account("读者", "correct horse", "reader")
    at = page()
    at.query_params["page"] = "accounts"
    at = log_in(at.run(), "读者", "correct horse")
    labels = {b.label for b in at.button}
    assert "账户" not in labels
    assert not at.file_uploader
    assert "添加账户" not in texts(at)


def test_open_to_the_network_needs_accounts() -> None:
    """Without --shared the program stays on this machine."""
    with pytest.raises(ReviewError, match="--shared"):
        start(8599, address="0.0.0.0")
