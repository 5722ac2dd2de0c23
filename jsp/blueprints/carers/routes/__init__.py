"""Addresses of what goes to carers."""

from jsp.blueprints.carers.routes import pages
from jsp.blueprints.carers.routes.room import blueprint

__all__ = ["blueprint", "pages"]
