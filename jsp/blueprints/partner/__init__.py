"""The link of a partner: one packet, and the answer to it."""

from jsp.blueprints.partner.routes import blueprint

__all__ = ["blueprint"]
