"""Each format gives its articles; what is broken costs itself and nothing else."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.model import Document
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found, Item, Notice, reader_of
from pipeline.readers.columns import preset_for
from pipeline.readers.opml import ListError, subscriptions
from pipeline.settings import Settings, SettingsError

SETTINGS = Settings()
PARAGRAPHS = (
    "Die Außenminister beider Staaten haben sich am Montag in Genf getroffen und über die Lage "
    "an der Grenze beraten.",
    "Nach dem Gespräch sprachen sie von einem sachlichen Austausch, aber nicht von einer Einigung. "
    "Das nächste Treffen soll in zwei Wochen stattfinden.",
    "Beobachter werteten die Begegnung dennoch als Zeichen dafür, dass beide Seiten an einer "
    "Lösung interessiert sind.",
)
PAGE = (
    '<!DOCTYPE html><html lang="de"><head><meta charset="{charset}"><title>Treffen in Genf</title>'
    '<link rel="canonical" href="https://blatt.example/genf"/>'
    '<meta property="og:site_name" content="Beispielblatt"/>{meta}</head><body>'
    '<nav><a href="/">Start</a><a href="/politik">Politik</a></nav>'
    "<article><h1>Treffen in Genf</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "<script>alert(1)</script></article><footer>Impressum und Datenschutz</footer></body></html>"
)


def read(name: str, content: bytes, settings: Settings = SETTINGS) -> list[Item]:
    file = io.BytesIO(content)
    reader = reader_of(name, file)
    assert reader is not None
    return list(reader(file, name, settings))


def documents(items: list[Item]) -> list[Document]:
    return [item.document for item in items if isinstance(item, Found)]


def reasons(items: list[Item]) -> list[Reason]:
    return [item.reason for item in items if isinstance(item, Rejected)]


def page(meta: str = "", charset: str = "utf-8") -> bytes:
    return PAGE.format(meta=meta, charset=charset).encode(charset)


# --- JSON Feed ----------------------------------------------------------------------------------


def test_a_json_feed_gives_its_entries() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Blatt",
        "items": [
            {"id": "1", "title": "Genf", "content_html": "<p>Eins &amp; zwei.</p>"},
            {"id": "2", "content_text": "Drei.", "date_published": "2022-01-18T10:00:00+01:00"},
            "kein Eintrag",
        ],
    }
    items = read("a.json", json.dumps(feed).encode())
    first, second = documents(items)
    assert (first.title, first.text) == ("Genf", "Eins & zwei.")
    assert (second.text, second.published) == ("Drei.", date(2022, 1, 18))
    assert reasons(items) == [Reason.NOT_AN_OBJECT]


# --- HTML ---------------------------------------------------------------------------------------


def test_a_page_gives_its_main_text_title_date_source_and_address() -> None:
    meta = '<meta property="article:published_time" content="2022-01-18T23:30:00+01:00"/>'
    (document,) = documents(read("a.html", page(meta)))
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "Impressum" not in document.text
    assert "alert" not in document.text
    assert (document.title, document.source) == ("Treffen in Genf", "Beispielblatt")
    assert document.url == "https://blatt.example/genf"
    assert document.published_at == datetime(2022, 1, 18, 22, 30, tzinfo=UTC)
    assert document.published == date(2022, 1, 18)


@pytest.mark.parametrize(
    "meta",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, '
        '{"@type": "NewsArticle", "datePublished": "2022-01-18T10:00:00Z"}]}</script>',
        '<script type="application/ld+json">{"@type": </script>'
        '<meta name="date" content="2022-01-18T11:00:00+01:00">',
    ],
)
def test_the_date_that_a_page_declares_keeps_its_zone(meta: str) -> None:
    (document,) = documents(read("a.html", page(meta)))
    assert document.published_at == datetime(2022, 1, 18, 10, tzinfo=UTC)


def test_a_page_without_a_declared_date_has_none() -> None:
    (item,) = read("a.html", page())
    assert isinstance(item, Found)
    assert item.document.published is None
    assert Notice.NO_DATE in item.notices


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1250", "utf-16"])
def test_a_page_is_read_in_its_encoding(charset: str) -> None:
    (document,) = documents(read("a.html", page(charset=charset)))
    assert PARAGRAPHS[0] in document.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"<html><body><nav><a href='/'>Start</a></nav></body></html>", Reason.NO_MAIN_TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0", Reason.BINARY),
        (b"<div>" * 200_000, Reason.NO_MAIN_TEXT),
    ],
)
def test_a_page_without_an_article_is_set_aside(content: bytes, reason: Reason) -> None:
    assert reasons(read("a.html", content)) == [reason]


def test_a_page_beyond_the_limit_is_not_parsed() -> None:
    small = SETTINGS.model_copy(update={"max_page_bytes": 1_000})
    assert reasons(read("a.html", page() + b" " * 2_000, small)) == [Reason.TOO_LONG]


# --- CSV, Parquet, JSON -------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_is_read_whatever_its_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    rows = [
        ["id", "Title", "text", "published"],
        ["1", "Gespräche", '"Kühle, aber; höfliche | Worte\nin ""Genf"""', "2022-01-18"],
        ["2", "Mehr", "Straße", "18.01.2022"],
    ]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    first, second = documents(read("a.csv", content))
    assert first.text == 'Kühle, aber; höfliche | Worte\nin "Genf"'
    assert (first.doc_id, first.title) == ("1", "Gespräche")
    assert (second.text, second.published) == ("Straße", date(2022, 1, 18))


def test_a_bad_row_costs_itself_alone() -> None:
    good = b"id,text\n1,Eins.\n2,zu,viel\n3,Drei.\n"
    content = good + b'4,"nie geschlossen\n5,F\xfcnf.\n\n6,"Se"chs.\n7,Sieben.'
    items = read("a.csv", content)
    assert [document.doc_id for document in documents(items)] == ["1", "3", "5", "7"]
    rejected = [item for item in items if isinstance(item, Rejected)]
    assert [item.line for item in rejected] == [3, 5, 8]
    assert set(reasons(items)) == {Reason.WRONG_COLUMNS}


def test_a_cell_longer_than_the_csv_module_takes_by_default_is_read() -> None:
    text = "Wort " * 50_000
    (document,) = documents(read("a.csv", f"id,text\n1,{text}\n".encode()))
    assert document.text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"a,b,c\n1,2,3\n", Reason.UNKNOWN_COLUMNS),
        ("id,text\n1,Eins.\n".encode("utf-16"), Reason.UNDECODABLE),
        (b"\0i\0d\n", Reason.BINARY),
        (b"\rid,text\n1,Eins.\n", Reason.UNKNOWN_COLUMNS),
    ],
)
def test_a_table_that_cannot_be_read_says_why(content: bytes, reason: Reason) -> None:
    assert reasons(read("a.csv", content)) == [reason]


def test_an_article_list_of_gdelt_is_read_with_its_utc_times() -> None:
    content = (
        b'URL,MobileURL,Date,Title\nhttps://www.faz.net/1,,2022-01-18 23:45:00,"Treffen in Genf"\n'
    )
    (document,) = documents(read("a.csv", content))
    assert document.text == "Treffen in Genf"
    assert document.source == "Frankfurter Allgemeine"
    assert document.published_at == datetime(2022, 1, 18, 23, 45, tzinfo=UTC)


def test_a_download_of_media_cloud_is_read() -> None:
    content = (
        b"id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        b"ab12,2022-01-19 08:00:00,de,spiegel.de,spiegel.de,2022-01-18,Treffen in Genf,"
        b"https://www.spiegel.de/1\n"
    )
    (document,) = documents(read("a.csv", content))
    assert (document.doc_id, document.source) == ("ab12", "Der Spiegel")
    assert (document.published, document.published_at) == (date(2022, 1, 18), None)


def test_an_answer_of_newsapi_is_read_and_a_bad_entry_costs_itself() -> None:
    good = {
        "source": {"id": None, "name": "Spiegel Online"},
        "title": "Treffen in Genf",
        "description": "Die Minister beraten.",
        "content": None,
        "url": "javascript:alert(1)",
        "publishedAt": "2022-01-18T10:00:00Z",
    }
    content = json.dumps({"status": "ok", "articles": [good, 5, {"a": 1}]}).encode()
    items = read("a.json", content)
    (document,) = documents(items)
    assert (document.text, document.source) == ("Die Minister beraten.", "Der Spiegel")
    assert document.url == ""
    assert document.published_at == datetime(2022, 1, 18, 10, tzinfo=UTC)
    assert reasons(items) == [Reason.NOT_AN_OBJECT, Reason.UNKNOWN_COLUMNS]


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"articles": [', b"[1e999999, NaN"])
def test_broken_or_deep_json_is_set_aside(content: bytes) -> None:
    assert reasons(read("a.json", content)) == [Reason.INVALID_JSON]


def parquet(**options: object) -> bytes:
    table = pa.table(
        {
            "doc_id": [str(number) for number in range(300)],
            "text": [f"Text {number}." for number in range(300)],
            "published_at": pa.array([datetime(2022, 1, 18, 10, tzinfo=UTC)] * 300),
            "published": pa.array([date(2022, 1, 18)] * 300),
        }
    )
    sink = io.BytesIO()
    pq.write_table(table, sink, row_group_size=100, **options)
    return sink.getvalue()


def test_a_parquet_file_is_read_with_typed_dates() -> None:
    found = documents(read("a.parquet", parquet()))
    assert len(found) == 300
    assert found[7].doc_id == "7"
    assert found[7].published_at == datetime(2022, 1, 18, 10, tzinfo=UTC)


def test_a_damaged_parquet_file_is_set_aside_and_rows_before_the_fault_are_kept() -> None:
    whole = parquet(compression="gzip")
    for broken in (b"", b"PAR1", whole[: len(whole) // 2], b"\0" * 100):
        assert reasons(read("a.parquet", broken)) == [Reason.DAMAGED]
    flipped = bytearray(whole)
    for place in range(len(whole) // 2, len(whole) // 2 + 200):
        flipped[place] ^= 0xFF
    items = read("a.parquet", bytes(flipped))
    assert reasons(items) in ([Reason.DAMAGED], [])


def test_a_table_of_ones_own_names_the_columns(tmp_path: Path) -> None:
    mapping = tmp_path / "eigene.tsv"
    mapping.write_text(
        "preset\tfield\tcolumn\trequired\tform\tzone\tsource\n"
        "eigene\ttext\tInhalt\tyes\t\t\tour archive\n"
        "eigene\tpublished\tDatum\t\t%d/%m/%Y\t\tour archive\n",
        encoding="utf-8",
    )
    settings = SETTINGS.model_copy(update={"table_columns": str(mapping)})
    (document,) = documents(read("a.csv", b"inhalt;datum\nEin Text.;03/04/2022\n", settings))
    assert (document.text, document.published) == ("Ein Text.", date(2022, 4, 3))


def test_a_preset_that_does_not_exist_is_named() -> None:
    with pytest.raises(SettingsError, match="nirgends is no preset"):
        preset_for(["text"], "nirgends")


# --- RSS, Atom, OPML ----------------------------------------------------------------------------

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Beispielblatt</title>
<link>https://blatt.example/</link>
<item><title>Treffen in Genf</title><link>https://blatt.example/1</link><guid>4711</guid>
<pubDate>Tue, 18 Jan 2022 10:00:00 +0100</pubDate>
<description>&lt;p&gt;Die Minister &lt;b&gt;beraten&lt;/b&gt;.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Böse &lt;script&gt;alert(1)&lt;/script&gt;</title><link>javascript:alert(1)</link>
<description>Kurz.</description></item>
</channel></rss>"""


def test_entries_of_rss_are_read_without_markup_and_with_web_links_only() -> None:
    first, second = documents(read("a.rss", RSS.encode()))
    assert (first.title, first.text) == ("Treffen in Genf", "Die Minister beraten.")
    assert (first.doc_id, first.url) == ("https://blatt.example/ 4711", "https://blatt.example/1")
    assert first.published_at == datetime(2022, 1, 18, 9, tzinfo=UTC)
    assert (second.url, second.source) == ("", "Beispielblatt")
    assert "script" not in second.title + second.text


def test_a_feed_that_is_cut_off_keeps_its_entries() -> None:
    cut = RSS[: RSS.index("<item><title>Böse")] + "<item><title>Hal"
    items = read("a.xml", cut.encode())
    assert documents(items)[0].title == "Treffen in Genf"
    assert Reason.DAMAGED in reasons(items)


def test_atom_is_told_by_its_root_element() -> None:
    atom = """<?xml version="1.0"?><!-- ein Kommentar --><feed xmlns="http://www.w3.org/2005/Atom">
    <title>Beispielblatt</title><entry><id>urn:blatt:1</id><title>Genf</title>
    <published>2022-01-18T10:00:00Z</published><updated>2022-01-19T10:00:00Z</updated>
    <content type="html">&lt;p&gt;Eins.&lt;/p&gt;&lt;p&gt;Zwei.&lt;/p&gt;</content>
    </entry></feed>"""
    (document,) = documents(read("a.xml", atom.encode()))
    assert (document.doc_id, document.text) == ("urn:blatt:1", "Eins.\n\nZwei.")
    assert document.published == date(2022, 1, 18)


BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<{root}><channel><item><title>&b;</title></item></channel></{root}>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<{root}><channel><item><title>&a;</title></item></channel></{root}>"""


@pytest.mark.parametrize("root", ["rss", "newsItem", "nitf", "opml"])
@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32-be", "cp037"])
def test_xml_that_defines_entities_is_refused(root: str, content: str, encoding: str) -> None:
    raw = content.format(root=root).encode(encoding)
    assert reasons(read("a.xml", raw)) == [Reason.FORBIDDEN_XML]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", ""), ("utf-16-be", ""),
        ("utf-32", ""), ("utf-32-le", ""), ("utf-32-be", ""), ("cp037", "cp037"),
        ("cp1252", "windows-1252"), ("latin-1", "iso-8859-1"), ("cp850", "cp850"),
    ],
)  # fmt: skip
def test_a_feed_is_known_and_read_in_whatever_encoding(encoding: str, named: str) -> None:
    declared = f"<?xml version='1.0'{f' encoding={named!r}' if named else ''}?>"
    text = declared + FEED_OF_ONE
    (document,) = documents(read("a.xml", text.encode(encoding)))
    assert document.text == "Gespräche über Weißrussland in Köln."


FEED_OF_ONE = (
    "<rss version='2.0'><channel><title>Blatt</title><item><title>Genf</title>"
    "<description>Gespräche über Weißrussland in Köln.</description></item></channel></rss>"
)


@pytest.mark.parametrize("root", ["rss", "nitf", "newsMessage"])
def test_deep_xml_ends(root: str) -> None:
    items = read("a.xml", (f"<{root}>" + "<a>" * 100_000).encode())
    assert not documents(items)
    assert reasons(items)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg></svg>", Reason.UNKNOWN_XML),
        (b"nichts", Reason.UNKNOWN_XML),
        (b"", Reason.EMPTY),
        (b"<rss></rss>", Reason.EMPTY),
        (b"<rss", Reason.FORBIDDEN_XML),
    ],
)
def test_xml_without_articles_says_why(content: bytes, reason: Reason) -> None:
    assert reasons(read("a.xml", content)) == [reason]


def test_a_list_of_feeds_gives_each_web_address_once() -> None:
    raw = b"""<opml version="2.0"><body><outline text="Politik">
    <outline text="Blatt" xmlUrl="https://blatt.example/rss"/>
    <outline text="Noch einmal" xmlUrl="https://blatt.example/rss"/>
    <outline text="Datei" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    (one,) = subscriptions(raw)
    assert (one.url, one.title) == ("https://blatt.example/rss", "Blatt")
    (item,) = read("a.opml", raw)
    assert isinstance(item, Rejected)
    assert (item.reason, item.detail) == (Reason.NO_ARTICLES, "a list of 1 feeds")
    with pytest.raises(ListError):
        subscriptions(b"<opml>")


# --- NewsML-G2, NITF ----------------------------------------------------------------------------

NITF = """<nitf><head><title>Genf</title><docdata><doc-id id-string="n-1"/>
<date.issue norm="20220118T100000+0100"/></docdata></head><body><body.head><hedline><hl1>Treffen in
 Genf</hl1></hedline><distributor>Beispielagentur</distributor></body.head><body.content>
<p>Die <b>Minister</b> beraten.</p><p>Mehr folgt.</p></body.content></body></nitf>"""
NEWSML = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:beispiel:1" version="2"><itemMeta>
<provider qcode="nprov:AFP"/><versionCreated>2022-01-18T11:00:00+01:00</versionCreated>
<firstCreated>2022-01-18T10:00:00+01:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Treffen in Genf</headline></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>Eins.</p><p>Zwei.</p>
</body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:beispiel:2"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta>
<contentMeta><headline>Falsch</headline></contentMeta></newsItem>
<newsItem guid="urn:newsml:beispiel:3">
<contentSet><inlineXML>{nitf}</inlineXML></contentSet></newsItem>
</itemSet></newsMessage>"""


def test_nitf_is_read() -> None:
    (document,) = documents(read("a.xml", NITF.encode()))
    assert (document.doc_id, document.title) == ("n-1", "Treffen in Genf")
    assert document.text == "Die Minister beraten.\n\nMehr folgt."
    assert document.source == "Beispielagentur"
    assert document.published_at == datetime(2022, 1, 18, 9, tzinfo=UTC)


def test_a_message_of_newsml_gives_its_items_and_keeps_what_is_cancelled_out() -> None:
    items = read("a.xml", NEWSML.format(nitf=NITF).encode())
    first, second = documents(items)
    assert (first.doc_id, first.source) == ("urn:newsml:beispiel:1", "AFP")
    assert (first.title, first.text) == ("Treffen in Genf", "Eins.\n\nZwei.")
    assert first.published_at == datetime(2022, 1, 18, 9, tzinfo=UTC)
    assert second.text == "Die Minister beraten.\n\nMehr folgt."
    assert reasons(items) == [Reason.WITHDRAWN]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<inlineData contenttype="text/plain">Eins.\n\nZwei.</inlineData>', "Eins.\n\nZwei."),
        ("<inlineData><![CDATA[<p>Eins &amp; zwei.</p>]]></inlineData>", "Eins & zwei."),
        (
            "<inlineXML><html><body><header><h1>Genf</h1><ul><li>Schweiz</li></ul></header>"
            "<section><p>Eins.</p></section><footer>dpa abc</footer></body></html></inlineXML>",
            "Eins.",
        ),
    ],
)
def test_the_text_of_an_item_is_no_markup_and_no_frame(inside: str, text: str) -> None:
    item = f'<newsItem guid="urn:a:1"><contentSet>{inside}</contentSet></newsItem>'
    (document,) = documents(read("a.xml", item.encode()))
    assert document.text == text


NEWSML_1 = """<NewsML><NewsItem><Identification><NewsIdentifier>
<PublicIdentifier>urn:newsml:beispiel:20220118:1</PublicIdentifier></NewsIdentifier>
</Identification><NewsManagement><FirstCreated>20220118T090000Z</FirstCreated>
<Status FormalName="{status}"/></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Treffen in Genf</HeadLine></NewsLines><AdministrativeMetadata><Provider>
<Party FormalName="AFP"/></Provider></AdministrativeMetadata><NewsComponent><ContentItem>
<DataContent><p>Ein Bild.</p></DataContent></ContentItem></NewsComponent><ContentItem><DataContent>
<p>Die Minister beraten.</p><p>Mehr folgt.</p></DataContent></ContentItem></NewsComponent>
</NewsItem></NewsML>"""


def test_the_older_newsml_is_read_too() -> None:
    (document,) = documents(read("a.xml", NEWSML_1.format(status="Usable").encode("latin-1")))
    assert (document.doc_id, document.source) == ("urn:newsml:beispiel:20220118:1", "AFP")
    assert document.title == "Treffen in Genf"
    assert document.text == "Die Minister beraten.\n\nMehr folgt."
    assert document.published_at == datetime(2022, 1, 18, 9, tzinfo=UTC)
    withdrawn = read("a.xml", NEWSML_1.format(status="Canceled").encode())
    assert reasons(withdrawn) == [Reason.WITHDRAWN]


# --- WARC ---------------------------------------------------------------------------------------


def warc(*pages: tuple[str, str, bytes], gzip: bool = True) -> bytes:
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=gzip)
    for status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            "https://www.spiegel.de/1", "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return sink.getvalue()


@pytest.mark.parametrize(("name", "gzip"), [("a.warc.gz", True), ("a.warc", False)])
def test_pages_of_a_crawl_are_read_and_other_answers_passed_over(name: str, gzip: bool) -> None:
    content = warc(
        ("200 OK", "text/html; charset=iso-8859-1", page(charset="iso-8859-1")),
        ("404 Not Found", "text/html", page()),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", "text/html", b""),
        gzip=gzip,
    )
    items = read(name, content)
    (document,) = documents(items)
    assert PARAGRAPHS[0] in document.text
    assert document.url == "https://www.spiegel.de/1"
    assert reasons(items) == [Reason.EMPTY]


def test_a_crawl_that_is_cut_off_keeps_its_pages() -> None:
    one = warc(("200 OK", "text/html", page()))
    items = read("a.warc.gz", one + one[: len(one) // 2])
    assert len(documents(items)) == 1
    assert reasons(items) == [Reason.DAMAGED]
    assert reasons(read("a.warc", b"kein WARC")) == [Reason.DAMAGED]
    assert reasons(read("a.warc", b"")) == [Reason.EMPTY]


def test_a_crawl_without_a_page_is_named() -> None:
    (item,) = read("a.warc", warc(("200 OK", "image/png", b"\x89PNG"), gzip=False))
    assert isinstance(item, Rejected)
    assert (item.reason, item.detail) == (Reason.NO_ARTICLES, "no page in 1 records")
