"""Whose a report is: a body has one number, under all names that its reports give, in whatever order they come."""

from review.copying.foreign import names_of_another
from review.copying.texts import OwnText
from review.leftovers import Own
from review.model import Agency
from review.report.agencies import is_full_name
from review.report.last_year import full_names

_ENDS = ("人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅", "人民政府")


class Bodies:
    """Bodies by number; a government and its office are one. Of two that prove to be one the first number stays."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._whole: list[int] = []

    def __len__(self) -> int:
        return sum(number == whole for number, whole in enumerate(self._whole))

    def number(self, text: OwnText) -> int:
        """The number of a report's body; a new one for a report without a full name."""
        names = _names(text)
        known = sorted({self.whole(self._numbers[n]) for n in names if n in self._numbers})
        body = known[0] if known else len(self._whole)
        if not known:
            self._whole.append(body)
        for other in known[1:]:
            self._whole[other] = body
        for name in names:
            self._numbers.setdefault(name, body)
        return body

    def whole(self, number: int) -> int:
        """The number of the body that a number stands for, now that all reports are known."""
        while self._whole[number] != number:
            number = self._whole[number]
        return number


def same_body(one: OwnText, other: OwnText) -> bool:
    """Whether two names may be one body's: 东屏区民政局 and 云岭市东屏区民政局."""
    a, b = _plain(one.agency), _plain(other.agency)
    return bool(a and b) and (a.endswith(b) or b.endswith(a))


def _names(text: OwnText) -> list[str]:
    """All full names; not that of a place far away, which who copied left in the signature."""
    main, *others = text.names
    own = Own(Agency(main, text.kind, True))
    names = [
        n for n in others if not is_full_name(main) or not any(names_of_another(own, (n,)).values())
    ]
    return [_plain(n) for n in full_names(Agency(main, text.kind, True, tuple(names)))]


def _plain(name: str) -> str:
    for end in _ENDS:
        name = name.removesuffix(end)
    return name
