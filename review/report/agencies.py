"""What kind of body a name belongs to, and whether it can make 规章 (立法法; domain facts as data)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from review.model import AgencyKind

_REGION = r"(?:省|自治区|市|自治州|州|盟|地区|县|自治县|区|旗|自治旗|新区|林区|特区)"
_SHORT = re.compile(r"^(?:本|我|全)?(?:省|市|县|区|州|旗|盟|镇|乡|街道)(?!.*(?:省|市|县|区|州|旗))")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|行政公署)$")
_HEAD = re.compile(r"[^省市县区州旗盟镇乡]*")
# Words of a sentence, a page or another body: no name of a place has them.
_NOT_OF_A_PLACE = re.compile(
    r"政府|信息|政务|公开|报告|条例|规定|要求|(?<!机构)编制|公布|发布|办公[室厅]|网站|首页|来源|栏目|根据|按照"
)
_SITE = re.compile(r"(?:网站?|门户|平台|专栏|首页|频道)$")


@dataclass(frozen=True, slots=True)
class _Facts:
    kinds: tuple[tuple[AgencyKind, tuple[str, ...]], ...]
    ministries: tuple[str, ...]
    ministry_prefixes: tuple[str, ...]
    provinces: tuple[str, ...]
    prefecture_cities: frozenset[str]


@cache
def _facts() -> _Facts:
    data = tomllib.loads(files("review").joinpath("data", "agencies.toml").read_text("utf-8"))
    return _Facts(
        tuple(
            (kind, tuple(sorted(ends, key=len, reverse=True)))
            for kind, ends in data["kinds"].items()
        ),
        tuple(data["ministries"]["names"]),
        tuple(data["ministries"]["prefixes"]),
        tuple(data["provinces"]["names"]),
        frozenset(data["prefecture_cities"]["names"].split()),
    )


def is_prefecture_city(name: str) -> bool:
    """Whether a name such as 淮安市 is one of a city with districts (or of that rank)."""
    return name.removesuffix("市") in _facts().prefecture_cities and name.endswith("市")


def _region_kind(region: str) -> AgencyKind:
    """The kind of the government of a region, by the region's full name (…省…市…区)."""
    facts = _facts()
    if region in facts.provinces or region.endswith("省"):
        return "province"
    last = region
    for province in facts.provinces:
        if region.startswith(province) and region != province:
            last = region[len(province) :]
            break
    if last.endswith(("自治州", "地区", "盟")) or (last.endswith("州") and len(last) > 2):
        return "city"
    if last.endswith("市"):
        inner = re.sub(r"^.*?(?:市|州|盟|地区)(?=.+市$)", "", last)
        return "city" if is_prefecture_city(inner) else "county"
    if last.endswith(("县", "区", "旗")):
        return "county"
    return "unknown"


def kind_of(name: str) -> AgencyKind:
    """The kind of a body by its name; "unknown" where the name does not tell."""
    facts = _facts()
    name = name.strip()
    if not name:
        return "unknown"
    if name in facts.ministries or (
        name.startswith("中华人民共和国") and name.endswith(("部", "署", "委员会"))
    ):
        return "ministry"
    for kind, ends in facts.kinds:
        if kind in ("department", "other") or not any(name.endswith(end) for end in ends):
            continue
        if kind == "town" and name.endswith(("镇", "乡")) and len(name) < 3:
            continue
        return kind
    government = _GOVERNMENT.search(name)
    region = name[: government.start()] if government else name
    if government or re.search(rf"{_REGION}$", region):
        if name.endswith(("开发区", "高新区", "园区", "度假区", "保税区", "示范区", "管理区")):
            return "other"
        kind = _region_kind(region)
        if kind != "unknown" or government:
            return kind
    for prefix in facts.ministry_prefixes:
        if name.startswith(prefix) and not re.search(rf"(?<!国家){_REGION}", name):
            return "ministry"
    # the longest ending decides: 监督管理委员会 is a department's, 管理委员会 is not
    fitting = [
        (len(end), kind)
        for kind, ends in facts.kinds
        if kind in ("department", "other")
        for end in ends
        if name.endswith(end)
    ]
    return max(fitting, key=lambda entry: entry[0])[1] if fitting else "unknown"


def can_make_rules(name: str, kind: AgencyKind) -> bool | None:
    """Whether the body (or, for an office, its government) can make 规章; None where that is open."""
    if kind in ("ministry", "province"):
        return True
    if kind == "city":
        return True if not name.endswith(("地区", "盟", "行政公署")) else None
    if kind in ("town", "street", "department", "vertical"):
        return False
    if kind == "county":
        region = _GOVERNMENT.sub("", name)
        return None if region.endswith("市") else False
    if kind == "office":
        region = re.sub(r"(?:人民)?政府办公[室厅]$", "", name)
        return can_make_rules(region, _region_kind(region))
    return None


def region_head(name: str) -> str:
    """What stands before the first word for a region (省, 市, 县 …): 清和 of 清和县水务局."""
    found = _HEAD.match(name)
    return found.group() if found else ""


def is_site(words: str) -> bool:
    """Whether a line names a web site or a place on it, not a body: 云岭市人民政府门户网站."""
    return bool(_SITE.search(words))


def is_full_name(name: str) -> bool:
    """Whether a name says which body it is: 某县商务局, not 区商务局 or 商务局."""
    if not name or _SHORT.match(name) or is_site(name):
        return False
    if _NOT_OF_A_PLACE.search(region_head(name)):
        return False
    kind = kind_of(name)
    if kind in ("department", "office", "vertical", "other", "unknown"):
        if name in _facts().ministries or name.startswith(("国家", "中国", "中华人民共和国")):
            return True
        if kind in ("vertical", "other"):
            # 安庆海关, 安庆师范大学: a proper name, though no 省, 市 or 县 stands in it
            ends = max(
                (len(e) for k, es in _facts().kinds if k == kind for e in es if name.endswith(e)),
                default=0,
            )
            return len(name) - ends >= 2
        return bool(re.search(r".{1,}(?:省|市|县|区|州|旗|盟|镇|乡|街道|海关|办事处)", name[:-1]))
    return len(name) >= 3
