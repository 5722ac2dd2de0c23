"""The packet of a link that was opened, and the answer to it."""

from flask import redirect, render_template, url_for
from flask_babel import gettext

from jsp import clock
from jsp.access import public, public_marking
from jsp.blueprints.partner.forms import AnswerForm
from jsp.blueprints.partner.routes.opened import no_link, open_link
from jsp.blueprints.partner.routes.room import Page, blueprint
from jsp.blueprints.partner.routes.visit import IDLE_SECONDS, VISITS, Visit
from jsp.blueprints.partner.service import answers, opening
from jsp.errors import kept
from jsp.extensions import csrf, db
from jsp.models.referrals import Referral
from jsp.rules.referral import Step
from jsp.rules.refusal import N_
from jsp.visits import WRITING_SECONDS
from jsp.words.referral_terms import ANSWERS, GIVERS, LINES, OBSTACLES

DONE = {
    Step.SEEN: N_("Thank you. We know that you have seen it."),
    Step.START: N_("Thank you. Good to hear that it has started."),
    Step.NOT_POSSIBLE: N_("Thank you. We look for something else, together with the young person."),
    Step.FINISH: N_("Thank you. With this it is finished."),
}


@blueprint.get("/partner/packet")
@public_marking
def packet() -> Page:
    """What was agreed to share, and the buttons."""
    opened = open_link()
    return _packet_page(*opened, AnswerForm()) if opened else no_link()


@blueprint.post("/partner/packet/<any(seen, start, not_possible, finish):step>")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def answer(step: str) -> Page:
    """What becomes of it; what was typed is taken also where reading on asks for the code again."""
    opened, form = open_link(WRITING_SECONDS), AnswerForm(step=Step(step))
    if opened and form.validate_on_submit() and _attempt(form, Step(step), *opened):
        db.session.commit()
        form.say(gettext(DONE[Step(step)]))
        back = redirect(url_for(".packet"), 303)
        return VISITS.go_on(back, opened[0]) if VISITS.find(IDLE_SECONDS) else back
    db.session.rollback()
    opened = open_link()
    return _packet_page(*opened, form) if opened else no_link(form)


@blueprint.get("/partner/packet/finish")
@public
def finish() -> Page:
    """Sure? With it what was shared is closed."""
    opened = open_link()
    if opened is None:
        return no_link()
    held, row = opened
    if Step.FINISH not in answers.can_say(row):
        return redirect(url_for(".packet"), 303)
    return VISITS.go_on(render_template("partner/finish.html", form=AnswerForm(), held=held), held)


def _attempt(form: AnswerForm, step: Step, held: Visit, row: Referral) -> bool:
    said = form.said()
    if step in answers.can_say(row) and not form.is_warned and answers.names_somebody(row, said):
        form.warn()
        return False
    return form.attempt(lambda: answers.answer(row, held.number, step, said, key=form.key))


def _packet_page(held: Visit, row: Referral, form: AnswerForm) -> Page:
    lines, can_say = opening.read(row), answers.can_say(row)
    is_offered = form.step in (None, *can_say)
    page = render_template(
        "partner/packet.html", row=row, link=row.link, held=held, form=form, today=clock.today(), lines=lines,
        can_say=can_say, kept=None if is_offered else kept(AnswerForm), may_tell=row.lets_hear(clock.today()),
        to_start=opening.said_to_start(row), is_agreed=opening.is_agreed(row), words=LINES, givers=GIVERS,
        answers=ANSWERS, obstacles=OBSTACLES, phone=opening.phone(row),
    )  # fmt: skip
    db.session.commit()
    return VISITS.go_on((page, form.status), held)
