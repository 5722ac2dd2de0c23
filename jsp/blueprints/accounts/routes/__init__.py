"""Addresses around accounts; those of the sign-in itself are the library's, with our forms and pages."""

from jsp.blueprints.accounts.routes import invitations, people, profile
from jsp.blueprints.accounts.routes.room import blueprint

__all__ = ["blueprint", "invitations", "people", "profile"]
