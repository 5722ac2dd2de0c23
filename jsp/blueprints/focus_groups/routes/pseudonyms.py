"""Names and places that become others, and what still looks like one."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit
from jsp.access import requires
from jsp.blueprints.focus_groups.forms.texts import NameForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import pseudonyms as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held
from jsp.rules.roles import Permission
from jsp.words import name_terms

PLACE = "/<uuid:id>/names"
MOST_SHOWN = 60


@blueprint.get(PLACE)
@requires(Permission.HOLD_TALKS, audited=True)
def pseudonyms(id: UUID) -> Page:
    """The list, and what is not on it yet."""
    form = NameForm(formdata=None)
    form.renew()
    return _page(id, form)


@blueprint.post(f"{PLACE}/add")
@requires(Permission.HOLD_TALKS)
def add_pseudonym(id: UUID) -> Page:
    """One more on the list."""
    form = NameForm()
    if form.validate_on_submit() and form.attempt(
        lambda: service.add(id, form.pair(), key=form.key, by=current_user)
    ):  # fmt: skip
        db.session.commit()
        form.say(gettext("It is on the list. It is replaced once you say so."))
        return redirect(url_for(".pseudonyms", id=id), 303)
    db.session.rollback()
    return _page(id, form)


@blueprint.post(f"{PLACE}/replace")
@requires(Permission.HOLD_TALKS)
def replace_names(id: UUID) -> Response:
    """Every name on the list goes out of all that was written down."""
    return once(
        lambda key: service.replace_all(id, key=key, by=current_user),
        lambda number: ngettext("%(num)d place was replaced.", "%(num)d places were replaced.", number or 0),
        url_for(".pseudonyms", id=id),
    )  # fmt: skip


@blueprint.post(f"{PLACE}/<uuid:name_id>/take-off")
@requires(Permission.HOLD_TALKS)
def take_off_pseudonym(id: UUID, name_id: UUID) -> Response:
    """A name goes off the list."""
    return once(
        lambda key: service.take_off(id, name_id, key=key, by=current_user),
        gettext("It is off the list. What stands in its place in the texts stays."), url_for(".pseudonyms", id=id),
    )  # fmt: skip


def _page(id: UUID, form: NameForm) -> Page:
    group = get_held(current_user, id)
    audit.record(Action.READ, "talk", group.id)
    rows, left = service.listed(group), service.suspects_in(group)
    ideas = name_terms.suggestions(left, {each.stand_in for each in rows})
    button, quick = OnceForm(formdata=None), NameForm(formdata=None)
    button.renew()
    quick.renew()
    page = render_template(
        "focus_groups/pseudonyms.html", group=group, form=form, rows=rows, words=name_terms,
        left=list(zip(left, ideas, strict=True)),
        still=sum(each.times for each in rows), button=button, quick=quick, most=MOST_SHOWN,
    )  # fmt: skip
    db.session.commit()
    return page, form.status
