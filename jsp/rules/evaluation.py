"""What is asked of a class after a lesson, and who may see what came of it: the words that rooms share."""

from enum import StrEnum

SCORES = (1, 2, 3, 4, 5)  # the faces, from "no, not at all" to "yes, certainly"
LONGEST_ANSWER = 500  # characters of an open answer
MOST_SEATS = 80  # of one evaluation; no class has more than 60


class Audience(StrEnum):
    """For whom figures are released: the workers of the JSP, or the school as well."""

    STAFF = "staff"
    SCHOOL = "school"


class AnswerState(StrEnum):
    """What the worker decided about an open answer, before anybody else sees it."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


class Moment(StrEnum):
    """When a pair looks at how it works together."""

    START = "start"
    HALFWAY = "halfway"
    END = "end"


class Source(StrEnum):
    """What made somebody propose a change of a lesson."""

    NONE = ""
    DEBRIEF = "debrief"
    RESULT = "result"
    TALK = "talk"
