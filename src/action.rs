//! One table of everything the reader can be told to do: keys, palette, help and README come from it.

/// Something the reader can be told to do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// To the next item.
    Down,
    /// To the previous item.
    Up,
    /// To the first item of the list.
    Top,
    /// To the last item of the list.
    Bottom,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the day before.
    PreviousDay,
    /// To the day after.
    NextDay,
    /// To the session before (盘前 早盘 午盘 盘后 夜盘).
    PreviousSession,
    /// To the session after.
    NextSession,
    /// Asks for a time or date to go to.
    GoTo,
    /// Opens the selected item: the detail takes the keys.
    Open,
    /// The other pane takes the keys.
    SwitchFocus,
    /// The detail alone on the screen, and back.
    Zen,
    /// Scrolls the detail a line down, from the list.
    DetailDown,
    /// Scrolls the detail a line up, from the list.
    DetailUp,
    /// Asks for words to find in place.
    Find,
    /// To the next place that was found.
    FindNext,
    /// To the previous place that was found.
    FindPrevious,
    /// Asks for a filter, which works as one types.
    Filter,
    /// Filter off and on with the same item selected.
    ToggleFilter,
    /// One step back: prompt, focus, filter. It never quits.
    Back,
    /// Density of the list: headline, two lines, full text.
    Density,
    /// Layout: side by side, stacked, list alone.
    Layout,
    /// Newest or oldest first.
    Order,
    /// Copies the text.
    CopyText,
    /// Copies the title.
    CopyTitle,
    /// Copies the link, or the place in the file where there is none.
    CopyLink,
    /// Opens the link.
    OpenLink,
    /// Opens the dump in an editor at the line.
    Edit,
    /// Shows all problems found in the dumps.
    Problems,
    /// Shows the keys.
    Help,
    /// Draws everything anew.
    Redraw,
    /// Suspends the reader.
    Suspend,
    /// Quits.
    Quit,
}
