"""The words for what the doctor looks at."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from jsp.extensions import day
from jsp.rules.finding import Value

ABOUTS = {
    "settings": _("Set up for real use"), "address": _("Address of the site"), "data-key": _("Key of the data"),
    "backup-key": _("Key of the backups"), "secret-key": _("Key of the sign-ins"),
    "migrations": _("Tables of the database"), "time-zone": _("Time zone"), "clock": _("Clock of the server"),
    "synchronous": _("The database keeps what was saved"), "database-tls": _("The way to the database"),
    "standby": _("Second server"), "trail-role": _("Rights in the database"), "files": _("Files of the app"),
    "holidays": _("School holidays"), "people": _("Who can let people in"), "sign-in": _("Signing in"),
    "trail": _("The trail of who did what"), "mail": _("Mail that the app sends"), "mail-server": _("Mail server"),
    "jobs": _("Work that is done by itself"), "backup": _("Backup"), "restore-drill": _("Trying a backup"),
    "disk": _("Room on the disk"), "releases": _("Figures about themes"), "promises": _("Promised answers"),
}  # fmt: skip


def sentence(message: str, values: Mapping[str, Value]) -> str:
    """What the doctor says, in the language of the page."""
    shown = {name: day_of_year(value) if isinstance(value, date) else value for name, value in values.items()}
    return str(gettext(message, **shown))


def day_of_year(value: date) -> str:
    """A day that may lie far ahead, such as maandag 23 november 2026."""
    return f"{day(value)} {value.year}"
