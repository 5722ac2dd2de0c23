"""Measurement waves: scores of scales by group, brought in from a file; never of one person."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.rules.wave import Instrument, Measure, Respondents, WaveState


class MeasurementWave(Base):
    """An instrument that a group filled in in one school year; `year`: the calendar year in which it began.

    `rights_settled`: whether whoever owns the instrument agreed to its use.
    """

    __tablename__ = "measurement_wave"
    __table_args__ = (
        UniqueConstraint("instrument", "respondents", "year"),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year_is_near"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    instrument: Mapped[Instrument] = mapped_column(choice(Instrument))
    respondents: Mapped[Respondents] = mapped_column(choice(Respondents))
    year: Mapped[int]
    rights_settled: Mapped[bool] = mapped_column(default=False)
    state: Mapped[WaveState] = mapped_column(choice(WaveState), default=WaveState.DRAFT)
    note: Mapped[str] = mapped_column(String(300), default="")
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    made_by: Mapped[User | None] = relationship(lazy="raise_on_sql")
    scores: Mapped[list["WaveScore"]] = relationship(
        order_by="WaveScore.unit, WaveScore.scale, WaveScore.measure", cascade="all, delete-orphan"
    )


class WaveScore(Base):
    """Mean, standard deviation and number of people of one scale in one unit, such as a school or a kind of school."""

    __tablename__ = "wave_score"
    __table_args__ = (
        UniqueConstraint("wave_id", "unit", "scale", "measure"),
        CheckConstraint("n >= 5", name="n_is_enough"),
        CheckConstraint("mean BETWEEN 1 AND 5", name="mean_on_the_scale"),
        CheckConstraint("sd BETWEEN 0 AND 4", name="sd_on_the_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("measurement_wave.id"))
    unit: Mapped[str] = mapped_column(String(60))
    scale: Mapped[str] = mapped_column(String(60))
    measure: Mapped[Measure] = mapped_column(choice(Measure))
    mean: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    sd: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    n: Mapped[int]
