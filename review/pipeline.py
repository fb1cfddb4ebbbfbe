"""One way through the house: bytes → document → report → facts → checks → findings → score → review."""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from review.checking import Check, NotApplicable, drop_silenced
from review.checks import CHECKS
from review.checks.planned import PLANNED
from review.claims.reading import LONGEST, too_long
from review.classifier.model import trained
from review.copying.shared_passage import SharedPassage
from review.editions import edition
from review.errors import FileError, UnreadableFile
from review.facts import Facts
from review.finding import Finding, Severity, identify
from review.model import TABLE_KEYS, Report, Source
from review.outcome import Engine, Failure, LastYearShares, NotRun, Review
from review.profile import Profile, load_profile
from review.readers import read_document
from review.readers.limits import too_large
from review.report.build import build_report
from review.report.last_year import NONE_GIVEN, LastYear, hold_against
from review.scoring import score_findings
from review.wording.lexicon import lexicon

_LEVELS = (Severity.MUST, Severity.SHOULD, Severity.ASK)


@cache
def engine_version() -> str:
    """The version of the installed distribution, and behind a + the edition of its rules."""
    try:
        number = version("nianbao")
    except PackageNotFoundError:
        number = "0"
    return f"{number}+{edition()}"


def engine_of(profile: Profile, last_year_sha256: str | None = None) -> Engine:
    model = trained()
    return Engine(
        version=engine_version(),
        profile=profile.name,
        profile_sha256=profile.sha256,
        model_sha256=model.sha256 if model is not None else None,
        last_year_sha256=last_year_sha256,
    )


def current_engine(profile: str = "national") -> dict[str, str | None]:
    """What would make a review now, as the contract's `engine` (without last year's report)."""
    return asdict(engine_of(load_profile(profile), None))


def failed(name: str, profile: str, message: str, code: str, sha256: str = "") -> Review:
    """The review of a file that could not be read at all: nothing but its error."""
    source = Source(name, sha256, "application/octet-stream")
    return Review(source, engine_of(load_profile(profile)), Failure(code, message))


def check(
    path: str | Path, *, profile: str = "national", last_year: str | Path | None = None
) -> Review:
    """Review one file, in this process. A file that cannot be read gives a Review with `error`; no exception."""
    path = Path(path)
    loaded = load_profile(profile)
    try:
        data = _content(path)
        before = _content(Path(last_year)) if last_year else None
    except (FileError, OSError) as error:
        return _not_opened(path, profile, error)
    return review_bytes(data, path.name, loaded, before)


def recognise(path: Path, data: bytes | None = None, profile: str = "national") -> Report | Review:
    """A file's report, read and not yet checked; where it cannot be read, the review that says so."""
    try:
        data = _content(path) if data is None else data
    except (FileError, OSError) as error:
        return _not_opened(path, profile, error)
    try:
        return build_report(read_document(data, path.name))
    except FileError as error:
        digest = hashlib.sha256(data).hexdigest()
        return failed(path.name, profile, error.message, error.code, digest)


def _not_opened(path: Path, profile: str, error: FileError | OSError) -> Review:
    if isinstance(error, FileError):
        return failed(path.name, profile, error.message, error.code)
    if isinstance(error, FileNotFoundError):
        return failed(path.name, profile, f"没有这个文件：{error.filename}", UnreadableFile.code)
    return failed(path.name, profile, f"文件打不开：{error.strerror}", UnreadableFile.code)


def _content(path: Path) -> bytes:
    """A file's bytes; one that is too large, or no file at all, is not even read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("这不是一个普通文件，请选择年度报告文件。")
    too_large(status.st_size)
    return path.read_bytes()


def review_bytes(
    data: bytes, name: str, profile: Profile | None = None, last_year: bytes | None = None
) -> Review:
    """Review a file's bytes. A file that cannot be reviewed yields a Review with `error`, no exception."""
    profile = profile or load_profile()
    digest = hashlib.sha256(last_year).hexdigest() if last_year else None
    engine = engine_of(profile, digest)
    try:
        document = read_document(data, name)
        report = build_report(document)
    except FileError as error:
        source = Source(
            Path(name).name, hashlib.sha256(data).hexdigest(), "application/octet-stream"
        )
        return Review(source, engine, Failure(error.code, error.message))
    return review_report(report, profile, engine, _read_last_year(last_year, report, profile))


def _read_last_year(data: bytes | None, report: Report, profile: Profile) -> LastYear:
    """Last year's report from its bytes, or why it cannot be held against this one."""
    if data is None:
        return NONE_GIVEN
    try:
        before = build_report(read_document(data, ""))
    except FileError as error:
        return LastYear(reason=f"上年报告未能读取：{error.message}")
    return hold_against(report, before, lexicon(profile.word_lists))


def review_recognised(
    report: Report,
    profile: Profile,
    before: Report | None = None,
    reason: str = "",
    shared: tuple[SharedPassage, ...] | None = None,
) -> Review:
    """Review a report that was read before, beside last year's; `reason` says why there is none.

    `shared` is what it shares with other agencies of its batch; None where there was no batch.
    """
    if before is None:
        last_year = LastYear(reason=reason) if reason else NONE_GIVEN
        return review_report(report, profile, engine_of(profile), last_year, shared)
    engine = engine_of(profile, before.source.sha256)
    last_year = hold_against(report, before, lexicon(profile.word_lists))
    return review_report(report, profile, engine, last_year, shared)


def review_report(
    report: Report,
    profile: Profile,
    engine: Engine,
    last_year: LastYear = NONE_GIVEN,
    shared: tuple[SharedPassage, ...] | None = None,
) -> Review:
    """Make all checks on a recognised report, beside last year's and its batch where they are there."""
    facts = Facts(report, profile, last_year=last_year, shared=shared)
    return review_said(facts, say(facts, CHECKS), engine)


def review_said(facts: Facts, said: "Said", engine: Engine) -> Review:
    """The review that comes of what the checks said of a report."""
    report, profile = facts.report, facts.profile
    findings, not_run = settle(said, profile, CHECKS)
    scored, score = score_findings(identify(findings), profile)
    return Review(
        source=report.source,
        engine=engine,
        report=report,
        sentences=facts.sentences,
        claims=tuple(read.claim for read in facts.claims),
        findings=scored,
        not_run=tuple(not_run),
        score=score,
        reuse=_shares(facts),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What checks said of a report, before the profile's levels and the silences are applied.

    `results`: by code, the findings, or (Chinese) why the check could not be made. `unread`: what
    tables and sentences that were not read leave unchecked, whatever the checks said.
    """

    results: Mapping[str, tuple[Finding, ...] | str]
    unread: tuple[NotRun, ...]


def say(facts: Facts, checks: tuple[Check, ...]) -> Said:
    """Make the checks that the profile has not switched off."""
    tables = _tables_not_read(facts)
    told = {entry.code for entry in tables}
    sentences = (entry for entry in _sentences_not_read(facts) if entry.code not in told)
    return Said(ask(facts, checks), (*tables, *sentences))


def ask(facts: Facts, checks: tuple[Check, ...]) -> dict[str, tuple[Finding, ...] | str]:
    """What these checks say, by code (see `Said.results`)."""
    results: dict[str, tuple[Finding, ...] | str] = {}
    for check in checks:
        if check.code in facts.profile.switched_off:
            continue
        try:
            results[check.code] = tuple(check.run(facts))
        except NotApplicable as reason:
            results[check.code] = reason.reason
    return results


def _shares(facts: Facts) -> LastYearShares | None:
    if facts.reuse is None:
        return None
    shares = facts.reuse.shares
    return LastYearShares(shares.get("overview"), shares.get("problems"))


def run_checks(facts: Facts, checks: tuple[Check, ...]) -> tuple[list[Finding], list[NotRun]]:
    """Findings in the order of level, then of the rule book; and what could not be checked, and why."""
    return settle(say(facts, checks), facts.profile, checks)


def settle(
    said: Said, profile: Profile, checks: tuple[Check, ...]
) -> tuple[list[Finding], list[NotRun]]:
    """What stands of what was said under a profile: its levels and switches, one finding a cause."""
    found: list[Finding] = []
    not_run: list[NotRun] = []
    for check in checks:
        if check.code in profile.switched_off:
            not_run.append(NotRun(check.code, "评审方案已关闭这项检查"))
            continue
        results = said.results.get(check.code, ())
        if isinstance(results, str):
            not_run.append(NotRun(check.code, results))
            continue
        level = profile.levels.get(check.code)
        found += [replace(f, severity=level) if level else f for f in results]
    done = {entry.code for entry in not_run}
    not_run += [entry for entry in said.unread if entry.code not in done]
    not_run += [NotRun(code, reason) for code, reason in PLANNED]
    kept = list(drop_silenced(found, checks))
    order = {check.code: at for at, check in enumerate(checks)}
    kept.sort(key=lambda f: (_LEVELS.index(f.severity), order[f.code]))
    return kept, not_run


_OF_CLAIMS = ("N101", "N102", "N103", "N201", "N202", "N203", "N204", "N205", "N301")


def _sentences_not_read(facts: Facts) -> list[NotRun]:
    """What sentences without an end leave unchecked: their figures are not read."""
    places = dict.fromkeys(facts.section_place(s.section) for s in too_long(facts.sentences))
    if not places:
        return []
    reason = f"{'、'.join(places)}有超过{LONGEST}字而没有句号的文字，其中的数字没有读取"
    return [NotRun(code, reason) for code in _OF_CLAIMS]


_NEEDS = {
    "proactive": ("S203", "S204", "T101", "T102", "T301", "T302", "N101"),
    "requests": ("S203", "S204", "T101", "T102", "T201", "N101", "N102"),
    "proceedings": ("S203", "S204", "T101", "T102", "T202", "N101", "N102"),
}


# what compares two years needs the tables of both
_NEEDS_OF_BOTH = {
    "proactive": ("Y102", "Y103"),
    "requests": ("Y101", "Y103"),
    "proceedings": ("Y103",),
}
_NEEDS_OF_LAST_YEAR = {
    "proactive": ("Y102", "Y103"),
    "requests": ("Y101", "Y103", "Y105"),
    "proceedings": ("Y103", "Y105"),
}


def _tables_not_read(facts: Facts) -> list[NotRun]:
    """What a table that is missing, or was not wholly read, leaves unchecked (silence is never a pass)."""
    out = _left_unchecked(facts, _NEEDS)
    if facts.before is not None:
        out += _left_unchecked(facts, _NEEDS_OF_BOTH)
        out += _left_unchecked(facts.before, _NEEDS_OF_LAST_YEAR, "上年报告")
    return out


def _left_unchecked(
    facts: Facts, needs: Mapping[str, tuple[str, ...]], whose: str = ""
) -> list[NotRun]:
    out = []
    for key in TABLE_KEYS:
        reading = facts.reading(key)
        if reading.status == "read":
            continue
        label = whose + facts.form_table(key).label
        state = {
            "missing": f"缺少{label}",
            "picture": f"{label}是图片，未能读取",
            "refused": f"{label}未能读取",
            "partly": f"{label}有部分行未能读取，这些行未检查",
        }[reading.status]
        out += [NotRun(code, state) for code in needs[key]]
    return out
