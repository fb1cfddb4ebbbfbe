"""Reports of four agencies that may share a passage, and what a store has found of it."""

import re
from collections.abc import Callable
from typing import Any

from review.screens.comparing import compare
from review.screens.reviewing import take_in
from review.store import Store, subject_of
from tests.builders import AGENCY, report_text
from tests.copying.texts import OTHERS

PASSAGE = (
    "2023年的问题：办事指南写得太专业，群众打电话来问得最多的是材料清单里的三个证明到底由谁开具。\n"
    "下一步，请不在窗口工作的同事照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。"
)
LIKE = PASSAGE.replace("太专业", "过于专业").replace("同事", "同志")
AGENCIES = ("清和县商务局", "临河县教育局", "长山县林业局", "大河县民政局")
_OTHER = "本年度未发出收费通知，未收取政府信息公开信息处理费。"
Add = Callable[..., int]
"""Take a report in, as an upload does, and compare: add("某局", compared=True, **what `text` takes)."""


def text(agency: str, *, year: int = 2023, published: str = "15日", **sections: str) -> str:
    """A report in the agency's own words, with others in some parts."""
    own = OTHERS[2 * AGENCIES.index(agency) :]
    words = {"overview": own[0], "problems": own[1], "other": _OTHER, **sections}
    made = report_text(sections=words)  # type: ignore[arg-type]
    made = made.replace(AGENCY, agency).replace("清和县", agency[:3])
    made = made.replace("1月15日", f"1月{published}")
    return re.sub(r"202\d(?=年)", lambda m: str(int(m[0]) + year - 2023), made)


def adder(store: Store) -> Add:
    """What takes reports into a store."""

    def add(agency: str, name: str = "", *, compared: bool = True, **more: Any) -> int:
        before = {one.id for one in store.submissions()}
        handed = [(f"{name or agency}.txt", text(agency, **more).encode())]
        [_, step] = take_in(store, handed)
        assert step.outcome == "added", step
        if compared:
            list(compare(store))
        [new] = {one.id for one in store.submissions()} - before
        return new

    return add


def finding(store: Store, number: int, code: str = "D102") -> dict[str, Any] | None:
    document = store.review(number)
    assert document is not None
    found = [f for f in document["findings"] if f["code"] == code]
    assert len(found) < 2
    return found[0] if found else None


def reason(store: Store, number: int) -> str:
    """Why D102 was not made; empty where it was."""
    document = store.review(number)
    assert document is not None
    return next((n["reason"] for n in document["not_run"] if n["code"] == "D102"), "")


def subject(store: Store, number: int) -> str:
    return subject_of(store.review(number) or {})
