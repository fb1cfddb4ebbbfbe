"""A report of one's own: sentences dealt out so that no two reports share more than one of a part."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random

from corpus.copying import phrases
from corpus.copying.places import Agency
from corpus.copying.pool import TOPICS, Unit, genre, named, pool

OVERVIEW_SIZES = ((600, 900), (900, 1250), (1200, 1450))
PROBLEM_PARTS = ("problem", "measure")


@dataclass(slots=True)
class Part:
    """A part in writing: units by topic, in the order of the report."""

    units: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> list[Unit]:
        return [unit for units in self.units.values() for unit in units]

    def size(self) -> int:
        return sum(len(unit.text) + 4 for unit in self.all())


@dataclass(slots=True)
class Draft:
    """A report before it is written to its file."""

    key: int
    agency: Agency
    year: int
    overview: Part = field(default_factory=Part)
    problems: Part = field(default_factory=Part)
    lead: tuple[str, str, str] = ("", "", "")


def _pair(section: str, one: int, other: int) -> tuple[str, int, int]:
    return section, min(one, other), max(one, other)


class Dealer:
    """Deals sentences: each as seldom as can be, and no second one to a pair of reports."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.users: dict[str, set[int]] = defaultdict(set)
        self.shared: Counter[tuple[str, int, int]] = Counter()

    def _section(self, unit: Unit) -> str:
        return "overview" if unit.topic in TOPICS else "problems"

    def clashes(self, unit: Unit, key: int) -> bool:
        section = self._section(unit)
        return any(
            other == key or self.shared[_pair(section, other, key)] >= 1
            for other in self.users[unit.origin]
        )

    def note(self, unit: Unit, key: int) -> None:
        section = self._section(unit)
        for other in self.users[unit.origin] - {key}:
            self.shared[_pair(section, other, key)] += 1
        self.users[unit.origin].add(key)

    def deal(self, units: Iterable[Unit], draft: Draft, topic: str, most: int = 2) -> Unit | None:
        """One that fits the topic and the body, from among those used least."""
        group, key = draft.agency.group, draft.key
        fitting = [u for u in units if u.topic == topic and u.group in ("", group)]
        self.rng.shuffle(fitting)
        fitting.sort(key=lambda u: len(self.users[u.origin]))
        for unit in fitting:
            used = len(self.users[unit.origin])
            if used >= (most if unit.boilerplate else 1):
                continue
            if not self.clashes(unit, key):
                self.note(unit, key)
                return unit
        return None


def _own_numbers(unit: Unit, rng: Random) -> Unit:
    text = unit.text
    while "#" in text:
        text = text.replace("#", str(rng.randint(2, 96)), 1)
    return replace(unit, text=text)


def _more_names(unit: Unit, rng: Random) -> Unit:
    """全县 becomes the name of the place now and then, as writers do."""
    if "全{L}" in unit.text and rng.random() < 0.5:
        return replace(unit, text=unit.text.replace("全{L}", "{P}", 1))
    if unit.text.count("本机关") == 1 and rng.random() < 0.5:
        return replace(unit, text=unit.text.replace("本机关", "{A}", 1))
    return unit


def fill_overview(draft: Draft, dealer: Dealer, rng: Random) -> None:
    """Sentences of one's own up to the length drawn; at least two with a name, one phrase of the genre."""
    part = draft.overview
    for topic in TOPICS:
        part.units[topic] = part.units[topic]
    low, high = rng.choices(OVERVIEW_SIZES, (4, 4, 2))[0]
    goal = rng.randint(low, high)

    def add(source: Callable[[], tuple[Unit, ...]], topic: str, most: int) -> None:
        if (unit := dealer.deal(source(), draft, topic, most)) is not None:
            part.units[topic].append(_own_numbers(_more_names(unit, rng), rng))

    for topic in rng.sample(TOPICS, 2):
        add(named, topic, 9)
    for topic in rng.sample(TOPICS, rng.choice((0, 1, 1, 2))):
        add(genre, topic, 30)
    for _ in range(60):
        if part.size() >= goal:
            break
        shortest = sorted(TOPICS, key=lambda t: (len(part.units[t]), rng.random()))
        add(pool, shortest[rng.choice((0, 0, 1, 2))], 3)
    for topic in TOPICS:
        rng.shuffle(part.units[topic])


def fill_problems(draft: Draft, dealer: Dealer, rng: Random) -> None:
    """A look back perhaps, two or three problems and measures."""
    part = draft.problems
    count = rng.choice((2, 2, 3))
    part.units["rectification"] = []
    if rng.random() < 0.6:
        if (unit := dealer.deal(pool(), draft, "rectification", 2)) is not None:
            part.units["rectification"].append(_more_names(unit, rng))
    for topic in PROBLEM_PARTS:
        for i in range(count):
            source = named() if i == 0 and rng.random() < 0.5 else pool()
            unit = dealer.deal(source, draft, topic, 4) or dealer.deal(pool(), draft, topic, 4)
            if unit is not None:
                part.units[topic].append(_own_numbers(_more_names(unit, rng), rng))
        rng.shuffle(part.units[topic])
    while part.size() > 440 and len(part.units["problem"]) > 2:
        part.units["problem"].pop()
        part.units["measure"].pop()
    if part.size() > 440:
        part.units["rectification"].clear()
    for topic in ("measure", "problem", "measure"):
        if part.size() < 200 and (more := dealer.deal(pool(), draft, topic, 4)):
            part.units[topic].append(more)


def original(key: int, agency: Agency, year: int, dealer: Dealer, rng: Random) -> Draft:
    draft = Draft(key, agency, year)
    fill_overview(draft, dealer, rng)
    fill_problems(draft, dealer, rng)
    draft.lead = (
        rng.choice(phrases.OPENINGS),
        rng.choice(phrases.PROBLEM_LEADS),
        rng.choice(phrases.MEASURE_LEADS),
    )
    return draft


def with_names(text: str, agency: Agency, year: int) -> str:
    """The sentence with the names and years of this report."""
    fields = {
        "{P}": agency.place, "{A}": agency.name, "{L}": agency.level, "{U}": agency.superior,
        "{T}": agency.towns[0], "{V}": agency.towns[1],
        "{Y}": str(year), "{Y1}": str(year - 1), "{Y2}": str(year + 1),
    }  # fmt: skip
    for name, value in fields.items():
        text = text.replace(name, value)
    return text
