"""Search over folded Arabic: spelling, prefixes and clitics are forgiven, near misses are not."""

import pytest

from project_fixtures import DAY, write_lines
from riwaya.errors import InputError
from riwaya.project import Project, init
from riwaya.project.search import bare_forms, passages_of, query

TEXTS = {
    "aleppo": "وصلت القوات إلى حلب مساء أمس.",
    "in-aleppo": "تظاهر العشرات وبحلب سقط جريحان.",
    "of-aleppo": "قال تاجر حلبي إن السوق أُغلق.",
    "their-city": "عاد النازحون إلى مدينتهم بعد عام.",
    "the-city": "قُصفت المدينةُ ليلاً.",
    "for-the-city": "أُعلن حظر التجول للمدينة كلها.",
    "baghdad": "التقى الوزيران ببغداد.",
    "milk": "ارتفع سعر الحليب في السوق.",
    "minister": "استقال وزير النفط.",
    "elder": "زار الوفدُ شيخ العشيرة مسؤولاً عن الصلح.",
    "latin": "نشرت وكالة Reuters الخبر في 12 آذار.",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    with init(folder / "p") as project:
        project.add(write_lines(folder / "a.jsonl", *({"id": i, "text": t} for i, t in TEXTS.items())))
        yield project


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("حلب", {"aleppo", "in-aleppo", "of-aleppo"}),
        ("وبحلب", {"aleppo", "in-aleppo", "of-aleppo"}),
        ("مدينة", {"their-city", "the-city", "for-the-city"}),
        ("المدينه", {"the-city", "for-the-city", "their-city"}),
        ("مَدِينة", {"their-city", "the-city", "for-the-city"}),
        ("والمدينة", {"the-city", "for-the-city", "their-city"}),
        ("مدين", {"their-city", "the-city", "for-the-city"}),  # the beginning of a word
        ("بغداد", {"baghdad"}),
        ("ببغداد", {"baghdad"}),
        ("وزير", {"minister", "baghdad"}),  # «الوزيران» begins so
        ("حليب", {"milk"}),
        ("مسؤول", {"elder"}),
        ("reuters", {"latin"}),
        ("١٢", {"latin"}),
        ("السوق سعر", {"milk"}),
        ('"السوق اغلق"', {"of-aleppo"}),  # spelling is forgiven within quotation marks, too
        ('"حلب مساء"', {"aleppo"}),
        ('"مساء حلب"', set()),
        ("زلزال", set()),
        ("لب", set()),  # no part of a word but its beginning
    ],
)  # fmt: skip
def test_words_are_found_however_they_stand(project: Project, wanted, found):
    assert {passage.document for passage in project.search(wanted)} == found


def test_a_passage_points_into_its_text(project: Project):
    (found,) = project.search("الحليب")
    assert TEXTS["milk"][found.start : found.end] == found.text


def test_the_best_stand_first_and_a_limit_holds(project: Project):
    exact = project.search("وبحلب")
    assert exact[0].document == "in-aleppo"
    assert project.search("حلب", 1) == project.search("حلب")[:1]


@pytest.mark.parametrize("wanted", ["", "  ", '""', "!؟", '" "', "*"])
def test_nothing_to_look_for_is_said(project: Project, wanted):
    with pytest.raises(InputError, match="give a word"):
        project.search(wanted)


@pytest.mark.parametrize(
    "wanted", ['حلب" OR', "حلب)", "words : x", "a NOT b", "NEAR(a b)", "-حلب", "^حلب", '"حلب']
)
def test_signs_of_the_query_language_are_words_like_others(project: Project, wanted):
    project.search(wanted)


@pytest.mark.parametrize(
    ("word", "forms", "not_forms"),
    [
        ("وبالمدينه", {"بالمدينه", "المدينه", "مدينه"}, {"دينه"}),
        ("للجيش", {"الجيش", "جيش"}, set()),
        ("مدينتهم", {"مدينت", "مدينه"}, set()),
        ("وقد", {"وقد"}, {"قد"}),
        ("به", {"به"}, {"ه", "ب"}),
        ("سيصل", {"يصل"}, {"صل"}),
        ("كتابها", {"كتاب"}, set()),
    ],
)
def test_what_clings_is_taken_off(word, forms, not_forms):
    found = set(bare_forms(word))
    assert forms <= found
    assert not found & not_forms


def test_passages_have_folded_words_without_marks():
    ((start, end, words, bare),) = passages_of("«قُصِفَت» إدلب!", [(0, 15)])
    assert (start, end, words) == (0, 15, "قصفت ادلب")
    assert "ادلب" in bare.split()
    assert query("إدلب").count("ادلب") >= 2
    assert DAY
