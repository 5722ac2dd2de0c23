"""How long things are kept: what goes when, what went, and what is kept longer for a reason."""

from jsp.blueprints.retention.routes import blueprint
from jsp.blueprints.retention.service import accounts, names, notes

__all__ = ["accounts", "blueprint", "names", "notes"]
