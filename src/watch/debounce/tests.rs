use std::path::Path;

use bytes::Bytes;

use super::compare::conflicts;
use super::*;
use crate::dump::{self, ReadOptions};

const HEADING: &str =
    "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n";
const FIRST: &str = "\n**[09:31]** 【晨星股份：一季度净利同比增12%】财联社1月6日电，晨星股份公告，一季度净利同比增12%。\n";
const SECOND: &str = "\n**[09:32]** 财联社1月6日电，远山科技发布新一代芯片，称能耗下降三成。\n";
const THIRD: &str = "\n**[09:35]** 财联社1月6日电，青禾银行下调存款利率10个基点。\n";
const CORRECTED: &str = "\n**[09:32]** 财联社1月6日电，远山科技发布新一代芯片，称能耗下降四成。\n";

fn dump(parts: &[&str]) -> Arc<Dump> {
    let path = Path::new("a.md").into();
    let dump = dump::read(&path, Bytes::from(parts.concat()), ReadOptions::default());
    Arc::new(dump.unwrap())
}

fn texts(dump: &Dump) -> Vec<&str> {
    let records = dump.records.iter();
    records.map(|record| dump.record_text(record)).collect()
}

/// The beginning of an entry, cut inside its text.
fn cut(entry: &str) -> String {
    entry.chars().take(30).collect()
}

/// A debounced dump and a clock.
struct Follower {
    debounce: Debounce,
    now: Instant,
}

impl Follower {
    fn new() -> Self {
        Self {
            debounce: Debounce::default(),
            now: Instant::now(),
        }
    }

    fn showing(parts: &[&str]) -> Self {
        let mut follower = Self::new();
        follower.expect_commit(parts);
        follower
    }

    fn observe(&mut self, parts: &[&str]) -> Decision {
        self.debounce.observe(Some(dump(parts)), false, self.now)
    }

    fn observe_none(&mut self) -> Decision {
        self.debounce.observe(None, false, self.now)
    }

    fn pass(&mut self, time: Duration) -> Decision {
        self.now += time;
        self.debounce.check(false, self.now)
    }

    fn shown(&self) -> Vec<&str> {
        self.debounce.shown().map_or(Vec::new(), |dump| texts(dump))
    }

    #[track_caller]
    fn expect_commit(&mut self, parts: &[&str]) {
        let decision = self.observe(parts);
        assert!(
            matches!(decision, Decision::Commit(Some(_))),
            "{decision:?}"
        );
        self.expect_shown(parts);
    }

    #[track_caller]
    fn expect_shown(&self, parts: &[&str]) {
        assert_eq!(self.shown(), texts(&dump(parts)));
    }
}

#[test]
fn growth_is_shown_at_once() {
    let mut follower = Follower::showing(&[HEADING, FIRST]);
    follower.expect_commit(&[HEADING, FIRST, &cut(SECOND)]);
    follower.expect_commit(&[HEADING, FIRST, SECOND]);
    follower.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
}

#[test]
fn an_inserted_entry_is_growth() {
    let mut follower = Follower::showing(&[HEADING, FIRST, THIRD]);
    follower.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
}

#[test]
fn truncating_and_refilling_never_blanks_the_list() {
    let before = [HEADING, FIRST, SECOND];
    let mut follower = Follower::showing(&before);
    for parts in [&[HEADING][..], &[HEADING, FIRST]] {
        follower.observe(parts);
        follower.pass(SETTLE_TIME);
        follower.expect_shown(&before);
    }
    follower.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
    assert!(!follower.debounce.is_pending());
}

#[test]
fn other_bytes_of_the_same_dump_delay_the_merge() {
    let mut follower = Follower::showing(&[HEADING, FIRST, SECOND]);
    follower.observe(&[HEADING, FIRST, CORRECTED]);
    follower.now += SETTLE_TIME / 2;
    follower.debounce.note_other_bytes(follower.now);
    assert!(matches!(follower.pass(SETTLE_TIME / 2), Decision::Wait(_)));
    let decision = follower.pass(SETTLE_TIME / 2);
    assert!(matches!(decision, Decision::Commit(_)), "{decision:?}");
}

#[test]
fn a_cut_entry_does_not_replace_the_whole_one() {
    let other = THIRD.replace("09:35", "09:32");
    let mut follower = Follower::showing(&[HEADING, FIRST, SECOND]);
    follower.observe(&[HEADING, FIRST, &other, &cut(SECOND)]);
    follower.pass(SETTLE_TIME);
    assert!(follower.shown().iter().any(|text| SECOND.contains(text)));
    follower.expect_commit(&[HEADING, FIRST, &other, SECOND]);
}

#[test]
fn an_entry_without_line_end_stays_when_it_is_cut() {
    for with_cut in [true, false] {
        let mut follower = Follower::showing(&[HEADING, FIRST, SECOND.trim_end()]);
        let cut = cut(SECOND);
        follower.observe(&[HEADING, FIRST, THIRD, if with_cut { &cut } else { "" }]);
        follower.pass(SETTLE_TIME);
        assert!(follower.shown().iter().any(|text| SECOND.contains(text)));
    }
}

#[test]
fn a_lost_entry_is_dropped_after_the_loss_time() {
    let before = [HEADING, FIRST, SECOND];
    let mut follower = Follower::showing(&before);
    let decision = follower.observe(&[HEADING, FIRST]);
    let settled = follower.now + SETTLE_TIME;
    assert!(matches!(decision, Decision::Wait(until) if until == settled));
    assert!(matches!(follower.pass(LOSS_TIME / 2), Decision::Wait(_)));
    follower.expect_shown(&before);
    assert!(matches!(follower.pass(LOSS_TIME / 2), Decision::Expired(_)));
    follower.debounce.commit();
    follower.expect_shown(&[HEADING, FIRST]);
}

#[test]
fn a_deleted_dump_stays_for_the_loss_time() {
    let mut follower = Follower::showing(&[HEADING, FIRST]);
    assert!(matches!(follower.observe_none(), Decision::Wait(_)));
    follower.pass(LOSS_TIME / 2);
    let decision = follower.observe(&[HEADING, FIRST]);
    assert!(matches!(decision, Decision::Unchanged), "it is back");
    follower.observe_none();
    assert!(matches!(follower.pass(LOSS_TIME), Decision::Expired(_)));
    follower.debounce.commit();
    assert!(follower.debounce.shown().is_none());
}

#[test]
fn a_corrected_entry_replaces_the_old_one_soon() {
    for after in [
        &[HEADING, FIRST, CORRECTED, THIRD][..],
        &[HEADING, FIRST, CORRECTED],
    ] {
        let before: Vec<_> = after
            .iter()
            .map(|&part| if part == CORRECTED { SECOND } else { part })
            .collect();
        let mut follower = Follower::showing(&before);
        follower.observe_none();
        assert!(matches!(follower.observe(after), Decision::Wait(_)));
        let decision = follower.pass(SETTLE_TIME);
        assert!(
            matches!(decision, Decision::Commit(Some(_))),
            "{decision:?}"
        );
        follower.expect_shown(after);
    }
}

#[test]
fn a_corrected_time_replaces_the_old_one_soon() {
    let corrected = SECOND.replace("09:32", "09:33");
    let mut follower = Follower::showing(&[HEADING, FIRST, SECOND, THIRD]);
    follower.observe(&[HEADING, FIRST, &corrected, THIRD]);
    follower.pass(SETTLE_TIME);
    follower.expect_shown(&[HEADING, FIRST, &corrected, THIRD]);
}

#[test]
fn a_correction_waits_for_the_last_entry() {
    let before = [HEADING, FIRST, SECOND, THIRD];
    let mut follower = Follower::showing(&before);
    follower.observe(&[HEADING, FIRST, CORRECTED]);
    follower.pass(SETTLE_TIME);
    follower.expect_shown(&before);
    follower.observe(&[HEADING, FIRST, CORRECTED, THIRD]);
    follower.pass(SETTLE_TIME);
    follower.expect_shown(&[HEADING, FIRST, CORRECTED, THIRD]);
}

#[test]
fn a_new_entry_does_not_wait_for_a_loss() {
    let mut follower = Follower::showing(&[HEADING, FIRST, SECOND]);
    follower.observe(&[HEADING, SECOND, THIRD]);
    let decision = follower.pass(SETTLE_TIME);
    let next = follower.now + PENDING_INTERVAL;
    assert!(matches!(decision, Decision::ShowMerged(_, until) if until == next));
    follower.expect_shown(&[HEADING, FIRST, SECOND, THIRD]);
    assert!(matches!(follower.pass(LOSS_TIME), Decision::Expired(_)));
    follower.debounce.commit();
    follower.expect_shown(&[HEADING, SECOND, THIRD]);
}

#[test]
fn missing_entries_keep_their_places() {
    let mut follower = Follower::showing(&[HEADING, SECOND, FIRST]);
    follower.observe(&[HEADING, THIRD, SECOND]);
    follower.pass(SETTLE_TIME);
    follower.expect_shown(&[HEADING, THIRD, SECOND, FIRST]);
}

#[test]
fn a_loss_without_news_shows_nothing_new() {
    let torn = format!("{}\n\n", cut(SECOND));
    for after in [
        &[HEADING, FIRST, &cut(SECOND)][..],
        &[HEADING, FIRST, &torn],
        &[HEADING, THIRD],
    ] {
        let mut follower = Follower::showing(&[HEADING, FIRST, SECOND, THIRD]);
        follower.observe(after);
        let decision = follower.pass(SETTLE_TIME);
        assert!(matches!(decision, Decision::Wait(_)), "{after:?}");
    }
}

#[test]
fn a_dump_that_never_rests_loses_entries_too() {
    let mut follower = Follower::showing(&[HEADING, FIRST, SECOND]);
    let entries: Vec<_> = (0..30)
        .map(|minute| format!("\n**[10:{minute:02}]** 财联社1月6日电，第{minute}条。\n"))
        .collect();
    let start = follower.now;
    for count in 1..30 {
        follower.now = start + Duration::from_secs(count as u64);
        let added = entries.iter().take(count).map(String::as_str);
        let parts: Vec<_> = [HEADING, FIRST].into_iter().chain(added).collect();
        assert!(matches!(follower.observe(&parts), Decision::Wait(_)));
        follower.pass(SETTLE_TIME);
        let shown = follower.shown();
        assert!(shown.iter().any(|text| entries[count - 1].contains(text)));
        if !shown.iter().any(|text| SECOND.contains(text)) {
            assert_eq!(count as u64, MAX_LOSS_TIME.as_secs() + 1);
            return;
        }
        // The dump that is shown has the lost entry still, and is compared with the next.
        assert!(follower.debounce.is_pending());
    }
    panic!("never dropped");
}

#[test]
fn a_conflicting_dump_waits_until_the_conflict_ends() {
    let mut follower = Follower::new();
    let new = dump(&[HEADING, FIRST]);
    let now = follower.now;
    let decision = follower.debounce.observe(Some(new), true, now);
    assert!(matches!(decision, Decision::Wait(_)));
    assert!(follower.debounce.pending_new().is_some());
    let decision = follower.debounce.check(true, now + LOSS_TIME);
    assert!(matches!(decision, Decision::Expired(_)));
    assert!(matches!(
        follower.pass(SETTLE_TIME),
        Decision::Commit(Some(_))
    ));
    assert!(follower.debounce.pending_new().is_none());
}

#[test]
fn a_conflicting_dump_that_vanishes_was_never_shown() {
    let mut follower = Follower::new();
    let new = dump(&[HEADING, FIRST]);
    follower.debounce.observe(Some(new), true, follower.now);
    assert!(matches!(follower.observe_none(), Decision::Unchanged));
    assert!(!follower.debounce.is_pending());
}

#[test]
fn a_conflicting_dump_that_rested_is_not_lost() {
    for rests in [false, true] {
        let mut follower = Follower::new();
        let whole = dump(&[HEADING, FIRST, SECOND]);
        let now = follower.now;
        follower.debounce.observe(Some(whole), true, now);
        follower.now += if rests { LOSS_TIME } else { SETTLE_TIME };
        follower.observe_none();
        assert_eq!(follower.debounce.is_pending(), rests);
        let decision = follower.observe(&[HEADING, FIRST]);
        assert_eq!(matches!(decision, Decision::Wait(_)), rests);
        follower.expect_commit(&[HEADING, FIRST, SECOND]);
    }
}

#[test]
fn dumps_conflict_on_the_time_or_end_of_a_text() {
    let known = dump(&[HEADING, FIRST, SECOND]);
    let moved = SECOND.replace("09:32", "09:40");
    let longer = format!("{}又及。\n", SECOND.trim_end());
    for parts in [&[HEADING, &moved][..], &[HEADING, FIRST, &longer]] {
        assert!(conflicts(&dump(parts), &known), "{parts:?}");
    }
    for parts in [
        &[HEADING, SECOND, FIRST][..],
        &[HEADING, THIRD, &cut(SECOND)],
        &[HEADING, CORRECTED],
    ] {
        assert!(!conflicts(&dump(parts), &known), "{parts:?}");
    }
}
