"""What a young person or a parent asks about what is kept of them: to see it, to change it, to erase it."""

from jsp.blueprints.person_requests.routes import blueprint

__all__ = ["blueprint"]
