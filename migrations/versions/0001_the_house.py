"""the house

Revision ID: 0001
Revises: 
Create Date: 2026-11-24 00:24:30.355734

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = {
    "sqlite": [
        "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
        "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END$$",
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ],
}


def upgrade():
    op.create_table('discipline',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('explanation_nl', sa.String(length=120), nullable=False),
    sa.Column('explanation_en', sa.String(length=120), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.Column('name_nl', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_discipline')),
    sa.UniqueConstraint('code', name=op.f('uq_discipline_code'))
    )
    op.create_table('installation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_installation_is_the_only_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_installation'))
    )
    op.create_table('outcome',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.Column('name_nl', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome')),
    sa.UniqueConstraint('code', name=op.f('uq_outcome_code'))
    )
    op.create_table('role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role')),
    sa.UniqueConstraint('name', name=op.f('uq_role_name'))
    )
    op.create_table('school_year',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=9), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.CheckConstraint('starts_on < ends_on', name=op.f('ck_school_year_in_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_year')),
    sa.UniqueConstraint('name', name=op.f('uq_school_year_name'))
    )
    op.create_table('site',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.Enum('vo', 'mbo', name='sitekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('room', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('mail', sa.String(length=254), nullable=False),
    sa.Column('safeguarding_lead', sa.String(length=80), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site')),
    sa.UniqueConstraint('code', name=op.f('uq_site_code'))
    )
    op.create_table('theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('icon', sa.String(length=40), nullable=False),
    sa.Column('pupil_word_nl', sa.String(length=80), nullable=False),
    sa.Column('pupil_word_en', sa.String(length=80), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.Column('name_nl', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme')),
    sa.UniqueConstraint('code', name=op.f('uq_theme_code'))
    )
    op.create_table('user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('password', sa.String(length=255), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
    sa.Column('first_name', sa.String(length=80), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('email', name=op.f('uq_user_email')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_user_fs_uniquifier'))
    )
    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.Enum('signed_in', 'signed_out', 'refused', 'checked_in', 'checked_out', 'recorded', 'undone', 'read', 'listed', 'rewritten', 'corrected', 'handed_over', 'followed_up', 'safety_recorded', name='action', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('object_kind', sa.String(length=40), nullable=False),
    sa.Column('object_id', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_audit_entry_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index('ix_audit_entry_object_id', ['object_id', 'action'], unique=False)

    op.create_table('opening',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('room', sa.String(length=40), nullable=False),
    sa.CheckConstraint('starts < ends', name=op.f('ck_opening_in_order')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_opening_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening')),
    sa.UniqueConstraint('site_id', 'on', 'starts', name=op.f('uq_opening_site_id_on_starts'))
    )
    op.create_table('school_class',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('school_year_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('level', sa.String(length=80), nullable=False),
    sa.Column('study_year', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('need', sa.String(length=200), nullable=True),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.CheckConstraint('size BETWEEN 1 AND 60', name=op.f('ck_school_class_size_is_a_class')),
    sa.CheckConstraint('study_year BETWEEN 1 AND 6', name=op.f('ck_school_class_study_year_exists')),
    sa.ForeignKeyConstraint(['school_year_id'], ['school_year.id'], name=op.f('fk_school_class_school_year_id_school_year')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_school_class_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_class')),
    sa.UniqueConstraint('site_id', 'school_year_id', 'code', name=op.f('uq_school_class_site_id_school_year_id_code'))
    )
    op.create_table('sign_in',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('began', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_sign_in_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_user_id'), ['user_id'], unique=False)

    op.create_table('team_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('first_name', sa.String(length=80), nullable=False),
    sa.Column('discipline_id', sa.Integer(), nullable=False),
    sa.Column('employer', sa.String(length=80), nullable=False),
    sa.Column('active_from', sa.Date(), nullable=False),
    sa.Column('active_until', sa.Date(), nullable=True),
    sa.CheckConstraint('active_until IS NULL OR active_from <= active_until', name=op.f('ck_team_member_in_order')),
    sa.ForeignKeyConstraint(['discipline_id'], ['discipline.id'], name=op.f('fk_team_member_discipline_id_discipline')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_team_member_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_member')),
    sa.UniqueConstraint('user_id', name=op.f('uq_team_member_user_id'))
    )
    op.create_table('theme_discipline',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('discipline_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['discipline_id'], ['discipline.id'], name=op.f('fk_theme_discipline_discipline_id_discipline')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_theme_discipline_theme_id_theme')),
    sa.PrimaryKeyConstraint('theme_id', 'discipline_id', name=op.f('pk_theme_discipline'))
    )
    op.create_table('user_role',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['role_id'], ['role.id'], name=op.f('fk_user_role_role_id_role')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_user_role_user_id_user')),
    sa.PrimaryKeyConstraint('user_id', 'role_id', name=op.f('pk_user_role'))
    )
    op.create_table('user_site',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_user_site_site_id_site')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_user_site_user_id_user')),
    sa.PrimaryKeyConstraint('user_id', 'site_id', name=op.f('pk_user_site'))
    )
    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_here', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_attendance_member_id_team_member')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_attendance_opening_id_opening')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('opening_id', 'member_id', name=op.f('uq_attendance_opening_id_member_id'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index('ix_attendance_member_id', ['member_id'], unique=False)

    op.create_table('casual_visit',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=True),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('kind', sa.Enum('tea', 'prank', name='visitkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_casual_visit_opening_id_opening')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_casual_visit_site_id_site')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_casual_visit_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_casual_visit'))
    )
    with op.batch_alter_table('casual_visit', schema=None) as batch_op:
        batch_op.create_index('ix_casual_visit_site_id_on', ['site_id', 'on'], unique=False)

    op.create_table('contact',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=True),
    sa.Column('writer_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('channel', sa.Enum('walk_in', 'phone', 'email', 'web_form', 'classroom', 'via_teacher', 'online', 'home_visit', name='channel', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.Enum('pupil', 'friend', 'teacher', 'parent', 'other', name='askedby', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('outcome_id', sa.Integer(), nullable=False),
    sa.Column('is_return', sa.Boolean(), nullable=False),
    sa.Column('age_band', sa.Enum('under_12', 'from_12', 'from_16', 'from_18', name='ageband', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('level', sa.Enum('bridge_class', 'pro', 'vmbo_bb', 'vmbo_kb', 'vmbo_gl', 'vmbo_tl', 'havo', 'vwo', 'mbo_1', 'mbo_2', 'mbo_3', 'mbo_4', name='level', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('study_year', sa.Integer(), nullable=True),
    sa.Column('school_class_id', sa.Integer(), nullable=True),
    sa.Column('discipline_id', sa.Integer(), nullable=True),
    sa.Column('colleague_id', sa.Integer(), nullable=True),
    sa.Column('colleague_seen_on', sa.Date(), nullable=True),
    sa.Column('follow_up_on', sa.Date(), nullable=True),
    sa.Column('follow_up_done_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('strengths', sa.String(length=300), nullable=False),
    sa.CheckConstraint('follow_up_on IS NULL OR follow_up_on >= "on"', name=op.f('ck_contact_follow_up_comes_after')),
    sa.CheckConstraint('study_year BETWEEN 1 AND 6', name=op.f('ck_contact_study_year_exists')),
    sa.ForeignKeyConstraint(['colleague_id'], ['user.id'], name=op.f('fk_contact_colleague_id_user')),
    sa.ForeignKeyConstraint(['discipline_id'], ['discipline.id'], name=op.f('fk_contact_discipline_id_discipline')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_contact_opening_id_opening')),
    sa.ForeignKeyConstraint(['outcome_id'], ['outcome.id'], name=op.f('fk_contact_outcome_id_outcome')),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], name=op.f('fk_contact_owner_id_user')),
    sa.ForeignKeyConstraint(['school_class_id'], ['school_class.id'], name=op.f('fk_contact_school_class_id_school_class')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_contact_site_id_site')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_contact_theme_id_theme')),
    sa.ForeignKeyConstraint(['writer_id'], ['user.id'], name=op.f('fk_contact_writer_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index('ix_contact_follow_up_on', ['owner_id', 'follow_up_on'], unique=False)
        batch_op.create_index('ix_contact_owner_id_on', ['owner_id', 'on'], unique=False)
        batch_op.create_index('ix_contact_site_id_on', ['site_id', 'on', 'theme_id'], unique=False)

    op.create_table('member_site',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_member_site_member_id_team_member')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_member_site_site_id_site')),
    sa.PrimaryKeyConstraint('member_id', 'site_id', name=op.f('pk_member_site'))
    )
    op.create_table('contact_outcome',
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('outcome_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_contact_outcome_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['outcome_id'], ['outcome.id'], name=op.f('fk_contact_outcome_outcome_id_outcome')),
    sa.PrimaryKeyConstraint('contact_id', 'outcome_id', name=op.f('pk_contact_outcome'))
    )
    op.create_table('contact_theme',
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_contact_theme_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_contact_theme_theme_id_theme')),
    sa.PrimaryKeyConstraint('contact_id', 'theme_id', name=op.f('pk_contact_theme'))
    )
    op.create_table('correction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_correction_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_correction_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_contact_id'), ['contact_id'], unique=False)

    op.create_table('hand_over',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_hand_over_contact_id_contact'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['from_id'], ['user.id'], name=op.f('fk_hand_over_from_id_user')),
    sa.ForeignKeyConstraint(['to_id'], ['user.id'], name=op.f('fk_hand_over_to_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_over'))
    )
    with op.batch_alter_table('hand_over', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hand_over_contact_id'), ['contact_id'], unique=False)

    op.create_table('safety_concern',
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('recorded_elsewhere', sa.Boolean(), nullable=False),
    sa.Column('signals_on', sa.Date(), nullable=True),
    sa.Column('consult_on', sa.Date(), nullable=True),
    sa.Column('talk_on', sa.Date(), nullable=True),
    sa.Column('weigh_on', sa.Date(), nullable=True),
    sa.Column('decide_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_safety_concern_contact_id_contact'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contact_id', name=op.f('pk_safety_concern'))
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    op.drop_table('safety_concern')
    with op.batch_alter_table('hand_over', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hand_over_contact_id'))

    op.drop_table('hand_over')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_contact_id'))

    op.drop_table('correction')
    op.drop_table('contact_theme')
    op.drop_table('contact_outcome')
    op.drop_table('member_site')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_site_id_on')
        batch_op.drop_index('ix_contact_owner_id_on')
        batch_op.drop_index('ix_contact_follow_up_on')

    op.drop_table('contact')
    with op.batch_alter_table('casual_visit', schema=None) as batch_op:
        batch_op.drop_index('ix_casual_visit_site_id_on')

    op.drop_table('casual_visit')
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_index('ix_attendance_member_id')

    op.drop_table('attendance')
    op.drop_table('user_site')
    op.drop_table('user_role')
    op.drop_table('theme_discipline')
    op.drop_table('team_member')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_user_id'))

    op.drop_table('sign_in')
    op.drop_table('school_class')
    op.drop_table('opening')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_entry_object_id')

    op.drop_table('audit_entry')
    op.drop_table('user')
    op.drop_table('theme')
    op.drop_table('site')
    op.drop_table('school_year')
    op.drop_table('role')
    op.drop_table('outcome')
    op.drop_table('installation')
    op.drop_table('discipline')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_refuse()")
