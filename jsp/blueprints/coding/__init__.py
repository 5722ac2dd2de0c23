"""Codebooks, coding texts, retrieving and comparing, and the exchange with other programs."""

from jsp.blueprints.coding.routes import blueprint

__all__ = ["blueprint"]
