"""A review made anew from what was kept: changed rules run, the rest of what was said stands."""

from collections.abc import Mapping
from typing import Any

from review.checks import CHECKS
from review.copying.shared_passage import SharedPassage
from review.facts import Facts
from review.finding import identify
from review.model import Report
from review.outcome import Review
from review.outputs.json_form import findings_as_json
from review.pipeline import Said, ask, engine_of, engine_version, review_said, say, settle
from review.profile import Profile
from review.rechecking.kept import Kept, keep
from review.report.last_year import NONE_GIVEN
from review.scoring import score_findings

JsonObject = dict[str, Any]

# What of a profile these checks ask; all else of it only weighs or leaves out what was said.
ASKED_OF_PROFILE: Mapping[str, tuple[str, ...]] = {
    "deadlines": ("S304",),
    "proposals_required": ("R203", "R205"),
    "items": ("R205",),
    "switched_off": ("R205",),
    "blank_columns_allowed": ("T101",),
    "word_lists": ("W101", "W102", "W103", "W104", "W105", "W106", "D103"),
}

ASKED_OF_OTHERS = frozenset({"D102", "D103"})
"""Codes of the checks that ask what a report shares with other agencies."""


def asked_anew(old: Profile, new: Profile) -> frozenset[str]:
    """Codes of the checks whose answers may differ under another profile."""
    return frozenset(
        code
        for name, codes in ASKED_OF_PROFILE.items()
        if getattr(old, name) != getattr(new, name)
        for code in codes
    )


def asked_of_any_profile() -> frozenset[str]:
    """Codes of the checks that ask anything of a profile."""
    return frozenset(code for codes in ASKED_OF_PROFILE.values() for code in codes)


def recheck(
    document: Mapping[str, Any], kept: Kept, profile: Profile, codes: frozenset[str]
) -> tuple[JsonObject, bytes | None]:
    """The review (JSON of the contract) with the checks of `codes` run again, under `profile`.

    `codes` are at least those of the rules that have changed since: the review is then one of today's
    rules. Levels, switches, silences and the score are worked out anew in any case. The second value is what
    is to be kept from now on, None where no check had to run.
    """
    missing = {c.code for c in CHECKS if c.code not in profile.switched_off}
    wanted = (codes & missing) | (missing - set(kept.said.results))
    said, again = kept.said, None
    if wanted:
        facts = kept.facts(profile)
        fresh = ask(facts, tuple(c for c in CHECKS if c.code in wanted))
        said = Said({**said.results, **fresh}, said.unread)
        again = keep(facts, said, facts.last_year_given)
    findings, not_run = settle(said, profile, CHECKS)
    scored, score = score_findings(identify(findings), profile)
    now = {"profile": profile.name, "profile_sha256": profile.sha256, "version": engine_version()}
    engine = {**document["engine"], **now}
    return {**document, **findings_as_json(scored, not_run, score), "engine": engine}, again


def recheck_among(
    document: Mapping[str, Any],
    kept: Kept,
    profile: Profile,
    shared: tuple[SharedPassage, ...] | None,
) -> tuple[JsonObject, bytes]:
    """The review with the checks run again that ask what is shared with others, and what is to be kept."""
    among = kept.among(shared)
    if shared == () and not kept.shared and "D102" in kept.said.results:
        among = among.saying("D102", ())  # most reports share nothing: no check need run to say so
        codes = frozenset[str]()
    else:
        codes = ASKED_OF_OTHERS
    again, facts = recheck(document, among, profile, codes)
    return again, facts or among.write()


def review_and_keep(report: Report, profile: Profile) -> tuple[Review, bytes]:
    """The review of a recognised report, and what is to be kept of it."""
    facts = Facts(report, profile)
    said = say(facts, CHECKS)
    return review_said(facts, said, engine_of(profile)), keep(facts, said, NONE_GIVEN)


def review_beside(kept: Kept, before: Kept, profile: Profile) -> tuple[Review, bytes]:
    """The review of a kept report beside the one of the year before, and what is to be kept of it.

    Neither file is read again; what the sentences are was worked out before, too. Where `before` may
    not be held against the report, `not_run` says why.
    """
    facts = kept.beside(before.report, profile)
    said = say(facts, CHECKS)
    engine = engine_of(profile, before.report.source.sha256)
    return review_said(facts, said, engine), keep(facts, said, facts.last_year_given)
