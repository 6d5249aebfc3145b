from datetime import date

import pytest

from riwaya.analysis.dating import since_event
from riwaya.analysis.times import find_times
from riwaya.analysis.words import read_words
from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Document, Span
from riwaya.text.sentences import split_sentences

PUBLISHED = date(2018, 9, 21)


def dated(text, trigger, published=PUBLISHED):
    """Return the words and ends of the sentence's time as the event of `trigger` has it."""
    sentences = split_sentences(text)
    (time,) = find_times(Document("d", text, "", published=published), sentences)
    start = text.index(trigger)
    words = read_words(sentences[0], load_lexicon(), text)
    found = since_event(words, [Span(start, start + len(trigger))], time, published)
    return found.span.of(text), str(found.earliest), str(found.latest)


SINCE = [
    ("نزح الآلاف منذ اندلاع الثورة في آذار 2011", "نزح", "2011-03-01"),
    ("منذ سقوط المدينة في عام 2014 اعتقل المئات", "اعتقل", "2014-01-01"),
    ("ومنذ انهيار الهدنة مساء الثلاثاء قُتل سبعة", "قُتل", "2018-09-18"),
    ("اعتقلوا العشرات منذ توليه السلطة في 5 أيار 2016", "اعتقلوا", "2016-05-05"),
]


@pytest.mark.parametrize(("text", "trigger", "earliest"), SINCE)
def test_what_happened_since_an_event_lasts_from_its_date(text, trigger, earliest):
    words, first, last = dated(text, trigger)
    assert words.startswith("منذ")
    assert (first, last) == (earliest, "2018-09-21")


OWN = [
    ("نزح الآلاف منذ اندلاع الثورة في آذار 2011", "اندلاع", "2011-03-31"),
    ("نزح الآلاف منذ سقوط المدينة عام 2014", "سقوط", "2014-12-31"),
    ("منذ الهدنة لم يقصفوا، واعتقلوا العشرات الثلاثاء", "اعتقلوا", "2018-09-18"),
    ("قصفوا البلدة الثلاثاء", "قصفوا", "2018-09-18"),
]


@pytest.mark.parametrize(("text", "trigger", "latest"), OWN)
def test_the_event_that_has_the_date_keeps_it(text, trigger, latest):
    assert dated(text, trigger)[2] == latest


def test_without_publication_the_end_is_open():
    assert dated("نزحوا منذ سقوط المدينة عام 2014", "نزحوا", None)[1:] == ("2014-01-01", "None")
