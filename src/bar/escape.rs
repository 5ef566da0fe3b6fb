//! Makes text from news harmless for the program that shows the line.
//!
//! | the line goes | danger | cure |
//! | --- | --- | --- |
//! | to a bar | polybar and lemonbar take `%{A1:touch f:}` for a button | a blank within `%{` |
//! | out of `#(…)` of tmux | tmux expands it again: `#S`, `#[fg=red]` | `#` is doubled |
//! | into an option of tmux | `#{@x}` takes `#[…]` for a style; `#{E:@x}` would run `#(…)`, and read `%H` as a time | the full-width `＃`, and `％` before a letter |
//!
//! How often tmux expands an option is for the user's status line to say, so no number of `#` is right there.

use std::borrow::Cow;

/// Where a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarTarget {
    /// A bar that shows it as it is.
    Plain,
    /// A JSON object.
    Json,
    /// tmux, as the output of `#(…)`.
    TmuxOutput,
    /// tmux, as the value of an option.
    TmuxOption,
}

impl BarTarget {
    /// Whether `#[fg=red]` of the user's format is a style.
    pub(super) const fn has_styles(self) -> bool {
        match self {
            Self::TmuxOutput | Self::TmuxOption => true,
            Self::Plain | Self::Json => false,
        }
    }

    /// The text as it is shown: what would be a command is written otherwise.
    pub(super) fn defuse(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Json | Self::TmuxOutput => text.into(),
            Self::Plain => text.replace("%{", "% {").into(),
            Self::TmuxOption => without_expansions(text).into(),
        }
    }

    /// The text as it is written, so that it is shown as it is.
    pub(super) fn encode(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain | Self::Json | Self::TmuxOption => text.into(),
            Self::TmuxOutput => text.replace('#', "##").into(),
        }
    }
}

/// Writes the characters that tmux could expand in full width. `5%，` stays: it is no time format.
fn without_expansions(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        out.push(match (c, chars.peek()) {
            ('#', _) => '＃',
            ('%', Some(next)) if next.is_ascii() && *next != ' ' => '％',
            ('%', None) => '％',
            (c, _) => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_hold_nothing_to_expand() {
        let shown = |text| BarTarget::TmuxOption.defuse(text).into_owned();
        assert_eq!(
            shown("#(touch f) ##S #[fg=red]"),
            "＃(touch f) ＃＃S ＃[fg=red]"
        );
        assert_eq!(shown("涨5%H 跌3%，50% 7%"), "涨5％H 跌3%，50% 7％");
    }

    #[test]
    fn output_shows_what_news_says() {
        let written = |target: BarTarget, text| target.encode(&target.defuse(text)).into_owned();
        assert_eq!(written(BarTarget::TmuxOutput, "#S 5%H"), "##S 5%H");
        assert_eq!(
            written(BarTarget::Plain, "%{A1:touch f:}#S"),
            "% {A1:touch f:}#S"
        );
        assert_eq!(written(BarTarget::Json, "%{A1:x:}"), "%{A1:x:}");
    }
}
