"""Which view asks for which permission, written down apart from the views: a wrong one of them shows here."""

from jsp.rules.roles import Permission
from tests.permissions_talks import ASKS_OF_TALKS
from tests.permissions_trends import ASKS_OF_TRENDS

ASKS = ASKS_OF_TALKS | ASKS_OF_TRENDS | {
    Permission.SEE_TODAY: ("today.show", "today.hidden", "trail.mine"),
    Permission.BE_PRESENT: (
        "today.here", "today.away", "hours.mine", "hours.add_absence", "hours.end_absence", "hours.cannot",
        "hours.cover_yes", "hours.cover_no", "hours.cover_take_back", "hours.swap", "hours.swap_yes", "hours.swap_no",
        "hours.swap_take_back",
    ),
    Permission.SEE_ROTA: ("hours.week", "hours.opening", "hours.seen"),
    Permission.PLAN_HOURS: (
        "hours.seat", "hours.unseat", "hours.extra", "hours.other_hours", "hours.ask_off", "hours.off",
        "hours.on_again", "hours.goes_on", "hours.patterns", "hours.new_pattern", "hours.edit_pattern",
        "hours.ask_end", "hours.end_pattern", "hours.restore_pattern", "hours.closures", "hours.new_closure",
        "hours.make_closure", "hours.edit_closure", "hours.change_closure", "hours.closure",
        "hours.take_back_closure", "hours.restore_closure", "hours.holidays", "hours.team", "hours.member",
        "hours.add_absence_of", "hours.end_absence_of", "hours.cannot_for",
    ),
    Permission.SEE_TRAIL: ("trail.week",),
    Permission.BREAK_GLASS: ("break_glass.things", "break_glass.ask", "break_glass.read", "retention.soon"),
    Permission.SEE_RETENTION: ("retention.show",),
    Permission.KEEP_LONGER: ("retention.hold", "retention.lift"),
    Permission.HANDLE_REQUESTS: tuple(f"person_requests.{name}" for name in (
        "show", "new", "new_about", "request_of", "close", "find_code", "find_name", "all_of_it", "settle", "erase",
        "statement", "take_off",
    )),
    Permission.LOG_CONTACTS: (
        "intake.record", "intake.contacts", "intake.contact", "intake.edit", "intake.hand_over", "intake.safety",
        "intake.undo", "intake.visit", "intake.done", "intake.seen", "intake.calls", "intake.call",
    ),
    Permission.ANSWER_QUESTIONS: tuple(f"messages.{name}" for name in (
        "show", "closed", "desk", "judge_suspects", "thread", "answer", "chip", "take", "involve", "judge", "close",
        "reopen", "remind", "ask_erase", "erase_forgotten", "reach", "make_contact", "worry", "settle",
    )),
    Permission.ASK_FOR_CLASS: tuple(
        f"messages.{name}" for name in ("requests_made", "new_request", "request_made", "add_to_request")
    ),
    Permission.READ_PROGRAMMES: (*(f"programmes.{name}" for name in (
        "show", "programme", "lesson", "export", "proposals", "versions", "differences",
    )), *(f"questionnaires.{name}" for name in ("show", "questionnaire", "export", "versions", "differences"))),
    Permission.KEEP_QUESTIONNAIRES: ("debriefs.shared", *(f"questionnaires.{name}" for name in (
        "archive", "restore", "edit", "copy", "choose", "import_file", "add_file",
    ))),
    Permission.KEEP_PROGRAMMES: tuple(f"programmes.{name}" for name in (
        "import_file", "add_file", "take_over", "archive", "restore", "accept", "decline", "edit_lesson",
    )),
    Permission.PLAN_LESSONS: ("programmes.propose", *(f"lessons.{name}" for name in (
        "show", "seen", "new_series", "series", "class_hours", "ask_remove_hour", "remove_hour", "change_pair",
        "stop", "go_on", "renamed", "repeat", "take_away", "plan", "turn_key", "turn_keys", "withdraw", "plan_all",
        "book_all", "move", "move_rest", "pause", "ask_resume", "resume", "undo", "ask_off", "off", "given",
        "given_otherwise", "sent", "own_week", "lesson", "before", "pair",
        "prepare", "check", "ready", "plan_talk", "write_plays", "class_version", "difference", "go_back",
        "share_out", "let_other", "newer", "adopt",
    )), "carers.carers", "carers.carers_of", "carers.count_anew"),
    Permission.SEE_LESSON_BOARD: ("lessons.board",),
    Permission.KEEP_AGREEMENTS: tuple(f"agreements.{name}" for name in (
        "agreements", "agreement_of", "new_agreement", "agreement", "propose_agreement", "adopt_agreement",
        "check_agreement", "take_back_agreement", "drop_agreement", "restore_agreement", "hand_over_agreement",
        "rewrite_agreement",
    )),
    Permission.KEEP_DEBRIEFS: tuple(f"debriefs.{name}" for name in (
        "debrief", "guide", "add_learning", "make_change", "take_back_learning", "together", "reflection", "share",
        "keep",
    )),
    Permission.SEE_RESULTS: ("evaluations.results", "evaluations.series"),
    Permission.REVIEW_ANSWERS: tuple(f"evaluations.{name}" for name in (
        "answers", "judge", "worry", "show_rest", "worried", "ask_show_worrying", "show_worrying",
    )),
    Permission.HOLD_EVALUATIONS: tuple(f"evaluations.{name}" for name in (
        "begin", "board", "count", "seats", "again", "sheet", "close", "paper", "talk", "discussion", "notes",
    )),
    Permission.SEE_WAVES: ("waves.show", "waves.wave", "waves.years"),
    Permission.KEEP_WAVES: tuple(f"waves.{name}" for name in (
        "new_wave", "add_wave", "import_scores", "replace_scores", "empty_file", "edit_wave", "release", "withdraw",
        "ask_delete", "delete",
    )),
    Permission.EXPORT_RESEARCH: ("research.show",),
    Permission.READ_DIRECTORY: tuple(f"directory.{name}" for name in ("show", "partner", "signpost_card")),
    Permission.KEEP_DIRECTORY: tuple(f"directory.{name}" for name in (
        "new", "edit", "check", "ask_archive", "archive", "restore", "import_file", "add_file", "export", "empty_file",
        "corrections", "accept", "decline",
    )),
    Permission.REFER: (*(f"referrals.{name}" for name in (
        "choose_for_contact", "choose_for_thread", "other_partner", "age", "passport", "write_passport",
        "keep_passport", "ask", "thanks", "elsewhere", "answer", "start", "parent_start", "tell", "parents", "custody",
        "parent_says", "parent_text", "ways", "send", "own_card_done",
        "alone", "alone_failed", "own_card", "show", "find", "referral", "packet", "looked", "hand_over", "take_over",
        "renew_link", "outcome", "withdraw", "reopen", "task_done", "safety", "recorded",
    )), "directory.signpost",),
    Permission.SEE_REFERRAL_FIGURES: ("referrals.figures",),
    Permission.SIGN_SAFETY: ("referrals.path", "referrals.sign"),
    Permission.MANAGE_PEOPLE: (
        "accounts.invite", "accounts.change", "accounts.sites", "accounts.invite_again", "accounts.address",
        "accounts.withdraw",
    ),
    Permission.CONFIRM_FOR_PEOPLE: ("accounts.people", "accounts.person", "accounts.decide"),
}  # fmt: skip
