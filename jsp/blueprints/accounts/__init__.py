"""Accounts: coming in, proving who you are, the own profile, and who may do what."""

from jsp.blueprints.accounts.forms import FORMS
from jsp.blueprints.accounts.routes import blueprint

__all__ = ["FORMS", "blueprint"]
