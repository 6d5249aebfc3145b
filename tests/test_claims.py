"""Whole readings of sentences written for the tests: what is claimed, by whom, where, when and with which status."""

import hashlib
from datetime import date

import pytest

from riwaya.lexicon.loader import load_lexicon
from riwaya.model import Document, Reading
from riwaya.reading import read_document


def read(text: str, published: date | None = date(2024, 3, 14)) -> Reading:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_document(Document("test", text, digest, published=published, language="ar"), load_lexicon())


@pytest.mark.parametrize(
    ("text", "event_type", "status", "sources"),
    [
        ("قصفت طائرات حربية سوقاً شعبية في مدينة إدلب.", "ASSAULT", "asserted", []),
        ("قالت مصادر محلية إن مسلحين هاجموا حاجزاً للجيش.", "ASSAULT", "asserted", ["مصادر محلية"]),
        ("نفت وزارة الدفاع قصف المستشفى.", "ASSAULT", "denied", ["وزارة الدفاع"]),
        ("لم يقصف الجيش المدينة.", "ASSAULT", "denied", []),
        ("سيزور وزير الخارجية بغداد غداً.", "CONSULT", "planned", []),
        ("دعا المبعوث الأممي الأطراف إلى وقف إطلاق النار.", "REQUEST", "asserted", []),
    ],
)
def test_status_and_sources(text: str, event_type: str, status: str, sources: list[str]) -> None:
    claim = next(c for c in read(text).claims if c.type == event_type)
    assert claim.status == status
    assert [s.span.of(text) for s in claim.sources] == sources


@pytest.mark.parametrize(
    ("text", "trigger", "status", "stance"),
    [
        (
            "نفى المكتب أن يكون الوزير تعهد خلال لقائه الرئيس التركي بتجميد الاستيطان.",
            "تعهد",
            "denied",
            "denies",
        ),
        (
            "نفى الناطق التوصل إلى اتفاق خلال اجتماع الوفدين أمس في القاهرة.",
            "اجتماع",
            "asserted",
            "neutral",
        ),
        (
            "نفى الناطق أن يكون عناصر اللواء انسحبوا من البلدة قبل هجوم التنظيم.",
            "هجوم",
            "asserted",
            "neutral",
        ),
        ("نفى الحزب أن يكون قد قتل الرهائن في أثناء اقتحام الجيش المبنى.", "اقتحام", "asserted", "neutral"),
        ("نفت الحركة وقوفها وراء الهجوم على الحافلة.", "الهجوم", "denied", "denies"),
        ("نفت الحركة مسؤوليتها عن الهجوم على الحافلة.", "الهجوم", "denied", "denies"),
        ("نفت الوزارة تعرض المستشفى للقصف.", "القصف", "denied", "denies"),
    ],
)
def test_who_denies_grants_what_only_sets_the_scene(
    text: str, trigger: str, status: str, stance: str
) -> None:
    claim = next(c for c in read(text).claims if trigger.removeprefix("ال") in c.trigger.of(text))
    assert (claim.status, claim.sources[-1].stance) == (status, stance)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("حذر التحالف من أي هجوم على إدلب.", "hypothetical"),
        ("هدد الحزب بالرد على أي اعتداء إسرائيلي.", "hypothetical"),
        ("نفى الجيش تنفيذ أي غارة على المدينة.", "denied"),
        ("لم تقع أي غارة على المدينة.", "denied"),
        ("لم تتبن أي جهة الهجوم على السوق.", "asserted"),
    ],
)
def test_whichever_blow_there_may_be_is_none_told(text: str, status: str) -> None:
    assert [c.status for c in read(text).claims if c.type == "ASSAULT"] == [status]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("التقى الرئيس التركي نظيره الروسي في جنيف لبحث الوضع في إدلب.", ["جنيف"]),
        ("عقد في جنيف اجتماع حول سوريا.", ["جنيف"]),
        ("قصف الجيش القرى حول درعا.", ["درعا"]),
    ],
)
def test_what_is_talked_about_is_not_where(text: str, places: list[str]) -> None:
    assert [p.span.of(text) for p in read(text).claims[0].places] == places


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("تصدت الدفاعات الجوية لعدوان إسرائيلي في سماء دمشق.", ["إسرائيلي"], ["الدفاعات الجوية"]),
        ("قتل تسعة مدنيين في قصف لقوات النظام على البلدة.", ["قوات النظام"], ["تسعة مدنيين", "البلدة"]),
        ("قتل صالح حداد القيادي في حركة حماس في غارة.", [], ["صالح حداد القيادي في حركة حماس"]),
        ("شهدت المدينة مقتل إسرائيلي في عملية طعن.", [], ["إسرائيلي"]),
    ],
)
def test_whose_blow_it_was(text: str, actors: list[str], recipients: list[str]) -> None:
    claim = next(c for c in read(text).claims if c.type == "ASSAULT")
    told = {role: [a.span.of(text) for a in claim.of(role)] for role in ("actor", "recipient")}
    assert told == {"actor": actors, "recipient": recipients}


@pytest.mark.parametrize(
    "text",
    [
        "اجتمع مجلس الأمن لبحث ميزانيته السنوية المعتادة في الحساب.",
        "فاز الفريق بركلة جزاء بعد هجوم سريع في الدقيقة الأخيرة.",
        "بلغت درجات الحرارة أرقاماً قياسية هذا الأسبوع.",
    ],
)
def test_no_violence_where_there_is_none(text: str) -> None:
    assert [c.type for c in read(text).claims if c.type in ("ASSAULT", "COERCE", "MOBILIZE")] == []


def test_place_time_and_toll() -> None:
    text = "قتل خمسة مدنيين وأصيب 12 آخرون في غارة جوية على مدينة الحديدة أمس الأربعاء."
    claim = read(text).claims[0]
    assert claim.place is not None
    assert (claim.place.span.of(text), claim.place.country_en) == ("الحديدة", "Yemen")
    assert claim.time is not None
    assert (claim.time.earliest, claim.time.latest) == (date(2024, 3, 13), date(2024, 3, 13))
    assert {(t.kind, t.min) for t in claim.tolls} == {("dead", 5), ("injured", 12)}


def test_an_unknown_publication_date_leaves_relative_times_unresolved() -> None:
    claim = read("قتل ثلاثة جنود في هجوم على حاجز أمس.", published=None).claims[0]
    assert claim.time is not None
    assert (claim.time.earliest, claim.time.latest, claim.time.basis) == (None, None, "unresolved")


def test_a_demand_is_two_claims() -> None:
    text = "طالبت الأمم المتحدة إسرائيل بسحب قواتها من المدينة."
    request, content = read(text).claims
    assert (request.type, request.status) == ("REQUEST", "asserted")
    assert (content.type, content.status, content.content_of) == ("RETREAT", "requested", request.id)
    assert [s.span.of(text) for s in content.sources] == ["الأمم المتحدة"]


def test_nothing_is_invented() -> None:
    claim = read("وقع انفجار كبير.").claims[0]
    assert claim.arguments == ()
    assert claim.place is None
    assert claim.time is None
    assert claim.tolls == ()
    assert claim.sources == ()


def test_a_claim_dated_after_publication_is_a_finding_unless_it_is_planned() -> None:
    late = read("قصفت الطائرات المدينة في 20 مارس 2024.")
    assert [f.kind for f in late.findings] == ["impossible-date"]
    planned = read("سيزور الوزير بغداد في 20 مارس 2024.")
    assert planned.findings == ()


def test_the_same_input_gives_the_same_reading() -> None:
    text = "اعتقلت الشرطة عشرة متظاهرين في بيروت، بحسب ناشطين."
    assert read(text) == read(text)


def test_ids_follow_the_place_of_the_trigger_not_the_type() -> None:
    text = "قتل جندي في انفجار عبوة. وأعلن الجيش لاحقاً اعتقال المنفذ."
    ids = [c.id for c in read(text).claims]
    assert len(set(ids)) == len(ids) == 2


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت وزارة الصحة أن سبعة عمال قتلوا وأصيب تسعة منهم في انفجار وقع قرب المصنع.",
        "قالت لجنة الأطباء إن 12 مدنياً على الأقل قُتلوا وأصيب نحو 30 شخصاً.",
        "وثقت الشبكة السورية مقتل أربعة مدنيين بينهم طفل.",
    ],
)
def test_who_tells_of_the_dead_is_not_made_their_killer(text: str) -> None:
    claims = [c for c in read(text).claims if c.type == "ASSAULT"]
    assert claims
    assert [a.span.of(text) for c in claims for a in c.of("actor")] == []


def test_a_meeting_between_two_governorates_is_no_meeting_of_theirs() -> None:
    text = "اجتمع الوفدان في قرية بين محافظتي حلب وإدلب."
    names = [a.span.of(text) for c in read(text).claims for a in c.arguments]
    assert not any("حلب" in name or "إدلب" in name for name in names)


def test_what_is_set_for_tomorrow_is_a_plan() -> None:
    reading = read("يصل الوزير إلى بغداد غداً للقاء أهالي الضحايا.")
    assert {c.status for c in reading.claims} == {"planned"}
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قالت الحكومة إنها لن تسمح بأي وجود أجنبي.", ("REJECT", "asserted")),
        ("قال الزعيم إن حركته لن ترضخ للضغوط.", ("REJECT", "asserted")),
        ("لم تسمح الحكومة للمراقبين بالدخول.", ("CONCEDE", "denied")),  # told of the past, it isn't his word
    ],
)
def test_who_says_he_never_will_refuses(text: str, told: tuple[str, str]) -> None:
    assert told in [(c.type, c.status) for c in read(text).claims]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قصفت طائرات حربية سوقاً في إدلب. ودانت المنظمة القصف.", 1),  # the noun only takes it up
        ("قصفت طائرات حربية سوقاً في إدلب. وأوقع القصف خمسة قتلى.", 2),  # its toll is news
        ("قصفت طائرات حربية سوقاً في إدلب. وتجدد القصف الإسرائيلي على حمص.", 2),
        ("أعلن المتحدث أن القصف توقف.", 1),  # nothing was told before
    ],
)
def test_a_bare_noun_that_takes_up_an_attack_is_no_other(text: str, count: int) -> None:
    assert [c.type for c in read(text).claims].count("ASSAULT") == count


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("اتهمت الحركة الجيش الذي يحاصر المدينة بقصف المدارس.", "ASSAULT", "alleged"),
        ("طالبت المنظمة الدول التي تدعم الطرفين بوقف القصف.", "RETREAT", "requested"),
        (
            "طالبت المنظمة القوات التي تقوم بقصف المدن.",
            "ASSAULT",
            "asserted",
        ),  # what they do isn't what she asks
        ("اتهمت الحركة الجيش الذي يحاصر المدينة.", "COERCE", "asserted"),
    ],
)
def test_an_act_goes_on_behind_a_relative_clause(text: str, event_type: str, status: str) -> None:
    assert (event_type, status) in [(c.type, c.status) for c in read(text).claims]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("أوقعت معارك حلب قتلى من المدنيين.", []),  # where it was
        ("دارت معارك درعا البلد ضد مسلحين.", []),
        ("هاجم لواء الصقور حلب.", ["لواء الصقور"]),
        ("قصفت إسرائيل القرية.", ["إسرائيل"]),
    ],
)
def test_a_town_does_nothing(text: str, actors: list[str]) -> None:
    claim = next(c for c in read(text).claims if c.type == "ASSAULT")
    assert [a.span.of(text) for a in claim.of("actor")] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قصف التحالف العسكري القرية.", ["التحالف العسكري"]),  # a body, not that they are allied
        ("هاجم التحالف العسكري بقيادة السعودية القرية.", ["التحالف العسكري"]),
    ],
)
def test_a_definite_alliance_is_a_body(text: str, actors: list[str]) -> None:
    (claim,) = read(text).claims
    assert (claim.type, [a.span.of(text) for a in claim.of("actor")]) == ("ASSAULT", actors)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("طالبت فرنسا بوقف الحرب في السودان.", [("REQUEST", "asserted"), ("RETREAT", "requested")]),
        ("دعا المبعوث إلى إنهاء الحرب في اليمن.", [("REQUEST", "asserted"), ("RETREAT", "requested")]),
        ("شكلت الفصائل تحالفاً عسكرياً مع أنقرة.", [("COOPERATE", "asserted")]),
        ("عاش سنوات الحرب في بيروت.", []),  # a war as a period
    ],
)
def test_an_end_of_war_is_what_is_asked(text: str, told: list[tuple[str, str]]) -> None:
    assert [(c.type, c.status) for c in read(text).claims] == told
