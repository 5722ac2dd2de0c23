"""When the desks are open, who sits there, and what if not."""

from jsp.blueprints.hours.routes import blueprint

__all__ = ["blueprint"]
