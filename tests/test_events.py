"""Candidates to events: what merges, what stays apart, what is too weak to tell anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import riwaya
from riwaya.analysis.events import Event, find_events
from riwaya.analysis.parsed import parse
from riwaya.errors import LexiconError
from riwaya.lexicon.frames import read_frames
from riwaya.lexicon.loader import load_lexicon
from riwaya.text.sentences import split_sentences


def events(text: str) -> list[Event]:
    lexicon = load_lexicon()
    return [e for n, s in enumerate(split_sentences(text)) for e in find_events(parse(n, s, lexicon, text))]


def types(text: str) -> list[str]:
    return [event.frame.type for event in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "قتل جنديان وأصيب ثالث في انفجار عبوة ناسفة.",  # the dead, the injured, the cause
        "استهدف انتحاري بسيارة مفخخة نقطة تفتيش عند المدخل الشمالي للبلدة القديمة، مما أدى إلى مقتل ثلاثة حراس.",
        "شنت الطائرات غارة على الميناء.",
    ],
)
def test_words_for_one_event_merge(text: str) -> None:
    assert types(text) == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "خطف مسلحون المهندس من بيته في الحي الغربي وقتلوا حارسه أمام المدخل.",
            2,
        ),  # an abduction is a deed of its own
        ("قصفت المدفعية القرية فجراً، فيما هاجم مسلحون حاجزاً على الطريق.", 2),
        ("قتل ضابط في تفجير قرب المطار بعد ساعات من هجوم على ثكنة الجيش.", 2),
    ],
)
def test_different_happenings_stay_apart(text: str, count: int) -> None:
    assert types(text).count("ASSAULT") == count


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("أغلق المحتجون الطريق الساحلي.", "PROTEST", "obstruct"),
        ("حاصر المتظاهرون مبنى البلدية.", "PROTEST", "obstruct"),
        ("رفع المتظاهرون صور المعتقلين.", "PROTEST", "demo"),
    ],
)
def test_deeds_of_protesters_are_protest(text: str, event_type: str, mode: str) -> None:
    assert (event_type, mode) in {(e.frame.type, e.frame.mode) for e in events(text)}


@pytest.mark.parametrize(
    "text",
    [
        "أغلق الجيش الجسر أمام المسافرين.",
        "حاصرت القوات مبنى البلدية.",
        "رفع العامل الصندوق إلى الشاحنة.",
    ],
)
def test_the_same_deeds_of_others_are_none(text: str) -> None:
    assert "PROTEST" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "جرت العملية بسلاسة في جميع المراكز.",  # faint: an election
        "المجاعة تهدد سكان الساحل.",  # nobody threatens
        "اشترى قطعة أرض في دورية علمية.",
        "يحضر الطلاب دورة تدريبية في المحاسبة.",
    ],
)
def test_weak_words_alone_tell_nothing(text: str) -> None:
    assert types(text) == []


def test_light_verb_behind_its_noun_belongs_to_it() -> None:
    text = "أدانت المنظمة القصف الذي تعرضت له البلدة."
    shelling = next(e for e in events(text) if e.frame.type == "ASSAULT")
    assert [t.of(text) for t in shelling.triggers] == ["القصف", "تعرضت"]


def test_faint_word_counts_beside_a_stronger_one() -> None:
    text = "قتل شرطيان في العملية."
    (event,) = events(text)
    assert [t.of(text) for t in event.triggers] == ["قتل", "العملية"]


@given(st.text(alphabet="قصف الجيش القرية وقتل ثلاثة مدنيين في غارة، بعد هجوم. ", max_size=80))
def test_triggers_lie_in_the_text(text: str) -> None:
    for event in events(text):
        assert event.triggers
        assert all(0 <= t.start < t.end <= len(text) and t.of(text).strip() for t in event.triggers)


FRAME = '[[frame]]\nid = "assault.x"\ntype = "ASSAULT"\nverbs = ["قصف/يقصف"]\nprovenance = "test"\n'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('unless = ["chess"]', "names no context 'chess'"),
        ('beside = ["chess"]', "names no context 'chess'"),
        ('strength = "mighty"', "unknown strength 'mighty'"),
        ('near = ["x"]', "unknown key 'near'"),
    ],
)
def test_frame_errors_say_what_and_where(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(FRAME + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as error:
        list(read_frames(path, {"sport": ("مباراة",)}))
    assert "x.toml" in str(error.value)
    assert "assault.x" in str(error.value)


def test_contexts_and_words_become_folded_expressions(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(FRAME + 'unless = ["sport", "حادث سير"]\n', encoding="utf-8")
    (frame,) = read_frames(path, {"sport": ("مباراة",)})
    assert frame.unless == {("مباراه",), ("حادث", "سير")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع هجوم على حاجز للجيش.", ["ASSAULT"]),
        ("وقعت غارة على الجسر.", ["ASSAULT"]),
        ("وقع الوزيران على اتفاق للتعاون العسكري.", ["AGREE"]),
    ],
)
def test_a_verb_that_carries_an_event_noun_is_no_event_of_another_kind(
    text: str, expected: list[str]
) -> None:
    assert types(text)[:1] == expected
    assert len(set(types(text)) - {"COOPERATE"}) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("دعت الأمم المتحدة إلى وقف القصف على المدينة.", ["REQUEST", "RETREAT"]),
        ("طالب الوسيط الطرفين بوقف شامل لإطلاق النار.", ["REQUEST", "RETREAT"]),
        ("طالبت المنظمة بإنهاء العدوان.", ["REQUEST", "RETREAT"]),
        ("ناشدت العائلات الحكومة إطلاق المعتقلين.", ["REQUEST", "RETREAT"]),
        ("تواصل القصف على المدينة.", ["ASSAULT"]),  # nothing ends it
        ("أعلن الجيش وقفاً مؤقتاً لإطلاق النار.", ["CONCEDE"]),
        ("أطلق الجنود النار على السيارة.", ["ASSAULT"]),
        ("اتفقت الفصائل على سحب مقاتليها من المدينة.", ["AGREE", "RETREAT"]),
        ("اتفق الشركاء على سحب المنتج من الأسواق.", ["AGREE"]),
        ("أدت الهجمات إلى وقف الدراسة في المدينة.", ["ASSAULT"]),  # what is stopped stands behind
    ],
)
def test_fighting_that_ends_is_no_fighting(text: str, told: list[str]) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("وصلت مدرعات فرنسية إلى مطار باماكو.", "mobilize.column"),
        ("شوهدت أرتال عسكرية على الطريق الدولي.", "mobilize.column"),
        ("وصلت حافلات الطلاب إلى مطار باماكو.", None),
        ("دخلت قافلة تحمل مواد طبية إلى الغوطة.", "aid.convoy"),
        ("دخلت قافلة سياحية إلى الواحة.", None),
        ("توجهت كتائب من الجيش إلى الحدود.", "mobilize.march-on"),
        ("توجهت عائلات من القرية إلى السوق.", None),
        ("حررت الشرطة الصحفية الألمانية في جبال الساحل.", "aid.free-captive"),
        ("أصدر رئيس تحرير الصحيفة توضيحاً.", None),
        ("حيّد الجيش خمسة مسلحين قرب الحدود.", "assault.neutralise"),
        ("أُطلقت القذائف من معسكر قريب.", "assault.projectile"),
        ("سقط مطر غزير على أطراف القرية.", None),
        ("منع جنود المزارعين من الوصول إلى حقولهم.", "coerce.bar"),
        ("ثمّن رئيس الحكومة دور بعثة المراقبين.", "support.value"),
        ("ارتفع ثمن الخبز في العاصمة.", None),
    ],
)
def test_movements_convoys_and_rescues(text: str, frame: str | None) -> None:
    assert [e.frame.id for e in events(text)] == ([frame] if frame else [])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("تبنت الجماعة الهجوم على السوق.", ["الجماعة"]),
        ("أعلنت الجماعة مسؤوليتها عن الهجوم على السوق.", ["الجماعة"]),
        ("لم تتبن الجماعة الهجوم على السوق.", []),
        ("لم تعلن الجماعة مسؤوليتها عن الهجوم على السوق.", []),
    ],
)
def test_who_does_not_claim_an_attack_is_not_its_doer(text: str, actors: list[str]) -> None:
    claims = riwaya.read_text(text, ranked=False).claims
    assert [a.span.of(text) for c in claims if c.type == "ASSAULT" for a in c.of("actor")] == actors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("سار المعتصمون نحو مقر البرلمان.", True),
        ("ردد الطلاب الهتافات أمام القصر.", True),
        ("انطلقت مسيرة طلابية من الجامعة.", True),
        ("قام شبان بإقفال طريق المطار.", True),
        ("سار السياح نحو القلعة القديمة.", False),
        ("ردد الأطفال الأناشيد في الحفل.", False),
        ("كرّم النادي الفنان على مسيرته.", False),
    ],
)
def test_what_protesters_do(text: str, told: bool) -> None:
    assert ("PROTEST" in types(text)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("رفضت الحكومة المقترح.", True),
        ("امتنعت الحكومة عن المشاركة.", True),
        ("قال ضابط رفض ذكر اسمه إن الطريق آمن.", False),
        ("امتنع الناطق عن التعليق.", False),
    ],
)
def test_who_will_not_be_named_refuses_nothing(text: str, told: bool) -> None:
    assert ("REJECT" in types(text)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("اتهم المحافظ خلية نائمة بزرع العبوة قرب الجسر.", ("ASSAULT", "زرع")),
        ("اتهم المحافظ جمعية بزرع الفتنة بين الأهالي.", None),
        ("ستنشر الحكومة لواءين في الإقليم.", ("MOBILIZE", "تنشر")),
        ("ستنشر الحكومة كتيباً عن الحدود.", None),
        ("تبادل الطرفان 41 أسيراً عند المعبر.", ("RETREAT", "تبادل")),
        ("تبادل الطرفان الآراء في اللقاء.", None),
        ("أُطلق أمس ثلاثة مهندسين بعد شهر.", ("RETREAT", "أُطلق")),
        ("أطلق طلاب الجامعة حملة للتشجير.", None),
        ("وصلت سفينة إغاثة إلى الميناء.", ("AID", "وصلت")),
        ("وصلت سفينة سياحية إلى الميناء.", None),
        ("ردت المدفعية على مصادر النيران.", ("ASSAULT", "ردت")),
        ("رد الجيش على سؤال الصحيفة.", None),
        ("أعلنت الوزارة ضبط سبعة من مثيري الشغب.", ("COERCE", "ضبط")),
        ("دعا المصرف إلى ضبط الأسعار.", None),
        ("تسلمت اللجنة عشرين أسيراً من الحركة.", ("RETREAT", "تسلمت")),
        ("استعادت قواتنا أمس الشريط الحدودي.", ("COERCE", "استعادت")),
        ("تستعد قواتنا للعرض السنوي.", None),
        ("حررت الشرطة الناشط في عملية ليلية.", ("AID", "حررت")),
        ("حررت القوات الحكومية بلدة على الحدود.", ("COERCE", "حررت")),
    ],
)
def test_what_is_done_to_what_tells_the_event(text, told):
    claims = riwaya.read_text(text, ranked=False).claims
    found = {(c.type, c.trigger.of(text)) for c in claims}
    types = {"AID", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT"}
    assert told in found if told else not {kind for kind, _ in found} & types


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("استولى المسلحون على المعسكر وأسروا ستة جنود.", 2),
        ("سيطر المسلحون على المعسكر واستولوا على السلاح فيه.", 1),
        ("نفى الناطق ضلوع مقاتليه في تفجير الحافلة، واتهم حراساً موالين بزرع العبوة.", 2),
    ],
)
def test_two_deeds_in_a_row(text, count):
    assert len(riwaya.read_text(text, ranked=False).claims) == count


def test_a_light_verb_reaches_its_noun_over_a_long_subject_and_times():
    text = (
        "وقعت الحكومة والحركة الشعبية بقيادة سامر الحسن مساء أمس الخميس في فندق في جوبا اتفاقاً يفتح الممرات."
    )
    (claim, *_) = riwaya.read_text(text, ranked=False).claims
    assert claim.type == "AGREE"
    assert claim.of("actor")[0].span.of(text) == "الحكومة"


def test_what_came_of_it_is_no_second_event():
    text = (
        "هاجمت طائرات مسيّرة فجر الثلاثاء رتلاً من الشاحنات بعد عبوره الحدود إلى البلدة، ما أودى بثلاثة سائقين."
    )
    assert len(riwaya.read_text(text, ranked=False).claims) == 1
