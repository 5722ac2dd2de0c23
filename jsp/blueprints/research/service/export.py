"""All of it in one file, with the codebook and what has to be known about it."""

import io
import zipfile
from collections.abc import Sequence

from flask_babel import gettext

from jsp import audit, clock
from jsp.blueprints.research.service.choices import Choice, chosen_series
from jsp.blueprints.research.service.figures import figures_and_items
from jsp.blueprints.research.service.lessons import lesson_rows
from jsp.blueprints.research.service.sites import closure_rows, opening_rows, theme_rows
from jsp.blueprints.research.service.waves import wave_rows
from jsp.models.audit import Action
from jsp.models.research_agreed import check_agreed
from jsp.rules.refusal import N_
from jsp.rules.research import Row
from jsp.rules.research_columns import CODEBOOK, FILES
from jsp.rules.table_file import write_table

ABOUT = (
    N_("Figures of what classes said of lessons, as the school sees them, and what became of the lessons."),
    N_("This is not the statutory safety monitor of a school, and cannot take its place."),
    N_("Figures of fewer answers than the threshold of the JSP are not in it. Empty cells say why they are empty."),
    N_("Open answers are not in it, and neither is anything about one pupil."),
    N_("Do not rank classes or teachers by these figures: they are too few for that, and not meant for it."),
    N_("A class has another mark in each file: figures cannot be laid beside the lessons of a class that you know."),
    N_(
        "Of the years that you choose it says what desks were asked about: as it was released for each site, rounded, "
        "a little blurred."
    ),
    N_("Of those years it also says when desks were open, called off or closed, by a mark of the site."),
    N_(
        "That mark is no pseudonym for whoever also sees the released figures of schools by name: they are the same "
        "figures, so each mark can be told from them."
    ),
    N_("All measurements that were released are in it, whatever you choose, without schools by their name."),
    N_("Do not try to find out which class a mark stands for. Keep these files as the agreement with the school says."),
    N_("The files are CSV in UTF-8, with ; between cells and a comma in numbers. codebook.csv explains the columns."),
)


def export(choice: Choice) -> bytes:
    """The zip file with all of it; that it was taken out is written down first. Raises DomainError where it may not."""
    check_agreed()
    audit.record(Action.EXPORTED, "research", ",".join(map(str, sorted(choice.years)))[:40])
    series = chosen_series(choice)
    figures, items = figures_and_items(series)
    tables = {
        "figures.csv": figures, "lessons.csv": lesson_rows(series), "items.csv": items, "waves.csv": wave_rows(),
        "theme_releases.csv": theme_rows(choice.years), "openings.csv": opening_rows(choice.years),
        "closures.csv": closure_rows(choice.years),
    }  # fmt: skip
    files = {name: _table(name, rows) for name, rows in tables.items()}
    return _packed({"about.txt": _about(), "codebook.csv": _codebook(), **files})


def _table(name: str, rows: Sequence[Row]) -> bytes:
    return write_table([tuple(column.name for column in FILES[name]), *rows])


def _codebook() -> bytes:
    rows = [
        (name, each.name, *map(gettext, (each.kind, each.allowed, each.empty, each.meaning)))
        for name, columns in FILES.items() for each in columns
    ]  # fmt: skip
    return write_table([CODEBOOK, *rows])


def _about() -> bytes:
    lines = [gettext("Taken out on %(day)s.", day=clock.today().isoformat()), *map(gettext, ABOUT)]
    return ("\r\n\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _packed(files: dict[str, bytes]) -> bytes:
    out, on = io.BytesIO(), clock.today()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
