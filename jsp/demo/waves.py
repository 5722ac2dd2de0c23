"""Measurement waves of the demo: two years of COOL, one of ISJO, a draft with competences; all means are invented."""

from datetime import date
from decimal import Decimal

from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.waves import MeasurementWave, WaveScore
from jsp.rules.school_year import starting_year
from jsp.rules.wave import KINDS, SCALES, Instrument, Kind, Measure, WaveState

NOTE = "Verzonnen cijfers, om te laten zien hoe een meetmoment eruitziet."
PUPILS = ({"po": 511, "so/vso": 168, "vo/mbo": 540}, {"po": 486, "so/vso": 151, "vo/mbo": 522})
TEACHERS = {"po": 41, "so/vso": 20, "vo/mbo": 38}
MEANS = ({"po": "3.84", "so/vso": "3.41", "vo/mbo": "3.52"}, {"po": "3.91", "so/vso": "3.58", "vo/mbo": "3.55"})
COMPETENCES = {
    "Een veilige sfeer maken": ("4.60", "4.10"), "Omgaan met verschillen": ("4.40", "3.60"),
    "Samenwerken met ouders": ("4.50", "3.40"), "Zelfstandig laten werken": ("4.30", "3.90"),
}  # fmt: skip
STEP = Decimal("0.08")


def add_waves(people: People, today: date) -> None:
    """Add them; flushes."""
    last = starting_year(today) - 1
    cool, isjo = KINDS["cool-pupils"], KINDS["isjo-teachers"]
    db.session.add_all([
        _wave(cool, last - 1, people, _scales(Instrument.COOL, PUPILS[0], MEANS[0])),
        _wave(cool, last, people, _scales(Instrument.COOL, PUPILS[1], MEANS[1])),
        _wave(isjo, last, people, _scales(Instrument.ISJO, TEACHERS, MEANS[0])),
        _wave(KINDS["competences-teachers"], last, people, _competences(), WaveState.DRAFT),
    ])  # fmt: skip
    db.session.flush()


def _wave(
    kind: Kind, year: int, people: People, scores: list[WaveScore], state: WaveState = WaveState.RELEASED
) -> MeasurementWave:
    return MeasurementWave(
        instrument=kind.instrument, respondents=kind.respondents, year=year, state=state, note=NOTE,
        rights_settled=state is WaveState.RELEASED, made_on=date(year + 1, 6, 12), scores=scores,
        made_by_id=people.users["Nora"].id,
    )  # fmt: skip


def _scales(instrument: Instrument, units: dict[str, int], means: dict[str, str]) -> list[WaveScore]:
    return [
        _score(unit, scale, Measure.SCORE, Decimal(means[unit]) + STEP * at, n)
        for unit, n in units.items()
        for at, scale in enumerate(SCALES[instrument])
    ]


def _competences() -> list[WaveScore]:
    return [
        _score(unit, name, measure, Decimal(mean) - STEP * at, n)
        for at, (unit, n) in enumerate(TEACHERS.items())
        for name, pair in COMPETENCES.items()
        for measure, mean in zip((Measure.IMPORTANCE, Measure.REALISED), pair, strict=True)
    ]


def _score(unit: str, scale: str, measure: Measure, mean: Decimal, n: int) -> WaveScore:
    return WaveScore(unit=unit, scale=scale, measure=measure, mean=mean, sd=Decimal("0.64"), n=n)
