//! Dumps that are written over in place.

use super::super::compare::is_extended;
use super::*;

const REST: Duration = Duration::from_millis(200);
const ALMOST_REST: Duration = Duration::from_millis(199);
/// The beginning of the second entry over the end of the first.
const MIXTURE: &str =
    "\n**[09:31]** 【晨星股份：一季度净利同比增远山科技发布新一代芯片，称能耗下降三成。\n";

impl Observer {
    fn is_overwritten(&mut self, parts: &[&str]) -> Decision {
        self.debounce.note_overwritten(REST, self.now);
        self.observe(parts)
    }
}

#[test]
fn a_mixture_is_never_shown() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    for parts in [
        &[HEADING, FIRST, SECOND, MIXTURE][..],
        &[HEADING, THIRD, MIXTURE],
        &[HEADING, THIRD, FIRST, MIXTURE],
    ] {
        let decision = observer.is_overwritten(parts);
        assert!(matches!(decision, Decision::Wait(_)), "{decision:?}");
        observer.pass(ALMOST_REST);
        observer.expect_shown(&[HEADING, FIRST, SECOND]);
    }
    let whole = [HEADING, THIRD, FIRST, SECOND];
    observer.is_overwritten(&whole);
    observer.pass(ALMOST_REST);
    observer.expect_shown(&[HEADING, FIRST, SECOND]);
    observer.pass(Duration::from_millis(1));
    observer.expect_shown(&whole);
    observer.expect_commit(&[HEADING, THIRD, FIRST, SECOND, FOURTH]);
}

#[test]
fn a_dump_that_is_overwritten_for_ever_is_shown() {
    let mut observer = Observer::showing(&[HEADING, FIRST]);
    let entry = |number: u32| format!("\n**[10:00]** 财联社1月6日电，第{number}条。\n");
    let start = observer.now;
    for number in 0.. {
        observer.is_overwritten(&[HEADING, &entry(number), FIRST]);
        observer.pass(REST / 2);
        if observer.shown().len() == 2 {
            assert_eq!(observer.now, start + MAX_OVERWRITE_TIME);
            return;
        }
        assert!(observer.now < start + MAX_OVERWRITE_TIME, "never shown");
    }
}

#[test]
fn overwriting_rests_whatever_was_pending() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    observer.observe(&[HEADING, FIRST]);
    observer.pass(MAX_OVERWRITE_TIME);
    observer.is_overwritten(&[HEADING, THIRD, MIXTURE]);
    observer.pass(ALMOST_REST);
    observer.expect_shown(&[HEADING, FIRST, SECOND]);
}

#[test]
fn bytes_that_are_back_end_the_rest() {
    let mut observer = Observer::showing(&[HEADING, FIRST]);
    observer.is_overwritten(&[HEADING, MIXTURE]);
    observer.observe(&[HEADING, FIRST]);
    observer.expect_commit(&[HEADING, FIRST, SECOND]);
}

#[test]
fn the_last_reading_is_compared_with_the_next() {
    let mut observer = Observer::showing(&[HEADING, FIRST]);
    let last = |observer: &Observer| texts(observer.debounce.last_read().unwrap()).len();
    assert_eq!(last(&observer), 1);
    observer.is_overwritten(&[HEADING, FIRST, SECOND, THIRD]);
    assert_eq!(last(&observer), 3);
    observer.observe_none();
    assert!(observer.debounce.last_read().is_none());
}

#[test]
fn what_grows_at_one_place_is_extended() {
    let before = dump(&[HEADING, FIRST, SECOND]);
    for (parts, expected) in [
        (&[HEADING, FIRST, SECOND][..], true),
        (&[HEADING, FIRST, SECOND, THIRD], true),
        (&[HEADING, THIRD, FIRST, SECOND], true),
        (&[HEADING, FIRST, FIRST, SECOND], true),
        (&[HEADING, FIRST, &cut(SECOND)], false),
        (&[HEADING, FIRST, CORRECTED], false),
        (&[HEADING, THIRD, SECOND, THIRD], false),
        (&[HEADING, MIXTURE, SECOND], false),
        (&[HEADING], false),
    ] {
        assert_eq!(is_extended(&before, &dump(parts)), expected, "{parts:?}");
    }
}
