"""directory consent and referrals

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-26 17:02:43.094296

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

# No row becomes `sent`, or is found further on than that, without the answers that it asks for: to this packet and this
# partner, given by then, not withdrawn, and still counting on the day of sending. Only a step onward from there, with
# nothing else of it changed, needs no second look. Whoever rebuilds `referral` on SQLite (batch_alter_table) has to make
# its triggers again.
SHARED = "('sent', 'received', 'started', 'not_started', 'completed', 'expired')"
YES = """FROM consent WHERE referral_id = NEW.id AND decision = 'share' AND ended_on IS NULL AND answer = 'given'
AND given_on <= NEW.sent_on AND until >= NEW.sent_on AND packet_mark = NEW.packet_mark AND partner_id = NEW.partner_id"""
NO = """FROM consent WHERE referral_id = NEW.id AND decision = 'share' AND ended_on IS NULL AND answer = 'refused'"""
LACKS = f"""(NEW.sent_on IS NULL OR NEW.packet_mark IS NULL
OR (NEW.share_own AND NOT EXISTS (SELECT 1 {YES} AND giver = 'young_person'))
OR (SELECT count(DISTINCT giver) {YES} AND giver IN ('parent_1', 'parent_2')) < NEW.share_parents
OR EXISTS (SELECT 1 {NO} AND (giver = 'young_person' OR NEW.share_parents > 0)))"""
FIXED = ("way", "packet_mark", "partner_id", "sent_on", "age", "custody", "share_own", "share_parents")
ONWARD = {"sent": "'received', 'started', 'not_started', 'expired'", "received": "'started', 'not_started'", "started": "'completed'"}
NOW_OUT = f"NEW.way <> 'self_contact' AND NEW.state IN {SHARED}"
STEPS = " OR ".join(f"(OLD.state = '{old}' AND NEW.state IN ({new}))" for old, new in ONWARD.items())


def goes_out(same):
    """When a changed row is looked at; `same` is the database's word for equal, also where there is nothing."""
    fixed = " AND ".join(f"OLD.{name} {same} NEW.{name}" for name in FIXED)
    return f"({NOW_OUT}) AND NOT ({fixed} AND (OLD.state = NEW.state OR {STEPS}))"


FUNCTION = f"""CREATE FUNCTION referral_consent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP = 'INSERT' AND NOT ({NOW_OUT}) THEN RETURN NEW; END IF;
IF TG_OP = 'UPDATE' AND NOT ({goes_out('IS NOT DISTINCT FROM')}) THEN RETURN NEW; END IF;
IF {LACKS} THEN RAISE EXCEPTION 'ck_referral_consent' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_referral_consent';
END IF; RETURN NEW; END $$"""

# An answer stays what it was: about what, to which decision, by whom, and once ended it does not come back.
SAID = ("referral_id", "partner_id", "decision", "giver", "answer", "purpose", "packet_mark")
STAYS = """CREATE FUNCTION consent_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'ck_consent_stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_consent_stays'; END $$"""

# It goes only together with its referral.
HAS = "EXISTS (SELECT 1 FROM referral WHERE id = OLD.referral_id)"
KEPT = f"""CREATE FUNCTION consent_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF {HAS} THEN RAISE EXCEPTION 'ck_consent_stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_consent_stays';
END IF; RETURN OLD; END $$"""
SAME = "referral_id = NEW.referral_id AND decision = NEW.decision AND giver = NEW.giver AND ended_on IS NULL"


def changed(other):
    """When an answer would become another; `other` is the database's word for different, also where there is nothing."""
    return " OR ".join([*(f"OLD.{name} {other} NEW.{name}" for name in SAID),
                        "(OLD.ended_on IS NOT NULL AND NEW.ended_on IS NULL)"])


def want_answers_to_stay():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(STAYS)
        op.execute("CREATE TRIGGER consent_stays BEFORE UPDATE ON consent FOR EACH ROW "
                   f"WHEN ({changed('IS DISTINCT FROM')}) EXECUTE FUNCTION consent_stays()")
        op.execute(KEPT)
        op.execute("CREATE TRIGGER consent_kept BEFORE DELETE ON consent FOR EACH ROW EXECUTE FUNCTION consent_kept()")
        return
    op.execute(f"CREATE TRIGGER consent_stays BEFORE UPDATE ON consent WHEN {changed('IS NOT')} BEGIN "
               "SELECT RAISE(ABORT, 'ck_consent_stays'); END")
    op.execute("CREATE TRIGGER consent_not_replaced BEFORE INSERT ON consent "
               f"WHEN EXISTS (SELECT 1 FROM consent WHERE id = NEW.id OR (NEW.ended_on IS NULL AND {SAME})) "
               "BEGIN SELECT RAISE(ABORT, 'ck_consent_stays'); END")
    op.execute(f"CREATE TRIGGER consent_kept BEFORE DELETE ON consent WHEN {HAS} BEGIN "
               "SELECT RAISE(ABORT, 'ck_consent_stays'); END")


def want_consent():
    want_answers_to_stay()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute("CREATE TRIGGER referral_consent BEFORE INSERT OR UPDATE ON referral "
                   "FOR EACH ROW EXECUTE FUNCTION referral_consent()")
        return
    for when, counts in (("INSERT", NOW_OUT), ("UPDATE", goes_out("IS"))):
        op.execute(f"CREATE TRIGGER referral_consent_{when.lower()} BEFORE {when} ON referral WHEN {counts} BEGIN "
                   f"SELECT RAISE(ABORT, 'ck_referral_consent') WHERE {LACKS}; END")


def want_no_consent():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER referral_consent ON referral")
        op.execute("DROP FUNCTION referral_consent()")
        op.execute("DROP TRIGGER consent_stays ON consent")
        op.execute("DROP FUNCTION consent_stays()")
        op.execute("DROP TRIGGER consent_kept ON consent")
        op.execute("DROP FUNCTION consent_kept()")


def upgrade():
    op.create_table('partner',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.Enum('organisation', 'professional', 'volunteer', 'activity', 'school_route', 'line', name='partnerkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('help', sa.Enum('light', 'specialised', 'both', name='help', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('offer_nl', sa.String(length=300), nullable=False),
    sa.Column('offer_en', sa.String(length=300), nullable=False),
    sa.Column('audience_nl', sa.String(length=160), nullable=False),
    sa.Column('audience_en', sa.String(length=160), nullable=False),
    sa.Column('contact_person', sa.String(length=80), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('mail', sa.String(length=254), nullable=False),
    sa.Column('website', sa.String(length=200), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('times', sa.String(length=200), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('waiting_weeks', sa.Integer(), nullable=True),
    sa.Column('waiting_on', sa.Date(), nullable=True),
    sa.Column('receiver_rule', sa.Enum('usual', 'parents_until_16', 'parents_until_18', name='receiverrule', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_for_pupils', sa.Boolean(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('checked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.CheckConstraint('waiting_weeks BETWEEN 0 AND 200', name=op.f('ck_partner_waiting_weeks_exist')),
    sa.CheckConstraint('waiting_weeks IS NULL OR waiting_on IS NOT NULL', name=op.f('ck_partner_waiting_has_a_day')),
    sa.ForeignKeyConstraint(['checked_by_id'], ['user.id'], name=op.f('fk_partner_checked_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner'))
    )
    op.create_table('partner_correction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('open', 'accepted', 'declined', name='correctionstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_partner_correction_partner_id_partner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner_correction'))
    )
    with op.batch_alter_table('partner_correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partner_correction_partner_id'), ['partner_id'], unique=False)

    op.create_table('partner_site',
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_partner_site_partner_id_partner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_partner_site_site_id_site')),
    sa.PrimaryKeyConstraint('partner_id', 'site_id', name=op.f('pk_partner_site'))
    )
    op.create_table('partner_theme',
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_partner_theme_partner_id_partner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_partner_theme_theme_id_theme')),
    sa.PrimaryKeyConstraint('partner_id', 'theme_id', name=op.f('pk_partner_theme'))
    )
    op.create_table('signpost',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_signpost_partner_id_partner')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_signpost_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signpost'))
    )
    with op.batch_alter_table('signpost', schema=None) as batch_op:
        batch_op.create_index('ix_signpost_partner_id_on', ['partner_id', 'on'], unique=False)

    op.create_table('referral',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=True),
    sa.Column('thread_id', sa.Uuid(), nullable=True),
    sa.Column('reopened_from_id', sa.Uuid(), nullable=True),
    sa.Column('help', sa.Enum('light', 'specialised', 'both', name='help', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('way', sa.Enum('warm_handover', 'written', 'self_contact', name='way', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('warmth', sa.Enum('call', 'go_along', 'meet', name='warmth', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('opening_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'awaiting_consent', 'sent', 'received', 'started', 'not_started', 'completed', 'withdrawn', 'expired', name='state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('age', sa.Enum('under_12', 'from_12', 'from_16', 'from_18', 'unknown', name='age', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('custody', sa.Enum('not_asked', 'one', 'two', 'guardian', name='custody', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('share_own', sa.Boolean(), nullable=False),
    sa.Column('share_parents', sa.Integer(), nullable=False),
    sa.Column('start_own', sa.Boolean(), nullable=False),
    sa.Column('start_parents', sa.Integer(), nullable=False),
    sa.Column('may_parents_know', sa.Boolean(), nullable=False),
    sa.Column('telling', sa.Enum('together', 'self_first', 'worker_calls', 'not', name='telling', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('progress', sa.Enum('nobody', 'worker', 'team', name='progress', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('progress_until', sa.Date(), nullable=True),
    sa.Column('packet_mark', sa.String(length=64), nullable=True),
    sa.Column('key_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('card_lookup', sa.String(length=64), nullable=True),
    sa.Column('card_visit', sa.Integer(), nullable=False),
    sa.Column('contact_on', sa.Date(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('moved_on', sa.Date(), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('obstacle', sa.Enum('waiting_time', 'not_fitting', 'not_wanted', 'no_contact', name='obstacle', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('waiting_weeks', sa.Integer(), nullable=True),
    sa.Column('erased_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(state IN ('not_started', 'completed', 'withdrawn', 'expired')) = (closed_on IS NOT NULL)", name=op.f('ck_referral_closed_has_a_day')),
    sa.CheckConstraint("(way = 'self_contact' OR state NOT IN ('sent', 'received', 'started', 'not_started', 'completed', 'expired')) OR (sent_on IS NOT NULL AND age IS NOT NULL AND packet_mark IS NOT NULL)", name=op.f('ck_referral_sent_is_whole')),
    sa.CheckConstraint("(way = 'self_contact' OR state NOT IN ('sent', 'received', 'started', 'not_started', 'completed', 'expired')) OR age <> 'under_12' OR share_parents > 0", name=op.f('ck_referral_parents_of_a_child_decide')),
    sa.CheckConstraint("(way = 'self_contact' OR state NOT IN ('sent', 'received', 'started', 'not_started', 'completed', 'expired')) OR custody IN ('one', 'guardian') OR share_parents <> 1", name=op.f('ck_referral_both_parents_decide')),
    sa.CheckConstraint("(way = 'self_contact' OR state NOT IN ('sent', 'received', 'started', 'not_started', 'completed', 'expired')) OR age = 'under_12' OR share_own", name=op.f('ck_referral_from_12_nobody_is_passed_by')),
    sa.CheckConstraint("(way = 'self_contact' OR state NOT IN ('sent', 'received', 'started', 'not_started', 'completed', 'expired')) OR share_own OR share_parents > 0", name=op.f('ck_referral_somebody_decides')),
    sa.CheckConstraint("way <> 'self_contact' OR state IN ('draft', 'completed', 'withdrawn')", name=op.f('ck_referral_alone_sends_nothing')),
    sa.CheckConstraint('share_parents IN (0, 1, 2) AND start_parents IN (0, 1, 2)', name=op.f('ck_referral_parents_are_two')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_referral_contact_id_contact'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_referral_opening_id_opening')),
    sa.ForeignKeyConstraint(['owner_id'], ['user.id'], name=op.f('fk_referral_owner_id_user')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_referral_partner_id_partner')),
    sa.ForeignKeyConstraint(['reopened_from_id'], ['referral.id'], name=op.f('fk_referral_reopened_from_id_referral'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_referral_site_id_site')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_referral_theme_id_theme')),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_referral_thread_id_thread'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral')),
    sa.UniqueConstraint('card_lookup', name=op.f('uq_referral_card_lookup')),
    sa.UniqueConstraint('reopened_from_id', name=op.f('uq_referral_reopened_from_id')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_opening_id'), ['opening_id'], unique=False)
        batch_op.create_index('ix_referral_owner_id_state', ['owner_id', 'state', 'moved_on'], unique=False)
        batch_op.create_index('ix_referral_partner_id_state', ['partner_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_thread_id'), ['thread_id'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('referral_id', sa.Uuid(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('decision', sa.Enum('share', 'start', name='decision', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('giver', sa.Enum('young_person', 'parent_1', 'parent_2', name='giver', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('answer', sa.Enum('given', 'refused', 'thinking', name='answer', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('manner', sa.Enum('in_person', 'by_phone', 'on_paper', name='manner', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('text_version', sa.String(length=20), nullable=False),
    sa.Column('packet_mark', sa.String(length=64), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('is_withdrawn', sa.Boolean(), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('ended_on IS NOT NULL OR NOT is_withdrawn', name=op.f('ck_consent_withdrawn_has_ended')),
    sa.CheckConstraint('until >= given_on', name=op.f('ck_consent_until_is_later')),
    sa.ForeignKeyConstraint(['partner_id'], ['partner.id'], name=op.f('fk_consent_partner_id_partner')),
    sa.ForeignKeyConstraint(['referral_id'], ['referral.id'], name=op.f('fk_consent_referral_id_referral'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['taken_by_id'], ['user.id'], name=op.f('fk_consent_taken_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_referral_id'), ['referral_id'], unique=False)
        batch_op.create_index('uq_consent_one_answer_each', ['referral_id', 'decision', 'giver'], unique=True, sqlite_where=sa.text('ended_on IS NULL'), postgresql_where=sa.text('ended_on IS NULL'))

    op.create_table('packet',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('lines_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('name_mark', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['referral.id'], name=op.f('fk_packet_id_referral'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_packet')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('packet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_packet_name_mark'), ['name_mark'], unique=False)

    op.create_table('partner_link',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('visit', sa.Integer(), nullable=False),
    sa.Column('code_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('packet_until', sa.Date(), nullable=False),
    sa.Column('answer_until', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('nudged_on', sa.Date(), nullable=True),
    sa.Column('mail_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('packet_until <= answer_until', name=op.f('ck_partner_link_reads_then_answers')),
    sa.ForeignKeyConstraint(['id'], ['referral.id'], name=op.f('fk_partner_link_id_referral'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner_link'))
    )
    op.create_table('referral_note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('referral_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('side', sa.Enum('partner', 'young_person', 'worker', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('text_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['referral_id'], ['referral.id'], name=op.f('fk_referral_note_referral_id_referral'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_note')),
    sa.UniqueConstraint('referral_id', 'position', name=op.f('uq_referral_note_referral_id_position')),
    sqlite_with_rowid=False
    )
    op.create_table('referral_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('referral_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('tell_partner', 'say_code', 'call_partner', 'link_closed', 'correction', 'not_possible', 'partner_archived', 'ask_alone', 'meeting_off', name='taskkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['referral_id'], ['referral.id'], name=op.f('fk_referral_task_referral_id_referral'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_task'))
    )
    with op.batch_alter_table('referral_task', schema=None) as batch_op:
        batch_op.create_index('ix_referral_task_done_on', ['done_on', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_task_referral_id'), ['referral_id'], unique=False)

    op.create_table('safety_path',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=True),
    sa.Column('referral_id', sa.Uuid(), nullable=True),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('told', sa.Enum('before', 'after', 'unsafe', name='told', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_recorded_elsewhere', sa.Boolean(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.Enum('agreed', 'not_agreed', name='verdict', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.CheckConstraint('(verdict IS NULL) = (decided_on IS NULL)', name=op.f('ck_safety_path_verdict_has_a_day')),
    sa.CheckConstraint('(verdict IS NULL) = (second_id IS NULL)', name=op.f('ck_safety_path_verdict_has_a_person')),
    sa.CheckConstraint('second_id <> asked_by_id', name=op.f('ck_safety_path_second_is_another')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['user.id'], name=op.f('fk_safety_path_asked_by_id_user')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_safety_path_contact_id_contact'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['referral_id'], ['referral.id'], name=op.f('fk_safety_path_referral_id_referral'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['second_id'], ['user.id'], name=op.f('fk_safety_path_second_id_user')),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_safety_path_site_id_site')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_safety_path'))
    )
    with op.batch_alter_table('safety_path', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_safety_path_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_safety_path_referral_id'), ['referral_id'], unique=False)


    want_consent()


def downgrade():
    want_no_consent()
    with op.batch_alter_table('safety_path', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_safety_path_referral_id'))
        batch_op.drop_index(batch_op.f('ix_safety_path_contact_id'))

    op.drop_table('safety_path')
    with op.batch_alter_table('referral_task', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_task_referral_id'))
        batch_op.drop_index('ix_referral_task_done_on')

    op.drop_table('referral_task')
    op.drop_table('referral_note')
    op.drop_table('partner_link')
    with op.batch_alter_table('packet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_packet_name_mark'))

    op.drop_table('packet')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index('uq_consent_one_answer_each', sqlite_where=sa.text('ended_on IS NULL'), postgresql_where=sa.text('ended_on IS NULL'))
        batch_op.drop_index(batch_op.f('ix_consent_referral_id'))

    op.drop_table('consent')
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_thread_id'))
        batch_op.drop_index('ix_referral_partner_id_state')
        batch_op.drop_index('ix_referral_owner_id_state')
        batch_op.drop_index(batch_op.f('ix_referral_opening_id'))
        batch_op.drop_index(batch_op.f('ix_referral_contact_id'))

    op.drop_table('referral')
    with op.batch_alter_table('signpost', schema=None) as batch_op:
        batch_op.drop_index('ix_signpost_partner_id_on')

    op.drop_table('signpost')
    op.drop_table('partner_theme')
    op.drop_table('partner_site')
    with op.batch_alter_table('partner_correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_partner_correction_partner_id'))

    op.drop_table('partner_correction')
    op.drop_table('partner')
