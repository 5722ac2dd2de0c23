"""figures about referrals that were made once

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-26 20:41:12.507318

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

# What was shown of a half year stays as it was: two versions of it could be taken from each other. Whoever rebuilds
# `referral_release` on SQLite (batch_alter_table) has to make its triggers again.
REPLACED = (
    ("referral_release", "first", "figures are made once"),
    ("audit_entry", "id", "the audit trail is append-only"),
)
MADE_ONCE = {
    "sqlite": [
        f"CREATE TRIGGER referral_release_no_{act.lower()} BEFORE {act} ON referral_release "
        "BEGIN SELECT RAISE(ABORT, 'figures are made once'); END"
        for act in ("UPDATE", "DELETE")
    ] + [  # where a row takes the place of another, SQLite fires no trigger for the one that goes
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN SELECT RAISE(ABORT, '{told}'); END"
        for table, key, told in REPLACED
    ],
    "postgresql": [
        "CREATE FUNCTION referral_release_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'figures are made once'; END$$",
        "CREATE TRIGGER referral_release_made_once BEFORE UPDATE OR DELETE ON referral_release "
        "FOR EACH ROW EXECUTE FUNCTION referral_release_refuse()",
        "CREATE TRIGGER referral_release_not_emptied BEFORE TRUNCATE ON referral_release "
        "FOR EACH STATEMENT EXECUTE FUNCTION referral_release_refuse()",
    ],
}


def upgrade():
    op.create_table('referral_release',
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('tenths', sa.Integer(), nullable=True),
    sa.Column('days', sa.Integer(), nullable=True),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('sent', sa.Integer(), nullable=True),
    sa.Column('joined', sa.Integer(), nullable=True),
    sa.Column('referred', sa.Integer(), nullable=True),
    sa.CheckConstraint('least > 0', name=op.f('ck_referral_release_least_is_somebody')),
    sa.CheckConstraint('referred BETWEEN 0 AND 10', name=op.f('ck_referral_release_referred_of_ten')),
    sa.CheckConstraint('tenths BETWEEN 0 AND 10', name=op.f('ck_referral_release_tenths_of_ten')),
    sa.CheckConstraint('tenths IS NOT NULL OR days IS NULL', name=op.f('ck_referral_release_median_of_something')),
    sa.PrimaryKeyConstraint('first', name=op.f('pk_referral_release'))
    )
    for statement in MADE_ONCE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    if op.get_bind().scalar(sa.text("SELECT EXISTS (SELECT 1 FROM referral_release)")):
        raise RuntimeError(
            "referral_release holds figures that were shown. Without them the next upgrade makes them a second time. "
            "Put back a copy of before instead; see docs/decisions/0025."
        )
    op.drop_table('referral_release')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION referral_release_refuse()")
    else:
        op.execute("DROP TRIGGER audit_entry_no_replace")
