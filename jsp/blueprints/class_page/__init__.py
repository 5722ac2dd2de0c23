"""Is it on? The page of a class about its lessons, without an account."""

from jsp.blueprints.class_page.routes import blueprint

__all__ = ["blueprint"]
