import pytest

from riwaya.model import Document
from riwaya.text.boilerplate import find_boilerplate
from riwaya.text.sentences import split_sentences

BODY = "قصفت مدفعية الجيش أطراف البلدة فجر الأحد، بحسب شهود.\nوأصيب راعيان بشظايا ونقلا إلى المشفى الميداني."
MORE = "وقال مجلس البلدة إن الأضرار كبيرة، وإن المدرسة أغلقت أبوابها حتى إشعار آخر."


def found(text: str, title: str | None = None) -> list[tuple[str, str]]:
    document = Document("d", text, "", title=title)
    return [(span.of(text), why) for span, why in find_boilerplate(document, split_sentences(text))]


def words(text: str, title: str | None = None) -> list[str]:
    return [line for line, _ in found(text, title)]


@pytest.mark.parametrize(
    "line",
    [
        "التعليقات",
        "التعليقات (3)",
        "اترك تعليقاً",
        "التعليقات المنشورة تعبر عن آراء أصحابها",
        "الآراء المنشورة لا تعبر بالضرورة عن رأي الصحيفة.",
        "جميع الحقوق محفوظة © 2024",
        "مقالات ذات صلة",
        "إقرأ أيضاً:",
        "اقرأ أيضا: اعتقال تاجر سلاح في المدينة",
        "تابعونا على تلغرام",
        "شارك على فيسبوك",
        "الوسوم: سوريا، درعا",
        "تصوير: مراسلنا",
        "الصورة | الدفاع المدني",
        "(أ ف ب)",
        "رويترز",
        "Getty",
        "AFP / Getty Images",
        "دمشق - سانا",
        "القدس المحتلة - وفا",
        "بقلم: محرر الشؤون العربية",
        "كتب محرر الشؤون العربية",
        "إعداد وتحرير: فريق الأخبار",
        "المصدر: وكالات",
        "طباعة",
        "نُشر في: 5 آذار 2024",
    ],
)
def test_a_line_of_the_page_is_no_part_of_the_report(line):
    assert words(f"{BODY}\n{line}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "التعليقات على مواقع التواصل دعت إلى قصف المعسكر.",
        "أغلقت الصحيفة باب التعليقات بعد تهديدات تلقتها من مسلحين.",
        "جميع الحقوق محفوظة للمعتقلين بموجب القانون، لكن الجنود ضربوا ثلاثة منهم في أثناء نقلهم إلى السجن "
        "المركزي، كما أفاد محامون وذوو المعتقلين الذين اعتصموا أمام المحكمة.",
        "شاهد الجنود القافلة قبل أن يقصفوها.",
        "شارك على رأس قوة من مئة مقاتل في الهجوم.",
        "كتب الرئيس في رسالة أن الجيش سيرد.",
        "كتب على الجدران ما يدعو إلى الإضراب",
        "وكالة رويترز نقلت عن ضابط أن الغارة أصابت الجسر",
        "قال ناطق لرويترز إن الغارة أصابت الجسر",
        "المصدر: الجيش قصف المعسكر مرتين ليل السبت ثم عاد وقصفه صباحاً من الجو",
        "تقرير: مقتل 3 مدنيين",
        "سانا الشام بلدة صغيرة",
    ],
)
def test_a_sentence_of_the_report_stays(line):
    assert line not in words(f"{BODY}\n{MORE}\n{line}\n{MORE}\n{BODY}\n{MORE}\n{MORE}\n{MORE}")


HEADLINE = "قصف مدفعي يطال أطراف البلدة «الهادئة» ويصيب راعيين"


@pytest.mark.parametrize(
    "again",
    [HEADLINE, HEADLINE.replace("«", '"').replace("»", '"'), HEADLINE.replace(" «", "«"), "قصف مدفعيّ يطال أطراف البلدة الهادئة ويُصيب راعيَين"],
)  # fmt: skip
def test_a_doubled_headline_is_left_out_at_both_places(again):
    assert found(f"{HEADLINE}\n\n{again}\n\n{BODY}") == [(HEADLINE, "headline"), (again, "headline")]


def test_a_headline_that_repeats_the_title_is_left_out():
    assert words(f"{HEADLINE}\n{BODY}", title=HEADLINE) == [HEADLINE]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{HEADLINE}\n{BODY}", None),  # once only
        (f"{HEADLINE}\n{BODY}", "عنوان آخر تماماً"),
        (HEADLINE, HEADLINE),  # nothing else is there
        (f"{HEADLINE}\n{HEADLINE}", None),
        (f"قصف مدفعي على البلدة\nقصف جوي على البلدة\n{BODY}", None),  # alike, not the same
        (BODY, BODY.splitlines()[0]),  # a sentence, with its full stop
    ],
)
def test_a_headline_that_may_be_the_report_stays(text, title):
    assert words(text, title) == []


LINKS = "مقتل ثلاثة في انفجار لغم\nاعتقال تاجر سلاح في المدينة"


def test_links_under_a_report_are_left_out_to_the_end():
    assert words(f"{BODY}\nمقالات ذات صلة\n{LINKS}") == ["مقالات ذات صلة", *LINKS.splitlines()]


def test_links_within_a_report_end_where_prose_begins():
    assert words(f"{BODY}\nاقرأ أيضاً\n{LINKS}\n{MORE}\n{BODY}") == ["اقرأ أيضاً", *LINKS.splitlines()]


def test_comments_under_a_report_are_left_out_whatever_they_say():
    comments = "زائر: قُتل جاري في قصف آخر.\nقارئ: الجيش نفى ذلك."
    text = f"{BODY}\n{MORE}\nالتعليقات\n{comments}"
    assert words(text) == ["التعليقات", *comments.splitlines()]


def test_a_bar_that_says_comments_above_a_report_costs_nothing_of_it():
    assert words(f"التعليقات 0\n{BODY}\n{MORE}") == ["التعليقات 0"]


@pytest.mark.parametrize("text", ["", " \n ", "التعليقات", "😀\n😀"])
def test_odd_pages(text):
    assert set(words(text)) <= {"التعليقات"}
