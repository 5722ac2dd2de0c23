"""when a sign-in was last used, and what ended it

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-28 04:20:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seen', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('ended', sa.String(length=40), nullable=True))
    op.execute('UPDATE sign_in SET seen = CURRENT_TIMESTAMP')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.alter_column(  # with a default for processes of the release before, until they start anew
            'seen', existing_type=sa.DateTime(timezone=True), nullable=False, server_default=sa.text('CURRENT_TIMESTAMP')
        )


def downgrade():
    op.execute('DELETE FROM sign_in WHERE ended IS NOT NULL')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_column('ended')
        batch_op.drop_column('seen')
