"""What the queue's keys and buttons ask for, carried out report by report; each refusal is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from review.errors import StoreError
from review.store import STATE_NAMES, Store, Submission

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """One request of the queue: `number` counts those of one open page (`desk`)."""

    desk: str
    number: int
    act: str
    reports: tuple[tuple[int, int], ...]
    to: str
    look: Mapping[str, Any]


def read_wish(value: Any) -> Wish | None:
    """A request that came from the browser; None where it is malformed."""
    if not isinstance(value, dict) or not isinstance(value.get("desk"), str):
        return None
    number, act, look = value.get("number"), value.get("act"), value.get("look")
    if type(number) is not int or not isinstance(act, str):
        return None
    reports = tuple(
        (pair[0], pair[1])
        for pair in value.get("reports") or ()
        if isinstance(pair, list) and len(pair) == 2 and all(type(part) is int for part in pair)
    )
    to = str(value.get("to") or "")[:128]
    return Wish(
        value["desk"][:64], number, act, reports, to, look if isinstance(look, dict) else {}
    )


def carry_out(store: Store, wish: Wish) -> list[str]:
    """Do what a wish asks for; sentences on what was done and what was not, and why."""
    acts: Mapping[str, tuple[str, Callable[[int, int], Submission]]] = {
        "claim": ("认领", lambda i, v: store.claim(i, v)),
        "release": ("放回待审", lambda i, v: store.release(i, v)),
        "hand_over": (f"移交给{wish.to}", lambda i, v: store.hand_over(i, wish.to, v)),
        "state": (
            f"改为“{STATE_NAMES.get(wish.to, '')}”",  # type: ignore[call-overload]
            lambda i, v: store.set_state(i, wish.to, v),  # type: ignore[arg-type]
        ),
        "withdraw": ("撤下", lambda i, v: store.withdraw(i, v)),
        "bring_back": ("恢复", lambda i, v: store.bring_back(i, v)),
    }
    if wish.act not in acts or (wish.act == "state" and wish.to not in STATE_NAMES):
        return []
    name, act = acts[wish.act]
    return _each(store, wish.reports, name, act)


def _each(
    store: Store,
    reports: Iterable[tuple[int, int]],
    name: str,
    act: Callable[[int, int], Submission],
) -> list[str]:
    done, refused = 0, list[str]()
    for number, version in reports:
        try:
            act(number, version)
            done += 1
        except StoreError as error:
            one = store.submission(number)
            refused.append(f"{(one.agency or one.name) if one else number}：{error.message}")
        except KeyError:
            refused.append("有一份报告已不在资料库中，请刷新页面。")
    said = [f"已{name}{done}份。"] if done else []
    if refused:
        said.append(f"有{len(refused)}份没有{name}：")
        said += refused[:_MOST_TOLD]
        if len(refused) > _MOST_TOLD:
            said.append(f"……其余{len(refused) - _MOST_TOLD}份原因同类，可逐份再试。")
    return said
