"""The list, a new one, one of them, and its end."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import audit
from jsp.access import requires
from jsp.blueprints.person_requests.forms import BeginForm, CloseForm
from jsp.blueprints.person_requests.routes.room import THING, Page, blueprint, closed_page, request_page
from jsp.blueprints.person_requests.service import along, asked, finding, shown
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.person_requests import find_open_about
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.verbs.went import went_of
from jsp.words import retention_terms as words


@blueprint.get("/")
@requires(Permission.HANDLE_REQUESTS)
def show() -> Page:
    """Those of the own sites, and by when each has to be answered."""
    found = asked.list_requests(current_user)
    return render_template(
        "person_requests/show.html", found=found, words=words, last_day=asked.last_day, left=asked.days_left,
        names=asked.names_of(found), sites={site.id: site.name for site in current_user.sites},
        went=went_of(item for each in found for item in each.items),
    )  # fmt: skip


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.HANDLE_REQUESTS)
def new() -> Page:
    """Somebody asks."""
    return _begin(None)


@blueprint.route(f"/new/{THING}", methods=["GET", "POST"])
@requires(Permission.HANDLE_REQUESTS)
def new_about(kind: str, thing: UUID) -> Page:
    """The same, from the page of a thing that is theirs; one that is open leads to the request that goes on."""
    if not shown.may_read(kind, thing, current_user):
        raise NotFoundError(thing)
    going_on = find_open_about(current_user, kind, thing)
    return redirect(url_for(".request_of", id=going_on), 303) if going_on else _begin((kind, thing))


@blueprint.get("/<uuid:id>")
@requires(Permission.HANDLE_REQUESTS, audited=True)
def request_of(id: UUID) -> Page:
    """What was asked, what was found, how far it is, and why something was kept."""
    page = request_page(asked.get_request(current_user, id))
    audit.record(Action.READ, asked.KIND, id)
    db.session.commit()
    return page


@blueprint.post("/<uuid:id>/close")
@requires(Permission.HANDLE_REQUESTS)
def close(id: UUID) -> Page:
    """It was answered, or refused with a reason."""
    found, form = asked.get_request(current_user, id), CloseForm()
    if form.validate_on_submit() and form.attempt(
        lambda: asked.close(found, refused=form.is_refused.data, note=form.note.data, key=form.key)
    ):
        db.session.commit()
        form.say(gettext("Answered."))
        return redirect(url_for(".request_of", id=id), 303)
    if not asked.is_open(found):
        return closed_page(found, CloseForm)
    return request_page(found, close=form), 422


def _begin(thing: finding.Found | None) -> Page:
    form = BeginForm()
    if form.validate_on_submit():
        made = asked.begin(
            wish=form.wish.data, known_by=form.known_by.data, key=form.key, by=current_user,
            about_site_id=shown.site_of(*thing) if thing else None,
        )  # fmt: skip
        for kind, id in finding.with_more(thing) if thing else ():
            asked.add(made, kind, id)
        if thing:
            along.keep_own_way(thing)
        db.session.commit()
        return redirect(url_for(".request_of", id=made.id), 303)
    return render_template("person_requests/new.html", form=form, thing=thing, words=words), form.status
