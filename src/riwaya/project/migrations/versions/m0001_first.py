"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_proposal"), "answer", ["proposal"], unique=False)
    op.create_table(
        "bond",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "other", name=op.f("pk_bond")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_table(
        "document",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("former", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("added", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("lexicon", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["former"], ["document.key"], name=op.f("fk_document_former")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_document")),
        sa.UniqueConstraint("id", "sha256", name=op.f("uq_document_id_sha256")),
        sa.UniqueConstraint("id", "version", name=op.f("uq_document_id_version")),
    )
    op.create_index(op.f("ix_document_former"), "document", ["former"], unique=False)
    op.create_index(op.f("ix_document_origin"), "document", ["origin"], unique=False)
    op.create_index(op.f("ix_document_outlet_state"), "document", ["outlet", "state"], unique=False)
    op.create_index(op.f("ix_document_published_state"), "document", ["published", "state"], unique=False)
    op.create_index(op.f("ix_document_round_state"), "document", ["round", "state"], unique=False)
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_index(op.f("ix_document_url"), "document", ["url"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("settlement", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("earliest", sa.String(), nullable=True),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("contradicted", sa.Boolean(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
        sa.Column("credibility", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_contradicted"), "incident", ["contradicted"], unique=False)
    op.create_index(op.f("ix_incident_country"), "incident", ["country"], unique=False)
    op.create_index(op.f("ix_incident_credibility"), "incident", ["credibility"], unique=False)
    op.create_index(op.f("ix_incident_earliest_latest"), "incident", ["earliest", "latest"], unique=False)
    op.create_index(op.f("ix_incident_family"), "incident", ["family"], unique=False)
    op.create_index(op.f("ix_incident_latest"), "incident", ["latest"], unique=False)
    op.create_index(
        op.f("ix_incident_reports_claims_earliest_id"),
        "incident",
        ["reports", "claims", "earliest", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_incident_province"), "incident", ["province"], unique=False)
    op.create_index(op.f("ix_incident_settlement"), "incident", ["settlement"], unique=False)
    op.create_index(op.f("ix_incident_type"), "incident", ["type"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=True),
        sa.Column("act", sa.Integer(), nullable=True),
        sa.Column("withdraws", sa.Integer(), nullable=True),
        sa.Column("stood", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["carried"], ["judgement.id"], name=op.f("fk_judgement_carried")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_act"), "judgement", ["act"], unique=False)
    op.create_index(op.f("ix_judgement_action_at"), "judgement", ["action", "at"], unique=False)
    op.create_index(op.f("ix_judgement_at_id"), "judgement", ["at", "id"], unique=False)
    op.create_index(op.f("ix_judgement_claim"), "judgement", ["claim"], unique=False)
    op.create_index(op.f("ix_judgement_document"), "judgement", ["document"], unique=False)
    op.create_index(op.f("ix_judgement_who_at"), "judgement", ["who", "at"], unique=False)
    op.create_index(op.f("ix_judgement_withdraws"), "judgement", ["withdraws"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "source_grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_grade")),
    )
    op.create_index(op.f("ix_source_grade_key"), "source_grade", ["key"], unique=False)
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("cleared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstone")),
    )
    op.create_index(op.f("ix_tombstone_document"), "tombstone", ["document"], unique=False)
    op.create_index(op.f("ix_tombstone_sha256"), "tombstone", ["sha256"], unique=False)
    op.create_table(
        "account",
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("perhaps", sa.JSON(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("corroborated", sa.Boolean(), nullable=False),
        sa.Column("contradicted", sa.Boolean(), nullable=False),
        sa.Column("denied_later", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name=op.f("fk_account_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident", "origin", name=op.f("pk_account")),
    )
    op.create_index(
        op.f("ix_account_origin_alone_corroborated_contradicted_denied_later"),
        "account",
        ["origin", "alone", "corroborated", "contradicted", "denied_later"],
        unique=False,
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("specific", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("incident", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("settlement", sa.String(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("earliest", sa.String(), nullable=True),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("dead", sa.Integer(), nullable=True),
        sa.Column("injured", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reviewed", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.key"], name=op.f("fk_claim_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["incident"], ["incident.id"], name=op.f("fk_claim_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(
        op.f("ix_claim_country_document_ordinal"), "claim", ["country", "document", "ordinal"], unique=False
    )
    op.create_index(op.f("ix_claim_document_ordinal"), "claim", ["document", "ordinal"], unique=False)
    op.create_index(
        op.f("ix_claim_earliest_latest_document"), "claim", ["earliest", "latest", "document"], unique=False
    )
    op.create_index(
        op.f("ix_claim_incident_status_document"), "claim", ["incident", "status", "document"], unique=False
    )
    op.create_index(
        op.f("ix_claim_province_document_ordinal"), "claim", ["province", "document", "ordinal"], unique=False
    )
    op.create_index(op.f("ix_claim_reviewed_document"), "claim", ["reviewed", "document"], unique=False)
    op.create_index(
        op.f("ix_claim_settlement_document_ordinal"),
        "claim",
        ["settlement", "document", "ordinal"],
        unique=False,
    )
    op.create_index(
        op.f("ix_claim_status_document_ordinal"), "claim", ["status", "document", "ordinal"], unique=False
    )
    op.create_index(
        op.f("ix_claim_type_document_ordinal_status"),
        "claim",
        ["type", "document", "ordinal", "status"],
        unique=False,
    )
    op.create_table(
        "copy",
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.key"], name=op.f("fk_copy_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "document", name=op.f("pk_copy")),
    )
    op.create_index(op.f("ix_copy_document"), "copy", ["document"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident", sa.String(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("message_ar", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.key"], name=op.f("fk_finding_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name=op.f("fk_finding_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_document"), "finding", ["document"], unique=False)
    op.create_index(op.f("ix_finding_incident"), "finding", ["incident"], unique=False)
    op.create_index(
        op.f("ix_finding_kind_id_incident_document"),
        "finding",
        ["kind", "id", "incident", "document"],
        unique=False,
    )
    op.create_table(
        "blocking",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_blocking_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "claim", name=op.f("pk_blocking")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_blocking_claim"), "blocking", ["claim"], unique=False)
    op.create_table(
        "participant",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"], ["claim.id"], name=op.f("fk_participant_claim"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "role", "position", name=op.f("pk_participant")),
    )
    op.create_index(
        op.f("ix_participant_key_known_claim"), "participant", ["key", "known", "claim"], unique=False
    )
    op.create_table(
        "placement",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("grounds", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_placement_claim"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name=op.f("fk_placement_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_incident"), "placement", ["incident"], unique=False)
    op.create_table(
        "possible",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("grounds", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_possible_claim"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name=op.f("fk_possible_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "incident", name=op.f("pk_possible")),
    )
    op.create_index(op.f("ix_possible_incident"), "possible", ["incident"], unique=False)
    op.create_table(
        "voice",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_voice_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_voice")),
    )
    op.create_index(op.f("ix_voice_key"), "voice", ["key"], unique=False)
