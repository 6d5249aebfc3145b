"""The store's tables, in one definition for every database. Days and moments are ISO text; lists and values are JSON.

What a machine read (document, claim and what hangs on them) can be made anew at any time. What people
decided (judgement, source_grade, tombstone) is only ever appended, and refers to claims by their stable ids.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from riwaya.project.columns import Packed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("former", ForeignKey("document.key")),  # the version that this one supersedes
    Column("state", String, nullable=False),  # "current" | "superseded"
    Column("sha256", String, nullable=False),  # of the text
    Column("title", Text),
    Column("outlet", String),
    Column("published", String),  # day
    Column("url", Text),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("file", String, nullable=False),  # of the original, within the project's folder
    Column("origin", Text),  # the file that it was added from, if that holds this report alone
    Column("added", String, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("reading", Packed, nullable=False),  # what was read beside the claims: entities, findings, unread
    Column("lexicon", String, nullable=False),  # version of the lexicon that it was read with
    Column("round", Integer, nullable=False),  # of rebuilding
    Column("report", Packed, nullable=False),  # what tells whose text it is: signature, credits
    UniqueConstraint("id", "sha256"),
    UniqueConstraint("id", "version"),
    Index(None, "sha256"),
    Index(None, "url"),
    Index(None, "origin"),
    Index(None, "outlet", "state"),
    Index(None, "published", "state"),
    Index(None, "former"),
    Index(
        None, "round", "state"
    ),  # in this order: nearly all are current, so that `state` alone finds nothing fast
)

change = Table(  # whose report, or claims, lists tell otherwise since; only appended
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, nullable=False),  # key; stays when the document goes
)

copy = Table(  # documents that share a band may be copies of one another
    "copy",
    metadata,
    Column("band", String, primary_key=True),
    Column("document", ForeignKey("document.key", ondelete="CASCADE"), primary_key=True, index=True),
)

incident = Table(
    "incident",
    metadata,
    Column("id", String, primary_key=True),
    Column("family", String, nullable=False),
    Column("type", String, nullable=False),
    Column("country", String),
    Column("province", String),
    Column("settlement", String),
    Column("place", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("earliest", String),
    Column("latest", String),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("least", Integer, nullable=False),  # independent accounts
    Column("most", Integer, nullable=False),
    Column("contradicted", Boolean, nullable=False),
    Column("statuses", JSON, nullable=False),  # {"asserted": 2, …}
    Column("credibility", Integer, nullable=False),
    Column("reasons", JSON, nullable=False),  # of the credibility
    Index(None, "type"),
    Index(None, "family"),
    Index(None, "country"),
    Index(None, "province"),
    Index(None, "settlement"),
    Index(None, "earliest", "latest"),
    Index(None, "latest"),
    Index(None, "contradicted"),
    Index(None, "credibility"),
    Index(None, "reports", "claims", "earliest", "id"),  # the order of lists
)

claim = Table(
    "claim",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", ForeignKey("document.key", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    # As judged, for filters; `data` is what the machine read.
    Column("type", String, nullable=False),
    Column("family", String, nullable=False),
    Column("status", String, nullable=False),
    Column("specific", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("incident", ForeignKey("incident.id")),
    Column("country", String),
    Column("province", String),
    Column("settlement", String),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("earliest", String),
    Column("latest", String),
    Column("dead", Integer),
    Column("injured", Integer),
    Column("confidence", Float, nullable=False),
    Column("reviewed", String),  # "accepted" | "rejected" | "corrected" | "again": it has changed since
    Column("digest", String, nullable=False),  # of what the machine read
    Column("data", Packed, nullable=False),  # as `riwaya read --format jsonl` prints it
    Column("record", Packed, nullable=False),  # as linking compares it, as judged
    Index(None, "incident", "status", "document"),
    Index(None, "document", "ordinal"),  # the order of lists, here and under each filter
    Index(None, "type", "document", "ordinal", "status"),
    Index(None, "status", "document", "ordinal"),
    Index(None, "country", "document", "ordinal"),
    Index(None, "province", "document", "ordinal"),
    Index(None, "settlement", "document", "ordinal"),
    Index(None, "earliest", "latest", "document"),
    Index(None, "reviewed", "document"),
)

blocking = Table(  # claims that share a key are compared
    "blocking",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),  # a hash of it
    Column("claim", ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

participant = Table(
    "participant",
    metadata,
    Column("claim", ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),  # "actor" | "recipient"
    Column("position", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("known", Boolean, nullable=False),  # `key` is an entity of the lexicon
    Column("kind", String),
    Index(None, "key", "known", "claim"),
)

voice = Table(
    "voice",
    metadata,
    Column("claim", ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 0 is the outermost source
    Column("key", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("stance", String, nullable=False),
    Index(None, "key"),
)

placement = Table(
    "placement",
    metadata,
    Column("claim", ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("incident", ForeignKey("incident.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("score", Float),  # None: it founded the incident, or a person put it there
    Column("grounds", Packed, nullable=False),
    Column("by", String, nullable=False),  # "machine" | "person"
)

possible = Table(
    "possible",
    metadata,
    Column("claim", ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("incident", ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("grounds", Packed, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("incident", ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("origin", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("claims", JSON, nullable=False),
    Column("reasons", JSON, nullable=False),  # why its claims count as one
    Column("perhaps", JSON, nullable=False),  # origins of accounts that it may repeat
    # How it stands to the other accounts (faring.py), for the sums over sources.
    Column("alone", Boolean, nullable=False),
    Column("corroborated", Boolean, nullable=False),
    Column("contradicted", Boolean, nullable=False),
    Column("denied_later", Boolean, nullable=False),
    Index(None, "origin", "alone", "corroborated", "contradicted", "denied_later"),
)

finding = Table(
    "finding",
    metadata,
    Column("id", String, primary_key=True),
    Column("incident", ForeignKey("incident.id", ondelete="CASCADE"), index=True),
    Column("document", ForeignKey("document.key", ondelete="CASCADE"), index=True),  # of findings within one
    Column("kind", String, nullable=False),
    Column("claims", JSON, nullable=False),
    Column("documents", JSON, nullable=False),  # ids
    Column("spans", JSON, nullable=False),  # of findings within one document
    Column("message", Text, nullable=False),
    Column("message_ar", Text, nullable=False),
    Index(None, "kind", "id", "incident", "document"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim", String, nullable=False, index=True),  # stays when the claim goes
    Column("document", String, nullable=False, index=True),  # id
    # "accept" | "reject" | "correct" | "link" | "unlink" | "split" | "add" | "undo"
    Column("action", String, nullable=False),
    Column("field", String),
    Column("value", JSON),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("quote", Text, nullable=False),  # the trigger's words, with those around them
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("note", Text),
    Column("digest", String, nullable=False),  # of what the machine read when it was judged
    Column("carried", ForeignKey("judgement.id")),  # taken over from one on the former version of the text
    Column("act", Integer, index=True),  # the first judgement of those made together; of the first, null
    Column("withdraws", Integer, index=True),  # the judgement that an "undo" takes back
    Column("stood", JSON),  # where the claim stood before, without words: what an undo puts back
    Index(None, "at", "id"),
    Index(None, "who", "at"),
    Index(None, "action", "at"),
)

answer = Table(  # what a person said to a proposal for the lexicon
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("proposal", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),  # "accepted" | "dismissed"
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", Text),
)

bond = Table(  # what linking and unlinking come to: a person's word on two claims, written both ways
    "bond",
    metadata,
    Column("claim", String, primary_key=True),  # stays when the claim goes
    Column("other", String, primary_key=True),
    Column("same", Boolean, nullable=False),  # one happening; else two
)

source_grade = Table(
    "source_grade",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("grade", String, nullable=False),  # "A" to "F"
    Column("note", Text),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String, nullable=False, index=True),
    Column("sha256", String, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("files", JSON, nullable=False),  # still to be removed
    Column("cleared", Boolean, nullable=False),  # no byte of it is left in the project
)
