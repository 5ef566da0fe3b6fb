mod half_written;
mod overwriting;

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
struct Observer {
    debounce: Debounce,
    now: Instant,
}

impl Observer {
    fn new() -> Self {
        Self {
            debounce: Debounce::default(),
            now: Instant::now(),
        }
    }

    fn showing(parts: &[&str]) -> Self {
        let mut observer = Self::new();
        observer.expect_commit(parts);
        observer
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
    let mut observer = Observer::showing(&[HEADING, FIRST]);
    observer.expect_commit(&[HEADING, FIRST, &cut(SECOND)]);
    observer.expect_commit(&[HEADING, FIRST, SECOND]);
    observer.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
}

#[test]
fn an_inserted_entry_is_growth() {
    let mut observer = Observer::showing(&[HEADING, FIRST, THIRD]);
    observer.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
}

#[test]
fn refilling_never_blanks_the_list() {
    let before = [HEADING, FIRST, SECOND];
    let mut observer = Observer::showing(&before);
    for parts in [&[HEADING][..], &[HEADING, FIRST]] {
        observer.observe(parts);
        observer.pass(SETTLE_TIME);
        observer.expect_shown(&before);
    }
    observer.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
    assert!(!observer.debounce.is_pending());
}

#[test]
fn other_bytes_of_the_same_dump_delay_the_merge() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    observer.observe(&[HEADING, FIRST, CORRECTED]);
    observer.now += SETTLE_TIME / 2;
    observer.debounce.note_other_bytes(observer.now);
    assert!(matches!(observer.pass(SETTLE_TIME / 2), Decision::Wait(_)));
    let decision = observer.pass(SETTLE_TIME / 2);
    assert!(matches!(decision, Decision::Commit(_)), "{decision:?}");
}

#[test]
fn a_cut_entry_does_not_replace_the_whole_one() {
    let other = THIRD.replace("09:35", "09:32");
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    observer.observe(&[HEADING, FIRST, &other, &cut(SECOND)]);
    observer.pass(SETTLE_TIME);
    assert!(observer.shown().iter().any(|text| SECOND.contains(text)));
    observer.expect_commit(&[HEADING, FIRST, &other, SECOND]);
}

#[test]
fn an_entry_without_line_end_may_be_cut() {
    for with_cut in [true, false] {
        let mut observer = Observer::showing(&[HEADING, FIRST, SECOND.trim_end()]);
        let cut = cut(SECOND);
        observer.observe(&[HEADING, FIRST, THIRD, if with_cut { &cut } else { "" }]);
        observer.pass(SETTLE_TIME);
        assert!(observer.shown().iter().any(|text| SECOND.contains(text)));
    }
}

#[test]
fn a_lost_entry_is_dropped_after_the_loss_time() {
    let before = [HEADING, FIRST, SECOND];
    let mut observer = Observer::showing(&before);
    let decision = observer.observe(&[HEADING, FIRST]);
    let settled = observer.now + SETTLE_TIME;
    assert!(matches!(decision, Decision::Wait(until) if until == settled));
    assert!(matches!(observer.pass(LOSS_TIME / 2), Decision::Wait(_)));
    observer.expect_shown(&before);
    assert!(matches!(observer.pass(LOSS_TIME / 2), Decision::Expired(_)));
    observer.debounce.commit();
    observer.expect_shown(&[HEADING, FIRST]);
}

#[test]
fn a_deleted_dump_stays_for_the_loss_time() {
    let mut observer = Observer::showing(&[HEADING, FIRST]);
    assert!(matches!(observer.observe_none(), Decision::Wait(_)));
    observer.pass(LOSS_TIME / 2);
    let decision = observer.observe(&[HEADING, FIRST]);
    assert!(matches!(decision, Decision::Unchanged), "it is back");
    observer.observe_none();
    assert!(matches!(observer.pass(LOSS_TIME), Decision::Expired(_)));
    observer.debounce.commit();
    assert!(observer.debounce.shown().is_none());
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
        let mut observer = Observer::showing(&before);
        observer.observe_none();
        assert!(matches!(observer.observe(after), Decision::Wait(_)));
        let decision = observer.pass(SETTLE_TIME);
        assert!(
            matches!(decision, Decision::Commit(Some(_))),
            "{decision:?}"
        );
        observer.expect_shown(after);
    }
}

#[test]
fn an_early_correction_replaces_the_old_text() {
    let (before, after) = [30, 31]
        .map(|price| format!("**[09:32]** {price}美元，白银跌破一年新低。\n\n"))
        .into();
    let mut observer = Observer::showing(&[HEADING, FIRST, &before, THIRD]);
    observer.observe(&[HEADING, FIRST, &after, THIRD]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, FIRST, &after, THIRD]);
}

#[test]
fn an_alike_entry_may_come_before_the_last() {
    let [last, inserted] = ["晨星", "远山"].map(|name| {
        format!("\n**[09:35]** {name}股份：股东拟减持不超过1%股份，详情见公告全文。\n")
    });
    let before = [HEADING, FIRST, &last];
    let mut observer = Observer::showing(&before);
    observer.observe(&[HEADING, FIRST, &inserted]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&before);
    observer.expect_commit(&[HEADING, FIRST, &inserted, &last]);
}

#[test]
fn an_early_correction_at_the_end_is_one_item() {
    let (before, after): (String, String) = [30, 31]
        .map(|price| format!("\n**[09:35]** {price}美元，白银跌破一年新低。\n"))
        .into();
    let mut observer = Observer::showing(&[HEADING, FIRST, &before]);
    for after in [
        &[HEADING, FIRST, &after][..],
        &[HEADING, FIRST, &after, FOURTH],
    ] {
        observer.observe(after);
        observer.pass(SETTLE_TIME);
        let silver = observer
            .shown()
            .into_iter()
            .filter(|text| text.contains("白银"));
        assert_eq!(silver.count(), 1);
    }
    assert!(matches!(observer.pass(LOSS_TIME), Decision::Expired(_)));
    observer.debounce.commit();
    observer.expect_shown(&[HEADING, FIRST, &after, FOURTH]);
}

#[test]
fn a_corrected_time_replaces_the_old_one_soon() {
    let corrected = SECOND.replace("09:32", "09:33");
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND, THIRD]);
    observer.observe(&[HEADING, FIRST, &corrected, THIRD]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, FIRST, &corrected, THIRD]);
}

#[test]
fn a_correction_waits_for_the_last_entry() {
    let before = [HEADING, FIRST, SECOND, THIRD];
    let mut observer = Observer::showing(&before);
    observer.observe(&[HEADING, FIRST, CORRECTED]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&before);
    observer.observe(&[HEADING, FIRST, CORRECTED, THIRD]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, FIRST, CORRECTED, THIRD]);
}

#[test]
fn a_new_entry_does_not_wait_for_a_loss() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    observer.observe(&[HEADING, SECOND, THIRD]);
    let decision = observer.pass(SETTLE_TIME);
    let next = observer.now + PENDING_INTERVAL;
    assert!(matches!(decision, Decision::ShowMerged(_, until) if until == next));
    observer.expect_shown(&[HEADING, FIRST, SECOND, THIRD]);
    assert!(matches!(observer.pass(LOSS_TIME), Decision::Expired(_)));
    observer.debounce.commit();
    observer.expect_shown(&[HEADING, SECOND, THIRD]);
}

#[test]
fn missing_entries_keep_their_places() {
    let mut observer = Observer::showing(&[HEADING, SECOND, FIRST]);
    observer.observe(&[HEADING, THIRD, SECOND]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, THIRD, SECOND, FIRST]);
}

#[test]
fn a_loss_without_news_shows_nothing_new() {
    let torn = format!("{}\n\n", cut(SECOND));
    for after in [
        &[HEADING, FIRST, &cut(SECOND)][..],
        &[HEADING, FIRST, &torn],
        &[HEADING, THIRD],
    ] {
        let mut observer = Observer::showing(&[HEADING, FIRST, SECOND, THIRD]);
        observer.observe(after);
        let decision = observer.pass(SETTLE_TIME);
        assert!(matches!(decision, Decision::Wait(_)), "{after:?}");
    }
}

#[test]
fn a_dump_that_never_rests_loses_entries_too() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    let entries: Vec<_> = (0..30)
        .map(|minute| format!("\n**[10:{minute:02}]** 财联社1月6日电，第{minute}条。\n"))
        .collect();
    let start = observer.now;
    for count in 1..30 {
        observer.now = start + Duration::from_secs(count as u64);
        let added = entries.iter().take(count).map(String::as_str);
        let parts: Vec<_> = [HEADING, FIRST].into_iter().chain(added).collect();
        assert!(matches!(observer.observe(&parts), Decision::Wait(_)));
        observer.pass(SETTLE_TIME);
        let shown = observer.shown();
        assert!(shown.iter().any(|text| entries[count - 1].contains(text)));
        if !shown.iter().any(|text| SECOND.contains(text)) {
            assert_eq!(count as u64, MAX_LOSS_TIME.as_secs() + 1);
            return;
        }
        // The dump that is shown has the lost entry still, and is compared with the next.
        assert!(observer.debounce.is_pending());
    }
    panic!("never dropped");
}

#[test]
fn a_conflicting_dump_waits_for_its_end() {
    let mut observer = Observer::new();
    let new = dump(&[HEADING, FIRST]);
    let now = observer.now;
    let decision = observer.debounce.observe(Some(new), true, now);
    assert!(matches!(decision, Decision::Wait(_)));
    assert!(observer.debounce.pending_new().is_some());
    let decision = observer.debounce.check(true, now + LOSS_TIME);
    assert!(matches!(decision, Decision::Expired(_)));
    assert!(matches!(
        observer.pass(SETTLE_TIME),
        Decision::Commit(Some(_))
    ));
    assert!(observer.debounce.pending_new().is_none());
}

#[test]
fn a_conflicting_dump_may_vanish_unseen() {
    let mut observer = Observer::new();
    let new = dump(&[HEADING, FIRST]);
    observer.debounce.observe(Some(new), true, observer.now);
    assert!(matches!(observer.observe_none(), Decision::Unchanged));
    assert!(!observer.debounce.is_pending());
}

#[test]
fn a_conflicting_dump_that_rested_is_not_lost() {
    for rests in [false, true] {
        let mut observer = Observer::new();
        let whole = dump(&[HEADING, FIRST, SECOND]);
        let now = observer.now;
        observer.debounce.observe(Some(whole), true, now);
        observer.now += if rests { LOSS_TIME } else { SETTLE_TIME };
        observer.observe_none();
        assert_eq!(observer.debounce.is_pending(), rests);
        let decision = observer.observe(&[HEADING, FIRST]);
        assert_eq!(matches!(decision, Decision::Wait(_)), rests);
        observer.expect_commit(&[HEADING, FIRST, SECOND]);
    }
}

#[test]
fn dumps_conflict_on_the_time_or_end_of_a_text() {
    let known = dump(&[HEADING, FIRST, SECOND]);
    let moved = SECOND.replace("09:32", "09:40");
    let longer = format!("{}又及。\n", SECOND.trim_end());
    for parts in [
        &[HEADING, &moved][..],
        &[HEADING, FIRST, &longer],
        &[HEADING, THIRD, &cut(SECOND)],
    ] {
        assert!(conflicts(&dump(parts), &known), "{parts:?}");
    }
    for parts in [
        &[HEADING, SECOND, FIRST][..],
        &[HEADING, FIRST, SECOND.trim_end()],
        &[HEADING, CORRECTED],
        &[HEADING, &cut(THIRD)],
    ] {
        assert!(!conflicts(&dump(parts), &known), "{parts:?}");
    }
}

const FOURTH: &str = "\n**[09:40]** 财联社1月6日电，大川航运称三艘新船下水。\n";

/// The texts that rolled out since the last time.
fn departed(observer: &mut Observer) -> Vec<String> {
    let departed = observer.debounce.take_departed();
    let departed = departed.iter();
    departed
        .flat_map(|dump| {
            texts(dump)
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Shows a dump after its missing entries are certain to be gone.
fn rest(observer: &mut Observer, parts: &[&str]) -> Vec<String> {
    observer.observe(parts);
    let mut all = departed(observer);
    observer.pass(SETTLE_TIME);
    all.extend(departed(observer));
    observer.pass(LOSS_TIME);
    observer.debounce.commit();
    observer.expect_shown(parts);
    all.extend(departed(observer));
    all
}

fn is_once(departed: &[String], entry: &str) -> bool {
    departed.len() == 1 && entry.contains(&departed[0])
}

#[test]
fn what_rolls_out_is_reported() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND, THIRD]);
    let gone = rest(&mut observer, &[HEADING, SECOND, THIRD, FOURTH]);
    assert!(is_once(&gone, FIRST), "{gone:?}");
    // Newest first.
    let mut observer = Observer::showing(&[HEADING, THIRD, SECOND, FIRST]);
    let gone = rest(&mut observer, &[HEADING, FOURTH, THIRD, SECOND]);
    assert!(is_once(&gone, FIRST), "{gone:?}");
}

#[test]
fn an_oldest_entry_without_line_end_rolls_out() {
    let mut observer = Observer::showing(&[HEADING, THIRD, SECOND, FIRST.trim_end()]);
    let gone = rest(&mut observer, &[HEADING, FOURTH, THIRD, SECOND.trim_end()]);
    assert!(is_once(&gone, FIRST), "{gone:?}");
}

#[test]
fn appending_and_trimming_apart_is_rolling() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    observer.expect_commit(&[HEADING, FIRST, SECOND, THIRD]);
    observer.now += LOSS_TIME * 10;
    let gone = rest(&mut observer, &[HEADING, SECOND, THIRD]);
    assert!(is_once(&gone, FIRST), "{gone:?}");
}

#[test]
fn all_entries_may_roll_out_at_once() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND]);
    let gone = rest(&mut observer, &[HEADING, THIRD, FOURTH]);
    assert_eq!(gone.len(), 2, "{gone:?}");
}

#[test]
fn what_is_withdrawn_has_not_rolled_out() {
    let all = [HEADING, FIRST, SECOND, THIRD];
    for left in [
        // From the middle, alone and while another comes.
        &[HEADING, FIRST, THIRD][..],
        &[HEADING, FIRST, THIRD, FOURTH],
        // From the new end.
        &[HEADING, FIRST, SECOND],
        // From the old end, while none comes.
        &[HEADING, SECOND, THIRD],
    ] {
        let mut observer = Observer::showing(&all);
        let gone = rest(&mut observer, left);
        assert_eq!(gone, Vec::<String>::new(), "{left:?}");
    }
}

#[test]
fn only_what_goes_at_the_old_end_rolls_out() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND, THIRD]);
    let gone = rest(&mut observer, &[HEADING, SECOND, FOURTH]);
    assert!(is_once(&gone, FIRST), "{gone:?}");
}

#[test]
fn a_correction_at_the_old_end_is_no_roll() {
    let mut observer = Observer::showing(&[HEADING, SECOND, THIRD]);
    let gone = rest(&mut observer, &[HEADING, CORRECTED, THIRD, FOURTH]);
    assert_eq!(gone, Vec::<String>::new());
}

/// The old text was shown while the new one was being written over it: both have the minute and the title.
#[test]
fn a_half_overwritten_entry_has_not_rolled_out() {
    let half = "\n**[09:31]** 【星河航天】�净利同比增长一成，董事会提议分红。\n";
    let whole = "\n**[09:31]** 【星河航天】财联社1月6日电，星河航天的卫星入轨。\n";
    let mut observer = Observer::showing(&[HEADING, half, SECOND, THIRD]);
    let gone = rest(&mut observer, &[HEADING, SECOND, THIRD, FOURTH, whole]);
    assert_eq!(gone, Vec::<String>::new());
}
