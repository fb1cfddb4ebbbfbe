"""Things named in a list and counted later: 分别, 各, the items that 、 joins."""

import re
from dataclasses import replace

from review.claims.applicants import of_applicants
from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CONCLUDED,
    DECISIONS,
    PROCEEDINGS,
    RECEIVED,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.growth import (
    listed_years,
    of_year,
)
from review.claims.phrases import Phrase
from review.claims.quantities import Quantity, is_count
from review.claims.statements import Around, Concept, Context, State

VERBS = {"issue", "repeal", "in_force"}


def enter_lists(clause: Clause, state: State, context: Context) -> None:
    """行政复议、行政诉讼分别为3件、2件: what was named and not counted yet gets its figures in order."""
    for mark in clause.named("distribution"):
        behind = [q for q in clause.quantities if q.start >= mark.end]
        if mark.name == "share" or not behind or behind[0].start - mark.end > 4:
            continue
        named = [c for c in named_concepts(clause, state) if c.start < mark.start]
        concepts = [*state.pending, *named]
        run = len(_RUN.findall(clause.text, mark.end, _run_end(clause.text, mark.end)))
        years = listed_years(clause, mark.start, run, context)
        if years and state.named is not None and mark.name == "respectively":
            state.respective = [of_year(state.named, year, context) for year in years]
            state.pending = []
            continue
        many = len(_RUN.findall(clause.text, mark.end, _run_end(clause.text, mark.end)))
        if len(concepts) < 2 or (mark.name == "each" and many != len(concepts)):
            continue
        state.respective = concepts
        state.pending = []


_RUN = re.compile(r"\d[\d,.]*(?:万)?(?:件|宗|起|例|份|条|个|部|次)")


def _run_end(text: str, start: int) -> int:
    """Where a run of figures parted by 、 (各1680件、144件、10件) ends."""
    match = re.compile(r"(?:为|是|有)?(?:\d[\d,.]*万?[件宗起例份条个部次][、,和及]?)+").match(
        text, start
    )
    return match.end() if match else start


def _without_groups(clause: Clause) -> list[Phrase]:
    """The phrases without groups of outcomes that only repeat a reason (内部事务信息不予公开)."""
    out: list[Phrase] = []
    for p in clause.phrases:
        before = out[-1] if out else None
        repeats = (
            p.family == "outcome"
            and before is not None
            and before.family == "outcome"
            and before.name.startswith(p.name + ".")
            and p.start - before.end <= 4
        )
        if not repeats:
            out.append(p)
    return out


def named_concepts(clause: Clause, state: State) -> list[Concept]:
    """A concept for each noun, outcome, applicant or result that a clause names."""
    out: list[Concept] = []
    for p in _without_groups(clause):
        if p.family == "noun" and p.name in PROCEEDINGS:
            out.append(
                Concept("proceeding", (proceedings(PROCEEDINGS[p.name]),), p.start, total=True)
            )
        elif p.family == "noun" and p.name in DECISIONS:
            out.append(Concept("decision", ((f"proactive.{p.name}.decisions",),), p.start))
        elif p.family == "outcome":
            rows = outcome_rows(p.name)
            readings: tuple[Reading, ...] = (requests(rows),)
            if state.applicant:
                readings = (*readings, requests(rows, APPLICANTS[state.applicant]))
            out.append(Concept("request", readings, p.start, held=not state.applicant))
        elif p.family == "applicant":
            out.append(of_applicants(APPLICANTS[p.name], p.start, state))
        elif p.family == "result" and state.groups:
            out.append(Concept("proceeding", (proceedings(state.groups, p.name),), p.start))
        elif p.family == "carry" and p.name in ("in", "out"):
            row = "carried_in" if p.name == "in" else "carried_out"
            out.append(Concept("request", (requests((row,)),), p.start))
        elif (
            p.family == "verb"
            and p.name in ("receive", "receive_new", "conclude")
            and state.topic == "request"
        ):
            first = CONCLUDED if p.name == "conclude" else RECEIVED
            out.append(Concept("request", (first, BOTH), p.start, total=True))
        elif p.family == "verb" and p.name in VERBS and state.noun:
            column = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}[p.name]
            out.append(Concept("document", ((f"proactive.{state.noun}.{column}",),), p.start))
    return out


_LISTED = re.compile("[一-鿿]{0,16}的(?:有|共|共有)?|(?:行政机关|依法|我局|本机关)?不再处理(?:的)?")


def of_listed(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """属于行政查询事项、告知申请人另循途径的有2件: the outcome named first, and what was done about it."""
    lead = clause.text[around.start : quantity.start]
    if clause.mark != "、" or len(state.joined) != 1 or not is_count(quantity):
        return None
    verbs = [p for p in around.before("verb") if p.name != "process"]
    if verbs or around.before("outcome", "applicant", "carry") or not _LISTED.fullmatch(lead):
        return None
    concept = state.joined[0]
    leaf = concept.readings[0][0].split(".")
    return concept if concept.topic == "request" and len(leaf) == 4 else None


_FORMER = re.compile("(?:其中)?(?P<which>前|后)者(?:有|为|共|计|是)?")


def of_the_two(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """33件予以公开或部分公开(前者26件、后者7件): one of the two outcomes counted together."""
    if len(state.two) != 2:
        return None
    match = _FORMER.fullmatch(clause.text[around.start : quantity.start].strip(",、"))
    if match is None or not is_count(quantity):
        return None
    if clause.text[quantity.end : clause.end]:
        return None
    key = state.two[0 if match["which"] == "前" else 1]
    return Concept("request", ((key,),), around.start)


def joined_concept(concepts: list[Concept], clause: Clause) -> Concept | None:
    """行政复议、行政诉讼共3件 · 信访举报投诉类申请、重复申请5件: the sum, or the last alone."""
    if len({c.topic for c in concepts}) > 1:
        return None
    keys: Reading = tuple(dict.fromkeys(k for c in concepts for k in c.readings[0]))
    last = concepts[-1]
    if len(last.readings[0]) > 1 and set(keys) == set(last.readings[0]):
        # 因不掌握、内容不明确等原因无法提供8件: of the group that the reasons belong to
        if "等" in clause.words:
            return replace(last, start=concepts[0].start)
        if len(concepts) == 2 and last.start == clause.start:
            # 第三方不同意公开、不予公开1件: of the one reason
            return replace(last, readings=concepts[0].readings, start=concepts[0].start)
    if _ADDED_UP.search(clause.words):
        # 予以公开、部分公开合计3件
        held = all(c.held for c in concepts)
        return replace(last, readings=(keys,), held=held, start=concepts[0].start)
    return replace(last, readings=(keys, *last.readings), held=False, start=concepts[0].start)


_ADDED_UP = re.compile("(?:合计|共计|总计|两项|两者|加起来|[一总]?共)(?:共|为)?\\d")


__all__ = ["VERBS", "enter_lists", "joined_concept", "named_concepts", "of_listed", "of_the_two"]
