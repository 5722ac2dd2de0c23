"""Who a young person can go to: kept by the team, read by everybody, and asked now and then whether it is right."""

from jsp.blueprints.directory.routes import blueprint

__all__ = ["blueprint"]
