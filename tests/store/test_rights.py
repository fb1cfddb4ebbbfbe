"""Roles: what is not granted is refused, by the store itself, for every method that writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from review.finding import Severity
from review.store import LOCAL, Actor, Change, NotAllowed, Store, may
from review.store.base import Base
from review.store.rights import RIGHTS
from review.store.scores import NewScore
from review.store.tables import comparing
from tests.screens.made import made_document
from tests.store.conftest import Put

SUBJECT = "某县水务局|2024"
Action = Callable[[Store], object]


def lease(store: Store) -> str:
    """A lease that was just taken by somebody who may."""
    local = store.acting_as(LOCAL)
    with local._committing() as connection:
        connection.execute(comparing.delete())
    return local.begin_comparing() or ""


REVIEWERS: dict[str, Action] = {
    "add": lambda s: s.add("乙.docx", b"other"),
    "save_review": lambda s: s.save_review(1, made_document()),
    "set_scores": lambda s: s.set_scores({1: NewScore(90, "优秀", {})}),
    "set_reuse": lambda s: s.set_reuse({1: 0.5}),
    "claim": lambda s: s.claim(1),
    "release": lambda s: s.release(1),
    "set_state": lambda s: s.set_state(1, "passed"),
    "set_round": lambda s: s.set_round(1, 2),
    "withdraw": lambda s: s.withdraw(1),
    "bring_back": lambda s: s.bring_back(1),
    "decide": lambda s: s.decide(SUBJECT, "f", "accepted"),
    "undo": lambda s: s.undo(SUBJECT, "f"),
    "take": lambda s: s.take("a", [Change(1, SUBJECT, "f", "accepted")]),
    "add_own_finding": lambda s: s.add_own_finding(
        SUBJECT, section="end", severity=Severity.ASK, message="x"
    ),
    "record_note": lambda s: s.record_note(1, draft=True, findings=[]),
    "begin_comparing": lambda s: s.begin_comparing(),
    "stay_comparing": lambda s: s.stay_comparing(lease(s)),
    "keep_own_texts": lambda s: s.keep_own_texts(lease(s), []),
    "save_compared": lambda s: s.save_compared(lease(s), []),
    "finish_comparing": lambda s: s.finish_comparing(lease(s), 2024, [1], 0),
    "drop_comparing": lambda s: s.drop_comparing(lease(s)),
    "end_comparing": lambda s: s.end_comparing(lease(s)),
}
LEADS: dict[str, Action] = {
    "hand_over": lambda s: s.hand_over(1, LOCAL.name),
    "add_agencies": lambda s: s.add_agencies([{"name": "甲局"}]),
    "remove_agencies": lambda s: s.remove_agencies([1]),
    "suppress": lambda s: s.suppress("T201", reason="口径不同"),
    "end_suppression": lambda s: s.end_suppression(1),
    "set_setting": lambda s: s.set_setting("office", "某局"),
    "clear_setting": lambda s: s.clear_setting("office"),
    "add_account": lambda s: s.add_account("新", "long enough", "lead"),
    "set_role": lambda s: s.set_role("旧", "lead"),
    "disable": lambda s: s.disable("旧"),
    "enable": lambda s: s.enable("旧"),
    "change_password": lambda s: s.change_password("旧", "long enough 2"),
}
# they ask no right: of somebody not known yet, of a password's owner, of the house
OPEN = {"check_password", "open_login", "close_login", "end_expired"}
BY_OWNER = {"change_own_finding", "withdraw_own_finding"}  # in test_deciding


@pytest.fixture
def ready(store: Store, put: Put) -> Store:
    put()
    store.add_account("旧", "long enough", "reviewer")
    return store


@pytest.mark.parametrize("role", ["reader", "reviewer", "unknown"])
def test_what_is_not_granted_is_refused(ready: Store, role: str) -> None:
    """Reader and unknown roles write nothing at all, a reviewer nothing that is a lead's."""
    acting = ready.acting_as(Actor("某人", role))  # type: ignore[arg-type]
    before = len(ready.audit())
    for name, action in {**LEADS, **({} if role == "reviewer" else REVIEWERS)}.items():
        try:
            action(acting)
        except NotAllowed as error:
            assert "不能" in error.message
        else:
            pytest.fail(name)
    assert len(ready.audit()) == before


@pytest.mark.parametrize("role", ["reviewer", "lead"])
def test_what_is_granted_is_done(ready: Store, role: str) -> None:
    """A reviewer does the work, a lead everything: none of it is refused."""
    acting = ready.acting_as(Actor("某人", role))  # type: ignore[arg-type]
    for action in (REVIEWERS if role == "reviewer" else {**REVIEWERS, **LEADS}).values():
        action(acting)
    done = {entry.action for entry in ready.audit() if entry.actor == "某人"}
    assert done >= {"added", "reviewed", "claimed", "state", "round", "decided", "undone", "note"}


def test_no_writing_method_is_left_out_of_the_matrix() -> None:
    """A method that is new has to be put into one of the tables above, or to be a reader's."""
    readers = {
        "account", "accounts", "agencies", "acting_as", "audit", "close", "content", "counts",
        "comparing", "decisions", "duplicates", "fault_counts", "finding_rows", "has_accounts", "login",
        "facts", "kept_review", "missing", "neighbours", "new_batch", "note_content", "notes", "of_subject", "open",
        "outdated", "own_findings", "own_rows", "own_texts", "profiles", "progress", "queue", "restore", "review", "reviewers",
        "rule_quality", "score_rows", "setting", "submission", "submissions", "suppressed_codes",
        "suppressions", "taken", "takes_part", "training_sentences", "uncompared", "years",
    }  # fmt: skip
    public = {name for name in dir(Store) if not name.startswith("_")}
    known = readers | set(REVIEWERS) | set(LEADS) | OPEN | BY_OWNER | {"backup"}
    assert public - known - {"actor"} == set()
    assert known <= public
    assert issubclass(Store, Base)


def test_readers_read(ready: Store) -> None:
    """Queue, review and statistics ask no right."""
    reader = ready.acting_as(Actor("某人", "reader"))
    assert reader.queue().total == 1
    assert reader.review(1) is not None
    assert reader.rule_quality()


def test_backup_is_the_leads(ready: Store, tmp_path: Path) -> None:
    """It holds everything that anybody wrote."""
    with pytest.raises(NotAllowed):
        ready.acting_as(Actor("某人", "reviewer")).backup(tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_table_grants_no_role_more_than_the_lead() -> None:
    """Rights grow from role to role; an unknown role has none."""
    assert RIGHTS["reader"] < RIGHTS["reviewer"] < RIGHTS["lead"]
    assert not may(Actor("x", "root"), "decide")  # type: ignore[arg-type]


def test_work_of_others_is_the_leads(ready: Store) -> None:
    """A reviewer changes nothing of what another has claimed, nor claims it; a lead does."""
    first, second = (ready.acting_as(Actor(name, "reviewer")) for name in ("旧", "乙"))
    first.claim(1)
    with pytest.raises(Exception, match="已由旧认领"):
        second.claim(1)
    for action in ("release", "withdraw"):
        with pytest.raises(NotAllowed):
            getattr(second, action)(1)
    with pytest.raises(NotAllowed):
        second.set_state(1, "passed")
    with pytest.raises(NotAllowed):
        second.hand_over(1, "乙")
    ready.add_account("乙", "long enough", "reviewer")
    assert first.hand_over(1, "乙").reviewer == "乙"
    assert ready.set_state(1, "passed").state == "passed"
