//! The model of the screen: `update(&mut App, Message) -> Vec<Effect>`.
//!
//! `update` touches no terminal, file, clock or thread. Time comes in a message, and work outside goes out as an effect. The
//! model holds items by [`ItemKey`], never by row number.
//!
//! ```text
//! update                                   message -> handler -> effects
//!   |
//! key_control  actions  focus_control      handlers: `impl App`, for what takes
//! prompt_control  prompt_editing           several parts
//! prompt_choices  palette_control  page_control
//! search_control  list_control  jump_control
//! view_control
//! next_unseen  banner_control  alert_control
//! layout_control  mouse  export
//! timeline_update  stock_names  survey
//! derive_control  rule_control  rule_page  preview_control
//! rule_editing  rule_prompts  new_rule  rule_programs
//! rules_written  clock  time_reference  rule_renewal  frame
//! news_counts  feed_pace  terminal_title   what the screen says of several parts
//! listed_problem  bar_facts
//!   |
//! model                                    App, a struct of parts
//!   |
//! item_list  detail_view  unseen_items     parts, which do not see each other
//! search (view, filter, find)  list_source
//! find_matches  jumps  views (view, topics)
//! mode (prompt_line, page, palette)
//! split  derived (derivation)
//! prompt_history  key_input  notices
//! sources  panes  attention  banner  item_events
//! completion (place, words)  rules_in_force
//! rule_preview (rule_rows)  rule_draft (rule_look)
//! rule_times  failed_programs
//!   |
//! visible_items  search_pass  item_key     values that parts exchange
//! wrapped_item  wrapped_headline  scroll
//! expiry
//! ```
//!
//! A part is a struct with private fields in one file. Its methods get what they need as arguments and return what
//! changed.
//!
//! # How it is driven
//!
//! The owner of the terminal repeats:
//!
//! 1. Send messages, keys first. If the second has changed, send [`Message::Now`] before: notices expire by that time. Run
//!    the effects of each message before the next one: a pass starts with the matcher and the timeline that the model holds
//!    at that moment.
//! 2. If [`App::version`] has grown since the last frame, lay out. If the metrics differ from [`App::metrics`], send
//!    [`Message::Measured`] and lay out again, because the focus may have changed. Then draw, and run the effects of that.
//! 3. Send [`Message::Drawn`] after the frame. Unseen items on the screen count as seen some seconds later: the model asks
//!    to be woken.
//!
//! # Costs
//!
//! A key costs a binary search over days and a walk over the items of one screen. A change of the timeline, or progress of
//! a pass, costs a walk over the days.

mod actions;
mod alert_control;
mod arrangement;
mod attention;
mod banner;
mod banner_control;
mod bar_facts;
mod basket;
mod basket_control;
mod basket_export;
mod candidate;
mod clock;
mod completion;
mod completion_place;
mod completion_words;
mod derivation;
mod derive_control;
mod derived;
mod detail_view;
mod effect;
mod expiry;
mod export;
mod failed_programs;
mod feed_pace;
mod find_matches;
mod focus_control;
mod fold_control;
mod folding;
mod frame;
mod help_part;
mod item_events;
mod item_key;
mod item_list;
mod jump_control;
mod jumps;
mod key_control;
mod key_input;
mod layout_control;
mod left_out;
mod line_prefix;
mod list_control;
mod list_source;
mod listed_problem;
mod listed_stocks;
mod listing;
mod lost_marks;
mod mark_guesses;
mod marking;
mod message;
mod mode;
mod model;
mod mouse;
mod mouse_drag;
mod mute_choices;
mod mute_control;
mod muting;
mod new_rule;
mod news_counts;
mod next_unseen;
mod notices;
mod page;
mod page_control;
mod page_entries;
mod palette;
mod palette_control;
mod panes;
mod preview_control;
mod prompt_choices;
mod prompt_control;
mod prompt_editing;
mod prompt_history;
mod prompt_keys;
mod prompt_line;
mod query_examples;
mod read_line_control;
mod read_lines;
mod rule_control;
mod rule_draft;
mod rule_editing;
mod rule_look;
mod rule_page;
mod rule_preview;
mod rule_programs;
mod rule_prompts;
mod rule_renewal;
mod rule_rows;
mod rule_times;
mod rule_writes;
mod rules_in_force;
mod rules_written;
mod screen;
mod scroll;
mod search;
mod search_control;
mod search_kind;
mod search_pass;
mod see_all;
mod seen_control;
mod seen_memory;
mod seen_search;
mod session;
mod session_control;
mod sources;
mod split;
mod state_events;
mod stock_names;
mod survey;
mod terminal_title;
#[cfg(test)]
pub(crate) mod test_reader;
#[cfg(test)]
mod tests;
mod time_direction;
mod time_reference;
mod timeline_update;
mod topics;
mod trading_session;
mod undo;
mod unseen_items;
mod update;
mod view;
mod view_control;
mod views;
mod visible_items;
mod waiting;
mod wrapped_headline;
mod wrapped_item;

pub use banner_control::ShownBanner;
pub use bar_facts::BarVersion;
pub use basket::Basket;
pub use basket_control::headline as story_headline;
pub use candidate::Candidate;
pub use completion::Completion;
pub use derived::Derived;
pub use detail_view::DetailView;
pub use effect::Effect;
pub use help_part::HelpPart;
pub use item_key::ItemKey;
pub use item_list::{ItemList, ListFold, ListRow, ListRule};
pub use key_input::KeyInput;
pub use line_prefix::{line_prefix, prefix};
pub use listed_problem::{Flaw, ListedProblem};
pub use lost_marks::days_with_lost_marks;
pub use marking::story_of;
pub use message::{Message, WorkerKind};
pub use mode::{Mode, Prompt};
pub use model::{App, GivenOptions};
pub use notices::{Notice, Notices};
pub use page::Page;
pub use page_entries::PageEntries;
pub use palette::ActionPalette;
pub use panes::{Focus, PaneId, PaneMap};
pub use prompt_line::{PromptError, PromptKind, PromptLine};
pub use query_examples::{QueryExample, query_examples};
pub use rule_preview::PreviewCounts;
pub use rule_rows::{RowCounts, RuleRow};
pub use rules_in_force::RulesInForce;
pub use screen::{Divider, PaneMetrics, ScreenMetrics};
pub use search::Search;
pub use search_kind::SearchKind;
pub use search_pass::{MatchCounts, SearchPass};
pub use sources::Sources;
pub use split::Split;
pub use unseen_items::{NewCounts, UnseenItems};
pub use update::update;
pub use view::View;
pub use visible_items::{ListIndex, VisibleDay, VisibleItems, VisibleSession};
pub use wrapped_headline::{WrappedHeadline, headline_text};
pub use wrapped_item::{WrappedItem, WrappedLine};
