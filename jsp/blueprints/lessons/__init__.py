"""Series of lessons for a class: booked with two keys, prepared and given by a pair, and what comes of them."""

from jsp.blueprints.lessons.routes import blueprint

__all__ = ["blueprint"]
