"""What a pair is asked: after a lesson, and when it looks back on its working together; in words of our own."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from jsp.rules.evaluation import Moment
from jsp.rules.reflection import Mechanism
from jsp.rules.session import Side

PULSES = {
    1: _("badly"),
    2: _("poorly"),
    3: _("so-so"),
    4: _("well"),
    5: _("very well"),
}

PROMPTS = (
    _("What worked, and what made it work?"),
    _("At which moment did it rub, and what did each of us do then?"),
    _("What did we see of the class that was new to us?"),
    _("How did we take over from each other?"),
    _("What do we do otherwise next time, and who does it?"),
)

GUIDE = (
    (_("The start"), _("How did they come in? After how many minutes was everybody with it?")),
    (_("Who is quiet"), _("How many said nothing? What helped them to join in?")),
    (_("Boundaries"), _("Was there a moment that went too far? Which of you did something, and what came of it?")),
    (_("Instructions"), _("Was it clear at once what to do? What had to be said twice?")),
    (_("Taking over"), _("How did the lead go from one to the other? Did you give each other room?")),
    (_("The end"), _("Did it end quietly, with the questions, the talk and an agreement?")),
)

GUIDE_OF_SIDE = {
    Side.TEACHER: _("For the teacher: what did you see of your class that you do not see in other lessons?"),
    Side.WORKER: _("For the JSP: where would you have wanted to add something, and did you?"),
}

PROFESSIONS = {
    Side.TEACHER: _("teachers"),
    Side.WORKER: _("JSP"),
}

MOMENTS = {
    Moment.START: _("At the start"),
    Moment.HALFWAY: _("Halfway"),
    Moment.END: _("At the end"),
}

MECHANISMS = {
    Mechanism.GOALS: _("A goal of the two of us"),
    Mechanism.NEED: _("We need each other"),
    Mechanism.ACTIVITIES: _("Making something new together"),
    Mechanism.FLEXIBILITY: _("Moving along"),
    Mechanism.PROCESS: _("Looking back together"),
}

QUESTIONS = {
    "1": _("What do the two of us want to reach with this class? What does each of us take on for that?"),
    "2": _("What could neither of us do here alone? What does each of us bring?"),
    "3": _("Where in the lessons do we see what both of us can do? What did neither of us have alone?"),
    "4a": _("Does this fit into our weeks? How much time can we give it, and how much do we want to?"),
    "4b": _("When does one of us do something that is not the usual work, and when would we rather not?"),
    "5a": _("How far are we with what we wanted? What became otherwise on the way?"),
    "5b": _("How did each of us do our share? What do we understand of each other by now?"),
}

QUESTIONS_AT: dict[Moment, dict[str, LazyString]] = {
    Moment.START: {
        "3": _("What could we make together that neither of us has alone?"),
        "5b": _("What do we know of the work of each other, and what would we like to understand?"),
    },
    Moment.HALFWAY: {},
    Moment.END: {
        "1": _("What did the two of us want to reach with this class? What did each of us take on for that?"),
        "4a": _("Did this fit into our weeks? How much time did we give it, and how much did we want to?"),
        "5a": _("How far did we get with what we wanted? What became otherwise on the way?"),
    },
}

HINTS = {
    "1": _("Do we mean the same by it? Who decides what?"),
    "2": _("Where do we complete each other?"),
    "3": _("Think of one part of a lesson."),
    "4a": _("Preparing, giving the lesson, talking it over: what is too much?"),
    "4b": _("Who leads, who steps back? Can we say that something is beyond us?"),
    "5a": _("How do we go about it? What do we keep, what do we drop?"),
    "5b": _("What do we learn from each other? Is each of us heard and taken seriously?"),
}


def question(key: str, moment: Moment) -> LazyString:
    """How it is asked at that moment."""
    return QUESTIONS_AT[moment].get(key, QUESTIONS[key])
