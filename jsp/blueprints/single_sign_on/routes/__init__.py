"""Addresses of single sign-on: the way out, the way back, and what stands in the own profile about it."""

from jsp.blueprints.single_sign_on.routes import back, out, own
from jsp.blueprints.single_sign_on.routes.room import blueprint

__all__ = ["back", "blueprint", "out", "own"]
