use std::path::Path;

use bytes::Bytes;

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
    match dump::read(&path, Bytes::from(parts.concat()), ReadOptions::default()) {
        Some(dump) => Arc::new(dump),
        None => panic!("no dump"),
    }
}

fn finding(parts: &[&str]) -> Option<Arc<Dump>> {
    Some(dump(parts))
}

fn believing(parts: &[&str], now: Instant) -> Belief {
    let mut belief = Belief::default();
    assert!(matches!(
        belief.found(finding(parts), None, now),
        Verdict::Believe(Some(_))
    ));
    belief
}

/// Whether an entry is still shown.
fn keeps(verdict: &Verdict, entry: &str) -> bool {
    match verdict {
        Verdict::Wait(_) => true,
        Verdict::Meanwhile(dump, _) => texts(dump).iter().any(|text| entry.contains(text)),
        Verdict::Settled | Verdict::Believe(_) | Verdict::Ripe(_) => false,
    }
}

#[test]
fn growth_is_believed_at_once() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST], now);
    let torn: String = SECOND.chars().take(25).collect();
    for parts in [
        &[HEADING, FIRST, &torn][..],
        &[HEADING, FIRST, SECOND],
        &[HEADING, FIRST, SECOND, THIRD],
    ] {
        assert!(
            matches!(belief.found(finding(parts), None, now), Verdict::Believe(_)),
            "{parts:?}"
        );
    }
}

#[test]
fn an_entry_inserted_in_the_middle_is_growth() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, THIRD], now);
    assert!(matches!(
        belief.found(finding(&[HEADING, FIRST, SECOND, THIRD]), None, now),
        Verdict::Believe(_)
    ));
}

#[test]
fn a_truncated_dump_that_is_filled_again_is_never_believed_to_be_empty() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND], now);
    for (milliseconds, parts) in [(0, &[HEADING][..]), (5, &[HEADING, FIRST])] {
        let at = now + Duration::from_millis(milliseconds);
        assert!(
            matches!(belief.found(finding(parts), None, at), Verdict::Wait(_)),
            "{parts:?}"
        );
    }
    let whole = finding(&[HEADING, FIRST, SECOND, THIRD]);
    assert!(matches!(
        belief.found(whole, None, now + Duration::from_millis(9)),
        Verdict::Believe(Some(_))
    ));
    assert!(!belief.is_in_doubt());
}

#[test]
fn a_file_whose_bytes_change_does_not_rest_though_its_dump_reads_the_same() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND], now);
    belief.found(finding(&[HEADING, FIRST, CORRECTED]), None, now);
    let at = now + REWORDED / 2;
    belief.stir(at);
    assert!(matches!(
        belief.found(finding(&[HEADING, FIRST, CORRECTED]), None, at),
        Verdict::Wait(_)
    ));
    assert!(matches!(belief.quiet(now + REWORDED), Verdict::Wait(until) if until == at + REWORDED));
    assert!(matches!(belief.quiet(at + REWORDED), Verdict::Believe(_)));
}

#[test]
fn a_new_dump_that_has_rested_is_not_forgotten_where_it_vanishes_before_it_is_believed() {
    let now = Instant::now();
    for rests in [false, true] {
        let mut belief = Belief::default();
        let whole = || finding(&[HEADING, FIRST, SECOND]);
        assert!(matches!(
            belief.found(whole(), Some(MISSING), now),
            Verdict::Wait(_)
        ));
        let at = now + if rests { MISSING } else { REWORDED };
        belief.found(None, None, at);
        assert_eq!(belief.is_in_doubt(), rests);
        let half = belief.found(finding(&[HEADING, FIRST]), None, at);
        assert_eq!(matches!(half, Verdict::Wait(_)), rests, "{half:?}");
        assert!(matches!(
            belief.found(whole(), None, at),
            Verdict::Believe(Some(_))
        ));
    }
}

#[test]
fn a_text_cut_short_is_doubted_though_its_minute_has_another_entry() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND], now);
    let torn: String = SECOND.chars().take(30).collect();
    let other = THIRD.replace("09:35", "09:32");
    belief.found(finding(&[HEADING, FIRST, &other, &torn]), None, now);
    assert!(
        keeps(&belief.quiet(now + REWORDED), SECOND),
        "it is being filled again"
    );
    let whole = finding(&[HEADING, FIRST, &other, SECOND]);
    assert!(matches!(
        belief.found(whole, None, now + REWORDED),
        Verdict::Believe(_)
    ));
}

#[test]
fn a_text_that_lacked_nothing_but_its_line_end_is_doubted_when_it_is_cut() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND.trim_end()], now);
    let torn: String = SECOND.chars().take(30).collect();
    for parts in [
        &[HEADING, FIRST, THIRD, &torn][..],
        &[HEADING, FIRST, THIRD],
    ] {
        belief.found(finding(parts), None, now);
        assert!(keeps(&belief.quiet(now + REWORDED), SECOND), "{parts:?}");
    }
}

#[test]
fn a_dump_that_was_seen_empty_is_not_believed_sooner_for_an_entry_of_the_same_minute() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND], now);
    belief.found(None, None, now);
    belief.found(
        finding(&[HEADING, FIRST, &THIRD.replace("09:35", "09:32")]),
        None,
        now,
    );
    assert!(keeps(&belief.quiet(now + REWORDED), SECOND));
    assert!(matches!(belief.quiet(now + MISSING), Verdict::Ripe(_)));
}

#[test]
fn an_entry_that_is_gone_is_believed_gone_once_it_is_quiet() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND], now);
    let Verdict::Wait(until) = belief.found(finding(&[HEADING, FIRST]), None, now) else {
        panic!("believed")
    };
    assert_eq!(
        until,
        now + REWORDED,
        "what is new in it is looked for then"
    );
    assert!(matches!(belief.quiet(now + MISSING / 2), Verdict::Wait(_)));
    assert!(matches!(belief.quiet(now + MISSING), Verdict::Ripe(_)));
    assert!(matches!(belief.resolve(), Verdict::Believe(Some(_))));
    assert!(matches!(belief.quiet(now + MISSING), Verdict::Settled));
}

#[test]
fn a_corrected_figure_is_doubted_shortly() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND, THIRD], now);
    let corrected = finding(&[HEADING, FIRST, CORRECTED, THIRD]);
    let Verdict::Wait(until) = belief.found(corrected, None, now) else {
        panic!("believed")
    };
    assert_eq!(until, now + REWORDED);
}

#[test]
fn a_deleted_dump_is_believed_gone_after_a_while_and_one_made_again_never_was() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST], now);
    assert!(matches!(belief.found(None, None, now), Verdict::Wait(_)));
    let again = now + MISSING / 2;
    assert!(matches!(
        belief.found(finding(&[HEADING, FIRST]), None, again),
        Verdict::Settled
    ));
    assert!(!belief.is_in_doubt());
    belief.found(None, None, again);
    assert!(matches!(
        belief.found(None, None, again + MISSING),
        Verdict::Ripe(_)
    ));
    assert!(matches!(belief.resolve(), Verdict::Believe(None)));
    assert!(belief.held().is_none());
}

#[test]
fn a_dump_that_was_only_moved_is_gone_from_its_old_place_at_once() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST], now);
    belief.found(None, None, now);
    assert!(matches!(belief.resolve(), Verdict::Believe(None)));
    assert!(matches!(belief.resolve(), Verdict::Settled));
}

#[test]
fn of_a_dump_that_never_rests_what_lacks_for_long_is_gone_at_last() {
    let now = Instant::now();
    let mut belief = believing(&[HEADING, FIRST, SECOND], now);
    let texts: Vec<_> = (0..30)
        .map(|minute| format!("\n**[10:{minute:02}]** 财联社1月6日电，第{minute}条。\n"))
        .collect();
    for count in 1..30 {
        let parts: Vec<_> = [HEADING, FIRST]
            .into_iter()
            .chain(texts.iter().take(count).map(String::as_str))
            .collect();
        let at = now + Duration::from_secs(count as u64);
        assert!(matches!(
            belief.found(finding(&parts), None, at),
            Verdict::Wait(_)
        ));
        let verdict = belief.quiet(at + REWORDED);
        assert!(
            keeps(&verdict, &texts[count - 1]),
            "what is new does not wait"
        );
        if !keeps(&verdict, SECOND) {
            assert_eq!(
                at - now,
                AT_LAST + Duration::from_secs(1),
                "it was lacking since the first second"
            );
            return;
        }
    }
    panic!("never believed");
}

#[test]
fn a_dump_that_appears_and_is_contested_is_doubted_until_nothing_tells_otherwise() {
    let now = Instant::now();
    let mut belief = Belief::default();
    assert!(matches!(
        belief.found(finding(&[HEADING, FIRST]), Some(REWORDED), now),
        Verdict::Wait(_)
    ));
    assert!(belief.is_new() && belief.contested().is_some());
    belief.contest(Some(MISSING));
    assert!(matches!(belief.quiet(now + REWORDED), Verdict::Wait(_)));
    belief.contest(None);
    assert!(matches!(
        belief.quiet(now + REWORDED),
        Verdict::Believe(Some(_))
    ));
    assert!(belief.contested().is_none());
}

#[test]
fn a_contested_dump_that_is_gone_again_was_never_there() {
    let now = Instant::now();
    let mut belief = Belief::default();
    belief.found(finding(&[HEADING, FIRST]), Some(REWORDED), now);
    assert!(matches!(belief.found(None, None, now), Verdict::Settled));
    assert!(!belief.is_in_doubt());
}

#[test]
fn two_dumps_disagree_on_the_minute_of_a_text_or_on_where_it_ends() {
    let known = dump(&[HEADING, FIRST, SECOND]);
    let moved = SECOND.replace("09:32", "09:40");
    let longer = format!("{}又及。\n", SECOND.trim_end());
    for parts in [&[HEADING, &moved][..], &[HEADING, FIRST, &longer]] {
        assert!(comparison::disagree(&dump(parts), &known), "{parts:?}");
    }
    let torn: String = SECOND.chars().take(30).collect();
    for parts in [
        &[HEADING, SECOND, FIRST][..],
        &[HEADING, THIRD, &torn],
        &[HEADING, CORRECTED],
    ] {
        assert!(!comparison::disagree(&dump(parts), &known), "{parts:?}");
    }
}

/// The texts of a dump, in its order.
fn texts(dump: &Dump) -> Vec<&str> {
    dump.records
        .iter()
        .map(|record| dump.record_text(record))
        .collect()
}

/// What is shown of a dump that lacks something, once it has rested.
fn shown_meanwhile(before: &[&str], after: &[&str]) -> Option<Arc<Dump>> {
    let now = Instant::now();
    let mut belief = believing(before, now);
    assert!(
        matches!(belief.found(finding(after), None, now), Verdict::Wait(_)),
        "{after:?}"
    );
    match belief.quiet(now + REWORDED) {
        Verdict::Meanwhile(dump, until) => {
            assert_eq!(until, now + REWORDED + OFTEN);
            assert!(
                matches!(belief.quiet(now + MISSING), Verdict::Ripe(_)),
                "the loss is decided all the same"
            );
            assert!(
                matches!(belief.resolve(), Verdict::Believe(Some(dump)) if texts(&dump).len() == after.len() - 1)
            );
            Some(dump)
        }
        _ => None,
    }
}

#[test]
fn a_flash_in_a_dump_that_keeps_only_the_newest_does_not_wait_for_the_loss_of_another() {
    let both = shown_meanwhile(&[HEADING, FIRST, SECOND], &[HEADING, SECOND, THIRD]).unwrap();
    let order = dump(&[HEADING, FIRST, SECOND, THIRD]);
    assert_eq!(texts(&both), texts(&order));
    let newest_first =
        shown_meanwhile(&[HEADING, SECOND, FIRST], &[HEADING, THIRD, SECOND]).unwrap();
    assert_eq!(
        texts(&newest_first),
        texts(&dump(&[HEADING, THIRD, SECOND, FIRST]))
    );
}

#[test]
fn of_a_dump_that_lacks_entries_only_what_is_new_and_whole_is_shown() {
    let torn: String = SECOND.chars().take(30).collect();
    assert!(shown_meanwhile(&[HEADING, FIRST, SECOND, THIRD], &[HEADING, FIRST, &torn]).is_none());
    assert!(
        shown_meanwhile(
            &[HEADING, FIRST, SECOND, THIRD],
            &[HEADING, FIRST, &format!("{torn}\n\n")]
        )
        .is_none()
    );
    assert!(shown_meanwhile(&[HEADING, FIRST, SECOND, THIRD], &[HEADING, THIRD]).is_none());
}

#[test]
fn another_wording_takes_its_place_only_in_a_dump_that_is_written_to_its_end() {
    let whole = shown_meanwhile(
        &[HEADING, FIRST, SECOND, THIRD],
        &[HEADING, CORRECTED, THIRD],
    )
    .unwrap();
    assert_eq!(
        texts(&whole),
        texts(&dump(&[HEADING, FIRST, CORRECTED, THIRD]))
    );
    assert!(shown_meanwhile(&[HEADING, FIRST, SECOND, THIRD], &[HEADING, CORRECTED]).is_none());
}

#[test]
fn a_correction_by_truncating_and_writing_is_believed_soon() {
    for (corrected, patience) in [
        (&[HEADING, FIRST, CORRECTED, THIRD][..], REWORDED),
        (&[HEADING, FIRST, CORRECTED], REFILLED),
    ] {
        let now = Instant::now();
        let before: Vec<_> = corrected
            .iter()
            .map(|&part| if part == CORRECTED { SECOND } else { part })
            .collect();
        let mut belief = believing(&before, now);
        belief.found(None, None, now);
        belief.found(finding(corrected), None, now);
        assert!(matches!(belief.quiet(now + patience / 2), Verdict::Wait(_)));
        assert!(matches!(
            belief.quiet(now + patience),
            Verdict::Believe(Some(_))
        ));
    }
}
