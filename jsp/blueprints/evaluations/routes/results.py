"""What a class said: of one lesson, and through a series. Never of two classes beside each other."""

from uuid import UUID

from flask import render_template
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.evaluations.routes.room import blueprint
from jsp.blueprints.evaluations.service import discussing
from jsp.blueprints.evaluations.service import results as service
from jsp.blueprints.evaluations.service.results import Written
from jsp.extensions import db
from jsp.models.evaluation_figures import Release, get_closed
from jsp.models.finding_rows import shown_by_items
from jsp.models.lesson_rows import get_card
from jsp.rules.roles import Permission


@blueprint.get("/<uuid:id>/results")
@requires(Permission.SEE_RESULTS, audited=True)
def results(id: UUID) -> str:
    """Figures of the release that this evaluation is in, and for some what was written; or that it is kept."""
    evaluation = get_closed(current_user, id)
    release = service.find_release(evaluation, current_user)
    page = render_template(
        "evaluations/results.html", evaluation=evaluation, series=evaluation.session.series, release=release,
        written=_written(release), is_ours=discussing.gave_it(evaluation, current_user),
        is_for_school=service.is_school_ready(evaluation),
        is_of_pair=discussing.is_of_pair(evaluation, current_user),
        behind=shown_by_items(current_user, evaluation.version.questionnaire_id) if release else {},
    )  # fmt: skip
    db.session.commit()
    return page


def _written(release: Release | None) -> Written | None:
    may_read = release is not None and service.may_read(release, current_user)
    return service.read_written(release, by=current_user) if release is not None and may_read else None


@blueprint.get("/series/<uuid:id>")
@requires(Permission.SEE_RESULTS)
def series(id: UUID) -> str:
    """Each item through the lessons of one class."""
    card = get_card(current_user, id)
    return render_template("evaluations/series.html", card=card, course=service.course(card, current_user))
