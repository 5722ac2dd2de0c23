"""The columns of the files for research: what stands in each, of what type, what it can be, and why it can be empty."""

from typing import NamedTuple

from jsp.rules.evaluation import SCORES
from jsp.rules.questionnaire_data import WORDS
from jsp.rules.refusal import N_

TEXT, WHOLE, DECIMAL = N_("text"), N_("whole number"), N_("decimal number")
NEVER = N_("Never empty.")
NOT_SHOWN = N_("Empty where the figures are left out: left_out_because says why.")
OF_ITEMS = N_("Empty for a face or an open question.")
KEY = N_("Small letters, figures, - and _.")
YEAR = N_("Two years in a row, such as 2026-2027.")
FROM_NOUGHT = N_("0 or more.")
FIVES = N_("A multiple of five.")
YES_NO = N_("0 or 1.")
DAY = N_("A day, such as 2026-11-23.")
SEVERAL = N_("Labels of lessons, with + between them.")


class Column(NamedTuple):
    """Its name, what it means, its type, what is allowed in it, and what it means where it is empty."""

    name: str
    meaning: str
    kind: str
    allowed: str
    empty: str = NEVER


WHOSE: tuple[Column, ...] = (
    Column("class", N_("A mark of the class in this school year: the same in each export, but another in each file, so "
                       "that figures cannot be laid beside the lessons of a known class. It says nothing by itself."),
           TEXT, N_("Ten characters: 0 to 9 and a to f.")),
    Column("school_type", N_("The kind of school. vo: secondary school; mbo: vocational college."), TEXT,
           N_("vo or mbo.")),
    Column("school_year", N_("The school year of the class."), TEXT, YEAR),
    Column("programme", N_("The code of the programme."), TEXT, KEY),
    Column("programme_version", N_("The version of it with which this class began."), WHOLE, N_("1 or more.")),
)  # fmt: skip
TENTHS = (
    N_("Tenths of the answers to this item that are face 1, the one that says no most."),
    N_("Tenths of the answers to this item that are face 2."),
    N_("Tenths of the answers to this item that are face 3, the one in the middle."),
    N_("Tenths of the answers to this item that are face 4."),
    N_("Tenths of the answers to this item that are face 5, the one that says yes most."),
)
FIGURES: tuple[Column, ...] = (
    *WHOSE,
    Column("class_size_from", N_("How many are in the class, in steps of ten: at least so many."), WHOLE,
           N_("A multiple of ten.")),
    Column("class_size_to", N_("At most so many are in the class."), WHOLE, N_("class_size_from and nine more.")),
    Column("released_year", N_("The school year in which the figures could be seen for the first time."), TEXT, YEAR),
    Column("released_half", N_("In which half of it. 1: August to January; 2: February to July."), WHOLE,
           N_("1 or 2.")),
    Column("least", N_("The threshold that held then: so many answers an item needed to be shown to the school."),
           WHOLE, N_("5 or more.")),
    Column("lessons", N_("The lessons of which the answers are shown as one: alone they had too few."), TEXT, SEVERAL),
    Column("asked_after", N_("The lessons among them after which this item was asked."), TEXT, SEVERAL),
    Column("questionnaire", N_("The code of the questionnaire; of several, in the order of questionnaire_version."),
           TEXT, N_("Codes as in items.csv, with + between them.")),
    Column("questionnaire_version",
           N_("The version of the questionnaire. Only rows with the same item can be compared."), TEXT,
           N_("Numbers as in items.csv, with + between them.")),
    Column("item", N_("The key of the item. What it says stands in items.csv."), TEXT, N_("A key as in items.csv.")),
    Column("n_from", N_("How many filled in the questionnaire, in steps of five: at least so many."), WHOLE, FIVES),
    Column("n_to", N_("At most so many filled in the questionnaire."), WHOLE, N_("n_from and four more.")),
    Column("item_n_from", N_("How many answers to this item the tenths are of, in steps of five: at least so many."),
           WHOLE, FIVES, NOT_SHOWN),
    Column("item_n_to", N_("At most so many answers to this item."), WHOLE, N_("item_n_from and four more."),
           NOT_SHOWN),
    *(Column(f"tenths_{score}", meaning, WHOLE, N_("0 to 9. The five of a row are ten together."), NOT_SHOWN)
      for score, meaning in zip(SCORES, TENTHS, strict=True)),
    Column("mean", N_("Mean of the faces, with one decimal."), DECIMAL, N_("1,0 to 5,0."), NOT_SHOWN),
    Column("sd", N_("Standard deviation of the faces, worked out from the tenths alone."), DECIMAL,
           N_("0,00 to 2,00."), NOT_SHOWN),
    Column("nearly_everyone", N_("The face that nearly everyone chose. The rest is left out then."), WHOLE,
           N_("1 to 5."), N_("Empty where not nearly everyone agreed, or too few answered.")),
    Column("left_out_because", N_("few: too few answers, or others would show through. nearly: nearly all agreed."),
           TEXT, N_("few or nearly."), N_("Empty where the figures are there.")),
)  # fmt: skip
LESSONS: tuple[Column, ...] = (
    *WHOSE,
    Column("lesson", N_("The number of the lesson; H is a repetition."), TEXT, N_("A number, or H.")),
    Column("kind", N_("What kind of lesson it is."), TEXT, N_("lesson, repetition, meeting or film.")),
    Column("adapted", N_("1 where the pair changed this lesson for its class."), WHOLE, YES_NO),
    *(Column(name, meaning, WHOLE, FROM_NOUGHT) for name, meaning in (
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
    )),
)  # fmt: skip
ITEMS: tuple[Column, ...] = (
    Column("questionnaire", N_("The code of the questionnaire."), TEXT, KEY),
    Column("questionnaire_version", N_("Its version."), WHOLE, N_("1 or more.")),
    Column("kind", N_("What the row is about. Answers to open questions are never taken out."), TEXT,
           N_("item, face or open_question.")),
    Column("item", N_("The key of the item, or the number of the face."), TEXT, KEY, N_("Empty for an open question.")),
    *(Column(name, N_("What pupils read; mbo: only where it differs for students."), TEXT, N_("Any text."),
             N_("Empty where there is no other text for it.")) for name in WORDS),
    Column("in_short", N_("1 where it is in the short version."), WHOLE, YES_NO, OF_ITEMS),
    Column("at_end", N_("1 where it is asked after the last lesson only."), WHOLE, YES_NO, OF_ITEMS),
)  # fmt: skip
WAVES: tuple[Column, ...] = (
    Column("instrument", N_("By what was measured."), TEXT, N_("cool, isjo or competences.")),
    Column("respondents", N_("Who filled it in."), TEXT, N_("pupils, teachers or youth_workers.")),
    Column("school_year", N_("The school year of the measurement."), TEXT, YEAR),
    Column("unit", N_("A kind of school or another group. Schools by their name are left out."), TEXT,
           N_("At most 60 characters.")),
    Column("scale", N_("The key of the scale, or the name of the competence."), TEXT, N_("At most 60 characters.")),
    Column("measure", N_("score; of competences importance (how important) and realised (how far it succeeds)."), TEXT,
           N_("score, importance or realised.")),
    Column("mean", N_("Mean of the unit on the scale."), DECIMAL, N_("1,00 to 5,00.")),
    Column("sd", N_("Standard deviation in the unit, as it was brought in."), DECIMAL, N_("0,00 to 2,24."),
           N_("Empty where it was not brought in.")),
    Column("n", N_("How many people of the unit filled it in."), WHOLE, N_("5 or more.")),
)  # fmt: skip
SITE: tuple[Column, ...] = (
    Column("site", N_("A mark of the site: the same in each export and in each file about sites. It says nothing by "
                      "itself, and leads to no class."), TEXT, N_("Ten characters: 0 to 9 and a to f.")),
    Column("school_type", N_("The kind of school. vo: secondary school; mbo: vocational college."), TEXT,
           N_("vo or mbo.")),
)  # fmt: skip
THEMES: tuple[Column, ...] = (
    *SITE,
    Column("period_from", N_("The first day of the period. Periods of a site share no day."), TEXT, DAY),
    Column("period_to", N_("The last day of the period."), TEXT, DAY),
    Column("released_on", N_("The day on which its figures were made, once and for good."), TEXT, DAY),
    Column("theme", N_("The code of the theme."), TEXT, KEY, N_("Empty where only the total is told.")),
    Column("theme_name", N_("How the theme is called in Dutch, today."), TEXT, N_("Any text."),
           N_("Empty where only the total is told.")),
    Column("questions", N_("How many new questions there were about the theme: blurred by at most 5 before all else, "
                           "then rounded to five. Somebody who came back about the same does not count; a question "
                           "counts under each of its themes, three at most."), WHOLE, N_("10 or more, in fives."),
           N_("Empty where left_out_because says why.")),
    Column("left_out_because", N_("few: fewer than ten after blurring, nought too. total_only: only the total is told, "
                                  "as too few themes could be shown, or one was nearly all."), TEXT,
           N_("few or total_only."), N_("Empty where the number is there.")),
    Column("total", N_("All themes of the site and period together, worked out from the blurred numbers; the same in "
                       "each row of it."), WHOLE, N_("10 or more, in fives."), N_("Empty for fewer than ten.")),
    Column("total_only", N_("1 where only the total is told."), WHOLE, YES_NO),
)  # fmt: skip
OPENINGS: tuple[Column, ...] = (
    *SITE,
    Column("month", N_("The month. Openings until yesterday count."), TEXT, N_("A year and a month, such as 2026-11.")),
    *(Column(name, meaning, WHOLE, FROM_NOUGHT) for name, meaning in (
        ("held", N_("Openings of the desk that took place.")),
        ("minutes", N_("How long they were together.")),
        ("off_illness", N_("Openings that were called off because of illness.")),
        ("off_too_few", N_("Openings that were called off because there were too few people.")),
        ("off_room", N_("Openings that were called off because of the room.")),
        ("off_other", N_("Openings that were called off for another reason.")),
        ("closed", N_("Openings that fell on days of a closure, see closures.csv.")),
    )),
)  # fmt: skip
CLOSURES: tuple[Column, ...] = (
    *SITE,
    Column("kind", N_("Why the site was not as usual."), TEXT,
           N_("school_holiday, public_holiday, training_day, exam_week or school_closure.")),
    Column("desk", N_("What became of the desk: closed, only by phone and form (remote), or open all the same."), TEXT,
           N_("closed, remote or open.")),
    Column("from", N_("The first day of it."), TEXT, DAY),
    Column("to", N_("The last day of it."), TEXT, DAY),
)  # fmt: skip
CODEBOOK = ("file", "column", "type", "allowed", "empty", "meaning")
FILES = {
    "figures.csv": FIGURES, "lessons.csv": LESSONS, "items.csv": ITEMS, "waves.csv": WAVES,
    "theme_releases.csv": THEMES, "openings.csv": OPENINGS, "closures.csv": CLOSURES,
}  # fmt: skip
