"""Looking back on working together at one of three moments."""

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.debriefs.forms import words
from jsp.blueprints.debriefs.forms.reflections import ReflectionForm, ShareForm
from jsp.blueprints.debriefs.routes.room import Page, blueprint, fresh, warn_of_people
from jsp.blueprints.debriefs.service import reflections as service
from jsp.blueprints.debriefs.service.talks import side_in
from jsp.extensions import db
from jsp.forms.buttons import once
from jsp.models.lessons import SeriesPair
from jsp.rules.evaluation import Moment
from jsp.rules.note_check import concerns
from jsp.rules.reflection import MINUTES, asked_at
from jsp.rules.roles import Permission

PLACE = f"/pairs/<int(max=2147483647):id>/<any({','.join(Moment)}):moment>"


@blueprint.route(PLACE, methods=["GET", "POST"])
@requires(Permission.KEEP_DEBRIEFS, audited=True)
def reflection(id: int, moment: str) -> Page:
    """Questions along five mechanisms, for the two of them."""
    service.get_pair(current_user, id)
    form = ReflectionForm()
    form.ask(Moment(moment))
    if attempt(form, lambda: service.write(
        service.get_pair(current_user, id), Moment(moment), form.draft(), seen=form.seen.data or "", key=form.key
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. Only the two of you read this."))
        if any(concerns(text) for text in form.draft().values()):
            warn_of_people()
        return redirect(url_for(".reflection", id=id, moment=moment), 303)
    db.session.rollback()
    return _page(service.get_pair(current_user, id), Moment(moment), form)


@blueprint.post(f"{PLACE}/share")
@requires(Permission.KEEP_DEBRIEFS)
def share(id: int, moment: str) -> Response:
    """For this one of the two the coordinator may read it as it stands."""
    return _share(
        id, moment, gettext("You said yes. Once both of you did, the coordinator can read it."), is_shared=True
    )


@blueprint.post(f"{PLACE}/keep")
@requires(Permission.KEEP_DEBRIEFS)
def keep(id: int, moment: str) -> Response:
    """It is for the two of them after all; each can decide that alone."""
    return _share(id, moment, gettext("It is for the two of you alone again."), is_shared=False)


def _share(id: int, moment: str, done: str, *, is_shared: bool) -> Response:
    pair, form = service.get_pair(current_user, id), ShareForm()
    return once(lambda key: service.share(
        pair, Moment(moment), side_in(pair, current_user), is_shared=is_shared, seen=form.seen.data or "", key=key
    ), done, url_for(".reflection", id=id, moment=moment), form=form)  # fmt: skip


def _page(pair: SeriesPair, moment: Moment, form: ReflectionForm) -> Page:
    """It leaves the house only after its trail is kept."""
    found = service.find(pair, moment)
    answers, mark = service.read(found), service.mark_of(found)
    if not form.is_submitted():
        form.show(answers, mark)
    elif form.seen.errors:
        form.seen.data = mark
    sharing = fresh(ShareForm)
    sharing.seen.data = mark
    page = render_template(
        "debriefs/reflection.html", pair=pair, moment=moment, form=form, answers=answers, found=found, words=words,
        mechanisms=asked_at(moment), minutes=MINUTES, sharing=sharing, side=side_in(pair, current_user),
    )  # fmt: skip
    db.session.commit()
    return page, form.status
