"""Scores from a file: all of them or none, and nothing before somebody has seen them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.waves.service import ABOUT
from jsp.blueprints.waves.service.waves import KIND, Wave, check_draft
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass
from jsp.models.wave_units import units_of
from jsp.models.waves import MeasurementWave, WaveScore
from jsp.rules.marks import marked
from jsp.rules.refusal import N_, DomainError
from jsp.rules.school_year import starting_year
from jsp.rules.table_file import Table
from jsp.rules.wave import Kind, Score
from jsp.rules.wave_rows import WaveRow, read_rows
from jsp.rules.wave_units import check_confirmed, new_units

YEARS_BACK = 12


@dataclass(frozen=True, slots=True)
class NewWave:
    """What somebody wants to register."""

    kind: Kind
    year: int
    rights_settled: bool


def years_to_choose() -> range:
    """The calendar years in which the school years began that a wave can be of, the newest first."""
    this_year = starting_year(clock.today())
    return range(this_year, this_year - YEARS_BACK, -1)


def preview(table: Table, kind: Kind) -> list[WaveRow]:
    """Every row with what is wrong with it; nothing is stored. Raises DomainError for a table without scores."""
    classes = set(db.session.scalars(select(SchoolClass.code)))
    return read_rows(table, kind, classes, units_of(kind.instrument))


def unknown_units(rows: Sequence[WaveRow], kind: Kind) -> list[str]:
    """The units in these rows that are no site, no kind of school, and were in no other wave of the instrument."""
    return new_units((score for row in rows for score in row.scores), units_of(kind.instrument))


def check_units(rows: Sequence[WaveRow], kind: Kind, *, is_confirmed: bool) -> None:
    """Refuse units that are new, as long as nobody said that they are schools."""
    check_confirmed(unknown_units(rows, kind), is_confirmed=is_confirmed)


def check_new(new: NewWave) -> None:
    """Refuse a second wave of the same kind and year."""
    query = select(MeasurementWave.id).where(
        MeasurementWave.instrument == new.kind.instrument, MeasurementWave.respondents == new.kind.respondents,
        MeasurementWave.year == new.year,
    )  # fmt: skip
    if db.session.scalar(query) is not None:
        raise DomainError(N_("This is here already. Open it in the list, and replace its scores there."), field="year")


def add_wave(new: NewWave, rows: Sequence[WaveRow], *, key: UUID, by: User) -> MeasurementWave | None:
    """Keep it as a draft with its scores; None where it was sent before. Raises DomainError where a row is wrong."""
    if not sending.take(key, about=ABOUT):
        return None
    check_new(new)
    wave = MeasurementWave(
        instrument=new.kind.instrument, respondents=new.kind.respondents, year=new.year,
        rights_settled=new.rights_settled, made_on=clock.today(), made_by_id=by.id, scores=_scores(rows),
    )  # fmt: skip
    db.session.add(wave)
    db.session.flush()
    audit.record(Action.WAVE_CHANGED, KIND, wave.id)
    return wave


def replace(wave: Wave, rows: Sequence[WaveRow], *, seen: str, key: UUID) -> None:
    """Put these in the place of all that a draft holds. Raises DomainError where a row is wrong, or others were there.

    `seen` is the mark of how it stood when the rows were shown.
    """
    if not sending.take(key, about=ABOUT):
        return
    look_again(wave.row)
    check_draft(wave.row)
    sending.check_unchanged(seen, mark(wave.row), sending.IN_SIGHT)
    found = _scores(rows)
    wave.row.scores.clear()
    db.session.flush()  # what goes is gone before what comes, which may be of the same units and scales
    wave.row.scores.extend(found)
    audit.record(Action.WAVE_CHANGED, KIND, wave.id)


def mark(row: MeasurementWave) -> str:
    """Of what it holds."""
    held = sorted(f"{each.unit}|{each.scale}|{each.measure}|{each.mean}|{each.sd}|{each.n}" for each in row.scores)
    return marked(row.id, held)


def _scores(rows: Sequence[WaveRow]) -> list[WaveScore]:
    if any(row.problems for row in rows):
        raise DomainError(N_("Some rows are not right, so nothing was added."))
    return [_score(each) for row in rows for each in row.scores]


def _score(score: Score) -> WaveScore:
    return WaveScore(
        unit=score.unit, scale=score.scale, measure=score.measure, mean=score.mean, sd=score.sd, n=score.n
    )  # fmt: skip
