"""one hour for each lesson

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-26 11:10:12.402117

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ACTS = ("series_act", "lesson_notice")
SURPLUS = """SELECT id FROM (SELECT id, state, row_number() OVER (PARTITION BY lesson_id ORDER BY
CASE state WHEN 'given' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END, "on" DESC, id) AS turn
FROM lesson_session WHERE takes_place) AS held WHERE turn > 1 AND state <> 'given'"""

REPETITIONS = """UPDATE series_lesson SET turn = (SELECT count(*) FROM series_lesson AS other
WHERE other.series_id = series_lesson.series_id AND other.kind = 'repetition' AND other.position <= series_lesson.position)
WHERE kind = 'repetition'"""


def free_the_acts():
    """What can be done to a series grows with every room; a list in the database would have to be rebuilt each time."""
    for table in ACTS:
        name = op.f(f"ck_{table}_actkind")
        if name in {check["name"] for check in sa.inspect(op.get_bind()).get_check_constraints(table)}:
            with op.batch_alter_table(table) as batch_op:
                batch_op.drop_constraint(name, type_="check")


def leave_one_hour():
    """A lesson with two hours keeps the one that is surest; what needed the other one is free again."""
    surplus = list(op.get_bind().scalars(sa.text(SURPLUS)))
    for id in surplus:
        op.get_bind().execute(sa.text(
            "UPDATE lesson_session SET state = 'withdrawn', takes_place = :no, sequence = sequence + 1 WHERE id = :id"
        ), {"id": id, "no": False})
        if op.get_bind().dialect.name == "sqlite":  # nothing follows by itself as long as foreign keys are not looked at
            op.get_bind().execute(sa.text("UPDATE session_place SET takes_place = 0 WHERE session_id = :id"), {"id": id})


def follow_classes():
    """The code of a class that got another name leads on; a second repetition has its own label; notices name a lesson."""
    op.create_table(
        'former_code',
        sa.Column('code', sa.String(length=8), nullable=False),
        sa.Column('school_class_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['school_class_id'], ['school_class.id'], name=op.f('fk_former_code_school_class_id_school_class')),
        sa.PrimaryKeyConstraint('code', name=op.f('pk_former_code')),
    )
    op.create_index(op.f('ix_former_code_school_class_id'), 'former_code', ['school_class_id'])
    op.add_column('series_lesson', sa.Column('turn', sa.Integer(), nullable=False, server_default='1'))
    op.get_bind().execute(sa.text(REPETITIONS))
    with op.batch_alter_table('lesson_notice') as batch_op:
        batch_op.add_column(sa.Column('session_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_lesson_notice_session_id_lesson_session'), 'lesson_session', ['session_id'], ['id'])


def upgrade():
    free_the_acts()
    follow_classes()
    leave_one_hour()
    op.create_index('ix_lesson_session_holds', 'lesson_session', ['lesson_id'], unique=True,
                    sqlite_where=sa.text('takes_place'), postgresql_where=sa.text('takes_place'))


def downgrade():
    with op.batch_alter_table('lesson_notice') as batch_op:
        batch_op.drop_constraint(op.f('fk_lesson_notice_session_id_lesson_session'), type_='foreignkey')
        batch_op.drop_column('session_id')
    with op.batch_alter_table('series_lesson') as batch_op:
        batch_op.drop_column('turn')
    op.drop_table('former_code')
    op.drop_index('ix_lesson_session_holds', table_name='lesson_session')
