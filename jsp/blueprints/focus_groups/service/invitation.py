"""What who takes part is told beforehand, in Dutch as all that a JSP writes to a school."""

from datetime import date

from flask_babel import force_locale, gettext, ngettext

from jsp.extensions import day
from jsp.rules.refusal import N_
from jsp.rules.talk import TalkForm
from jsp.rules.talk_plan import Plan
from jsp.words.days import clock_time

TO_COLLEAGUES = N_(
    "Dear colleague, on %(when)s we talk with each other about: %(subject)s. It is %(questions)s, and takes "
    "%(minutes)d minutes. Beside what somebody says there stands no name. You are the first to read the text, and "
    "you can put right what you said."
)
TO_PUPILS = N_(
    "Hi! On %(when)s we talk with you about: %(subject)s. It is %(questions)s, and takes %(minutes)d minutes. You "
    "decide whether you take part, and what you tell. We write down no names. You are the first to read the text, "
    "and you can put right what you said."
)


def invitation(plan: Plan, questions: int, *, today: date) -> str:
    """The invitation as we would write it; empty for a talk that was held already."""
    if plan.held_on < today:
        return ""
    told = TO_PUPILS if plan.form is TalkForm.PUPILS else TO_COLLEAGUES
    with force_locale("nl"):
        when = day(plan.held_on)
        if plan.starts_at:
            when = gettext("%(day)s at %(time)s", day=when, time=clock_time(plan.starts_at))
        asked = ngettext("%(num)d question", "%(num)d questions", questions)
        return str(gettext(told, when=when, subject=plan.subject, questions=asked, minutes=plan.minutes))
