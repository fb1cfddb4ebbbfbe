"""Colours and fonts of the screens: ink on paper; a level is told by word and mark first, then by colour."""

from collections.abc import Mapping

FONTS = '"Noto Sans SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'

COLOURS: Mapping[str, str] = {
    "ink": "#1f2933",
    "quiet": "#52606d",
    "paper": "#fffdf8",
    "panel": "#f6f2e9",
    "line": "#cfc8b8",
    "grid": "#8a8272",
    "must": "#9b1c1c",
    "must-ground": "#fbe9e7",
    "should": "#7a4d00",
    "should-ground": "#fdf1d6",
    "ask": "#1d4e89",
    "ask-ground": "#e4eef8",
    "done": "#1e5e3a",
    "done-ground": "#e5f2ea",
    "vague-ground": "#f2efe6",
    "vague-current": "#e9e5d8",
    "current-ground": "#ffe58a",
    "white": "#ffffff",
}

# text on ground, as the style sheets combine them; a test computes the contrast of each
PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "panel"),
    ("ink", "white"),
    ("ink", "must-ground"),
    ("ink", "should-ground"),
    ("ink", "ask-ground"),
    ("ink", "vague-ground"),
    ("ink", "vague-current"),
    ("ink", "current-ground"),
    ("quiet", "ask-ground"),
    ("must", "ask-ground"),
    ("should", "ask-ground"),
    ("done", "ask-ground"),
    ("quiet", "paper"),
    ("quiet", "panel"),
    ("quiet", "white"),
    ("must", "paper"),
    ("must", "panel"),
    ("must", "white"),
    ("must", "must-ground"),
    ("should", "paper"),
    ("should", "panel"),
    ("should", "white"),
    ("should", "should-ground"),
    ("ask", "paper"),
    ("ask", "panel"),
    ("ask", "white"),
    ("ask", "ask-ground"),
    ("done", "paper"),
    ("done", "panel"),
    ("done", "white"),
    ("done", "done-ground"),
    ("white", "ask"),
)


def css_variables() -> str:
    """The palette as custom properties of a component's root."""
    colours = "".join(f"--{name}: {value}; " for name, value in COLOURS.items())
    return f":host {{ {colours}--fonts: {FONTS}; }}\n"


def _luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    """Contrast of two colours (#rrggbb) after WCAG 2: 1 to 21."""
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
