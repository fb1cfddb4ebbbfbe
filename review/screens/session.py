"""What the pages share: the open store, the route, and the page's own style."""

import os

import streamlit as st

from review.errors import StoreError
from review.screens.palette import COLOURS, FONTS
from review.screens.reviewing import LOAD_SAMPLES
from review.store import Store
from review.store.opening import store_url

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
.st-key-empty {{ max-width: 900px; margin: 8vh auto 0; }}
[data-testid="stFileUploaderDropzone"] button > * {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button::after {{ content: "选择文件，或拖到这里"; }}
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
.st-key-head [data-testid="stText"] {{ font-size: 18px; font-weight: 700; }}
.st-key-head .st-key-notice [data-testid="stText"] {{ font-size: 16px; font-weight: 400; }}
.stApp [data-testid="stElementContainer"]:has(> [data-testid="stHtml"]) {{ display: none; }}
</style>"""


def _open(url: str) -> Store:
    return Store.open(url)


_open_once = st.cache_resource(_open, show_spinner=False)


def open_store() -> Store:
    """The store of this process; where it cannot be opened, the page says so and ends."""
    try:
        store: Store = _open_once(store_url().render_as_string(hide_password=False))
    except StoreError as error:
        st.text(error.message)
        st.stop()
    return store


def set_up_page() -> None:
    """Title, full width, and the style that gives the room of Streamlit's margins to the report."""
    st.set_page_config(page_title="年报审阅", page_icon="📋", layout="wide")
    st.html(_STYLE)


def chosen_report() -> int | None:
    """The submission that the address names (?report=12), so that a reload stays where it was."""
    value = st.query_params.get("report", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def go_to(report: int | None) -> None:
    """Point the address at a report, or at the queue; the caller runs the page again."""
    if report is None:
        st.query_params.clear()
    else:
        st.query_params["report"] = str(report)


def samples_wanted() -> bool:
    """Whether the server was started to show the samples."""
    return os.environ.get(LOAD_SAMPLES) == "1"
