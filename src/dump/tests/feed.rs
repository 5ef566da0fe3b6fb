use super::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
<channel>
<title>云帆快讯</title>
<pubDate>Sun, 31 May 2026 02:00:00 GMT</pubDate>
<item>
<title>云帆智造中标</title>
<description>【云帆智造中标】中标12亿元……</description>
<content:encoded><![CDATA[<p>【云帆智造中标】中标12亿元&nbsp;供货合同。</p><p>为期三年。</p>]]></content:encoded>
<link>https://news.example.com/1?a=1&amp;b=2</link>
<pubDate>Sun, 31 May 2026 01:31:05 GMT</pubDate>
<category>港股</category>
<category>A&amp;H</category>
</item>
<item><title>青禾生物：1 &lt; 2</title><guid isPermaLink="false">x-2</guid><pubDate>Sun, 31 May 2026 09:32:00 +0800</pubDate></item>
</channel>
</rss>
"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom">
<title>远山</title><updated>2026-05-31T03:00:00Z</updated>
<entry>
<title type="html">晨星股份&lt;b&gt;回购&lt;/b&gt;</title>
<link rel="alternate" href="https://news.example.com/3"/>
<published>2026-05-31T09:33:00+08:00</published><updated>2026-05-31T11:00:00+08:00</updated>
<summary>摘要</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">晨星股份公告，<br/>回购一亿元。</div></content>
</entry>
</feed>
"#;

#[test]
fn rss_items_have_text_time_and_link() {
    let dump = read_as("rss.xml", RSS);
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Feed, vec![]));
    assert_eq!(
        entries(&dump),
        [
            (
                "05-31 09:31:05".into(),
                "【云帆智造中标】中标12亿元\u{a0}供货合同。\n\n为期三年。"
            ),
            ("05-31 09:32:00".into(), "青禾生物：1 < 2"),
        ]
    );
    let first = dump.extra(&dump.records[0]).unwrap();
    assert_eq!(
        first.url.as_deref(),
        Some("https://news.example.com/1?a=1&b=2")
    );
    assert_eq!(first.subjects, ["港股", "A&H"]);
    assert_eq!((first.title.as_deref(), dump.records[0].line), (None, 6));
}

#[test]
fn atom_entries_keep_the_time_of_publication() {
    let dump = read_as("atom.xml", ATOM);
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Feed, vec![]));
    assert_eq!(
        entries(&dump),
        [("05-31 09:33:00".into(), "晨星股份公告，\n回购一亿元。")]
    );
    let only = dump.extra(&dump.records[0]).unwrap();
    assert_eq!(only.title.as_deref(), Some("晨星股份回购"));
    assert_eq!(only.url.as_deref(), Some("https://news.example.com/3"));
}

#[test]
fn torn_feed_keeps_its_whole_items() {
    let cut = RSS.find("<title>青禾生物").unwrap();
    for end in [cut, cut + 10, cut + 30] {
        let dump = read_as("rss.xml", &RSS.as_bytes()[..end]);
        assert_eq!(entries(&dump).len(), 1, "{end}");
        assert_eq!(
            problems(&dump),
            ["15: unfinished item; expected the rest of it"]
        );
    }
}

#[test]
fn item_without_a_time_is_reported() {
    let text = RSS.replace("<pubDate>Sun, 31 May 2026 09:32:00 +0800</pubDate>", "");
    let dump = read_as("rss.xml", text);
    assert_eq!(
        problems(&dump),
        ["15: item without a time; expected a field such as ctime or 发布时间, or date and time"]
    );
}

#[test]
fn other_xml_is_no_dump() {
    for text in [
        "<html><body>feed</body></html>",
        "<svg/>",
        "<!-- <rss> --><opml></opml>",
        "<?xml version=\"1.0\"?>",
    ] {
        let dump = read(
            &FilePath::from("a.xml"),
            Bytes::copy_from_slice(text.as_bytes()),
            ReadOptions::default(),
        );
        assert!(dump.is_none(), "{text}");
    }
}
