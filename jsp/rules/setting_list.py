"""The settings themselves, in the order of the page."""

from jsp.rules.refusal import N_
from jsp.rules.setting_consent import CONSENT, CONSENT_IN_ORDER, GROUNDS
from jsp.rules.settings import Definition, Group, Shape, number

# fmt: off
DEFINITIONS = (
    Definition(
        key="jsp_name", group=Group.JSP, shape=Shape.TEXT, default="Jongeren Service Punt",
        label=N_("Name of your JSP"), why=N_("It stands at the top of every page."), longest=40,
    ),
    Definition(
        key="jsp_phone", group=Group.JSP, shape=Shape.PHONE, default="", label=N_("Phone number of the JSP"),
        why=N_("For who does not know which site to call. Leave it empty to show the number of the first site."),
    ),
    Definition(
        key="jsp_mail", group=Group.JSP, shape=Shape.MAIL, default="", label=N_("E-mail address of the JSP"),
        why=N_("For who does not know which site to write to. Leave it empty to show the address of the first site."),
    ),
    Definition(
        key="privacy_mail", group=Group.JSP, shape=Shape.MAIL, default="",
        label=N_("E-mail address for questions about data"),
        why=N_("It stands on the page about data: there people ask to see, change or erase."),
    ),
    Definition(
        key="privacy_officer", group=Group.JSP, shape=Shape.TEXT, default="", label=N_("Data protection officer"),
        why=N_("Named on the page about data; the law asks for it."), longest=80,
    ),
    Definition(
        key="child_safety_lead", group=Group.JSP, shape=Shape.TEXT, default="",
        label=N_("Who in your team keeps the reporting code"),
        why=N_("Workers see this name beside the steps for a worry about safety."), longest=80,
    ),
    Definition(
        key="doctor_phone", group=Group.JSP, shape=Shape.PHONE, default="",
        label=N_("Out-of-hours doctor's number"),
        why=N_("It stands on the page with help now. It differs per region, so there is none until you fill it in."),
    ),
    Definition(
        key="quick_exit", group=Group.JSP, shape=Shape.ADDRESS, default="https://www.buienradar.nl",
        label=N_("Where the button to leave quickly goes"),
        why=N_("A page that nobody asks questions about, and that loads fast."),
    ),
    Definition(
        key="public_first_names", group=Group.JSP, shape=Shape.YES_NO, default=True,
        label=N_("Show the first names of the team on the public page"),
        why=N_("A name lowers the threshold. Switch it off when a colleague must not be found."),
    ),
    number(
        "staff_min", Group.OPENING, "2", "1", "10", N_("people"), N_("Fewest people at an opening"),
        N_("With two, one can take a pupil apart. Fewer is a hint, never a block."),
    ),
    number(
        "staff_max", Group.OPENING, "3", "1", "20", N_("people"), N_("Most people at an opening"),
        N_("More faces make the step bigger for a pupil. More is a hint, never a block."),
    ),
    number(
        "week_hours_min", Group.OPENING, "2.5", "0", "40", N_("hours"), N_("Open at least so long per site and week"),
        N_("Below this pupils find a closed door too often. A hint, never a block."), places=1,
    ),
    number(
        "week_hours_max", Group.OPENING, "5", "0", "40", N_("hours"), N_("Open at most so long per site and week"),
        N_("What two openings need. More is a hint, never a block."), places=1,
    ),
    number(
        "answer_promise_school_days", Group.OPENING, "1", "1", "5", N_("school days"), N_("An answer within"),
        N_("It stands below the form for questions. Promise only what you keep in a busy week."),
    ),
    number(
        "session_min_per_class", Group.LESSONS, "8", "1", "20", N_("lessons"),
        N_("At least so many meetings for a class"), N_("Seven lessons and a repetition. Fewer is a hint."),
    ),
    number(
        "session_max_per_class", Group.LESSONS, "12", "1", "40", N_("lessons"),
        N_("At most so many meetings for a class"), N_("Seven lessons with repetitions. More is a hint."),
    ),
    number(
        "session_minutes_hint", Group.LESSONS, "60", "20", "180", N_("minutes"), N_("A lesson is long from"),
        N_("Longer than this asks for a break. A hint."),
    ),
    number(
        "repetition_after_weeks_min", Group.LESSONS, "6", "1", "52", N_("weeks"), N_("Repeat at the earliest after"),
        N_("So that it has had time to sink in."),
    ),
    number(
        "repetition_after_weeks_max", Group.LESSONS, "8", "1", "52", N_("weeks"), N_("Repeat at the latest after"),
        N_("So that it has not been forgotten."),
    ),
    number(
        "evaluation_open_minutes", Group.LESSONS, "60", "10", "1440", N_("minutes"),
        N_("A class can fill in its questionnaire for"),
        N_("So long the code on the board works. A place that you add makes it at least a quarter of an hour."),
    ),
    Definition(
        key="evaluation_short", group=Group.LESSONS, shape=Shape.YES_NO, default=False,
        label=N_("Ask the short questionnaire"),
        why=N_("Four statements instead of eight, for classes that read slowly."),
    ),
    *CONSENT,
    *GROUNDS,
    number(
        "age_limit_adult", Group.PRIVACY, "18", "18", "18", N_("years"), N_("Adult from"),
        N_("The law. It cannot be changed, and stands here so that you can find it."),
    ),
    Definition(
        key="legal_regime", group=Group.PRIVACY, shape=Shape.CHOICE, default="youth_act", guarded=True,
        label=N_("Law under which you work"),
        choices=(("youth_act", N_("Youth Act (Jeugdwet)")), ("preventive", N_("Free preventive help, no file"))),
        why=N_("It decides whether there is a file that must be kept. Ask your data protection officer."),
    ),
    Definition(
        key="research_export", group=Group.PRIVACY, shape=Shape.YES_NO, default=False,
        label=N_("Researchers may take counts out"),
        why=N_("Off until the JSP and the school have agreed on it in writing."),
    ),
    Definition(
        key="second_factor_for_all", group=Group.PRIVACY, shape=Shape.YES_NO, default=False, guarded=True,
        label=N_("Ask everybody for a second factor"),
        why=N_("Who reads what people told, or lets people in, always has one. Switch it on to ask mentors and care "
               "coordinators too: they set one up at their next click, also who is signed in now."),
    ),
    number(
        "min_cell_size", Group.PRIVACY, "5", "5", "20", N_("conversations"), N_("Show a count from"),
        N_("Below it a number could point at one pupil. It can be higher, never lower. Figures that were made already "
           "stay as they are."),
    ),
    number(
        "evaluation_min_staff", Group.PRIVACY, "5", "5", "20", N_("answers"),
        N_("Workers of the JSP see what a class said from"),
        N_("With fewer answers it is kept for the next lesson of that class. What was shown stays as it was."),
    ),
    number(
        "evaluation_min_school", Group.PRIVACY, "8", "5", "30", N_("answers"),
        N_("The school sees what a class said from"),
        N_("A mentor knows the class, so it takes more answers. It is never lower than for workers of the JSP."),
    ),
    number(
        "message_thread_days", Group.RETENTION, "30", "7", "365", N_("days"),
        N_("Questions without a name are erased after"),
        N_("Enough to read an answer after a holiday. From the last message. A change is for what is written later."),
        guarded=True,
    ),
    number(
        "message_thread_most_days", Group.RETENTION, "120", "30", "365", N_("days"),
        N_("Questions without a name are kept at most"),
        N_("Who writes back moves the erasing, up to this long after the question. What was not read is never erased."),
        guarded=True,
    ),
    number(
        "contact_identity_days", Group.RETENTION, "90", "7", "365", N_("days"),
        N_("Names and numbers are erased after"), N_("Then the follow-up is done. Counted from the last contact."),
        guarded=True,
    ),
    number(
        "contact_note_days", Group.RETENTION, "365", "30", "730", N_("days"), N_("Notes are erased after"),
        N_("A season can be compared; the counts stay."), guarded=True,
    ),
    number(
        "referral_days", Group.RETENTION, "365", "90", "730", N_("days"),
        N_("Referrals and their consent are erased after"),
        N_("So that you can account for them. Counted from the closing."), guarded=True,
    ),
    number(
        "open_answer_days", Group.RETENTION, "365", "30", "730", N_("days"),
        N_("Open answers of pupils are erased after"),
        N_("Only themes and chosen quotes stay. Two months after the end of a series if that is sooner."), guarded=True,
    ),
    number(
        "focus_group_raw_days", Group.RETENTION, "180", "30", "365", N_("days"),
        N_("Notes of a focus group are erased after"), N_("Counted from the approval of the report, which stays."),
        guarded=True,
    ),
    number(
        "audit_log_days", Group.RETENTION, "730", "365", "2555", N_("days"), N_("The trail is erased after"),
        N_("Long enough to find misuse. Never within a year; it goes from its beginning, up to a signed mark."),
        guarded=True,
    ),
    number(
        "inactive_account_days", Group.RETENTION, "90", "30", "365", N_("days"),
        N_("An unused account is closed after"),
        N_("People leave without saying so. They hear it a week before; who is needed to run the JSP stays."),
        guarded=True,
    ),
    number(
        "inactive_account_erase_days", Group.RETENTION, "365", "90", "730", N_("days"),
        N_("An unused account loses its name after"), N_("A name without work has no reason to stay."), guarded=True,
    ),
)
# fmt: on
BY_KEY = {each.key: each for each in DEFINITIONS}
IN_ORDER = (
    ("staff_min", "staff_max"),
    ("week_hours_min", "week_hours_max"),
    ("session_min_per_class", "session_max_per_class"),
    ("repetition_after_weeks_min", "repetition_after_weeks_max"),
    ("evaluation_min_staff", "evaluation_min_school"),
    ("message_thread_days", "message_thread_most_days"),
    *CONSENT_IN_ORDER,
    ("inactive_account_days", "inactive_account_erase_days"),
    ("inactive_account_erase_days", "audit_log_days"),  # by the trail we know when an account was last used
)
IN_USE = frozenset(
    (
        "jsp_name", "jsp_phone", "jsp_mail", "privacy_mail", "privacy_officer", "child_safety_lead", "doctor_phone",
        "quick_exit", "public_first_names", "answer_promise_school_days", "message_thread_days",
        "message_thread_most_days", "contact_identity_days", "session_min_per_class", "session_max_per_class",
        "session_minutes_hint", "repetition_after_weeks_min", "evaluation_min_staff", "evaluation_min_school",
        "evaluation_open_minutes", "evaluation_short",
        "contact_note_days", "focus_group_raw_days", "audit_log_days", "inactive_account_days",
        "inactive_account_erase_days",
        "open_answer_days", "research_export", "referral_days", "second_factor_for_all",
        *(each.key for each in CONSENT),
    )
)  # fmt: skip
