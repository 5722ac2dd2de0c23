"""talks: from a quote to a changed lesson

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-27 02:41:54.011279

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

# What was approved stays as it is, until it is erased: no text of it changes or comes in, and it does not go back. Whoever
# rebuilds `talk_text` or `focus_group` on SQLite (batch_alter_table) has to make their triggers again.
REFUSED = "what was approved stays as it is"
GOES_BACK = "WHEN (OLD.state = 'approved' AND NEW.state <> 'approved')"
STAYS = {
    "sqlite": [
        f"CREATE TRIGGER talk_text_{name} BEFORE {act} ON talk_text "
        f"WHEN EXISTS (SELECT 1 FROM focus_group WHERE id IN ({of}) AND state = 'approved') "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for name, act, of in (("stays", "UPDATE", "OLD.group_id, NEW.group_id"), ("none_added", "INSERT", "NEW.group_id"))
    ] + [
        f"CREATE TRIGGER focus_group_stays BEFORE UPDATE ON focus_group {GOES_BACK} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    ],
    "postgresql": [  # what is being approved at this moment is waited for
        "CREATE FUNCTION talk_text_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
        "PERFORM 1 FROM focus_group WHERE id = NEW.group_id FOR SHARE; "
        "IF EXISTS (SELECT 1 FROM focus_group WHERE state = 'approved' AND (id = NEW.group_id OR "
        f"(TG_OP = 'UPDATE' AND id = OLD.group_id))) THEN RAISE EXCEPTION '{REFUSED}'; END IF; RETURN NEW; END$$",
        "CREATE TRIGGER talk_text_stays BEFORE INSERT OR UPDATE ON talk_text FOR EACH ROW "
        "EXECUTE FUNCTION talk_text_refuse()",
        "CREATE FUNCTION focus_group_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{REFUSED}'; END$$",
        f"CREATE TRIGGER focus_group_stays BEFORE UPDATE ON focus_group FOR EACH ROW {GOES_BACK} "
        "EXECUTE FUNCTION focus_group_refuse()",
    ],
}
NOTES_ONCE = {"sqlite_where": sa.text("kind = 'notes'"), "postgresql_where": sa.text("kind = 'notes'")}


def upgrade():
    op.create_table('guide',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guide')),
    sa.UniqueConstraint('code', name=op.f('uq_guide_code'))
    )
    op.create_table('codebook',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('name_key', sa.String(length=240), nullable=False),
    sa.Column('origin', sa.String(length=40), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_codebook_made_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_codebook')),
    sa.UniqueConstraint('name_key', name=op.f('uq_codebook_name_key'))
    )
    op.create_table('finding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('kind', sa.Enum('success', 'hindrance', 'wish', 'other', name='findingkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('points', sa.JSON(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_finding_made_by_id_user')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_finding_programme_id_programme')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding'))
    )
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_programme_id'), ['programme_id'], unique=False)

    op.create_table('guide_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('guide_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_guide_version_number_counts')),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_guide_version_guide_id_guide')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_guide_version_made_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guide_version')),
    sa.UniqueConstraint('guide_id', 'number', name=op.f('uq_guide_version_guide_id_number'))
    )
    op.create_table('code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('book_id', sa.Uuid(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('under_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('name_key', sa.String(length=160), nullable=False),
    sa.Column('definition', sa.String(length=500), nullable=False),
    sa.Column('colour', sa.String(length=7), nullable=False),
    sa.Column('is_codable', sa.Boolean(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.CheckConstraint('parent_id IS NULL OR parent_id <> id', name=op.f('ck_code_not_under_itself')),
    sa.CheckConstraint('under_id = coalesce(parent_id, book_id)', name=op.f('ck_code_under_one')),
    sa.ForeignKeyConstraint(['book_id'], ['codebook.id'], name=op.f('fk_code_book_id_codebook')),
    sa.ForeignKeyConstraint(['parent_id'], ['code.id'], name=op.f('fk_code_parent_id_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_code')),
    sa.UniqueConstraint('under_id', 'name_key', name=op.f('uq_code_under_id_name_key'))
    )
    with op.batch_alter_table('code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_code_book_id'), ['book_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_code_parent_id'), ['parent_id'], unique=False)

    op.create_table('focus_group',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.Enum('focus_group', 'inventory', 'pupils', 'school', name='talkform', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('guide_version_id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=True),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('invitation', sa.String(length=1000), nullable=False),
    sa.Column('state', sa.Enum('draft', 'read_back', 'approved', name='talkstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('read_until', sa.Date(), nullable=True),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('keep_until', sa.Date(), nullable=True),
    sa.Column('keep_reason', sa.String(length=200), nullable=False),
    sa.Column('names_erased_on', sa.Date(), nullable=True),
    sa.Column('erased_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(state = 'approved') = (approved_on IS NOT NULL)", name=op.f('ck_focus_group_approved_has_a_day')),
    sa.CheckConstraint("(state = 'draft') = (read_until IS NULL)", name=op.f('ck_focus_group_read_back_has_an_end')),
    sa.CheckConstraint("erased_on IS NULL OR state = 'approved'", name=op.f('ck_focus_group_erased_after_approval')),
    sa.CheckConstraint("keep_until IS NULL OR keep_reason <> ''", name=op.f('ck_focus_group_kept_for_a_reason')),
    sa.CheckConstraint('minutes BETWEEN 5 AND 480', name=op.f('ck_focus_group_minutes_of_a_day')),
    sa.ForeignKeyConstraint(['approved_by_id'], ['user.id'], name=op.f('fk_focus_group_approved_by_id_user')),
    sa.ForeignKeyConstraint(['guide_version_id'], ['guide_version.id'], name=op.f('fk_focus_group_guide_version_id_guide_version')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_focus_group_made_by_id_user')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_focus_group_programme_id_programme')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_focus_group_theme_id_theme')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_focus_group'))
    )
    with op.batch_alter_table('focus_group', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_focus_group_guide_version_id'), ['guide_version_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_focus_group_programme_id'), ['programme_id'], unique=False)
        batch_op.create_index('ix_focus_group_state', ['state', 'approved_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_focus_group_theme_id'), ['theme_id'], unique=False)

    op.create_table('focus_group_holder',
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_focus_group_holder_group_id_focus_group'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_focus_group_holder_user_id_user')),
    sa.PrimaryKeyConstraint('group_id', 'user_id', name=op.f('pk_focus_group_holder'))
    )
    op.create_table('focus_group_site',
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_focus_group_site_group_id_focus_group'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_focus_group_site_site_id_site')),
    sa.PrimaryKeyConstraint('group_id', 'site_id', name=op.f('pk_focus_group_site'))
    )
    op.create_table('participant',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('part', sa.Enum('mentor', 'teacher', 'study_coach', 'care_coordinator', 'worker', 'pupil', 'carer', 'other', name='part', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('mail_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('link_number', sa.Integer(), nullable=False),
    sa.Column('may_quote', sa.Boolean(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('read_on', sa.Date(), nullable=True),
    sa.Column('mail_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('number BETWEEN 1 AND 40', name=op.f('ck_participant_number_counts')),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_participant_group_id_focus_group'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participant')),
    sa.UniqueConstraint('group_id', 'part', 'number', name=op.f('uq_participant_group_id_part_number'))
    )
    op.create_table('pseudonym',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('real_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('stand_in', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_pseudonym_group_id_focus_group'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pseudonym')),
    sa.UniqueConstraint('group_id', 'stand_in', name=op.f('uq_pseudonym_group_id_stand_in')),
    sqlite_with_rowid=False
    )
    op.create_table('talk_note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('question_key', sa.String(length=40), nullable=False),
    sa.Column('said_by', sa.String(length=4), nullable=False),
    sa.Column('mark', sa.Enum('', 'success', 'hindrance', 'wish', 'worry', 'idea', name='mark', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_talk_note_version_counts')),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_talk_note_author_id_user')),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_talk_note_group_id_focus_group'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talk_note'))
    )
    with op.batch_alter_table('talk_note', schema=None) as batch_op:
        batch_op.create_index('ix_talk_note_group_id', ['group_id'], unique=False)

    op.create_table('talk_text',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('notes', 'transcript', 'project', name='textkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('copy_of', sa.Uuid(), nullable=True),
    sa.CheckConstraint('version > 0', name=op.f('ck_talk_text_version_counts')),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_talk_text_group_id_focus_group'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talk_text'))
    )
    with op.batch_alter_table('talk_text', schema=None) as batch_op:
        batch_op.create_index('ix_talk_text_group_id', ['group_id'], unique=False)
        batch_op.create_index('ix_talk_text_notes_once', ['group_id'], unique=True, **NOTES_ONCE)

    op.create_table('correction_of_talk',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('participant_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('changed', 'withdrawn', 'remark', name='correctionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('before_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('after_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=True),
    sa.CheckConstraint("kind <> 'withdrawn' OR (before_sealed IS NULL AND after_sealed IS NULL)", name=op.f('ck_correction_of_talk_withdrawn_is_gone')),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_correction_of_talk_group_id_focus_group'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_correction_of_talk_participant_id_participant'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction_of_talk')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('correction_of_talk', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_of_talk_group_id'), ['group_id'], unique=False)

    op.create_table('passage',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('text_id', sa.Uuid(), nullable=False),
    sa.Column('starts', sa.Integer(), nullable=False),
    sa.Column('ends', sa.Integer(), nullable=False),
    sa.Column('memo_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('to_check', sa.Boolean(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('0 <= starts AND starts <= ends', name=op.f('ck_passage_in_order')),
    sa.CheckConstraint('starts < ends OR to_check', name=op.f('ck_passage_empty_asks')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_passage_made_by_id_user')),
    sa.ForeignKeyConstraint(['text_id'], ['talk_text.id'], name=op.f('fk_passage_text_id_talk_text'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passage'))
    )
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.create_index('ix_passage_text_id', ['text_id', 'starts'], unique=False)

    op.create_table('coding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('passage_id', sa.Uuid(), nullable=False),
    sa.Column('code_id', sa.Uuid(), nullable=False),
    sa.Column('coder_id', sa.Integer(), nullable=False),
    sa.Column('memo_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('is_off', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['code_id'], ['code.id'], name=op.f('fk_coding_code_id_code')),
    sa.ForeignKeyConstraint(['coder_id'], ['user.id'], name=op.f('fk_coding_coder_id_user')),
    sa.ForeignKeyConstraint(['passage_id'], ['passage.id'], name=op.f('fk_coding_passage_id_passage'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding')),
    sa.UniqueConstraint('passage_id', 'code_id', 'coder_id', name=op.f('uq_coding_passage_id_code_id_coder_id'))
    )
    with op.batch_alter_table('coding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_coding_code_id'), ['code_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_coding_coder_id'), ['coder_id'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=False),
    sa.Column('what', sa.String(length=300), nullable=False),
    sa.Column('who', sa.String(length=120), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('adaptation_id', sa.Uuid(), nullable=True),
    sa.Column('agreement_id', sa.Uuid(), nullable=True),
    sa.Column('questionnaire_id', sa.Integer(), nullable=True),
    sa.Column('item_key', sa.String(length=40), nullable=False),
    sa.Column('told', sa.String(length=500), nullable=False),
    sa.Column('told_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(questionnaire_id IS NULL) = (item_key = '')", name=op.f('ck_decision_item_of_a_questionnaire')),
    sa.CheckConstraint("(told = '') = (told_on IS NULL)", name=op.f('ck_decision_told_has_a_day')),
    sa.ForeignKeyConstraint(['adaptation_id'], ['adaptation.id'], name=op.f('fk_decision_adaptation_id_adaptation')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_decision_agreement_id_agreement')),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_decision_finding_id_finding'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_decision_made_by_id_user')),
    sa.ForeignKeyConstraint(['questionnaire_id'], ['questionnaire.id'], name=op.f('fk_decision_questionnaire_id_questionnaire')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_adaptation_id'), ['adaptation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_agreement_id'), ['agreement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_questionnaire_id'), ['questionnaire_id'], unique=False)

    op.create_table('evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('passage_id', sa.Uuid(), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('mentor', 'teacher', 'study_coach', 'care_coordinator', 'worker', 'pupil', 'carer', 'other', name='part', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('quote_sealed', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_evidence_finding_id_finding'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['group_id'], ['focus_group.id'], name=op.f('fk_evidence_group_id_focus_group'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['passage_id'], ['passage.id'], name=op.f('fk_evidence_passage_id_passage'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence')),
    sa.UniqueConstraint('finding_id', 'passage_id', name=op.f('uq_evidence_finding_id_passage_id'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index('ix_evidence_group_id', ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_passage_id'), ['passage_id'], unique=False)

    op.create_table('coding_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('coder_id', sa.Integer(), nullable=False),
    sa.Column('text_id', sa.Uuid(), nullable=False),
    sa.Column('coding_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('added', 'removed', name='stepkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['coder_id'], ['user.id'], name=op.f('fk_coding_step_coder_id_user')),
    sa.ForeignKeyConstraint(['coding_id'], ['coding.id'], name=op.f('fk_coding_step_coding_id_coding'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['text_id'], ['talk_text.id'], name=op.f('fk_coding_step_text_id_talk_text'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding_step'))
    )
    with op.batch_alter_table('coding_step', schema=None) as batch_op:
        batch_op.create_index('ix_coding_step_coder_id', ['coder_id', 'text_id', 'id'], unique=False)

    for statement in STAYS[op.get_bind().dialect.name]:
        op.execute(statement)



def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for name in ("talk_text_stays", "talk_text_none_added", "focus_group_stays"):
            op.execute(f"DROP TRIGGER {name}")
    else:
        for table in ("talk_text", "focus_group"):
            op.execute(f"DROP TRIGGER {table}_stays ON {table}")
            op.execute(f"DROP FUNCTION {table}_refuse()")
    with op.batch_alter_table('coding_step', schema=None) as batch_op:
        batch_op.drop_index('ix_coding_step_coder_id')

    op.drop_table('coding_step')
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evidence_passage_id'))
        batch_op.drop_index('ix_evidence_group_id')

    op.drop_table('evidence')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_questionnaire_id'))
        batch_op.drop_index(batch_op.f('ix_decision_finding_id'))
        batch_op.drop_index(batch_op.f('ix_decision_agreement_id'))
        batch_op.drop_index(batch_op.f('ix_decision_adaptation_id'))

    op.drop_table('decision')
    with op.batch_alter_table('coding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_coding_coder_id'))
        batch_op.drop_index(batch_op.f('ix_coding_code_id'))

    op.drop_table('coding')
    with op.batch_alter_table('passage', schema=None) as batch_op:
        batch_op.drop_index('ix_passage_text_id')

    op.drop_table('passage')
    with op.batch_alter_table('correction_of_talk', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_of_talk_group_id'))

    op.drop_table('correction_of_talk')
    with op.batch_alter_table('talk_text', schema=None) as batch_op:
        batch_op.drop_index('ix_talk_text_notes_once', **NOTES_ONCE)
        batch_op.drop_index('ix_talk_text_group_id')

    op.drop_table('talk_text')
    with op.batch_alter_table('talk_note', schema=None) as batch_op:
        batch_op.drop_index('ix_talk_note_group_id')

    op.drop_table('talk_note')
    op.drop_table('pseudonym')
    op.drop_table('participant')
    op.drop_table('focus_group_site')
    op.drop_table('focus_group_holder')
    with op.batch_alter_table('focus_group', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_focus_group_theme_id'))
        batch_op.drop_index('ix_focus_group_state')
        batch_op.drop_index(batch_op.f('ix_focus_group_programme_id'))
        batch_op.drop_index(batch_op.f('ix_focus_group_guide_version_id'))

    op.drop_table('focus_group')
    with op.batch_alter_table('code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_code_parent_id'))
        batch_op.drop_index(batch_op.f('ix_code_book_id'))

    op.drop_table('code')
    op.drop_table('guide_version')
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_finding_programme_id'))

    op.drop_table('finding')
    op.drop_table('codebook')
    op.drop_table('guide')
