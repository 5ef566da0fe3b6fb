//! The table of actions.

use super::{HelpSection, Scope};
use crate::lang::Lang;

/// A row of the table; pairs of texts are Chinese and English.
struct ActionRow {
    name: &'static str,
    scopes: &'static [Scope],
    takes_count: bool,
    help: [&'static str; 2],
    /// In the detail and on a page, if it does something else there.
    help_elsewhere: Option<[&'static str; 2]>,
    /// In the list.
    hint: [&'static str; 2],
    /// In the detail and on a page.
    hint_elsewhere: [&'static str; 2],
}

macro_rules! actions {
    ($($section:ident {
        $(@page $page:ident $page_name:literal title $title_zh:literal, $title_en:literal clock $clock:literal
            help $page_help_zh:literal, $page_help_en:literal
            hint $page_hint_zh:literal, $page_hint_en:literal;)*
        $($action:ident $name:literal in $scopes:ident $(counts $counted:literal)?
            help $help_zh:literal, $help_en:literal $(elsewhere $help_elsewhere_zh:literal, $help_elsewhere_en:literal)?
            hint $hint_zh:literal, $hint_en:literal $(elsewhere $elsewhere_zh:literal, $elsewhere_en:literal)?;)*
    })*) => {
        /// A page of text over the panes. The action of the same row opens it.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum PageKind {
            $($(#[doc = $page_help_en] $page,)*)*
        }

        impl PageKind {
            /// Returns its title.
            pub const fn title(self, lang: Lang) -> &'static str {
                match self { $($(Self::$page => lang.pick($title_zh, $title_en),)*)* }
            }

            /// Whether it shows ages, and so changes with every minute.
            pub const fn needs_clock(self) -> bool {
                match self { $($(Self::$page => $clock,)*)* }
            }
        }

        /// Something that a key can do.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Action {
            /// Opens a page, or closes it if it is open.
            Page(PageKind),
            $($(#[doc = $help_en] $action,)*)*
        }

        impl Action {
            /// All actions, in the order of the help.
            pub const ALL: &'static [Self] = &[$(
                $(Self::Page(PageKind::$page),)*
                $(Self::$action,)*
            )*];

            /// Returns the section of the help that lists it.
            pub const fn section(self) -> HelpSection {
                match self { $(
                    $(Self::Page(PageKind::$page) => HelpSection::$section,)*
                    $(Self::$action => HelpSection::$section,)*
                )* }
            }

            const fn row(self) -> ActionRow {
                match self { $($(Self::Page(PageKind::$page) => ActionRow {
                    name: $page_name,
                    scopes: EVERYWHERE,
                    takes_count: false,
                    help: [$page_help_zh, $page_help_en],
                    help_elsewhere: None,
                    hint: [$page_hint_zh, $page_hint_en],
                    hint_elsewhere: [$page_hint_zh, $page_hint_en],
                },)* $(Self::$action => ActionRow {
                    name: $name,
                    scopes: $scopes,
                    takes_count: actions!(@or $($counted)? false),
                    help: [$help_zh, $help_en],
                    help_elsewhere: actions!(@or $({ Some([$help_elsewhere_zh, $help_elsewhere_en]) })? None),
                    hint: [$hint_zh, $hint_en],
                    hint_elsewhere: actions!(@or $([$elsewhere_zh, $elsewhere_en])? [$hint_zh, $hint_en]),
                },)*)* }
            }
        }
    };
    (@or $first:tt $($rest:tt)?) => { $first };
}

/// The scopes of an action that needs no item.
const EVERYWHERE: &[Scope] = &Scope::ALL;
/// The scopes of an action on items of the list.
const PANES: &[Scope] = &[Scope::List, Scope::Detail];
/// The scope of an action on entries of a page.
const PAGE: &[Scope] = &[Scope::Page];
/// The scopes of an action on a rule.
const ON_RULES: &[Scope] = &[Scope::Rules];

// name in scopes, `counts true` if a number before its key means something, help (the help page, README), hint (the status
// line). A text after `elsewhere` is for the detail and for pages.
// A page: also its title, and whether it changes with every minute because it shows ages.
actions! {
    Move {
        Down "down" in EVERYWHERE counts true
            help "下一条", "next item" elsewhere "正文中：下一行", "in the detail: next line"
            hint "下一条", "next item" elsewhere "下一行", "next line";
        Up "up" in EVERYWHERE counts true
            help "上一条", "previous item" elsewhere "正文中：上一行", "in the detail: previous line"
            hint "上一条", "previous item" elsewhere "上一行", "previous line";
        Top "top" in EVERYWHERE counts true
            help "到开头", "first item or line"
            hint "到开头", "top";
        Bottom "bottom" in EVERYWHERE counts true
            help "到末尾", "last item or line"
            hint "到末尾", "bottom";
        HalfPageDown "half-page-down" in EVERYWHERE counts true
            help "向下半页", "half a page down"
            hint "向下半页", "half a page down";
        HalfPageUp "half-page-up" in EVERYWHERE counts true
            help "向上半页", "half a page up"
            hint "向上半页", "half a page up";
        PageDown "page-down" in EVERYWHERE counts true
            help "向下一页", "page down"
            hint "向下一页", "page down";
        PageUp "page-up" in EVERYWHERE counts true
            help "向上一页", "page up"
            hint "向上一页", "page up";
        PreviousDay "previous-day" in EVERYWHERE counts true
            help "前一天的同一时刻", "previous day at the same time"
            hint "前一天", "previous day";
        NextDay "next-day" in EVERYWHERE counts true
            help "后一天的同一时刻", "next day at the same time"
            hint "后一天", "next day";
        PreviousSession "previous-session" in PANES counts true
            help "到时段开头（早盘、午后等），再按到上一段", "start of the session; again: the one before"
            hint "时段开头", "session start";
        NextSession "next-session" in PANES counts true
            help "到下一时段开头", "start of the next session"
            hint "下一时段", "next session";
        GoToBanner "go-to-banner" in EVERYWHERE
            help "去看底行提醒的那条", "go to the item that the last line names"
            hint "去看提醒的那条", "go to the alert";
        NextUnseen "next-unseen" in PANES
            help "下一条没看过的，从旧到新", "next unseen item, from old to new"
            hint "下一条没看过的", "next unseen";
        GoToReadLine "go-to-read-line" in PANES
            help "到“上次看到这里”", "go to the read line"
            hint "上次看到这里", "read line";
        GoTo "go-to" in PANES
            help "跳到时间或日期", "go to a time or date"
            hint "跳到时间", "go to";
        JumpBack "jump-back" in EVERYWHERE counts true
            help "回到跳转前的地方，再按返回", "back to the place before a jump; again: return"
            hint "回到原处", "jump back";
    }
    Read {
        Open "open" in EVERYWHERE
            help "打开正文，再按只看正文", "open the item; again: detail alone"
            hint "打开", "open";
        SwitchFocus "switch-focus" in EVERYWHERE
            help "在列表和正文间切换", "switch between list and detail"
            hint "换到正文", "switch panes" elsewhere "换到列表", "switch panes";
        Zen "zen" in PANES
            help "只看正文，再按返回", "detail alone; again: back"
            hint "只看正文", "detail alone";
        DetailDown "detail-down" in PANES counts true
            help "正文下移一行", "scroll the detail down" elsewhere "正文中：下一条", "in the detail: next item"
            hint "正文下移", "scroll down" elsewhere "下一条", "next item";
        DetailUp "detail-up" in PANES counts true
            help "正文上移一行", "scroll the detail up" elsewhere "正文中：上一条", "in the detail: previous item"
            hint "正文上移", "scroll up" elsewhere "上一条", "previous item";
        EarlierWording "earlier-wording" in PANES counts true
            help "前一版（改过的电报）", "earlier version of a revised item"
            hint "前一版", "earlier version";
        LaterWording "later-wording" in PANES counts true
            help "后一版", "later version"
            hint "后一版", "later version";
        Related "related" in PANES
            help "到相关的电报：快讯与长文之间", "go to the related item: from a flash to its story, or back"
            hint "相关", "related item";
    }
    Find {
        Find "find" in PANES
            help "查找，只标亮，不隐藏", "find: highlight matches, hide nothing"
            hint "查找", "find";
        FindNext "find-next" in PANES counts true
            help "下一处匹配", "next match"
            hint "下一处", "next match";
        FindPrevious "find-previous" in PANES counts true
            help "上一处匹配", "previous match"
            hint "上一处", "previous match";
        Filter "filter" in PANES
            help "筛选，边输入边生效", "filter as you type"
            hint "筛选", "filter";
        ToggleFilter "toggle-filter" in PANES
            help "关闭或恢复筛选", "turn the filter off or on"
            hint "筛选开关", "filter off/on";
        View "view" in PANES counts true
            help "换视图：全部、红", "switch to a view: everything, red"
            hint "换视图", "view";
        NextView "next-view" in PANES counts true
            help "下一个视图", "next view"
            hint "下一个视图", "next view";
        PreviousView "previous-view" in PANES counts true
            help "上一个视图", "previous view"
            hint "上一个视图", "previous view";
        StockView "stock-view" in PANES
            help "只看这一条的个股，再按换下一只", "a view of the item's stock; again: of its next stock"
            hint "只看个股", "stock";
        ThemeView "theme-view" in PANES
            help "只看这一条的题材（栏目、主题、来源等）", "a view of the item's theme: column, topic, source"
            hint "只看题材", "theme";
        Back "back" in EVERYWHERE
            help "退一步：输入、说明、正文、查找、筛选、视图", "one step back: prompt, page, detail, find, filter, view"
            hint "退一步", "back";
    }
    View {
        Density "density" in PANES
            help "列表疏密：标题、两行、全文", "density: headline, two lines, full text"
            hint "疏密", "density";
        Layout "layout" in PANES
            help "布局：左右、上下、仅列表", "layout: side by side, stacked, list alone"
            hint "布局", "layout";
        GrowList "grow-list" in PANES counts true
            help "移动分界：列表多占一点", "move the divider: a larger list"
            hint "列表多占一点", "larger list";
        ShrinkList "shrink-list" in PANES counts true
            help "移动分界：列表少占一点", "move the divider: a smaller list"
            hint "列表少占一点", "smaller list";
        ToggleFold "fold" in PANES
            help "展开或折叠这一处", "open the fold, or shut it"
            hint "展开", "unfold";
        ToggleFolds "folds" in PANES
            help "全部展开或全部折叠", "open all folds, or shut them"
            hint "全部展开", "unfold all";
        Mute "mute" in PANES
            help "今天折叠这个栏目、系列或来源；再按恢复", "fold this column, series or source for today; again: no more"
            hint "折叠", "mute";
        MuteFor "mute-for" in PANES
            help "折叠多久：今天、三天、一直", "fold it for as long as you say"
            hint "折叠多久", "mute for";
        Order "order" in PANES
            help "最新在前或最早在前", "newest or oldest first"
            hint "次序", "order";
    }
    Rules {
        @page Rules "rules" title "规则", "Rules" clock false
            help "规则：视图、颜色，和各有多少条", "rules: views, colours, and how many items each has"
            hint "规则", "rules";
        NewRule "new-rule" in ON_RULES
            help "规则页：新规则，从筛选、视图或选中的一条写起", "on the page of rules: new rule, from the filter, the view or the item"
            hint "新", "new";
        RuleQuery "rule-query" in ON_RULES
            help "规则页：改查询，下面边打边看", "on the page of rules: edit the query, with its items below"
            hint "改查询", "query";
        RuleName "rule-name" in ON_RULES
            help "规则页：改名字", "on the page of rules: rename"
            hint "改名", "rename";
        RuleStyle "rule-style" in ON_RULES
            help "规则页：颜色", "on the page of rules: colour"
            hint "颜色", "colour";
        RuleKey "rule-key" in ON_RULES counts true
            help "规则页：定视图的数字键，再按去掉", "on the page of rules: digit of the view; again: none"
            hint "定键", "digit";
        RuleView "rule-view" in ON_RULES
            help "规则页：要不要视图", "on the page of rules: a view or none"
            hint "视图", "view";
        RuleAlert "rule-alert" in ON_RULES
            help "规则页：提醒：横幅、铃、通知，再按都不要", "on the page of rules: alert by banner, bell, notification; then none"
            hint "提醒", "alert";
        RuleFold "rule-fold" in ON_RULES
            help "规则页：折叠或不折叠", "on the page of rules: fold its items, or do not"
            hint "折叠", "fold";
        DeleteRule "delete-rule" in ON_RULES
            help "规则页：删除", "on the page of rules: delete"
            hint "删", "delete";
    }
    Mark {
        @page Basket "basket" title "收藏", "Starred" clock false
            help "当天的收藏和批注", "starred and noted items of the day"
            hint "收藏", "starred";
        Star "star" in EVERYWHERE counts true
            help "收藏或取消", "star the item, or take the star away"
            hint "收藏", "star";
        Note "note" in EVERYWHERE
            help "写一句批注，同时收藏", "write a note, and star the item"
            hint "批注", "note";
        TakeOut "take-out" in PAGE
            help "收藏页中：拿掉这一条，连同批注", "in the basket: take the item out, with its note"
            hint "拿掉", "take out";
        ListStock "list-stock" in PANES
            help "把这条的股票放进自选，已在里面则去掉", "put the item's stock into a watchlist, or take it out"
            hint "放进自选", "watch";
        Compare "compare" in EVERYWHERE
            help "对照最近收藏的两条；收藏页中：与下一条对照", "compare the two items starred last; in the basket: with the next one"
            hint "对照", "compare";
        CopyStarred "copy-starred" in EVERYWHERE
            help "复制当天收藏的全部，一条一行", "copy all starred items of the day, a line each"
            hint "复制收藏", "copy starred";
        SaveStarred "save-starred" in EVERYWHERE
            help "把当天的收藏存为复盘文件（Markdown）", "save the starred items of the day as Markdown"
            hint "存复盘", "save";
        MakeUnseen "make-unseen" in PANES
            help "把这一条当作没看过", "make the item unseen"
            hint "当作没看过", "make unseen";
        SeeAll "see-all" in PANES
            help "列表里的都算看过，多于一屏先问", "mark the whole list as seen; beyond a screenful it asks"
            hint "都算看过", "all seen";
        Undo "undo" in EVERYWHERE
            help "撤销：收藏、批注、看没看过、放进自选、折叠、改规则", "undo a star, a note, what counts as seen, a stock in a watchlist, a mute, or an edit of rules"
            hint "撤销", "undo";
        Redo "redo" in EVERYWHERE
            help "重做撤销的那一步", "do again what was undone"
            hint "重做", "redo";
    }
    Export {
        CopyText "copy-text" in EVERYWHERE counts true
            help "复制全文", "copy the text"
            hint "复制全文", "copy text";
        CopyTitle "copy-title" in EVERYWHERE counts true
            help "复制标题", "copy the title"
            hint "复制标题", "copy title";
        CopyLink "copy-link" in EVERYWHERE counts true
            help "复制链接或文件位置", "copy the link, or the file and line"
            hint "复制链接", "copy link";
        OpenLink "open-link" in EVERYWHERE
            help "打开链接", "open the link"
            hint "打开链接", "open link";
        Edit "edit" in EVERYWHERE
            help "在编辑器中打开这一行", "open the dump in an editor at the line"
            hint "编辑", "edit";
    }
    Program {
        @page Problems "problems" title "文件中的问题", "Problems in the dumps" clock true
            help "文件中的问题", "problems in the dumps"
            hint "问题", "problems";
        @page Help "help" title "说明", "Help" clock false
            help "说明：按键、记号、查询", "help: keys, marks, queries"
            hint "说明", "help";
        Palette "command" in EVERYWHERE
            help "执行任何操作：按名字、按键或拼音找", "run any action, by name, key or pinyin"
            hint "命令", "commands";
        Redraw "redraw" in EVERYWHERE
            help "重画屏幕", "redraw the screen"
            hint "重画", "redraw";
        Suspend "suspend" in EVERYWHERE
            help "挂起", "suspend"
            hint "挂起", "suspend";
        Leave "leave" in EVERYWHERE
            help "退一步，在列表中则退出", "one step back; in the plain list: quit"
            hint "退出", "quit" elsewhere "退一步", "back";
        Quit "quit" in EVERYWHERE
            help "立即退出；输入时：取消输入", "quit at once; in a prompt: cancel it"
            hint "退出", "quit";
    }
}

impl Action {
    /// Returns the action with this name in `keymap.toml`, if any.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// Returns the actions of a section, in the order of the help.
    pub fn in_section(section: HelpSection) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |action| action.section() == section)
    }

    /// Returns its name in `keymap.toml`.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the scopes where it does something.
    pub const fn scopes(self) -> &'static [Scope] {
        self.row().scopes
    }

    /// Whether it is for the page of rules alone.
    pub const fn is_on_rules(self) -> bool {
        matches!(self.scopes(), [Scope::Rules])
    }

    /// Whether a number before its key means something: how often, how many, or which one.
    pub const fn takes_count(self) -> bool {
        self.row().takes_count
    }

    /// Returns what it does, for the help page.
    pub const fn help(self, lang: Lang) -> &'static str {
        let [chinese, english] = self.row().help;
        lang.pick(chinese, english)
    }

    /// Returns what it does in the detail and on a page, if that is something else.
    pub const fn help_elsewhere(self, lang: Lang) -> Option<&'static str> {
        match self.row().help_elsewhere {
            Some([chinese, english]) => Some(lang.pick(chinese, english)),
            None => None,
        }
    }

    /// Returns what it does in a scope, in few words for the status line.
    pub const fn hint(self, scope: Scope, lang: Lang) -> &'static str {
        let row = self.row();
        let [chinese, english] = match scope {
            Scope::List => row.hint,
            Scope::Detail | Scope::Page | Scope::Rules => row.hint_elsewhere,
        };
        lang.pick(chinese, english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_kebab_case() {
        for &action in Action::ALL {
            let name = action.name();
            assert_eq!(Action::from_name(name), Some(action));
            let is_kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(name.chars().all(is_kebab), "{name}");
        }
        assert_eq!(Action::from_name("fly"), None);
    }

    #[test]
    fn sections_hold_every_action_in_order() {
        let by_section: Vec<Action> = HelpSection::ALL
            .into_iter()
            .flat_map(Action::in_section)
            .collect();
        assert_eq!(by_section, Action::ALL);
    }

    #[test]
    fn help_and_hints_have_both_languages() {
        for &action in Action::ALL {
            let texts = |lang| {
                let hints = Scope::ALL.map(|scope| action.hint(scope, lang));
                let elsewhere = action.help_elsewhere(lang);
                [hints.as_slice(), &[action.help(lang)], elsewhere.as_slice()].concat()
            };
            assert!(
                texts(Lang::Chinese).iter().all(|text| !text.is_ascii()),
                "{action:?}"
            );
            assert!(
                texts(Lang::English).iter().all(|text| text.is_ascii()),
                "{action:?}"
            );
        }
    }

    #[test]
    fn hints_differ_where_keys_do() {
        let hint = |scope| Action::Down.hint(scope, Lang::English);
        assert_eq!(
            (hint(Scope::List), hint(Scope::Page)),
            ("next item", "next line")
        );
    }
}
