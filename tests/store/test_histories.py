"""Any order of runs, rounds, rule versions, desks and restarts: no decision is lost, none doubled."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from review.finding import Severity
from review.store import Actor, Change, Store, subject_of
from review.store.summary import refill
from tests.screens.made import made_document
from tests.store.postgres import Server

AGENCIES = ("甲局", "乙局")
DESKS = ("desk1", "desk2", "desk3")
FINDINGS = [f["id"] for f in made_document()["findings"]]
VERDICTS = ("accepted", "rejected", "doubtful")

agencies = st.sampled_from(AGENCIES)
desks = st.sampled_from(DESKS)
verdicts = st.sampled_from([*VERDICTS, None])
numbers = st.integers(0, len(FINDINGS) - 1)


class Office(RuleBasedStateMachine):
    """The store beside a model of it: what stands for each finding, and how often it changed."""

    place = ""

    @initialize()
    def begin(self) -> None:
        """An empty store, and an empty model."""
        self.store = Store.open(self.place)
        self.stands: dict[tuple[str, str], tuple[str | None, int]] = {}
        self.changed = 0
        self.clashed = 0
        self.files = 0
        self.latest: dict[int, dict[str, Any]] = {}
        self.sent: dict[str, list[Change]] = {desk: [] for desk in DESKS}
        self.writers: dict[tuple[str, str], str] = {}

    # --- runs and rounds ---

    @rule(agency=agencies, version=st.sampled_from("123"), found=st.sets(numbers))
    def hand_in(self, agency: str, version: str, found: set[int]) -> None:
        """Another file, reviewed by some version that found something."""
        self.files += 1
        submission, new = self.store.add(f"{self.files}", f"{self.files}".encode())
        assert new
        self.save(submission.id, agency, version, found)

    @rule(data=st.data(), version=st.sampled_from("0123"), found=st.sets(numbers))
    def review_again(self, data: st.DataObject, version: str, found: set[int]) -> None:
        """A run of an older, the same or a newer version on a file that is there."""
        if self.latest:
            number = data.draw(st.sampled_from(sorted(self.latest)))
            agency = self.latest[number]["report"]["agency"]
            self.save(number, agency, version, found)

    def save(self, number: int, agency: str, version: str, found: set[int]) -> None:
        document = made_document(agency)
        document["engine"]["version"] = version
        document["findings"] = [document["findings"][n] for n in sorted(found)]
        self.store.save_review(number, document)
        self.latest[number] = document

    # --- decisions ---

    @rule(agency=agencies, number=numbers, verdict=verdicts, desk=desks, seen=st.booleans())
    def decide(self, agency: str, number: int, verdict: Any, desk: str, seen: bool) -> None:
        """A desk sends one more change; having seen what stands, or an older version of it."""
        subject, finding = f"{agency}|2024", FINDINGS[number]
        stood, version = self.stands.get((subject, finding), (None, 0))
        base = version if seen else max(0, version - 1)
        change = Change(len(self.sent[desk]) + 1, subject, finding, verdict, base=base)
        self.sent[desk].append(change)
        acting = self.store.acting_as(Actor(desk, "reviewer"))
        taken = acting.take(desk, self.sent[desk][-3:])
        assert taken.last == change.number
        mine = self.writers.get((subject, finding)) == desk
        undecided = stood is None and base == 0
        if base != version and not mine and not undecided:
            assert [clash.change for clash in taken.clashes] == [change]
            self.clashed += 1
            return
        assert taken.clashes == ()
        if verdict is not None or stood is not None:
            self.stands[subject, finding] = (verdict, version + 1)
            self.writers[subject, finding] = desk
            self.changed += 1

    @rule(desk=desks)
    def send_again(self, desk: str) -> None:
        """All changes of a desk once more: none is stored a second time."""
        acting = self.store.acting_as(Actor(desk, "reviewer"))
        taken = acting.take(desk, self.sent[desk])
        assert (taken.last, taken.clashes) == (len(self.sent[desk]), ())

    # --- the house ---

    @rule()
    def restart(self) -> None:
        """The server is started anew."""
        self.store.close()
        self.store = Store.open(self.place)

    @rule(agency=agencies, state=st.sampled_from(["returned", "passed", "reviewing"]))
    def sign(self, agency: str, state: Any) -> None:
        """States change nothing of the decisions."""
        for one in self.store.of_subject(f"{agency}|2024"):
            try:
                self.store.set_state(one.id, state)
            except Exception as error:
                assert "不能直接改为" in str(error)

    # --- what always holds ---

    @invariant()
    def decisions_are_those_of_the_model(self) -> None:
        """Each with its verdict and version, whatever was reviewed meanwhile."""
        for agency in AGENCIES:
            subject = f"{agency}|2024"
            found = {k: (d.verdict, d.version) for k, d in self.store.decisions(subject).items()}
            assert found == {
                finding: stands
                for (of, finding), stands in self.stands.items()
                if of == subject and stands[0] is not None
            }

    @invariant()
    def trail_has_a_line_for_each_change(self) -> None:
        """As many as were stored, and one for each clash."""
        actions = [entry.action for entry in self.store.audit()]
        assert sum(action in ("decided", "undone") for action in actions) == self.changed
        assert actions.count("clash") == self.clashed

    @invariant()
    def queue_agrees_with_reviews_and_decisions(self) -> None:
        """Counts beside a submission are those of its latest review and of the decisions on it."""
        entries = self.store.queue().entries
        assert {entry.submission.id for entry in entries} == set(self.latest)
        for entry in entries:
            document = self.latest[entry.submission.id]
            assert self.store.review(entry.submission.id) == document
            subject = subject_of(document)
            counting = [f for f in document["findings"] if f["code"] not in ("Q101", "Q103")]
            assert entry.total == len(counting)
            for level in Severity:
                undecided = [
                    f
                    for f in counting
                    if f["severity"] == level
                    and self.stands.get((subject, f["id"]), (None, 0))[0] is None
                ]
                assert entry.undecided(level) == len(undecided)

    def teardown(self) -> None:
        """What is derived comes out the same when it is made anew."""
        if not hasattr(self, "store"):
            return
        before = self.store.queue(sort="added")
        with self.store._committing() as connection:
            refill(connection)
        assert self.store.queue(sort="added") == before
        self.store.close()


def run(place_of: Any, examples: int, steps: int) -> None:
    class Placed(Office):
        def begin(self) -> None:
            type(self).place = place_of()
            super().begin()

        begin = initialize()(begin)

    case = Placed.TestCase
    case.settings = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    case("runTest").runTest()


@pytest.mark.slow
def test_any_history_on_sqlite() -> None:
    """Thirty histories of up to 25 steps."""
    with TemporaryDirectory() as folder:
        taken = iter(range(100_000))
        run(lambda: str(Path(folder) / f"{next(taken)}.sqlite"), 30, 25)


@pytest.mark.slow
@pytest.mark.postgres
def test_any_history_on_postgresql(server: Server) -> None:
    """Eight histories of up to 20 steps."""
    run(server.database, 8, 20)


@pytest.mark.long
def test_many_histories_on_sqlite() -> None:
    """Four hundred histories of up to 50 steps."""
    with TemporaryDirectory() as folder:
        taken = iter(range(100_000))
        run(lambda: str(Path(folder) / f"{next(taken)}.sqlite"), 400, 50)
