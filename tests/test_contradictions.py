from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking_fixtures import day, found_in, kinds, party, record, town, unnamed, voice
from riwaya.linking.counts import figures_of
from riwaya.linking.kinship import side_of
from riwaya.linking.model import Party, Record, Where
from riwaya.linking.sounds import one_name

COALITION = party("التحالف", "coalition.ye", "military")
HOUTHI = party("جماعة الحوثي", "houthi", "armed_group")
REGIME = party("قوات النظام", "assad.forces", "military", ("assad",))
ASSAD = party("النظام", "assad", "government")
RUSSIA = party("طائرات روسية", "vks.ru", "military", ("army.ru", "state.ru"))
ISIS = party("داعش", "isis", "armed_group")
SDF = party("قسد", "sdf", "armed_group")
SNA = party("الجيش الوطني", "sna", "armed_group")
GUNMEN = party("مسلحون مجهولون", kind="fighters")
LATER = date(2024, 3, 6)
TAIZ, HAJJAH = town("تعز", "yemen/taiz", 13.58, 44.02), town("حرض", "yemen/hajjah", 16.4, 43.05)

STATUS = [
    ("one says it, another denies it", [record("a/1"), record("b/1", voice("قسد", "sdf"), status="denied")], ["status"]),
    ("an accusation and the accused", [
        record("a/1", voice("قسد", "sdf"), actors=SNA, status="alleged"), record("b/1", voice("الجيش الوطني", "sna"), actors=SNA, status="denied"),
    ], ["status"]),
    ("a ministry denies for its state's air force", [
        record("a/1", actors=RUSSIA), record("b/1", voice("وزارة الدفاع الروسية", "mod.ru"), actors=party("طائراتها"), status="denied"),
    ], ["status"]),
    ("two deny: two contradictions", [
        record("a/1", actors=SNA), record("b/1", voice("قسد", "sdf"), actors=SNA, status="denied"),
        record("c/1", voice("المجلس المحلي"), status="denied"),
    ], ["status", "status"]),
    ("one report tells both sides", [
        record("a/1", voice("ناشطون"), actors=SNA), record("a/2", voice("الجيش الوطني", "sna"), actors=SNA, status="denied"),
    ], ["status"]),
    ("who denies that he met denies the meeting", [
        record("a/1", type="CONSULT", actors=SDF, recipients=ASSAD),
        record("b/1", voice("الحكومة", "assad"), type="CONSULT", actors=ASSAD, recipients=SDF, status="denied"),
    ], ["status"]),
    ("«the army» of a state that denies", [
        record("a/1", actors=party("قوات الجيش", kind="military")),
        record("b/1", voice("وزارة الدفاع", "mod.sy"), actors=party("الجيش السوري", "army.sy", "military", ("state.sy",)), status="denied"),
    ], ["status"]),
    # near misses
    ("a denial of a meeting with another", [
        record("a/1", type="CONSULT", actors=SDF, recipients=RUSSIA),
        record("b/1", voice("الجماعة", "houthi"), type="CONSULT", actors=HOUTHI, recipients=COALITION, status="denied"),
    ], []),
    ("who denies his own part doesn't deny that it happened", [
        record("a/1", dead=5), record("b/1", voice("التحالف", "coalition.ye"), actors=COALITION, status="denied"),
    ], []),
    ("nor that another did it", [
        record("a/1", actors=HOUTHI), record("b/1", voice("التحالف", "coalition.ye"), actors=COALITION, status="denied"),
    ], []),
    ("a plan and a denial", [record("a/1", status="planned"), record("b/1", voice("قسد", "sdf"), status="denied")], []),
    ("two denials", [record("a/1", status="denied"), record("b/1", status="denied")], []),
    ("one source takes it back", [
        record("a/1", voice("قسد", "sdf")), record("b/1", voice("قسد", "sdf"), status="denied"),
    ], []),
    ("of another day", [
        record("a/1", when=day("2024-03-01")), record("b/1", voice("قسد", "sdf"), status="denied", when=day("2024-03-04")),
    ], []),
    ("an outlet denies in the very words", [
        record("a/1", type="COOPERATE", word="تنسيق", actors=SDF, recipients=REGIME, status="alleged"),
        record("b/1", type="COOPERATE", word="تنسيق", recipients=ASSAD, status="denied"),
    ], ["status"]),
    ("a party's own organ denies for its fighters", [
        record("a/1", actors=HOUTHI), record("b/1", actors=party("مقاتلونا"), status="denied"),
    ], ["status"]),
    ("an outlet's own negation denies nobody's word", [record("a/1"), record("b/1", status="denied")], []),
]  # fmt: skip

ACTORS = [
    ("two doers", [record("a/1", actors=COALITION), record("b/1", actors=HOUTHI)], ["actor"]),
    ("two accused", [
        record("a/1", voice("العائلة"), actors=ISIS, status="alleged"),
        record("b/1", voice("النائب"), actors=party("عصابة مهربين", kind="armed_group"), status="alleged"),
    ], ["actor"]),
    ("freed by a force, or let go by the captors", [
        record("a/1", type="RETREAT", actors=party("الخاطفون", kind="fighters"), recipients=party("الطبيب سامر الحلبي")),
        record("b/1", type="AID", actors=party("قوة أمنية", kind="military"), recipients=party("سامر الحلبي")),
    ], ["actor"]),
    ("a kind of deeds has no doer that contradicts", [
        record("a/1", actors=COALITION), record("b/1", actors=HOUTHI, specific=False),
    ], []),
    ("a deed that is taken up has", [
        record("a/1", actors=COALITION), record("b/1", actors=HOUTHI, specific=False, definite=True),
    ], ["actor"]),
    ("three doers: each more is told once", [
        record("a/1", actors=COALITION), record("b/1", actors=HOUTHI), record("c/1", actors=HOUTHI),
    ], ["actor"]),
    ("an army's own planes, or another's", [
        record("a/1", actors=party("طائرات تركية")), record("b/1", actors=RUSSIA), record("c/1", voice("الجيش", "saf"), actors=party("الجيش", "saf")),
    ], ["actor"]),
    ("planes of two states", [
        record("a/1", actors=party("طائرة أميركية", kind="military", above=("state.us",))), record("b/1", actors=RUSSIA),
    ], ["actor"]),
    ("tribesmen, or a group", [
        record("a/1", unnamed("مصدر محلي"), actors=party("مسلحون من أبناء العشائر", kind="fighters")),
        record("b/1", voice("الداخلية"), actors=ISIS, status="alleged"),
    ], ["actor"]),
    ("smugglers, or residents", [
        record("a/1", actors=party("مهربون")), record("b/1", actors=party("أهالي البلدة")),
    ], ["actor"]),
    ("soldiers, or rebels, hit the market", [
        record("a/1", actors=party("جنود", kind="military"), sites=("market",)),
        record("b/1", actors=party("متمردون", kind="fighters"), sites=("market",)),
    ], ["actor"]),
    ("riot police, or guards of some party", [
        record("a/1", actors=party("قوات مكافحة الشغب", kind="fighters"), recipients=party("محتجون", kind="civilians")),
        record("b/1", actors=party("حراس المقر", kind="fighters"), recipients=party("محتجون", kind="civilians")),
    ], ["actor"]),
    ("soldiers, or rebels, shot at residents", [
        record("a/1", voice("ناشطون"), actors=party("جنود", kind="fighters"), recipients=party("سبعة مدنيين", kind="civilians")),
        record("b/1", voice("المحافظ"), actors=party("متمردون", kind="fighters"), recipients=party("مدنيين", kind="civilians")),
    ], ["actor"]),
    ("the police, or infiltrators, shot at a protest", [
        record("a/1", voice("ناشطون"), actors=party("عناصر الشرطة", kind="police"), recipients=party("ستة متظاهرين", kind="people")),
        record("b/1", voice("المحافظ"), actors=party("مندسون", kind="people")),
    ], ["actor"]),
    ("a brigade that no list has, or a listed group", [
        record("a/1", actors=party("لواء الفرقان", kind="armed_group")), record("b/1", voice("المحافظ"), actors=ISIS),
    ], ["actor"]),
    ("pirates, or a state's coast guards", [
        record("a/1", type="COERCE", actors=party("قراصنة صوماليون", above=("state.so",))),
        record("b/1", type="COERCE", actors=party("خفر السواحل", "puntland", "government", ("state.so",))),
    ], ["actor"]),
    ("a militia that no list has, or a listed group, two days later", [
        record("a/1", actors=party("ميليشيا النسور"), when=day("2024-03-01")),
        record("b/1", voice("المطران"), actors=party("مقاتلون من داعش", "isis", "armed_group"), status="alleged", when=day("2024-03-03")),
    ], ["actor", "date"]),
    ("an army, or the men of a commander", [
        record("a/1", actors=party("الجيش الروسي", "army.ru", "military", ("state.ru",))), record("b/1", voice("موسكو", "state.ru"), actors=party("مسلحو القائد رستم")),
    ], ["actor"]),
    ("a gendarme, or protesters, hit a bystander", [
        record("a/1", voice("ناشطون"), actors=party("دركي", kind="police"), recipients=party("الشاب سامر", kind="civilians")),
        record("b/1", unnamed("مصدر أمني"), actors=party("محتجون"), recipients=party("الشاب سامر", kind="civilians")),
    ], ["actor"]),
    # near misses
    ("what the doers are called: resistance, attackers, snipers", [
        record("a/1", actors=ISIS), record("b/1", actors=party("المقاومون")), record("c/1", actors=party("المهاجمون")), record("d/1", actors=party("قناصة")),
    ], []),
    ("riot police and «the police»", [
        record("a/1", actors=party("قوات مكافحة الشغب")), record("b/1", actors=party("الشرطة", kind="police")),
    ], []),
    ("the gendarmerie and the government of the country", [
        record("a/1", actors=party("الدرك الوطني", kind="police")), record("b/1", actors=party("السلطات", "gov.mr", "government", ("state.mr",))),
    ], []),
    ("a unit that no list has may be of the army that one has", [
        record("a/1", actors=party("اللواء العاشر", kind="military")), record("b/1", actors=party("الجيش", "saf", "military", ("state.sd",))),
    ], []),
    ("a doer without a word", [record("a/1", actors=ISIS), record("b/1", actors=party("«…»", kind="military"), status="alleged")], []),
    ("a weapon", [record("a/1", actors=ISIS), record("b/1", actors=party("صاروخ كاتيوشا"))], []),
    ("who is accused", [record("a/1", actors=ISIS), record("b/1", voice("الخلية"), actors=party("اثنين من المتورطين"))], []),
    ("«its planes», of whomever", [
        record("a/1", voice("المحافظ"), actors=party("طائراتها", kind="military"), status="alleged"), record("b/1", actors=party("السودان", "state.sd", "state")),
    ], []),
    ("a state's planes are that state's", [
        record("a/1", actors=party("طائرات روسية", kind="military", above=("state.ru",))), record("b/1", actors=RUSSIA),
    ], []),
    ("soldiers, or gunmen", [
        record("a/1", voice("ناشطون"), actors=party("جنود", kind="fighters"), recipients=party("سبعة مدنيين", kind="civilians")),
        record("b/1", voice("المحافظ"), actors=party("مسلحون", kind="fighters"), recipients=party("مدنيين", kind="civilians")),
    ], []),
    ("soldiers and rebels in one fight", [
        record("a/1", voice("ناشطون"), actors=party("جنود", kind="fighters"), recipients=party("عربات", kind="thing")),
        record("b/1", voice("المحافظ"), actors=party("متمردون", kind="fighters"), recipients=party("عربات", kind="thing")),
    ], []),
    ("«terrorists» may be the group that says so", [
        record("a/1", voice("المحافظ"), actors=party("جماعات إرهابية مسلحة", kind="armed_group"), status="alleged"),
        record("b/1", voice("التنظيم", "isis"), actors=ISIS),
    ], []),
    ("«the police» may be this one", [
        record("a/1", voice("ناشطون"), actors=party("عناصر الشرطة", kind="police"), status="alleged"),
        record("b/1", actors=party("شرطة العراق", "police.iq", "police")),
    ], []),
    ("tribesmen in other words", [
        record("a/1", actors=party("رجال القبائل")), record("b/1", actors=party("مسلحون قبليون")),
    ], []),
    ("a group and its parent", [record("a/1", actors=REGIME), record("b/1", actors=ASSAD)], []),
    ("the same in other words", [
        record("a/1", actors=party("ميليشيا الفجر", kind="armed_group")), record("b/1", voice("س"), actors=party("مسلحو الفجر"), status="alleged"),
    ], []),
    ("soldiers, or rebels, hit a depot", [
        record("a/1", actors=party("جنود", kind="military"), sites=("depot",)),
        record("b/1", actors=party("متمردون", kind="fighters"), sites=("depot",)),
    ], []),
    ("gunmen whom nobody knows", [record("a/1", actors=GUNMEN), record("b/1", actors=ISIS)], []),
    ("factions that a state backs", [
        record("a/1", actors=party("فصائل مدعومة من تركيا", "state.tr", "state")), record("b/1", actors=SNA),
    ], []),
    ("planes of a state in a coalition", [
        record("a/1", actors=party("طائرة أميركية", kind="military", above=("state.us",))),
        record("b/1", actors=party("قوات التحالف", "intl.coalition", "military")),
    ], []),
    ("a coalition and the state that leads it", [
        record("a/1", actors=party("مقاتلات التحالف السعودي", "coalition.ye", "military")), record("b/1", actors=party("السعودية", "state.sa", "state")),
    ], []),
    ("two sides of one fight", [
        record("a/1", actors=SDF, recipients=SNA), record("b/1", actors=SNA, recipients=SDF),
    ], []),
    ("who resists isn't who attacks", [
        record("a/1", actors=SDF, recipients=party("شابان")), record("b/1", actors=ISIS, word="تصد"),
    ], []),
    ("a clash has no doer", [
        record("a/1", actors=SDF, word="اشتباك"), record("b/1", actors=ISIS, word="اشتباك"),
    ], []),
    ("together, says one", [record("a/1", actors=(REGIME, RUSSIA)), record("b/1", actors=RUSSIA)], []),
    ("who meets isn't a doer", [
        record("a/1", type="CONSULT", actors=SDF), record("b/1", type="CONSULT", actors=SNA),
    ], []),
    ("one source, two doers", [
        record("a/1", voice("ناشطون"), actors=SDF), record("b/1", voice("ناشطون"), actors=ISIS),
    ], []),
    ("that a third did it is denied", [
        record("a/1", actors=SDF), record("b/1", voice("الدفاع", "mod.sy"), actors=ISIS, status="denied"),
    ], []),
]  # fmt: skip

PLACES = [
    ("two provinces", [record("a/1", where=TAIZ), record("b/1", where=HAJJAH)], ["place"]),
    ("the most agree: the odd one out", [
        record("a/1", where=TAIZ), record("b/1", where=HAJJAH), record("c/1", where=HAJJAH),
    ], ["place"]),
    ("the text puts the town in another province", [
        record("a/1", where=TAIZ), record("b/1", where=town("تعز", "yemen/taiz", stated="yemen/ibb")),
    ], ["place"]),
    ("a town nobody knows, in two provinces", [
        record("a/1", where=town("الكرمة", "iraq/anbar", None, None)), record("b/1", where=town("الكرمة", "iraq/basra", None, None)),
    ], ["place"]),
    ("a strike hits one town", [record("a/1", where=TAIZ), record("b/1", where=town("المخا", "yemen/taiz", 13.3, 43.2))], ["place"]),
    ("one meets in one town", [
        record("a/1", type="AGREE", where=TAIZ), record("b/1", type="AGREE", where=town("المخا", "yemen/taiz", 13.3, 43.2)),
    ], ["place"]),
    ("a town on the map, put in another province", [
        record("a/1", where=TAIZ), record("b/1", where=town("تعز", "yemen/lahj", 13.58, 44.02)),
    ], ["place"]),
    ("two towns of one province, 17 km apart", [
        record("a/1", where=TAIZ), record("b/1", where=town("الراهدة", "yemen/taiz", 13.44, 44.08)),
    ], ["place"]),
    ("two towns on either side of a border", [
        record("a/1", where=town("العقبة", "jordan/aqaba", 29.53, 35.0)), record("b/1", where=town("إيلات", "israel/southern", 29.56, 34.95)),
    ], ["place"]),
    ("a town in two scripts, which two countries claim", [
        record("a/1", where=town("هجليج", "sudan/west kordofan", 10.0, 29.4)), record("b/1", where=town("Heglig", "south sudan/unity", None, None)),
    ], ["place"]),
    ("a town that no map has, in another province", [record("a/1", where=TAIZ), record("b/1", where=town("س", "yemen/hajjah", None, None))], ["place"]),
    ("captives let go here, or freed there", [
        record("a/1", type="RETREAT", family="accord", recipients=party("خمس رهائن"), where=TAIZ),
        record("b/1", type="AID", family="accord", recipients=party("الرهائن الخمس"), where=HAJJAH),
    ], ["place"]),
    # near misses
    ("people go, and aid comes", [
        record("a/1", type="RETREAT", family="accord", recipients=party("السكان"), where=TAIZ),
        record("b/1", type="AID", family="accord", recipients=party("المخيم"), where=HAJJAH),
    ], []),
    ("a front in a town that no map has", [
        record("a/1", where=TAIZ, word="معارك"), record("b/1", where=town("س", "yemen/hajjah", None, None), word="معارك"),
    ], []),
    ("a roadblock that no map has, whose provinces are the reports'", [
        record("a/1", where=Where("حاجز الجسر", "s1", "iraq/anbar", "iraq", precision="site")),
        record("b/1", where=Where("حاجز الجسر", "s2", "iraq/basra", "iraq", precision="site")),
    ], []),
    ("a meeting in a suburb", [
        record("a/1", type="AGREE", where=TAIZ), record("b/1", type="AGREE", where=town("الحوبان", "yemen/taiz", 13.6, 44.1)),
    ], []),
    ("a town and its province", [
        record("a/1", where=TAIZ), record("b/1", where=Where("محافظة تعز", None, "yemen/taiz", "yemen", precision="admin1")),
    ], []),
    ("a town and the country", [record("a/1", where=TAIZ), record("b/1", where=Where("اليمن", None, None, "yemen", precision="country"))], []),
    ("two towns of one front", [
        record("a/1", where=TAIZ, word="معارك"), record("b/1", where=town("المخا", "yemen/taiz", 13.3, 43.2), word="معارك"),
    ], []),
    ("two spellings of one province", [record("a/1", where=town("دمت", "yemen/dhale")), record("b/1", where=town("مريس", "yemen/al dhale"))], []),
    ("on the border of two", [
        record("a/1", where=town("س", "yemen/taiz", 13.5, 44.0)), record("b/1", where=town("ص", "yemen/ibb", 13.55, 44.05)),
    ], []),
    ("two names that the gazetteer doesn't have", [
        record("a/1", where=town("س", "libya/sirte", None, None)), record("b/1", where=town("ص", "libya/misrata", None, None)),
    ], []),
    ("a convoy passes many places", [
        record("a/1", type="AID", where=TAIZ), record("b/1", type="AID", where=HAJJAH),
    ], []),
    ("sanctions have no place", [
        record("a/1", type="SANCTION", where=TAIZ), record("b/1", type="SANCTION", where=HAJJAH),
    ], []),
]  # fmt: skip

DATES = [
    ("two days", [record("a/1", when=day("2024-03-01")), record("b/1", when=day("2024-03-03"))], ["date"]),
    ("the next day", [record("a/1", when=day("2024-03-01", "evening")), record("b/1", when=day("2024-03-02", "evening"))], ["date"]),
    ("an accusation of another day", [
        record("a/1", when=day("2024-03-01")), record("b/1", voice("قسد", "sdf"), actors=SNA, status="alleged", when=day("2024-03-03")),
    ], ["date"]),
    ("the most agree", [
        record("a/1", when=day("2024-03-01")), record("b/1", when=day("2024-03-03")), record("c/1", when=day("2024-03-03")),
    ], ["date"]),
    ("a day, and the dawn of the next", [record("a/1", when=day("2024-03-01")), record("b/1", when=day("2024-03-02", "dawn"))], ["date"]),
    # near misses
    ("an evening that lasted till dawn", [record("a/1", when=day("2024-03-01", "evening")), record("b/1", when=day("2024-03-02", "dawn"))], []),
    ("a day of the week that the other names", [record("a/1", when=day("2024-03-01")), record("b/1", when=day("2024-02-26..2024-03-03"))], []),
    ("one night, two dates", [record("a/1", when=day("2024-03-01", "night")), record("b/1", when=day("2024-03-02", "dawn"))], []),
    ("no day told", [record("a/1", when=day("2024-03-01")), record("b/1")], []),
    ("one source", [
        record("a/1", voice("قسد", "sdf"), when=day("2024-03-01")), record("b/1", voice("قسد", "sdf"), when=day("2024-03-03")),
    ], []),
    ("a plan for another day", [record("a/1", when=day("2024-03-01")), record("b/1", status="planned", when=day("2024-03-03"))], []),
]  # fmt: skip

TOLLS = [
    ("fewer, later, from another source", [record("a/1", dead=11), record("b/1", dead=6, published=LATER)], ["toll"]),
    ("the enemy's losses and its own count", [
        record("a/1", voice("داعش", "isis"), actors=ISIS, dead=12, status="alleged"), record("a/2", voice("الشرطة"), dead=4),
    ], ["toll"]),
    ("a party counts more than others on the same day", [
        record("a/1", voice("قسد", "sdf"), actors=SDF, dead=30), record("b/1", voice("المستشفى"), dead=5),
    ], ["toll"]),
    ("two counts of one crowd", [
        record("a/1", type="PROTEST", actors=party("أكثر من خمسة آلاف متظاهر")), record("b/1", type="PROTEST", actors=party("400 شخص")),
    ], ["toll"]),
    ("two counts of captives", [
        record("a/1", type="RETREAT", recipients=(party("30 أسيراً"), party("25 محتجزاً"))),
        record("b/1", type="RETREAT", recipients=party("40 أسيراً"), published=LATER),
    ], ["toll"]),
    ("what a party says that it did, a day later", [
        record("a/1", voice("المحافظ"), dead=7), record("b/1", voice("داعش", "isis"), actors=ISIS, dead=20, published=LATER),
    ], ["toll"]),
    ("two counts of one day, after the day of the event", [
        record("a/1", dead=6, when=day("2024-03-04")), record("b/1", dead=13, when=day("2024-03-04")),
    ], ["toll"]),
    ("soldiers in other words", [
        record("a/1", recipients=(party("ضابط", kind="fighters"), party("مجندان", kind="fighters")), dead=3),
        record("b/1", voice("داعش", "isis"), actors=ISIS, recipients=party("تسعة عسكريين", kind="fighters"), dead=9),
    ], ["toll"]),
    ("who did it counts fewer than others", [
        record("a/1", voice("الجماعة", "houthi"), actors=HOUTHI, dead=3), record("b/1", voice("المستشفى"), dead=11),
    ], ["toll"]),
    ("who says that the number is wrong", [
        record("a/1", dead=3), record("b/1", voice("مصدر أمني"), dead=5, published=LATER, rejected=(3,)),
    ], ["toll"]),
    ("fighters, says who struck; residents, says the hospital", [
        record("a/1", voice("الجيش", "idf"), actors=party("الجيش", "idf", "military"), recipients=party("ثلاثة مسلحين", kind="fighters"), dead=3),
        record("b/1", voice("المستشفى"), recipients=party("12 شخصاً بينهم أطفال", kind="civilians"), dead=12),
    ], ["toll"]),
    ("its own toll, and what its forces killed of the others", [
        record("a/1", recipients=party("14 قتيلاً", kind="victims"), dead=14),
        record("b/1", voice("الجيش", "saf"), recipients=party("أربعة مدنيين", kind="civilians"), dead=4, published=LATER),
        record("b/2", voice("الجيش", "saf"), recipients=party("30 مسلحاً", kind="fighters"), dead=30, published=LATER),
    ], ["toll"]),
    ("two counts of hostages, and they grow no more", [
        record("a/1", mode="abduct", recipients=party("21 شخصاً")), record("b/1", mode="abduct", recipients=party("عشرون"), published=LATER),
    ], ["toll"]),
    ("more let go, says another, later", [
        record("a/1", type="RETREAT", recipients=party("87 أسيراً")), record("b/1", type="RETREAT", recipients=party("مئة أسير"), published=LATER),
    ], ["toll"]),
    ("one report has the other's figure and its own source's", [
        record("a/1", voice("الوزير"), dead=350), record("b/1", voice("طبيب"), dead=100, published=LATER),
        record("b/2", voice("الحكومة"), dead=350, published=LATER),
    ], ["toll"]),
    ("a sixth fewer, later", [record("a/1", dead=39), record("b/1", dead=33, published=LATER)], ["toll"]),
    # near misses
    ("arrests go on", [
        record("a/1", type="COERCE", mode="arrest", recipients=party("10 أشخاص")),
        record("b/1", type="COERCE", mode="arrest", recipients=party("30 شخصاً"), published=LATER),
    ], []),
    ("what either side let go in an exchange", [
        record("a/1", type="RETREAT", word="تبادل", recipients=party("41 أسيراً")),
        record("b/1", type="RETREAT", word="تبادل", recipients=party("18 أسيراً")),
    ], []),
    ("a state that accuses counts its own dead", [
        record("a/1", actors=party("الجيش", "army.dj", "military", ("state.dj",)), recipients=party("جنديان", kind="fighters"), dead=2),
        record("b/1", voice("الرئيس", "army.dj"), actors=party("الجارة", "state.er", "state"), recipients=party("تسعة عسكريين", kind="fighters"), dead=9, status="alleged", published=LATER),
    ], []),
    ("dead civilians and dead fighters", [
        record("a/1", recipients=party("30 مسلحاً", kind="fighters"), dead=30),
        record("b/1", voice("طبيب"), recipients=party("تسع جثث لمدنيين", kind="victims"), dead=9, published=LATER),
    ], []),
    ("who says that another number is wrong", [
        record("a/1", dead=3), record("b/1", voice("مصدر أمني"), dead=5, published=LATER, rejected=(4,)),
    ], []),
    ("fighters, says a third; residents, says the hospital", [
        record("a/1", voice("ناشطون"), recipients=party("ثلاثة مسلحين", kind="fighters"), dead=3),
        record("b/1", voice("المستشفى"), recipients=party("12 شخصاً بينهم أطفال", kind="civilians"), dead=12),
    ], []),
    ("what a state's forces lost themselves", [
        record("a/1", voice("الجيش", "saf"), actors=party("الجيش", "saf", "military"), recipients=party("ثلاثة من جنوده", kind="fighters"), dead=3),
        record("b/1", voice("المستشفى"), dead=11),
    ], []),
    ("a toll of a whole country and one of a town", [
        record("a/1", where=Where("اليمن", None, None, "yemen", precision="country"), dead=60, when=day("2024-03-04")),
        record("b/1", dead=9, when=day("2024-03-04")),
    ], []),
    ("on the day of the event tolls rise by the hour", [
        record("a/1", dead=6, when=day("2024-03-05")), record("b/1", dead=13, when=day("2024-03-05")),
    ], []),
    ("two or three is no matter", [
        record("a/1", dead=2, when=day("2024-03-04")), record("b/1", dead=4, when=day("2024-03-04")),
    ], []),
    ("the dead of a group and the police", [
        record("a/1", recipients=(ISIS, party("25 من عناصره", kind="fighters")), dead=25),
        record("b/1", recipients=party("ستة من عناصر الشرطة", kind="police"), dead=6, published=LATER),
    ], []),
    ("a rise over time", [record("a/1", dead=4), record("b/1", dead=7), record("c/1", dead=9, published=LATER)], []),
    ("«at least» is open", [record("a/1", dead=(4, None)), record("b/1", dead=9)], []),
    ("a range holds it", [record("a/1", dead=(4, 10)), record("b/1", dead=9)], []),
    ("about the same", [record("a/1", dead=102), record("b/1", dead=100, published=LATER)], []),
    ("a copy printed a day later", [
        record("a/1", voice("مسعف"), dead=4), record("b/1", dead=7), record("c/1", voice("مسعف"), dead=4, published=LATER),
    ], []),
    ("who repeats an early toll lags behind", [
        record("a/1", dead=4), record("b/1", dead=9), record("c/1", dead=4, published=LATER),
    ], []),
    ("one source corrects itself", [
        record("a/1", voice("قسد", "sdf"), dead=9), record("b/1", voice("قسد", "sdf"), dead=5, published=LATER),
    ], []),
    ("the dead of the two sides", [
        record("a/1", recipients=party("مسلحو الفجر", kind="fighters"), dead=20),
        record("b/1", recipients=party("جنود اللواء السابع", kind="military"), dead=3, published=LATER),
    ], []),
    ("dead and injured", [record("a/1", dead=11), record("b/1", published=LATER, tolls=())], []),
    ("hundreds may be thousands", [
        record("a/1", type="PROTEST", actors=party("مئات المحتجين")), record("b/1", type="PROTEST", actors=party("أكثر من خمسة آلاف متظاهر")),
    ], []),
    ("a part beside its sum", [
        record("a/1", dead=13), record("b/1", unnamed("مصدر طبي"), dead=17, published=LATER), record("b/2", dead=4, published=LATER),
    ], []),
]  # fmt: skip

ALL = [*STATUS, *ACTORS, *PLACES, *DATES, *TOLLS]


@pytest.mark.parametrize(("records", "expected"), [c[1:] for c in ALL], ids=[c[0] for c in ALL])
def test_contradictions(records: list[Record], expected: list[str]) -> None:
    assert kinds(*records) == expected


@pytest.mark.parametrize("case", ALL, ids=[c[0] for c in ALL])
def test_the_order_of_claims_changes_nothing(case: tuple) -> None:
    _, records, expected = case
    for order in permutations(records):
        assert kinds(*order) == expected


def test_the_clearest_pair_is_shown() -> None:
    vague, clear = record("a/1"), record("b/1", actors=SNA)
    denial = record("c/1", voice("الجيش الوطني", "sna"), actors=SNA, status="denied")
    (finding,) = found_in(vague, clear, denial)[1]
    assert finding.claims == ("b/1", "c/1")


@pytest.mark.parametrize(
    ("records", "english", "arabic"),
    [
        (
            [record("a/1", unnamed("ناشطون"), actors=RUSSIA), record("b/1", voice("وزارة الدفاع الروسية", "mod.ru"), actors=party("طائراتها"), status="denied")],
            "On the attack: an unnamed source of «a» («ناشطون») says that Russian Aerospace Forces did it; Russian Ministry of Defence (in «b») denies it.",
            "الهجوم: تأكيد وقوعه ونسبته إلى القوات الجوية الروسية بحسب مصدر لم يُسمَّ في a («ناشطون»)، والنفي من وزارة الدفاع الروسية (b).",
        ),
        (
            [record("a/1", dead=11), record("b/1", dead=6, published=LATER)],
            "The numbers of dead of the attack don't fit: «a» gives 11 (5 March 2024), «b» 6 (6 March 2024).",
            "الهجوم: عدد القتلى لا يستقيم بين روايتين: 11 (5 آذار/مارس 2024) بحسب a، و6 (6 آذار/مارس 2024) بحسب b.",
        ),
        (
            [record("a/1", when=day("2024-03-01")), record("b/1", when=day("2024-03-03"))],
            "Two accounts date the attack differently: «a» 1 March 2024, «b» 3 March 2024.",
            "الهجوم: روايتان تؤرّخانه بتاريخين مختلفين: 1 آذار/مارس 2024 بحسب a، و3 آذار/مارس 2024 بحسب b.",
        ),
        (
            [record("a/1", actors=SDF), record("b/1", voice("المجلس المحلي"), actors=SNA, status="alleged")],
            "Two accounts name different doers of the attack: «a» names Syrian Democratic Forces, «المجلس المحلي» (in «b») blames Syrian National Army.",
            "الهجوم: روايتان تسمّيان فاعلين مختلفين: الفاعل قوات سوريا الديمقراطية بحسب a، والمتهم الجيش الوطني السوري بحسب المجلس المحلي (b).",
        ),
        (
            [record("a/1", type="CONSULT", actors=SDF), record("b/1", voice("الحكومة", "assad"), type="CONSULT", actors=ASSAD, recipients=SDF, status="denied")],
            "On the meeting: «a» says that Syrian Democratic Forces took part; Assad government (in «b») denies it.",
            "اللقاء: تأكيد وقوعه ومشاركة قوات سوريا الديمقراطية فيه بحسب a، والنفي من الحكومة (b).",
        ),
        (
            [record("a/1", where=replace(TAIZ, area="تعز")), record("b/1", where=replace(HAJJAH, area="حجة"), status="alleged")],
            "Two accounts put the attack in different places: «a» in «تعز» (Taiz, Yemen), «b» (an allegation) in «حرض» (Hajjah, Yemen).",
            "الهجوم: روايتان تضعانه في مكانين مختلفين: «تعز» بحسب a، و«حرض» (حجة) بحسب b (اتهاماً).",
        ),
    ],
)  # fmt: skip
def test_messages_say_who_says_what_against_whom(records: list[Record], english: str, arabic: str) -> None:
    (finding,) = found_in(*records)[1]
    assert (finding.message, finding.message_ar) == (english, arabic)


def test_ids_stay_and_tell_findings_apart() -> None:
    records = [
        record("a/1", dead=11, when=day("2024-03-01")),
        record("b/1", dead=6, published=LATER, when=day("2024-03-03")),
    ]
    first, second = found_in(*records)[1]
    assert first.id != second.id
    assert [f.id for f in found_in(*records)[1]] == [first.id, second.id]


def test_figures_of_participants() -> None:
    (crowd,) = figures_of(record("a/1", type="PROTEST", actors=party("أكثر من مئة متظاهر")))
    assert (crowd.kind, crowd.least, crowd.most) == ("protesters", 100, None)
    assert (
        figures_of(record("a/1", recipients=party("عشرون جندياً"))) == ()
    )  # the toll tells what became of them


PARTIES = st.sampled_from([(), (COALITION,), (HOUTHI,), (REGIME,), (ASSAD,), (GUNMEN,)])


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("الحسكة", "Al-Hasakah", True), ("تل رفعت", "Tall Rifat", True), ("بنغازي", "Benghazi", True), ("القامشلي", "Al Qāmishlī", True),
        ("مدينة إدلب", "Idlib", True), ("Khan Shaykhun", "خان شيخون", True), ("الباب", "الباب", True),
        ("حلب", "Halabja", False), ("الباب", "بابا", False), ("زويتينة", "Zuwara", False), ("تل تمر", "تل أبيض", False),
    ],
)  # fmt: skip
def test_names_of_places_in_two_scripts(a: str, b: str, one: bool) -> None:
    assert one_name(a, b) is one_name(b, a) is one


@given(
    st.lists(
        st.builds(
            lambda document, actors, status, dead: (document, actors, status, dead),
            st.sampled_from("abc"), PARTIES, st.sampled_from(["asserted", "denied", "alleged", "planned"]),
            st.sampled_from([None, 3, 8]),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_only_different_accounts_contradict_each_other(drawn: list) -> None:
    records = [
        record(f"{document}/{i}", actors=actors, status=status, dead=dead)
        for i, (document, actors, status, dead) in enumerate(drawn)
    ]
    told, findings = found_in(*records)
    origin = {claim: account.origin for account in told for claim in account.claims}
    for finding in findings:
        assert len({origin[claim] for claim in finding.claims}) == 2
        assert "None" not in finding.message + finding.message_ar


@pytest.mark.parametrize("name", ["ب", "ل", "اللواء ب", "كتيبة ل ف", "و"])
def test_a_name_may_have_a_word_of_one_letter(name: str) -> None:
    assert side_of(Party(name, name)) is None
