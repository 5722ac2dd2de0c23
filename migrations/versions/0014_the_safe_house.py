"""the safe house: a chain through the trail, break-glass, holds, requests of a person, what was erased, jobs, sign-on

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-27 16:50:00

"""
from datetime import UTC

from alembic import op
import sqlalchemy as sa

from jsp.models.sealed import keys
from jsp.rules import trail


# revision identifiers, used by Alembic.
revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

BATCH = 5_000
REFUSED = "the audit trail is append-only"
# What is old enough may go, and only up to a checkpoint that says where the chain goes on.
OLD = {"sqlite": "OLD.at < datetime('now', '-364 days')", "postgresql": "OLD.at < now() - interval '364 days'"}
ENTRY_COVERED = (
    "EXISTS (SELECT 1 FROM audit_link WHERE entry_id = OLD.id AND seq <= (SELECT max(seq) FROM audit_checkpoint))"
)
LINK_COVERED = (
    "OLD.seq <= coalesce((SELECT max(seq) FROM audit_checkpoint), 0) "
    "AND NOT EXISTS (SELECT 1 FROM audit_entry WHERE id = OLD.entry_id)"
)
SQLITE_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
CHAINED = {
    "sqlite": [
        "DROP TRIGGER audit_entry_no_delete",
        f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
        f"WHEN NOT ({ENTRY_COVERED} AND {OLD['sqlite']}) {SQLITE_REFUSE}",
        f"CREATE TRIGGER audit_link_no_update BEFORE UPDATE ON audit_link {SQLITE_REFUSE}",
        f"CREATE TRIGGER audit_link_no_delete BEFORE DELETE ON audit_link WHEN NOT ({LINK_COVERED}) {SQLITE_REFUSE}",
        "CREATE TRIGGER audit_link_no_replace BEFORE INSERT ON audit_link "
        f"WHEN EXISTS (SELECT 1 FROM audit_link WHERE seq = NEW.seq OR entry_id = NEW.entry_id) {SQLITE_REFUSE}",
        f"CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint {SQLITE_REFUSE}",
        f"CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint {SQLITE_REFUSE}",
        "CREATE TRIGGER audit_checkpoint_no_replace BEFORE INSERT ON audit_checkpoint "
        f"WHEN EXISTS (SELECT 1 FROM audit_checkpoint WHERE seq = NEW.seq) {SQLITE_REFUSE}",
    ],
    "postgresql": [
        "DROP TRIGGER audit_entry_append_only ON audit_entry",
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
        "CREATE FUNCTION audit_entry_let_go() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN IF {ENTRY_COVERED} AND {OLD['postgresql']} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{REFUSED}'; END$$",
        "CREATE TRIGGER audit_entry_let_go BEFORE DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_let_go()",
        "CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR TRUNCATE ON audit_link "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
        "CREATE FUNCTION audit_link_let_go() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN IF {LINK_COVERED} THEN RETURN OLD; END IF; RAISE EXCEPTION '{REFUSED}'; END$$",
        "CREATE TRIGGER audit_link_let_go BEFORE DELETE ON audit_link "
        "FOR EACH ROW EXECUTE FUNCTION audit_link_let_go()",
        "CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ],
}
UNCHAINED = {
    "sqlite": [
        "DROP TRIGGER audit_entry_no_delete",
        f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry {SQLITE_REFUSE}",
    ],
    "postgresql": [
        "DROP TRIGGER audit_entry_append_only ON audit_entry",
        "DROP TRIGGER audit_entry_let_go ON audit_entry",
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
        "DROP TRIGGER audit_link_append_only ON audit_link",
        "DROP TRIGGER audit_link_let_go ON audit_link",
        "DROP TRIGGER audit_checkpoint_append_only ON audit_checkpoint",
        "DROP FUNCTION audit_entry_let_go()",
        "DROP FUNCTION audit_link_let_go()",
    ],
}


def upgrade():
    op.add_column('audit_entry', sa.Column('on_behalf_of', sa.String(length=40), nullable=True))
    op.create_index('ix_audit_entry_at', 'audit_entry', ['at'])
    op.create_table('audit_link',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('mac', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_link')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_audit_link_entry_id'))
    )
    op.create_table('audit_checkpoint',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('mac', sa.LargeBinary(length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signature', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_checkpoint'))
    )
    chain_what_is_there()
    for statement in CHAINED[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table('break_glass',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('object_id', sa.String(length=40), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('reason_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('opened_at < ends_at', name=op.f('ck_break_glass_ends')),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_break_glass_by_id_user')),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], name=op.f('fk_break_glass_owner_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_break_glass'))
    )
    op.create_index('ix_break_glass_object_id', 'break_glass', ['object_id', 'by_id'])
    op.create_index('ix_break_glass_owner_id', 'break_glass', ['owner_id', 'seen_at'])
    op.create_table('retention_hold',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('object_id', sa.String(length=40), nullable=False),
    sa.Column('reason_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('lifted_on', sa.Date(), nullable=True),
    sa.Column('lifted_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('made_on < until', name=op.f('ck_retention_hold_ends')),
    sa.CheckConstraint('(lifted_on IS NULL) = (lifted_by_id IS NULL)', name=op.f('ck_retention_hold_lifted_by_somebody')),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_retention_hold_by_id_user')),
    sa.ForeignKeyConstraint(['lifted_by_id'], ['user.id'], name=op.f('fk_retention_hold_lifted_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_hold'))
    )
    op.create_index(
        'uq_retention_hold_standing', 'retention_hold', ['kind', 'object_id'], unique=True,
        sqlite_where=sa.text('lifted_on IS NULL'), postgresql_where=sa.text('lifted_on IS NULL'),
    )
    op.create_table('erasure_report',
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_erasure_report_number_counts')),
    sa.PrimaryKeyConstraint('on', 'kind', name=op.f('pk_erasure_report'))
    )
    op.create_table('erasure_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('object_id', sa.String(length=40), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('written', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure_entry'))
    )
    op.create_index('ix_erasure_entry_written', 'erasure_entry', ['written'])
    op.create_table('person_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('wish', sa.String(length=40), nullable=False),
    sa.Column('known_by', sa.String(length=40), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('note_sealed', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_person_request_by_id_user')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_person_request_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_request'))
    )
    op.create_table('person_request_item',
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('object_id', sa.String(length=40), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['person_request.id'], name=op.f('fk_person_request_item_request_id_person_request'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('request_id', 'kind', 'object_id', name=op.f('pk_person_request_item'))
    )
    op.create_table('job_run',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_job_run'))
    )
    op.create_table('login_identity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('issuer', sa.String(length=255), nullable=False),
    sa.Column('subject', sa.String(length=255), nullable=False),
    sa.Column('linked_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_login_identity_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_identity')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_login_identity_issuer_subject'))
    )
    op.create_index(op.f('ix_login_identity_user_id'), 'login_identity', ['user_id'])


def chain_what_is_there():
    """What was written down before there was a chain stands at its beginning, in its order."""
    entry = sa.table("audit_entry", *(sa.column(name) for name in (
        "id", "user_id", "action", "object_kind", "object_id", "on_behalf_of",
    )), sa.column("at", sa.DateTime(timezone=True)))
    link = sa.table("audit_link", sa.column("seq"), sa.column("entry_id"), sa.column("mac", sa.LargeBinary()))
    bind, after, before, last = op.get_bind(), 0, trail.START, 0
    while rows := bind.execute(sa.select(entry).where(entry.c.id > last).order_by(entry.c.id).limit(BATCH)).all():
        entries = [
            trail.Entry(row.id, in_utc(row.at), row.user_id, row.action, row.object_kind, row.object_id, None)
            for row in rows
        ]
        links = trail.chained(entries, after=after, before=before, key=keys().derive("trail"))
        op.bulk_insert(link, [{"seq": each.seq, "entry_id": each.entry_id, "mac": each.mac} for each in links])
        after, before, last = links[-1].seq, links[-1].mac, rows[-1].id


def in_utc(instant):
    """SQLite keeps instants in UTC without saying so."""
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant


def downgrade():
    for statement in UNCHAINED[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in (
        "login_identity", "job_run", "person_request_item", "person_request", "erasure_entry", "erasure_report",
        "retention_hold", "break_glass", "audit_checkpoint", "audit_link",
    ):
        op.drop_table(table)
    op.drop_index('ix_audit_entry_at', 'audit_entry')
    op.execute("ALTER TABLE audit_entry DROP COLUMN on_behalf_of")
