"""What a coordinator opens with a reason: for an hour, to read, and its worker sees it."""

from jsp.blueprints.break_glass.routes import blueprint

__all__ = ["blueprint"]
