"""What is kept of a review, so that a changed rule needs neither the file nor its understanding again."""

from collections.abc import Mapping
from dataclasses import dataclass
from struct import Struct

from review.claims.reading import ReadClaim
from review.facts import Facts
from review.outcome import Sentence
from review.packing import pack, unpack
from review.pipeline import Said
from review.profile import Profile
from review.rechecking.editions import rule_editions, understanding
from review.report.last_year import LastYear

_LENGTHS = Struct(">4I")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of one review: what each check said, and (packed) the facts behind it.

    `understood` and `rules` are the editions of what made it (see `editions`).
    """

    understood: str
    rules: Mapping[str, str]
    said: Said
    _report: bytes
    _last_year: bytes

    @classmethod
    def read(cls, data: bytes) -> "Kept":
        """What `keep` wrote; ValueError where the bytes are none of its."""
        if len(data) < _LENGTHS.size:
            raise ValueError("not a packed record")
        parts, at = [], _LENGTHS.size
        for length in _LENGTHS.unpack_from(data):
            parts.append(data[at : at + length])
            at += length
        understood, rules = unpack(parts[0])
        results, unread = unpack(parts[1])
        return cls(understood, rules, Said(results, unread), parts[2], parts[3])

    def facts(self, profile: Profile) -> Facts:
        """The facts, as they were understood, under a profile (perhaps another)."""
        report, sentences, claims = unpack(self._report)
        last_year: LastYear = unpack(self._last_year)
        facts = Facts(report, profile, last_year=last_year)
        return _filled(facts, sentences, claims)


def _filled(facts: Facts, sentences: tuple[Sentence, ...], claims: tuple[ReadClaim, ...]) -> Facts:
    """The facts with their dearest answers given beforehand (cached properties are not asked again)."""
    facts.take(sentences, claims)
    return facts


def keep(facts: Facts, said: Said, last_year: LastYear) -> bytes:
    """All that checking again needs of a reviewed report."""
    parts = (
        pack((understanding(), dict(rule_editions()))),
        pack((said.results, said.unread)),
        pack((facts.report, facts.sentences, facts.claims)),
        pack(last_year),
    )
    return _LENGTHS.pack(*map(len, parts)) + b"".join(parts)
