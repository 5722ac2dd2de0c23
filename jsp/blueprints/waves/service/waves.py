"""Waves as they are kept: who may see them, and how they go from draft to released and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import audit, sending
from jsp.blueprints.waves.service import ABOUT
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.wave_units import named_sites
from jsp.models.waves import MeasurementWave
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.wave import KINDS, Kind, Score, WaveState, check_rights, year_name
from jsp.rules.wave_units import for_readers, people

KIND = "wave"


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave with what a page says of it: the scores that this person may see."""

    row: MeasurementWave
    kind: Kind
    scores: Sequence[Score]

    @property
    def id(self) -> int:
        """Its number."""
        return self.row.id

    @property
    def year(self) -> str:
        """Its school year in words."""
        return year_name(self.row.year)

    @property
    def people(self) -> int | None:
        """How many filled it in, where that can be added up."""
        return people(self.scores)

    @property
    def is_draft(self) -> bool:
        """Whether only who keeps waves sees it."""
        return self.row.state is WaveState.DRAFT


def list_waves(by: User, kind: Kind | None = None) -> list[Wave]:
    """Those that this person may see, or of one kind only: kind by kind, the newest year first."""
    query = select(MeasurementWave).options(selectinload(MeasurementWave.scores))
    if not by.may(Permission.KEEP_WAVES):
        query = query.where(MeasurementWave.state == WaveState.RELEASED)
    if kind is not None:
        query = query.where(
            MeasurementWave.instrument == kind.instrument, MeasurementWave.respondents == kind.respondents
        )
    places = list(KINDS.values())
    found = _seen(by, db.session.scalars(query))
    return sorted(found, key=lambda each: (places.index(each.kind), -each.row.year))


def get_wave(by: User, id: int) -> Wave:
    """One that this person may see. Raises NotFoundError."""
    row = db.session.get(MeasurementWave, id)
    if row is None or (row.state is WaveState.DRAFT and not by.may(Permission.KEEP_WAVES)):
        raise NotFoundError(id)
    seen = _seen(by, [row])
    if not seen:
        raise NotFoundError(id)
    return seen[0]


def change(wave: Wave, *, rights_settled: bool, note: str, key: UUID) -> None:
    """Write down what has become known of it. Raises DomainError where others would see what we may not use."""
    if sending.take(key, about=ABOUT):
        look_again(wave.row)
        if not rights_settled:
            check_draft(wave.row)
        wave.row.rights_settled, wave.row.note = rights_settled, note
        _trail(wave.row)


def move(wave: Wave, to: WaveState, *, key: UUID) -> None:
    """Release a draft, or make a draft of what was released.

    Raises DomainError where that was done already, and where the rights are not settled.
    """
    if sending.take(key, about=ABOUT):
        look_again(wave.row)
        if wave.row.state is to:
            raise DomainError(sending.SETTLED)
        if to is WaveState.RELEASED:
            check_rights(are_settled=wave.row.rights_settled)
        wave.row.state = to
        _trail(wave.row)


def delete(wave: Wave, *, key: UUID) -> None:
    """Take a draft away with all its scores. Raises DomainError for what was released."""
    if sending.take(key, about=ABOUT):
        look_again(wave.row)
        check_draft(wave.row)
        _trail(wave.row)
        db.session.delete(wave.row)


def check_draft(row: MeasurementWave) -> None:
    """Refuse to change figures that others see."""
    if row.state is not WaveState.DRAFT:
        raise DomainError(N_("This was released: others see it. Make it a draft again first."))


def _seen(by: User, rows: Iterable[MeasurementWave]) -> list[Wave]:
    """As this person sees them: to readers other schools are not named, and a wave of others alone is not there."""
    keeps = by.may(Permission.KEEP_WAVES)
    sites, own = named_sites(), {site.id for site in by.sites}
    found = []
    for row in rows:
        scores = [Score(each.unit, each.scale, each.measure, each.mean, each.sd, each.n) for each in row.scores]
        seen = scores if keeps else for_readers(scores, sites, own)
        if keeps or seen:
            found.append(Wave(row, Kind(row.instrument, row.respondents), seen))
    return found


def _trail(row: MeasurementWave) -> None:
    audit.record(Action.WAVE_CHANGED, KIND, row.id)
