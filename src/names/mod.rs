//! Which stock a name stands for: a table that is learnt from the dumps, that begins with the large companies, and that the
//! user can add to.
//!
//! ```text
//!   dumps ─ evidence     which names precede which codes, and which a dialect gives
//!         ─ candidates   which parts of these texts may be names
//!         ─ word_stats   where these words are in texts: a company opens its clause, 机器人 seldom does
//!         ─ learner      which candidates are names; reads again only what changed. Adds the companies of a file
//!         ─ StockNames   finds them in a text, the longest first (name_search)
//! ```
//!
//! Learning walks over all texts. It is done only where stocks are needed; in the reader on the thread of [`start`].

mod candidates;
mod common_words;
mod companies;
mod evidence;
mod learner;
mod name_search;
mod stock_names;
#[cfg(test)]
mod tests;
mod user_stock;
mod word_stats;
mod worker;

pub use common_words::is_common as is_common_word;
pub use learner::{Lessons, NameLearner};
pub use stock_names::{KnownName, StockNames};
pub use user_stock::UserStock;
pub use word_stats::{WordCounter, WordCounts};
pub use worker::{ListDumps, start};
