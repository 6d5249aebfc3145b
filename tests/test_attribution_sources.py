"""Which phrase is the source, how far it reaches, of what kind it is. All sentences are written for the tests."""

from __future__ import annotations

import pytest

from riwaya.analysis.attribution import AttributionLayer, chain_at, find_attributions
from riwaya.analysis.parsed import parse
from riwaya.analysis.times import find_times
from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Document
from riwaya.text.sentences import split_sentences


def read(text: str) -> tuple[AttributionLayer, ...]:
    lexicon = load_lexicon()
    sentences = split_sentences(text)
    times = find_times(Document("d", text, "0" * 64, None, None, None, None, "ar"), sentences)
    parsed = [parse(n, s, lexicon, text, times) for n, s in enumerate(sentences)]
    return find_attributions(text, parsed, lexicon)


def chain(text: str, word: str) -> list[str]:
    """The sources at a word, outermost first, as written."""
    layers = chain_at(read(text), text.index(word))
    return [layer.source.span.of(text) for layer in layers if layer.source is not None]


WHOLE = [
    # a weekday is when somebody spoke; «السابق» is who he is
    ("قال سامر الحلو الاثنين إن القوات قصفت البلدة.", "سامر الحلو"),
    ("قال دبلوماسيون الأربعاء إن القوات قصفت البلدة.", "دبلوماسيون"),
    ("قال الوزير السابق إن القوات قصفت البلدة.", "الوزير السابق"),
    # where it spoke isn't who it is; where it works is
    ("قال رئيس الوفد في ختام اجتماع الأطراف إن القوات قصفت البلدة.", "رئيس الوفد"),
    ("قال مسؤول في وزارة الدفاع إن القوات قصفت البلدة.", "مسؤول في وزارة الدفاع"),
    ("قال شيخ القبيلة المشارك في المحادثات إن القوات قصفت البلدة.", "شيخ القبيلة المشارك في المحادثات"),
    # a name that is written like a preposition
    ("أعلن العميد سامر خلف مدير المركز أن القوات قصفت البلدة.", "العميد سامر خلف مدير المركز"),
    # what a group calls itself
    ("قالت جماعة تطلق على نفسها اسم «أنصار الشرق» إن القوات قصفت البلدة.", "جماعة تطلق على نفسها اسم «أنصار الشرق»"),
    ("أعلنت جماعة تسمي نفسها «كتائب الفجر» أن القوات قصفت البلدة.", "جماعة تسمي نفسها «كتائب الفجر»"),
    # a parenthesis between the subject and its verb
    ("وكانت الجبهة، وهي تحالف فصائل محلية، أعلنت أن القوات قصفت البلدة.", "الجبهة، وهي تحالف فصائل محلية،"),
    # a paper's name closes with its mark
    ("كشف تقرير لصحيفة «النهار» أن القوات قصفت البلدة.", "تقرير لصحيفة «النهار»"),
    # the last word of a body's name
    ("القوات قصفت البلدة، بحسب وكالة أسوشيتد برس.", "وكالة أسوشيتد برس"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), WHOLE)
def test_a_source_is_as_long_as_what_identifies_it(text: str, source: str) -> None:
    assert [s.rstrip("،") for s in chain(text, "قصفت")] == [source.rstrip("،")]


OBJECTS = [
    ("وصف رئيس الوزراء سامر الحلو القصف بأنه «مجزرة ارتكبتها القوات».", "ارتكبتها", "رئيس الوزراء سامر الحلو"),
    ("أكدت نقابة الصحافيين المحلية إصابة مراسل في قصف البلدة.", "قصف", "نقابة الصحافيين المحلية"),
    ("نفى الوزير نفياً قاطعاً أن تكون القوات قصفت البلدة.", "قصفت", "الوزير"),
    ("قال قائد عمليات المحافظة إن القوات قصفت البلدة.", "قصفت", "قائد عمليات المحافظة"),  # annexed, no object
    ("قالت الفنانة سماح سلطان إن القوات قصفت البلدة.", "قصفت", "الفنانة سماح سلطان"),  # a name like an event
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "source"), OBJECTS)
def test_what_is_said_is_no_part_of_who_says_it(text: str, word: str, source: str) -> None:
    assert chain(text, word) == [source]


SPEAKERS = [
    # a clause before a comma doesn't speak, the phrase behind the verb does
    ("بعد مقتل الرهينة في كمين، أعلنت وزارة الخارجية أن القوات قصفت البلدة.", ["وزارة الخارجية"]),
    ("وفور الإعلان عن الهدنة، قال مسؤولون محليون إن القوات قصفت البلدة.", ["مسؤولون محليون"]),
    # whom a passive names
    ("أُعلن من قبل مصدر مجهول أن القوات قصفت البلدة.", ["مصدر مجهول"]),
    # a place that is an office
    ("أعلن المستشفى أن القوات قصفت البلدة.", ["المستشفى"]),
    ("شهدت البلدة معارك قصفت فيها القوات الحي.", []),
    # «تؤكد» is no passive
    ("فإن مصادر محلية تؤكد أن القوات قصفت البلدة.", ["مصادر محلية"]),
    ("تأكد أن القوات قصفت البلدة.", []),
    # one cue of two words
    ("قال الوزير إن الوضع هادئ. وأردف قائلاً: إن القوات قصفت البلدة.", ["الوزير"]),
    ("قالت الوزيرة إن الوضع هادئ. ومضت قائلة إن القوات قصفت البلدة.", ["الوزيرة"]),
    # a paper that got a copy doesn't stop what is said
    ("قالت الوزارة في بيان، وتلقت «النهار» نسخة منه، إن القوات قصفت البلدة.", ["الوزارة"]),
    ("قالت الحركة في بيان اطلعت عليه «النهار» إن القوات قصفت البلدة.", ["الحركة"]),
    # things and circumstances don't speak
    ("كل هذه الأسباب تقول إن القوات قصفت البلدة.", []),
    ("لم يجد المحقق تستراً محدداً ولكنه خلص إلى أن القوات قصفت البلدة.", ["المحقق"]),
    # nobody shows a thing by going on speaking
    ("قالت الوزارة إن الوضع هادئ. ويظهر التسجيل أن القوات قصفت البلدة.", ["التسجيل"]),
    # what the information says isn't said by who got it
    ("حصلت الشرطة على معلومات تفيد بأن القوات قصفت البلدة.", ["معلومات"]),
    # «نُقل … حيث وجد أن»: a verb with an «أن» of its own
    ("نقل الرجل إلى المستشفى حيث تبين أن القوات قصفت البلدة.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources"), SPEAKERS)
def test_who_speaks(text: str, sources: list[str]) -> None:
    assert chain(text, "قصفت") == sources


NESTED = [
    (
        "استناداً إلى مصادر أمنية، قالت الصحيفة إن القوات قصفت البلدة.",
        "قصفت",
        ["الصحيفة", "مصادر أمنية"],
    ),
    ("بحسب الصحيفة، قال مسؤول محلي إن القوات قصفت البلدة.", "قصفت", ["الصحيفة", "مسؤول محلي"]),
    (
        "كشفت الصحيفة نقلاً عن مسؤولين وسفراء في بيروت أن القوات قصفت البلدة.",
        "قصفت",
        ["الصحيفة", "مسؤولين وسفراء في بيروت"],
    ),
    ("قال الوزير إن المسلح خرج من المنزل وهدد بتفجير نفسه.", "هدد", ["الوزير"]),
    ("قال الوزير إن المسلح خرج من المنزل، وهدد بإغلاق المعبر.", "هدد", []),  # a pause: his own threat
    ("قالت الوكالة إن الجماعة، التي زعمت أنها محلية، قصفت البلدة.", "قصفت", ["الوكالة"]),
    ("قُتل جنود في قصف، بحسب الوزارة التي فتحت تحقيقاً.", "قصف", ["الوزارة"]),
    ("قُتل جنود في قصف، بحسب الوزارة التي فتحت تحقيقاً.", "تحقيقاً", []),
]


@pytest.mark.parametrize(("text", "word", "sources"), NESTED)
def test_chains(text: str, word: str, sources: list[str]) -> None:
    assert chain(text, word) == sources


ACCUSERS = [
    ("اتهم الوزير المعارضة بقصف البلدة.", ["الوزير"]),
    ("اتهمت المعارضة الجيش بقصف البلدة.", ["المعارضة"]),
    ("قالت الوزارة إن الوضع هادئ. كما اتهمت قوات الدعم السريع بقصف البلدة.", ["الوزارة"]),
    ("قال الوزير إن الوضع هادئ. واتهم المسلحين بقصف البلدة.", ["الوزير"]),
    ("اتُّهم الرجل من قبل النيابة بقصف البلدة.", ["النيابة"]),
    ("أصدرت المنظمة دراسة اتهمت فيها الجيش بقصف البلدة.", ["المنظمة"]),
    ("وبعد فترة من الهدوء، أصدرت المنظمة دراسة اتهمت فيها الجيش بقصف البلدة.", ["المنظمة"]),
    ("أسقطت المحكمة تهمة قصف البلدة عن الرجل.", []),  # of what, not by whom
]


@pytest.mark.parametrize(("text", "sources"), ACCUSERS)
def test_the_accuser_is_the_source_never_the_accused(text: str, sources: list[str]) -> None:
    assert chain(text, "قصف") == sources


NAMELESS = [
    ("قال مصدر أمني، طلب عدم ذكر اسمه، إن القوات قصفت البلدة.", ["مصدر أمني"]),
    ("قال مسؤولون طلبوا عدم كشف هوياتهم إن القوات قصفت البلدة.", ["مسؤولون"]),
    (
        "نقلت الصحيفة عن مصدر عسكري، طلب عدم الكشف عن هويته، قوله إن القوات قصفت البلدة.",
        ["الصحيفة", "مصدر عسكري"],
    ),
    ("أكد مصدر أمني، فضل عدم ذكر اسمه، أن القوات قصفت البلدة.", ["مصدر أمني"]),
    ("قال الوزير إن الشرطة طلبت مساعدة بعدما قصفت القوات البلدة.", ["الوزير"]),  # a true request
]


@pytest.mark.parametrize(("text", "sources"), NAMELESS)
def test_a_wish_to_stay_unnamed_is_no_speech_of_its_own(text: str, sources: list[str]) -> None:
    assert chain(text, "قصفت") == sources


MEDIA = [
    ("قال المتحدث باسمها رامي الحلو لوكالة الأنباء إن القوات قصفت البلدة.", "المتحدث باسمها رامي الحلو"),
    ("قال السفير لإذاعة محلية إن القوات قصفت البلدة.", "السفير"),
    ("قال الأمين العام للحزب إن القوات قصفت البلدة.", "الأمين العام للحزب"),  # his office, no outlet
    # «لـ» isn't split off a word that no list has: nobody's name follows an indefinite office
    ("قال مسؤول كبير لصنوبر إن القوات قصفت البلدة.", "مسؤول كبير"),
    ("أكدت مصادر طبية لصنوبر: «القوات قصفت البلدة».", "مصادر طبية"),
    ("قال مسؤول في قيادة الأركان لمنبر الضفتين إن القوات قصفت البلدة.", "مسؤول في قيادة الأركان"),
    ("قال ضابط في شركة لوكهيد مارتن إن القوات قصفت البلدة.", "ضابط في شركة لوكهيد مارتن"),
    ("قال مسؤول لوجستي إن القوات قصفت البلدة.", "مسؤول لوجستي"),
    ("قال وزير الخارجية لافروف إن القوات قصفت البلدة.", "وزير الخارجية لافروف"),
]


@pytest.mark.parametrize(("text", "source"), MEDIA)
def test_the_outlet_that_heard_it_is_no_part_of_the_source(text: str, source: str) -> None:
    assert chain(text, "قصفت") == [source]


ADDRESSED = [
    ("بدوره، دعا الأمين العام للأمم المتحدة طرفي النزاع إلى وقف القصف.", ["الأمين العام للأمم المتحدة"]),
    ("بث التنظيم تسجيلاً مصوراً قال فيه إنه أوقف القصف.", ["التنظيم"]),
    ("نُقل الجرحى إلى المستشفى، ونقلوا لاحقاً بسبب القصف.", []),
    ("اعترفت السلطات بالقصف وهو ما كانت تنفيه سابقاً.", ["السلطات"]),
]


@pytest.mark.parametrize(("text", "sources"), ADDRESSED)
def test_subjects_behind_the_verb(text: str, sources: list[str]) -> None:
    assert chain(text, "قصف") == sources


ENDS = [
    ("5 مايو: الوزير يعلن مقتل جندي 9 مايو: قصفت القوات البلدة.", []),  # the next entry of a chronicle
    ("قال الوزير 5 مايو: «قصفت القوات البلدة».", ["الوزير"]),
    ("قال الوزير إن «الوضع هادئ في كل أحياء المدينة» فيما قصفت القوات البلدة.", []),
    ("قال الوزير إن «الوضع خطير» فيما قصفت القوات البلدة.", ["الوزير"]),  # two words quoted close nothing
    ("أعلن الوزير في ختام اجتماع المجلس مقتل جندي حين قصفت القوات البلدة.", ["الوزير"]),
    ("قررت النيابة حبسه على ذمة التحقيق بعدما قصفت القوات البلدة.", []),
    ("قصفت القوات البلدة على ذمة الصحيفة.", ["الصحيفة"]),
]


@pytest.mark.parametrize(("text", "sources"), ENDS)
def test_where_a_source_ends(text: str, sources: list[str]) -> None:
    assert chain(text, "قصفت") == sources


KINDS = [
    ("قال الرائد عادل منصور، من شرطة المرور، إن القوات قصفت البلدة.", "named"),
    ("قال اللواء نجم الجبوري إن القوات قصفت البلدة.", "named"),
    ("قال رامي فوندال وزير الخارجية إن القوات قصفت البلدة.", "named"),
    ("قال مسؤول في وزارة الدفاع إن القوات قصفت البلدة.", "anonymous"),
    ("قال مسؤول إن القوات قصفت البلدة.", "anonymous"),
    ("قال مسؤول رفيع في حركة حماس إن القوات قصفت البلدة.", "anonymous"),
    ("قال المسؤول الأمني إن القوات قصفت البلدة.", "anonymous"),
    ("قال المسؤول الأمني رامي الحلو إن القوات قصفت البلدة.", "named"),
    ("قال مسؤول الإعلام في الحزب إن القوات قصفت البلدة.", "named"),
    ("قال الوزير إن القوات قصفت البلدة.", "named"),
    ("قال مقيمون إن القوات قصفت البلدة.", "anonymous"),
    ("قال متابعون للشأن الأمني إن القوات قصفت البلدة.", "anonymous"),
    ("قال خاطفو العمال إن القوات قصفت البلدة.", "anonymous"),
    ("قال برلماني من الحزب إن القوات قصفت البلدة.", "anonymous"),
    ("قال بارزاني إن القوات قصفت البلدة.", "named"),
    ("قال حزب العمال إن القوات قصفت البلدة.", "organisation"),
    ("قال المتحدث باسم الحزب إن القوات قصفت البلدة.", "organisation"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    (layer,) = chain_at(read(text), text.index("قصفت"))
    assert layer.source is not None
    assert layer.source.kind == kind


GOING_ON = [
    ("قالت المصادر إن القيادي غادر. وتابع: «قصفت القوات البلدة».", ["المصادر"]),
    ("قالت مصادر محلية إن القيادي غادر. وأضاف: «قصفت القوات البلدة».", ["مصادر محلية"]),
    ("قالت المصادر إن القيادي يعلن أن الطريق مغلق. وتابع: «قصفت القوات البلدة».", ["المصادر"]),
    ("قالت المصادر إن القيادي غادر. وعاد إلى بيته. وتابع: «قصفت القوات البلدة».", []),
    ("قالت الوزيرة إن القياديين غادروا. وتابع: «قصفت القوات البلدة».", []),
]


@pytest.mark.parametrize(("text", "sources"), GOING_ON)
def test_unnamed_sources_go_on_as_he(text: str, sources: list[str]) -> None:
    assert chain(text, "قصفت") == sources


@pytest.mark.parametrize("text", ["حمل مسؤولية", "حمّل الوزير مسؤولية", "قال", "اتهم بـ", "نقلاً عن"])
def test_a_cue_may_end_the_text(text: str) -> None:
    assert all(layer.content for layer in read(text))
