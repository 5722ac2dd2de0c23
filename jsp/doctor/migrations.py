"""Whether the tables are those of this version."""

from collections.abc import Iterator
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import jsp
from jsp.extensions import db
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_

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
        yield ok("migrations", N_("The tables are those of this version (%(newest)s)."), newest=newest())
    else:
        stands = ", ".join(found) or "none"
        said = N_("The tables stand at %(stands)s, this version is %(newest)s.")
        yield wrong("migrations", said, N_("Run: flask db upgrade"), stands=stands, newest=newest())
