"""Worker processes kept from test to test: for tests of what is written, not of how a pool begins and ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from review.pool import BOUNDS, Bounds, WorkerPool

Pools = Callable[..., WorkerPool]


class KeptPool(WorkerPool):
    """A pool that stays when its `with` ends."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


@contextmanager
def kept_pools() -> Iterator[Pools]:
    """Stands in for `WorkerPool`: as many processes under the same bounds are the same pool again."""
    pools: dict[tuple[int, Bounds], KeptPool] = {}

    def pool(processes: int = 1, bounds: Bounds = BOUNDS) -> KeptPool:
        kept = pools.get((processes, bounds))
        if kept is None or kept._closed.is_set():  # a batch that is broken off closes its pool
            kept = pools[processes, bounds] = KeptPool(processes, bounds)
        return kept

    try:
        yield pool
    finally:
        for kept in pools.values():
            kept.close()
