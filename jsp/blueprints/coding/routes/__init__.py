"""Addresses of the room, a file for each noun."""

from jsp.blueprints.coding.routes import books, codes, comparing, exchange, lines, passages, retrieving, tables, texts
from jsp.blueprints.coding.routes.room import blueprint

__all__ = ["blueprint", "books", "codes", "comparing", "exchange", "lines", "passages", "retrieving", "tables", "texts"]
