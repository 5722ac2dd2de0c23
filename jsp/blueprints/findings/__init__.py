"""From a quote to a changed lesson: findings, decisions, what came of them, and reports."""

from jsp.blueprints.findings.routes import blueprint

__all__ = ["blueprint"]
