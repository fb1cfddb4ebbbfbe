"""What a body calls itself in its own report."""

import re

from review.model import AgencyKind

# What bodies of a kind call themselves in their own report.
_SELF: dict[str, tuple[str, ...]] = {
    "town": ("镇政府", "乡政府", "镇里", "乡里", "镇党政办", "乡党政办", "党政办公室", "党政办", "镇党政综合办", "镇", "乡"),
    "street": ("街道办事处", "街道办", "街道", "办事处", "党政办公室", "党政办"),
    "county": ("县政府", "区政府", "市政府", "全县", "全区", "全市", "县级", "区级"),
    "city": ("市政府", "全市", "市级"),
    "province": ("省政府", "全省"),
    "office": ("政府办公室", "政府办", "县府办", "市府办", "区府办", "办公室", "县政府", "市政府", "区政府"),
    "department": ("市局", "县局", "区局", "省厅", "局办公室", "局机关", "全局", "局", "厅", "委"),
    "vertical": ("市局", "县局", "区局", "全局", "局", "关区", "全关", "海关"),
}  # fmt: skip


_OF_A_REGION = frozenset({"province", "city", "county", "town", "street"})
_GOVERNMENT = re.compile("(?:人民政府|办事处|人民政府办公[室厅])$")


def own_names(agency: str, kind: AgencyKind) -> tuple[str, ...]:
    """What the body calls itself: its name, its ends (县水务局), 县政府 for 某县人民政府, 街道."""
    names = [agency[i:] for i in range(len(agency) - 2)]
    names += [n.replace("人民政府", "政府") for n in names if "人民政府" in n and len(n) > 5]
    if kind in _OF_A_REGION:
        # 东屏区, 柳渡镇: a government goes by its region
        region = _GOVERNMENT.sub("", agency)
        names += [region[i:] for i in range(len(region) - 2)]
    field = re.search(r"([一-鿿]{2})(?:局|厅|委员会|委)$", agency)
    names += [field[1] + "机关", field[1] + "部门"] if field else []
    names += _SELF.get(kind, ())
    return tuple(sorted((n for n in names if n), key=len, reverse=True))


__all__ = ["own_names"]
