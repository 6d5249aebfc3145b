"""Reasons in words: every code has both languages, and both say as much."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from riwaya.linking.model import Ground, Reason
from riwaya.linking.score import WEIGHTS
from riwaya.linking.wording import ground_words, reason_words

WORDS = tomllib.loads(files("riwaya.linking").joinpath("words.toml").read_text(encoding="utf-8"))
ARABIC, LATIN = re.compile(r"[ء-ي]"), re.compile(r"[A-Za-z]{2}")
CODES = sorted(re.findall(r'Reason\(\s*"([a-z-]+)"', "".join(
    files("riwaya.linking").joinpath(name).read_text(encoding="utf-8") for name in ("accounts.py", "grades.py")
)))  # fmt: skip

GROUNDS = [
    (Ground("time", 1.3, "2019-11-12–2019-11-12, 2019-11-12–2019-11-14", "same"), "the same day (2019-11-12, 2019-11-12–2019-11-14)", "اليوم نفسه (2019-11-12، 2019-11-12–2019-11-14)"),
    (Ground("place", 0.5, "الباب, تادف", "near"), "places close by (الباب, تادف)", "مكانان متجاوران (الباب, تادف)"),
    (Ground("type", 1.6, "ASSAULT", "same"), "the same type (assault)", "النوع نفسه (اعتداء)"),
    (Ground("type", -1.5, "AGREE, CONSULT", "kin"), "related types (agree, consult)", "نوعان متقاربان (اتفاق، لقاء وتشاور)"),
    (Ground("part", -5.0, "dawn, evening", "other"), "other times of the day (dawn, evening)", "وقتان مختلفان من اليوم (فجراً، مساءً)"),
    (Ground("toll", 1.6, "dead: 4, 4", "same"), "the same toll (dead: 4, 4)", "الحصيلة نفسها (قتلى: 4، 4)"),
    (Ground("site", 0.6, "market", "same"), "the same kind of site (market)", "نوع الموقع نفسه (سوق)"),
    (Ground("weapon", -0.8, "drone, artillery", "other"), "other weapons (drone, artillery)", "سلاحان مختلفان (مسيّرة، مدفعية)"),
    (Ground("document", 1.9, "r1", "on"), "the report goes on about it", "التقرير يتابع الحديث عنه"),
]  # fmt: skip

REASONS = [
    (Reason("near-copies", ("a", "b", "74%")), "near-copies: a, b (74% of the shorter)", "نصان شبه متطابقين: a، b (74% من الأقصر)"),
    (Reason("credits", ("r2", "الأناضول", "Anadolu")), "r2 credits Anadolu", "r2 ينسب ما فيه إلى الأناضول"),
    (Reason("all-give", ("الصليب الأحمر", "a", "b")), "a, b all give الصليب الأحمر", "a، b: كلها تنقل عن الصليب الأحمر"),
    (Reason("nobody-asserts"), "nobody asserts it", "لا أحد يقول به"),
    (Reason("asserting", ("1", "1", "0")), "1 account asserts it, at least 1 of them named and independent", "رواية واحدة تقول به، المسمّى المستقل منها 1 على الأقل"),
    (Reason("asserting", ("3", "1", "2")), "3 accounts assert it, at least 1 of them named and independent, 2 unnamed", "3 روايات تقول به، المسمّى المستقل منها 1 على الأقل، وبلا تسمية 2"),
    (Reason("alleging", ("2",)), "2 accounts only allege it", "روايتان تزعمه فحسب"),
    (Reason("denying", ("وزارة الدفاع",)), "denied by 1 account: وزارة الدفاع", "تنفيه رواية واحدة: وزارة الدفاع"),
    (Reason("details", ("place", "toll")), "accounts disagree about the place, the toll: no better than 2", "الروايات تختلف في المكان، الحصيلة: لا أفضل من 2"),
    (Reason("discounted", ("قناة", "E")), "قناة is graded E (unreliable) and corroborates nobody", "قناة مقيَّم E (غير موثوق) فلا يعزّز قوله قول غيره"),
]  # fmt: skip


@pytest.mark.parametrize(("ground", "english", "arabic"), GROUNDS)
def test_grounds_are_said_in_both_languages(ground: Ground, english: str, arabic: str) -> None:
    assert (ground_words(ground, "en"), ground_words(ground, "ar")) == (english, arabic)


@pytest.mark.parametrize(("reason", "english", "arabic"), REASONS)
def test_reasons_are_said_in_both_languages(reason: Reason, english: str, arabic: str) -> None:
    assert (reason_words(reason, "en"), reason_words(reason, "ar")) == (english, arabic)


def test_every_weight_has_words_and_no_words_are_idle() -> None:
    assert set(WORDS["ground"]) == set(WEIGHTS) - {"prior"}


def test_every_code_has_words() -> None:
    assert CODES
    assert {*CODES, "one-owner", "both-of", "unnamed"} == set(WORDS["reason"])


@pytest.mark.parametrize("group", WORDS)
def test_both_languages_say_as_much(group: str) -> None:
    for english, arabic in WORDS[group].values():
        bare = re.sub(r"{\w+}", "", arabic)
        assert (bool(ARABIC.search(bare)), bool(LATIN.search(bare))) == (True, False)
        assert (bool(ARABIC.search(english)), bool(LATIN.search(english))) == (False, True)
