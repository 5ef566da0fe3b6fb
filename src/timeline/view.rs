//! A day's records by their seats, while the day is being built and afterwards.

use std::sync::Arc;

use super::seats::{Seat, Seats};
use crate::dump::{Dump, Extra, Record};
use crate::item::Stamp;

/// The records of one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) dumps: &'a [Arc<Dump>],
    pub(super) seats: &'a Seats,
}

impl<'a> View<'a> {
    pub(super) fn dump(&self, seat: Seat) -> &'a Dump {
        &self.dumps[self.seats.place(seat).0]
    }

    pub(super) fn record(&self, seat: Seat) -> &'a Record {
        let (dump, record) = self.seats.place(seat);
        &self.dumps[dump].records[record]
    }

    pub(super) fn text(&self, seat: Seat) -> &'a str {
        let (dump, record) = self.seats.place(seat);
        let dump = &self.dumps[dump];
        dump.record_text(&dump.records[record])
    }

    pub(super) fn extra(&self, seat: Seat) -> Option<&'a Extra> {
        let (dump, record) = self.seats.place(seat);
        let dump = &self.dumps[dump];
        dump.extra(&dump.records[record])
    }

    pub(super) fn stamp(&self, seat: Seat) -> Stamp {
        self.record(seat).stamp
    }

    /// Stories are compared within a minute.
    pub(super) fn minute(&self, seat: Seat) -> u32 {
        self.stamp(seat).minute()
    }

    /// The wire's own number, where the dump gives it.
    pub(super) fn wire_id(&self, seat: Seat) -> Option<u64> {
        self.extra(seat)?.wire_id
    }

    /// Whether any dump gives more than text and time; most do not.
    pub(super) fn has_extras(&self) -> bool {
        self.dumps.iter().any(|dump| !dump.extras.is_empty())
    }
}
