//! The sections of the help page and of the README's table of keys.

use crate::lang::Lang;

/// A section of the help.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HelpSection {
    /// Moves through the list.
    Move,
    /// Reads an item.
    Read,
    /// Finds and filters.
    Find,
    /// Changes what the screen shows.
    View,
    /// Changes the rules.
    Rules,
    /// Marks items, and undoes that.
    Mark,
    /// Copies text out of the reader, or opens it elsewhere.
    Export,
    /// Controls the program.
    Program,
}

impl HelpSection {
    /// All sections, in the order of the help.
    pub const ALL: [Self; 8] = [
        Self::Move,
        Self::Read,
        Self::Find,
        Self::View,
        Self::Rules,
        Self::Mark,
        Self::Export,
        Self::Program,
    ];

    /// Returns the heading of the section.
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Move => lang.pick("移动", "Move"),
            Self::Read => lang.pick("阅读", "Read"),
            Self::Find => lang.pick("查找与筛选", "Find and filter"),
            Self::View => lang.pick("显示", "View"),
            Self::Rules => lang.pick("规则", "Rules"),
            Self::Mark => lang.pick("收藏", "Mark"),
            Self::Export => lang.pick("复制与打开", "Copy and open"),
            Self::Program => lang.pick("程序", "Program"),
        }
    }
}
