"""Addresses of the questions without a name, a file for each noun."""

from jsp.blueprints.messages.routes import asker, inbox, questions, requests, threads
from jsp.blueprints.messages.routes.room import blueprint

__all__ = ["asker", "blueprint", "inbox", "questions", "requests", "threads"]
