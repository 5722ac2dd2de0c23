"""what a class says of a lesson, what a pair says of it, and measurement waves

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-26 13:40:23.178245

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('questionnaire',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire')),
    sa.UniqueConstraint('code', name=op.f('uq_questionnaire_code'))
    )
    op.create_table('measurement_wave',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('instrument', sa.Enum('cool', 'isjo', 'competences', name='instrument', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('respondents', sa.Enum('pupils', 'teachers', 'youth_workers', name='respondents', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('rights_settled', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'released', name='wavestate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('year BETWEEN 2000 AND 2100', name=op.f('ck_measurement_wave_year_is_near')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_measurement_wave_made_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measurement_wave')),
    sa.UniqueConstraint('instrument', 'respondents', 'year', name=op.f('uq_measurement_wave_instrument_respondents_year'))
    )
    op.create_table('questionnaire_use',
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('questionnaire_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_questionnaire_use_programme_id_programme')),
    sa.ForeignKeyConstraint(['questionnaire_id'], ['questionnaire.id'], name=op.f('fk_questionnaire_use_questionnaire_id_questionnaire')),
    sa.PrimaryKeyConstraint('programme_id', name=op.f('pk_questionnaire_use'))
    )
    op.create_table('questionnaire_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('questionnaire_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_questionnaire_version_number_counts')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_questionnaire_version_made_by_id_user')),
    sa.ForeignKeyConstraint(['questionnaire_id'], ['questionnaire.id'], name=op.f('fk_questionnaire_version_questionnaire_id_questionnaire')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire_version')),
    sa.UniqueConstraint('questionnaire_id', 'number', name=op.f('uq_questionnaire_version_questionnaire_id_number'))
    )
    op.create_table('wave_score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('wave_id', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(length=60), nullable=False),
    sa.Column('scale', sa.String(length=60), nullable=False),
    sa.Column('measure', sa.Enum('score', 'importance', 'realised', name='measure', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('mean', sa.Numeric(precision=4, scale=2), nullable=False),
    sa.Column('sd', sa.Numeric(precision=4, scale=2), nullable=True),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.CheckConstraint('mean BETWEEN 1 AND 5', name=op.f('ck_wave_score_mean_on_the_scale')),
    sa.CheckConstraint('n >= 5', name=op.f('ck_wave_score_n_is_enough')),
    sa.CheckConstraint('sd BETWEEN 0 AND 4', name=op.f('ck_wave_score_sd_on_the_scale')),
    sa.ForeignKeyConstraint(['wave_id'], ['measurement_wave.id'], name=op.f('fk_wave_score_wave_id_measurement_wave')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wave_score')),
    sa.UniqueConstraint('wave_id', 'unit', 'scale', 'measure', name=op.f('uq_wave_score_wave_id_unit_scale_measure'))
    )
    op.create_table('evaluation_release',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('audience', sa.Enum('staff', 'school', name='audience', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_evaluation_release_series_id_lesson_series')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_release'))
    )
    with op.batch_alter_table('evaluation_release', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_release_series_id'), ['series_id'], unique=False)

    op.create_table('pair_reflection',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pair_id', sa.Integer(), nullable=False),
    sa.Column('moment', sa.Enum('start', 'halfway', 'end', name='moment', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('answers_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('shared_by_teacher', sa.Boolean(), nullable=False),
    sa.Column('shared_by_worker', sa.Boolean(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['pair_id'], ['series_pair.id'], name=op.f('fk_pair_reflection_pair_id_series_pair')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pair_reflection')),
    sa.UniqueConstraint('pair_id', 'moment', name=op.f('uq_pair_reflection_pair_id_moment'))
    )
    op.create_table('debrief',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('pair_id', sa.Integer(), nullable=False),
    sa.Column('seen_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('talked_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('change_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('teacher_pulse', sa.Integer(), nullable=True),
    sa.Column('worker_pulse', sa.Integer(), nullable=True),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.CheckConstraint('teacher_pulse BETWEEN 1 AND 5', name=op.f('ck_debrief_teacher_pulse_exists')),
    sa.CheckConstraint('worker_pulse BETWEEN 1 AND 5', name=op.f('ck_debrief_worker_pulse_exists')),
    sa.ForeignKeyConstraint(['pair_id'], ['series_pair.id'], name=op.f('fk_debrief_pair_id_series_pair')),
    sa.ForeignKeyConstraint(['session_id'], ['lesson_session.id'], name=op.f('fk_debrief_session_id_lesson_session')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_debrief')),
    sa.UniqueConstraint('session_id', 'pair_id', name=op.f('uq_debrief_session_id_pair_id'))
    )
    with op.batch_alter_table('debrief', schema=None) as batch_op:
        batch_op.create_index('ix_debrief_pair_id', ['pair_id'], unique=False)

    op.create_table('evaluation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('is_short', sa.Boolean(), nullable=False),
    sa.Column('is_last', sa.Boolean(), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('paper', sa.Integer(), nullable=False),
    sa.Column('counts_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('paper_counts_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('staff_release_id', sa.Uuid(), nullable=True),
    sa.Column('school_release_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('answers >= 0 AND paper >= 0 AND paper <= answers', name=op.f('ck_evaluation_counts_up')),
    sa.CheckConstraint('closed_on IS NOT NULL OR (staff_release_id IS NULL AND school_release_id IS NULL)', name=op.f('ck_evaluation_released_when_closed')),
    sa.CheckConstraint('closed_on IS NOT NULL OR answers = 0', name=op.f('ck_evaluation_counted_when_closed')),
    sa.ForeignKeyConstraint(['school_release_id'], ['evaluation_release.id'], name=op.f('fk_evaluation_school_release_id_evaluation_release')),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_evaluation_series_id_lesson_series')),
    sa.ForeignKeyConstraint(['session_id'], ['lesson_session.id'], name=op.f('fk_evaluation_session_id_lesson_session')),
    sa.ForeignKeyConstraint(['staff_release_id'], ['evaluation_release.id'], name=op.f('fk_evaluation_staff_release_id_evaluation_release')),
    sa.ForeignKeyConstraint(['version_id'], ['questionnaire_version.id'], name=op.f('fk_evaluation_version_id_questionnaire_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation')),
    sa.UniqueConstraint('session_id', name=op.f('uq_evaluation_session_id'))
    )
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_school_release_id'), ['school_release_id'], unique=False)
        batch_op.create_index('ix_evaluation_series_id_begun_on', ['series_id', 'begun_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_evaluation_staff_release_id'), ['staff_release_id'], unique=False)

    op.create_table('learning',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('profession', sa.Enum('teacher', 'worker', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_learning_made_by_id_user')),
    sa.ForeignKeyConstraint(['session_id'], ['lesson_session.id'], name=op.f('fk_learning_session_id_lesson_session')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning'))
    )
    with op.batch_alter_table('learning', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learning_session_id'), ['session_id'], unique=False)

    op.create_table('discussion',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('notes_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('said', sa.String(length=300), nullable=False),
    sa.Column('doing', sa.String(length=300), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['evaluation.id'], name=op.f('fk_discussion_id_evaluation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_discussion'))
    )
    op.create_table('evaluation_box',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.Column('secret', sa.String(length=20), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('contents_sealed', sa.LargeBinary(), nullable=False),
    sa.CheckConstraint('answers >= 0 AND answers <= seats', name=op.f('ck_evaluation_box_seats_hold_answers')),
    sa.ForeignKeyConstraint(['id'], ['evaluation.id'], name=op.f('fk_evaluation_box_id_evaluation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_box')),
    sa.UniqueConstraint('code', name=op.f('uq_evaluation_box_code')),
    sa.UniqueConstraint('secret', name=op.f('uq_evaluation_box_secret'))
    )
    op.create_table('evaluation_count',
    sa.Column('evaluation_id', sa.Uuid(), nullable=False),
    sa.Column('item', sa.String(length=40), nullable=False),
    sa.Column('score', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('on_paper', sa.Boolean(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.CheckConstraint('count > 0', name=op.f('ck_evaluation_count_counts')),
    sa.CheckConstraint('score BETWEEN 1 AND 5', name=op.f('ck_evaluation_count_score_exists')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluation_count_evaluation_id_evaluation')),
    sa.PrimaryKeyConstraint('evaluation_id', 'item', 'score', 'on_paper', name=op.f('pk_evaluation_count'))
    )
    op.create_table('open_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('evaluation_id', sa.Uuid(), nullable=False),
    sa.Column('text_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'shown', 'hidden', name='answerstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_worry', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_open_answer_evaluation_id_evaluation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_answer')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('open_answer', schema=None) as batch_op:
        batch_op.create_index('ix_open_answer_evaluation_id', ['evaluation_id'], unique=False)

    with op.batch_alter_table('adaptation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('source', sa.Enum('', 'debrief', 'result', name='source', native_enum=False, length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('series_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('settled_on', sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f('ix_adaptation_series_id'), ['series_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_adaptation_series_id_lesson_series'), 'lesson_series', ['series_id'], ['id'])



def downgrade():
    with op.batch_alter_table('adaptation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_adaptation_series_id_lesson_series'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_adaptation_series_id'))
        batch_op.drop_column('settled_on')
        batch_op.drop_column('series_id')
        batch_op.drop_column('source')

    with op.batch_alter_table('open_answer', schema=None) as batch_op:
        batch_op.drop_index('ix_open_answer_evaluation_id')

    op.drop_table('open_answer')
    op.drop_table('evaluation_count')
    op.drop_table('evaluation_box')
    op.drop_table('discussion')
    with op.batch_alter_table('learning', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_session_id'))

    op.drop_table('learning')
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evaluation_staff_release_id'))
        batch_op.drop_index('ix_evaluation_series_id_begun_on')
        batch_op.drop_index(batch_op.f('ix_evaluation_school_release_id'))

    op.drop_table('evaluation')
    with op.batch_alter_table('debrief', schema=None) as batch_op:
        batch_op.drop_index('ix_debrief_pair_id')

    op.drop_table('debrief')
    op.drop_table('pair_reflection')
    with op.batch_alter_table('evaluation_release', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evaluation_release_series_id'))

    op.drop_table('evaluation_release')
    op.drop_table('wave_score')
    op.drop_table('questionnaire_version')
    op.drop_table('questionnaire_use')
    op.drop_table('measurement_wave')
    op.drop_table('questionnaire')
