"""Evaluations of a lesson by its class: begun, on the board, closed, looked at and talked over."""

from jsp.blueprints.evaluations.routes import blueprint
from jsp.blueprints.evaluations.service import erasing

__all__ = ["blueprint", "erasing"]
