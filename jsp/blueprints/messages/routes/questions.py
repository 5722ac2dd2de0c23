"""Asking something."""

from flask import redirect, render_template, request, url_for

from jsp import clock
from jsp.access import public
from jsp.blueprints.messages.forms.ask import AskForm
from jsp.blueprints.messages.routes.room import Page, blueprint
from jsp.blueprints.messages.routes.visit import ASKED, VISITS, Sent, Visit
from jsp.blueprints.messages.service import asking
from jsp.extensions import csrf, db
from jsp.models.promises import next_promise
from jsp.models.reference import get_reference
from jsp.rules import crisis
from jsp.shared_pages import packed


@blueprint.route("/vraag", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@packed
def ask() -> Page:
    """Ask a question without a name."""
    form = AskForm()
    form.offer(site=request.args.get("school", ""), who=request.args.get("wie", ""))
    if form.validate_on_submit() and form.attempt(lambda: asking.ask(form.draft())):
        db.session.commit()
        if form.by_reach:
            to = redirect(url_for(".sent", school=form.site.data or None), 303)
            return ASKED.go_on(to, Sent.of(form.question.data))
        opened = Visit(form.done.id, form.done.key, form.done.code)
        return VISITS.go_on(redirect(url_for(".code"), 303), opened)
    site = get_reference().open_sites.get(form.site.data or "")
    promise = next_promise(site.id if site else None, clock.today())
    return render_template(
        "messages/ask.html", form=form, promise=promise, reference=get_reference(),
        crisis_words=crisis.packed(), is_urgent=crisis.hears(form.question.data or ""),
    ), form.status  # fmt: skip


@blueprint.get("/vraag/verstuurd")
@public
def sent() -> Page:
    """For who will be called or mailed."""
    site = get_reference().open_sites.get(request.args.get("school", ""))
    promise, held = next_promise(site.id if site else None, clock.today()), ASKED.find()
    return render_template("messages/sent.html", promise=promise, is_serious=held is not None and held.is_serious)
