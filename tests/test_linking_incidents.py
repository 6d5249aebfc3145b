"""Which claims meet in one incident: what speaks for it, what excludes it, when linking abstains. Records are written by hand."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking_fixtures import party
from riwaya.linking.evaluate import against_pairs, b_cubed, pairs_of
from riwaya.linking.incidents import link_all, place
from riwaya.linking.keys import keys_of
from riwaya.linking.model import Party, Record, Toll, Voice, When, Where
from riwaya.linking.score import WEIGHTS, match

DAY = date(2020, 3, 9)
TOWN = Where("أريحا", "gn:1", "syria/idlib", "syria", 35.81, 36.61, "settlement")
NEAR = Where("نحليا", "gn:2", "syria/idlib", "syria", 35.82, 36.58, "settlement")
NEXT = Where("كفر نجد", "gn:6", "syria/idlib", "syria", 35.96, 36.6, "settlement")
OTHER = Where("سرمدا", "gn:3", "syria/idlib", "syria", 36.19, 36.72, "settlement")
ELSEWHERE = Where("أريحا", "gn:4", "syria/hama", "syria", 35.1, 36.7, "settlement")
PROVINCE = Where("إدلب", None, "syria/idlib", "syria", 35.9, 36.6, "admin1")
ABROAD = Where("سامراء", "gn:5", "iraq/salah ad din", "iraq", 34.2, 43.9, "settlement")
REGION = Where("شمال سوريا", None, None, "syria", None, None, "region")
ARMY = Party("army.x", "الجيش", "military", True, ("state.x",))
MINISTRY = Party("mod.x", "وزارة الدفاع", "government", True, ("state.x",))
REBELS = Party("rebels", "الفصائل", "armed_group", True)
WING = Party("rebels.wing", "الجناح العسكري للفصائل", "armed_group", True, ("rebels",))
CIVILIANS = Party("مدن", "مدنيين", "civilians")
FIGHTERS = Party("مسلح مجهول", "مسلحون مجهولون", "fighters")


def claim(name: str, **fields: Any) -> Record:
    """A strike of the army on the town on the day, told by a report of its own, but for what `fields` say."""
    base = Record(
        claim=name, document=f"report {name}", published=DAY, outlet=f"outlet {name}", type="ASSAULT", family="force", mode=None,
        weapon=None, status="asserted", specific=True, word="قصف", start=10, actors=(ARMY,), recipients=(CIVILIANS,),
        where=TOWN, when=When(DAY, DAY),
    )  # fmt: skip
    return replace(base, **fields)


def days(first: int, last: int) -> When:
    return When(DAY + timedelta(first), DAY + timedelta(last))


def dead(least: int) -> tuple[Toll, ...]:
    return (Toll("dead", least, least),)


SPEECH: dict[str, Any] = {"type": "REQUEST", "family": "words", "word": "طالب"}
MEETING: dict[str, Any] = {"type": "CONSULT", "family": "accord", "word": "لقاء"}

MEET = {
    "told twice": {},
    "the same day, one the day before only": {"when": days(-1, -1), "tolls": ()},
    "the province only": {"where": PROVINCE},
    "a region only": {"where": REGION},
    "this week": {"when": days(-6, 0)},
    "no day": {"when": When(None, None, False)},
    "nobody named": {"actors": ()},
    "another wing of one side": {"actors": (MINISTRY,)},
    "a denial": {"status": "denied", "recipients": ()},
    "another is blamed for the same dead": {"actors": (REBELS,), "status": "alleged", "tolls": dead(9)},
    "a denial whose report came out days after, in the capital": {
        "status": "denied",
        "where": None,
        "nearby": OTHER,
        "when": When(None, None, False),
        "meanwhile": days(3, 3),
        "published": DAY + timedelta(3),
    },
    "no place, in a report that names the town among others": {
        "where": None,
        "nearby": ABROAD,
        "around": (ABROAD, TOWN),
    },
    "the dead have risen": {"tolls": dead(11)},
    "by shells, not from the air": {"mode": "heavy-weapons", "weapon": "artillery"},
    "a plan before the deed": {"status": "planned", "published": DAY - timedelta(1)},
    "planned for another time of the day": {
        "status": "planned",
        "published": DAY - timedelta(1),
        "when": When(DAY, DAY, True, "evening"),
    },
    "two days later, with the same dead at the same kind of site": {
        "when": days(2, 2),
        "tolls": dead(9),
        "sites": ("market",),
    },
    "the next town, with the same dead at the same kind of site": {
        "where": NEXT,
        "tolls": dead(9),
        "sites": ("market",),
    },
}
APART = {
    "a month later": {"when": days(30, 30), "published": DAY + timedelta(31)},
    "four days later": {"when": days(4, 4), "published": DAY + timedelta(4)},
    "another town of the province": {"where": OTHER},
    "the next town": {"where": NEXT},
    "the next town, on a day not told": {"where": NEXT, "tolls": dead(7), "sites": ("market",), "when": When(None, None, False)},
    "another town with other dead": {"where": OTHER, "tolls": dead(7)},
    "two days later": {"when": days(2, 2), "recipients": (FIGHTERS,)},
    "two days later, with other dead": {"when": days(2, 2), "tolls": dead(7)},
    "three days later, with the same dead at the same kind of site": {"when": days(3, 3), "tolls": dead(9), "sites": ("market",)},
    "another country": {"where": ABROAD},
    "no place, in a report that names another country alone": {"where": None, "nearby": ABROAD, "around": (ABROAD,)},
    "no place, nobody named": {"where": None, "actors": (), "recipients": (), "tolls": ()},
    "a denial that names another town": {"status": "denied", "where": OTHER},
    "a denial from before it": {
        "status": "denied", "where": None, "nearby": OTHER, "when": When(None, None, False), "meanwhile": days(-3, -3),
        "published": DAY - timedelta(3),
    },
    "at another time of the day, on another kind of site": {"when": When(DAY, DAY, True, "evening"), "sites": ("hospital",)},
    "an abduction": {"mode": "abduct", "word": "خطف", "recipients": (FIGHTERS,)},
    "an arrest": {"type": "COERCE", "mode": "arrest", "word": "اعتقل", "recipients": (FIGHTERS,)},
    "a demand": {**SPEECH},
}  # fmt: skip
FIRST: dict[str, Any] = {
    "tolls": dead(9), "mode": "aerial", "when": When(DAY, DAY, True, "morning"), "sites": ("market",)
}  # fmt: skip


@pytest.mark.parametrize("fields", MEET.values(), ids=MEET)
def test_they_meet(fields: dict[str, Any]) -> None:
    found = link_all([claim("a", **FIRST), claim("b", **fields)])
    assert found["a"] == found["b"]


@pytest.mark.parametrize("fields", APART.values(), ids=APART)
def test_they_stay_apart(fields: dict[str, Any]) -> None:
    found = link_all([claim("a", **FIRST), claim("b", **fields)])
    assert found["a"] != found["b"]


def test_two_strikes_on_one_town_on_one_day_and_a_vague_report_of_one() -> None:
    """The two stay apart, and what fits both alike joins neither: both are listed as possible."""
    morning = claim("a", when=When(DAY, DAY, True, "morning"), sites=("market",))
    evening = claim("b", when=When(DAY, DAY, True, "evening"), sites=("hospital",))
    vague = claim("c", sites=())
    placed = place(vague, {"a": [morning], "b": [evening]})
    assert placed.incident is None
    assert [incident for incident, _ in placed.possible] == ["a", "b"]


@pytest.mark.parametrize(("toll", "found"), [(14, True), (3, False)])
def test_a_high_toll_is_looked_for_wherever_it_was(toll: int, found: bool) -> None:
    bare: dict[str, Any] = {"actors": (), "recipients": (), "tolls": dead(toll)}
    one, other = claim("a", **bare), claim("b", **bare, where=None)
    assert bool(keys_of(one) & keys_of(other)) is found


def test_one_battle_under_two_names() -> None:
    sides = {"actors": (ARMY,), "recipients": (REBELS,), "word": "معرك"}
    found = link_all([claim("a", **sides), claim("b", **sides, where=NEAR)])
    assert found["a"] == found["b"]


def test_who_is_named_first_in_a_clash_does_not_matter() -> None:
    one, other = claim("a", recipients=(REBELS,)), claim("b", actors=(REBELS,), recipients=(ARMY,))
    assert link_all([one, other]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("fields", "together"),
    [
        ({"actors": (WING,)}, True),
        ({"actors": (WING,), "when": days(5, 5)}, False),
        ({"actors": (FIGHTERS,)}, False),
    ],
)
def test_meetings_go_by_who_met(fields: dict[str, Any], together: bool) -> None:
    """Each side names the town of its own; the day and those who met decide."""
    first = claim("a", **MEETING, actors=(REBELS,), recipients=(ARMY,))
    other = claim("b", **{**MEETING, "recipients": (ARMY,), "where": PROVINCE, **fields})
    found = link_all([first, other])
    assert (found["a"] == found["b"]) is together or fields == {"actors": (FIGHTERS,)}


@pytest.mark.parametrize(
    ("fields", "together"),
    [
        ({}, True),
        ({"actors": (REBELS,)}, False),
        ({"published": DAY + timedelta(20)}, False),
        ({"type": "SUPPORT", "word": "رحب"}, False),
    ],
)
def test_what_is_said_goes_by_who_says_it(fields: dict[str, Any], together: bool) -> None:
    said: dict[str, Any] = {**SPEECH, "when": When(None, None, False), "where": None, "recipients": (REBELS,)}
    found = link_all([claim("a", **said), claim("b", **{**said, **fields})])
    assert (found["a"] == found["b"]) is together


def test_another_raid_of_one_report_is_another_though_all_else_fits() -> None:
    first = claim("a")
    second = claim("b", document=first.document, start=200, another=True)
    taken_up = claim("c", document=first.document, start=100, definite=True)
    found = link_all([first, taken_up, second])
    assert found["c"] == found["a"] != found["b"]


def test_a_claim_without_place_and_day_stands_where_its_report_stands() -> None:
    bare: dict[str, Any] = {
        "where": None,
        "when": When(None, None, False),
        "recipients": (),
        "status": "denied",
    }
    there = claim("b", **bare, nearby=TOWN, meanwhile=When(DAY, DAY))
    elsewhere = claim("c", **bare, nearby=OTHER, meanwhile=days(-30, -30))
    assert match(claim("a"), there).score > 0 > match(claim("a"), elsewhere).score


BARE: dict[str, Any] = {
    "document": "report a",
    "where": None,
    "nearby": TOWN,
    "when": When(None, None, False),
    "actors": (),
    "start": 90,
}


@pytest.mark.parametrize(
    ("fields", "together"),
    [
        ({"word": "هجوم", "definite": True, "recipients": ()}, True),
        ({"word": "جرح", "recipients": (Party("شخص", "ستة أشخاص"),)}, True),
        ({"word": "هجوم", "definite": True, "status": "denied", "actors": (REBELS,)}, True),
        ({"word": "هجوم", "definite": True, "when": When(DAY + timedelta(1), DAY + timedelta(1))}, False),
        ({"word": "غارة", "another": True}, False),
        ({"word": "هجوم", "definite": True, "status": "requested"}, False),
        ({"word": "هجوم", "definite": True, "where": OTHER}, False),
        ({"word": "اعتقل", "type": "COERCE", "mode": "arrest"}, False),
        ({"word": "خطف", "mode": "abduct"}, False),
    ],
)
def test_a_report_that_names_no_new_place_and_day_goes_on_with_what_it_told(
    fields: dict[str, Any], together: bool
) -> None:
    found = link_all([claim("a", mode="aerial"), claim("a later", **{**BARE, **fields})])
    assert (found["a"] == found["a later"]) is together


def test_a_demand_for_more_releases_is_not_the_release_told() -> None:
    freed = claim("a", type="RETREAT", family="accord", mode="release", word="تبادل")
    wanted = claim(
        "b",
        type="RETREAT",
        family="accord",
        word="افراج",
        **{**BARE, "definite": True, "status": "requested"},
    )
    assert len(set(link_all([freed, wanted]).values())) == 2


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("فادي سلوم", "رئيس الحزب فادي سلوم", True),
        ("سلوم", "رئيس الحزب فادي سلوم", False),  # many are called so
        ("فادي حداد", "رئيس الحزب فادي سلوم", False),
    ],
)
def test_who_meets_is_known_by_a_name_of_two_words(name: str, other: str, same: bool) -> None:
    meeting = {**MEETING, "recipients": (REBELS,)}
    held = Party("party.x", other, "party", True)
    found = match(claim("a", **meeting, actors=(Party(name, name),)), claim("b", **meeting, actors=(held,)))
    assert ("same" in [g.how for g in found.grounds if g.rule == "actor"]) is same


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (
            Party("كتيب فاروق", "كتيبة الفاروق", "armed_group"),
            Party("كتيب فاروق", "كتيبة الفاروق"),
            "actor/same",
        ),
        (Party("كتيب فاروق", "كتيبة الفاروق"), Party("كتيب وليد", "كتيبة الوليد"), "actor/alike"),
        (Party("قوة حكوم", "القوات الحكومية"), Party("قوة حكوم", "القوات الحكومية"), "actor/alike"),
        (Party("مهاجم", "المهاجمون"), Party("مهاجم", "المهاجمين"), "actor/alike"),
    ],
    ids=["one name", "two names", "the state's, whichever", "what they did"],
)
def test_a_body_that_no_list_has_is_known_by_its_name(one: Party, other: Party, rule: str) -> None:
    grounds = match(claim("a", actors=(one,)), claim("b", actors=(other,))).grounds
    assert [g.weight for g in grounds if g.rule == "actor"] == [WEIGHTS[rule]]


BORDER = Where("س", "gn:7", "syria/idlib", "syria", 35.8, 36.6, "settlement")


@pytest.mark.parametrize(
    ("name", "latitude", "rule"),
    [("ص", 35.85, "place/near"), ("ص", 36.1, "place/far"), ("س", 36.1, "place/homonym")],
    ids=["across the border", "further off", "one name, which two countries claim"],
)
def test_towns_of_two_countries(name: str, latitude: float, rule: str) -> None:
    there = Where(name, "gn:8", "turkey/hatay", "turkey", latitude, 36.6, "settlement")
    grounds = match(claim("a", where=BORDER), claim("b", where=there)).grounds
    assert [g.weight for g in grounds if g.rule == "place"] == [WEIGHTS[rule]]


UNLISTED = Where("عين الكرم", "syria/idlib/عين الكرم", "syria/idlib", "syria", None, None, "settlement")


@pytest.mark.parametrize(
    ("one", "other", "rule", "weight"),
    [
        (
            UNLISTED,
            replace(UNLISTED, name="Ain al-Karm", settlement="syria/idlib/ain karm"),
            "place",
            "place/same",
        ),
        (UNLISTED, TOWN, "place", "place/unplaced"),
        (
            TOWN,
            replace(TOWN, settlement="gn:9", latitude=35.0),
            "place",
            "place/apart",
        ),  # the gazetteer has two
        (OTHER, TOWN, "place", "place/apart"),
    ],
)
def test_how_towns_of_a_province_are_compared(one: Where, other: Where, rule: str, weight: str) -> None:
    grounds = match(claim("a", where=one), claim("b", where=other)).grounds
    assert [g.weight for g in grounds if g.rule == rule] == [WEIGHTS[weight]]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ({"recipients": (Party("مهندس بلجيك", "مهندس بلجيكي"),)}, {"recipients": (Party("مهندس مختطف", "المهندس المختطف"),)}, True),
        ({"recipients": (Party("مهندس", "مهندس"),)}, {"recipients": (Party("طبيب", "طبيب"),)}, False),
        ({"recipients": (Party("a/سمير", "سمير", "person"),)}, {"recipients": (Party("b/سمير", "سمير", "person"),)}, False),
        ({"type": "AGREE", "family": "accord"}, {"type": "AGREE", "family": "accord"}, True),
    ],
)  # fmt: skip
def test_reports_that_name_no_common_town_or_body_are_found_all_the_same(
    one: dict[str, Any], other: dict[str, Any], share: bool
) -> None:
    wide = {"actors": (), "recipients": (), "where": REGION}
    assert (
        bool(keys_of(claim("a", **{**wide, **one})) & keys_of(claim("b", **{**wide, "where": TOWN, **other})))
        is share
    )


def test_a_town_put_in_another_province_may_be_the_same() -> None:
    found = link_all([claim("a", tolls=dead(9)), claim("b", where=ELSEWHERE, tolls=dead(9))])
    assert found["a"] == found["b"]


def test_what_is_told_in_passing_joins_but_is_never_measured_against() -> None:
    fields = {"specific": False, "definite": True}
    found = link_all([claim("a", **fields), claim("b"), claim("c", **fields)])
    assert found == {"a": "a", "b": "b", "c": "b"}


ARREST: dict[str, Any] = {
    "type": "COERCE",
    "word": "قبض",
    "where": None,
    "recipients": (party("القائد العسكري للفصيل", kind="official"),),
}
DENIED: dict[str, Any] = {
    **ARREST,
    "word": "اعتقل",
    "status": "denied",
    "actors": (),
    "when": When(None, None, False),
}


@pytest.mark.parametrize(
    ("told", "denied", "together"),
    [
        ({}, {}, True),
        ({}, {"published": DAY - timedelta(1)}, False),  # what wasn't told yet can't be denied
        ({}, {"recipients": (party("رئيس نقابة الصيادين", kind="official"),)}, False),
        (
            {"recipients": (party("قائد اللواء", kind="official"),)},
            {"recipients": ()},
            False,
        ),  # nothing in common
    ],
)
def test_a_denial_has_its_own_words_for_what_was_told(
    told: dict[str, Any], denied: dict[str, Any], together: bool
) -> None:
    assert (
        match(claim("a", **{**ARREST, **told}), claim("b", **{**DENIED, **denied})).score >= 0
    ) is together


def test_a_body_is_looked_for_by_its_own_words_wherever_it_is() -> None:
    """«Sons of the town» and «gunmen from the town»: what a denial without a place is about."""
    gunmen, sons, others = (
        claim(n, actors=(party(name, kind="fighters"),), recipients=(), where=where)
        for n, name, where in (
            ("a", "مسلحون من سرمدا", TOWN), ("b", "أبناء سرمدا", None), ("c", "مسلحون مجهولون", None),
        )
    )  # fmt: skip
    assert keys_of(gunmen) & keys_of(sons)
    assert not keys_of(gunmen) & keys_of(others)


def test_what_is_told_in_general_is_no_part_of_a_happening() -> None:
    """«The operations that its groups carry out» is neither the strike on the town nor a denial of who did it."""
    found = link_all([claim("a"), claim("b", specific=False), claim("c", specific=False, definite=True)])
    assert found == {"a": "a", "b": "b", "c": "a"}


def test_near_copies_meet_by_their_words_whatever_was_read() -> None:
    """Of the copy neither place nor day was read; the words around the verb are the same."""
    words = tuple(range(12))
    bare = {"recipients": (), "actors": ()}
    told = claim("a", passage=words, mode="aerial", **bare)
    for fields, together in (
        ({"passage": words, "where": None, "when": When(None, None, False)}, True),
        ({"passage": (*range(5), *range(20, 27)), "where": None, "when": When(None, None, False)}, False),
        ({"passage": words, "where": ABROAD}, False),
        ({"passage": words, "word": "خطف", "mode": "abduct", "where": None}, False),
    ):
        found = link_all([told, claim("b", **bare, **fields)])
        assert (found["a"] == found["b"]) is together, fields


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        ((ARMY, CIVILIANS), (ARMY, CIVILIANS), True),
        ((REBELS, Party("جنود", "ثمانية جنود")), (ARMY, Party("مهاجم", "22 من المسلحين")), False),
    ],
    ids=["one dead", "the dead of either side"],
)
def test_tolls_of_the_two_sides_of_a_fight_are_not_compared(
    one: tuple[Party, Party], other: tuple[Party, Party], compared: bool
) -> None:
    a, b = (
        claim(name, actors=(parties[0],), recipients=(parties[1],), tolls=dead(number))
        for name, parties, number in (("a", one, 8), ("b", other, 22))
    )
    assert any(g.rule == "toll" for g in match(a, b).grounds) is compared


def test_a_report_does_not_contradict_its_own_toll() -> None:
    a, b = (claim(name, document="r", tolls=dead(number)) for name, number in (("a", 3), ("b", 22)))
    assert not any(g.rule == "toll" for g in match(a, b).grounds)


def test_parts_of_one_attack_are_one_incident() -> None:
    """Gunmen took a man, then shot at his kin: one report, no new place and day. Of two reports they'd be two deeds."""
    first = claim("a", mode=None, word="هجوم")
    later = {**BARE, "actors": (FIGHTERS,), "recipients": ()}
    took, shot = (
        claim("b", word="خطف", mode="abduct", **later),
        claim("c", word="اطلق", mode="firearms", **later),
    )
    whole = [replace(one, document="r", start=n) for n, one in enumerate((first, took, shot))]
    assert len(set(link_all(whole).values())) == 1


@pytest.mark.parametrize(
    ("fields", "together"),
    [
        ({"sites": ("market",)}, True),
        ({"sites": ("vehicle",)}, False),
        ({"sites": ()}, False),
    ],
    ids=["a market", "vehicles are hit every day", "nothing"],
)
def test_a_strike_told_without_a_place_is_found_by_what_was_hit(
    fields: dict[str, Any], together: bool
) -> None:
    bare = {"actors": (), "recipients": (Party("قتل", "عشرة قتلى"),), "word": "غار"}
    told = claim("a", **{**bare, "actors": (ARMY,)}, **fields)
    found = link_all([told, claim("b", **bare, where=None, **fields)])
    assert (found["a"] == found["b"]) is together


def test_near_misses_are_possible() -> None:
    placed = place(claim("b", where=OTHER, recipients=(CIVILIANS,)), {"i": [claim("a")]})
    assert placed.incident is None
    assert [incident for incident, _ in placed.possible] == ["i"]


def test_every_reason_is_named() -> None:
    placed = place(claim("b", tolls=dead(9)), {"i": [claim("a", tolls=dead(9))]})
    assert placed.match is not None
    assert {g.rule for g in placed.match.grounds} >= {"type", "place", "time", "actor", "toll"}
    assert all(g.detail for g in placed.match.grounds)


ANY = st.builds(
    claim,
    st.sampled_from("abcdefgh"),
    when=st.one_of(st.just(When(None, None, False)), st.builds(days, st.integers(-9, 0), st.integers(0, 9))),
    where=st.sampled_from([None, TOWN, NEAR, OTHER, ELSEWHERE, PROVINCE, ABROAD, REGION]),
    actors=st.lists(st.sampled_from([ARMY, MINISTRY, REBELS, WING, FIGHTERS]), max_size=2).map(tuple),
    tolls=st.integers(0, 9).map(lambda n: dead(n) if n else ()),
    type=st.sampled_from(["ASSAULT", "COERCE", "MOBILIZE"]),
    document=st.sampled_from(["one", "two"]),
    another=st.booleans(),
    definite=st.booleans(),
    start=st.integers(0, 9),
)


@given(ANY, ANY)
def test_match_is_symmetric(a: Record, b: Record) -> None:
    b = replace(b, claim=f"{b.claim}2")  # no two claims have one id
    one, other = match(a, b), match(b, a)
    assert (one.score, one.vetoed) == (other.score, other.vetoed)


@settings(max_examples=50)
@given(st.lists(ANY, max_size=8, unique_by=lambda r: r.claim), st.randoms())
def test_the_order_in_which_claims_come_does_not_matter(records: list[Record], draw: random.Random) -> None:
    shuffled = list(records)
    draw.shuffle(shuffled)
    assert link_all(records) == link_all(shuffled)


@given(ANY)
def test_a_claim_shares_keys_with_itself_told_a_day_later(a: Record) -> None:
    later = replace(a, claim="later", document="later", published=DAY + timedelta(1))
    assert keys_of(a) & keys_of(later) or (a.where in (None, REGION) and not a.actors)


def test_b_cubed_of_a_worked_example() -> None:
    gold = {"a": "1", "b": "1", "c": "1", "d": "2"}
    figures = b_cubed(gold, {"a": "x", "b": "x", "d": "x"})
    assert figures.precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert figures.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_pairs() -> None:
    assert pairs_of([["b", "a", "c"]]) == {("a", "b"), ("a", "c"), ("b", "c")}
    figures = against_pairs([("a", "b"), ("c", "d")], [("a", "b"), ("e", "f"), ("g", "h")], [("g", "h")])
    assert (figures.precision, figures.recall) == (0.5, 0.5)


def test_the_docs_state_every_weight() -> None:
    page = (Path(__file__).parents[1] / "docs" / "incidents.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `([a-z]+(?:/[a-z]+)?)` \| (\S+) \|", page, re.MULTILINE))
    assert {name: float(weight.replace("−", "-")) for name, weight in stated.items()} == WEIGHTS


def test_the_deed_told_without_a_day_gets_it_later() -> None:
    first = claim("a", when=When(None, None, False))
    dated = claim("a later", **{**BARE, "word": "هجوم", "definite": True, "when": days(-1, -1)})
    assert len(set(link_all([first, dated]).values())) == 1


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (("market",), ("hospital",), "site/other"),
        (("market", "vehicle"), ("market",), "site/same"),
        (("market",), ("vehicle",), None),
        (("vehicle",), ("vehicle",), "site/same"),
    ],
)
def test_vehicles_stand_at_any_site(one: tuple[str, ...], other: tuple[str, ...], told: str | None) -> None:
    grounds = match(claim("a", sites=one), claim("b", sites=other)).grounds
    assert [g.weight for g in grounds if g.rule == "site"] == ([WEIGHTS[told]] if told else [])


@pytest.mark.parametrize(
    ("word", "rule"), [("اشتباك", "place/region"), ("معرك", "place/region"), ("قصف", "place/apart")]
)
def test_battles_are_called_by_several_towns_and_strikes_by_one(word: str, rule: str) -> None:
    village = replace(NEAR, latitude=35.95)
    grounds = match(claim("a", word=word), claim("b", word=word, where=village)).grounds
    assert [g.weight for g in grounds if g.rule == "place"] == [WEIGHTS[rule]]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Party("رييس نقاب معلم", "رئيس نقابة المعلمين", "office"), Party("رييس نقاب معلم حر", "رئيس نقابة المعلمين الحرة", "office"), True),
        (Party("رييس نقاب معلم", "رئيس نقابة المعلمين", "office"), Party("رييس نقاب معلم سابق", "رئيس نقابة المعلمين السابق", "office"), False),
        (Party("رييس نقاب معلم", "رئيس نقابة المعلمين", "office"), Party("نايب رييس نقاب معلم", "نائب رئيس نقابة المعلمين", "office"), False),
        (Party("a/سليم حداد", "سليم حداد", "person"), Party("b/محام سليم حداد", "المحامي سليم حداد", "person"), True),
        (Party("a/سليم", "سليم", "person"), Party("b/سليم", "سليم", "person"), False),
        (Party("a/سليم حداد", "سليم حداد", "person"), Party("b/سليم نجار", "سليم نجار", "person"), False),
        (Party("مسلح", "مسلحين", "fighters"), Party("مسلح", "مسلحين", "fighters"), False),
    ],
    ids=["an office, said in full", "its former holder", "its deputy", "a name with a trade", "one word", "a namesake", "people of a kind"],
)  # fmt: skip
def test_whoever_is_one_person_is_taken_in_one_place(one: Party, other: Party, together: bool) -> None:
    arrest: dict[str, Any] = {"type": "COERCE", "mode": "arrest", "word": "اعتقل"}
    first = claim("a", **arrest, recipients=(one,))
    second = claim("b", **arrest, recipients=(other,), where=OTHER)
    assert (match(first, second).score >= 0) is together


def test_two_who_name_the_country_only_meet() -> None:
    country = Where("البلد", None, None, "x", precision="country")
    first, second = (claim(name, where=country, actors=(), recipients=()) for name in "ab")
    assert len(set(link_all([first, second]).values())) == 1


@pytest.mark.parametrize("known", [True, False], ids=["a body", "a private person"])
def test_a_denial_is_found_by_the_body_that_denies(known: bool) -> None:
    deed = claim("a", where=TOWN)
    denial = claim(
        "b", status="denied", actors=(), where=None, recipients=(), chain=(Voice(ARMY.key, ARMY.name, True, "denies", known),)
    )  # fmt: skip
    assert any("a:army.x" in key for key in keys_of(deed) & keys_of(denial)) is known


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [("سوق مدينة نيالا", "سوق نيالا", True), ("تل تمر", "Tall Tamr", True), ("سوق نيالا", "سوق كتم", False)],
)
def test_towns_meet_by_name_in_whichever_letters(one: str, other: str, meet: bool) -> None:
    first, second = (
        claim(id, actors=(), recipients=(), where=Where(name, f"x/{name}", None, "x")) for id, name in (("a", one), ("b", other))
    )  # fmt: skip
    assert bool(keys_of(first) & keys_of(second)) is meet


def test_of_all_that_is_told_of_a_year_little_is_one() -> None:
    year = days(-200, 160)
    told, other = claim("a", when=year), claim("b", when=year, actors=())
    assert match(told, other).score < 0 < match(told, claim("c", actors=())).score
