"""Measurement waves that were released, without schools by their name."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.extensions import db
from jsp.models.wave_units import named_sites
from jsp.models.waves import MeasurementWave
from jsp.rules.research import Row, wave_row
from jsp.rules.wave import Kind, Score, WaveState
from jsp.rules.wave_units import for_readers


def wave_rows() -> list[Row]:
    """A row for each score of each unit, in the order of WAVES in jsp.rules.research_columns."""
    query = select(MeasurementWave).where(
        MeasurementWave.state == WaveState.RELEASED, MeasurementWave.rights_settled.is_(True)
    )
    query = query.order_by(MeasurementWave.instrument, MeasurementWave.respondents, MeasurementWave.year)
    sites = named_sites()
    return [
        wave_row(Kind(wave.instrument, wave.respondents), wave.year, score)
        for wave in db.session.scalars(query.options(selectinload(MeasurementWave.scores)))
        for score in for_readers(_scores(wave), sites)
    ]


def _scores(wave: MeasurementWave) -> list[Score]:
    return [Score(each.unit, each.scale, each.measure, each.mean, each.sd, each.n) for each in wave.scores]
