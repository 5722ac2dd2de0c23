"""Questions without a name: asking, the reply code, the conversation, the inbox, requests for a class."""

from jsp.blueprints.messages.routes import blueprint

__all__ = ["blueprint"]
