"""What the grammar passes on: statements over cells, and what it must know and remember to make them."""

from dataclasses import dataclass, field, replace
from typing import Literal

from review.claims.cells import Reading
from review.claims.clauses import Clause
from review.claims.phrases import Phrase
from review.claims.quantities import Quantity
from review.model import AgencyKind, Number

Kind = Literal["count", "zero", "all", "share", "growth"]
Topic = Literal["", "request", "proceeding", "document", "decision", "fee", "trap"]


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion over cells: the cells of one of the `readings` add up to `quantity`.

    Of "all" and "share" the `whole` names the cells that the part is held against. `tolerated` are
    differences of sums (plus, minus) that a careful reader would accept in place of a reading.
    `besides` are cells told before that an "all" leaves out (其余均…), and what they were said to be.
    Only where it is `held` may a statement contradict the tables. Offsets are into the folded sentence.
    """

    kind: Kind
    readings: tuple[Reading, ...]
    quantity: Quantity | None
    start: int
    end: int
    held: bool = True
    whole: tuple[Reading, ...] = ()
    tolerated: tuple[tuple[Reading, Reading], ...] = ()
    other_scope: bool = False
    whole_value: Number | None = None
    of: Literal["this", "last_year"] = "this"
    total: bool = False
    besides: Reading = ()
    besides_value: Number = 0


@dataclass(frozen=True, slots=True)
class Concept:
    """What a figure counts: readings of the words before or behind it, and where these begin and end."""

    topic: Topic
    readings: tuple[Reading, ...]
    start: int
    end: int = 0
    held: bool = True
    total: bool = False
    tolerated: tuple[tuple[Reading, Reading], ...] = ()
    of: Literal["this", "last_year"] = "this"


@dataclass(frozen=True, slots=True)
class Memory:
    """What a sentence leaves to the next one of its paragraph.

    `groups` are all proceedings counted so far, `last_groups` those that the last sentence counted.
    """

    topic: Topic = ""
    noun: str = ""
    counted: "Statement | None" = None
    base: "Concept | None" = None
    base_value: Number | None = None
    groups: tuple[str, ...] = ()
    last_groups: tuple[str, ...] = ()
    carried_in: bool = False
    resolved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the grammar must know of the sentence's surroundings.

    `on_request`, `ogi`: heading or paragraph speak of requests, of disclosure. `memory`: what the
    sentence before in the same paragraph spoke of last. `names`: what the body goes by. `own_part`:
    it stands in part 三 or 四, which speak of nothing else. `part_at`: where the sentence names parts of
    the whole (下属单位), so that what it says of the body may be a part as well.
    """

    kind: AgencyKind
    year: int | None
    on_request: bool
    ogi: bool
    names: tuple[str, ...] = ()
    memory: Memory = Memory()
    own_part: bool = False
    part_at: int = -1


@dataclass(slots=True)
class State:
    """What earlier clauses of the sentence leave to later ones.

    `assumed`: the topic is known from the paragraph only, not from words of the sentence. `last`: the
    last concept counted, `base`: the last total of all requests or proceedings counted; `pending`:
    concepts named in a list and not counted yet, `joined`: those before this clause's 、; `told`, `parts`: cells of the parts counted since the last total, with what was said; `two`: the cells last counted together, where they are two (前者, 后者); `respective`: those that 分别 deals out in order;
    `recent`: the groups of proceedings counted, in order (前者, 后者); `unbound`: a figure whose words
    follow in the next clause; `named`: the last thing of the tables that was named, counted or not;
    `other_figure`: the last figure was of no cell, `of_others`: what follows 其中 is of that;
    `of_applicant`: the columns of the applicants that outcomes may be of; `listing`: a list of outcomes has been announced; `deferred`: a clause that tells how something changed that is not named yet; `decided`: the item of a list before was a decision made; `spoken`: an outcome named and not counted yet.
    """

    topic: Topic = ""
    assumed: bool = True
    verb: str = ""
    verb_start: int = 0
    noun: str = ""
    last: Concept | None = None
    named: Concept | None = None
    base: Concept | None = None
    base_value: Number | None = None
    unbound: Quantity | None = None
    other_figure: bool = False
    of_others: bool = False
    compared: bool = False
    last_value: Number | None = None
    last_part: Concept | None = None
    carried_in: bool = False
    applicant: str = ""
    of_applicant: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    negated_verb: str = ""
    groups: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    pending: list[Concept] = field(default_factory=list)
    told: tuple[str, ...] = ()
    parts: tuple[tuple[Reading, Number], ...] = ()
    two: Reading = ()
    joined: tuple[Concept, ...] = ()
    respective: list[Concept] = field(default_factory=list)
    scope: str = ""
    within: bool = False
    listing: bool = False
    spoken: Concept | None = None
    limited: bool = False
    other_time: bool = False
    last_year: bool = False
    lost: bool = False
    received: bool = False
    deferred: Clause | None = None
    decided: bool = False
    recent: list[Concept] = field(default_factory=list)

    def copy(self) -> "State":
        """A state of its own for what stands in parentheses."""
        return replace(
            self,
            pending=list(self.pending),
            respective=list(self.respective),
            recent=list(self.recent),
        )


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a figure, within its clause: before it (from the figure before), and behind."""

    left: tuple[Phrase, ...]
    right: tuple[Phrase, ...]
    start: int
    end: int

    def before(self, *families: str) -> list[Phrase]:
        """Phrases of some families before the figure."""
        return [p for p in self.left if p.family in families]

    def behind(self, *families: str) -> list[Phrase]:
        """Phrases of some families behind the figure."""
        return [p for p in self.right if p.family in families]
