"""Invented places and agencies, and a few real places for mentions."""

from dataclasses import dataclass
from random import Random

FIRST = "澹棠苕箬芷荇蓼榆柘枫槲栎楝峪嵘岙崴泠汀渚漪潆滁沅洌淙涧坞墅垅埭堰堠隰"
SECOND = "浦岭川原溪湖泉塘桥渡埠湾坪峰谷洲陂津屿岗"
VILLAGE = ("下", "上", "前", "后", "柳", "桑", "竹", "莲", "石", "松")
BUREAUS = (
    "水务局", "教育局", "交通运输局", "民政局", "农业农村局", "商务局", "财政局", "司法局",
    "统计局", "审计局", "医疗保障局", "应急管理局", "林业局", "城市管理局", "文化和旅游局",
    "市场监督管理局", "人力资源和社会保障局", "住房和城乡建设局", "卫生健康局", "退役军人事务局",
)  # fmt: skip
REAL = (
    "和县", "望江县", "桐庐县", "盘州市", "宿迁市", "苏州市", "黔西市", "德清县", "凤庆县",
    "舒城县", "定西市", "平潭县", "延川县", "宜兴市", "余江区", "江津区", "怀柔区", "伊宁市",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agency:
    """An invented body with what its report may call its own."""

    group: str  # government, department, town
    kind: str  # for the tables: county, city, department, town, street
    place: str
    level: str
    name: str
    superior: str
    towns: tuple[str, str]


def invented(rng: Random, taken: set[str]) -> str:
    """A stem of two characters that nobody has yet."""
    while True:
        stem = rng.choice(FIRST) + rng.choice(SECOND)
        if stem not in taken:
            taken.add(stem)
            return stem


def make_agency(rng: Random, taken: set[str]) -> Agency:
    group = rng.choices(("department", "government", "town"), (5, 3, 2))[0]
    stem, city = invented(rng, taken), invented(rng, taken) + "市"
    small = tuple(
        rng.choice(VILLAGE) + invented(rng, taken) + ("村" if group == "town" else "镇")
        for _ in range(2)
    )
    towns = (small[0], small[1])
    if group == "town":
        level = rng.choice(("镇", "镇", "乡", "街道"))
        place = stem + level
        name = place + ("办事处" if level == "街道" else "人民政府")
        return Agency(
            group, "street" if level == "街道" else "town", place, level, name, city, towns
        )
    level = rng.choice(("县", "县", "区", "市"))
    place = stem + level
    if group == "government":
        return Agency(group, "county", place, level, place + "人民政府", city, towns)
    return Agency(group, "department", place, level, place + rng.choice(BUREAUS), city, towns)
