"""Short names that the report's country completes, and names that only begin like an international body's."""

import pytest

from riwaya.pipeline import read_text


def actor(text: str) -> str | None:
    """Return the id of who does the first claim's deed."""
    argument = next(a for a in read_text(text).claims[0].arguments if a.role == "actor")
    return argument.entity.id if argument.entity else None


AT_HOME = [
    ("هاجم الجيش الوطني مواقع في سرت. وقالت الداخلية الليبية إن القتال انتهى.", "lna"),
    ("هاجم الجيش الوطني قرية قرب عفرين في سوريا. وردت قوات سوريا الديمقراطية.", "sna"),
    ("هاجم الجيش الوطني الحوثيين في مأرب باليمن.", "army.ye"),
    ("هاجم المجلس العسكري الانتقالي محتجين في السودان، وفق تجمع المهنيين السودانيين.", "tmc.sd"),
    ("هاجم الجيش الوطني قرية.", None),  # nothing tells whose
    ("هاجم الجيش الوطني مواقع في سوريا وليبيا واليمن.", None),  # several
    ("هاجم الجيش قرية في سوريا، وردت قوات سوريا الديمقراطية.", None),  # anybody's army
    ("هاجم اللواء الأخضر قرية في سوريا، وردت قوات سوريا الديمقراطية.", None),  # no such body
]


@pytest.mark.parametrize(("text", "entity"), AT_HOME)
def test_the_report_s_country_completes_a_short_name(text: str, entity: str | None) -> None:
    assert actor(text) == entity


LONGEST = [
    ("أدان مجلس الأمن قصف دمشق.", "unsc"),
    ("أدان مجلس الأمن الدولي قصف دمشق.", "unsc"),
    ("أدان مجلس الأمن التابع للأمم المتحدة قصف دمشق.", "unsc"),
    ("أدان مجلس الأمن القومي قصف دمشق.", None),
    ("أدان مجلس الأمن الوطني قصف دمشق.", None),
    ("أدان مجلس الأمن الروسي قصف دمشق.", "sc.ru"),
    ("أدان مجلس الأمن الصومالي قصف كسمايو.", None),
    ("أدان مجلس الأمن القومي الإيراني قصف دمشق.", "snsc.ir"),
    ("أدان مجلس الأمن القومي العراقي قصف دمشق.", "nsc.iq"),
    ("أدان الاتحاد الأفريقي قصف دمشق.", "au"),
    ("أدان الاتحاد الوطني الكردستاني قصف دمشق.", "puk"),
    ("هاجم الجيش الوطني السوري قرية.", "sna"),
    ("هاجم الجيش الوطني الليبي قرية.", "lna"),
    ("هاجم المجلس الانتقالي مواقع في عدن.", "stc"),
    ("هاجم المجلس الوطني الانتقالي مواقع في بنغازي.", "ntc.ly"),
    ("هاجم الحشد الشعبي قرية.", "pmf"),
    ("هاجم الحشد العشائري قرية.", "tribal.mob"),
    ("هاجمت كتائب حزب الله العراقية قاعدة.", "kataib.hezb"),
    ("هاجم حزب الله قاعدة.", "hezbollah"),
]


@pytest.mark.parametrize(("text", "entity"), LONGEST)
def test_the_longest_name_wins(text: str, entity: str | None) -> None:
    assert actor(text) == entity


def test_an_adviser_to_a_national_council_is_no_member_of_the_united_nations() -> None:
    claim = read_text("التقى وفد إيراني مستشار مجلس الأمن القومي في بغداد.").claims[0]
    assert [a.entity for a in claim.arguments] == [None, None]
