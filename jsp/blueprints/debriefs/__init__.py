"""What the two of a pair say to each other about a lesson, and how they work together; theirs alone."""

from jsp.blueprints.debriefs.routes import blueprint
from jsp.blueprints.debriefs.service import erasing

__all__ = ["blueprint", "erasing"]
