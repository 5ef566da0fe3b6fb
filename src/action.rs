//! One table of everything the reader can be told to do: keys, palette, help and README come from it.
//!
//! A line of the table is an action: its variant, its name in `keymap.toml`, and what help says of it in Chinese and in
//! English. To add one, add a line here and its keys in `assets/keymap.toml`; the compiler and the tests ask for the rest.

use crate::lang::Lang;

/// What an action is about; help and README are ordered by it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Section {
    /// Moving through the list.
    Move,
    /// Reading an item.
    Read,
    /// Finding and filtering.
    Find,
    /// What the screen shows, and how.
    View,
    /// Taking text out of the reader.
    Take,
    /// The program itself.
    Program,
}

impl Section {
    /// All sections, in the order of the help.
    pub const ALL: &'static [Self] = &[
        Self::Move,
        Self::Read,
        Self::Find,
        Self::View,
        Self::Take,
        Self::Program,
    ];

    /// What stands above the section in the help.
    pub const fn title(self, lang: Lang) -> &'static str {
        let (chinese, english) = match self {
            Self::Move => ("移动", "Move"),
            Self::Read => ("阅读", "Read"),
            Self::Find => ("查找与筛选", "Find and filter"),
            Self::View => ("显示", "View"),
            Self::Take => ("取用", "Take out"),
            Self::Program => ("程序", "Program"),
        };
        lang.pick(chinese, english)
    }
}

macro_rules! actions {
    ($($section:ident { $($action:ident $name:literal $chinese:literal $english:literal)* })*) => {
        /// Something the reader can be told to do.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Action {
            $($(#[doc = $english] $action,)*)*
        }

        impl Action {
            /// All actions, in the order of the help.
            pub const ALL: &'static [Self] = &[$($(Self::$action,)*)*];

            /// Its name in `keymap.toml`.
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$action => $name,)*)* }
            }

            /// What it does, in a few words.
            pub const fn help(self, lang: Lang) -> &'static str {
                match self { $($(Self::$action => lang.pick($chinese, $english),)*)* }
            }

            /// What it is about.
            pub const fn section(self) -> Section {
                match self { $($(Self::$action => Section::$section,)*)* }
            }
        }
    };
}

actions! {
    Move {
        Down             "down"              "下一条；下一行（正文中）" "next item; a line down (in detail)"
        Up               "up"                "上一条；上一行（正文中）" "previous item; a line up (in detail)"
        Top              "top"               "到开头"                   "to the beginning"
        Bottom           "bottom"            "到末尾"                   "to the end"
        HalfPageDown     "half-page-down"    "下半页"                   "half a page down"
        HalfPageUp       "half-page-up"      "上半页"                   "half a page up"
        PageDown         "page-down"         "下一页"                   "a page down"
        PageUp           "page-up"           "上一页"                   "a page up"
        PreviousDay      "previous-day"      "前一天"                   "the day before"
        NextDay          "next-day"          "后一天"                   "the day after"
        PreviousSession  "previous-session"  "上一时段（盘前、早盘、午盘、盘后、夜盘）" "the trading session before"
        NextSession      "next-session"      "下一时段"                 "the trading session after"
        GoTo             "go-to"             "跳到时间或日期"           "go to a time or date"
    }
    Read {
        Open             "open"              "打开，按键转到正文"       "open: the detail takes the keys"
        SwitchFocus      "switch-focus"      "在列表和正文间切换"       "change between list and detail"
        Zen              "zen"               "只看正文，再按返回"       "detail alone, and back"
        DetailDown       "detail-down"       "下移正文；下一条（正文中）" "scroll the detail down; next item (in detail)"
        DetailUp         "detail-up"         "上移正文；上一条（正文中）" "scroll the detail up; previous item (in detail)"
        EarlierWording   "earlier-wording"   "前一版（修订过的电报）"   "the wording before, of an item that was revised"
        LaterWording     "later-wording"     "后一版"                   "the wording after"
        Related          "related"           "到相关的电报（快讯与其正文）" "to the related item: a flash's story, or its flash"
    }
    Find {
        Find             "find"              "查找，只标亮，不隐藏"     "find in place: lights matches, hides nothing"
        FindNext         "find-next"         "下一处匹配"               "next match"
        FindPrevious     "find-previous"     "上一处匹配"               "previous match"
        Filter           "filter"            "筛选，边输入边生效"       "filter as you type"
        ToggleFilter     "toggle-filter"     "关闭或恢复筛选"           "filter off and on"
        Back             "back"              "退一步：输入、焦点、筛选" "one step back: prompt, focus, filter"
    }
    View {
        Density          "density"           "列表疏密：标题、两行、全文" "density: headline, two lines, full text"
        Layout           "layout"            "布局：左右、上下、仅列表" "layout: side by side, stacked, list alone"
        Order            "order"             "最新在前或最早在前"       "newest or oldest first"
    }
    Take {
        CopyText         "copy-text"         "复制全文"                 "copy the text"
        CopyTitle        "copy-title"        "复制标题"                 "copy the title"
        CopyLink         "copy-link"         "复制链接或文件位置"       "copy the link, or the place in the file"
        OpenLink         "open-link"         "打开链接"                 "open the link"
        Edit             "edit"              "在编辑器中打开这一行"     "open the dump in an editor at the line"
    }
    Program {
        Problems         "problems"          "文件中的问题"             "problems found in the dumps"
        Help             "help"              "按键说明"                 "the keys"
        Redraw           "redraw"            "重画屏幕"                 "draw everything anew"
        Suspend          "suspend"           "挂起"                     "suspend"
        Quit             "quit"              "退出"                     "quit"
    }
}

impl Action {
    /// The action of this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// The actions of a section, in the order of the help.
    pub fn of(section: Section) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |action| action.section() == section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_action() {
        for &action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(action));
            assert!(
                action
                    .name()
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-'),
                "{action:?}"
            );
        }
        assert_eq!(Action::from_name("fly"), None);
    }

    #[test]
    fn sections_hold_every_action_once_and_in_order() {
        let by_section: Vec<Action> = Section::ALL
            .iter()
            .flat_map(|&section| Action::of(section))
            .collect();
        assert_eq!(by_section, Action::ALL);
    }

    #[test]
    fn help_stands_in_both_languages() {
        for &action in Action::ALL {
            assert!(!action.help(Lang::Chinese).is_ascii(), "{action:?}");
            assert!(action.help(Lang::English).is_ascii(), "{action:?}");
        }
    }
}
