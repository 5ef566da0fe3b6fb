//! What a request selects while time passes.

use super::*;
use crate::cli::TimeOptions;
use crate::config::Config;
use crate::dump::{self, DumpChange, ReadOptions};
use crate::moment::{Wanted, When};
use crate::query::Watchlists;
use crate::state::KeeperSetup;
use crate::timeline::Store;

/// A moment of a day in January.
fn at(day: u32, time: &str) -> Stamp {
    let moment = format!("2026-01-{day:02}T{time}:00");
    Stamp::from_beijing(moment.parse().unwrap()).unwrap()
}

/// A dump of each of two days, with items at 09:31 and 09:40.
fn timeline() -> Arc<Timeline> {
    let mut store = Store::default();
    for day in ["2026-01-06", "2026-01-07"] {
        let text = format!(
            "# 财联社【普通】电报 - {day}\n\n**[09:31]** 云帆智造公告。\n\n**[09:40]** 远山能源公告。\n\n"
        );
        let dump = dump::read(&day.into(), text.into(), ReadOptions::default()).unwrap();
        store.apply(vec![DumpChange::Read(Arc::new(dump))]);
    }
    store.timeline()
}

/// A command at 09:45 of the first day.
fn context<'a>(config: &'a Config, query: Option<&'a str>) -> CommandContext<'a> {
    CommandContext {
        config,
        query,
        watchlists: Watchlists::default(),
        input: WatchSettings::default(),
        state: KeeperSetup::default(),
        now: at(6, "09:45"),
        columns: || None,
        allows_colour: false,
    }
}

/// The times of the items that a query and a rule select at each of some moments, one after another.
fn selected(
    query: Option<&str>,
    rule: Option<&str>,
    args: &ListArgs,
    moments: &[(u32, &str)],
) -> Vec<String> {
    let config = Config::default();
    let context = context(&config, query);
    let args = ListArgs {
        rule: rule.map(|_| "规则".to_owned()),
        ..args.clone()
    };
    let rules = rule.map(|query| format!("[[rule]]\nname = '规则'\nquery = '{query}'\n"));
    let rules = rules.map(|rules| ("rules.toml".to_owned(), rules));
    let mut request = ItemRequest::with_rules(&args, &context, rules).unwrap();
    let timeline = timeline();
    let mut selected = Vec::new();
    for (day, time) in moments {
        request.count_from(at(*day, time), &timeline).unwrap();
        let selector = request.selector(&Arc::default());
        let days = selector.days(&timeline).into_iter();
        let items = days.flat_map(|day| {
            let rows = selector.rows(day).into_iter();
            rows.map(|row| {
                day.item(row as usize)
                    .stamp()
                    .time()
                    .format("%-d/%H:%M")
                    .to_string()
            })
        });
        selected.push(items.collect::<Vec<_>>().join(" "));
    }
    selected
}

const HOUR: [(u32, &str); 3] = [(6, "09:45"), (6, "10:35"), (7, "09:32")];

#[rstest::rstest]
#[case::query(Some("last:1h"), None)]
#[case::rule(None, Some("last:1h"))]
#[case::both(Some("公告"), Some("since:1h"))]
fn relative_times_follow_the_clock(#[case] query: Option<&str>, #[case] rule: Option<&str>) {
    let selected = selected(query, rule, &ListArgs::default(), &HOUR);
    let all = "6/09:31 6/09:40 7/09:31 7/09:40";
    assert_eq!(
        selected,
        [all, "6/09:40 7/09:31 7/09:40", "7/09:31 7/09:40"]
    );
}

/// `tail -q day:today` printed nothing after midnight.
#[test]
fn today_is_another_day_tomorrow() {
    let args = ListArgs::default();
    let selected = selected(Some("day:today"), None, &args, &HOUR);
    let (first, second) = ("6/09:31 6/09:40", "7/09:31 7/09:40");
    assert_eq!(selected, [first, first, second]);
}

/// `--now` is the time from which everything counts.
#[test]
fn times_of_options_stay() {
    let args = ListArgs {
        range: TimeOptions {
            day: When::parse("2026-01-06", Wanted::Day).ok(),
            now: When::parse("2026-01-06 09:45", Wanted::Time).ok(),
            ..TimeOptions::default()
        },
        ..ListArgs::default()
    };
    let selected = selected(Some("last:10m"), None, &args, &HOUR);
    assert_eq!(selected, ["6/09:40"; 3]);
}

/// The same error was printed every minute. Here other rules make it: no time that counts from the clock is impossible now.
#[test]
fn each_error_of_a_minute_is_printed_once() {
    let config = Config::default();
    let context = context(&config, Some("last:1h"));
    let (args, timeline) = (ListArgs::default(), timeline());
    let rules = |query: &str| {
        let text = format!("[[rule]]\nname = '规则'\nquery = '{query}'\n");
        Some(("rules.toml".to_owned(), text))
    };
    let mut request = ItemRequest::with_rules(&args, &context, rules("云帆")).unwrap();
    let minutes = [
        ("09:46", "云帆", Some(true)),
        ("09:47", "(", None),
        ("09:48", "(", Some(false)),
        ("09:49", "at:", None),
        ("09:50", "at:", Some(false)),
        ("09:51", "云帆", Some(true)),
        ("09:52", "at:", None),
    ];
    for (time, query, renewed) in minutes {
        request.files.rules = rules(query);
        let counted = request.count_from(at(6, time), &timeline);
        assert_eq!(counted.ok(), renewed, "{time}");
        let in_force = request.rules().unwrap();
        assert_eq!(in_force.rules()[0].query().to_string(), "云帆", "{time}");
    }
}
