"""The same for talks, from the invitation to what was done with them."""

from jsp.rules.roles import Permission

PLANNING = (
    "show", "group", "plan", "change", "holders", "add_holder", "remove_holder", "delete", "people", "save_names",
    "add_seats", "remove_seat", "new_link", "say_quote", "invite", "erase_names", "links",
)  # fmt: skip
NOTES = ("talk", "news", "keep_note", "change_note", "take_away_note", "write_up", "open_notes")
TEXTS = ("bring_transcript", "keep_transcript", "text", "change_line", "add_line", "take_out_line", "delete_text",
         "pseudonyms", "add_pseudonym", "replace_names", "take_off_pseudonym")  # fmt: skip
READING = ("reading", "start_reading", "remind_readers", "see_correction", "reopen", "approve", "clear_out",
           "keep_longer", "keep_as_usual", "erase_now")  # fmt: skip
CODING = (
    "show", "new_book", "book", "rename_book", "archive_book", "restore_book", "new_code", "code", "move_code",
    "shift_code", "merge_code", "archive_code", "restore_code", "delete_code", "text", "give", "undo", "line",
    "passage", "take_off", "confirm", "adjust", "memo_of_passage", "memo_of_coding",
)  # fmt: skip
ANALYSIS: tuple[str, ...] = ("retrieve", "counts", "together", "compare")
EXCHANGE = (
    "exchange", "export_project", "export_book", "export_table", "import_book", "keep_book", "import_project",
    "keep_project",
)  # fmt: skip
FINDINGS = (
    "show", "new", "finding", "edit", "archive", "restore", "passages", "more_passages", "add_passages", "take_off",
    "move", "decide", "decision", "edit_decision", "done", "undone", "tell", "lesson", "propose", "agreement", "item",
    "report_of_talk", "report_of_programme", "report_of_theme", "agenda",
)  # fmt: skip
GUIDES = ("show", "guide", "export", "versions", "differences")
KEPT_GUIDES = ("archive", "restore", "edit", "copy", "import_file", "add_file")

ASKS_OF_TALKS = {
    Permission.HOLD_TALKS: (
        *(f"focus_groups.{name}" for name in (*PLANNING, *NOTES, *TEXTS, *READING)),
        *(f"coding.{name}" for name in (*CODING, *ANALYSIS, *EXCHANGE)),
        *(f"findings.{name}" for name in FINDINGS),
        *(f"guides.{name}" for name in GUIDES),
    ),
    Permission.KEEP_GUIDES: tuple(f"guides.{name}" for name in KEPT_GUIDES),
}
