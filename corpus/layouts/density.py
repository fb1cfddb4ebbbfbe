"""Full tables: figures in most cells and most of them different, so that a misplaced one shows."""

from random import Random

from corpus.layouts.content import Figure
from corpus.statutory_form import APPLICANTS, OUTCOMES, PROCEEDING_RESULTS, PROCEEDINGS
from corpus.tables import completed


def busy_cells(rng: Random) -> dict[str, Figure]:
    """Parts three and four with all identities holding; 0 to some thousands in a cell."""
    inner: dict[str, Figure] = {}
    most = rng.choice((9, 30, 120, 2500))
    empty = rng.choice((0.1, 0.4, 0.7))
    idle_rows = {row for row in OUTCOMES if rng.random() < empty}
    idle_columns = {column for column in APPLICANTS if rng.random() < empty * 0.6}
    for column in APPLICANTS:
        done = 0
        for row in OUTCOMES:
            idle = row in idle_rows or column in idle_columns or rng.random() < 0.2
            count = 0 if idle else rng.randint(1, most)
            inner[f"requests.{row}.{column}"] = count
            done += count
        left = 0 if rng.random() < 0.5 or column in idle_columns else rng.randint(1, most)
        old = rng.randint(0, done // 3)
        inner[f"requests.carried_in.{column}"] = old
        inner[f"requests.carried_out.{column}"] = left
        inner[f"requests.received.{column}"] = done + left - old
    for case in PROCEEDINGS:
        for result in PROCEEDING_RESULTS:
            if result != "total":
                inner[f"proceedings.{case}.{result}"] = rng.choice((0, rng.randint(1, 60)))
    return {k: v for k, v in completed(inner).items() if not k.startswith("proactive.")}
