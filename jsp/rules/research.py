"""What a researcher takes out: rows without a class that anybody could name, and a codebook of what stands in them.

Figures come in as they are disclosed (`jsp.rules.class_disclosure`); nothing here is counted, only written down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jsp.rules import school_year
from jsp.rules.class_disclosure import TENTHS, Figure, Showing
from jsp.rules.evaluation import SCORES
from jsp.rules.questionnaire import Questionnaire, Words
from jsp.rules.questionnaire_data import WORDS
from jsp.rules.wave import Kind, Score, year_name

STEP, SIZE_STEP = 5, 10  # answers, and people in a class: a researcher needs their order of size, and no more
CODE = 10  # characters of the mark by which a class is recognised
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Whose:
    """A series as a researcher knows it, in the order of WHOSE."""

    mark: str
    school_type: str
    school_year: str
    programme: str
    programme_version: int

    @property
    def cells(self) -> Row:
        """The first cells of a row."""
        return self.mark, self.school_type, self.school_year, self.programme, self.programme_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of an item in one release.

    `versions`: of the questionnaires in which it was asked, by code. `item_answers`: those behind its figure.
    """

    whose: Whose
    lessons: Sequence[str]
    asked_after: Sequence[str]
    versions: Sequence[tuple[str, int]]
    item: str
    answers: int
    item_answers: int
    figure: Figure
    class_size: int
    released_on: date
    least: int


def figure_row(shown: Shown) -> Row:
    """In the order of FIGURES."""
    codes, numbers = zip(*shown.versions, strict=True)
    return (
        *shown.whose.cells, *band(shown.class_size, SIZE_STEP), *_when(shown.released_on), shown.least,
        joined(shown.lessons), joined(shown.asked_after), joined(codes), joined(numbers), shown.item,
        *band(shown.answers, STEP), *_item_band(shown), *figure_cells(shown.figure),
    )  # fmt: skip


def band(number: int, step: int) -> Row:
    """From where to where, both included."""
    low = number // step * step
    return low, low + step - 1


def answers_behind(parts: Iterable[tuple[int, int]]) -> int:
    """How many answers to an item a figure is made of: those of each part that may be shown by itself.

    `parts`: of each the answers to this item, and how many were the least then.
    """
    return sum(answers for answers, least in parts if answers >= least)


def figure_cells(figure: Figure) -> Row:
    """Tenths, mean, standard deviation, the face of nearly everyone, and why cells are empty."""
    if figure.showing is Showing.FIGURES:
        return *figure.tenths, decimal(figure.mean), decimal(deviation(figure)), "", ""
    empty = ("",) * len(SCORES)
    if figure.showing is Showing.NEARLY_EVERYONE:
        return *empty, "", "", figure.face, "nearly"
    return *empty, "", "", "", "few"


def deviation(figure: Figure) -> Decimal:
    """The standard deviation of the tenths, which are known already."""
    return (Decimal(figure.spread).sqrt() / TENTHS).quantize(Decimal("0.01"), ROUND_HALF_UP)


def wave_row(kind: Kind, year: int, score: Score) -> Row:
    """In the order of WAVES."""
    return (
        kind.instrument.value, kind.respondents.value, year_name(year), score.unit, score.scale, score.measure.value,
        decimal(score.mean), decimal(score.sd), score.n,
    )  # fmt: skip


def item_rows(questionnaire: Questionnaire, version: int) -> Iterable[Row]:
    """In the order of ITEMS: what stood in a version."""
    about = questionnaire.code, version
    for item in questionnaire.items:
        yield *about, "item", item.key, *_said(item.words), int(item.in_short), int(item.at_end)
    for score, words in zip(SCORES, questionnaire.faces, strict=True):
        yield *about, "face", score, *_said(words), "", ""
    yield *about, "open_question", "", *_said(questionnaire.open_question), "", ""


def joined(parts: Iterable[object]) -> str:
    """Several things in one cell; a + is a formula in no cell that begins with a letter or a figure."""
    return "+".join(map(str, parts))


def decimal(number: Decimal | None) -> str:
    """As spreadsheets of this country write it."""
    return "" if number is None else str(number).replace(".", ",")


def _said(words: Words) -> Row:
    return tuple(getattr(words, name) for name in WORDS)


def _when(day: date) -> Row:
    """The school year of a day, and which half of it."""
    return school_year.name(day), 2 if 2 <= day.month < school_year.FIRST_MONTH else 1


def _item_band(shown: Shown) -> Row:
    """Where nothing or one face is shown, how many answered would tell what those few said who differ."""
    return band(shown.item_answers, STEP) if shown.figure.showing is Showing.FIGURES else ("", "")
