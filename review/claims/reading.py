"""All claims of a report, with offsets into its sections."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from review.claims.clauses import Clause, clauses_of, settled
from review.claims.grammar import read_statements
from review.claims.names import own_names
from review.claims.phrases import Phrase, find_phrases
from review.claims.quantities import Quantity, find_quantities
from review.claims.scope import part_named_at
from review.claims.statements import Context, Memory, Statement
from review.claims.stories import speaks_of_one
from review.claims.verdicts import Judged, judge
from review.model import Number, Report, SectionKey, Span
from review.outcome import Claim, Sentence
from review.zh.folding import Folded, fold, fold_with_map

# a figure, a negation, an "all"; or what became of a single case told before
_WORTH_READING = re.compile(
    r"[0-9０-９零〇一二两三四五六七八九十百]|[未无没均都皆]|全部|悉数|全数"
    r"|该[件申]|此件|这件|申请人[为是系]|判决|维持|驳回|结果[为是]|(?:予|部分|决定|不)公开|予以公开|逾期|撤回|转入|结转"
)
_ON_REQUEST = re.compile(r"依申请公开|政府信息公开申请|信息公开申请")
_SECTIONS: tuple[SectionKey, ...] = (
    "front",
    "overview",
    "proactive",
    "requests",
    "proceedings",
    "problems",
    "other",
)


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim for the JSON with the statement behind it, for the checks."""

    claim: Claim
    statement: Statement


def _contexts(
    sentences: Sequence[Sentence], texts: Mapping[SectionKey, str]
) -> dict[str, tuple[bool, bool]]:
    """For each sentence: does its paragraph speak of requests, and of disclosure at all?

    A heading (（二）依申请公开情况) or a sentence that names requests governs what follows it,
    up to the next heading; parts 三 and 四 speak of nothing else.
    """
    out: dict[str, tuple[bool, bool]] = {}
    section: SectionKey | None = None
    on_request = ogi = headed = False
    last_end = 0
    for sentence in sentences:
        own_part = sentence.section in ("requests", "proceedings")
        if sentence.section != section:
            section = sentence.section
            on_request, ogi, headed = section == "requests", own_part, own_part
        elif (
            not headed
            and sentence.start > last_end
            and "\n" in texts[section][last_end : sentence.start]
        ):
            # what a paragraph without a heading speaks of ends with it
            on_request = ogi = False
        last_end = sentence.end
        if sentence.role == "heading":
            headed = True
            on_request = bool(_ON_REQUEST.search(sentence.text)) or section == "requests"
            ogi = on_request or "复议" in sentence.text or own_part
        elif _ON_REQUEST.search(sentence.text):
            on_request = ogi = True
        out[sentence.id] = (on_request, ogi)
    return out


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence worth reading: folded, with the lexicon's words and the numbers in it.

    `trusted` is the folded stretch in which words and numbers are surely whole: where a line ends
    without a mark, or begins behind one that did, a word or a number may be torn (506 / 7件).
    """

    sentence: Sentence
    folded: Folded
    phrases: list[Phrase]
    quantities: list[Quantity]
    clauses: list[Clause]
    trusted: tuple[int, int]
    families: frozenset[str]

    @property
    def tells(self) -> bool:
        """Whether it holds anything that a statement could be made of, or that changes the subject."""
        return bool(self.quantities) or not _TELLING.isdisjoint(self.families)

    @property
    def idle(self) -> bool:
        """Whether nothing is said in it unless of a figure told before."""
        return not self.quantities and self.families <= _IDLE

    def trusts(self, start: int, end: int) -> bool:
        """Whether a folded stretch lies where nothing is torn."""
        return self.trusted[0] <= start and end <= self.trusted[1]

    def span(self, start: int, end: int) -> Span:
        """A folded stretch as a span of the section."""
        first, last = self.folded.source_span(start, end)
        sentence = self.sentence
        return Span(
            sentence.section,
            sentence.start + first,
            sentence.start + last,
            sentence.text[first:last],
        )


_TELLING = frozenset(
    {"noun", "trap", "outcome", "carry", "applicant", "negation", "all", "result", "comparison"}
)
_IDLE = frozenset(
    {
        "trap",
        "verb",
        "timeliness",
        "channel",
        "scope",
        "limit",
        "giver",
        "distribution",
        "within",
        "party",
    }
)
_STOPS = "。；：！？;:!?）)”"
_MARK = re.compile("[,。;:、()]")


def _torn(sentences: Sequence[Sentence]) -> dict[str, tuple[bool, bool]]:
    """For each sentence whether its beginning and its end may be torn off by a line's end."""
    out: dict[str, tuple[bool, bool]] = {}
    previous: Sentence | None = None
    open_end = False
    for sentence in sentences:
        follows = previous is not None and previous.section == sentence.section
        begins = follows and open_end and sentence.role != "heading"
        if previous is not None and open_end and not (follows and sentence.role != "heading"):
            # the last line of a paragraph may do without a mark
            out[previous.id] = (out[previous.id][0], False)
        open_end = sentence.role != "heading" and not sentence.text.endswith(tuple(_STOPS))
        out[sentence.id] = (begins, open_end)
        previous = sentence
    if previous is not None:
        out[previous.id] = (out[previous.id][0], False)
    return out


def _trusted(text: str, torn: tuple[bool, bool], mixed: bool) -> tuple[int, int]:
    if mixed:
        return len(text), 0
    marks = [m.start() for m in _MARK.finditer(text)]
    start = 0 if not torn[0] else (marks[0] if marks else len(text))
    end = len(text) if not torn[1] else (marks[-1] + 1 if marks else 0)
    return start, end


LONGEST = 3_000
"""Characters of a sentence that is still prose. What goes on without an end for pages is not read:
the grammar looks about in the whole sentence for every figure."""


def _worth_reading(sentence: Sentence) -> bool:
    return (
        sentence.section in _SECTIONS
        and sentence.role != "heading"
        and bool(_WORTH_READING.search(sentence.text))
    )


def too_long(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that may hold figures and are too long to be read."""
    return [s for s in sentences if len(s.text) > LONGEST and _worth_reading(s)]


def parse_sentences(sentences: Sequence[Sentence]) -> list[ParsedSentence]:
    """The sentences with a figure, a negation or an "all", in all sections but the signature."""
    chosen = [s for s in sentences if _worth_reading(s) and len(s.text) <= LONGEST]
    torn = _torn(sentences)
    # columns of text side by side: what a line says there may be another column's
    mixed = {s.section for s in sentences if s.role != "heading" and "\t" in s.text[6:].strip()}
    folded = [fold_with_map(s.text) for s in chosen]
    phrases = find_phrases([f.text for f in folded])
    return [
        _parsed(s, f, settled(f.text, p), _trusted(f.text, torn[s.id], s.section in mixed))
        for s, f, p in zip(chosen, folded, phrases, strict=True)
    ]


def _parsed(
    sentence: Sentence, folded: Folded, phrases: list[Phrase], trusted: tuple[int, int]
) -> ParsedSentence:
    # 无一件被纠错: the number is part of the negation
    # 未收到一份申请: so is the one behind it
    negations = [p for p in phrases if p.family == "negation"]
    quantities = [
        q
        for q in find_quantities(folded.text)
        if not (q.start == 0 and trusted[0])
        and not (q.end == len(folded.text) and trusted[1] < q.end)
        and not any(
            p.start < q.end and (q.start < p.end or (q.start == p.end and q.value == 1))
            for p in negations
        )
    ]
    clauses = clauses_of(folded.text, phrases, quantities)
    families = frozenset(p.family for p in phrases)
    return ParsedSentence(sentence, folded, phrases, quantities, clauses, trusted, families)


def read_claims(
    report: Report,
    sentences: Sequence[Sentence],
    parsed: Sequence[ParsedSentence],
    last_year: Mapping[str, Number | None] | None = None,
) -> list[ReadClaim]:
    """Claims over statutory cells, in reading order. `last_year` are the cells of the year before."""
    texts = {s.key: s.text for s in report.sections}
    contexts = _contexts(sentences, texts)
    values = {key: cell.value for key, cell in report.cells.items()}
    merged = frozenset(
        key for table in report.tables.values() if table.merged for key in table.absent
    )
    names = own_names(fold(report.agency.name), report.agency.kind)
    out: list[ReadClaim] = []
    memory = Memory()
    place: tuple[str, int] = ("", 0)
    for entry in parsed:
        sentence = entry.sentence
        on_request, ogi = contexts[sentence.id]
        own_part = sentence.section in ("requests", "proceedings")
        section, last = place
        place = sentence.section, sentence.start
        if sentence.section != section or "\n" in texts[section][last : sentence.start]:
            # what a paragraph spoke of last does not outlast it
            memory = Memory()
        if not entry.tells:
            continue
        if entry.idle and memory.base is None and not speaks_of_one(entry.folded.text):
            if on_request and not memory.topic:
                memory = replace(memory, topic="request")
            continue
        part_at = part_named_at(entry.clauses)
        context = Context(
            report.agency.kind, report.year, on_request, ogi, names, memory, own_part, part_at
        )
        statements, memory = read_statements(entry.clauses, context)
        for statement in statements:
            if not entry.trusts(statement.start, statement.end):
                statement = replace(statement, held=False)
            judged = judge(statement, values, merged, last_year)
            if judged is not None:
                out.append(_claim(entry, statement, judged))
    return out


def _claim(entry: ParsedSentence, statement: Statement, judged: Judged) -> ReadClaim:
    verdict, reading, base = judged
    quantity = statement.quantity
    span = entry.span(statement.start, statement.end)
    claim = Claim(
        sentence=entry.sentence.id,
        section=entry.sentence.section,
        quote=span.quote,
        start=span.start,
        end=span.end,
        kind=statement.kind,
        cells=reading,
        relation=quantity.relation if quantity else "=",  # type: ignore[arg-type]
        value=_value(quantity, quantity.value if quantity else None, reading),
        verdict=verdict,
        low=_value(quantity, quantity.low if quantity else None, reading),
        high=_value(quantity, quantity.high if quantity else None, reading),
        base=base,
        of=statement.of,
    )
    return ReadClaim(claim, statement)


def _value(
    quantity: Quantity | None, number: Number | None, reading: Sequence[str]
) -> Number | None:
    """A figure or an end of it in the unit of its cell: a fee printed in 元 is given in 万元."""
    if quantity is None or number is None:
        return None
    if "proactive.fees.amount" in reading:
        scale = {"元": Decimal(10_000), "亿元": Decimal(1) / 10_000}.get(quantity.unit, Decimal(1))
        value = Decimal(number) / scale
        return int(value) if value == value.to_integral_value() else value
    return number
