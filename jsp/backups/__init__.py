"""Backups: a copy of the database in one sealed file, and the way back. No key of the installation is in it."""

import sqlite3

from sqlalchemy.exc import DBAPIError

DATABASE_ERRORS = (DBAPIError, sqlite3.Error)


class BackupError(Exception):
    """Why a backup or a restore does not go on, in words for who works at the server."""


def words_of(error: BaseException) -> str:
    """What a database says of its failure: the first line alone, for those after it may hold what stands in a row."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0]
