"""Programmes of lessons as content: versions, what differs between them, files to share, proposals to change."""

from jsp.blueprints.programmes.routes import blueprint

__all__ = ["blueprint"]
