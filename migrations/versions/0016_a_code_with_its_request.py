"""a code that was typed counts for the request with which it was typed

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-28 00:20:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('person_request_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code_typed_on', sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table('person_request_item', schema=None) as batch_op:
        batch_op.drop_column('code_typed_on')
