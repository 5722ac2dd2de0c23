"""What sites are called, for a unit that is named after one; and which units an instrument had before."""

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.waves import MeasurementWave, WaveScore
from jsp.rules.wave import Instrument
from jsp.rules.wave_units import SiteNames, Sites, known_units


def named_sites() -> Sites:
    """All sites, also those of the past."""
    query = select(Site.id, Site.name, Site.code)
    return {id: SiteNames(name, code) for id, name, code in db.session.execute(query)}


def units_of(instrument: Instrument) -> dict[str, str]:
    """How each unit that we know for an instrument is spelled."""
    used = select(WaveScore.unit).join(MeasurementWave, WaveScore.wave_id == MeasurementWave.id)
    query = used.where(MeasurementWave.instrument == instrument).distinct().order_by(WaveScore.unit)
    return known_units(named_sites(), db.session.scalars(query))
