//! What workers derive from the timeline.

use super::derivation::Derivation;

/// A kind of result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// The names of stocks; sent as [`super::Message::Knowledge`].
    StockNames,
    /// The values of fields in the newest items, for Tab; sent as [`super::Message::Knowledge`].
    FieldValues,
    /// The counts of the page of help; sent as [`super::Message::Tally`].
    Tally,
}

impl Derived {
    /// All kinds.
    pub(super) const ALL: [Self; 3] = [Self::StockNames, Self::FieldValues, Self::Tally];
}

/// The requests for each kind.
#[derive(Debug, Default)]
pub(super) struct Derivations {
    names: Derivation,
    values: Derivation,
    tally: Derivation,
    /// Whether a key needed the names of stocks before they were learnt.
    wants_names: bool,
}

impl Derivations {
    /// Whether names of stocks were learnt. Until then a query can miss hits.
    pub(super) const fn has_names(&self) -> bool {
        self.names.is_done()
    }

    /// Has the names of stocks learnt, also if nothing on the screen shows them.
    pub(super) const fn want_names(&mut self) {
        self.wants_names = true;
    }

    /// Whether a key needed the names of stocks.
    pub(super) const fn wants_names(&self) -> bool {
        self.wants_names
    }

    /// Lets what prompts and pages show be derived again as they open, if the timeline has changed.
    pub(super) const fn expire_shown(&mut self) {
        self.values.expire();
        self.tally.expire();
    }

    pub(super) const fn of(&mut self, kind: Derived) -> &mut Derivation {
        match kind {
            Derived::StockNames => &mut self.names,
            Derived::FieldValues => &mut self.values,
            Derived::Tally => &mut self.tally,
        }
    }
}
