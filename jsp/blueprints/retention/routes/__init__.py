"""Addresses of what is kept how long."""

from jsp.blueprints.retention.routes import holds, overview
from jsp.blueprints.retention.routes.room import blueprint

__all__ = ["blueprint", "holds", "overview"]
