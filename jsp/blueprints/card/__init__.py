"""The own card of a young person: follow, correct or withdraw a referral, with a code."""

from jsp.blueprints.card.routes import blueprint

__all__ = ["blueprint"]
