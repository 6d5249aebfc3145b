"""`actors.tsv`: who acted in wars of the last fifty years is known by name, with years that can be."""

import pytest

from riwaya import read_text
from riwaya.lexicon.loader import read_table

ROWS = list(read_table("actors.tsv"))

NAMED = [
    ("هاجمت الجماعة الإسلامية المسلحة قرية في ولاية المدية.", "gia"),
    ("هاجمت الجماعة السلفية للدعوة والقتال قافلة للجيش.", "gspc"),
    ("هاجم حراس الأرز مخيماً.", "guardians.cedars"),
    ("قصفت قوات الردع العربية المخيم.", "adf"),
    ("هاجم فدائيو صدام قافلة.", "fedayeen.saddam"),
    ("هاجم تنظيم القاعدة في بلاد الرافدين مخفراً.", "aqi"),
    ("هاجمت الصحوات مخفراً.", "sahwa"),
    ("هاجم اتحاد المحاكم الإسلامية الميناء.", "icu"),
    ("هاجمت حركة أنصار الدين ثكنة.", "ansar.dine"),
    ("هاجمت حركة التوحيد والجهاد في غرب أفريقيا ثكنة.", "mujao"),
    ("هاجم الجيش الشعبي لتحرير السودان ثكنة.", "splm"),
    ("هاجمت قوات أميصوم معسكراً.", "atmis"),
    ("هاجم داعش ثكنة.", "isis"),
]


@pytest.mark.parametrize(("text", "actor"), NAMED)
def test_it_is_known(text, actor):
    entities = [a.entity for c in read_text(text).claims for a in c.of("actor") if a.entity is not None]
    assert actor in [e.id for e in entities]


NOT_NAMED = [
    # common words that begin a name
    "هاجمت جماعة مسلحة قرية.",
    "هاجمت جبهة جديدة ثكنة.",
    "هاجم حراس المصنع المتظاهرين.",
]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_a_common_word_names_nobody(text):
    assert not [a for c in read_text(text).claims for a in c.of("actor") if a.entity is not None]


def test_years_run_forwards_and_parents_are_there():
    ids = {row["id"] for row in ROWS}
    for row in ROWS:
        assert not (row["from"] and row["to"]) or row["from"] <= row["to"], row["where"]
        assert not row["parent"] or row["parent"] in ids, row["where"]


def test_breadth():
    assert len(ROWS) >= 1_900
    assert sum(row["kind"] == "armed_group" for row in ROWS) >= 240
