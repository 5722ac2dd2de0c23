"""Addresses of the room, a file for each noun."""

from jsp.blueprints.coding.routes import books, comparing, exchange, retrieving, tables, texts
from jsp.blueprints.coding.routes.room import blueprint

__all__ = ["blueprint", "books", "comparing", "exchange", "retrieving", "tables", "texts"]
