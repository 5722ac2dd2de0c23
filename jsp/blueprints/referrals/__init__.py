"""Referrals of a worker: passport, consent, sending, what came of it; and the path for when somebody is in danger."""

from jsp.blueprints.referrals.routes import blueprint
from jsp.blueprints.referrals.service import clocks

__all__ = ["blueprint", "clocks"]
