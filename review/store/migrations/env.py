"""Alembic's entry: runs the revisions on the connection that the store hands over."""

from alembic import context

from review.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
