"""The reporting body's own region, and what another place is to it: the same, above it, in it, or foreign."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from review.gazetteer import Path, PlaceName, gazetteer, related
from review.leftovers.shapes import is_zone
from review.model import Agency

Relation = Literal["own", "above", "inside", "foreign"]
"""`above` and `inside` may be, `own` and `foreign` are (where the region is known, or the ranks tell)."""

CITY, COUNTY, TOWN = 1, 2, 3
_LETTERS = {**dict.fromkeys("市州盟", CITY), **dict.fromkeys("县区旗", COUNTY)}
_OWN_PLACES = re.compile("[^省市县区州旗盟]+(?:自治)?(?:[省市县区州旗盟镇]|(?<!城)乡)(?!场)")
_STREET = re.compile(r"(?:^|[省市县区州旗盟])([\u4e00-\u9fff]{2,5}?街道)")
_STATE = re.compile(r"^国家.{2,6}?总[局署]")
_LOCAL = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处|党工委|党委)?$")
# the last place in a body's name; 市场 and 景区 are none
_REGION = re.compile(
    r".*(?:[省县州旗盟]|(?<!城)市(?![场容政])|(?<![景园发新税假])区(?![域划]))(?=.)"
)
_STEM = re.compile(r"(?:自治县|[省市县区州旗盟镇乡]|街道)$")
_ZONE_BODY = re.compile("(?:开发|高新|经开|新|保税|试验|度假|示范|管理|园)区(?:管理委员会|管委会)")


def rank_of(path: Path) -> int:
    """Province (0), city, county; the districts of 北京市 are of county rank."""
    return len(path) - 1 + (len(path) == 2 and path[0].endswith("市"))


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names: [start, end), its words, the divisions that may be meant (none: not known)."""

    start: int
    end: int
    words: str
    paths: tuple[Path, ...] = ()

    @property
    def rank(self) -> int:
        """City, county or town; 0 for a province."""
        if self.paths:
            return min(map(rank_of, self.paths))
        return _LETTERS.get(self.words[-1], TOWN)

    @property
    def stem(self) -> str:
        """The name without its rank: 安澜 of 安澜县."""
        return _STEM.sub("", self.words)


@dataclass(frozen=True)
class Own:
    """The reporting body and its region; `paths` is empty where the region is not in the gazetteer."""

    agency: Agency

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The divisions that the body's name stands for."""
        return gazetteer().of_body(self.agency.name)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(_STATE.sub("", name) for name in (self.agency.name, *self.agency.names))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The region by its own words: 清和县, 云岭市 and 东屏区."""
        found = (w for name in self._names for w in _OWN_PLACES.findall(name))
        return tuple(dict.fromkeys(w for w in found if len(w) > 2))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The same with the street: 枫渡街道."""
        streets = (w for name in self._names for w in _STREET.findall(name))
        return tuple(dict.fromkeys((*self.words, *streets)))

    @cached_property
    def of_its_rank(self) -> tuple[str, ...]:
        """Those of the words that are the region itself, and none above it."""
        own = tuple(w for w in self.places if _LETTERS.get(w[-1], TOWN) == self.rank)
        return own or self.places

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(_STEM.sub("", word) for word in self.places)

    @cached_property
    def region(self) -> str:
        """All words of the region as they open the name."""
        found = _REGION.match(self.agency.name)
        return found.group() if found else ""

    @property
    def office(self) -> str:
        """What follows the region in the name: 商务局."""
        return self.agency.name[len(self.region) :]

    @cached_property
    def rank(self) -> int:
        """City, county or town; 0 for a province."""
        if _LOCAL.search(self.agency.name):
            return TOWN
        if self.paths:
            return min(map(rank_of, self.paths))
        return _LETTERS.get(self.region[-1:], 0)

    @cached_property
    def zone(self) -> bool:
        """Whether the body runs a development zone: a city or a county stands above it under another name."""
        return bool(_ZONE_BODY.search(self.agency.name))

    def has(self, place: PlaceName) -> bool:
        """Whether a place may be the own region, one above it or one in it."""
        if self.paths:
            return any(related(a, b) for a in self.paths for b in place.paths)
        # above a region that nobody knows anything may stand
        return min(map(rank_of, place.paths)) < (self.rank or CITY)

    def relation(self, place: Named) -> Relation:
        """What a place is to the own one."""
        if place.stem in self._stems or any(place.words in name for name in self._names):
            return "own"
        if is_zone(place.words):
            return "inside"
        if self.zone and place.rank < TOWN and not (self.paths and place.paths):
            return "above"
        if self.paths:
            return self._in_known_region(place)
        if place.rank < self.rank:
            return "foreign" if self._has_another(place) else "above"
        if place.rank > self.rank and (not place.paths or place.words.endswith("区")):
            return "inside"
        return "foreign"

    def nearly(self, place: Named) -> bool:
        """Whether a name that nobody knows may be the own one with a slip of the pen: 清合县 for 清和县."""
        return not place.paths and any(
            len(word) == len(place.words)
            and sum(a != b for a, b in zip(word, place.words, strict=True)) == 1
            for word in self.places
        )

    def may_be_below(self, place: Named) -> bool:
        """Whether a city of which nothing is known may be one of county rank, below another city."""
        if self.paths or self.rank != CITY or place.rank != CITY:
            return False
        return not self._has_another(place)

    def _in_known_region(self, place: Named) -> Relation:
        if place.paths:
            return (
                "own" if any(related(a, b) for a in self.paths for b in place.paths) else "foreign"
            )
        if place.rank > self.rank and (place.rank == TOWN or place.words.endswith("区")):
            return "inside"
        if self._has_now(place.stem):
            return "own"
        # an invented city above an invented county that happens to have a real one's name
        return "above" if place.rank < self.rank and not self._has_another(place) else "foreign"

    def _has_now(self, stem: str) -> bool:
        """Whether a name is the former one of a division of the own region: 海门市, now 海门区."""
        now = (path for last in "区市县旗" for path in gazetteer().paths(stem + last))
        return any(related(a, b) for b in now for a in self.paths)

    def _has_another(self, place: Named) -> bool:
        """Whether the own name tells what stands above it at a place's rank: 云岭市 of 云岭市东屏区."""
        return any(
            word[-1] == place.words[-1]
            for word in self.places
            if _LETTERS.get(word[-1]) != self.rank
        )

    def beside(self, place: Named) -> bool:
        """Whether a place lies in the same prefecture (or province, for a city): a neighbour."""
        return any(
            len(a) > 1 and a[:-1] == b[: len(a) - 1] for a in self.paths for b in place.paths
        )
