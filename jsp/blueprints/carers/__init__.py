"""What carers hear of the lessons: pages for at home, texts to copy, and numbers."""

from jsp.blueprints.carers.routes import blueprint

__all__ = ["blueprint"]
