"""Our components: markup, style and script of the queue and the desk, inline and without network."""

from functools import cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from review.screens.palette import css_variables

# a component's script is these files in this order, as one module
_SCRIPTS = {
    "queue": ("queue", "queue_filters", "queue_bulk", "shared"),
    "login": ("login",),
    "desk": (
        "desk",
        "desk_changes",
        "desk_wishes",
        "desk_hints",
        "desk_report",
        "desk_cursor",
        "desk_pins",
        "desk_filter",
        "desk_deciding",
        "desk_clashes",
        "desk_list",
        "desk_card",
        "desk_forms",
        "desk_sheets",
        "desk_view",
        "shared",
    ),
}


def _read(name: str) -> str:
    return files("review.screens.assets").joinpath(name).read_text("utf-8")


@cache
def component(name: str) -> ComponentRenderer:
    """The component with this name (desk, queue, login), registered once a process."""
    return st.components.v2.component(
        f"nianbao_{name}",
        html=_read(f"{name}.html"),
        css=css_variables() + _read(f"{name}.css"),
        js="\n".join(_read(f"{script}.js") for script in _SCRIPTS[name]),
    )
