"""What is kept of a review, so that a changed rule needs neither the file nor its understanding again."""

from collections.abc import Mapping
from dataclasses import dataclass
from struct import Struct

from review.editions import rule_editions, understanding
from review.facts import Facts
from review.model import Report
from review.packing import pack, unpack
from review.pipeline import Said
from review.profile import Profile
from review.report.last_year import LastYear, hold_against
from review.wording.lexicon import lexicon

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

    @property
    def report(self) -> Report:
        """The report as it was recognised."""
        report: Report = unpack(self._report)[0]
        return report

    def beside(self, before: Report, profile: Profile) -> Facts:
        """The facts beside a report of the year before; what hangs on it is worked out anew."""
        report, sentences, _ = unpack(self._report)
        last_year = hold_against(report, before, lexicon(profile.word_lists))
        facts = Facts(report, profile, last_year=last_year)
        facts.take(sentences)
        return facts

    def facts(self, profile: Profile) -> Facts:
        """The facts, as they were understood, under a profile (perhaps another)."""
        report, sentences, claims = unpack(self._report)
        last_year: LastYear = unpack(self._last_year)
        facts = Facts(report, profile, last_year=last_year)
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
