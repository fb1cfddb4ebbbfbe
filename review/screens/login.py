"""The login: local accounts of the store, and the office's own provider where one is set up."""

import streamlit as st

from review.errors import StoreError
from review.screens.session import LOGIN
from review.store import Store


def draw_login(store: Store, why: str = "") -> None:
    """Ask for name and password; a right pair opens a login that outlives a reload."""
    with st.container(key="login_page"):
        st.title("年报审阅")
        if why:
            st.text(why)
        if not store.has_accounts():
            st.text(
                "还没有任何账户。请在服务器上运行\n"
                "nianbao accounts add 姓名 --role lead\n"
                "添加第一位负责人，再回到这里登录。"
            )
            return
        with st.form("login_form"):
            name = st.text_input("账户", autocomplete="username")
            password = st.text_input("密码", type="password", autocomplete="current-password")
            pressed = st.form_submit_button("登录", type="primary")
        if pressed:
            _try(store, name.strip(), password)
        if _has_provider():
            st.button("用单位统一身份登录", on_click=st.login)


def _try(store: Store, name: str, password: str) -> None:
    try:
        who = store.check_password(name, password)
        if who is None:
            st.text("账户或密码不对，请重新输入；忘记密码请联系负责人重设。")
            return
        st.session_state[LOGIN] = store.open_login(who.name)
    except StoreError as error:
        st.text(error.message)
        return
    st.rerun()


def _has_provider() -> bool:
    """Whether secrets.toml has an `[auth]` part; without one Streamlit's login is not offered."""
    try:
        return "auth" in st.secrets
    except (FileNotFoundError, st.errors.StreamlitAPIException):
        return False
