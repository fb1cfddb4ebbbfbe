"""What is kept of a review, so that a changed rule needs neither the file nor its understanding again."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from struct import Struct

from review.copying.shared_passage import SharedPassage, from_plain, plain
from review.editions import rule_editions, understanding
from review.facts import Facts
from review.finding import Finding
from review.model import Report
from review.packing import pack, unpack
from review.pipeline import Said
from review.profile import Profile
from review.report.last_year import LastYear, hold_against
from review.wording.lexicon import lexicon

_LENGTHS = Struct(">5I")
Shared = tuple[SharedPassage, ...] | None
"""What a report shares with others; None where it was held against none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of one review: what each check said, and (packed) the facts behind it.

    `understood` and `rules` are the editions of what made it (see `editions`); `shared` is what the
    report shares with other agencies, as the checks were told.
    """

    understood: str
    rules: Mapping[str, str]
    said: Said
    _report: bytes
    _last_year: bytes
    shared: Shared = None

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
        shared = _read_shared(parts[4])
        return cls(understood, rules, Said(results, unread), parts[2], parts[3], shared)

    def write(self) -> bytes:
        """The bytes that `read` takes."""
        return _written(
            pack((self.understood, dict(self.rules))),
            pack((self.said.results, self.said.unread)),
            self._report,
            self._last_year,
            _packed_shared(self.shared),
        )

    def among(self, shared: Shared) -> "Kept":
        """The same, held against others with which it shares this; no check has been made on it."""
        return replace(self, shared=shared)

    def saying(self, code: str, result: tuple[Finding, ...]) -> "Kept":
        """The same, with what one check found."""
        said = replace(self.said, results={**self.said.results, code: result})
        return replace(self, said=said)

    @property
    def report(self) -> Report:
        """The report as it was recognised."""
        report: Report = unpack(self._report)[0]
        return report

    def beside(self, before: Report, profile: Profile) -> Facts:
        """The facts beside a report of the year before; what hangs on it is worked out anew."""
        report, sentences, _ = unpack(self._report)
        last_year = hold_against(report, before, lexicon(profile.word_lists))
        facts = Facts(report, profile, last_year=last_year, shared=self.shared)
        facts.take(sentences)
        return facts

    def facts(self, profile: Profile) -> Facts:
        """The facts, as they were understood, under a profile (perhaps another)."""
        report, sentences, claims = unpack(self._report)
        last_year: LastYear = unpack(self._last_year)
        facts = Facts(report, profile, last_year=last_year, shared=self.shared)
        facts.take(sentences, claims)
        return facts


def keep(facts: Facts, said: Said, last_year: LastYear) -> bytes:
    """All that checking again needs of a reviewed report."""
    return _written(
        pack((understanding(), dict(rule_editions()))),
        pack((said.results, said.unread)),
        pack((facts.report, facts.sentences, facts.claims)),
        pack(last_year),
        _packed_shared(facts.shared),
    )


def digest_of(shared: Shared) -> str:
    """What tells one state of what is shared from another; empty where nothing was compared."""
    return "" if shared is None else hashlib.sha256(_as_json(shared)).hexdigest()


def digest_in(facts: bytes) -> str:
    """The digest of what is shared, of the bytes of `keep`; empty where there is none or it cannot be read."""
    if len(facts) < _LENGTHS.size:
        return ""
    length = _LENGTHS.unpack_from(facts)[-1]
    try:
        return digest_of(_read_shared(facts[-length:])) if length else ""
    except ValueError:
        return ""


def _written(*parts: bytes) -> bytes:
    return _LENGTHS.pack(*map(len, parts)) + b"".join(parts)


def _as_json(shared: tuple[SharedPassage, ...]) -> bytes:
    text = json.dumps(plain(shared), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _packed_shared(shared: Shared) -> bytes:
    return b"" if shared is None else zlib.compress(_as_json(shared), 1)


def _read_shared(data: bytes) -> Shared:
    if not data:
        return None
    try:
        return from_plain(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
        raise ValueError("not a packed record") from error
