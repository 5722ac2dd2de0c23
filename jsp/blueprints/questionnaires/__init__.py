"""Questionnaires as content: versions, files to share, and the programmes that they go with."""

from jsp.blueprints.questionnaires.routes import blueprint

__all__ = ["blueprint"]
