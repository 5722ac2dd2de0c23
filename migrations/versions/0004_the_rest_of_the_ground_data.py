"""the rest of the ground data

Words and archived rows, crisis lines, settings.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 12:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('crisis_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('question_nl', sa.String(length=80), nullable=False),
    sa.Column('question_en', sa.String(length=80), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('about_nl', sa.String(length=120), nullable=False),
    sa.Column('about_en', sa.String(length=120), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crisis_line')),
    sa.UniqueConstraint('code', name=op.f('uq_crisis_line_code'))
    )
    op.create_table('setting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('value', sa.String(length=500), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting')),
    sa.UniqueConstraint('key', name=op.f('uq_setting_key'))
    )
    op.add_column('school_year', sa.Column('archived_on', sa.Date(), nullable=True))
    op.add_column('site', sa.Column('words', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column('team_member', sa.Column('position', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('team_member', sa.Column('archived_on', sa.Date(), nullable=True))
    op.execute('UPDATE team_member SET position = id')


def downgrade():
    op.drop_column('team_member', 'archived_on')
    op.drop_column('team_member', 'position')
    op.drop_column('site', 'words')
    op.drop_column('school_year', 'archived_on')
    op.drop_table('setting')
    op.drop_table('crisis_line')
