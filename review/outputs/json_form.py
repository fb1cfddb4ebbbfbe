"""A review as JSON after the contract (§2); its JSON Schema is in json_schema.py."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from review.finding import CellEvidence, Elsewhere, Evidence, Finding
from review.model import Number, Report
from review.outcome import SCHEMA, Claim, NotRun, Review, Score

JsonObject = dict[str, Any]


def _number(value: Number | float | None) -> int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _evidence(evidence: Evidence) -> JsonObject:
    if isinstance(evidence, Elsewhere):
        other = evidence.source
        source = {"sha256": other.sha256, "agency": other.agency, "year": other.year}
        return {**_evidence(evidence.evidence), "source": source}
    if isinstance(evidence, CellEvidence):
        return {"cell": evidence.cell, "raw": evidence.raw}
    return {
        "section": evidence.section,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _finding(finding: Finding) -> JsonObject:
    proposal = finding.proposal
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "title": finding.title,
        "message": finding.message,
        "advice": finding.advice,
        "basis": finding.basis,
        "evidence": [_evidence(e) for e in finding.evidence],
        "proposal": {"cell": proposal.cell, "value": _number(proposal.value)} if proposal else None,
        "points": finding.points,
    }


def _claim(claim: Claim) -> JsonObject:
    out: JsonObject = {
        "sentence": claim.sentence,
        "section": claim.section,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "cells": list(claim.cells),
        "relation": claim.relation,
        "value": _number(claim.value),
        "verdict": claim.verdict,
        "of": claim.of,
    }
    if claim.relation == "in":
        out["low"], out["high"] = _number(claim.low), _number(claim.high)
    if claim.base:
        out["base"] = list(claim.base)
    return out


def _report(report: Report) -> JsonObject:
    return {
        "title": report.title,
        "agency": report.agency.name,
        "kind": report.agency.kind,
        "year": report.year,
        "published": report.published.isoformat() if report.published else None,
        "form": report.form,
        "sections": [
            {"key": s.key, "heading": s.heading, "present": s.present, "text": s.text}
            for s in report.sections
        ],
        "tables": {
            key: {"value": _number(cell.value), "raw": cell.raw}
            for key, cell in report.cells.items()
        },
        "remarks": list(report.remarks),
    }


def findings_as_json(
    findings: Iterable[Finding], not_run: Iterable[NotRun], score: Score | None
) -> JsonObject:
    """The part of the object that the rules make: findings, what was not checked, the score."""
    parts = score.parts if score else ()
    return {
        "findings": [_finding(f) for f in findings],
        "not_run": [{"code": n.code, "reason": n.reason} for n in not_run],
        "score": (
            {
                "total": score.total,
                "grade": score.grade,
                "returned": score.returned,
                "parts": [
                    {"key": p.key, "label": p.label, "earned": p.earned, "possible": p.possible}
                    for p in parts
                ],
            }
            if score
            else None
        ),
    }


def _shares(review: Review) -> JsonObject | None:
    reuse = review.reuse
    return {"overview": reuse.overview, "problems": reuse.problems} if reuse else None


def as_json(review: Review) -> JsonObject:
    """One object a report, in the order of the contract; numbers are int or float, never text."""
    source, engine = review.source, review.engine
    return {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "pages": source.pages,
        },
        "error": (
            {"code": review.error.code, "message": review.error.message} if review.error else None
        ),
        "report": _report(review.report) if review.report else None,
        "sentences": [
            {
                "id": s.id,
                "section": s.section,
                "start": s.start,
                "end": s.end,
                "text": s.text,
                "role": s.role,
                "topics": list(s.topics),
                "boilerplate": s.boilerplate,
            }
            for s in review.sentences
        ],
        "claims": [_claim(c) for c in review.claims],
        **findings_as_json(review.findings, review.not_run, review.score),
        "reuse": {"last_year": _shares(review)},
        "engine": {
            "version": engine.version,
            "profile": engine.profile,
            "profile_sha256": engine.profile_sha256,
            "model_sha256": engine.model_sha256,
            "last_year_sha256": engine.last_year_sha256,
        },
    }
