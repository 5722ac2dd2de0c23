"""Addresses of what a JSP sets up itself."""

from jsp.blueprints.settings.routes import class_import, in_order, lists, matrix, set_up, sites, values
from jsp.blueprints.settings.routes.room import blueprint

__all__ = ["blueprint", "class_import", "in_order", "lists", "matrix", "set_up", "sites", "values"]
