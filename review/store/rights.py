"""Who may do what: one table, and nothing is allowed that is not in it."""

from collections.abc import Mapping
from typing import Literal

from review.errors import StoreError
from review.roles import ROLE_NAMES, Role
from review.store.records import Actor

Right = Literal[
    "submit", "claim", "decide", "note", "others", "agencies", "suppress", "accounts", "settings",
    "backup",
]  # fmt: skip

RIGHTS: Mapping[Role, frozenset[Right]] = {
    "reader": frozenset(),
    "reviewer": frozenset({"submit", "claim", "decide", "note"}),
    "lead": frozenset(
        {
            "submit",
            "claim",
            "decide",
            "note",
            "others",
            "agencies",
            "suppress",
            "accounts",
            "settings",
            "backup",
        }
    ),
}
_WORDS: Mapping[Right, str] = {
    "submit": "收入或重新审阅报告",
    "claim": "认领报告、改变报告的状态",
    "decide": "作出决定",
    "note": "生成反馈意见",
    "others": "处理别人认领的报告、改别人提出的问题",
    "agencies": "修改应报单位名单",
    "suppress": "停用检查",
    "accounts": "管理账户",
    "settings": "修改评分细则和模板",
    "backup": "备份和恢复资料库",
}


class NotAllowed(StoreError):
    """The actor's role does not give this right."""


def may(actor: Actor, right: Right) -> bool:
    """Whether the actor has a right; an unknown role has none."""
    return right in RIGHTS.get(actor.role, frozenset())


def demand(actor: Actor, right: Right) -> None:
    """Raise NotAllowed where the actor lacks the right."""
    if not may(actor, right):
        role = ROLE_NAMES.get(actor.role, "未知")
        raise NotAllowed(
            f"当前账户（{role}）不能{_WORDS[right]}，请联系负责人或换用有权限的账户登录。"
        )
