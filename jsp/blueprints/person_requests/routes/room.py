"""The room itself, and what its pages share."""

from flask import Blueprint, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.blueprints.person_requests.forms import CloseForm, FindCodeForm, NameForm
from jsp.blueprints.person_requests.service import asked, shown
from jsp.forms import OnceForm
from jsp.models.person_requests import PersonRequest, RequestState
from jsp.words import retention_terms as words

Page = str | Response | tuple[str, int]
THING = '<any("contact","thread","referral"):kind>/<uuid:thing>'
blueprint = Blueprint("person_requests", __name__, url_prefix="/requests")


def request_page(
    found: PersonRequest, *, code: FindCodeForm | None = None, name: NameForm | None = None,
    close: CloseForm | None = None,
) -> str:  # fmt: skip
    """One request, with what can be done; the form that was refused stands in it with its refusal."""
    return render_template(
        "person_requests/request.html", request_=found, things=shown.things_of(found, current_user), words=words,
        code=code or FindCodeForm(formdata=None), name=name or NameForm(formdata=None),
        close=close or CloseForm(formdata=None), form=OnceForm(formdata=None), last_day=asked.last_day(found),
        left=asked.days_left(found), is_open=found.state is RequestState.OPEN,
        outcomes={(each.kind, each.object_id): each.outcome for each in found.items},
    )  # fmt: skip
