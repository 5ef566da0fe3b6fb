//! Conditions: requirements of the fields that are not text.

use std::any::Any;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::item::QueryItem;
use crate::moment::DaySpan;

/// A requirement of a field's value, such as `level>=B`. It is printed as a query that means the same at any later time.
/// Conditions that print alike are equal.
pub(super) trait Condition: Any + fmt::Debug + fmt::Display + Send + Sync {
    /// Whether an item meets it.
    fn matches(&self, item: &dyn QueryItem) -> bool;

    /// The first and the last news day of items that can meet it; `None` if any day can.
    fn days(&self) -> Option<DaySpan> {
        None
    }

    /// One condition that an item meets if it meets this one or another of its kind, and takes those out of `others`; `None` if
    /// its kind cannot be joined.
    fn join(&self, _others: &mut Vec<Arc<dyn Condition>>) -> Option<Arc<dyn Condition>> {
        None
    }

    /// Whether it reads the user's stars and notes, so other items meet it once these change.
    fn reads_marks(&self) -> bool {
        false
    }

    /// Whether every item that meets it surely meets `wide`, a condition that prints differently. `false` is always correct;
    /// `true` lets a longer query start from the hits of a shorter one.
    fn implies(&self, _wide: &dyn Condition) -> bool {
        false
    }
}

/// Takes the conditions of one kind out of these, and passes each of them on if `is_taken` says so.
pub(super) fn take_alike<C: Condition>(
    conditions: &mut Vec<Arc<dyn Condition>>,
    mut is_taken: impl FnMut(&C) -> bool,
) {
    conditions.retain(|condition| {
        let alike: Option<&C> = (&**condition as &dyn Any).downcast_ref();
        !alike.is_some_and(&mut is_taken)
    });
}

/// How an item's value must compare with the value in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    Equal,
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Compare {
    /// Whether to accept an item's value that has this order relative to the query's value.
    pub(super) const fn accepts(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Above => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
        }
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => ":",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
        })
    }
}
