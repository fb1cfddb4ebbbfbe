"""Our components: markup, style and script of the queue and the desk, inline and without network."""

from functools import cache
from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from review.screens.palette import css_variables


@cache
def component(name: str) -> ComponentRenderer:
    """The component with this name (desk, queue), registered once a process."""
    folder = files("review.screens.assets")
    html, css, js = (
        folder.joinpath(f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css", "js")
    )
    return st.components.v2.component(
        f"nianbao_{name}", html=html, css=css_variables() + css, js=js
    )
