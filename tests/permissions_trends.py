"""Which view of figures about themes asks for which permission."""

from jsp.rules.roles import Permission

ASKS_OF_TRENDS = {
    Permission.SEE_TEAM_TRENDS: (
        "trends.show", "trends.table", "trends.year", "trends.signals", "trends.settle_signal",
    ),
    Permission.SEE_RELEASED: ("figures.show", "figures.table", "figures.report"),
    Permission.KEEP_TRENDS: (
        "trends.history", "trends.new_history", "trends.choose_columns", "trends.choose_words", "trends.add_history",
        "trends.take_back_history", "trends.sample_history",
        "figures.periods", "figures.write_report", "figures.choose_length",
    ),
}  # fmt: skip
