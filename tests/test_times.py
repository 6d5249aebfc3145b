from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.analysis.times import find_impossible_dates, find_times
from riwaya.model import Document
from riwaya.text.sentences import split_sentences

# A Friday.
PUBLISHED = date(2018, 9, 21)


def read(text, published=PUBLISHED):
    document = Document("d", text, "", published=published)
    return find_times(document, split_sentences(text))


def one(text, published=PUBLISHED):
    (time,) = read(text, published)
    iso = tuple(day.isoformat() if day else None for day in (time.earliest, time.latest))
    return time.span.of(text), *iso


def day(iso):
    return iso, iso


DAYS = [
    ("وقع ذلك أمس في البلدة", "أمس", *day("2018-09-20")),
    ("وأمس دخلت القافلة", "أمس", *day("2018-09-20")),
    ("وصل الوفد أول من أمس", "أول من أمس", *day("2018-09-19")),
    ("وصل الوفد أمس الأول", "أمس الأول", *day("2018-09-19")),
    ("وصل الوفد اليوم", "اليوم", *day("2018-09-21")),
    ("يصل الوفد غداً", "غداً", *day("2018-09-22")),
    ("يصل الوفد بعد غد", "بعد غد", *day("2018-09-23")),
    ("قصفت الليلة الماضية", "الليلة الماضية", *day("2018-09-20")),
    ("دخلوا مساء أمس", "مساء أمس", *day("2018-09-20")),
    ("دخلوا بعد ظهر أمس", "بعد ظهر أمس", *day("2018-09-20")),
    ("دخلوا فجر اليوم", "فجر اليوم", *day("2018-09-21")),
    ("دخلوا في وقت متأخر من مساء أمس", "وقت متأخر من مساء أمس", *day("2018-09-20")),
    ("دخلوا اليوم (الخميس)", "اليوم (الخميس)", *day("2018-09-20")),
    ("دخلوا أمس الخميس", "أمس الخميس", *day("2018-09-20")),
    ("دخلوا الجمعة", "الجمعة", *day("2018-09-21")),
    ("دخلوا السبت", "السبت", *day("2018-09-15")),
    ("دخلوا يوم الأحد الماضي", "يوم الأحد الماضي", *day("2018-09-16")),
    ("دخلوا الجمعة الماضي", "الجمعة الماضي", *day("2018-09-14")),
    ("يجتمعون الأحد المقبل", "الأحد المقبل", *day("2018-09-23")),
    ("من المقرر أن يجتمعوا الأحد", "الأحد", *day("2018-09-23")),
    ("سيجتمعون الأحد", "الأحد", *day("2018-09-23")),
    ("دخلوا الأربعاء من الأسبوع الماضي", "الأربعاء من الأسبوع الماضي", *day("2018-09-12")),
    ("تظاهروا الاثنين والثلاثاء", "الاثنين والثلاثاء", "2018-09-17", "2018-09-18"),
    ("تظاهروا يومي السبت والأحد", "يومي السبت والأحد", "2018-09-15", "2018-09-16"),
    ("دخلوا ليل الأربعاء الخميس", "ليل الأربعاء الخميس", "2018-09-19", "2018-09-20"),
    ("دخلوا ليل السبت - الأحد", "ليل السبت - الأحد", "2018-09-15", "2018-09-16"),
    ("تقاتلوا بين الأحد والثلاثاء", "بين الأحد والثلاثاء", "2018-09-16", "2018-09-18"),
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), DAYS)
def test_days_near_publication(text, words, earliest, latest):
    assert one(text) == (words, earliest, latest)


DATES = [
    ("في 12 كانون الأول/ ديسمبر 2022", "12 كانون الأول/ ديسمبر 2022", *day("2022-12-12")),
    ("في يوليو (تموز) 2005", "يوليو (تموز) 2005", "2005-07-01", "2005-07-31"),
    ("في أيار/مايو الماضي", "أيار/مايو الماضي", "2018-05-01", "2018-05-31"),
    ("في 20 مايو (أيار) الماضي", "20 مايو (أيار) الماضي", *day("2018-05-20")),
    ("في الثالث من آذار 2011", "الثالث من آذار 2011", *day("2011-03-03")),
    ("في الحادي والعشرين من آب 2013", "الحادي والعشرين من آب 2013", *day("2013-08-21")),
    ("في الثالث عشر من الشهر الجاري", "الثالث عشر من الشهر الجاري", *day("2018-09-13")),
    ("في 30 من الشهر الماضي", "30 من الشهر الماضي", *day("2018-08-30")),
    ("دخلوا يوم 14 آب", "يوم 14 آب", *day("2018-08-14")),
    ("في 15 ديسمبر", "15 ديسمبر", *day("2017-12-15")),
    ("في 15 ديسمبر المقبل", "15 ديسمبر المقبل", *day("2018-12-15")),
    ("في 7 جويلية 2014", "7 جويلية 2014", *day("2014-07-07")),
    ("في 3 فيفري 2014 م", "3 فيفري 2014 م", *day("2014-02-03")),
    ("في 12/3/2018", "12/3/2018", *day("2018-03-12")),
    ("في 12-3-2018", "12-3-2018", *day("2018-03-12")),
    ("في 12.3.2018", "12.3.2018", *day("2018-03-12")),
    ("في 2018-03-12", "2018-03-12", *day("2018-03-12")),
    ("في ١٢/٣/٢٠١٨", "١٢/٣/٢٠١٨", *day("2018-03-12")),
    ("يوم الاثنين 12 آذار 2018", "يوم الاثنين 12 آذار 2018", *day("2018-03-12")),
    ("يوم الأحد في 12 أيار 2013", "يوم الأحد في 12 أيار 2013", *day("2013-05-12")),
    ("السبت (15 أيلول)", "السبت (15 أيلول)", *day("2018-09-15")),
    ("ليل السبت - الأحد في 12 أيار 2013", "ليل السبت - الأحد في 12 أيار 2013", "2013-05-11", "2013-05-12"),
    ("في 3 و4 أيار 2015", "3 و4 أيار 2015", "2015-05-03", "2015-05-04"),
    ("من 10 إلى 12 أيار 2015", "من 10 إلى 12 أيار 2015", "2015-05-10", "2015-05-12"),
    ("بين 28 شباط و3 آذار 2015", "بين 28 شباط و3 آذار 2015", "2015-02-28", "2015-03-03"),
    ("في يناير وفبراير 2012", "يناير وفبراير 2012", "2012-01-01", "2012-02-29"),
    ("في أكتوبر من العام الماضي", "أكتوبر من العام الماضي", "2017-10-01", "2017-10-31"),
    ("في 9 محرم 1440 هـ", "9 محرم 1440 هـ", *day("2018-09-19")),
    ("في رمضان 1439", "رمضان 1439", "2018-05-16", "2018-06-14"),
    ("عام 1439 هـ", "عام 1439 هـ", "2017-09-21", "2018-09-10"),
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), DATES)
def test_calendar_dates(text, words, earliest, latest):
    assert one(text) == (words, earliest, latest)


PERIODS = [
    ("منتصف أيار 2016", "2016-05-11", "2016-05-20"),
    ("مطلع حزيران 2016", "2016-06-01", "2016-06-15"),
    ("أواخر شهر شباط 2016", "2016-02-16", "2016-02-29"),
    ("نهاية الشهر الماضي", "2018-08-16", "2018-08-31"),
    ("بداية العام الجاري", "2018-01-01", "2018-03-31"),
    ("أواخر عام 2016", "2016-10-01", "2016-12-31"),
    ("الربع الثاني من العام 2022", "2022-04-01", "2022-06-30"),
    ("النصف الأول من العام الماضي", "2017-01-01", "2017-06-30"),
    ("صيف 2014", "2014-06-01", "2014-08-31"),
    ("صيف عام 2014", "2014-06-01", "2014-08-31"),
    ("شتاء 2015", "2015-12-01", "2016-02-29"),
    ("الصيف الماضي", "2018-06-01", "2018-08-31"),
    ("هذا الصيف", "2018-06-01", "2018-08-31"),
    ("الثمانينات", "1980-01-01", "1989-12-31"),
    ("أواخر التسعينيات", "1997-01-01", "1999-12-31"),
    ("سبعينيات القرن الماضي", "1970-01-01", "1979-12-31"),
    ("الأسبوع الماضي", "2018-09-10", "2018-09-16"),
    ("الأسبوع المقبل", "2018-09-24", "2018-09-30"),
    ("الشهر الماضي", "2018-08-01", "2018-08-31"),
    ("الشهر الجاري", "2018-09-01", "2018-09-21"),
    ("هذا العام", "2018-01-01", "2018-09-21"),
    ("العام الماضي", "2017-01-01", "2017-12-31"),
    ("السنة المقبلة", "2019-01-01", "2019-12-31"),
    ("عام 2011", "2011-01-01", "2011-12-31"),
    ("سنة 1982", "1982-01-01", "1982-12-31"),
    ("عامي 2013 و2014", "2013-01-01", "2014-12-31"),
    ("الأسبوع الأول من تموز 2015", "2015-07-01", "2015-07-07"),
]


@pytest.mark.parametrize(("words", "earliest", "latest"), PERIODS)
def test_periods(words, earliest, latest):
    assert one(f"دخلوها {words} ثم خرجوا") == (words, earliest, latest)


LENGTHS = [
    ("قبل ثلاثة أيام", *day("2018-09-18")),
    ("قبل يومين", *day("2018-09-19")),
    ("قبل أسبوعين", *day("2018-09-07")),
    ("قبل شهرين", "2018-07-01", "2018-07-31"),
    ("قبل خمس سنوات", "2013-01-01", "2013-12-31"),
    ("منذ يومين", *day("2018-09-19")),
    ("منذ نحو أسبوع", "2018-09-14", "2018-09-21"),
    ("منذ مساء أمس", *day("2018-09-20")),
    ("اعتباراً من أمس", *day("2018-09-20")),
    ("منذ 7 أيار 2018", "2018-05-07", "2018-09-21"),
    ("منذ الشهر الماضي", "2018-08-01", "2018-09-21"),
    ("منذ نحو ستة أشهر", "2018-03-21", "2018-09-21"),
    ("خلال السنوات الثلاث الماضية", "2015-09-21", "2018-09-21"),
    ("خلال الأسابيع الأربعة الأخيرة", "2018-08-24", "2018-09-21"),
    ("خلال الساعات الماضية", "2018-09-20", "2018-09-21"),
    ("خلال الـ48 ساعة الماضية", "2018-09-19", "2018-09-21"),
    ("منذ عام 2011", "2011-01-01", "2018-09-21"),
    ("منذ 2011", "2011-01-01", "2018-09-21"),
    ("منذ كانون الأول الماضي", "2017-12-01", "2018-09-21"),
    ("منذ بداية العام الجاري", "2018-01-01", "2018-09-21"),
    ("بعد عام 2011", "2011-01-01", None),
    ("قبل عام 2011", None, "2010-12-31"),
]


@pytest.mark.parametrize(("words", "earliest", "latest"), LENGTHS)
def test_lengths_of_time(words, earliest, latest):
    assert one(f"حدث ذلك {words}") == (words, earliest, latest)


VAGUE = ["مؤخراً", "قبل شهور", "منذ أيام", "السنوات الماضية", "قبل بضعة أسابيع", "بعد أسبوع", "لاحقا", "ليلا"]


@pytest.mark.parametrize("words", VAGUE)
def test_vague_times_keep_their_words_only(words):
    (time,) = read(f"حدث ذلك {words}")
    assert (time.earliest, time.latest, time.precision, time.basis) == (None, None, "vague", "unresolved")
    assert time.span.of(f"حدث ذلك {words}") == words


NO_TIME = [
    "زار الوفد مستشفى تموز",
    "قالت صحيفة المصري اليوم",
    "وأفادت قناة روسيا اليوم",
    "أحد المقاتلين",
    "قوى 14 آذار",
    "تحالف 8 آذار",
    "خلال ثورة 25 يناير",
    "كتائب ثورة العشرين",
    "الشاب البالغ 19 عاما",
    "عمره 30 سنة",
    "استمر القصف لمدة ثلاثة أيام",
    "الأمين العام للأمم المتحدة",
    "بشكل عام",
    "مارس الجيش ضغطا",
    "في 2000 قرية",
    "نزح 2011 شخصا",
    "أب لثلاثة أطفال",
    "على بعد 12 كلم",
    "سيارات ومدرعات",
    "شاب في عشرينيات العمر",
    "رجل في الثلاثينيات من عمره",
    "وصلت 3 شاحنات",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_near_misses_are_no_times(text):
    assert read(text) == ()


def test_a_demonstrative_that_stands_for_something_else_is_left_out():
    assert one("وقع ذلك الشهر الماضي")[0] == "الشهر الماضي"


def test_a_party_named_after_a_date_is_a_date_with_its_year():
    assert one("في 14 آذار 2005")[1:] == day("2005-03-14")


def test_the_same_month_is_the_one_the_text_dated():
    text = "بدأت في تشرين الثاني 2016، ثم هدأت منتصف الشهر ذاته."
    assert [(t.earliest, t.basis) for t in read(text)] == [
        (date(2016, 11, 1), "stated"),
        (date(2016, 11, 11), "context"),
    ]


def test_the_next_day_is_the_one_after_the_day_the_text_dated():
    text = "وصلوا في 5 أيار 2016. وفي اليوم التالي غادروا."
    assert read(text)[1].earliest == date(2016, 5, 6)


@pytest.mark.parametrize("words", ["أمس", "الأحد", "العام الماضي", "قبل يومين", "15 أيار", "هذا الصيف"])
def test_without_publication_relative_times_stay_unresolved(words):
    (time,) = read(f"حدث ذلك {words}", published=None)
    assert (time.earliest, time.latest, time.basis) == (None, None, "unresolved")


def test_without_publication_a_stated_year_carries_on():
    time = read("دخلوا في 3 شباط 2015. وفي 15 أيار خرجوا.", published=None)[1]
    assert (time.earliest, time.basis) == (date(2015, 5, 15), "context")


def test_basis_and_precision():
    (stated,) = read("في 3 شباط 2015")
    (published,) = read("الشهر الماضي")
    assert (stated.precision, stated.basis) == ("day", "stated")
    assert (published.precision, published.basis) == ("month", "published")


def test_two_digit_year_24_is_2024():
    assert one("في 3/2/24")[1:] == day("2024-02-03")


IMPOSSIBLE = [
    ("في 31 نيسان 2015", "is no day"),
    ("في 30 شباط", "is no day"),
    ("في 29 شباط 2015", "is no day"),
    ("الثلاثاء 12 كانون الأول 2022", "was a Monday"),
    ("من 12 أيار 2015 إلى 3 آذار 2014", "ends before"),
]


@pytest.mark.parametrize(("text", "reason"), IMPOSSIBLE)
def test_impossible_dates_are_found(text, reason):
    document = Document("d", text, "", published=PUBLISHED)
    (finding,) = find_impossible_dates(document, find_times(document, split_sentences(text)))
    assert finding.kind == "impossible-date"
    assert reason in finding.message


POSSIBLE = [
    "في 29 شباط 2016",
    "الاثنين 12 كانون الأول 2022",
    "من 3 آذار إلى 12 أيار 2015",
    "في 30 نيسان",
    "أمس",
]


@pytest.mark.parametrize("text", POSSIBLE)
def test_possible_dates_give_no_finding(text):
    document = Document("d", text, "", published=PUBLISHED)
    assert find_impossible_dates(document, find_times(document, split_sentences(text))) == ()


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_any_stated_date_is_read_back(there):
    months = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
    text = f"{there.day} {months.split('|')[there.month - 1]} {there.year}"
    assert one(text) == (text, there.isoformat(), there.isoformat())


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)), st.sampled_from(range(7)))
def test_a_bare_weekday_is_in_the_week_up_to_publication(published, weekday):
    names = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
    (time,) = read(f"دخلوا {names[weekday]}", published)
    assert time.earliest == time.latest
    assert time.earliest.weekday() == weekday
    assert timedelta(0) <= published - time.earliest < timedelta(days=7)


WORDS = [words for _, words, *_ in DAYS + DATES] + [w for w, *_ in PERIODS + LENGTHS]
PIECES = [piece for words in WORDS for piece in words.split()] + ["و", "من", "إلى", "(", ")", "،", "-", "في"]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([PUBLISHED, None]))
def test_any_words_keep_spans_in_order_and_ends_sane(pieces, published):
    text = " ".join(pieces)
    last = 0
    for time in read(text, published):
        assert last <= time.span.start < time.span.end <= len(text)
        if time.earliest and time.latest:
            assert time.earliest <= time.latest
        last = time.span.end
