"""What the office sets: rubric, note template, its name, the deadline."""

from sqlalchemy import delete, insert, select, update

from review.store.base import Base
from review.store.records import Setting
from review.store.rows import now
from review.store.states import Stale
from review.store.tables import settings


class Settings(Base):
    """Values by key, each with a version."""

    def setting(self, key: str) -> Setting | None:
        """The value of a key, None where it was never set or was cleared."""
        with self._reading() as connection:
            row = connection.execute(select(settings).where(settings.c.key == key)).one_or_none()
        if row is None:
            return None
        return Setting(row.key, bytes(row.value), row.version, row.changed_at, row.reviewer)

    def set_setting(self, key: str, value: bytes | str, *, base: int | None = None) -> Setting:
        """Set a key; Stale where `base` (0: not set) is not the version that stands."""
        stored = value.encode("utf-8") if isinstance(value, str) else value
        with self._writing("settings") as connection:
            here = settings.c.key == key
            row = connection.execute(select(settings).where(here)).one_or_none()
            version = row.version if row else 0
            if base is not None and base != version:
                raise Stale("这项设置刚被别人改动过，请刷新后再改。")
            values = {
                "value": stored,
                "version": version + 1,
                "changed_at": now(),
                "reviewer": self.actor.name,
            }
            if row:
                connection.execute(update(settings).where(here).values(values))
            else:
                connection.execute(insert(settings).values(key=key, **values))
            after = {"key": key, "version": version + 1, "bytes": len(stored)}
            self._log(connection, "setting", "", after=after)
        found = self.setting(key)
        assert found is not None  # just stored
        return found

    def clear_setting(self, key: str) -> None:
        """Go back to what the program brings along."""
        with self._writing("settings") as connection:
            gone = connection.execute(delete(settings).where(settings.c.key == key))
            if gone.rowcount:
                self._log(connection, "setting", "", before={"key": key})
