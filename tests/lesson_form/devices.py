"""What stays on the device of a pupil."""

from uuid import UUID

from jsp.blueprints.lesson_form.routes.room import COOKIE
from tests.lesson_form.phones import Phone


def cookie_name(id: UUID) -> str:
    """Of the seat at that evaluation."""
    return f"{COOKIE}-{id.hex[:12]}"


def kept_by(phone: Phone) -> list[str]:
    """The names of the cookies that the last page left."""
    sent = phone.page.response.headers.getlist("Set-Cookie")
    return [each.partition("=")[0] for each in sent if "Max-Age=0" not in each]
