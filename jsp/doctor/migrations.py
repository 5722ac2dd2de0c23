"""Whether the tables are those of this version."""

from collections.abc import Iterator
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import jsp
from jsp.doctor.finding import Finding, ok, wrong
from jsp.extensions import db

FOLDER = Path(jsp.__file__).parent.parent / "migrations"


def newest() -> str:
    """The migration that this version ends with."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config).get_current_head() or ""


def check() -> Iterator[Finding]:
    """The database has had every migration, and none that this version does not know."""
    found = MigrationContext.configure(db.session.connection()).get_current_heads()
    if found == (newest(),):
        yield ok("migrations", f"The tables are those of this version ({newest()}).")
    else:
        stands = ", ".join(found) or "none"
        yield wrong("migrations", f"The tables stand at {stands}, this version is {newest()}.", "Run: flask db upgrade")
