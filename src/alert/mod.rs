//! Decides what an alert names, and when: items and the rules that they hit -> alerts. A plain function of time.
//!
//! ```text
//!   AlertHit ─ AlertDesk ─┬ alerted   each story once for each rule
//!                         ├ waiting   what arrived since the last alert
//!                         ├ rung      one bell a minute, one sound about a matter in ten minutes
//!                         └ quiet     hours without a sound
//!                              │
//!                            Alert    the newest item, how many others, and the signals
//! ```
//!
//! Who shows an alert, rings and starts programs is not decided here.

mod alerted;
mod desk;
mod hit;
mod notification;
mod quiet;
mod rung;
#[cfg(test)]
mod tests;

pub use desk::{Alert, AlertDesk, AlertItem, AlertRun};
pub use hit::{AlertHit, AlertRule, Signals};
pub use notification::notification_text;
pub use quiet::QuietHours;
