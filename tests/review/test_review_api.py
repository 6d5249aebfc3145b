"""The API: what it gives has the shapes that its document says, what it takes is in the store, and nothing makes it fail."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel, TypeAdapter
from review_fixtures import Served

from riwaya.project import queries
from riwaya.review import api_models as model

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method,allow_header_conformance,negative_data_rejection"
)
SECONDS = 20


def program(served: Served) -> httpx.Client:
    """A program that bears the token."""
    return httpx.Client(
        base_url=served.origin, headers={"authorization": f"Bearer {served.keys.token}"}, timeout=30
    )


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    with program(served) as client:
        yield client


@pytest.fixture(scope="module")
def reader(looked_at: Served) -> Iterator[httpx.Client]:
    with program(looked_at) as client:
        yield client


LISTS: list[tuple[str, type[BaseModel]]] = [
    ("incidents", model.Incident), ("claims", model.Claim), ("findings", model.Finding), ("documents", model.Document),
    ("actors", model.Actor), ("sources", model.Source), ("history", model.Decision),
]  # fmt: skip


@pytest.mark.parametrize(("name", "shape"), LISTS)
def test_lists(reader: httpx.Client, name: str, shape: type[BaseModel]) -> None:
    answer = reader.get(f"/api/{name}", params={"limit": 1000}).json()
    rows = [shape.model_validate(row) for row in answer["items"]]
    assert len(rows) == answer["total"]
    assert rows or name == "history"
    second = reader.get(f"/api/{name}", params={"limit": 1, "offset": 1}).json()
    assert (second["limit"], second["offset"], second["total"]) == (1, 1, len(rows))
    assert second["items"] == answer["items"][1:2]


ONES: list[tuple[str, str, type[BaseModel]]] = [
    ("incidents", "id", model.IncidentView), ("documents", "id", model.Reading), ("actors", "id", model.ActorView),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key", "shape"), ONES)
def test_each_one(reader: httpx.Client, name: str, key: str, shape: type[BaseModel]) -> None:
    for row in reader.get(f"/api/{name}", params={"limit": 8}).json()["items"]:
        answer = reader.get(f"/api/{name}/{row[key]}")
        assert answer.status_code == 200
        shape.model_validate(answer.json())


def test_offsets_point_into_the_text(reader: httpx.Client) -> None:
    for row in reader.get("/api/documents", params={"limit": 20}).json()["items"]:
        report = reader.get(f"/api/documents/{row['id']}").json()
        for claim in report["claims"]:
            trigger = claim["claim"]["trigger"]
            assert report["text"][trigger["start"] : trigger["end"]] == trigger["text"]


def test_filters_are_those_of_the_pages(reader: httpx.Client) -> None:
    everything = reader.get("/api/incidents").json()["total"]
    some = reader.get("/api/incidents", params={"type": "ASSAULT", "contradicted": "yes"}).json()
    assert 0 < some["total"] < everything
    assert all(one["type"] == "ASSAULT" and one["contradicted"] for one in some["items"])
    named = reader.get("/api/claims", params={"status": "denied"}).json()["items"]
    assert {one["claim"]["status"] for one in named} == {"denied"}


def test_search(reader: httpx.Client) -> None:
    found = TypeAdapter(list[model.Hit]).validate_python(
        reader.get("/api/search", params={"q": "قصف"}).json()
    )
    assert found
    assert reader.get("/api/search", params={"q": "«»"}).status_code < 500


WRONG: list[tuple[str, int, str]] = [
    ("/api/incidents/none", 404, "no incident 'none'"),
    ("/api/documents/none", 404, "no report 'none'"),
    ("/api/documents/a/b", 404, "no report 'a/b'"),
    ("/api/actors/none", 404, "no"),
    ("/api/jobs/none", 404, "no such job"),
    ("/api/incidents?type=WAR", 400, "type: 'WAR' is none of"),
    ("/api/incidents?from=2023-02-30", 400, "is no day"),
    ("/api/incidents?limit=0", 422, "limit"),
    ("/api/incidents?limit=5000", 422, "limit"),
    ("/api/search", 422, "q"),
    ("/api/nothing", 404, "Not Found"),
]


@pytest.mark.parametrize(("address", "status", "said"), WRONG)
def test_wrong_questions_get_a_sentence(reader: httpx.Client, address: str, status: int, said: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert said in model.Problem.model_validate(answer.json()).detail


def test_methods(reader: httpx.Client) -> None:
    answer = reader.put("/api/incidents")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def claim_of(served: Served, wanted: Callable[[Any], bool] = lambda one: True) -> Any:
    with queries.of(served.project) as asked:
        return next(one for one in asked.claims() if one.incident and wanted(one))


def test_judge_and_undo(served: Served, client: httpx.Client) -> None:
    claim = claim_of(served)
    address = f"/api/claims/{claim.id}/judgements"
    done = client.post(
        address, json={"action": "correct", "field": "dead", "values": ["7"], "by": "R. One", "note": "n"}
    )
    assert done.status_code == 200, done.text
    assert model.Decided.model_validate(done.json()).who == "R. One"
    with queries.of(served.project) as asked:
        view = next(one for one in asked.report(claim.document).claims if one.id == claim.id)
    assert view.data["casualties"]["dead"] == 7
    assert view.review is not None
    told = client.get("/api/history", params={"claim": claim.id}).json()
    assert [(one["action"], one["field"], one["who"]) for one in told["items"]] == [
        ("correct", "dead", "R. One")
    ]
    undone = client.post("/api/undo", json={"claim": claim.id})
    assert TypeAdapter(list[model.Undone]).validate_python(undone.json())[0].by == "tests"
    with queries.of(served.project) as asked:
        view = next(one for one in asked.report(claim.document).claims if one.id == claim.id)
    assert view.data == claim.data


def test_link_and_unlink(served: Served, client: httpx.Client) -> None:
    claim = claim_of(served)
    other = claim_of(served, lambda one: one.incident != claim.incident)
    linked = client.post(f"/api/claims/{claim.id}/link", json={"incident": other.incident})
    assert TypeAdapter(list[model.Decided]).validate_python(linked.json())[0].incident == other.incident
    taken = client.post(f"/api/claims/{claim.id}/unlink", json={})
    assert model.Decided.model_validate(taken.json()).incident != other.incident


def test_grade(served: Served, client: httpx.Client) -> None:
    source = client.get("/api/sources").json()["items"][0]
    done = client.post("/api/grades", json={"source": source["key"], "grade": "D", "note": "a party"})
    assert model.Graded.model_validate(done.json()).key == source["key"]
    graded = next(one for one in client.get("/api/sources").json()["items"] if one["key"] == source["key"])
    assert (graded["reliability"], graded["note"]) == ("D", "a party")


REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("/api/claims/none/judgements", {"action": "accept"}, 404, "no claim"),
    ("/api/claims/{claim}/judgements", {"action": "correct"}, 400, "correct takes"),
    (
        "/api/claims/{claim}/judgements",
        {"action": "correct", "field": "dead", "values": ["many"]},
        400,
        "many",
    ),
    ("/api/claims/{claim}/judgements", {"action": "burn"}, 422, "action"),
    ("/api/claims/{claim}/judgements", {"action": "accept", "by": "\u202e"}, 400, "a name has"),
    ("/api/claims/{claim}/judgements", {"action": "accept", "extra": 1}, 422, "extra"),
    ("/api/claims/{claim}/link", {"incident": "none"}, 404, "no claim 'none'"),
    ("/api/grades", {"source": "nobody", "grade": "A"}, 404, "no source"),
    ("/api/reports", {"text": "x", "published": "2023-02-30"}, 422, "published"),
    ("/api/reports", {"text": "\ud800"}, 422, "valid string"),
    ("/api/claims/{claim}/judgements", {"action": "accept", "note": "a\udfffb"}, 422, "valid string"),
    (
        "/api/claims/{claim}/judgements",
        {"action": "correct", "field": "dead", "values": ["\ud800"]},
        422,
        "valid string",
    ),
    ("/api/reports", {"text": "x", "published": 5}, 422, "YYYY-MM-DD"),
]


@pytest.mark.parametrize(("address", "given", "status", "said"), REFUSED)
def test_wrong_changes_get_a_sentence(
    looked_at: Served, reader: httpx.Client, address: str, given: dict[str, Any], status: int, said: str
) -> None:
    claim = claim_of(looked_at)
    sent = json.dumps(given).encode()  # httpx refuses half a character
    answer = reader.post(
        address.format(claim=claim.id), content=sent, headers={"content-type": "application/json"}
    )
    assert answer.status_code == status, answer.text
    assert said in model.Problem.model_validate(answer.json()).detail


def test_add(client: httpx.Client) -> None:
    text = "قصفت الطائرات سوق بلدة الحراك في ريف درعا يوم 3 مارس 2021، بحسب ناشطين.\r\nوقُتل 4 مدنيين 🙂."
    given = {
        "text": text,
        "title": "الحراك",
        "outlet": "صحيفة الوادي",
        "published": "2021-03-04",
        "id": "wadi/7",
    }
    started = client.post("/api/reports", json=given)
    assert started.status_code == 202
    job = ended(client, started.json()["id"])
    assert job.state == "done"
    assert job.result is not None
    (added,) = job.result.added
    assert (added.document, added.fate, added.title) == ("wadi/7", "new", "الحراك")
    report = client.get("/api/documents/wadi/7").json()
    assert report["text"] == text  # exactly as it was given
    assert (report["document"]["outlet"], report["document"]["published"]) == ("صحيفة الوادي", "2021-03-04")
    again = ended(client, client.post("/api/reports", json=given).json()["id"])
    assert again.result is not None
    assert again.result.added[0].fate == "unchanged"


def ended(client: httpx.Client, id: str) -> model.Job:
    for _ in range(200):
        job = model.Job.model_validate(client.get(f"/api/jobs/{id}").json())
        if job.state in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_a_page_of_the_app_may_use_it_with_its_token_for_forms(served: Served) -> None:
    claim = claim_of(served)
    address, given = f"/api/claims/{claim.id}/judgements", {"action": "accept"}
    browser = served.client()
    assert browser.get("/api/incidents").status_code == 200
    assert browser.post(address, json=given).status_code == 403
    done = browser.post(address, json=given, headers={"x-csrf-token": served.keys.csrf})
    assert done.status_code == 200, done.text


def test_nothing_makes_it_fail(served: Served) -> None:
    """Schemathesis asks whatever the OpenAPI document allows, and what it doesn't."""
    pytest.importorskip("schemathesis")
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{served.origin}/api/openapi.json",
        "-H", f"Authorization: Bearer {served.keys.token}", "--checks", CHECKS, "--max-time", str(SECONDS),
        "--continue-on-failure", "--no-color", "--warnings", "off",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=served.project.folder.root)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
