"""The words that a search has found are marked where they stand, in the text's own spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project_fixtures import REPORTS, write_lines
from riwaya.project import init
from riwaya.project.engine import reading
from riwaya.project.marking import found_in, pieces
from riwaya.project.views.filters import Filter
from riwaya.project.views.names import names_of
from riwaya.project.views.searched import Found, ranked, searched

TEXT = "وصل إلى مَدينة «إدلب» 12 شخصًا 🚑 وبالمدينــة مدنيون، ثم غادروا المدن"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("مدينه", ["مَدينة", "وبالمدينــة"]),
        ("المدينة", ["مَدينة", "وبالمدينــة"]),  # nor does the article matter
        ("ادلب", ["إدلب"]),
        ("١٢", ["12"]),
        ("شخصا", ["شخصًا"]),
        ("غادر", ["غادروا"]),  # what begins so
        ("مد", []),  # too short to be a beginning
        ("إلى", ["إلى"]),
        ('"غادروا المدن"', ["غادروا المدن"]),
        ('"المدن غادروا"', []),
        ('"غادروا" ثم', ["ثم", "غادروا"]),
        ("القاهرة", []),
    ],
)
def test_found_words(wanted: str, found: list[str]) -> None:
    assert [span.of(TEXT) for span in found_in(TEXT, wanted)] == found


@given(
    st.text(alphabet="ابتةهـَ «»12aZ🚑\u00a0\r", max_size=40),
    st.text(alphabet="ابته12", min_size=1, max_size=4),
)
def test_the_pieces_are_the_text(text: str, wanted: str) -> None:
    spans = found_in(text, wanted)
    assert "".join(piece for piece, _ in pieces(text, spans)) == text
    assert [piece for piece, marked in pieces(text, spans) if marked] == [span.of(text) for span in spans]


@pytest.mark.parametrize("wanted", ["مدني", "الدرعا", "وزير", '"مدينة درعا"', "الموصل مصدر", "لحقوق"])
def test_whatever_the_index_finds_is_marked(tmp_path, wanted: str) -> None:
    with init(tmp_path / "p", by="tests") as project:
        project.add(
            write_lines(tmp_path / "a.jsonl", *({"id": f"r{n}", "text": t} for n, t in enumerate(REPORTS)))
        )
        with reading(project.engine) as connection:
            ranking = ranked(connection, wanted, Filter(), names_of())
            hits = searched(connection, ranking)
            assert (ranking.sentences, ranking.reports) == (len(hits), len({hit.document for hit in hits}))
            assert [(hit.document, hit.start) for hit in hits] == [
                (one.document, one.start) for one in project.search(wanted)
            ]
    assert hits
    for hit in hits:
        assert found_in(hit.text, wanted)


def test_a_filter_narrows_a_search(tmp_path) -> None:
    with init(tmp_path / "p", by="tests") as project:
        project.add(
            write_lines(tmp_path / "a.jsonl", *({"id": f"r{n}", "text": t} for n, t in enumerate(REPORTS)))
        )
        with reading(project.engine) as connection:

            def found(limit: int | None = None, offset: int = 0, **wanted: object) -> list[Found]:
                ranking = ranked(connection, "مدينة", Filter(**wanted), names_of())
                return searched(connection, ranking, limit, offset)

            def ids(**wanted: object) -> list[str]:
                return sorted(one.document for one in found(**wanted))

            assert ids() == ["r0", "r1", "r3"]
            assert ids(type="ASSAULT") == ["r0", "r1"]
            assert ids(type="PROTEST") == ["r3"]
            assert ids(type="PROTEST", place="درعا") == []
            assert found(1, 2) == found()[2:]
            assert all(one.claims for one in found())
