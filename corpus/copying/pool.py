"""The sentences to write from: those of corpus/sentences without names of their own, and NAMED."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.copying.phrases import GENRE, NAMED

SENTENCES = Path(__file__).parents[1] / "sentences"
TOPICS = ("proactive", "on_request", "management", "platform", "oversight")
GROUPS = {
    "government": "government", "office": "government", "town": "town", "street": "town",
    "department": "department", "vertical": "department", "other": "department",
}  # fmt: skip
_PLACE = re.compile(
    r"([一-鿿])([一-鿿])(?:自治县|县|市|区|镇|乡|街道|村|社区|林场|片)(?!场|容|域|民|直)"
)
_GENERIC_END = set(
    "个专各全我进农社本小园景街校辖新发治两三四五六七八九十几库多由与是给请把了及每该"
)
_GENERIC = {"城市", "城乡", "城镇", "乡镇", "乡村"}
_PROVINCES = re.compile(
    r"浙|粤|皖|鄂|湘|赣|渝|川渝|蜀|黔|滇|闽|琼|豫|冀|晋|秦|辽|吉林|龙江|桂|陇|宁夏|新疆|兵团|蒙|青海"
    r"|江苏|山东|山西|陕西|河北|河南|四川|云南|贵州|西藏|上海|北京|天津|八八战略|海南|广东|苏服|安徽|福建|湖南|湖北|江西|甘肃|广西|重庆"
)
_FIGURES = re.compile(
    r"(申请|复议|诉讼|规范性文件|行政许可|行政处罚|败诉|信息处理费)[^。；]{0,14}\d"
    r"|\d+件[^。；]{0,6}(申请|复议|诉讼)"
)
_ORDINAL = re.compile(
    r"^.{0,45}?[：:]?[一二三四五六]是|^（[一二三四五]）|^\d[.．、]|^同时，|^此外，|^另外，"
)
_BARE_END = re.compile(r"[。；，]+$")
_LEAD = re.compile(r"：$|结果为|其中予以公开|^（\d）")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence with fields. `origin` tells where it comes from, so that sharing can be counted."""

    text: str
    origin: str
    topic: str
    group: str  # "" for every group
    boilerplate: bool


def _names_a_place(text: str) -> bool:
    for found in _PLACE.finditer(text):
        if found[2] + text[found.end() - 1] in _GENERIC or found[1] + found[2] in _GENERIC:
            continue
        if found[2] not in _GENERIC_END:
            return True
    return False


def _with_fields(text: str, level: str, year: int) -> str:
    for offset, field in ((0, "{Y}"), (-1, "{Y1}"), (1, "{Y2}")):
        text = text.replace(f"{year + offset}年", f"{field}年")
    text = re.sub(rf"(?<=[全我本各]){level}(?![场容域])", "{L}", text)
    return re.sub(r"我[局委厅办]|本[局委厅]", "本机关", text)


def _level(agency: str) -> str:
    place = re.search(r"(街道|[县市区镇乡旗州省])", agency[2:])
    return place[1] if place else "县"


def _cleaned(raw: str, stem: str, level: str, year: int) -> str | None:
    text = _ORDINAL.sub("", raw, count=1).strip()
    text = _BARE_END.sub("", text)
    if not 18 <= len(text) <= 130 or stem in text or _names_a_place(text):
        return None
    if (
        _LEAD.search(text)
        or _PROVINCES.search(text)
        or _FIGURES.search(text)
        or re.search(r"[一二三四]是|附件|联系电话", text)
    ):
        return None
    text = _with_fields(text, level, year)
    if re.search(r"(?<!\d)(19|20)\d\d年|[我全本](?:县|市|区|镇|乡|街道)(?!场)", text):
        return None
    return text


def _units_of(report: dict[str, Any], file: str) -> Iterator[Unit]:
    stem, level = report["agency"][:2], _level(report["agency"])
    group = GROUPS[report["kind"]]
    for section in ("overview", "problems"):
        for number, sentence in enumerate(report["sections"].get(section, ())):
            role = sentence["role"]
            if role not in ("practice", "problem", "measure", "rectification"):
                continue
            if (section == "overview") != (role == "practice"):
                continue
            topic = role if section == "problems" else next(
                (t for t in sentence["topics"] if t in TOPICS), ""
            )  # fmt: skip
            text = _cleaned(sentence["text"], stem, level, report["year"])
            if text and topic:
                free = sentence["boilerplate"] and "{L}" not in text and "局" not in text
                origin = f"{file}:{report['agency']}:{section}:{number}"
                yield Unit(text, origin, topic, "" if free else group, sentence["boilerplate"])


@cache
def pool() -> tuple[Unit, ...]:
    """All sentences that name no place, in the order of the files."""
    units: list[Unit] = []
    for path in sorted(SENTENCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            units += _units_of(json.loads(line), path.stem)
    return tuple(units)


@cache
def named() -> tuple[Unit, ...]:
    """Sentences that name the own place or agency."""
    return tuple(Unit(t.rstrip("。"), f"named:{i}", k, "", True) for i, (k, t) in enumerate(NAMED))


@cache
def genre() -> tuple[Unit, ...]:
    """Phrases that belong to everybody."""
    return tuple(Unit(t.rstrip("。"), f"genre:{i}", k, "", True) for i, (k, t) in enumerate(GENRE))
