"""every sealed text has a data key of its own

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-27 17:00:00

"""
from alembic import op
import sqlalchemy as sa

from jsp.models.sealed import keys
from jsp.rules.keys import DossierKey


# revision identifiers, used by Alembic.
revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

BATCH = 2_000
# What was approved stays as it is, but for the key around it: the first 62 bytes of a sealed text hold its data key, and
# a new key of the installation wraps that anew. Whoever rebuilds `talk_text` on SQLite has to make its triggers again.
REFUSED = "what was approved stays as it is"
TEXT_FROM = 63
OTHERS = ("id", "group_id", "kind", "name", "version", "made_on", "copy_of")
REWRAPPED = {
    "sqlite": " AND ".join(
        [f"NEW.{each} IS OLD.{each}" for each in OTHERS]
        + [f"substr(NEW.words_sealed, {TEXT_FROM}) IS substr(OLD.words_sealed, {TEXT_FROM})"]
    ),
    "postgresql": "to_jsonb(NEW) - 'words_sealed' = to_jsonb(OLD) - 'words_sealed' "
    f"AND substr(NEW.words_sealed, {TEXT_FROM}) IS NOT DISTINCT FROM substr(OLD.words_sealed, {TEXT_FROM})",
}
APPROVED = "EXISTS (SELECT 1 FROM focus_group WHERE id IN (OLD.group_id, NEW.group_id) AND state = 'approved')"


def stays(unless):
    """The trigger on SQLite, the function of the trigger on PostgreSQL; `unless`: what is let through all the same."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER talk_text_stays BEFORE UPDATE ON talk_text WHEN {APPROVED} {unless} "
                   f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END")
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION talk_text_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
        f"{unless} PERFORM 1 FROM focus_group WHERE id = NEW.group_id FOR SHARE; "
        "IF EXISTS (SELECT 1 FROM focus_group WHERE state = 'approved' AND (id = NEW.group_id OR "
        f"(TG_OP = 'UPDATE' AND id = OLD.group_id))) THEN RAISE EXCEPTION '{REFUSED}'; END IF; RETURN NEW; END$$"
    )


def sealed_anew(change):
    """Let every sealed text be changed, also in what was approved."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER talk_text_stays" if is_sqlite else "ALTER TABLE talk_text DISABLE TRIGGER talk_text_stays")
    for table, name in SEALED:
        each_sealed(table, name, change)
    if not is_sqlite:
        op.execute("ALTER TABLE talk_text ENABLE TRIGGER talk_text_stays")
NUMBERED = ("series_pair",)  # the others have random keys
SEALED = (
    ("participant", "name"), ("participant", "mail"), ("pseudonym", "real"), ("talk_note", "words"),
    ("talk_text", "words"), ("correction_of_talk", "before"), ("correction_of_talk", "after"), ("passage", "memo"),
    ("coding", "memo"), ("series_pair", "goal"), ("series_pair", "teacher_expects"), ("series_pair", "worker_expects"),
    ("series_pair", "lead"), ("series_pair", "feedback"), ("evidence", "quote"), ("contact", "note"),
    ("contact", "strengths"), ("correction", "reason"), ("lesson_session", "plays"), ("debrief", "seen"),
    ("debrief", "talked"), ("debrief", "change"), ("pair_reflection", "answers"), ("evaluation", "counts"),
    ("evaluation", "paper_counts"), ("evaluation_box", "contents"), ("open_answer", "text"), ("discussion", "notes"),
    ("outbox_mail", "letter"), ("thread", "key"), ("class_request", "class_words"), ("reach", "value"),
    ("reach", "first_name"), ("signal", "address"), ("referral", "key"),
)  # fmt: skip


def each_sealed(table, name, change):
    """Let `change(blob, place)` put another blob into its place, or leave it (None)."""
    rows = sa.table(
        table, sa.column("id", sa.Integer() if table in NUMBERED else sa.Uuid()),
        sa.column(f"{name}_sealed", sa.LargeBinary()),
    )
    sealed, bind, last = rows.c[f"{name}_sealed"], op.get_bind(), None
    found = sa.select(rows.c.id, sealed).where(sealed.is_not(None)).order_by(rows.c.id).limit(BATCH)
    write = rows.update().where(rows.c.id == sa.bindparam("of")).values({f"{name}_sealed": sa.bindparam("blob")})
    while batch := bind.execute(found if last is None else found.where(rows.c.id > last)).all():
        changed = [
            {"of": id, "blob": blob} for id, old in batch if (blob := change(bytes(old), f"{table}.{name}.{id}"))
        ]
        if changed:
            bind.execute(write, changed)
        last = batch[-1].id


def wrapped(blob, place):
    return None if blob[:1] == b"\0" else keys().seal(keys().open(blob, place=place), place=place)


def bare(blob, place):
    """As it was sealed before: with the key of the installation itself."""
    if blob[:1] != b"\0":
        return None
    number, text = keys().newest, keys().open(blob, place=place)
    return bytes([number]) + DossierKey(keys().by_number[number]).seal(text, place=place)[1:]


def upgrade():
    sealed_anew(wrapped)
    if op.get_bind().dialect.name == "sqlite":
        stays(f"AND NOT ({REWRAPPED['sqlite']})")
    else:
        stays(f"IF TG_OP = 'UPDATE' THEN IF {REWRAPPED['postgresql']} THEN RETURN NEW; END IF; END IF;")


def downgrade():
    sealed_anew(bare)
    stays("")
