//! What belongs into tmux.conf, for the tmux that is installed.

use super::version::{InstalledTmux, TmuxRelease};
use crate::lang::{Lang, texts};

texts! {
    /// The comments.
    #[derive(Clone, Debug, PartialEq, Eq)]
    TmuxConfText {
        ForVersion { version: String } => "# 写进 ~/.tmux.conf，适用于这里的 tmux {version}；然后 tmux source-file ~/.tmux.conf。",
            "# For ~/.tmux.conf and tmux {version}, which is installed here; then run tmux source-file ~/.tmux.conf.";
        NotFound => "# 写进 ~/.tmux.conf；这里没有找到 tmux，以下按 3.2 写。", "# For ~/.tmux.conf. No tmux was found here; this is for 3.2.";
        Pushed => "# 状态栏。config.toml 里写上 tmux.status = true，阅读器就会自己更新，不起进程。",
            "# The status line. With tmux.status = true in config.toml the reader keeps it up to date by itself.";
        Counts => "# 只要数目：", "# Numbers alone:";
        Pulled => "# 阅读器没有打开时也要，就隔几秒运行一次：", "# Without an open reader, by a command every few seconds:";
        NoPercent => "# 格式里不用 %：tmux 会把它当作时间。", "# Formats have no %, which tmux takes for times.";
        Floating => "# 前缀键加 N（空着的键）：在浮动窗格里打开，q 关掉。打不开时窗格留着，看得见原因，前缀键加 x 关掉。",
            "# Prefix and N, a free key, open it in a floating pane, and q closes it. If it fails, the pane stays with the reason until prefix and x.";
        Popup => "# 前缀键加 N（空着的键）：在弹出窗口里打开，q 关掉。打不开时窗口留着，看得见原因，Esc 关掉。",
            "# Prefix and N, a free key, open it in a popup, and q closes it. If it fails, the popup stays with the reason until Esc.";
        PopupIsSilent => "# 弹出窗口里响不了铃，3.3 起也弹不了通知：要提醒，就另在窗口里开着 dianbao。",
            "# A popup cannot ring, nor notify from 3.3 on: for alerts, keep dianbao open in a window as well.";
        Window => "# 前缀键加 N（空着的键）：在新窗口里打开；3.2 起才有弹出窗口。", "# Prefix and N, a free key, open it in a window; popups came with 3.2.";
        NoSources => "# config.toml 里还没有 sources，dianbao 会打开演示：写上 sources，或在 dianbao 后面写文件夹，如 dianbao ~/dumps。",
            "# config.toml has no sources, so dianbao opens the demo: set them, or name a folder, as in dianbao ~/dumps.";
        Copying => "# 复制（yy yt yu）到系统剪贴板：", "# Copying by yy, yt and yu reaches the clipboard:";
        Notifying => "# 提醒：响铃标在窗口名上；通知穿过 tmux；终端有没有焦点会告诉阅读器。",
            "# Alerts: a bell marks the window, notifications pass through, and the reader learns whether it has the focus.";
        Hidden => "# 3.4 以前，只有看得见的窗格，通知才穿得过去；铃都可以。",
            "# Before 3.4, notifications pass through from panes in view alone; bells do from all.";
        Titles => "# 终端标题：电报 3新 1红。", "# The title of the terminal: 3 new, 1 red.";
    }
}

/// A part of the file.
enum ConfLine {
    Comment(TmuxConfText),
    Line(&'static str),
    Blank,
}

use ConfLine::{Blank, Comment, Line};

/// Returns the file. Without sources in the configuration it says how to name one.
pub fn conf(tmux: Option<&InstalledTmux>, has_sources: bool, lang: Lang) -> String {
    let lines = lines(tmux, has_sources).into_iter().map(|line| match line {
        Comment(text) => format!("{}\n", text.message(lang)),
        Line(line) => format!("{line}\n"),
        Blank => "\n".to_owned(),
    });
    lines.collect()
}

fn lines(tmux: Option<&InstalledTmux>, has_sources: bool) -> Vec<ConfLine> {
    let release = tmux.map_or(TmuxRelease::POPUPS, InstalledTmux::release);
    let heading = match tmux {
        Some(tmux) => TmuxConfText::ForVersion {
            version: tmux.to_string(),
        },
        None => TmuxConfText::NotFound,
    };
    let mut lines = vec![
        Comment(heading),
        Blank,
        Comment(TmuxConfText::Pushed),
        Line("set -g status-right-length 80"),
        Line(
            "if-shell -F '#{m:*@dianbao*,#{status-right}}' '' \"set -ag status-right ' #{@dianbao}'\"",
        ),
        Comment(TmuxConfText::Counts),
        Line(
            "# if-shell -F '#{m:*@dianbao_red*,#{status-right}}' '' \"set -ag status-right '#{?@dianbao_red, 红#{@dianbao_red},}#{?@dianbao_unseen, 新#{@dianbao_unseen},}'\"",
        ),
        Comment(TmuxConfText::Pulled),
        Comment(TmuxConfText::NoPercent),
        Line("# set -g status-interval 5"),
        Line(
            "# if-shell -F '#{m:*dianbao status*,#{status-right}}' '' \"set -ag status-right ' #(dianbao status --tmux --width 60)'\"",
        ),
        Blank,
    ];
    lines.extend(opening(release));
    if !has_sources {
        lines.push(Comment(TmuxConfText::NoSources));
    }
    lines.extend([
        Blank,
        Comment(TmuxConfText::Copying),
        Line("set -s set-clipboard on"),
        Blank,
        Comment(TmuxConfText::Notifying),
        Line("set -g monitor-bell on"),
        Line("set -g bell-action any"),
        Line("set -g visual-bell off"),
        Line("set -g focus-events on"),
    ]);
    lines.extend(passing_through(release));
    lines.extend([
        Blank,
        Comment(TmuxConfText::Titles),
        Line("set -g set-titles on"),
        Line("set -g set-titles-string '#T'"),
    ]);
    lines
}

/// How a key opens the reader over everything else. A pane without a place of its own is put further down each time.
fn opening(release: TmuxRelease) -> Vec<ConfLine> {
    if release >= TmuxRelease::FLOATING_PANES {
        vec![
            Comment(TmuxConfText::Floating),
            Line(
                "bind-key N new-pane -x 90% -y 85% -X 5% -Y 7% dianbao \\; set -p remain-on-exit failed \\; set -p remain-on-exit-format ''",
            ),
        ]
    } else if release >= TmuxRelease::POPUPS {
        vec![
            Comment(TmuxConfText::Popup),
            Line("bind-key N display-popup -EE -w 90% -h 85% dianbao"),
            Comment(TmuxConfText::PopupIsSilent),
        ]
    } else {
        vec![
            Comment(TmuxConfText::Window),
            Line("bind-key N new-window dianbao"),
        ]
    }
}

/// How notifications reach the terminal, as far as they do.
fn passing_through(release: TmuxRelease) -> Vec<ConfLine> {
    if release >= TmuxRelease::HIDDEN_PASSTHROUGH {
        vec![Line("set -g allow-passthrough all")]
    } else if release >= TmuxRelease::PASSTHROUGH {
        vec![
            Line("set -g allow-passthrough on"),
            Comment(TmuxConfText::Hidden),
        ]
    } else {
        vec![Comment(TmuxConfText::Hidden)]
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn printed(version: &str) -> String {
        conf(InstalledTmux::parse(version).as_ref(), true, Lang::English)
    }

    #[test]
    fn conf_says_how_to_name_a_source() {
        let with = |has_sources| conf(None, has_sources, Lang::English);
        assert!(with(false).contains("as in dianbao ~/dumps"));
        assert!(!with(true).contains("~/dumps"));
    }

    /// A line that adds to the status line would add again whenever the file is sourced.
    #[test]
    fn conf_can_be_sourced_again() {
        for line in printed("tmux 3.3a").lines() {
            let adds = line.contains("set -ag ");
            assert!(!adds || line.contains("if-shell -F '#{m:*"), "{line}");
        }
    }

    #[test]
    fn comments_are_translated() {
        TmuxConfText::assert_translated();
    }

    #[rstest]
    #[case(
        "tmux next-3.8",
        "For ~/.tmux.conf and tmux next-3.8,",
        "bind-key N new-pane ",
        "allow-passthrough all"
    )]
    #[case(
        "tmux 3.7",
        "tmux 3.7,",
        "-X 5% -Y 7% dianbao",
        "allow-passthrough all"
    )]
    #[case(
        "tmux 3.4",
        "tmux 3.4,",
        "bind-key N display-popup -EE ",
        "allow-passthrough all"
    )]
    #[case(
        "tmux 3.3a",
        "tmux 3.3a,",
        "bind-key N display-popup -EE ",
        "allow-passthrough on"
    )]
    #[case("tmux 3.2", "tmux 3.2,", "bind-key N display-popup -EE ", "")]
    #[case("tmux 3.1", "tmux 3.1,", "bind-key N new-window ", "")]
    #[case("", "No tmux was found", "bind-key N display-popup -EE ", "")]
    fn conf_suits_the_version(
        #[case] version: &str,
        #[case] heading: &str,
        #[case] opening: &str,
        #[case] passing: &str,
    ) {
        let conf = printed(version);
        let line_with = |part: &str| conf.lines().filter(|line| line.contains(part)).count();
        assert!(conf.starts_with('#') && conf.contains(heading), "{conf}");
        assert_eq!(
            (line_with("bind-key"), line_with(opening)),
            (1, 1),
            "{conf}"
        );
        let set = line_with("allow-passthrough");
        assert_eq!(set, usize::from(!passing.is_empty()), "{conf}");
        assert!(conf.contains(passing), "{conf}");
        assert_eq!(
            line_with("panes in view alone"),
            usize::from(passing != "allow-passthrough all"),
            "{conf}"
        );
    }
}
