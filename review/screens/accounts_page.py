"""The accounts of a shared desk: who may log in, with which role. For the lead only."""

import streamlit as st

from review.errors import StoreError
from review.roles import ROLE_NAMES
from review.screens.navigation import draw_navigation
from review.screens.session import open_store
from review.store import Account, Store

TITLE = "账户"
_NOTICE = "accounts_notice"


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("accounts")
    if said := st.session_state.pop(_NOTICE, ""):
        st.text(said)
    st.text(
        "只读：查看和导出；审阅人：收报告、认领、决定、出反馈意见；负责人：另可转交、停用检查、管理名单和账户。"
    )
    for account in store.accounts():
        _draw_account(store, account)
    _draw_new(store)


def _tell(said: str) -> None:
    st.session_state[_NOTICE] = said
    st.rerun()


def _draw_account(store: Store, account: Account) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.text(f"{account.name}{'' if account.active else '（已停用）'}", width="stretch")
        role = st.selectbox(
            "角色",
            list(ROLE_NAMES),
            index=list(ROLE_NAMES).index(account.role),
            format_func=ROLE_NAMES.__getitem__,
            label_visibility="collapsed",
            key=f"role_{account.name}",
            width=120,
        )
        password = st.text_input(
            "新密码",
            type="password",
            placeholder="新密码（不改则留空）",
            label_visibility="collapsed",
            key=f"password_{account.name}",
            width=220,
        )
        saved = st.button("保存", key=f"save_{account.name}")
        turned = st.button("停用" if account.active else "启用", key=f"turn_{account.name}")
    try:
        if saved:
            if role != account.role:
                store.set_role(account.name, role)
            if password:
                store.change_password(account.name, password)
            _tell(f"已保存“{account.name}”。")
        if turned and account.active:
            store.disable(account.name)
            _tell(f"“{account.name}”已停用，其登录立即失效。")
        elif turned:
            store.enable(account.name)
            _tell(f"“{account.name}”已启用。")
    except StoreError as error:
        st.text(error.message)


def _draw_new(store: Store) -> None:
    with st.form("new_account", clear_on_submit=True, border=True):
        st.text("添加账户（密码留空的账户只能用单位统一身份登录，账户名填其邮箱）")
        name = st.text_input("账户名")
        password = st.text_input("密码（至少8位）", type="password")
        role = st.selectbox("角色", list(ROLE_NAMES), index=1, format_func=ROLE_NAMES.__getitem__)
        pressed = st.form_submit_button("添加")
    if not pressed:
        return
    try:
        store.add_account(name, password or None, role)
    except StoreError as error:
        st.text(error.message)
        return
    _tell(f"已添加账户“{name.strip()}”。")
