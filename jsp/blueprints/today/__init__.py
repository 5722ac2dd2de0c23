"""The start page of everybody who signs in."""

from jsp.blueprints.today.routes import blueprint

__all__ = ["blueprint"]
