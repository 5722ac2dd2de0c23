"""Every setting that an installation takes from its environment; docs/settings.md is made of this.

Who lets the app read another one gives it a row here: a test looks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EnvSetting:
    """One setting. `default`: what holds where it is not set, in words; `secret`: nobody else may read it."""

    name: str
    meaning: str
    default: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    title: str
    settings: tuple[EnvSetting, ...]


GROUPS = (
    Group("The site", (
        EnvSetting("BASE_URL", "Address of the site, for links in mail: `https://`, a host, nothing more.",
                   "none, and then it does not start; in development `http://127.0.0.1:$PORT`"),
        EnvSetting("HTTPS_ONLY", "Cookies and pages go over TLS alone (secure cookies, HSTS).",
                   "`true`, and nothing else is taken; in development `false`"),
        EnvSetting("DEVELOPMENT", "`1` to try the app on your own machine: no TLS, keys made by itself, mail in the "
                   "terminal. Never with real data.", "off"),
        EnvSetting("FLASK_DEBUG", "Shows the inside of the app to whoever causes an error. Only with `DEVELOPMENT`: "
                   "without it the app does not start with this on.", "off"),
    )),
    Group("Signing in at school or work (docs/single-sign-on.md)", (
        EnvSetting("OIDC_ISSUER", "Address of the provider (OpenID Connect), as its discovery document says it; at "
                   "Entra that of your own tenant.", "none: people sign in here"),
        EnvSetting("OIDC_CLIENT_ID", "By which the provider knows this app.", "none; needed with `OIDC_ISSUER`"),
        EnvSetting("OIDC_CLIENT_SECRET", "What the provider gave with it.", "none; this or the next is needed",
                   secret=True),
        EnvSetting("OIDC_CLIENT_SECRET_FILE", "Path of a file with that secret, for the account of the app only "
                   "(0400).", "none"),
        EnvSetting("OIDC_NAME", "What the button says, such as the name of the school.", "a general word"),
        EnvSetting("OIDC_TRUST_EMAIL", "Take an address as proved though the provider does not say so. Only for a "
                   "provider that gives addresses out itself.", "off"),
        EnvSetting("OIDC_MFA_ACR", "Values of `acr`, with a space between, by which the provider says that a second "
                   "factor was asked.", "none: only `amr` with `mfa` counts"),
        EnvSetting("LOCAL_SIGN_IN", "`0`: nobody signs in with a password here any more.", "`1`"),
    )),
    Group("Database and keys", (
        EnvSetting("DATABASE_URL", "`postgresql://…` (15 or newer) or `sqlite:////path/of/a.sqlite` (without a "
                   "folder: in `instance/`). Several servers, of which the one that takes writes is meant: "
                   "`postgresql://user@one,two/jsp?target_session_attrs=read-write`. To another machine add "
                   "`sslmode=verify-full`.", "SQLite, `instance/jsp.sqlite`", secret=True),
        EnvSetting("DATA_KEY_FILE", "Path of the keys that seal notes and mail; for the account of the app only "
                   "(0400), apart from database and backups. `python -m jsp.new_key PATH` makes one.",
                   "`instance/data.key`"),
        EnvSetting("SECRET_KEY", "Signs cookies and forms: 32 random characters, the same on every instance.",
                   "made once, in `instance/secret.key`", secret=True),
    )),
    Group("Mail", (
        EnvSetting("MAIL_SERVER", "`smtps://user:password@host` or `smtp+tls://user:password@host:587`; `smtp://` only "
                   "to this machine. In the password `/` is `%2F`, `@` `%40`, `:` `%3A`, `#` `%23`, `%` `%25`.",
                   "none: mail waits; in development it is printed", secret=True),
        EnvSetting("MAIL_FROM", "Sender of mail.", "`jsp@localhost`"),
    )),
    Group("Backup", (
        EnvSetting("BACKUP_FOLDER", "Where `flask backup` puts backups.", "`instance/backups`"),
        EnvSetting("BACKUP_KEY_FILE", "Path of the key that seals backups (0400), of which a copy lies elsewhere. "
                   "`python -m jsp.new_key --backup PATH` makes one.", "`instance/backup.key`"),
        EnvSetting("ERASURE_JOURNAL", "File outside the database in which stands what was erased, by its key alone: "
                   "after a restore it is erased again. Copy it as often as you make backups.",
                   "`instance/erasures.jsonl`"),
        EnvSetting("BACKUP_DAYS", "For so many days a backup is kept.", "`35`"),
    )),
    Group("The trail of who did what", (
        EnvSetting("AUDIT_HEAD_FILE", "File to which the end of the trail is added every day, so that nobody can cut a "
                   "piece off unseen: on another machine, or sent there.", "`instance/audit_heads.jsonl`"),
    )),
    Group("Sight", (
        EnvSetting("METRICS_TOKEN", "32 random characters with which Prometheus may fetch `/metrics` "
                   "(`Authorization: Bearer …`).", "none: nothing is counted, there is no `/metrics`", secret=True),
    )),
    Group("The web server (gunicorn)", (
        EnvSetting("HOST", "Where it listens.", "`127.0.0.1`"),
        EnvSetting("PORT", "At which port.", "`8000`"),
        EnvSetting("WORKERS", "With how many processes.", "`2`"),
        EnvSetting("FORWARDED_ALLOW_IPS", "Proxies that are believed about TLS.", "`127.0.0.1`"),
    )),
)  # fmt: skip
