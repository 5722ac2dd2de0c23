"""The room itself, and what its pages share."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from jsp.blueprints.person_requests.forms import CloseForm, FindCodeForm, NameForm
from jsp.blueprints.person_requests.service import asked, shown
from jsp.errors import kept
from jsp.forms import OnceForm
from jsp.models.person_requests import Outcome, PersonRequest, RequestState
from jsp.verbs.went import done_of, went_of
from jsp.words import retention_terms as words

Page = str | Response | tuple[str, int]
THING = '<any("contact","thread","referral"):kind>/<uuid:thing>'
blueprint = Blueprint("person_requests", __name__, url_prefix="/requests")


def request_page(
    found: PersonRequest, *, code: FindCodeForm | None = None, name: NameForm | None = None,
    close: CloseForm | None = None,
) -> str:  # fmt: skip
    """One request, with what can be done; the form that was refused stands in it with its refusal."""
    went = went_of(found.items)
    bare = done_of(found.wish, went)
    return render_template(
        "person_requests/request.html", request_=found, things=shown.things_of(found, current_user), words=words,
        code=code or FindCodeForm(formdata=None), name=name or NameForm(formdata=None),
        close=close or CloseForm(formdata=None), form=OnceForm(formdata=None), last_day=asked.last_day(found),
        left=asked.days_left(found), is_open=found.state is RequestState.OPEN,
        items={each.key: each for each in found.items}, went=went, bare=bare,
        used=asked.USED,
        is_left=any(each.outcome is not Outcome.ERASED and each.key not in bare for each in found.items),
    )  # fmt: skip


def closed_page(found: PersonRequest, form: type[FlaskForm] | None = None) -> tuple[str, int]:
    """Somebody closed it: nothing was written, and what was typed can be copied. Its own words stand on its page."""
    is_sent = request.method == "POST"
    title = gettext("This request is closed")
    page = render_template(
        "person_requests/closed.html", request_=found, kept=kept(form)._replace(chosen=[]), title=title, is_sent=is_sent
    )
    return page, 422 if is_sent else 200
