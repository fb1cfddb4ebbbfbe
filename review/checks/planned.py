"""Codes of the catalogue that this version does not check yet: each review lists them as not run."""

_NOT_YET = "本版本尚未提供这项检查"
_NO_LAST_YEAR = "本版本尚不与上年报告比较"

PLANNED: tuple[tuple[str, str], ...] = tuple(
    (code, _NO_LAST_YEAR if code.startswith("Y") or code == "D101" else _NOT_YET)
    for code in (
        "Y101", "Y102", "Y103", "Y104",
        "Y105", "D101", "D102",
    )
)  # fmt: skip

PLANNED_TITLES: dict[str, str] = {
    "Y101": "上年结转", "Y102": "现行有效件数滚动",
    "Y103": "与上年表格相同", "Y104": "上年问题重复", "Y105": "上年报告有误",
    "D101": "照抄上年", "D102": "与其他单位雷同",
}  # fmt: skip
"""What reviewers read in place of a code that is not checked yet."""
