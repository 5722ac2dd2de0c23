"""a question that was closed on a device is closed for a copy as well; why a talk is kept longer is sealed

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-28 07:40:00

"""
from contextlib import contextmanager

from alembic import op
import sqlalchemy as sa

from jsp.models.sealed import keys


# revision identifiers, used by Alembic.
revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

BATCH = 2_000
GROUP = sa.table(
    "focus_group", sa.column("id", sa.Uuid()), sa.column("keep_reason", sa.String()),
    sa.column("keep_reason_sealed", sa.LargeBinary()),
)
OLD_CHECK = "keep_until IS NULL OR keep_reason <> ''"
# The open column stays, and empty: processes of the release before go on with talks beside it until they start anew, and
# can put no reason there.
NEW_CHECKS = {
    "kept_for_a_reason": "keep_until IS NULL OR keep_reason_sealed IS NOT NULL", "reason_is_sealed": "keep_reason = ''",
}


@contextmanager
def triggers_away():
    """SQLite writes a changed table anew, which triggers that name it would not bear; they come back as they were."""
    bind = op.get_bind()
    found = []
    if bind.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%focus_group%'"
        found = bind.exec_driver_sql(query).all()
    for name, _made in found:
        bind.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, made in found:
        bind.exec_driver_sql(made)


def upgrade():
    op.add_column('thread', sa.Column('visit', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('thread', sa.Column('is_code_kept', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('focus_group', sa.Column('keep_reason_sealed', sa.LargeBinary(), nullable=True))
    with triggers_away():
        with op.batch_alter_table('focus_group') as batch_op:
            batch_op.drop_constraint(op.f('ck_focus_group_kept_for_a_reason'), type_='check')
        seal()
        with op.batch_alter_table('focus_group') as batch_op:
            for name, rule in NEW_CHECKS.items():
                batch_op.create_check_constraint(name, rule)
    if op.get_bind().dialect.name == "postgresql":  # written anew: no open reason is left in its free pages
        same = "keep_reason_sealed TYPE bytea USING (keep_reason_sealed || ''::bytea)"
        op.execute(f"ALTER TABLE focus_group ALTER COLUMN {same}")


def downgrade():
    with triggers_away():
        with op.batch_alter_table('focus_group') as batch_op:
            for name in NEW_CHECKS:
                batch_op.drop_constraint(op.f(f'ck_focus_group_{name}'), type_='check')
        unseal()
        with op.batch_alter_table('focus_group') as batch_op:
            batch_op.drop_column('keep_reason_sealed')
            batch_op.create_check_constraint('kept_for_a_reason', OLD_CHECK)
    op.execute("ALTER TABLE thread DROP COLUMN is_code_kept")
    op.execute("ALTER TABLE thread DROP COLUMN visit")


def seal():
    each(GROUP.c.keep_reason != "", lambda row: {
        "keep_reason": "",
        "keep_reason_sealed": keys().seal(row.keep_reason, place=f"focus_group.keep_reason.{row.id}"),
    })


def unseal():
    each(GROUP.c.keep_reason_sealed.is_not(None), lambda row: {
        "keep_reason": keys().open(bytes(row.keep_reason_sealed), place=f"focus_group.keep_reason.{row.id}"),
        "keep_reason_sealed": None,
    })


def each(which, change):
    """Change all rows of which this holds, some at a time; then it holds of none."""
    bind = op.get_bind()
    while rows := bind.execute(sa.select(GROUP).where(which).limit(BATCH)).all():
        for row in rows:
            bind.execute(GROUP.update().where(GROUP.c.id == row.id).values(**change(row)))
