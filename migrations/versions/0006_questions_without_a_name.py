"""questions without a name

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-26 02:42:06.993211

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def rebuild_sending(**options):
    """SQLite: the same rows in a table with or without row numbers, which tell in what order forms were sent."""
    if op.get_bind().dialect.name != 'sqlite':
        return
    op.create_table('sending_new',
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False, server_default=''),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sending')),
    **options
    )
    op.execute('INSERT INTO sending_new (key, mark) SELECT key, mark FROM sending ORDER BY key')
    op.drop_table('sending')
    op.rename_table('sending_new', 'sending')


def upgrade():
    rebuild_sending(sqlite_with_rowid=False)
    op.create_table('thread_trace',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_thread_trace_theme_id_theme')),
    sa.CheckConstraint('number > 0', name=op.f('ck_thread_trace_number_counts')),
    sa.PrimaryKeyConstraint('theme_id', 'month', name=op.f('pk_thread_trace')),
    sqlite_with_rowid=False
    )
    op.create_table('thread',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('lookup', sa.String(length=64), nullable=True),
    sa.Column('word_mark', sa.String(length=64), nullable=True),
    sa.Column('key_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('code_key_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('site_id', sa.Integer(), nullable=True),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('asked_by', sa.Enum('pupil', 'friend', 'teacher', 'parent', 'other', name='askedby', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('asker_id', sa.Integer(), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('open', 'answered', 'closed', name='threadstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('triage', sa.Enum('new', 'real', 'spam', name='triage', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_suspect', sa.Boolean(), nullable=False),
    sa.Column('is_answer_unread', sa.Boolean(), nullable=False),
    sa.Column('closed_by_asker', sa.Boolean(), nullable=False),
    sa.Column('waiting_since', sa.Date(), nullable=False),
    sa.Column('school_days', sa.Integer(), nullable=False),
    sa.Column('promised_on', sa.Date(), nullable=True),
    sa.Column('promised_until', sa.Time(), nullable=True),
    sa.Column('told_on', sa.Date(), nullable=True),
    sa.Column('told_until', sa.Time(), nullable=True),
    sa.Column('remind_on', sa.Date(), nullable=True),
    sa.Column('assigned_id', sa.Integer(), nullable=True),
    sa.Column('is_opened', sa.Boolean(), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=True),
    sa.Column('asked_colleague_id', sa.Integer(), nullable=True),
    sa.Column('is_colleague_told', sa.Boolean(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('(lookup IS NULL) = (code_key_sealed IS NULL)', name=op.f('ck_thread_code_is_whole')),
    sa.CheckConstraint('(lookup IS NULL) = (word_mark IS NULL)', name=op.f('ck_thread_word_belongs_to_code')),
    sa.CheckConstraint('(promised_on IS NULL) = (promised_until IS NULL)', name=op.f('ck_thread_promise_is_whole')),
    sa.CheckConstraint('(told_on IS NULL) = (told_until IS NULL)', name=op.f('ck_thread_told_is_whole')),
    sa.CheckConstraint('expires_on >= asked_on', name=op.f('ck_thread_expires_later')),
    sa.CheckConstraint('lookup IS NULL OR asker_id IS NULL', name=op.f('ck_thread_has_code_or_account')),
    sa.ForeignKeyConstraint(['asked_colleague_id'], ['user.id'], name=op.f('fk_thread_asked_colleague_id_user')),
    sa.ForeignKeyConstraint(['asker_id'], ['user.id'], name=op.f('fk_thread_asker_id_user')),
    sa.ForeignKeyConstraint(['assigned_id'], ['user.id'], name=op.f('fk_thread_assigned_id_user')),
    sa.ForeignKeyConstraint(['colleague_id'], ['user.id'], name=op.f('fk_thread_colleague_id_user')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_thread_contact_id_contact'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_thread_site_id_site')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_thread_theme_id_theme')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thread')),
    sa.UniqueConstraint('contact_id', name=op.f('uq_thread_contact_id')),
    sa.UniqueConstraint('lookup', name=op.f('uq_thread_lookup')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('thread', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_asker_id'), ['asker_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_thread_promised_on'), ['promised_on'], unique=False)
        batch_op.create_index('ix_thread_state', ['state', 'site_id'], unique=False)
        batch_op.create_index('ix_thread_asked_on', ['asked_on', 'site_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_thread_word_mark'), ['word_mark'], unique=False)

    op.create_table('thread_reader',
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_thread_reader_thread_id_thread'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_thread_reader_user_id_user')),
    sa.PrimaryKeyConstraint('thread_id', 'user_id', name=op.f('pk_thread_reader'))
    )
    op.create_table('class_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('school_class_id', sa.Integer(), nullable=True),
    sa.Column('class_words_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('wish', sa.Enum('lesson', 'series', 'class_talk', 'advice', 'unsure', name='wish', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('urgency', sa.Enum('this_week', 'this_month', 'can_wait', name='urgency', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('result', sa.Enum('lesson', 'series', 'class_talk', 'advice', 'not_now', name='result', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('result_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['thread.id'], name=op.f('fk_class_request_id_thread'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['school_class_id'], ['school_class.id'], name=op.f('fk_class_request_school_class_id_school_class')),
    sa.CheckConstraint('(result IS NULL) = (result_on IS NULL)', name=op.f('ck_class_request_result_is_whole')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_class_request')),
    sqlite_with_rowid=False
    )
    op.create_table('message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('thread_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('side', sa.Enum('asker', 'team', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('writer_id', sa.Integer(), nullable=True),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('body_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], name=op.f('fk_message_thread_id_thread'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['writer_id'], ['user.id'], name=op.f('fk_message_writer_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.CheckConstraint("side = 'team' OR writer_id IS NULL", name=op.f('ck_message_asker_has_no_name')),
    sa.UniqueConstraint('thread_id', 'position', name=op.f('uq_message_thread_id_position')),
    sqlite_with_rowid=False
    )
    op.create_table('reach',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('phone', 'email', name='reachkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('value_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('first_name_sealed', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['thread.id'], name=op.f('fk_reach_id_thread'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reach')),
    sqlite_with_rowid=False
    )
    op.create_table('signal',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('address_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('mail_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['thread.id'], name=op.f('fk_signal_id_thread'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signal')),
    sqlite_with_rowid=False
    )


def downgrade():
    op.drop_table('signal')
    op.drop_table('reach')
    op.drop_table('message')
    op.drop_table('class_request')
    op.drop_table('thread_reader')
    with op.batch_alter_table('thread', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_thread_word_mark'))
        batch_op.drop_index('ix_thread_asked_on')
        batch_op.drop_index('ix_thread_state')
        batch_op.drop_index(batch_op.f('ix_thread_promised_on'))
        batch_op.drop_index(batch_op.f('ix_thread_asker_id'))

    op.drop_table('thread')
    op.drop_table('thread_trace')
    rebuild_sending()
