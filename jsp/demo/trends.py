"""What was made of the conversations of the demo: figures that were released, the report of a year, the team's own."""

from datetime import date, timedelta
from random import Random

from jsp.blueprints.figures.service import releasing
from jsp.demo.ground import Ground
from jsp.demo.history import add_history
from jsp.demo.people import People
from jsp.demo.signals import add_signals
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.theme_releases import PeriodLength, YearReport
from jsp.rules import school_year
from jsp.rules.release_periods import Length
from jsp.rules.talk import Point
from jsp.verbs import tally_truth

CHOSEN = (6, 15)  # before the school year, when the lengths of periods and the words of a report are settled
TOLD = """\
Vooral in het voorjaar kwamen er meer vragen over hoe leerlingen met elkaar omgaan. Vaak ging het over groepsapps, en \
over grappen die te ver gaan. Mentoren en het JSP hebben daarom samen lessen over respect gegeven. Dit schooljaar doen \
meer klassen mee, te beginnen met de klassen die er zelf om vroegen.

Leerlingen zeiden dat ze het spreekuur pas laat hadden gevonden. Sinds de meivakantie hangt er een poster bij elke \
ingang. In september stelt iemand van het JSP zich voor in alle brugklassen.

Wat nog niet lukte: ouders bereiken die niet naar een ouderavond komen. Dat proberen we nu samen met de wijkteams."""
POINTS = (Point.SAFE_SCHOOL, Point.EARLY_SIGNS, Point.LOW_THRESHOLD, Point.PROGRAMMES)


def add_trends(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Add it, when all conversations are there; flushes."""
    year = school_year.starting_year(today) - 1
    _choose_halves(ground.sites["gilde"], people, year)
    for site_id, period in releasing.list_due(today):
        releasing.release(site_id, period, source=rng, made_on=period.due_on)
    _report(ground.sites["raayland"], people, year, today)
    add_history(rng, ground, people, today=today)
    tally_truth.rebuild()
    add_signals(rng, ground, people, today=today)


def _choose_halves(site: Site, people: People, year: int) -> None:
    """Of a school year in parts of three there would be little to show there."""
    db.session.add(PeriodLength(
        site_id=site.id, first_year=year, length=Length.HALF_YEAR, set_by_id=people.users["Renske"].id,
        set_on=date(year, *CHOSEN),
    ))  # fmt: skip
    db.session.flush()


def _report(site: Site, people: People, year: int, today: date) -> None:
    db.session.add(YearReport(
        site_id=site.id, first_year=year, told=TOLD, points=[each.value for each in POINTS], version=1,
        changed_by_id=people.users["Renske"].id, changed_on=min(today, date(year + 1, 9, 1) + timedelta(days=9)),
    ))  # fmt: skip
    db.session.flush()
