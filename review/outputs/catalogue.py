"""The catalogue of checks as markdown, from the checks themselves: what a reviewer can look up."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import review.checks
from review.checking import Check, Example, Silence
from review.checks import CHECKS
from review.checks.planned import PLANNED
from review.finding import Severity

FAMILIES = {
    "S": "结构与格式",
    "T": "表内数据",
    "N": "正文与表格",
    "Y": "与上年报告",
    "R": "必备内容",
    "Q": "内容质量",
    "D": "雷同",
    "W": "文字与引用",
    "P": "个人信息",
}
_SCOPES = {"report": "全文", "table": "同一表格", "cells": "同一格", "words": "同一处文字"}
_OPENING = """# 检查目录

本目录由检查本身生成，请勿手工修改；改了检查之后运行 `nianbao rules --write` 更新。

级别：**必须修改**是确定的错误；**建议修改**是应当改进之处；**请核实**需要人工判断，不扣分。
评审方案可以调整级别或关闭某项检查。"""


def catalogue() -> str:
    """Markdown in Chinese: the checks by family, then the codes that this version does not check."""
    parts = [_OPENING]
    for family, checks in groupby(CHECKS, key=lambda check: check.code[0]):
        parts.append(f"## {family} {FAMILIES[family]}")
        parts += ["\n".join(_entry(check)) for check in checks]
    if PLANNED:
        parts.append("\n".join(_planned()))
    return "\n\n".join(parts) + "\n"


def catalogue_path() -> Path:
    """Where the catalogue stands: in the folder of the checks, shown when one opens it."""
    return Path(review.checks.__file__).parent / "README.md"


def _entry(check: Check) -> Iterator[str]:
    yield f"### {check.code} {check.title}"
    yield ""
    yield f"- 名称：`{check.name}`"
    yield f"- 级别：{Severity(check.severity).label}"
    yield f"- 查什么：{check.finds}"
    yield f"- 依据：{check.basis}"
    yield f"- 怎么改：{check.advice}"
    yield f"- 错误示例：{_examples(check.bad)}"
    yield f"- 正确示例：{_examples(check.good)}"
    if not check.noted:
        yield "- 反馈意见：不写入，只供审阅时参考"
    if check.silences:
        yield f"- 报出后不再重复报：{_silences(check.silences)}"


def _examples(examples: Iterable[Example]) -> str:
    return "；".join(example.says for example in examples)


def _silences(silences: Iterable[Silence]) -> str:
    """S203、S204（同一表格）: codes of one scope together."""
    scopes: dict[str, list[str]] = {}
    for silence in silences:
        scope = _SCOPES[silence.scope]
        if silence.severity is not None:
            scope += f"，本项为{silence.severity.label}时"
        scopes.setdefault(scope, []).append(silence.code)
    return "；".join(f"{'、'.join(codes)}（{scope}）" for scope, codes in scopes.items())


def _planned() -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for code, reason in PLANNED:
        reasons.setdefault(reason, []).append(code)
    yield "## 尚未提供"
    yield ""
    yield "以下代码已经确定含义，这一版还不检查；每份审阅结果都会把它们列为“未检查”。"
    yield ""
    for reason, codes in reasons.items():
        yield f"- {reason}：{'、'.join(codes)}"
