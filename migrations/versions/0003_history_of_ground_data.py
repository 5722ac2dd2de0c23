"""history of ground data

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-24 04:19:56.965760

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('sending',
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sending'))
    )
    op.create_table('ground_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sending', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('before', sa.String(length=500), nullable=False),
    sa.Column('after', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['sending'], ['sending.key'], name=op.f('fk_ground_change_sending_sending')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_ground_change_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ground_change'))
    )
    with op.batch_alter_table('ground_change', schema=None) as batch_op:
        batch_op.create_index('ix_ground_change_row', ['kind', 'row_id'], unique=False)



def downgrade():
    with op.batch_alter_table('ground_change', schema=None) as batch_op:
        batch_op.drop_index('ix_ground_change_row')

    op.drop_table('ground_change')
    op.drop_table('sending')
