import io
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from riwaya.errors import InputError
from riwaya.ingest import Options, Problem, check_encoding, count_inputs, parse_day, read_paths
from riwaya.ingest.dateline import find_dateline
from riwaya.ingest.language import find_language
from riwaya.ingest.metadata import parse_page_day
from riwaya.model import Document

REPORT = "قصفت مدفعية الجيش أطراف البلدة فجر اليوم، وأصيب راعي أغنام بشظية في كتفه."
KURDISH = "هێزەکانی سوریای دیموکرات لە شارەکە کشانەوە و بارەگاکانی خۆیان چۆڵ کرد."
PERSIAN = "نیروهای ارتش دیروز شهر را ترک کردند و به پایگاه خود بازگشتند."
URDU = "فوج نے کل شہر کو خالی کر دیا اور اپنے اڈے پر واپس چلی گئی۔"


def read(*paths, **options):
    """Return the documents, and the problems' messages."""
    items = list(read_paths(paths, Options(**options)))
    documents = [i for i in items if isinstance(i, Document)]
    return documents, [i.message for i in items if isinstance(i, Problem)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def line(**fields) -> str:
    return json.dumps({"text": REPORT, **fields}, ensure_ascii=False) + "\n"


# Text files


@pytest.mark.parametrize(
    "content",
    [
        REPORT,
        f"{REPORT}\r\n\r\n{REPORT}",
        f"{REPORT}\r{REPORT}\n",
        f"  {REPORT}\n\n",
        f"{REPORT}\u2028\x0b\x0c😀",
    ],
)
def test_a_text_is_taken_verbatim(tmp_path, content):
    (document,), problems = read(write(tmp_path / "a.txt", content))
    assert document.text == content
    assert problems == []


def test_a_byte_order_mark_is_no_text(tmp_path):
    (document,), _ = read(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + REPORT.encode()))
    assert document.text == REPORT


def test_an_id_is_made_of_the_text_alone(tmp_path):
    (tmp_path / "sub").mkdir()
    first, second = (write(tmp_path / p, REPORT) for p in ("a.txt", "sub/b.txt"))
    (one, two), _ = read(first, second, published=date(2024, 1, 1))
    assert one.id == two.id == one.sha256[:16]


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16"])
def test_another_encoding_is_named_and_can_be_given(tmp_path, encoding):
    path = write(tmp_path / "a.txt", REPORT.encode(encoding))
    documents, (problem,) = read(path)
    assert documents == []
    assert "at offset 0" in problem
    assert f"--encoding {encoding}" in problem
    (document,), _ = read(path, encoding=encoding)
    assert document.text == REPORT


def test_the_byte_that_is_not_utf8_is_named(tmp_path):
    good = f"{REPORT}\n".encode()
    _, (problem,) = read(write(tmp_path / "a.txt", good + b"\xff" + good))
    assert f"byte 0xFF at offset {len(good)}" in problem
    assert "damaged" in problem
    assert "--encoding" not in problem  # it would read UTF-8 as something else


@pytest.mark.parametrize("name", ["utf-9", "base64", "", "نص"])
def test_an_unknown_encoding_is_refused(name):
    with pytest.raises(InputError, match="windows-1256"):
        check_encoding(name)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x00" * 257 + b"ustar", "tar"),
        ("قصف\0مدفعي".encode(), "NUL character in the text at offset 3"),
    ],
)
def test_what_is_no_report_is_refused_by_what_it_is(tmp_path, content, said):
    path = write(tmp_path / "a.txt", content)
    documents, (problem,) = read(path)
    assert documents == []
    assert said in problem
    assert str(path) in problem


# Folders and kinds


def test_a_folder_is_read_in_order_and_hidden_files_are_left(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "c/d.txt", ".git/e.txt", "Z.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, f"{REPORT} {name}")
    documents, problems = read(tmp_path)
    assert [d.text.split()[-1] for d in documents] == ["Z.TXT", "a.txt", "b.txt", "c/d.txt"]
    assert problems == []


@pytest.mark.parametrize("name", ["a.docx", "a.json", "a", "a.txt.bak"])
def test_an_unknown_kind_is_named_and_the_rest_is_read(tmp_path, name):
    write(tmp_path / name, REPORT)
    write(tmp_path / "z.txt", REPORT)
    documents, (problem,) = read(tmp_path)
    assert len(documents) == 1
    assert str(tmp_path / name) in problem
    assert ".jsonl" in problem


def test_a_missing_file_is_named(tmp_path):
    documents, (problem,) = read(tmp_path / "no.txt", write(tmp_path / "a.txt", REPORT))
    assert len(documents) == 1
    assert "no such file" in problem


def test_a_link_back_is_not_followed_for_ever(tmp_path):
    write(tmp_path / "a.txt", REPORT)
    try:
        (tmp_path / "b").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    documents, problems = read(tmp_path)
    assert (len(documents), problems) == (1, [])


def test_a_name_that_no_file_can_have_is_no_crash():
    assert "x" * 300 in read("x" * 300)[1][0]


def test_inputs_are_counted(tmp_path):
    write(tmp_path / "a.txt", REPORT)
    write(tmp_path / "b.jsonl", line() * 3 + "\n")
    assert count_inputs((tmp_path,)) == 4
    assert count_inputs((tmp_path, "-")) is None


# JSON lines


def test_an_article_has_what_its_line_says(tmp_path):
    given = line(
        id="a1", title="عنوان", published="2024-03-05T22:00:00Z", outlet="صحيفة", url="https://x.example/1"
    )
    (document,), problems = read(
        write(tmp_path / "a.jsonl", given), outlet="أخرى", published=date(2020, 1, 1)
    )
    assert (document.id, document.text, document.title) == ("a1", REPORT, "عنوان")
    assert (document.outlet, document.published) == ("صحيفة", date(2024, 3, 5))
    assert document.url == "https://x.example/1"
    assert problems == []


def test_options_fill_in_what_a_line_leaves_out(tmp_path):
    given = line(published=None, outlet="")
    (document,), _ = read(write(tmp_path / "a.jsonl", given), outlet="صحيفة", published=date(2020, 1, 1))
    assert (document.outlet, document.published) == ("صحيفة", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{oops", "not JSON at column 2"),
        ('"قصف"', "not an article"),
        ("[1, 2]", "not an article"),
        ('{"id": "a"}', 'no "text"'),
        ('{"text": 5}', 'no "text"'),
        ('{"text": ""}', "empty"),
        ('{"text": "\\u0000قصف"}', "NUL character in the text at offset 0"),
        ('{"text": "قصف \\ud83d البلدة"}', "lone surrogate"),
        ('{"text": "قصف", "title": "\\udc00"}', "lone surrogate"),
        ('{"text": "قصف", "title": 5}', '"title"'),
        ("[" * 100_000, "can't be read"),
        (b'{"text": "\xff"}', "not UTF-8: byte 0xFF at offset 10"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path, broken, said):
    broken = broken if isinstance(broken, bytes) else broken.encode()
    content = line(id="a").encode() + broken + b"\n\n" + line(id="b").encode()
    documents, (problem,) = read(write(tmp_path / "a.jsonl", content))
    assert [d.id for d in documents] == ["a", "b"]
    assert f"{tmp_path / 'a.jsonl'}:2: " in problem
    assert said in problem


def test_a_date_that_cannot_be_read_costs_the_date_only(tmp_path):
    (document,), (problem,) = read(write(tmp_path / "a.jsonl", line(published="أمس")))
    assert document.published is None
    assert "YYYY-MM-DD" in problem


def test_an_id_that_stands_twice_is_reported_and_both_are_read(tmp_path):
    items = list(read_paths((write(tmp_path / "a.jsonl", line(id=7) + line(id="7")),), Options()))
    assert [i.id for i in items if isinstance(i, Document)] == ["7", "7"]
    (problem,) = [i for i in items if isinstance(i, Problem)]
    assert "line 1" in problem.message
    assert not problem.lost


def test_megabytes_in_one_line_are_read(tmp_path):
    text = "قصفت المدفعية البلدة. " * 100_000
    (document,), _ = read(write(tmp_path / "a.jsonl", line(text=text)))
    assert document.text == text


# Standard input


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (REPORT, [REPORT]),
        (f"\n{REPORT}\n", [f"\n{REPORT}\n"]),
        (line(id="a") + line(id="b"), [REPORT, REPORT]),
        ("\ufeff" + line(id="a"), [REPORT]),
        ("\n\n" + line(id="a"), [REPORT]),
        (f"<!DOCTYPE html><html><body><article><p>{REPORT}</p></article></body></html>", [REPORT]),
    ],
)
def test_standard_input_is_told_by_its_beginning(monkeypatch, given, texts):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given.encode())))
    documents, problems = read("-")
    assert [d.text for d in documents] == texts
    assert problems == []


# Web pages

BODY = (
    f"<p>{REPORT}</p><p>وقال شاهد من سكان الحي إن القذائف سقطت على دفعتين، وإن الناس نزلوا إلى الأقبية.</p>"
)


def page(head: str = "", body: str = BODY, before: str = "", after: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='ar'><head>{head}</head><body><nav><ul><li><a href='/'>الرئيسية</a></li></ul></nav>"
        f"<article>{before}{body}</article>{after}</body></html>"
    )


def read_page(tmp_path, html: str | bytes, **options) -> Document:
    (document,), problems = read(write(tmp_path / "a.html", html), **options)
    assert problems == []
    return document


def test_a_page_gives_its_body_only(tmp_path):
    after = (
        "<aside class='related'><h3>مقالات ذات صلة</h3><ul><li><a href='/1'>مقتل ثلاثة في انفجار لغم</a></li></ul></aside>"
        "<section class='comments'><h3>التعليقات</h3><div class='comment'><p>قُتل جاري أيضاً ولم يكتب أحد عنه.</p></div></section>"
        "<footer>جميع الحقوق محفوظة</footer>"
    )
    text = read_page(tmp_path, page(after=after)).text
    assert REPORT in text
    for words in ("الرئيسية", "لغم", "جاري", "محفوظة"):
        assert words not in text


LINKED = (
    "<script type='application/ld+json'>"
    '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "عنوان من البيانات", '
    '"datePublished": "2023-08-21T09:30:00+03:00", "publisher": {"name": "موقع الضفة"}}]}</script>'
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page("<meta property='og:title' content='عنوان'>" + LINKED), {"title": "عنوان"}),
        (
            page(LINKED),
            {"title": "عنوان من البيانات", "outlet": "موقع الضفة", "published": date(2023, 8, 21)},
        ),
        (page("<title>عنوان | موقع</title>"), {"title": "عنوان | موقع", "outlet": None}),
        (page("<meta property='og:site_name' content='موقع'>"), {"outlet": "موقع"}),
        (page("<link rel='canonical' href='https://x.example/7'>"), {"url": "https://x.example/7"}),
        (
            page("<meta property='article:published_time' content='2023-08-20T23:30:00Z'>" + LINKED),
            {"published": date(2023, 8, 20)},
        ),
        (page(before="<time datetime='2022-01-03'>أمس</time>"), {"published": date(2022, 1, 3)}),
        (page(before="<time>الأحد 20 آب/ أغسطس 2023</time>"), {"published": date(2023, 8, 20)}),
        (page(before="<div class='post-date'>20 أغسطس 2023</div>"), {"published": date(2023, 8, 20)}),
        # dates that aren't the report's
        (page(), {"published": None}),
        (page(after="<footer><time datetime='2024-01-01'></time></footer>"), {"published": None}),
        (page(after="<div class='comments'><time datetime='2024-01-01'></time></div>"), {"published": None}),
        (page("<meta name='date' content='منذ ساعتين'>"), {"published": None}),
        (page("<script type='application/ld+json'>{broken</script>"), {"published": None}),
    ],
)
def test_a_page_says_what_it_is(tmp_path, html, expected):
    document = read_page(tmp_path, html)
    assert {name: getattr(document, name) for name in expected} == expected


def test_the_user_goes_before_the_page(tmp_path):
    document = read_page(tmp_path, page(LINKED), published=date(2020, 2, 2), outlet="سواه")
    assert (document.published, document.outlet) == (date(2020, 2, 2), "سواه")


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("windows-1256", "windows-1256"), ("windows-1256", "utf-8"), ("utf-8", "utf-8"), ("no-such", "utf-8")],
)
def test_a_page_is_decoded_as_it_declares_unless_it_is_utf8(tmp_path, declared, actual):
    html = page(f"<meta charset='{declared}'>").encode(actual)
    assert REPORT in read_page(tmp_path, html).text


def test_a_page_with_an_xml_declaration_is_read(tmp_path):
    assert REPORT in read_page(tmp_path, "<?xml version='1.0' encoding='utf-8'?>\n" + page()).text


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<!-- -->", "<html><body>\0</body></html>"])
def test_a_page_without_a_report_is_refused(tmp_path, html):
    documents, (problem,) = read(write(tmp_path / "a.html", html))
    assert documents == []
    assert "a.html" in problem


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-08-20T10:00:00Z", date(2023, 8, 20)),
        ("2023/8/20 10:00", date(2023, 8, 20)),
        ("20/08/2023", date(2023, 8, 20)),
        ("Sun, 20 Aug 2023 10:00:00 GMT", date(2023, 8, 20)),
        ("20 آب/ أغسطس 2023", date(2023, 8, 20)),
        ("2023-13-45", None),
        ("آب 2023", None),
        ("20 آب", None),
    ],
)
def test_the_dates_of_pages(value, day):
    assert parse_page_day(value) == day


# Days, datelines, languages


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الخرطوم، 16 أبريل 2023 - اندلعت اشتباكات.", date(2023, 4, 16)),
        ("عنوان الخبر\n\nدمشق - سانا (5 أيار 2020): قال ناطق.", date(2020, 5, 5)),
        ("الأحد 20 آب/ أغسطس 2023\nقصفت المدفعية البلدة.", date(2023, 8, 20)),
        ("تاريخ النشر: 12 مارس 2022 الساعة 10:20\nقصفت المدفعية البلدة.", date(2022, 3, 12)),
        # days that the report only speaks of
        ("قتل مدني في 5 أيار 2020 خلال قصف.", None),
        ("مقتل مدني في 5 أيار 2020", None),
        ("اندلعت الحرب، 16 أبريل 2023 كان أول أيامها.", None),
        ("الخرطوم، 16 أبريل - اندلعت اشتباكات.", None),
        ("سطر\nسطر\nسطر\nسطر\nالخرطوم، 16 أبريل 2023 - اندلعت اشتباكات.", None),
    ],
)
def test_datelines(text, day):
    assert find_dateline(text) == day


@pytest.mark.parametrize("value", ["12/13/2022", "2022-02-30", "أمس", "", "2022-1-1"])
def test_a_day_is_written_in_one_way(value):
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        parse_day(value, "--published")


DIACRITICS = "قَصَفَتْ مِدْفَعِيَّةُ الجَيْشِ أَطْرَافَ البَلْدَةِ فَجْرَ اليَوْمِ، وَأُصِيبَ رَاعٍ"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (REPORT, "ar"),
        (DIACRITICS, "ar"),
        (REPORT.replace("ي", "ی").replace("ك", "ک"), "ar"),  # typed on a Persian keyboard
        ("قـــصـــفـــت مـــدفـــعـــيـــة الجـــيـــش أطـــراف البـــلـــدة", "ar"),
        ("قصف", "ar"),
        ("12:30 😀", None),
        (KURDISH, "ckb"),
        (PERSIAN, "fa"),
        (URDU, "ur"),
        ("The army shelled the outskirts of the town at dawn, witnesses said on Monday.", "en"),
    ],
)
def test_languages(text, language):
    assert find_language(text) == language


def test_another_language_is_said(tmp_path):
    (document,), (problem,) = read(write(tmp_path / "a.txt", KURDISH))
    assert document.language == "ckb"
    assert "language: ckb" in problem
    assert "nothing read" in problem
