//! Tests of lists as users have them.

mod changing;
mod reading;
mod taking_out;
