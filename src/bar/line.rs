//! Writes the line: values into the format, cut to a width.

use super::escape::BarTarget;
use super::facts::BarFacts;
use super::format::{BarFormat, FormatPiece};
use super::placeholder::Placeholder;
use crate::lang::{Lang, UiText};
use crate::text::{ELLIPSIS, TextMetrics, sanitise_line};

/// The fewest columns of a headline that say anything. In less room it is left out.
const MIN_HEADLINE: usize = 8;

/// How a line is written.
#[derive(Clone, Copy, Debug)]
pub struct BarStyle {
    /// Where it goes.
    pub target: BarTarget,
    /// Its language.
    pub lang: Lang,
    /// How its width is measured.
    pub text_metrics: TextMetrics,
    /// The most columns; `None` for any number.
    pub columns: Option<usize>,
}

/// A part of a line.
#[derive(Debug)]
struct BarPart {
    text: String,
    kind: BarPartKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BarPartKind {
    /// `#[fg=red]` of the user's format: takes no columns.
    Style,
    /// Other text of the format.
    Text,
    Value,
    /// A value that may be cut.
    Headline,
}

impl BarPartKind {
    const fn is_shown(self) -> bool {
        match self {
            Self::Style => false,
            Self::Text | Self::Value | Self::Headline => true,
        }
    }
}

impl BarFormat {
    /// Writes the line. Where the feed is silent it says only that, unless the format has a place for it. It begins with the
    /// words that the rules are wrong, if a value depends on them.
    pub fn line(&self, facts: &BarFacts, style: BarStyle) -> String {
        let mut parts = BarParts::new(style);
        match facts.silence(style.lang) {
            Some(silence) if !self.has(&Placeholder::Silence) => {
                parts.push_value(&silence, BarPartKind::Value);
            }
            Some(_) | None => {
                if facts.has_wrong_rules && self.reads_rules() {
                    let text = style.lang.text(UiText::WrongRules);
                    parts.push_value(&text, BarPartKind::Value);
                    parts.push_words(" ");
                }
                parts.fill(self, facts);
            }
        }
        parts.trim();
        if let Some(columns) = style.columns {
            parts.shorten_headlines(columns);
            parts.trim();
            parts.cut(columns);
        }
        parts.write()
    }
}

struct BarParts {
    parts: Vec<BarPart>,
    style: BarStyle,
}

impl BarParts {
    const fn new(style: BarStyle) -> Self {
        let parts = Vec::new();
        Self { parts, style }
    }

    fn fill(&mut self, format: &BarFormat, facts: &BarFacts) {
        for piece in &format.0 {
            let value = match piece {
                FormatPiece::Text(text) => {
                    self.push_text(text);
                    continue;
                }
                FormatPiece::Value(value) => value,
            };
            let Some(found) = facts.value(&value.placeholder, self.style.lang) else {
                continue;
            };
            let kind = if value.placeholder.is_headline() {
                BarPartKind::Headline
            } else {
                BarPartKind::Value
            };
            let columns = value.columns.unwrap_or(usize::MAX);
            let text = self.style.text_metrics.truncate(&found.text, columns);
            match &value.around {
                None => self.push_value(&text, kind),
                Some(around) if found.is_something => {
                    for (index, part) in around.iter().enumerate() {
                        if index > 0 {
                            self.push_value(&text, kind);
                        }
                        self.push_text(part);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn push(&mut self, text: &str, kind: BarPartKind) {
        if !text.is_empty() {
            let text = text.to_owned();
            self.parts.push(BarPart { text, kind });
        }
    }

    fn push_value(&mut self, text: &str, kind: BarPartKind) {
        let text = self.style.target.defuse(text).into_owned();
        let follows_percent = self
            .parts
            .last()
            .is_some_and(|part| part.text.ends_with('%'));
        if self.style.target == BarTarget::Plain && follows_percent && text.starts_with('{') {
            // Together they would begin a button of polybar.
            self.push(" ", kind);
        }
        self.push(&text, kind);
    }

    /// Adds text of the format, in tmux with its styles apart.
    fn push_text(&mut self, text: &str) {
        let mut rest = text;
        while self.style.target.has_styles()
            && let Some((start, end)) = style_range(rest)
        {
            let (before, from) = rest.split_at(start);
            let (style, after) = from.split_at(end - start);
            self.push_words(before);
            self.push(sanitise_line(style).as_str(), BarPartKind::Style);
            rest = after;
        }
        self.push_words(rest);
    }

    fn push_words(&mut self, text: &str) {
        let text = sanitise_line(text);
        let text = match self.style.target {
            BarTarget::TmuxOption => self.style.target.defuse(text.as_str()),
            BarTarget::Plain | BarTarget::Json | BarTarget::TmuxOutput => text.as_str().into(),
        };
        self.push(&text, BarPartKind::Text);
    }

    /// What is shown of the line.
    fn shown(&self) -> String {
        let parts = self.parts.iter().filter(|part| part.kind.is_shown());
        parts.map(|part| part.text.as_str()).collect()
    }

    /// Drops blanks at both ends.
    fn trim(&mut self) {
        let shown = |part: &&mut BarPart| part.kind.is_shown();
        for part in self.parts.iter_mut().filter(shown) {
            part.text = part.text.trim_start().to_owned();
            if !part.text.is_empty() {
                break;
            }
        }
        for part in self.parts.iter_mut().rev().filter(shown) {
            part.text.truncate(part.text.trim_end().len());
            if !part.text.is_empty() {
                break;
            }
        }
    }

    /// Shortens headlines, the last one first, until the line fits or nothing is left of them.
    fn shorten_headlines(&mut self, columns: usize) {
        let text_metrics = self.style.text_metrics;
        let mut over = text_metrics.width(&self.shown()).saturating_sub(columns);
        let headlines = |part: &&mut BarPart| part.kind == BarPartKind::Headline;
        for part in self.parts.iter_mut().rev().filter(headlines) {
            if over == 0 {
                return;
            }
            let before = text_metrics.width(&part.text);
            let room = before.saturating_sub(over);
            part.text = if room < MIN_HEADLINE {
                String::new()
            } else {
                text_metrics.truncate(&part.text, room).into_owned()
            };
            over = over.saturating_sub(before - text_metrics.width(&part.text));
        }
    }

    /// Cuts what is still too wide. Styles stay, so a colour ends where it should.
    fn cut(&mut self, columns: usize) {
        let text_metrics = self.style.text_metrics;
        let Some(mut left) = text_metrics.cut(&self.shown(), columns) else {
            return;
        };
        let mut ellipsis = Some(ELLIPSIS).filter(|ellipsis| text_metrics.fits(ellipsis, columns));
        let mut is_cut = false;
        for part in self.parts.iter_mut().filter(|part| part.kind.is_shown()) {
            if !is_cut && left >= part.text.len() {
                left -= part.text.len();
                continue;
            }
            part.text.truncate(if is_cut { 0 } else { left });
            part.text.push_str(ellipsis.take().unwrap_or_default());
            is_cut = true;
        }
    }

    fn write(&self) -> String {
        let written = self.parts.iter().map(|part| match part.kind {
            BarPartKind::Style => part.text.clone().into(),
            BarPartKind::Text | BarPartKind::Value | BarPartKind::Headline => {
                self.style.target.encode(&part.text)
            }
        });
        written.collect::<Vec<_>>().concat()
    }
}

/// The bytes of the first style in a text.
fn style_range(text: &str) -> Option<(usize, usize)> {
    let start = text.find("#[")?;
    let length = text.get(start..)?.find(']')? + 1;
    Some((start, start + length))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};
    use rstest::rstest;

    use super::*;
    use crate::bar::BarItem;
    use crate::item::{ItemId, Stamp};

    /// Half past nine on 2026-11-30.
    fn stamp(minutes: i64) -> Stamp {
        Stamp::from_unix(1_796_002_200 + minutes * 60).unwrap()
    }

    fn item(headline: &str) -> BarItem {
        BarItem {
            id: ItemId::from_wire(1),
            stamp: stamp(0),
            is_red: true,
            headline: sanitise_line(headline).into_owned(),
        }
    }

    fn facts(headline: &str) -> BarFacts {
        BarFacts {
            now: stamp(3),
            unseen: 13,
            red: 2,
            hits: 0,
            rules: vec![("持仓".to_owned(), 1)],
            has_wrong_rules: false,
            today: 546,
            newest: Some(item(headline)),
            news: Some(item(headline)),
            hit: None,
            silent_for: None,
        }
    }

    fn style(target: BarTarget, columns: Option<usize>) -> BarStyle {
        BarStyle {
            target,
            lang: Lang::Chinese,
            text_metrics: TextMetrics::default(),
            columns,
        }
    }

    fn line(format: &str, facts: &BarFacts, target: BarTarget, columns: Option<usize>) -> String {
        let format = BarFormat::parse(format).unwrap();
        format.line(facts, style(target, columns))
    }

    const NEWS: &str = "远山能源：拟回购3亿元股份";

    #[rstest]
    #[case("{unseen} {red} {hits} {rule.持仓} {today}", "13 2 0 1 546")]
    #[case(
        "{red:红{} }{hits:命中{} }{rule.持仓:持仓{} }{time}",
        "红2 持仓1 09:30"
    )]
    #[case("{rule.别的}{rule.别的:别的{}}", "0")]
    #[case("{age} {{{time}}}", "3分 {09:30}")]
    #[case("{hit:【{}】}{silence:停{}}", "")]
    #[case(
        "{headline 12}|{news:{}·{}}",
        "远山能源：…|远山能源：拟回购3亿元股份·远山能源：拟回购3亿元股份"
    )]
    #[case(" 两端 {hit} ", "两端")]
    fn placeholders_are_filled(#[case] format: &str, #[case] expected: &str) {
        assert_eq!(line(format, &facts(NEWS), BarTarget::Plain, None), expected);
    }

    #[test]
    fn silence_takes_the_place_of_all() {
        let facts = BarFacts {
            silent_for: Some(17),
            ..facts(NEWS)
        };
        let line = |format| line(format, &facts, BarTarget::Plain, None);
        assert_eq!(line("{unseen} {news}"), "电报停 17分");
        assert_eq!(line("{silence:! {} }{unseen}"), "! 电报停 17分 13");
    }

    #[test]
    fn wrong_rules_are_named_where_they_count() {
        let facts = BarFacts {
            has_wrong_rules: true,
            ..facts(NEWS)
        };
        let line = |format, columns| line(format, &facts, BarTarget::Plain, columns);
        assert_eq!(line("{hits:命中{} }{time}", None), "规则有误 09:30");
        assert_eq!(line("{hits:命中{} }{time}", Some(9)), "规则有误…");
        assert_eq!(line("{time}", None), "09:30");
    }

    #[test]
    fn days_other_than_today_are_named() {
        let facts = BarFacts {
            now: stamp(24 * 60),
            ..facts(NEWS)
        };
        assert_eq!(
            line("{time}", &facts, BarTarget::Plain, None),
            "11月30日 09:30"
        );
    }

    #[rstest]
    #[case(40, "红2 新13 09:30 远山能源：拟回购3亿元股份")]
    #[case(39, "红2 新13 09:30 远山能源：拟回购3亿元股…")]
    #[case(30, "红2 新13 09:30 远山能源：拟回…")]
    #[case(22, "红2 新13 09:30")]
    #[case(13, "红2 新13…")]
    #[case(6, "红2…")]
    #[case(1, "…")]
    fn headline_gives_way_to_counts(#[case] columns: usize, #[case] expected: &str) {
        let format = "{red:红{} }{unseen:新{} }{time}{news: {}}";
        let line = line(format, &facts(NEWS), BarTarget::Plain, Some(columns));
        assert_eq!(line, expected);
    }

    #[test]
    fn styles_of_the_format_take_no_columns() {
        let format = "#[fg=red]{red:红{}}#[default] {news}";
        let shown = |target, columns| line(format, &facts("#[bg=red]#S"), target, columns);
        let styled = "#[fg=red]红2#[default] ##[bg=red]##S";
        assert_eq!(shown(BarTarget::TmuxOutput, None), styled);
        assert_eq!(
            shown(BarTarget::TmuxOutput, Some(2)),
            "#[fg=red]…#[default]"
        );
        let option = "#[fg=red]红2#[default] ＃[bg=red]＃S";
        assert_eq!(shown(BarTarget::TmuxOption, None), option);
        assert_eq!(shown(BarTarget::Plain, Some(9)), "#[fg=red…");
    }

    #[test]
    fn news_begins_no_button_of_polybar() {
        let shown = |format| line(format, &facts("{A1:touch f:}"), BarTarget::Plain, None);
        assert_eq!(shown("%{news}"), "% {A1:touch f:}");
        let shown = |format| line(format, &facts("5%{A1:touch f:}"), BarTarget::Plain, None);
        assert_eq!(shown("%{{F#f00}}{news}"), "%{F#f00}5% {A1:touch f:}");
    }

    proptest! {
        #[test]
        fn line_is_never_too_wide(news in r"([a-z一-龥“”…①（#%{]|\PC){0,40}", columns in 1..60usize, tmux: bool) {
            let target = if tmux { BarTarget::TmuxOption } else { BarTarget::Plain };
            let format = BarFormat::usual(Lang::Chinese, false);
            let line = format.line(&facts(&news), style(target, Some(columns)));
            prop_assert!(TextMetrics::default().width(&line) <= columns, "{line:?}");
            let whole = format.line(&facts(&news), style(target, None));
            if TextMetrics::default().width(&whole) <= columns {
                prop_assert_eq!(line, whole);
            }
        }
    }
}
