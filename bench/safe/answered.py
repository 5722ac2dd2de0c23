"""What scanners say above low, and why it stands: by the beginning of the finding, the answer."""

OURS = "the only thing put into the statement is a word of our own code, never anything that was sent"
ESCAPED = "its parts are escaped one by one, or drawn by ourselves; the place says so"

NO_TOKEN = (
    "who has no account has nothing that another site could use: the form keeps no session, and what another site "
    "sends is refused by where it says it comes from (jsp/access.py)"
)
OPEN = ("/antwoord", "/kaart", "/taal", "/vraag")

ANSWERS = {
    "bandit B608 jsp/backups/sums.py": f"names of tables and columns of our own models, quoted: {OURS}",
    "bandit B704 jsp/qr.py": f"a drawing of the library, of our own address: {ESCAPED}",
    "bandit B704 jsp/words/lesson_terms.py": ESCAPED,
    "bandit B704 jsp/words/trend_terms.py": ESCAPED,
    "semgrep no-sql-of-f-strings jsp/doctor/durability.py": f"SHOW takes no parameter; names of settings: {OURS}",
    "semgrep no-sql-of-f-strings jsp/extensions.py": f"PRAGMA takes no parameter: {OURS}",
    "semgrep no-sql-of-f-strings jsp/jobs.py": f"PRAGMA takes no parameter: {OURS}",
    "semgrep no-sql-of-f-strings jsp/verbs/retention.py": f"VACUUM takes no parameter; names of our tables: {OURS}",
    "semgrep no-sql-of-f-strings jsp/verbs/tally_truth.py": f"PRAGMA takes no parameter; a number: {OURS}",
    "semgrep no-print jsp/backups/pipe.py": "a program between two others: it says on standard error why it broke off",
    "semgrep no-print jsp/new_key.py": "a command that says where it put the key, never what the key is",
    **{f"wapiti Cross Site Request Forgery POST {path}": NO_TOKEN for path in OPEN},
}
