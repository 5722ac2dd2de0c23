"""Who took part in a talk, with a link: the invitation, reading back, and what was done with it."""

from jsp.blueprints.read_back.routes import blueprint

__all__ = ["blueprint"]
