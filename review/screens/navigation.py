"""The pages beside the queue: how the address names them, and the line from which they are opened."""

from dataclasses import dataclass
from importlib import import_module

import streamlit as st

from review.screens.session import actor, leave, shared
from review.store import may
from review.store.rights import Right

PAGE = "page"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its word in the address, its title, its module, and the right it asks for, if any."""

    key: str
    title: str
    module: str
    right: Right | None = None
    only_shared: bool = False


PAGES: tuple[Page, ...] = (
    Page("", "队列", "queue_page"),
    Page("missing", "未报单位", "agencies_page"),
    Page("statistics", "统计", "statistics_page"),
    Page("similar", "雷同", "similar_page"),
    Page("totals", "汇总", "totals_page"),
    Page("rules", "规则质量", "rules_page"),
    Page("rubric", "评分细则", "rubric_page"),
    Page("accounts", "账户", "accounts_page", "accounts", only_shared=True),
)


def chosen_page() -> Page:
    """The page that the address names; the queue where it names none, or one that is not allowed."""
    named = st.query_params.get(PAGE, "")
    return next((page for page in _open_pages() if page.key == named), PAGES[0])


def draw_page(page: Page) -> None:
    """Draw a page."""
    import_module(f"review.screens.{page.module}").draw()


def _open_pages() -> list[Page]:
    who = actor()
    return [
        page
        for page in PAGES
        if (page.right is None or may(who, page.right)) and (shared() or not page.only_shared)
    ]


def _go(key: str) -> None:
    st.query_params.clear()
    if key:
        st.query_params[PAGE] = key


def draw_navigation(current: str) -> None:
    """The names of the pages as buttons, the present one marked; in shared use also who is at work."""
    st.text("年报审阅")
    with st.container(horizontal=True, gap=None, key="pages", width="content"):
        for page in _open_pages():
            here = page.key == current
            st.button(
                page.title,
                key=f"page_{page.key or 'queue'}",
                type="secondary" if here else "tertiary",
                disabled=here,
                on_click=_go,
                args=(page.key,),
            )
    if shared():
        st.text(actor().name)
        st.button("退出", type="tertiary", on_click=leave)
