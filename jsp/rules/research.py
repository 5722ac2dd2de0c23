"""What a researcher takes out: rows without a class that anybody could name, and a codebook of what stands in them.

Figures come in as they are disclosed (`jsp.rules.disclosure`); nothing here is counted, only written down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jsp.rules.disclosure import Figure, Showing
from jsp.rules.evaluation import SCORES
from jsp.rules.questionnaire import Questionnaire, Words
from jsp.rules.questionnaire_data import WORDS
from jsp.rules.refusal import N_

STEP = 5  # answers: a researcher needs their order of size, and no more
CODE = 10  # characters of the mark by which a class is recognised
Row = tuple[object, ...]
Column = tuple[str, str]  # its name, and what stands in it

WHOSE: tuple[Column, ...] = (
    ("class", N_("A mark of the class in this school year, the same in each export. It says nothing by itself.")),
    ("school_type", N_("vo: secondary school; mbo: vocational college.")),
    ("school_year", N_("The school year of the class.")),
    ("programme", N_("The code of the programme.")),
    ("programme_version", N_("The version of it with which this class began.")),
)
FIGURES: tuple[Column, ...] = (
    *WHOSE,
    ("lessons", N_("The lessons of which the answers are shown as one: alone they had too few.")),
    ("asked_after", N_("The lessons among them after which this item was asked.")),
    ("questionnaire", N_("The code of the questionnaire; of several, in the order of questionnaire_version.")),
    ("questionnaire_version", N_("The version of the questionnaire. Only rows with the same item can be compared.")),
    ("item", N_("The key of the item. What it says stands in items.csv.")),
    ("n_from", N_("How many filled in the questionnaire, in steps of five: at least so many.")),
    ("n_to", N_("At most so many.")),
    *((f"tenths_{score}", N_("Tenths of the answers to this item that are this face.")) for score in SCORES),
    ("mean", N_("Mean of the faces from 1 to 5, with one decimal.")),
    ("nearly_everyone", N_("The face that nine tenths or more chose. The rest is left out then.")),
    ("left_out_because", N_("few: too few answers, or others would show through. nearly: nearly everyone agreed.")),
)
LESSONS: tuple[Column, ...] = (
    *WHOSE,
    ("lesson", N_("The number of the lesson; H is a repetition.")),
    ("kind", N_("lesson, repetition, meeting or film.")),
    ("adapted", N_("1 where the pair changed this lesson for its class.")),
    ("proposed", N_("Dates that wait for the yes of one of the two.")),
    ("planned", N_("Dates that are firm.")),
    ("given", N_("Dates on which it was given.")),
    ("cancelled", N_("Dates that dropped out.")),
    ("interrupted", N_("Dates that were interrupted, because the series stood still or the school was closed.")),
    ("withdrawn", N_("Dates that were proposed and did not go through.")),
    ("resumed", N_("Dates that came in the place of an interrupted one.")),
    ("moves", N_("How often a date was moved.")),
    ("given_together", N_("Given by the teacher and the JSP together.")),
    ("given_by_teacher", N_("Given by the teacher alone.")),
    ("given_by_jsp", N_("Given by the JSP alone.")),
)
ITEMS: tuple[Column, ...] = (
    ("questionnaire", N_("The code of the questionnaire.")),
    ("questionnaire_version", N_("Its version.")),
    ("kind", N_("item, face or open_question. Answers to open questions are never taken out.")),
    ("item", N_("The key of the item, or the number of the face.")),
    *((name, N_("What pupils read; mbo: only where it differs for students.")) for name in WORDS),
    ("in_short", N_("1 where it is in the short version.")),
    ("at_end", N_("1 where it is asked after the last lesson only.")),
)
CODEBOOK = ("file", "column", "meaning")
FILES = {"figures.csv": FIGURES, "lessons.csv": LESSONS, "items.csv": ITEMS}


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
    """What is shown of an item in one release. `versions`: of the questionnaires in which it was asked, by code."""

    whose: Whose
    lessons: Sequence[str]
    asked_after: Sequence[str]
    versions: Sequence[tuple[str, int]]
    item: str
    answers: int
    figure: Figure


def figure_row(shown: Shown) -> Row:
    """In the order of FIGURES."""
    codes, numbers = zip(*shown.versions, strict=True)
    low = shown.answers // STEP * STEP
    return (
        *shown.whose.cells, joined(shown.lessons), joined(shown.asked_after), joined(codes), joined(numbers),
        shown.item, low, low + STEP - 1, *figure_cells(shown.figure),
    )  # fmt: skip


def figure_cells(figure: Figure) -> Row:
    """Tenths, mean, the face of nearly everyone, and why cells are empty."""
    if figure.showing is Showing.FIGURES:
        return *figure.tenths, decimal(figure.mean), "", ""
    empty = ("",) * len(SCORES)
    if figure.showing is Showing.NEARLY_EVERYONE:
        return *empty, "", figure.face, "nearly"
    return *empty, "", "", "few"


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
