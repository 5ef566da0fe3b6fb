//! Tests of lists as users have them.

mod reading;
