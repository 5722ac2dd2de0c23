"""Measurement waves: scores of scales by group and year, brought in from a file."""

from jsp.blueprints.waves.routes import blueprint

__all__ = ["blueprint"]
