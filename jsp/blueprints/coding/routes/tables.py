"""Coded passages as a table, and the codebook beside it."""

from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.coding.routes.exchange import offered, page_of
from jsp.blueprints.coding.routes.room import Page, blueprint
from jsp.blueprints.coding.service import tables as service
from jsp.downloads import as_file
from jsp.extensions import db
from jsp.rules.roles import Permission

KINDS = {
    "xlsx": (service.export_workbook, ".xlsx"),
    "csv": (service.export_passages, "-passages.csv"),
    "codes": (service.export_codes, "-codes.csv"),
}


@blueprint.post("/exchange/table/<any(xlsx, csv, codes):kind>")
@requires(Permission.HOLD_TALKS)
def export_table(kind: str) -> Page:
    """What was chosen as a table; that it was taken out is written down."""
    form, (make, ending) = offered(), KINDS[kind]
    if form.validate_on_submit() and form.attempt(lambda: make(current_user, form.wish())):
        db.session.commit()
        return as_file(form.done, f"jsp-{clock.local_now():%Y-%m-%d-%H%M%S}{ending}")
    db.session.rollback()
    return page_of(form)
