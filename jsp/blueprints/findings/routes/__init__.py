"""Addresses of the room, a file for each noun."""

from jsp.blueprints.findings.routes import changes, decisions, evidence, findings, reports
from jsp.blueprints.findings.routes.room import blueprint

__all__ = ["blueprint", "changes", "decisions", "evidence", "findings", "reports"]
