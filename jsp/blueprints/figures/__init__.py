"""What a school sees: figures that were made once of periods that are over, and the report of a year."""

from jsp.blueprints.figures.routes import blueprint

__all__ = ["blueprint"]
