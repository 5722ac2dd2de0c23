"""respect lessons

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-26 07:42:53.688049

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

# A class, a teacher and a worker are in one session at a time, and a worker is not at a desk then either. PostgreSQL: an
# exclusion within the table, and between the two a check behind a lock per person; SQLite, which has one writer at a
# time, by triggers. Whoever rebuilds one of these tables on SQLite (batch_alter_table) has to make its triggers again.
EXCLUSION = """ALTER TABLE session_place ADD CONSTRAINT ex_session_place_one_place EXCLUDE USING gist
(kind WITH =, who WITH =, tsrange("on" + starts, "on" + ends) WITH &&) WHERE (takes_place)"""
MEETS = """"on" = NEW."on" AND takes_place AND starts < NEW.ends AND NEW.starts < ends"""
AT_A_DESK = f"EXISTS (SELECT 1 FROM attendance WHERE member_id = NEW.who AND {MEETS})"
IN_A_LESSON = f"EXISTS (SELECT 1 FROM session_place WHERE kind = 'worker' AND who = NEW.member_id AND {MEETS})"
TWICE = f"""EXISTS (SELECT 1 FROM session_place WHERE kind = NEW.kind AND who = NEW.who AND {MEETS}
AND session_id <> NEW.session_id)"""
# table, name, when it counts, who it is about, what may not be
ACROSS = (
    ("session_place", "at_a_desk", "NEW.takes_place AND NEW.kind = 'worker'", "NEW.who", AT_A_DESK),
    ("attendance", "in_a_lesson", "NEW.takes_place", "NEW.member_id", IN_A_LESSON),
)
FUNCTION = """CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF {counts} THEN
PERFORM pg_advisory_xact_lock(hashtext('member'), {who});
IF {wrong} THEN RAISE EXCEPTION 'ex_{table}_{name}' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'ex_{table}_{name}';
END IF; END IF; RETURN NEW; END $$"""
TRIGGER = """CREATE TRIGGER {table}_{name}_{when} AFTER {what} ON {table} WHEN {counts} BEGIN
SELECT RAISE(ABORT, 'ex_{table}_{name}') WHERE {wrong}; END"""
WATCHED = {"session_place": 'kind, who, "on", starts, ends, takes_place', "attendance": 'member_id, "on", starts, ends, takes_place'}


def forbid_two_places():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(EXCLUSION)
        for table, name, counts, who, wrong in ACROSS:
            op.execute(FUNCTION.format(table=table, name=name, counts=counts, who=who, wrong=wrong))
            op.execute(f"CREATE TRIGGER {table}_{name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()")
        return
    within = ("session_place", "one_place", "NEW.takes_place", "NEW.who", TWICE)
    for table, name, counts, _who, wrong in (within, *ACROSS):
        for when, what in (("insert", "INSERT"), ("update", f"UPDATE OF {WATCHED[table]}")):
            op.execute(TRIGGER.format(table=table, name=name, when=when, what=what, counts=counts, wrong=wrong))


def allow_two_places():
    if op.get_bind().dialect.name == "postgresql":
        for table, name, *_rest in ACROSS:
            op.execute(f"DROP TRIGGER {table}_{name} ON {table}")
            op.execute(f"DROP FUNCTION {table}_{name}()")
        return
    for when in ("insert", "update"):
        op.execute(f"DROP TRIGGER attendance_in_a_lesson_{when}")


def upgrade():
    op.create_table('programme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme')),
    sa.UniqueConstraint('code', name=op.f('uq_programme_code'))
    )
    op.create_table('programme_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_programme_version_number_counts')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_programme_version_made_by_id_user')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_programme_version_programme_id_programme')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_version')),
    sa.UniqueConstraint('programme_id', 'number', name=op.f('uq_programme_version_programme_id_number'))
    )
    op.create_table('adaptation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('lesson_key', sa.String(length=20), nullable=False),
    sa.Column('activity_key', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('state', sa.Enum('open', 'accepted', 'declined', name='adaptationstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('answer', sa.String(length=300), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(state = 'accepted') = (version_id IS NOT NULL)", name=op.f('ck_adaptation_accepted_in_a_version')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_adaptation_made_by_id_user')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_adaptation_programme_id_programme')),
    sa.ForeignKeyConstraint(['version_id'], ['programme_version.id'], name=op.f('fk_adaptation_version_id_programme_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adaptation'))
    )
    with op.batch_alter_table('adaptation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_adaptation_programme_id'), ['programme_id'], unique=False)

    op.create_table('class_hour',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('school_class_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('room', sa.String(length=40), nullable=False),
    sa.CheckConstraint('number BETWEEN 1 AND 15', name=op.f('ck_class_hour_number_exists')),
    sa.CheckConstraint('starts < ends', name=op.f('ck_class_hour_in_order')),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_class_hour_weekday_exists')),
    sa.ForeignKeyConstraint(['school_class_id'], ['school_class.id'], name=op.f('fk_class_hour_school_class_id_school_class')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_class_hour')),
    sa.UniqueConstraint('school_class_id', 'weekday', 'starts', name=op.f('uq_class_hour_school_class_id_weekday_starts'))
    )
    op.create_table('lesson_series',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_class_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('running', 'paused', 'stopped', name='seriesstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('stopped_on', sa.Date(), nullable=True),
    sa.Column('stopped_why', sa.String(length=200), nullable=False),
    sa.Column('decision', sa.String(length=200), nullable=False),
    sa.CheckConstraint("(state = 'stopped') = (stopped_on IS NOT NULL)", name=op.f('ck_lesson_series_stopped_on_a_day')),
    sa.ForeignKeyConstraint(['school_class_id'], ['school_class.id'], name=op.f('fk_lesson_series_school_class_id_school_class')),
    sa.ForeignKeyConstraint(['version_id'], ['programme_version.id'], name=op.f('fk_lesson_series_version_id_programme_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_series'))
    )
    with op.batch_alter_table('lesson_series', schema=None) as batch_op:
        batch_op.create_index('ix_lesson_series_school_class_id', ['school_class_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_lesson_series_version_id'), ['version_id'], unique=False)

    op.create_table('lesson_notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('booked', 'moved', 'cancelled', 'closed', 'paused', 'resumed', 'given', name='actkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sessions', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_lesson_notice_series_id_lesson_series')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_lesson_notice_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_notice'))
    )
    with op.batch_alter_table('lesson_notice', schema=None) as batch_op:
        batch_op.create_index('ix_lesson_notice_user_id', ['user_id', 'seen_at'], unique=False)

    op.create_table('series_act',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('booked', 'moved', 'cancelled', 'closed', 'paused', 'resumed', 'given', name='actkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('before', sa.String(length=20), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_series_act_by_id_user')),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_series_act_series_id_lesson_series')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series_act'))
    )
    with op.batch_alter_table('series_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_series_act_series_id'), ['series_id'], unique=False)

    op.create_table('series_lesson',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.Enum('lesson', 'repetition', 'meeting', 'film', name='kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('data', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('core_reason', sa.String(length=300), nullable=False),
    sa.Column('repeats', sa.JSON(), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_series_lesson_series_id_lesson_series')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series_lesson')),
    sa.UniqueConstraint('series_id', 'position', name=op.f('uq_series_lesson_series_id_position'))
    )
    op.create_table('series_pair',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('teacher_id', sa.Integer(), nullable=False),
    sa.Column('worker_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('goal_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('teacher_expects_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('worker_expects_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('lead_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('feedback_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('agreed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('until IS NULL OR since <= until', name=op.f('ck_series_pair_in_order')),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_series_pair_series_id_lesson_series')),
    sa.ForeignKeyConstraint(['teacher_id'], ['user.id'], name=op.f('fk_series_pair_teacher_id_user')),
    sa.ForeignKeyConstraint(['worker_id'], ['team_member.id'], name=op.f('fk_series_pair_worker_id_team_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series_pair'))
    )
    with op.batch_alter_table('series_pair', schema=None) as batch_op:
        batch_op.create_index('ix_series_pair_now', ['series_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.create_index('ix_series_pair_teacher_id', ['teacher_id'], unique=False)
        batch_op.create_index('ix_series_pair_worker_id', ['worker_id'], unique=False)

    op.create_table('agreement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_class_id', sa.Integer(), nullable=False),
    sa.Column('lesson_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('state', sa.Enum('class', 'proposed', 'adopted', 'checked', 'dropped', name='agreementstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('before', sa.Enum('class', 'proposed', 'adopted', 'checked', 'dropped', name='agreementstate', native_enum=False, length=40), nullable=True),
    sa.Column('written_in', sa.String(length=200), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('changed_on', sa.Date(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('check_on', sa.Date(), nullable=True),
    sa.CheckConstraint("state NOT IN ('adopted', 'checked') OR written_in <> ''", name=op.f('ck_agreement_adopted_somewhere')),
    sa.ForeignKeyConstraint(['lesson_id'], ['series_lesson.id'], name=op.f('fk_agreement_lesson_id_series_lesson')),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], name=op.f('fk_agreement_owner_id_user')),
    sa.ForeignKeyConstraint(['school_class_id'], ['school_class.id'], name=op.f('fk_agreement_school_class_id_school_class')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement'))
    )
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.create_index('ix_agreement_school_class_id', ['school_class_id'], unique=False)

    op.create_table('carer_reach',
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('channel', sa.Enum('school_system', 'letter', 'meeting', 'other', name='channel', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('reached', sa.Integer(), nullable=True),
    sa.Column('viewed', sa.Integer(), nullable=True),
    sa.Column('thumbs', sa.Integer(), nullable=True),
    sa.Column('replies', sa.Integer(), nullable=True),
    sa.Column('coming', sa.Integer(), nullable=False),
    sa.Column('worked', sa.String(length=300), nullable=False),
    sa.CheckConstraint('coming >= 0', name=op.f('ck_carer_reach_coming_counts')),
    sa.CheckConstraint('reached >= 0', name=op.f('ck_carer_reach_reached_counts')),
    sa.CheckConstraint('replies >= 0', name=op.f('ck_carer_reach_replies_counts')),
    sa.CheckConstraint('thumbs >= 0', name=op.f('ck_carer_reach_thumbs_counts')),
    sa.CheckConstraint('viewed >= 0', name=op.f('ck_carer_reach_viewed_counts')),
    sa.ForeignKeyConstraint(['lesson_id'], ['series_lesson.id'], name=op.f('fk_carer_reach_lesson_id_series_lesson')),
    sa.PrimaryKeyConstraint('lesson_id', name=op.f('pk_carer_reach'))
    )
    op.create_table('lesson_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('series_id', sa.Uuid(), nullable=False),
    sa.Column('lesson_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('proposed', 'planned', 'given', 'cancelled', 'interrupted', 'withdrawn', name='sessionstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('room', sa.String(length=40), nullable=False),
    sa.Column('takes_place', sa.Boolean(), nullable=False),
    sa.Column('has_teacher_key', sa.Boolean(), nullable=False),
    sa.Column('has_worker_key', sa.Boolean(), nullable=False),
    sa.Column('closure_id', sa.Integer(), nullable=True),
    sa.Column('is_resumed', sa.Boolean(), nullable=False),
    sa.Column('moves', sa.Integer(), nullable=False),
    sa.Column('cause', sa.Enum('illness', 'timetable', 'test_week', 'trip', 'closure', 'other', name='cancelcause', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('given_by', sa.Enum('together', 'teacher', 'worker', name='givenby', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('left', sa.JSON(), nullable=False),
    sa.Column('checks', sa.JSON(), nullable=False),
    sa.Column('teacher_ready', sa.Boolean(), nullable=False),
    sa.Column('worker_ready', sa.Boolean(), nullable=False),
    sa.Column('prepared_on', sa.Date(), nullable=True),
    sa.Column('prepared_at', sa.Time(), nullable=True),
    sa.Column('plays_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(state = 'cancelled') = (cause IS NOT NULL)", name=op.f('ck_lesson_session_cancelled_with_a_cause')),
    sa.CheckConstraint("(state = 'given') = (given_by IS NOT NULL)", name=op.f('ck_lesson_session_given_by_somebody')),
    sa.CheckConstraint("closure_id IS NULL OR state = 'interrupted'", name=op.f('ck_lesson_session_closure_interrupts')),
    sa.CheckConstraint("state <> 'planned' OR (has_teacher_key AND has_worker_key)", name=op.f('ck_lesson_session_needs_both_keys')),
    sa.CheckConstraint("state <> 'proposed' OR NOT (has_teacher_key AND has_worker_key)", name=op.f('ck_lesson_session_both_keys_are_firm')),
    sa.CheckConstraint("takes_place = (state IN ('proposed', 'planned', 'given'))", name=op.f('ck_lesson_session_takes_place_is_true')),
    sa.CheckConstraint('starts < ends', name=op.f('ck_lesson_session_in_order')),
    sa.ForeignKeyConstraint(['closure_id'], ['closure.id'], name=op.f('fk_lesson_session_closure_id_closure')),
    sa.ForeignKeyConstraint(['lesson_id'], ['series_lesson.id'], name=op.f('fk_lesson_session_lesson_id_series_lesson')),
    sa.ForeignKeyConstraint(['series_id'], ['lesson_series.id'], name=op.f('fk_lesson_session_series_id_lesson_series')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_session')),
    sa.UniqueConstraint('id', 'on', 'starts', 'ends', 'takes_place', name=op.f('uq_lesson_session_id_on_starts_ends_takes_place'))
    )
    with op.batch_alter_table('lesson_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lesson_session_closure_id'), ['closure_id'], unique=False)
        batch_op.create_index('ix_lesson_session_lesson_id', ['lesson_id'], unique=False)
        batch_op.create_index('ix_lesson_session_on', ['on'], unique=False)
        batch_op.create_index('ix_lesson_session_series_id_on', ['series_id', 'on'], unique=False)

    op.create_table('session_change',
    sa.Column('act_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['act_id'], ['series_act.id'], name=op.f('fk_session_change_act_id_series_act')),
    sa.ForeignKeyConstraint(['session_id'], ['lesson_session.id'], name=op.f('fk_session_change_session_id_lesson_session')),
    sa.PrimaryKeyConstraint('act_id', 'session_id', name=op.f('pk_session_change'))
    )
    op.create_table('session_link',
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['lesson_session.id'], name=op.f('fk_session_link_session_id_lesson_session')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_session_link_user_id_user')),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_session_link'))
    )
    with op.batch_alter_table('session_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_link_session_id'), ['session_id'], unique=False)

    op.create_table('session_place',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('who', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('takes_place', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind IN ('class', 'teacher', 'worker')", name=op.f('ck_session_place_kind_exists')),
    sa.ForeignKeyConstraint(['session_id', 'on', 'starts', 'ends', 'takes_place'], ['lesson_session.id', 'lesson_session.on', 'lesson_session.starts', 'lesson_session.ends', 'lesson_session.takes_place'], name='fk_session_place_session', onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'kind', name=op.f('pk_session_place'))
    )
    with op.batch_alter_table('session_place', schema=None) as batch_op:
        batch_op.create_index('ix_session_place_who', ['kind', 'who', 'on'], unique=False)

    with op.batch_alter_table('school_class', schema=None) as batch_op:
        batch_op.add_column(sa.Column('public_code', sa.String(length=8), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_school_class_public_code'), ['public_code'])
    forbid_two_places()



def downgrade():
    allow_two_places()
    with op.batch_alter_table('school_class', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_school_class_public_code'), type_='unique')
        batch_op.drop_column('public_code')

    with op.batch_alter_table('session_place', schema=None) as batch_op:
        batch_op.drop_index('ix_session_place_who')

    op.drop_table('session_place')
    with op.batch_alter_table('session_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_link_session_id'))

    op.drop_table('session_link')
    op.drop_table('session_change')
    with op.batch_alter_table('lesson_session', schema=None) as batch_op:
        batch_op.drop_index('ix_lesson_session_series_id_on')
        batch_op.drop_index('ix_lesson_session_on')
        batch_op.drop_index('ix_lesson_session_lesson_id')
        batch_op.drop_index(batch_op.f('ix_lesson_session_closure_id'))

    op.drop_table('lesson_session')
    op.drop_table('carer_reach')
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.drop_index('ix_agreement_school_class_id')

    op.drop_table('agreement')
    with op.batch_alter_table('series_pair', schema=None) as batch_op:
        batch_op.drop_index('ix_series_pair_worker_id')
        batch_op.drop_index('ix_series_pair_teacher_id')
        batch_op.drop_index('ix_series_pair_now', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.drop_table('series_pair')
    op.drop_table('series_lesson')
    with op.batch_alter_table('series_act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_series_act_series_id'))

    op.drop_table('series_act')
    with op.batch_alter_table('lesson_notice', schema=None) as batch_op:
        batch_op.drop_index('ix_lesson_notice_user_id')

    op.drop_table('lesson_notice')
    with op.batch_alter_table('lesson_series', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lesson_series_version_id'))
        batch_op.drop_index('ix_lesson_series_school_class_id')

    op.drop_table('lesson_series')
    op.drop_table('class_hour')
    with op.batch_alter_table('adaptation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_adaptation_programme_id'))

    op.drop_table('adaptation')
    op.drop_table('programme_version')
    op.drop_table('programme')
