"""Signing in."""

from jsp.blueprints.accounts.forms import SignInForm
from jsp.blueprints.accounts.routes import blueprint

__all__ = ["SignInForm", "blueprint"]
