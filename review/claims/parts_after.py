"""Parts told in the sentence behind their whole: 共公开444条。其中,动态类118条、…"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from review.claims.clauses import clauses_of
from review.claims.figures import Parts, figures_of
from review.claims.parts import disagreeing_parts
from review.claims.reading import ParsedSentence
from review.model import Span

_GOES_ON = re.compile("其中")


def parts_of_last_sentence(parsed: Sequence[ParsedSentence]) -> Iterator[tuple[Span, Span, Parts]]:
    """Wholes that end a sentence and parts that begin the next, where they disagree; with both places."""
    for before, after in pairwise(parsed):
        if not _GOES_ON.match(after.folded.text) or not after.quantities:
            continue
        one, two = before.sentence, after.sentence
        if one.section != two.section or two.start - one.end > 1 or not before.quantities:
            continue
        yield from _across(before, after)


def _across(before: ParsedSentence, after: ParsedSentence) -> Iterator[tuple[Span, Span, Parts]]:
    head = before.folded.text.rstrip("。;:")
    shift = len(head) + 1
    phrases = [p for p in before.phrases if p.end <= len(head)]
    phrases += [p._replace(start=p.start + shift, end=p.end + shift) for p in after.phrases]
    quantities = [q for q in before.quantities if q.end <= len(head)]
    quantities += [replace(q, start=q.start + shift, end=q.end + shift) for q in after.quantities]
    text = f"{head},{after.folded.text}"
    first, last = before.trusted[0], shift + after.trusted[1]
    for found in disagreeing_parts(
        figures_of(clauses_of(text, phrases, quantities), (first, last))
    ):
        whole, parts = found.whole.quantity, [p.quantity for p in found.parts]
        if whole.end <= len(head) and parts[0].start >= shift:
            place = before.span(whole.start, whole.end)
            yield place, after.span(parts[0].start - shift, parts[-1].end - shift), found


__all__ = ["parts_of_last_sentence"]
