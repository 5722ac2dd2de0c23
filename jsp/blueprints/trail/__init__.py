"""The trail of who did what, for who is in it and for who watches over it."""

from jsp.blueprints.trail.routes import blueprint

__all__ = ["blueprint"]
