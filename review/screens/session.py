"""What the pages share: the open store and who acts in it, the route, and the page's own style."""

import os
from collections.abc import Mapping

import streamlit as st

from review.errors import StoreError
from review.screens.palette import COLOURS, FONTS
from review.screens.reviewing import LOAD_SAMPLES
from review.store import LOCAL, Actor, Store
from review.store.opening import store_url

SHARED = "NIANBAO_SHARED"  # set to 1: several people, each with an account
LOGIN = "nianbao_login"  # the cookie that keeps a login over a reload; in the session: its token
_NO_ACCOUNT = "no_account"

_STYLE = f"""<style>
.stApp, .stApp button, .stApp input, .stApp textarea {{ font-family: {FONTS}; }}
.stApp {{ color: {COLOURS["ink"]}; background: {COLOURS["paper"]}; }}
[data-testid="stHeader"] {{ display: none; }}
[data-testid="stMainBlockContainer"] {{ padding: 10px 16px 8px; max-width: none; }}
[data-testid="stVerticalBlock"] {{ gap: 8px; }}
[data-testid="stText"], .stApp p, label p, button p, [role="dialog"] p, .stApp input, [role="dialog"] input, [role="dialog"] textarea {{ font-size: 16px; }}
.stApp button {{ min-height: 36px; padding-top: 3px; padding-bottom: 3px; }}
.stApp [data-testid="stMain"]::before {{ display: none; }}
.stApp h1 {{ font-size: 28px; }}
.stApp h3 {{ font-size: 19px; padding: 6px 0 0; }}
.st-key-empty {{ max-width: 900px; margin: 8vh auto 0; }}
[data-testid="stFileUploaderDropzone"] button > * {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button::after {{ content: "选择文件，或拖到这里"; }}
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
.st-key-head [data-testid="stText"] {{ font-size: 18px; font-weight: 700; }}
.st-key-head .st-key-notice [data-testid="stText"] {{ font-size: 16px; font-weight: 400; }}
.st-key-pages button {{ padding-left: 10px; padding-right: 10px; }}
.st-key-pages button:disabled {{ color: {COLOURS["ask"]}; border-color: {COLOURS["ask"]}; opacity: 1; }}
.st-key-login_page {{ max-width: 420px; margin: 12vh auto 0; }}
.stApp [data-testid="stElementContainer"]:has(.login-keeper) {{ display: none; }}
.stApp [data-testid="stElementContainer"]:has(> [data-testid="stHtml"]) {{ display: none; }}
</style>"""


def _open(url: str) -> Store:
    return Store.open(url)


_open_once = st.cache_resource(_open, show_spinner=False)


def shared() -> bool:
    """Whether the server was started for several people: then nobody sees anything without an account."""
    return os.environ.get(SHARED) == "1"


def _whole_store() -> Store:
    try:
        store: Store = _open_once(store_url().render_as_string(hide_password=False))
    except StoreError as error:
        st.text(error.message)
        st.stop()
    return store


def open_store() -> Store:
    """The store of this process, acting as who is logged in; else the page is that of the login.

    Where it cannot be opened, the page says so and ends. The account is looked up every time, so that
    one that is disabled is out at once.
    """
    store = _whole_store()
    if not shared():
        return store
    who = _who(store)
    if who is None:
        from review.screens.login import draw_login

        draw_login(store, str(st.session_state.pop(_NO_ACCOUNT, "")))
        st.stop()
        raise AssertionError  # st.stop() ends the run
    return store.acting_as(who)


def actor() -> Actor:
    """Who is at the page; the page ends at the login where nobody is."""
    return open_store().actor if shared() else LOCAL


def _who(store: Store) -> Actor | None:
    """Whose token the session or the browser's cookie holds, else whom the provider vouches for."""
    token = st.session_state.get(LOGIN)
    if token is None:
        kept = st.context.cookies.get(LOGIN)
        token = kept if isinstance(kept, str) else ""
        st.session_state[LOGIN] = token
    if token and (found := store.login(token)):
        return found
    name = vouched_for()
    if not name:
        return None
    account = store.account(name)
    if account is None or not account.active:
        st.session_state[_NO_ACCOUNT] = f"“{name}”还没有账户或已停用，请联系负责人添加。"
        return None
    return Actor(account.name, account.role)


def vouched_for() -> str:
    """The name that the office's own provider (OIDC, `[auth]` in secrets.toml) vouches for; else empty."""
    user: Mapping[str, object] = st.user.to_dict() if hasattr(st.user, "to_dict") else {}
    if not user.get("is_logged_in") or user.get("email_verified") is False:
        return ""
    return str(user.get("email") or user.get("preferred_username") or "")


def leave() -> None:
    """Log out: the token ends, and the browser forgets it."""
    store = _whole_store()
    if token := st.session_state.get(LOGIN):
        store.close_login(token)
    st.session_state.clear()
    st.session_state[LOGIN] = ""
    if vouched_for():
        st.logout()


def keep_login() -> None:
    """Let the browser keep the login, so that a reload does not ask again; or forget it."""
    if not shared():
        return
    from review.screens.assets import component

    token = st.session_state.get(LOGIN)
    if token is not None:
        component("login")(key="login", data={"name": LOGIN, "token": token}, height=1)


def set_up_page() -> None:
    """Title, full width, and the style that gives the room of Streamlit's margins to the report."""
    st.set_page_config(page_title="年报审阅", page_icon="📋", layout="wide")
    st.html(_STYLE)
    keep_login()


def chosen_report() -> int | None:
    """The submission that the address names (?report=12), so that a reload stays where it was."""
    value = st.query_params.get("report", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def go_to(report: int | None) -> None:
    """Point the address at a report, or back at the queue as it was; the caller runs the page again."""
    if report is None:
        st.query_params.pop("report", None)
    else:
        st.query_params["report"] = str(report)


def samples_wanted() -> bool:
    """Whether the server was started to show the samples."""
    return os.environ.get(LOAD_SAMPLES) == "1"
