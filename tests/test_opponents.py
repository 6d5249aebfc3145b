"""Protests → whom they are against, by what is chanted, demanded and burnt; near misses beside hits."""

import pytest

from riwaya import read_text


def opponents(text):
    """Return the recipients of the protests of a report."""
    claims = [c for c in read_text(text, published="2023-05-02", ranked=False).claims if c.type == "PROTEST"]
    assert claims
    return {a.span.of(text) for c in claims for a in c.of("recipient")}


AGAINST = [
    ("تظاهر مئات الطلاب ضد الحكومة.", "الحكومة"),
    ("ردد المحتجون هتافات مناهضة للحكومة.", "لحكومة"),
    ("تجمع العمال في الساحة وهتفوا بشعارات مضادة لوزير النفط.", "وزير النفط"),
    ("خرج المئات في مسيرة مطالبين برحيل المحافظ.", "المحافظ"),
    ("نظم طلاب اعتصاما للمطالبة باستقالة رئيس الجامعة.", "رئيس الجامعة"),
    ("أحرق شبان غاضبون أعلام فرنسا في الساحة.", "فرنسا"),
    ("هتف المتظاهرون «يسقط الرئيس».", "الرئيس"),
    ("هتف المتظاهرون ضد المحافظ ورفعوا لافتات.", "المحافظ"),
    ("شهدت العاصمة مظاهرات تطالب الحكومة بخفض الأسعار.", "الحكومة"),
    ("رفع المتظاهرون لافتات كتب عليها «الموت لإسرائيل».", "إسرائيل"),
    ("خرجت مظاهرات في صنعاء ضد الغارات السعودية.", "السعودية"),
    ("نظم ناشطون وقفة احتجاجية منددين بسياسة الحكومة.", "الحكومة"),
]


@pytest.mark.parametrize(("text", "opponent"), AGAINST)
def test_a_protest_is_against_them(text, opponent):
    assert opponent in opponents(text)


NOBODY = [
    "أغلق المحتجون الطريق الرئيسي بالإطارات.",
    "احتج سكان الحي على انقطاع المياه.",
    "تظاهر المئات في الساحة، فيما تحدث الوزير ضد الحكومة السابقة.",
    "تظاهر العشرات قرب موقع اشتباكات بين الشرطة ومسلحين.",
    "اعتصم الموظفون وطالب المدير باستقالة نائب الوزير.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_streets_prices_and_what_others_say_are_nobody(text):
    assert not opponents(text)
