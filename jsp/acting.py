"""What one button does to a series or a lesson of it: loaded, done, committed, said."""

from collections.abc import Callable
from uuid import UUID

from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.extensions import retried
from jsp.forms import OnceForm
from jsp.forms.buttons import Done, once
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.rules.refusal import NotFoundError

OnCard = Callable[[Card, UUID], object]
OnRow = Callable[[Card, Row, UUID], object]


def get_row(id: UUID, position: int) -> tuple[Card, Row]:
    """A lesson of a series of this person; raises NotFoundError for any other."""
    card = get_card(current_user, id)
    row = card.row(position)
    if row is None:
        raise NotFoundError(position)
    return card, row


def on_card(id: UUID, act: OnCard, done: Done, back: str, *, form: OnceForm | None = None) -> Response:
    """Do it to the series; where two waited for each other in the database it is loaded and done again."""
    get_card(current_user, id)
    return once(lambda key: retried(lambda: act(get_card(current_user, id), key)), done, back, form=form)


def on_row(id: UUID, position: int, act: OnRow, done: Done, back: str) -> Response:
    """The same to one lesson of it."""
    get_row(id, position)
    return once(lambda key: retried(lambda: act(*get_row(id, position), key)), done, back)


def attempt(form: OnceForm, act: Callable[[], object]) -> bool:
    """The same for a form that is shown again with what was refused."""
    return form.validate_on_submit() and form.attempt(lambda: retried(act))
