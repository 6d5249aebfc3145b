"""What a project holds: filters, accounts, findings, actors, judged values; and that all sums agree."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from listing_fixtures import ALLEGED, ARREST, DENIAL, STRIKE, make_project
from riwaya.errors import ProjectError
from riwaya.export import write
from riwaya.project import Project, queries
from riwaya.project.grading import grade_source
from riwaya.project.queries import Filter, Queries
from riwaya.project.views import claims
from riwaya.project.views.values import IncidentHead
from riwaya.report.labels import quad


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_project(tmp_path_factory.mktemp("queries") / "p")


@pytest.fixture
def project(made, tmp_path):
    """A project of this test's own, that it may change."""
    shutil.copytree(made, tmp_path / "p")
    with Project.open(tmp_path / "p") as project:
        yield project


@pytest.fixture
def asked(made):
    with Project.open(made) as project, queries.of(project) as asked:
        yield asked


def told(asked: Queries, **wanted) -> set[str]:
    """The reports of the incidents that are asked for."""
    return {document for row in asked.incidents(Filter(**wanted)) for document in row.documents}


def claim_of(asked: Queries, document: str):
    (claim,) = [one for one in asked.claims() if one.document == document]
    return claim


# Filters


@pytest.mark.parametrize(
    ("wanted", "reports"),
    [
        ({}, "r1 r2 r3 r4 r5 r6 r7 r8"),
        ({"type": "COERCE"}, "r6"),
        ({"type": "AID"}, ""),
        ({"actor": "army.sy"}, "r1 r2 r3 r4"),
        ({"actor": "الجيش السوري"}, "r1 r2 r3 r4"),
        ({"actor": "syrian ARMY"}, "r1 r2 r3 r4"),
        ({"actor": "قسد"}, "r7"),  # an alias
        ({"place": "درعا"}, "r1 r2 r3 r4"),
        ({"place": "Daraa"}, "r1 r2 r3 r4"),
        ({"place": "Idlib"}, "r8"),  # Manbij is in Aleppo, whatever the report says
        ({"place": "إدلب"}, "r8"),
        ({"place": "سوريا"}, "r1 r2 r3 r4 r7 r8"),
        ({"place": "Syria"}, "r1 r2 r3 r4 r7 r8"),
        ({"place": "سراقب، إدلب"}, "r8"),
        ({"place": "Saraqib, Syria"}, "r8"),
        ({"place": "164816"}, "r8"),
        ({"place": "Mosul"}, "r6"),
        ({"place": "القاهرة"}, ""),  # a place, and nothing happened there
        ({"between": (date(2024, 3, 4), None)}, "r1 r2 r3 r4"),
        ({"between": (None, date(2024, 3, 1))}, "r6"),
        ({"between": (date(2024, 3, 2), date(2024, 3, 3))}, "r5 r7 r8"),
        ({"between": (date(2025, 1, 1), None)}, ""),
        ({"status": "denied"}, "r1 r2 r3 r4"),
        ({"status": "requested"}, ""),
        ({"contradicted": True}, "r1 r2 r3 r4"),
        ({"contradicted": False}, "r5 r6 r7 r8"),
        ({"place": "Syria", "type": "ASSAULT", "between": (None, date(2024, 3, 2))}, "r7 r8"),
    ],
)
def test_incidents_are_filtered(asked, wanted, reports):
    assert told(asked, **wanted) == set(reports.split())
    assert asked.count_incidents(Filter(**wanted)) == len(list(asked.incidents(Filter(**wanted))))


@pytest.mark.parametrize(
    ("wanted", "reports"),
    [
        ({"status": "denied"}, "r3"),  # of claims their own
        ({"status": "alleged"}, "r4"),
        ({"actor": "army.sy"}, "r1 r2 r3 r4"),
        ({"place": "Daraa", "status": "asserted"}, "r1 r2"),
        ({"contradicted": True}, "r1 r2 r3 r4"),
        ({"contradicted": False}, "r5 r6 r7 r8"),
        ({"between": (date(2024, 3, 3), date(2024, 3, 3))}, "r5"),
    ],
)
def test_claims_are_filtered_by_what_they_say_themselves(asked, wanted, reports):
    assert {claim.document for claim in asked.claims(Filter(**wanted))} == set(reports.split())
    rows = asked.export_rows(Filter(**wanted))
    assert {row.document.id for row in rows} == set(reports.split())


@pytest.mark.parametrize("few", [0, 1_500])
@pytest.mark.parametrize(
    "wanted",
    [
        {}, {"actor": "army.sy"}, {"contradicted": True}, {"contradicted": False}, {"place": "Syria"},
        {"between": (date(2024, 3, 1), None)}, {"actor": "army.sy", "type": "ASSAULT", "status": "asserted"},
        {"actor": "army.sy", "place": "Daraa", "contradicted": True, "between": (None, date(2024, 3, 9))},
    ],
)  # fmt: skip
def test_pages_of_claims_are_the_list_cut_up(asked, monkeypatch, wanted, few):
    monkeypatch.setattr(claims, "_FEW", few)  # both ways of finding a page
    every = [one.id for one in asked.claims(Filter(**wanted))]
    paged = [one.id for n in range(0, len(every) + 2, 2) for one in asked.claims(Filter(**wanted), 2, n)]
    assert paged == every
    assert len(every) == asked.count_claims(Filter(**wanted))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"actor": "جيش المريخ"}, "riwaya actors"),
        ({"actor": "سامر الخطيب"}, "riwaya actors"),  # a private person
        ({"place": "مدينة لا يعرفها أحد"}, "GeoNames"),
    ],
)
def test_who_and_what_nobody_knows_is_said(asked, wanted, said):
    with pytest.raises(ProjectError, match=said):
        list(asked.incidents(Filter(**wanted)))


def test_incidents_that_most_reports_tell_of_come_first(asked):
    reports = [row.reports for row in asked.incidents()]
    assert reports == sorted(reports, reverse=True)
    assert len(list(asked.incidents(limit=2))) == 2


# One incident


SHOWN = [one for one in IncidentHead.__slots__ if one != "claims"]


def test_a_head_tells_what_the_whole_row_does(project):
    with queries.of(project) as asked:
        listed = [row.claims for row in asked.incidents()]
    first, second = listed[0][0], next(one[0] for one in reversed(listed) if len(one) == 1)
    project.judge(first, "accept", by="فاحصة")
    project.judge(second, "correct", "place", ["none"], by="فاحصة")
    with queries.of(project) as asked:
        rows = list(asked.incidents())
        heads = list(asked.incident_heads([row.id for row in rows]))
        assert [[getattr(one, name) for name in SHOWN] for one in heads] == [
            [getattr(one, name) for name in SHOWN] for one in rows
        ]
        assert [one.claims for one in heads] == [len(row.claims) for row in rows]
        assert any(one.reviewed for one in heads)
        assert {one.place is None for one in heads} == {True, False}
        assert not list(asked.incident_heads(["none"]))


def test_an_incident_has_its_accounts_side_by_side(asked):
    (row,) = asked.incidents(Filter(place="درعا"))
    view = asked.incident(row.id)
    by = {one.row.name: one for one in view.accounts}
    observatory, army = by["المرصد السوري لحقوق الإنسان"], by["الجيش السوري"]
    assert {claim.document for claim in observatory.claims} == {"r1", "r2"}  # a copy is no account of its own
    assert (observatory.statuses, army.statuses) == (("asserted",), ("denied",))
    assert (observatory.since, army.since) == (date(2024, 3, 5), date(2024, 3, 6))
    assert by["ناشطون"].row.anonymous
    assert (row.least, row.most) == (2, 3)
    assert sum(row.statuses.values()) == len(row.claims)


def test_words_are_those_of_the_text(asked):
    texts = {"r1": STRIKE, "r3": DENIAL, "r4": ALLEGED, "r6": ARREST}
    for claim in asked.claims():
        if claim.document in texts:
            assert claim.words == texts[claim.document][claim.start : claim.end]


def test_the_timeline_says_who_said_it_when(asked):
    (row,) = asked.incidents(Filter(place="درعا"))
    entries = asked.incident(row.id).timeline
    assert [entry.claim.document for entry in entries] == ["r1", "r2", "r3", "r4"]
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
    assert entries[2].origin.origin == "army.sy"


@pytest.mark.parametrize("cut", [None, 9])
def test_an_incident_is_found_by_its_id_or_the_beginning_of_it(asked, cut):
    row = next(asked.incidents())
    assert asked.incident(row.id[:cut]).row.id == row.id


def test_an_incident_is_found_by_a_claim_of_it(asked):
    row = next(asked.incidents())
    assert asked.incident(row.claims[-1]).row.id == row.id


@pytest.mark.parametrize(
    ("given", "said"), [("i", "several"), ("", "riwaya incidents"), ("ixyz", "riwaya incidents")]
)
def test_an_incident_that_is_not_there_is_said(asked, given, said):
    with pytest.raises(ProjectError, match=said):
        asked.incident(given)


# Findings


def test_a_contradiction_has_both_passages(asked):
    (finding,) = asked.findings("contradiction")
    assert (finding.about, finding.kind) == ("status", "contradiction")
    assert [p.status for p in finding.passages] == ["asserted", "denied"]
    assert [p.text in text for p, text in zip(finding.passages, (STRIKE, DENIAL), strict=True)] == [
        True,
        True,
    ]
    assert list(asked.findings("contradiction-status")) == [finding]


def test_a_finding_within_a_report_points_at_its_words(asked):
    (finding,) = asked.findings("place-containment")
    assert (finding.documents, finding.incident) == (("r7",), None)
    assert [p.text for p in finding.passages] == ["منبج", "إدلب"]


def test_findings_are_counted_as_they_are_listed(asked):
    for kind in (None, "contradiction", "place-containment", "contradiction-toll"):
        assert asked.count_findings(kind) == len(list(asked.findings(kind)))
    assert sum(asked.finding_kinds().values()) == asked.count_findings()


# Actors and sources


def test_actors_are_organisations_and_offices_only(asked):
    actors = {actor.id: actor for actor in asked.actors()}
    assert set(actors) == {"army.sy", "minister.foreign.eg", "sdf", "security.iq"}
    assert (actors["army.sy"].incidents, actors["army.sy"].claims, actors["army.sy"].as_recipient) == (
        1,
        4,
        0,
    )


def test_no_private_person_is_an_actor_or_a_source(asked):
    names = [*(f"{a.id} {a.name}" for a in asked.actors()), *(f"{s.key} {s.name}" for s in asked.sources())]
    assert not any("سامر" in name for name in names)
    with pytest.raises(ProjectError):
        asked.actor("الناشط سامر الخطيب")


def test_an_actor_has_its_names_and_incidents(asked):
    view = asked.actor("قوات سوريا الديمقراطية")
    assert view.row.id == "sdf"
    assert "قسد" in view.aliases
    assert view.seen == ("قوات سوريا الديمقراطية",)
    assert [row.documents for row in view.incidents] == [("r7",)]


def test_edges_have_the_status_of_their_claim(project, tmp_path):
    text = (
        "زعمت فصائل المعارضة أن هيئة تحرير الشام قصفت قوات سوريا الديمقراطية في منبج يوم 2 آذار/ مارس 2024."
    )
    (tmp_path / "e.txt").write_text(text, encoding="utf-8")
    project.add(tmp_path / "e.txt", published="2024-03-03")
    with queries.of(project) as asked:
        (edge,) = asked.edges()
        (tie,) = asked.actor("sdf").ties
    assert (edge.actor, edge.other, edge.relation, edge.status) == ("hts", "sdf", "against", "alleged")
    assert (tie.other, tie.relation, tie.statuses) == ("hts", "against", {"alleged": 1})


def test_sources_are_f_until_somebody_grades_them(project):
    with queries.of(project) as asked:
        assert {source.reliability for source in asked.sources()} == {"F"}
        names = asked.names
    for given, mark in (("army.sy", "B"), ("الجيش السوري", "E"), ("وكالة الثغر", "C")):
        grade_source(project.engine, names, given, mark, "فاحصة", "note")
    with queries.of(project) as asked:
        marks = {source.key: source.reliability for source in asked.sources() if source.reliability != "F"}
        (row,) = asked.incidents(Filter(place="درعا"))
        denial = next(row for row in asked.export_rows() if row.document.id == "r3")
    assert marks == {"army.sy": "E", "الثغر": "C"}  # the last word stands
    assert {one.origin: one.reliability for one in row.accounts}["army.sy"] == "E"
    assert denial.reliability == "E"
    assert any("graded E" in reason for reason in row.reasons)  # in force at once


def test_a_source_that_is_not_there_is_not_graded(project):
    with queries.of(project) as asked:
        names = asked.names
    with pytest.raises(ProjectError, match="riwaya sources"):
        grade_source(project.engine, names, "وكالة لا وجود لها", "B", "فاحصة", None)


# Judgements


def test_the_judged_value_is_shown_everywhere_and_marked(project):
    with queries.of(project) as asked:
        claim = claim_of(asked, "r1").id
    project.judge(claim, "correct", "dead", ["5"])
    project.judge(claim, "correct", "place", ["سراقب"])
    with queries.of(project) as asked:
        view = claim_of(asked, "r1")
        row = next(row for row in asked.export_rows() if row.document.id == "r1")
        incident = asked.incident(claim).row
        (document,) = [d for d in asked.documents() if d.id == "r1"]
        assert view.data["casualties"]["dead"] == row.claim["casualties"]["dead"] == 5
        assert view.data["place"]["name"] == row.claim["place"]["name"] == incident.place.name == "سراقب"
        assert "5 dead" in view.gloss
        assert "Saraqib" in view.gloss
        assert view.review.verdict == row.reviewed.verdict == "corrected"
        assert view.review.fields == row.judged == ("dead", "place")
        assert incident.reviewed == document.reviewed == asked.overview().reviewed == 1
        assert claim in {claim for r in asked.incidents(Filter(place="Idlib")) for claim in r.claims}


def test_a_corrected_allegation_still_reads_as_one(project):
    with queries.of(project) as asked:
        claim = claim_of(asked, "r4").id
    project.judge(claim, "correct", "dead", ["2"])
    with queries.of(project) as asked:
        assert claim_of(asked, "r4").gloss.startswith("Alleged: assault")


def test_a_rejected_claim_is_in_no_incident_and_no_sum(project):
    with queries.of(project) as asked:
        claim, before = claim_of(asked, "r6").id, asked.overview()
    project.judge(claim, "reject", note="شيء آخر")
    with queries.of(project) as asked:
        after = asked.overview()
        assert (after.incidents, after.placed, after.rejected) == (before.incidents - 1, before.placed - 1, 1)
        assert "security.iq" not in {actor.id for actor in asked.actors()}
        assert claim_of(asked, "r6").review.note == "شيء آخر"
        assert next(r for r in asked.export_rows() if r.document.id == "r6").reviewed.verdict == "rejected"


# Sums


def check_sums(asked: Queries, folder: Path) -> None:
    """Every number is that of every other list that has it."""
    sums = asked.overview()
    incidents, claims = list(asked.incidents()), list(asked.claims())
    documents, rows = list(asked.documents()), list(asked.export_rows())
    assert sums.incidents == len(incidents) == asked.count_incidents()
    assert sums.claims == len(claims) == len(rows) == sum(document.claims for document in documents)
    assert (
        sums.placed
        == sum(len(row.claims) for row in incidents)
        == sum(c.incident is not None for c in claims)
    )
    assert sums.documents == len(documents) == asked.count_documents()
    assert sums.outlets == len({document.outlet for document in documents if document.outlet})
    assert sums.contradicted == asked.count_incidents(Filter(contradicted=True))
    assert sums.reviewed == sum(document.reviewed for document in documents)
    assert sums.findings == len(list(asked.findings()))
    for row in incidents:
        assert sum(row.statuses.values()) == len(row.claims) == sum(len(one.claims) for one in row.accounts)
        assert row.reports == len(row.documents)
        assert row.contradicted == any(
            finding.incident == row.id for finding in asked.findings("contradiction")
        )
    for actor in asked.actors():
        assert actor.incidents == asked.count_incidents(Filter(actor=actor.id))
    written = write("csv", asked.export_rows(), folder / "claims.csv")
    assert written.rows + sum(written.left_out.values()) == sums.claims


def test_sums_agree(asked, tmp_path):
    check_sums(asked, tmp_path)


def test_sums_agree_after_judgements_and_versions(project, tmp_path):
    with queries.of(project) as asked:
        first, second, third = (claim_of(asked, document).id for document in ("r1", "r3", "r7"))
    project.judge(first, "correct", "type", ["COERCE"])
    project.judge(second, "reject")
    project.unlink(third)
    (tmp_path / "r8.jsonl").write_text(
        '{"id": "r8", "text": "قصفت طائرات روسية بلدة سراقب أمس."}', encoding="utf-8"
    )
    project.add(tmp_path / "r8.jsonl", published="2024-03-09")
    project.add(Path(__file__).parent.parent / "samples", jobs=1)
    with queries.of(project) as asked:
        check_sums(asked, tmp_path)


def test_a_relation_goes_by_the_class_of_the_event(asked):
    assert all(edge.relation == ("with" if quad(edge.type) <= 2 else "against") for edge in asked.edges())


# Speed


@pytest.mark.parametrize(
    "wanted",
    [
        {}, {"type": "ASSAULT"}, {"actor": "army.sy"}, {"place": "Daraa"}, {"place": "Syria"}, {"status": "denied"},
        {"contradicted": True}, {"between": (date(2024, 3, 1), date(2024, 3, 5))},
    ],
)  # fmt: skip
def test_no_filter_walks_through_all_claims(project, wanted):
    plans: list[str] = []

    def explain(connection, cursor, statement, parameters, context, many):
        if statement.startswith("SELECT"):
            found = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in found)

    event.listen(project.engine, "before_cursor_execute", explain)
    with queries.of(project) as asked:
        list(asked.incidents(Filter(**wanted)))
    walks = [
        step
        for step in plans
        if re.match(r"SCAN (claim|participant|voice|account|placement)\b", step)
        and "COVERING INDEX" not in step
    ]
    assert plans
    assert walks == []
