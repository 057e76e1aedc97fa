"""Numbered migrations: each takes a library one step nearer to `schema.py`.

sqlite-utils applies each in a transaction with the record of its name, so a failing or killed
one leaves the library as it was. A new library runs the same steps. Rules: never change a
published step; a step that changes what `tokens.py` indexes must rebuild the index.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from reader.library import quotations
from reader.library.schema import (
    BORDERS,
    CORRECTIONS,
    EVIDENCE,
    MIGRATION_SET,
    PICTURES,
    PINS,
    QUOTATIONS,
    READINGS,
    RECLEANING,
    SCHEMA,
    SCHEMA_VERSION,
    statements,
)

MIGRATIONS = Migrations(MIGRATION_SET)


@MIGRATIONS(name="0001_tables")
def tables(db: Database) -> None:
    for statement in statements(SCHEMA):
        db.execute(statement)


@MIGRATIONS(name="0002_corrections")
def corrections(db: Database) -> None:
    for statement in statements(CORRECTIONS):
        db.execute(statement)


@MIGRATIONS(name="0003_recleaning")
def recleaning(db: Database) -> None:
    for statement in statements(RECLEANING):
        db.execute(statement)


@MIGRATIONS(name="0004_quotations")
def all_quotations(db: Database) -> None:
    for statement in statements(QUOTATIONS):
        db.execute(statement)
    quotations.fill(db.conn)


@MIGRATIONS(name="0005_pins")
def pins(db: Database) -> None:
    for statement in statements(PINS):
        db.execute(statement)


@MIGRATIONS(name="0006_readings")
def readings(db: Database) -> None:
    for statement in statements(READINGS):
        db.execute(statement)


@MIGRATIONS(name="0007_borders")
def borders(db: Database) -> None:
    for statement in statements(BORDERS):
        db.execute(statement)
    db.execute("DELETE FROM step WHERE kind = 'reclean'")  # steps know from now on what the user made, and did not then


@MIGRATIONS(name="0008_pictures")
def pictures(db: Database) -> None:
    for statement in statements(PICTURES):
        db.execute(statement)


@MIGRATIONS(name="0009_evidence")
def evidence(db: Database) -> None:
    for statement in statements(EVIDENCE):
        db.execute(statement)


def pending(db: Database) -> list[str]:
    return [migration.name for migration in MIGRATIONS.pending(db)]


def migrate(db: Database) -> None:
    """Bring a library up to date. The caller holds the lock and has made a backup.

    May be killed at any point: the file is marked as ours before its first table is made, and
    the version is written whenever it is missing.
    """
    MIGRATIONS.apply(db)
    if db.conn.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
        db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
