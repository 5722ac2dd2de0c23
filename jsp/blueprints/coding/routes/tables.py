"""Coded passages as a table, and the codebook beside it."""

from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.coding.routes.exchange import as_file, offered, page_of
from jsp.blueprints.coding.routes.room import Page, blueprint
from jsp.blueprints.coding.service import tables as service
from jsp.extensions import db
from jsp.rules.roles import Permission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "xlsx": (service.export_workbook, "", "xlsx", XLSX),
    "csv": (service.export_passages, "-passages", "csv", "text/csv"),
    "codes": (service.export_codes, "-codes", "csv", "text/csv"),
}


@blueprint.post("/exchange/table/<any(xlsx, csv, codes):kind>")
@requires(Permission.HOLD_TALKS)
def export_table(kind: str) -> Page:
    """What was chosen as a table; that it was taken out is written down."""
    form, (make, what, ending, mimetype) = offered(), KINDS[kind]
    if form.validate_on_submit() and form.attempt(lambda: make(current_user, form.wish())):
        db.session.commit()
        return as_file(form.done, f"jsp-{clock.local_now():%Y-%m-%d-%H%M%S}{what}.{ending}", mimetype)
    db.session.rollback()
    return page_of(form)
