"""people and base: accounts with second factors, invitations, outbox, sealed notes

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-24 02:31:42.269525

"""
from alembic import op
import sqlalchemy as sa

from jsp.models.sealed import keys


# revision identifiers, used by Alembic.
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
)
ROLES = ("worker", "coordinator", "mentor", "care_coordinator", "researcher", "administrator")
SEALED = (("contact", "note"), ("contact", "strengths"), ("correction", "reason"))


def seal(table, name):
    """What was in the open goes under the key of this installation."""
    rows = sa.table(table, sa.column("id", sa.Uuid()), sa.column(name), sa.column(f"{name}_sealed", sa.LargeBinary()))
    for id, text in op.get_bind().execute(sa.select(rows.c.id, rows.c[name]).where(rows.c[name] != "")).all():
        blob = keys().seal(text, place=f"{table}.{name}.{id}")
        op.execute(rows.update().where(rows.c.id == id).values({f"{name}_sealed": blob}))


def unseal(table, name):
    """Back into the open."""
    rows = sa.table(table, sa.column("id", sa.Uuid()), sa.column(name), sa.column(f"{name}_sealed", sa.LargeBinary()))
    sealed = rows.c[f"{name}_sealed"]
    for id, blob in op.get_bind().execute(sa.select(rows.c.id, sealed).where(sealed.is_not(None))).all():
        text = keys().open(blob, place=f"{table}.{name}.{id}")
        op.execute(rows.update().where(rows.c.id == id).values({name: text}))


def forget_the_open_texts(table, name):
    """PostgreSQL keeps what was deleted until a table is written anew; SQLite overwrites it (secure_delete)."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {name}_sealed TYPE bytea USING ({name}_sealed || ''::bytea)")


def make_every_role():
    """Roles are what the code knows; their rows are there from the start."""
    role = sa.table("role", sa.column("name", sa.String()))
    there = set(op.get_bind().scalars(sa.select(role.c.name)))
    op.bulk_insert(role, [{"name": name} for name in ROLES if name not in there])


def free_the_actions():
    """Each room brings actions of its own to the trail; a list in the database would have to be rebuilt each time."""
    name = op.f("ck_audit_entry_action")
    if name not in {check["name"] for check in sa.inspect(op.get_bind()).get_check_constraints("audit_entry")}:
        return  # a downgrade does not put it back: the trail keeps what has happened since
    with op.batch_alter_table("audit_entry") as batch_op:
        batch_op.drop_constraint(name, type_="check")
    if op.get_bind().dialect.name == "sqlite":
        for statement in APPEND_ONLY:
            op.execute(statement)


def upgrade():
    op.create_table('outbox_mail',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('letter_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('given_up_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_mail'))
    )
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_mail_due_at', ['sent_at', 'due_at'], unique=False)

    op.create_table('pace_count',
    sa.Column('key', sa.String(length=160), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_pace_count'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('sent_by_id', sa.Integer(), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['sent_by_id'], ['user.id'], name=op.f('fk_invitation_sent_by_id_user')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_invitation_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_user_id'), ['user_id'], unique=False)

    op.create_table('passkey',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('credential_id', sa.LargeBinary(), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('transports', sa.JSON(), nullable=True),
    sa.Column('backup_state', sa.Boolean(), nullable=False),
    sa.Column('device_type', sa.String(length=64), nullable=False),
    sa.Column('extensions', sa.String(length=255), nullable=True),
    sa.Column('lastuse_datetime', sa.DateTime(timezone=True), nullable=False),
    sa.Column('usage', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_passkey_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_user_id'), ['user_id'], unique=False)

    op.create_table('person_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('grant_role', 'take_role', 'disable', 'enable', 'reset_factor', 'set_sites', name='changekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('role', sa.Enum('worker', 'coordinator', 'mentor', 'care_coordinator', 'researcher', 'administrator', name='role', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('detail', sa.String(length=500), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'done', 'refused', 'withdrawn', name='changestate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('asked_by_id <> decided_by_id', name=op.f('ck_person_change_second_person_is_another')),
    sa.CheckConstraint('user_id <> decided_by_id', name=op.f('ck_person_change_nobody_decides_about_themself')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['user.id'], name=op.f('fk_person_change_asked_by_id_user')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['user.id'], name=op.f('fk_person_change_decided_by_id_user')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_person_change_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_change'))
    )
    with op.batch_alter_table('person_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_change_user_id'), ['user_id'], unique=False)

    for table, name in SEALED:
        op.add_column(table, sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
        seal(table, name)
    for table, name in SEALED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(name)
        forget_the_open_texts(table, name)
    free_the_actions()
    make_every_role()

    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('fs_webauthn_user_handle', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('tf_primary_method', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('tf_totp_secret', sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column('tf_last_counter', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('mf_recovery_codes', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('calendar_mark', sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_user_calendar_mark'), ['calendar_mark'])
        batch_op.create_unique_constraint(batch_op.f('uq_user_fs_webauthn_user_handle'), ['fs_webauthn_user_handle'])



def downgrade():
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_user_fs_webauthn_user_handle'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_user_calendar_mark'), type_='unique')
        batch_op.drop_column('calendar_mark')
        batch_op.drop_column('mf_recovery_codes')
        batch_op.drop_column('tf_last_counter')
        batch_op.drop_column('tf_totp_secret')
        batch_op.drop_column('tf_primary_method')
        batch_op.drop_column('fs_webauthn_user_handle')

    for table, name in SEALED:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
        unseal(table, name)
    for table, name in SEALED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(f"{name}_sealed")

    with op.batch_alter_table('person_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_change_user_id'))

    op.drop_table('person_change')
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_user_id'))

    op.drop_table('passkey')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_user_id'))

    op.drop_table('invitation')
    op.drop_table('pace_count')
    with op.batch_alter_table('outbox_mail', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_mail_due_at')

    op.drop_table('outbox_mail')
