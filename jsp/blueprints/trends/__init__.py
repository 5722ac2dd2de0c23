"""What the team sees of its own work: exact and live figures, what comes up more than usual, a past from elsewhere."""

from jsp.blueprints.trends.routes import blueprint

__all__ = ["blueprint"]
