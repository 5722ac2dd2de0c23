"""What a JSP sets up itself: sites, themes, disciplines, outcomes."""

from jsp.blueprints.settings.routes import blueprint

__all__ = ["blueprint"]
