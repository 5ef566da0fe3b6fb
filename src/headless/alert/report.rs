//! What a test of an alert prints: a line for each thing that it did.

use crate::lang::{Lang, SystemError, UiText, texts};
use crate::text::sanitise_line;

texts! {
    /// A line, which begins with what it is about.
    #[derive(Clone, Debug, PartialEq, Eq)]
    AlertTestText {
        Item { line: String } => "电报  {line}", "item    {line}";
        NoHit { line: String } => "电报  {line}（虚构：没有这条规则的电报）", "item    {line}, made up: the rule hits none";
        NothingRead { line: String } => "电报  {line}（虚构：没有读任何文件；写上路径，或在设置里写 `sources`）",
            "item    {line}, made up: no source was read; add a path, or set `sources` in the configuration";
        NoAlert => "不响  规则没有写 `alert`，也没有写 `run`", "nothing the rule has no `alert` and no `run`";
        Banner => "横幅  阅读器会在底行显示这条", "banner  the reader names the item in its last line";
        Bell => "铃    已响", "bell    rung";
        NoTerminal { error: SystemError } => "铃    没有终端：{error}", "bell    no terminal: {error}";
        Notification { sequence: &'static str } => "通知  用 {sequence} 发出", "notify  {sequence}";
        NotificationInTmux => "通知  经 tmux 发出，tmux 要设 `allow-passthrough`；同时响铃",
            "notify  through tmux, which needs `allow-passthrough`, and the bell besides";
        NotificationAsBell => "通知  只响铃：不知道这个终端怎么发通知", "notify  the bell: this terminal is not known for notifications";
        ProgramEnded { program: String, seconds: String } => "程序  {program} 用了 {seconds} 秒，正常结束", "run     {program} ended after {seconds} s";
        ProgramFailed { why: UiText } => "程序  {why}", "run     {why}";
        Quiet { hours: String } => "静音  {hours}：这段时间阅读器只显示横幅", "quiet   {hours}: the reader would show a banner alone";
    }
}

/// What a test has done.
#[derive(Debug)]
pub(super) struct AlertReport {
    lang: Lang,
    text: String,
    /// Whether the rule alerts at all.
    pub(super) is_alert: bool,
    /// Whether anything did not work.
    pub(super) has_failed: bool,
}

impl AlertReport {
    /// One without a line.
    pub(super) const fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: String::new(),
            is_alert: false,
            has_failed: false,
        }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &AlertTestText) {
        let line = line.message(self.lang);
        self.text.push_str(sanitise_line(&line).as_str());
        self.text.push('\n');
    }

    /// Adds a line about what did not work.
    pub(super) fn failure(&mut self, line: &AlertTestText) {
        self.has_failed = true;
        self.line(line);
    }

    /// All lines, printable.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_translated() {
        AlertTestText::assert_translated();
    }
}
