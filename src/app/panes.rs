//! The table of panes, and which of them takes the keys.
//!
//! To add a pane, add a row here and one in `ui/panes/mod.rs`, which says where it is and what it shows. Wheel, clicks, scroll
//! bar, focus and the name in the status line follow from the tables.

use std::ops::{Index, IndexMut};

use crate::action::Scope;
use crate::lang::Lang;

/// A row of the table. Pairs of texts are Chinese and English.
struct PaneRow {
    /// The key bindings while it has the focus.
    scope: Scope,
    /// Its name in the status line.
    title: [&'static str; 2],
    /// Its name while it fills the screen.
    title_alone: [&'static str; 2],
    /// Whether it shows ages, and so changes with every minute.
    needs_clock: bool,
}

macro_rules! panes {
    ($($(#[$doc:meta])* $pane:ident => $row:expr;)*) => {
        /// A pane: an area of the screen with keys and a scroll position of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum PaneId {
            $($(#[$doc])* $pane,)*
        }

        impl PaneId {
            /// All panes, in the order of the focus.
            pub const ALL: &'static [Self] = &[$(Self::$pane,)*];

            const fn row(self) -> PaneRow {
                match self { $(Self::$pane => $row,)* }
            }
        }
    };
}

panes! {
    /// The list of items.
    List => PaneRow {
        scope: Scope::List,
        title: ["列表", "List"],
        title_alone: ["列表", "List"],
        needs_clock: false,
    };
    /// The text of the selected item.
    Detail => PaneRow {
        scope: Scope::Detail,
        title: ["正文", "Detail"],
        title_alone: ["专注", "Zen"],
        needs_clock: false,
    };
}

impl PaneId {
    /// The key bindings while it has the focus.
    pub const fn scope(self) -> Scope {
        self.row().scope
    }

    /// Its name.
    pub const fn title(self, lang: Lang) -> &'static str {
        let [chinese, english] = self.row().title;
        lang.pick(chinese, english)
    }

    /// Whether it shows ages, and so changes with every minute.
    pub const fn needs_clock(self) -> bool {
        self.row().needs_clock
    }

    /// The other panes, beginning with the next one.
    pub(super) fn after(self) -> impl Iterator<Item = Self> {
        let others = Self::ALL.iter().copied().cycle();
        others.skip(self as usize + 1).take(Self::ALL.len() - 1)
    }
}

/// A value for each pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaneMap<T>([T; PaneId::ALL.len()]);

impl<T> PaneMap<T> {
    /// Makes the value of each pane.
    pub fn new(value: impl Fn(PaneId) -> T) -> Self {
        Self(std::array::from_fn(|n| value(PaneId::ALL[n])))
    }
}

impl<T> Index<PaneId> for PaneMap<T> {
    type Output = T;

    fn index(&self, pane: PaneId) -> &T {
        &self.0[pane as usize]
    }
}

impl<T> IndexMut<PaneId> for PaneMap<T> {
    fn index_mut(&mut self, pane: PaneId) -> &mut T {
        &mut self.0[pane as usize]
    }
}

/// The focused pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The pane.
    pub pane: PaneId,
    /// Whether it fills the screen.
    pub alone: bool,
}

impl Focus {
    /// The list.
    pub const LIST: Self = Self::on(PaneId::List);
    /// The detail.
    pub const DETAIL: Self = Self::on(PaneId::Detail);
    /// The detail, alone on the screen.
    pub const ZEN: Self = Self {
        alone: true,
        ..Self::DETAIL
    };

    /// A pane beside the others.
    pub const fn on(pane: PaneId) -> Self {
        Self { pane, alone: false }
    }

    /// The name of the pane in the status line.
    pub const fn title(self, lang: Lang) -> &'static str {
        let [chinese, english] = self.pane.row().title_alone;
        if self.alone {
            lang.pick(chinese, english)
        } else {
            self.pane.title(lang)
        }
    }
}

impl Default for Focus {
    fn default() -> Self {
        Self::LIST
    }
}
