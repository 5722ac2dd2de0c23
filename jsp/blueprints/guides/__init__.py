"""Guides of talks: what is asked, in versions."""

from jsp.blueprints.guides.routes import blueprint

__all__ = ["blueprint"]
