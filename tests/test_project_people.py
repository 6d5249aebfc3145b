"""Persons without office on the page of a project: their names are left out, and all else stays."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from project_fixtures import write_lines
from riwaya.cli import main
from riwaya.export.names import HIDDEN
from riwaya.export.reference import load_reference
from riwaya.project import Project, init
from riwaya.report.project import gather, render_project
from riwaya.report.project.people import in_passing, left_out
from riwaya.report.project.plain import plain_letters

NAMES = load_reference().names

LEFT_OUT = [
    ("قال أحمد الخطيب إن القصف توقف", "قال […] إن القصف توقف", ["أحمد الخطيب"]),
    ("قال  أحمد\nالخطيب إنه", "قال […] إنه", ["أحمد\nالخطيب"]),
    ("أحمد الخطيب وسامر", "[…] و […]", ["أحمد الخطيب", "سامر"]),
    ("قال أحمد الخطيب", "قال […] […]", ["أحمد الخطيب"]),  # one name hidden twice
    ("توقف القصف", "توقف القصف", []),
    ("توقف القصف", "شيء آخر […]", ["توقف القصف"]),  # the two don't fit: nothing is risked
]


@pytest.mark.parametrize(("words", "shown", "hidden"), LEFT_OUT)
def test_left_out(words, shown, hidden):
    assert [words[start:end] for start, end in left_out(words, shown)] == hidden


@given(
    st.lists(st.text("ابتث .(*", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=7), st.data()
)
def test_what_is_left_out_never_stands_in_the_rest(parts, data):
    hide = [data.draw(st.booleans()) for _ in parts]
    shown = " ".join(HIDDEN if hidden else part for part, hidden in zip(parts, hide, strict=True))
    words = " ".join(parts)
    spans = left_out(words, shown)
    kept = "".join(words[i] for i in range(len(words)) if not any(a <= i < b for a, b in spans))
    expected = "".join(part for part, hidden in zip(parts, hide, strict=True) if not hidden)
    assert "".join(kept.split()) == "".join(expected.split())


PLAIN = [
    ("مصدر أمني", "مصدر أمني"),
    ("المصدر", "المصدر"),
    ("مصدر أمني في محافظة ديالى", "مصدر أمني في محافظة ديالى"),
    ("القيادي أبو خطاب", "القيادي"),
    ("الناطق رامي", "الناطق"),
    ("محمود حمزة", ""),
    ("حرب", ""),  # a common noun alone may be a family name
    ("قصف", ""),
]


@pytest.mark.parametrize(("words", "shown"), PLAIN)
def test_plain_words_are_nobodys_name(words, shown):
    assert words[: plain_letters(words, NAMES)] == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("اعتقال محمد الخالد في المدينة", "اعتقال […] في المدينة"),
        ("وزير الدفاع محمد الخالد في المدينة", "وزير الدفاع محمد الخالد في المدينة"),
        ("غارة على سوق", "غارة على سوق"),
    ],
)
def test_names_in_passing(line, shown):
    assert in_passing(NAMES, line) == shown


REPORTS = [
    {
        "id": "p1", "outlet": "صحيفة الضفة", "published": "2024-03-05", "title": "اعتقال رامي الحمصي قرب سراقب",
        "text": "اعتقلت الشرطة الصحفي رامي الحمصي في مدينة سراقب يوم 4 آذار/ مارس 2024، بحسب الناشط سامر الدالي.",
    },
    {
        "id": "p2", "outlet": "وكالة الميناء", "published": "2024-03-06", "title": "نفي",
        "text": "نفى الناشط سامر الدالي أن تكون الشرطة اعتقلت الصحفي رامي الحمصي في مدينة سراقب يوم 4 آذار/ مارس 2024.",
    },
    {
        "id": "p3", "outlet": "صحيفة الضفة", "published": "2024-03-07", "title": "لقاء في القاهرة",
        "text": "التقى وزير الخارجية المصري نظيره التركي في القاهرة يوم 6 آذار/ مارس 2024، بحسب مصدر دبلوماسي.",
    },
]  # fmt: skip
PRIVATE = ("رامي", "الحمصي", "سامر", "الدالي")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people")
    init(folder / "war", by="tester").close()
    with Project.open(folder / "war") as project:
        project.add(write_lines(folder / "reports.jsonl", *REPORTS), jobs=1)
    return folder / "war"


def page(root, **options) -> str:
    with Project.open(root) as project:
        return "".join(render_project(*gather(project, **options)))


def test_no_private_name_is_anywhere_on_the_page(root):
    made = page(root)
    assert [name for name in PRIVATE if name in made] == []
    assert HIDDEN in made
    assert "الصحفي […]" in re.sub("<[^>]+>", "", made)


def test_offices_and_unnamed_sources_stay(root):
    made = re.sub("<[^>]+>", "", page(root))
    for words in ("وزير الخارجية المصري", "مصدر دبلوماسي", "سراقب"):
        assert words in made


def test_offsets_stay_those_of_the_report(root):
    texts = {report["id"]: report["text"] for report in REPORTS}
    with Project.open(root) as project:
        view = gather(project)[0]
    tellings = [t for case in view.cases for side in case.sides for t in side.tellings]
    assert any(HIDDEN in told.passage.text for told in tellings)
    for told in tellings:
        words = texts[told.report.id][told.passage.start : told.passage.end]
        pieces = map(re.escape, told.passage.text.split(HIDDEN))
        assert re.fullmatch(".+".join(pieces), words, re.DOTALL)


def test_with_names_the_page_warns(root, tmp_path):
    target = tmp_path / "page.html"
    arguments = ["report", "--html", "--with-names", "--project", str(root), "--output", str(target)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    made = target.read_text(encoding="utf-8")
    assert all(name in made for name in PRIVATE)
    assert "don&#x27;t share it" in made
