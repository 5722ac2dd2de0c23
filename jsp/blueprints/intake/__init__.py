"""Conversations at the desk: record, find back, follow up, hand over."""

from jsp.blueprints.intake.routes import blueprint

__all__ = ["blueprint"]
