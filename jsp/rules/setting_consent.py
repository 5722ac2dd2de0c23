"""The settings of consent and of what a partner gets to see, each with the ground for its default (dossier 6.2)."""

from jsp.rules.refusal import N_
from jsp.rules.settings import LONGEST_GROUND, Definition, Group, Shape, number

WHO = (
    ("own", N_("the pupil alone")), ("both", N_("the pupil and the parents")), ("parents", N_("the parents")),
)  # fmt: skip
DECIDES = {
    "share": (
        ("under_12", "parents", N_("Sharing with a partner, under 12: who says yes"),
         N_("Practice of youth care: below 12 the parents with authority or the guardian.")),
        ("from_12", "both", N_("Sharing with a partner, 12 to 15: who says yes"),
         N_("Sources differ: youth care asks both, the general rule lets a pupil of 12 decide. Safest is both.")),
        ("from_16", "own", N_("Sharing with a partner, 16 or 17: who says yes"),
         N_("From 16 the pupil alone: Netherlands Youth Institute, and the practice of youth care.")),
    ),
    "start": (
        ("under_12", "parents", N_("Starting help, under 12: who says yes"),
         N_("Youth Act 7.3.4: below 12 the parents with authority or the guardian.")),
        ("from_12", "both", N_("Starting help, 12 to 15: who says yes"),
         N_("Youth Act 7.3.4: pupil and parents, but for serious harm or a wish that stays after good thought.")),
        ("from_16", "own", N_("Starting help, 16 or 17: who says yes"),
         N_("Youth Act 7.3.5: from 16 the pupil alone.")),
    ),
}  # fmt: skip
UNKNOWN = (
    ("vo", "from_12", N_("Age not told, at a secondary school: as")),
    ("mbo", "from_16", N_("Age not told, at a vocational college: as")),
)


def _who_decides(decision: str) -> tuple[Definition, ...]:
    """Who says yes to a decision, by age band; from 18 on it is nobody else's to say."""
    return tuple(
        Definition(
            key=f"consent_{decision}_{age}", group=Group.PRIVACY, shape=Shape.CHOICE, default=default, guarded=True,
            label=label, why=why, choices=WHO[1:] if age == "under_12" else WHO[:2], asks_ground=True,
        )
        for age, default, label, why in DECIDES[decision]
    )  # fmt: skip


# fmt: off
CONSENT = (
    *_who_decides("share"),
    *_who_decides("start"),
    Definition(
        key="consent_ground", group=Group.PRIVACY, shape=Shape.TEXT, default="", longest=120, guarded=True,
        label=N_("Why you decide about consent this way"),
        why=N_("Sources differ about who decides. Write down whose advice you follow, and since when."),
    ),
    *(
        Definition(
            key=f"age_unknown_{kind}", group=Group.PRIVACY, shape=Shape.CHOICE, default=default, guarded=True,
            asks_ground=True,
            label=label, choices=(("from_12", N_("12 to 15")), ("from_16", N_("16 or 17"))),
            why=N_("Somebody need not tell an age. Then the rules of this age count."),
        )
        for kind, default, label in UNKNOWN
    ),
    number(
        "consent_days", Group.PRIVACY, "180", "14", "365", N_("days"), N_("A yes to sharing counts for"),
        N_("Then it has to be asked again. Who said yes can take it back any day."),
    ),
    number(
        "partner_link_days", Group.PRIVACY, "14", "1", "30", N_("days"), N_("A partner can read what was sent for"),
        N_("After that the link shows nothing of it. Without an answer the referral has run out."),
    ),
    number(
        "partner_answer_days", Group.PRIVACY, "120", "30", "365", N_("days"), N_("A partner can tell how it went for"),
        N_("By the same link, without what was sent."),
    ),
    number(
        "partner_nudge_days", Group.PRIVACY, "4", "1", "14", N_("days"), N_("A partner is reminded after"),
        N_("Once, by mail, when nobody answered."),
    ),
    number(
        "partner_call_days", Group.PRIVACY, "7", "2", "21", N_("days"), N_("You are asked to call a partner after"),
        N_("When nobody answered the reminder either."),
    ),
)
# fmt: on
GROUNDS = tuple(
    Definition(
        key=each.ground_key,
        group=each.group,
        shape=Shape.TEXT,
        default="",
        longest=LONGEST_GROUND,
        guarded=True,
        label=each.label,
        why=each.why,
        beside=each.key,
    )
    for each in CONSENT
    if each.asks_ground
)  # fmt: skip
CONSENT_IN_ORDER = (
    ("partner_nudge_days", "partner_call_days"),
    ("partner_call_days", "partner_link_days"),
    ("partner_link_days", "partner_answer_days"),
)
