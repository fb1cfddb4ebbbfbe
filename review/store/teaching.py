"""What the reviewers decided on sentences, as `nianbao train --with` takes it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from review.store.deciding import Decisions
from review.store.figures import Figures
from review.store.records import Decision, JsonObject
from review.store.tables import decisions, own_findings

BOILERPLATE = "Q101"  # each of its evidence is a sentence
MOSTLY_BOILERPLATE = "Q104"  # adopted it tells of its sentences; rejected it tells nothing of each
_MARK = "套话"


class Teaching(Decisions, Figures):
    """Decisions read as labels."""

    def training_sentences(self, year: int | None = None) -> Iterator[JsonObject]:
        """Sentences with `text`, `section`, `role`, `topics` and `boilerplate`, each one once.

        Adopted findings of 套话 say that their sentences are, rejected ones that they are not; an own
        finding that says 套话 of a whole sentence says so too. Role and topics stay the machine's.
        """
        with self._reading() as connection:
            codes = decisions.c.code.in_((BOILERPLATE, MOSTLY_BOILERPLATE))
            told = select(decisions.c.subject).where(codes).union(select(own_findings.c.subject))
            subjects = set(connection.execute(told).scalars())
        for row in self.score_rows(year):
            if row.subject not in subjects:
                continue
            document = self.review(row.submission_id)
            if document is not None:
                yield from self._of(document, row.subject)

    def _of(self, document: Mapping[str, Any], subject: str) -> Iterator[JsonObject]:
        decided = self.decisions(subject)
        labels: dict[tuple[str, str], bool] = {}
        for own in self.own_findings(subject):
            verdict = decided.get(own.id)
            if _MARK in own.message and verdict and verdict.verdict == "accepted":
                labels[own.section, own.quote.strip()] = True
        for finding in document["findings"]:
            label = _label(finding["code"], decided.get(finding["id"]))
            if label is not None:
                for evidence in finding["evidence"]:
                    if "quote" in evidence and not evidence.get("source"):
                        labels[evidence["section"], evidence["quote"].strip()] = label
        for sentence in document.get("sentences") or ():
            found = labels.pop((sentence["section"], sentence["text"].strip()), None)
            if found is not None:
                kept = {name: sentence[name] for name in ("text", "section", "role", "topics")}
                yield {**kept, "boilerplate": found}


def _label(code: str, decision: Decision | None) -> bool | None:
    if decision is None or decision.verdict == "doubtful":
        return None
    if code == BOILERPLATE:
        return decision.verdict == "accepted"
    if code == MOSTLY_BOILERPLATE and decision.verdict == "accepted":
        return True
    return None
