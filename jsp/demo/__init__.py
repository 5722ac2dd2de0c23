"""The demo: invented people and conversations, made relative to today with a fixed seed."""


class NotEmptyError(Exception):
    """The database already holds something."""


def is_empty() -> bool:
    return False


def is_loaded() -> bool:
    return False


def load() -> None:
    pass


def people_text() -> str:
    return ""
