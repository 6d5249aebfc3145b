"""Taking judgements back: the store is as it was before them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from project_fixtures import ARREST, MEETING, STRIKE, STRIKE_AGAIN, faults, rows, value, write_lines
from riwaya.errors import ProjectError, RiwayaError
from riwaya.project import Project, init, schema
from riwaya.project.engine import reading

TOLD_AGAIN = (
    "أعلن المرصد السوري لحقوق الإنسان مقتل أربعة مدنيين في قصف مدفعي للجيش السوري على مدينة درعا أمس."
)
DENIED = "نفى الجيش السوري قصف مدينة درعا أمس."


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project of a few reports, made once."""
    folder = tmp_path_factory.mktemp("undo")
    texts = {"a": STRIKE, "b": STRIKE_AGAIN, "c": TOLD_AGAIN, "d": DENIED, "e": f"{MEETING} {ARREST}"}
    with init(folder / "p", by="فاحصة") as project:
        lines = [{"id": name, "text": text, "outlet": f"صحيفة {name}"} for name, text in texts.items()]
        project.add(write_lines(folder / "a.jsonl", *lines))
    return folder / "p"


@pytest.fixture
def project(made, tmp_path):
    shutil.copytree(made, tmp_path / "p")
    with Project.open(tmp_path / "p") as project:
        yield project


def state(project: Project) -> dict[str, list]:
    """All that the store holds beside the judgements themselves."""
    tables = (
        schema.document, schema.claim, schema.incident, schema.account, schema.finding, schema.placement,
        schema.possible, schema.participant, schema.voice, schema.bond, schema.blocking,
    )  # fmt: skip
    found = {}
    with reading(project.engine) as connection:
        for table in tables:
            columns = [c for c in table.c if c.name != "grounds"]  # reasons are worked out anew
            found[table.name] = sorted(map(repr, connection.execute(select(*columns)).all()))
    return found


def claims(project: Project) -> list[str]:
    return [i for (i,) in rows(project.folder.root, "SELECT id FROM claim ORDER BY document, ordinal")]


def incident_of(project: Project, claim: str):
    return value(project.folder.root, "SELECT incident FROM claim WHERE id = ?", claim)


def test_there_are_incidents_of_several_claims(project):
    assert max(n for (n,) in rows(project.folder.root, "SELECT claims FROM incident")) >= 3
    assert len(rows(project.folder.root, "SELECT id FROM incident")) >= 3


CORRECTIONS = [
    ("type", ["COERCE"]), ("status", ["alleged"]), ("dead", ["9"]), ("place", ["none"]), ("place", ["170063"]),
    ("time", ["2024-01-01"]), ("actor", ["none"]), ("specific", ["no"]),
]  # fmt: skip
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["accept", "reject", "unlink"]), st.integers(0, 9)),
        st.tuples(st.just("correct"), st.integers(0, 9), st.sampled_from(CORRECTIONS)),
        st.tuples(st.sampled_from(["link", "merge", "split"]), st.integers(0, 9), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=6,
)


def do(project: Project, step: tuple) -> bool:
    """Make a judgement; return whether it could be made (a claim is linked to where it isn't yet)."""
    ids = claims(project)
    kind, claim = step[0], ids[step[1] % len(ids)]
    try:
        if kind in ("accept", "reject"):
            project.judge(claim, kind)
        elif kind == "correct":
            project.judge(claim, "correct", *step[2])
        elif kind == "split":
            project.split([claim, ids[step[2] % len(ids)]])
        elif kind == "unlink":
            project.unlink(claim)
        else:
            what = incident_of(project, claim) if kind == "merge" else claim
            project.link(str(what), ids[step[2] % len(ids)])
    except ProjectError:
        return False
    return True


@given(steps)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_many_undos_as_judgements_give_the_first_state(project, made_of):
    before = state(project)
    done = [step for step in made_of if do(project, step)]
    assert faults(project.folder.root) == []
    for _ in done:
        project.undo()
    assert state(project) == before
    assert faults(project.folder.root) == []


@given(steps)
@example([("correct", 3, ("type", ["COERCE"])), ("reject", 3)])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_undo_gives_the_state_before(project, made_of):
    states = []
    for step in made_of:
        before = state(project)
        if do(project, step):
            states.append(before)
    for before in reversed(states):
        project.undo()
        assert state(project) == before


def test_an_undo_is_appended_and_names_what_it_takes_back(project):
    claim = claims(project)[0]
    project.judge(claim, "correct", "dead", ["9"], by="زميل")
    (undone,) = project.undo(claim, by="زميلة", note="خطأ")
    assert (undone.action, undone.field, undone.value, undone.who, undone.by) == (
        "correct", "dead", 9, "زميل", "زميلة",
    )  # fmt: skip
    found = rows(project.folder.root, "SELECT id, action, who, withdraws, note FROM judgement ORDER BY id")
    assert found == [(1, "correct", "زميل", None, None), (2, "undo", "زميلة", 1, "خطأ")]


def test_what_is_undone_shows_the_judgement_before(project):
    claim, root = claims(project)[0], project.folder.root
    project.judge(claim, "correct", "dead", ["9"])
    project.judge(claim, "correct", "dead", ["5"])
    project.undo(claim)
    assert value(root, "SELECT dead FROM claim WHERE id = ?", claim) == 9
    project.undo(claim)
    assert value(root, "SELECT dead FROM claim WHERE id = ?", claim) == 3
    assert value(root, "SELECT reviewed FROM claim WHERE id = ?", claim) is None
    with pytest.raises(ProjectError, match="taken back"):
        project.undo(claim)


def test_a_person_takes_back_the_own_judgements_only(project):
    one, other = claims(project)[:2]
    project.judge(one, "accept", by="زميل")
    project.judge(other, "accept", by="فاحصة")
    assert [u.claim for u in project.undo(by="زميل")] == [one]
    with pytest.raises(ProjectError, match="زميل"):
        project.undo(by="زميل")


def test_a_merge_is_taken_back_as_a_whole(project):
    root = project.folder.root
    many = str(value(root, "SELECT id FROM incident ORDER BY claims DESC LIMIT 1"))
    other = str(value(root, "SELECT id FROM incident WHERE id != ? LIMIT 1", many))
    before = state(project)
    assert len(project.link(many, other)) >= 3
    assert len(project.undo()) >= 3
    assert state(project) == before


def test_what_is_undone_stays_so_after_a_rebuild(project):
    root, before = project.folder.root, state(project)
    for claim in claims(project)[:3]:
        project.judge(claim, "reject")
        project.undo()
    project.rebuild()
    assert rows(root, "SELECT id FROM claim WHERE reviewed IS NOT NULL") == []
    assert len(state(project)["incident"]) == len(before["incident"])


def test_what_is_undone_is_not_carried_to_a_new_version(project, tmp_path):
    claim = claims(project)[0]
    project.judge(claim, "reject")
    project.judge(claim, "accept", note="نعم")
    project.undo(claim)
    project.add(write_lines(tmp_path / "b.jsonl", {"id": "a", "text": f"{STRIKE} {MEETING}"}))
    carried = rows(
        project.folder.root, "SELECT action, stood FROM judgement WHERE carried IS NOT NULL ORDER BY id"
    )
    assert [action for action, _ in carried] == ["reject"]
    assert project.orphans() == []
    (undone,) = project.undo()  # the one that was carried
    assert undone.claim != claim
    assert rows(project.folder.root, "SELECT id FROM claim WHERE reviewed = 'rejected'") == [(claim,)]


# Splitting


def test_claims_are_split_off_together(project):
    root = project.folder.root
    many = str(value(root, "SELECT id FROM incident ORDER BY claims DESC LIMIT 1"))
    held = [i for (i,) in rows(root, "SELECT id FROM claim WHERE incident = ? ORDER BY id", many)]
    before = state(project)
    first, second = project.split(held[:2])
    assert first.incident == second.incident != many
    assert {incident_of(project, claim) for claim in held[2:]} == {many}
    assert rows(root, "SELECT DISTINCT by FROM placement WHERE incident = ?", first.incident) == [("person",)]
    assert faults(root) == []
    project.rebuild()
    assert incident_of(project, held[0]) == incident_of(project, held[1])
    assert incident_of(project, held[0]) not in {incident_of(project, claim) for claim in held[2:]}
    assert len(project.undo()) == 2
    project.rebuild()
    assert state(project)["incident"] == before["incident"]


@pytest.mark.parametrize(
    ("which", "said"), [([], "which claims"), (["zz"], "zz"), (["all"], "no other claims")]
)
def test_what_cannot_be_split_is_said(project, which, said):
    root = project.folder.root
    if which == ["all"]:
        many = str(value(root, "SELECT id FROM incident ORDER BY claims DESC LIMIT 1"))
        which = [i for (i,) in rows(root, "SELECT id FROM claim WHERE incident = ?", many)]
    with pytest.raises(RiwayaError, match=said):
        project.split(which)


def test_a_rejected_claim_is_not_split(project):
    claim = claims(project)[0]
    project.judge(claim, "reject")
    with pytest.raises(ProjectError, match="rejected"):
        project.split([claim])
