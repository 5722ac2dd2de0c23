"""Addresses of what a JSP sets up itself."""

from jsp.blueprints.settings.routes import lists, sites, values
from jsp.blueprints.settings.routes.room import blueprint

__all__ = ["blueprint", "lists", "sites", "values"]
