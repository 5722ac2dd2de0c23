"""opening hours

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-25 20:49:27.579797

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

STATE = sa.Enum('planned', 'cancelled', 'dropped', name='openingstate', native_enum=False, create_constraint=True, length=40)
REASON = sa.Enum('illness', 'too_few', 'room', 'other', name='cancelreason', native_enum=False, create_constraint=True, length=40)
REGION = sa.Enum('north', 'middle', 'south', name='region', native_enum=False, create_constraint=True, length=40)

# Nobody is in two places at once, and a site has one desk: PostgreSQL by an exclusion, SQLite, which has one writer at a
# time, by triggers. Whoever rebuilds one of these tables on SQLite (batch_alter_table) has to make its triggers again.
PLACES = {"attendance": "member_id", "opening": "site_id"}
EXCLUSION = """ALTER TABLE {table} ADD CONSTRAINT ex_{table}_one_place EXCLUDE USING gist
({who} WITH =, tsrange("on" + starts, "on" + ends) WITH &&) WHERE (takes_place)"""
TRIGGER = """CREATE TRIGGER {table}_one_place_{when} AFTER {what} ON {table} WHEN NEW.takes_place BEGIN
SELECT RAISE(ABORT, 'ex_{table}_one_place') WHERE EXISTS (SELECT 1 FROM {table} WHERE {who} = NEW.{who}
AND "on" = NEW."on" AND takes_place AND starts < NEW.ends AND NEW.starts < ends AND id <> NEW.id); END"""
TWICE = """SELECT later.id FROM {table} AS later JOIN {table} AS earlier ON earlier.{who} = later.{who}
AND earlier."on" = later."on" AND earlier.starts < later.ends AND later.starts < earlier.ends AND earlier.id < later.id"""


def clear_the_way():
    """On SQLite the tables are made anew, and their indexes with them."""
    op.drop_index('ix_attendance_member_id', table_name='attendance')


def extend_openings():
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pattern_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('closure_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('state', STATE, nullable=False, server_default='planned'))
        batch_op.add_column(sa.Column('reason', REASON, nullable=True))
        batch_op.add_column(sa.Column('takes_place', sa.Boolean(), nullable=False, server_default=sa.true()))
        for name in ('is_own', 'has_own_crew', 'goes_on'):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('warned_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('sequence', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False, server_default='2026-11-25 00:00:00.000000'))
        batch_op.drop_constraint('uq_opening_site_id_on_starts', type_='unique')
        batch_op.create_unique_constraint('uq_opening_id_on_starts_ends_takes_place', ['id', 'on', 'starts', 'ends', 'takes_place'])
        batch_op.create_foreign_key('fk_opening_pattern_id_opening_pattern', 'opening_pattern', ['pattern_id'], ['id'])
        batch_op.create_foreign_key('fk_opening_closure_id_closure', 'closure', ['closure_id'], ['id'])
    op.execute(f"UPDATE opening SET state = 'dropped', takes_place = false WHERE id IN ({TWICE.format(table='opening', who='site_id')})")
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.create_check_constraint('takes_place_is_true', "takes_place = (state = 'planned' AND closure_id IS NULL)")
    op.create_index('ix_opening_closure_id', 'opening', ['closure_id'])
    op.create_index('ix_opening_pattern_id_on', 'opening', ['pattern_id', 'on'], unique=True)
    op.create_index('ix_opening_site_id_on', 'opening', ['site_id', 'on'])


def extend_attendances():
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.add_column(sa.Column('on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('starts', sa.Time(), nullable=True))
        batch_op.add_column(sa.Column('ends', sa.Time(), nullable=True))
        batch_op.add_column(sa.Column('takes_place', sa.Boolean(), nullable=True))
        batch_op.drop_constraint('fk_attendance_opening_id_opening', type_='foreignkey')
    for name in ('"on"', 'starts', 'ends', 'takes_place'):
        op.execute(f"UPDATE attendance SET {name} = (SELECT {name} FROM opening WHERE opening.id = attendance.opening_id)")
    twice = TWICE.format(table='attendance', who='member_id')
    op.execute(f"DELETE FROM attendance WHERE id IN ({twice} AND earlier.takes_place AND later.takes_place)")
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        for name, kind in (('on', sa.Date()), ('starts', sa.Time()), ('ends', sa.Time()), ('takes_place', sa.Boolean())):
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.create_foreign_key('fk_attendance_opening', 'opening', ['opening_id', 'on', 'starts', 'ends', 'takes_place'], ['id', 'on', 'starts', 'ends', 'takes_place'], onupdate='CASCADE')
    op.create_index('ix_attendance_member_id_on', 'attendance', ['member_id', 'on'])


def forbid_two_places():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for table, who in PLACES.items():
        if op.get_bind().dialect.name == "postgresql":
            op.execute(EXCLUSION.format(table=table, who=who))
            continue
        for when, what in (("insert", "INSERT"), ("update", f'UPDATE OF {who}, "on", starts, ends, takes_place')):
            op.execute(TRIGGER.format(table=table, who=who, when=when, what=what))


def allow_two_places():
    for table in PLACES:
        if op.get_bind().dialect.name == "postgresql":
            op.drop_constraint(f"ex_{table}_one_place", table)
        else:
            op.execute(f"DROP TRIGGER {table}_one_place_insert")
            op.execute(f"DROP TRIGGER {table}_one_place_update")



def upgrade():
    op.create_table('closure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('school_holiday', 'public_holiday', 'training_day', 'exam_week', 'school_closure', name='closurekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('effect', sa.Enum('closed', 'remote', 'open', name='effect', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('name_nl', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('reachable_from', sa.Time(), nullable=True),
    sa.Column('reachable_until', sa.Time(), nullable=True),
    sa.Column('sentence_nl', sa.String(length=200), nullable=False),
    sa.Column('sentence_en', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=True),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('reachable_from < reachable_until', name=op.f('ck_closure_reachable_in_order')),
    sa.CheckConstraint('starts_on <= ends_on', name=op.f('ck_closure_in_order')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_closure_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closure'))
    )
    with op.batch_alter_table('closure', schema=None) as batch_op:
        batch_op.create_index('ix_closure_site_id_ends_on', ['site_id', 'ends_on'], unique=False)

    op.create_table('opening_pattern',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('room', sa.String(length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('every_weeks', sa.Integer(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('every_weeks BETWEEN 1 AND 8', name=op.f('ck_opening_pattern_every_weeks_is_few')),
    sa.CheckConstraint('starts < ends', name=op.f('ck_opening_pattern_in_order')),
    sa.CheckConstraint('valid_from <= valid_until', name=op.f('ck_opening_pattern_valid_in_order')),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_opening_pattern_weekday_exists')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_opening_pattern_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_pattern'))
    )
    with op.batch_alter_table('opening_pattern', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opening_pattern_site_id'), ['site_id'], unique=False)

    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.CheckConstraint('starts_on <= ends_on', name=op.f('ck_absence_in_order')),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_absence_member_id_team_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence'))
    )
    with op.batch_alter_table('absence', schema=None) as batch_op:
        batch_op.create_index('ix_absence_member_id_ends_on', ['member_id', 'ends_on'], unique=False)

    op.create_table('availability',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.CheckConstraint('starts < ends', name=op.f('ck_availability_in_order')),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_availability_weekday_exists')),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_availability_member_id_team_member')),
    sa.PrimaryKeyConstraint('member_id', 'weekday', name=op.f('pk_availability'))
    )
    op.create_table('pattern_member',
    sa.Column('pattern_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_pattern_member_member_id_team_member')),
    sa.ForeignKeyConstraint(['pattern_id'], ['opening_pattern.id'], name=op.f('fk_pattern_member_pattern_id_opening_pattern')),
    sa.PrimaryKeyConstraint('pattern_id', 'member_id', name=op.f('pk_pattern_member'))
    )
    op.create_table('cover',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'taken', 'taken_back', name='coverstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=True),
    sa.Column('absence_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['absence_id'], ['absence.id'], name=op.f('fk_cover_absence_id_absence')),
    sa.CheckConstraint("(state = 'taken') = (taken_by_id IS NOT NULL)", name=op.f('ck_cover_taken_by_somebody')),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_cover_member_id_team_member')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_cover_opening_id_opening')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['team_member.id'], name=op.f('fk_cover_taken_by_id_team_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cover'))
    )
    with op.batch_alter_table('cover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cover_opening_id'), ['opening_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('planned', 'taken_off', 'changed', 'called_off', 'on_again', 'covered', 'swapped', 'not_swapped', 'dropped_out', 'back', 'short', name='noticekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('openings', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_notice_opening_id_opening')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_notice_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_user_id', ['user_id', 'seen_at'], unique=False)

    op.create_table('swap',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('other_opening_id', sa.Integer(), nullable=False),
    sa.Column('other_member_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'done', 'refused', 'taken_back', name='swapstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_swap_member_id_team_member')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_swap_opening_id_opening')),
    sa.ForeignKeyConstraint(['other_member_id'], ['team_member.id'], name=op.f('fk_swap_other_member_id_team_member')),
    sa.ForeignKeyConstraint(['other_opening_id'], ['opening.id'], name=op.f('fk_swap_other_opening_id_opening')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_swap'))
    )
    with op.batch_alter_table('swap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_swap_opening_id'), ['opening_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_swap_other_member_id'), ['other_member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_swap_other_opening_id'), ['other_opening_id'], unique=False)

    op.create_table('cover_question',
    sa.Column('cover_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('says_yes', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['cover_id'], ['cover.id'], name=op.f('fk_cover_question_cover_id_cover')),
    sa.ForeignKeyConstraint(['member_id'], ['team_member.id'], name=op.f('fk_cover_question_member_id_team_member')),
    sa.PrimaryKeyConstraint('cover_id', 'member_id', name=op.f('pk_cover_question'))
    )
    with op.batch_alter_table('cover_question', schema=None) as batch_op:
        batch_op.create_index('ix_cover_question_member_id', ['member_id'], unique=False)

    clear_the_way()
    extend_openings()
    extend_attendances()
    with op.batch_alter_table('school_class', schema=None) as batch_op:
        batch_op.add_column(sa.Column('away_weekdays', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('away_from', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('away_until', sa.Date(), nullable=True))
        batch_op.create_check_constraint('away_in_order', 'away_from <= away_until')
    give_sendings_a_table()
    op.add_column('sending', sa.Column('mark', sa.String(length=64), nullable=False, server_default=''))
    with op.batch_alter_table('site', schema=None) as batch_op:
        batch_op.add_column(sa.Column('region', REGION, nullable=False, server_default='south'))
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_reachable_agreed', sa.Boolean(), nullable=False, server_default=sa.false()))
    forbid_two_places()


def give_sendings_a_table():
    """Who took 0003 in its first form has the keys of what was sent with each change alone."""
    if sa.inspect(op.get_bind()).has_table("sending"):
        return
    op.create_table("sending", sa.Column("key", sa.Uuid(), nullable=False),
                    sa.PrimaryKeyConstraint("key", name=op.f("pk_sending")))
    op.execute("INSERT INTO sending (key) SELECT DISTINCT sending FROM ground_change")
    with op.batch_alter_table("ground_change") as batch_op:
        batch_op.drop_index("ix_ground_change_sending")
        batch_op.create_foreign_key(op.f("fk_ground_change_sending_sending"), "sending", ["sending"], ["key"])


def downgrade():
    allow_two_places()
    op.drop_column('sending', 'mark')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_column('is_reachable_agreed')
    with op.batch_alter_table('site', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_site_region'), type_='check')
        batch_op.drop_column('region')

    with op.batch_alter_table('school_class', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_school_class_away_in_order'), type_='check')
        for name in ('away_until', 'away_from', 'away_weekdays'):
            batch_op.drop_column(name)
    op.drop_index('ix_attendance_member_id_on', table_name='attendance')
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_constraint('fk_attendance_opening', type_='foreignkey')
        batch_op.create_foreign_key('fk_attendance_opening_id_opening', 'opening', ['opening_id'], ['id'])
        for name in ('takes_place', 'ends', 'starts', 'on'):
            batch_op.drop_column(name)
    op.create_index('ix_attendance_member_id', 'attendance', ['member_id'])
    for name in ('ix_opening_site_id_on', 'ix_opening_pattern_id_on', 'ix_opening_closure_id'):
        op.drop_index(name, table_name='opening')
    # what was called off cannot stand here any more: before this version an opening was there or it was not
    gone = "(SELECT id FROM opening WHERE NOT takes_place)"
    op.execute(f"UPDATE contact SET opening_id = NULL WHERE opening_id IN {gone}")
    op.execute(f"DELETE FROM attendance WHERE opening_id IN {gone}")
    op.execute("DELETE FROM notice")
    op.execute("DELETE FROM swap")
    op.execute("DELETE FROM cover_question")
    op.execute("DELETE FROM cover")
    op.execute("DELETE FROM opening WHERE NOT takes_place")
    with op.batch_alter_table('opening', schema=None) as batch_op:
        for name in ('takes_place_is_true', 'openingstate', 'cancelreason'):
            batch_op.drop_constraint(op.f(f'ck_opening_{name}'), type_='check')
        batch_op.drop_constraint('fk_opening_closure_id_closure', type_='foreignkey')
        batch_op.drop_constraint('fk_opening_pattern_id_opening_pattern', type_='foreignkey')
        batch_op.drop_constraint('uq_opening_id_on_starts_ends_takes_place', type_='unique')
        batch_op.create_unique_constraint('uq_opening_site_id_on_starts', ['site_id', 'on', 'starts'])
        for name in ('changed_at', 'sequence', 'warned_at', 'goes_on', 'has_own_crew', 'is_own', 'takes_place', 'reason', 'state', 'closure_id', 'pattern_id'):
            batch_op.drop_column(name)

    with op.batch_alter_table('cover_question', schema=None) as batch_op:
        batch_op.drop_index('ix_cover_question_member_id')

    op.drop_table('cover_question')
    with op.batch_alter_table('swap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_swap_other_opening_id'))
        batch_op.drop_index(batch_op.f('ix_swap_other_member_id'))
        batch_op.drop_index(batch_op.f('ix_swap_opening_id'))

    op.drop_table('swap')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_user_id')

    op.drop_table('notice')
    with op.batch_alter_table('cover', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cover_opening_id'))

    op.drop_table('cover')
    op.drop_table('pattern_member')
    op.drop_table('availability')
    with op.batch_alter_table('absence', schema=None) as batch_op:
        batch_op.drop_index('ix_absence_member_id_ends_on')

    op.drop_table('absence')
    with op.batch_alter_table('opening_pattern', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opening_pattern_site_id'))

    op.drop_table('opening_pattern')
    with op.batch_alter_table('closure', schema=None) as batch_op:
        batch_op.drop_index('ix_closure_site_id_ends_on')

    op.drop_table('closure')
