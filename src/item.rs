//! Types that every module shares: ids, times, flags and stock codes.
//!
//! Each is a few bytes large: an archive of ten years holds millions of items.

mod code;
mod flags;
mod id;
mod time;

pub use code::{alternative_codes, has_market, market_of_fund, market_of_stock, normalize_code};
pub use flags::{ItemFlags, Level};
pub use id::{ItemId, NotAnId};
pub use time::{BEIJING, NewsDay, Rollover, Stamp, is_weekend};

/// A listed company that a dump names beside an entry.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Stock {
    /// As the wire writes it.
    pub name: String,
    /// As the dump writes it, such as `sz300308`. [`normalize_code`] makes `300308.SZ` of it.
    pub code: String,
}
