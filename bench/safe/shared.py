"""What colleagues of the same site may open though they did not walk there: by kind of address, and by whom.

Made by hand from what each role may do. Lessons of a school belong to its whole team, so do questions that nobody took
yet and what was handed over; talks belong to those who hold them, and workers and researchers of the demo all hold
some. Conversations, questions that somebody took, referrals, and what two people write for each other are not here.
"""

WORKERS = frozenset({"sanne", "lieke", "youssef"})
TEAM = WORKERS | {"renske"}
HOLDERS = TEAM | {"nora"}
LESSONS = {
    "agreements": ("propose_agreement",),
    "carers": (
        "carers",
        "carers_of",
    ),
    "evaluations": (
        "answers",
        "begin",
        "judge",
        "show_rest",
        "talk",
        "worried",
        "worry",
    ),
    "lessons": (
        "ask_off",
        "ask_remove_hour",
        "before",
        "book_all",
        "change_pair",
        "check",
        "class_hours",
        "class_version",
        "difference",
        "given",
        "given_otherwise",
        "lesson",
        "let_other",
        "move",
        "off",
        "pause",
        "plan",
        "plan_all",
        "plan_talk",
        "prepare",
        "ready",
        "remove_hour",
        "renamed",
        "repeat",
        "series",
        "share_out",
        "stop",
        "turn_key",
        "withdraw",
        "write_plays",
    ),
}
TALKS = {
    "focus_groups": (
        "add_holder",
        "add_line",
        "add_pseudonym",
        "add_seats",
        "approve",
        "bring_transcript",
        "change",
        "change_line",
        "change_note",
        "delete",
        "erase_names",
        "erase_now",
        "group",
        "holders",
        "keep_as_usual",
        "links",
        "new_link",
        "people",
        "pseudonyms",
        "reading",
        "remove_holder",
        "remove_seat",
        "reopen",
        "save_names",
        "see_correction",
        "take_away_note",
        "take_off_pseudonym",
        "take_out_line",
        "talk",
        "text",
    ),
    "findings": ("report_of_talk",),
    "coding": (
        "passage",
        "adjust",
    ),
}
OTHERWISE = {
    "evaluations.results": TEAM | {"annelies"},  # figures, which a care coordinator reads too
    "lessons.turn_key": TEAM | {"karin"},  # of a lesson that she gives with others
    "intake.seen": WORKERS,  # handed over to them
    "intake.call": WORKERS,
    "intake.done": WORKERS,
    "messages.involve": WORKERS,  # questions that nobody took
    "referrals.path": TEAM,
    "referrals.sign": WORKERS,
    "retention.hold": TEAM,
}


def allowed(endpoint: str) -> frozenset[str]:
    """Who may open such an address."""
    if endpoint in OTHERWISE:
        return OTHERWISE[endpoint]
    room, _dot, view = endpoint.partition(".")
    if view in LESSONS.get(room, ()):
        return TEAM
    return HOLDERS if view in TALKS.get(room, ()) else frozenset()
