//! The text of a piece of HTML.

use std::sync::LazyLock;

use memchr::memchr2;
use regex::Regex;

/// Links, which the converter would write out behind their text.
static ANCHORS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)</?a(?:\s[^<>]*)?>").ok());

/// Whether a text has markup that its reader should not see. A lone `<` or `&` is none.
pub(super) fn is_markup(text: &str) -> bool {
    const MARKUP: [&str; 14] = [
        "</", "<br", "<p>", "<p ", "&nbsp;", "&amp;", "&quot;", "&lt;", "&gt;", "&ldquo;",
        "&rdquo;", "&middot;", "&hellip;", "&#",
    ];
    has_sign(text) && MARKUP.iter().any(|markup| text.contains(markup))
}

/// Whether a text has a character that all markup begins with. Most texts have none.
fn has_sign(text: &str) -> bool {
    memchr2(b'<', b'&', text.as_bytes()).is_some()
}

/// Converts HTML to text: entities are resolved, a paragraph or `<br>` ends a line, other tags go.
pub(super) fn to_text(html: &str) -> String {
    if !has_sign(html) {
        return html.to_owned();
    }
    let without_anchors = match &*ANCHORS {
        Some(anchors) => anchors.replace_all(html, ""),
        None => html.into(),
    };
    let text = nanohtml2text::html2text(&without_anchors);
    text.trim().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_signs_are_no_markup() {
        for (text, expected) in [
            ("1 < 2 & 3 > 2", false),
            ("A&H股", false),
            ("甲<br/>乙", true),
            ("<p>甲", true),
            ("甲&nbsp;乙", true),
        ] {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }

    #[test]
    fn html_becomes_lines_of_text() {
        for (html, text) in [
            ("甲 1 < 2", "甲 1 < 2"),
            (
                "<p>甲，<strong>乙</strong>&amp;丙&nbsp;丁。</p><p>戊</p>",
                "甲，乙&丙\u{a0}丁。\n\n戊",
            ),
            ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
            (
                "<a href=\"https://a.example/1\">甲</a>，<abbr>乙</abbr>",
                "甲，乙",
            ),
            ("<script>x()</script><style>p{}</style>甲", "甲"),
            ("<p>甲<b>乙", "甲乙"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }
}
