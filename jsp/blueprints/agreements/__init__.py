"""What classes agreed, and how far that came in the school."""

from jsp.blueprints.agreements.routes import blueprint

__all__ = ["blueprint"]
