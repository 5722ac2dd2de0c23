"""What everybody can see without an account."""

from jsp.blueprints.public.routes import blueprint

__all__ = ["blueprint"]
