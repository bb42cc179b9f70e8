"""Alembic migrations of the messages database; run whenever it is opened."""
