"""The way back from the provider: what its answer proves, and where that leads."""

from collections.abc import Callable

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, logs
from jsp.access import public
from jsp.blueprints.single_sign_on.routes.room import blueprint
from jsp.blueprints.single_sign_on.service import arrivals
from jsp.blueprints.single_sign_on.service.journeys import Journey, Purpose, come_back, take_journey
from jsp.blueprints.single_sign_on.service.proof import Proof
from jsp.blueprints.single_sign_on.service.refused import DownError, NotAdmittedError, NotProvedError
from jsp.errors import told
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.verbs.letting_in import first_page

KIND = "single_sign_on"
UNIMPORTANT = ("state", "stopped")  # a page that was opened twice, or somebody who changed their mind
REFUSED = {NotProvedError: Action.FAILED, NotAdmittedError: Action.REFUSED}


@blueprint.get("/back")
@public
def back() -> Response:
    """Back from the provider. Only what this browser left with counts, and once."""
    journey = None
    try:
        journey = take_journey(request.args.get("state", ""))
        proof = come_back(journey, request.args)
        db.session.rollback()
        g.reading = False
        answer = ENDS[journey.purpose](journey, proof)
        db.session.commit()
        return answer
    except (DomainError, NotFoundError) as error:
        db.session.rollback()
        return _refuse(error, journey)


def _sign_in(journey: Journey, proof: Proof) -> Response:
    return _let_in(arrivals.who_is(proof), proof, journey.next)


def _accept(journey: Journey, proof: Proof) -> Response:
    return _let_in(arrivals.open_account(journey, proof), proof, "")


def _link(journey: Journey, proof: Proof) -> Response:
    arrivals.link(journey, proof)
    flash(gettext("Linked. From now on you can sign in with it."))
    return redirect(url_for("accounts.profile"))


def _confirm(journey: Journey, proof: Proof) -> Response:
    arrivals.confirm(journey, proof)
    return redirect(journey.next or url_for("accounts.profile"))


ENDS: dict[Purpose, Callable[[Journey, Proof], Response]] = {
    Purpose.SIGN_IN: _sign_in, Purpose.ACCEPT: _accept, Purpose.LINK: _link, Purpose.CONFIRM: _confirm,
}  # fmt: skip


def _let_in(user: User, proof: Proof, next: str) -> Response:
    further = arrivals.let_in(user, proof, next=next)
    return further if further is not None else redirect(next or url_for(first_page(user)))


def _refuse(error: DomainError | NotFoundError, journey: Journey | None) -> Response:
    """Say what it was where the person can do something about it, and keep a trail of it."""
    if isinstance(error, NotFoundError):  # the invitation has ended meanwhile; its page says so
        return redirect(_home(journey))
    why = getattr(error, "why", "address")
    if isinstance(error, DownError):
        logs.failure(error, endpoint=request.endpoint)
    elif why not in UNIMPORTANT:
        action = REFUSED.get(type(error), Action.REFUSED)
        audit.record_apart(action, KIND, why[:40], user_id=getattr(error, "user_id", None))
    flash(told(error))
    return redirect(_home(journey))


def _home(journey: Journey | None) -> str:
    """The page from which somebody left."""
    purpose, next = (journey.purpose, journey.next or None) if journey else (None, None)
    if journey is not None and purpose is Purpose.ACCEPT:
        return url_for("accounts.accept", token=journey.token)
    if not current_user.is_authenticated:
        return url_for("security.login", next=next)
    return url_for("security.verify", next=next) if purpose is Purpose.CONFIRM else url_for("accounts.profile")
