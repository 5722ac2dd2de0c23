"""Addresses of the room, a file for each noun."""

from jsp.blueprints.evaluations.routes import discussion, paper, results, review, running
from jsp.blueprints.evaluations.routes.room import blueprint

__all__ = ["blueprint", "discussion", "paper", "results", "review", "running"]
