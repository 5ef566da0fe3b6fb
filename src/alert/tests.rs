//! What rings, and when, as a table: each row is a schedule of arrivals, with the alerts that it has.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::*;
use crate::item::{ItemId, NewsDay, Rollover, Stamp};

/// The rules of every row, by one letter each.
fn rule(letter: char) -> Arc<AlertRule> {
    let bell = Signals {
        bell: true,
        ..Signals::default()
    };
    let banner = Signals {
        banner: true,
        ..Signals::default()
    };
    let run = |program: &str| Some(Arc::from([program.to_owned()]));
    let (priority, signals, program, alerts_again) = match letter {
        'a' => (0, bell.or(banner), None, false),
        'b' => (0, banner, None, false),
        'r' => (0, bell, None, true),
        'n' => (0, Signals::NOTIFICATION, None, false),
        'p' => (5, bell, None, false),
        'x' => (0, Signals::default(), run("say"), false),
        'y' => (1, bell, run("log"), false),
        'm' => (0, Signals::default(), None, false),
        other => panic!("no rule {other}"),
    };
    Arc::new(AlertRule {
        name: letter.to_string().into(),
        priority,
        signals,
        run: program,
        alerts_again,
    })
}

/// A time of the first day, or of the next one with `+`, to the second.
fn at(text: &str) -> Stamp {
    let (text, days) = text.strip_prefix('+').map_or((text, 0), |text| (text, 1));
    let time = NaiveTime::parse_from_str(text, "%H:%M:%S").unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + TimeDelta::days(days);
    Stamp::from_beijing(date.and_time(time)).unwrap()
}

/// Runs a schedule of steps such as `10:00:00 1a`: at that time item 1 arrives and begins to hit rule `a`.
///
/// | step | meaning |
/// | --- | --- |
/// | `1ab` | item 1 begins to hit the rules `a` and `b` |
/// | `1=2a` | item 1 has the words of item 2 |
/// | `1#7a` | item 1 is about the matter 7 |
/// | `1~a` | item 1 gets another wording, and hits `a` again |
/// | `1>2` | the id of item 1 becomes 2 |
/// | `1!` | item 1 is in sight from now on |
/// | `1?` | item 1 is out of sight again |
/// | `-1`, `+1` | item 1 is gone, or back |
/// | `.` | nothing happens |
fn alerts(schedule: &str, quiet: Option<QuietHours>) -> String {
    let mut desk = AlertDesk::default();
    let mut in_sight = Vec::new();
    let mut gone = Vec::new();
    let mut alerts = String::new();
    for line in schedule.split(',').map(str::trim) {
        let (time, steps) = line.split_once(' ').unwrap();
        let now = at(time);
        for step in steps.split(' ') {
            match step.split_at_checked(1) {
                Some(("-", item)) => gone.push(id(item)),
                Some(("+", item)) => gone.retain(|other| *other != id(item)),
                _ => take(&mut desk, &mut in_sight, step, now),
            }
        }
        desk.drop_waiting(|_, id| in_sight.contains(&id));
        if let Some(alert) = desk.ring(now, quiet, |_, id| !gone.contains(&id)) {
            write!(alerts, "{time} {}; ", shown(&alert)).unwrap();
        }
    }
    alerts.trim_end_matches("; ").to_owned()
}

fn id(number: &str) -> ItemId {
    ItemId::from_wire(number.parse().unwrap())
}

fn take(desk: &mut AlertDesk, in_sight: &mut Vec<ItemId>, step: &str, now: Stamp) {
    if step == "." {
        return;
    }
    if let Some(seen) = step.strip_suffix('!') {
        return in_sight.push(id(seen));
    }
    if let Some(left) = step.strip_suffix('?') {
        return in_sight.retain(|item| *item != id(left));
    }
    if let Some((old, new)) = step.split_once('>') {
        return desk.rename(id(old), id(new));
    }
    let rules = step.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let item = step.strip_suffix(rules).unwrap();
    let hits: Vec<_> = rules.chars().map(rule).collect();
    let (item, is_again) = item
        .strip_suffix('~')
        .map_or((item, false), |item| (item, true));
    let (item, matter) = item
        .split_once('#')
        .map_or((item, None), |(item, matter)| (item, Some(matter)));
    let (item, words) = item.split_once('=').unwrap_or((item, item));
    let (began, again) = if is_again {
        (Vec::new(), hits)
    } else {
        (hits, Vec::new())
    };
    desk.hear(AlertHit {
        day: NewsDay::containing(now, Rollover::default()),
        id: id(item),
        stamp: now,
        print: words.parse().unwrap(),
        matter: matter.map(|matter| matter.parse().unwrap()),
        began,
        again,
    });
}

/// An alert as text: rule, item, how many more, `B` for the bell, `N` for a notification, `b` for the banner, and programs with their items.
fn shown(alert: &Alert) -> String {
    let number = |id: ItemId| id.wire().unwrap();
    let mut text = format!("{}{}", alert.named.rule, number(alert.named.id));
    if !alert.others.is_empty() {
        write!(text, "+{}", alert.others.len()).unwrap();
    }
    text.push_str(if alert.signals.bell { " B" } else { "" });
    text.push_str(if alert.signals.notification { " N" } else { "" });
    text.push_str(if alert.signals.banner { " b" } else { "" });
    for AlertRun { command, items, .. } in &alert.programs {
        let items: Vec<_> = items
            .iter()
            .map(|(_, id)| number(*id).to_string())
            .collect();
        write!(text, " {}({})", command.join(" "), items.join(" ")).unwrap();
    }
    text
}

const SCHEDULES: &[(&str, &str, &str)] = &[
    ("one item", "10:00:00 1a", "10:00:00 a1 B b"),
    ("a rule that only tints", "10:00:00 1m", ""),
    ("a banner makes no sound", "10:00:00 1b", "10:00:00 b1 b"),
    ("two rules are one alert", "10:00:00 1br", "10:00:00 b1 B b"),
    (
        "the higher rule names it",
        "10:00:00 1ap",
        "10:00:00 p1 B b",
    ),
    (
        "of equal rules the first names it",
        "10:00:00 1ra",
        "10:00:00 r1 B b",
    ),
    (
        "the newest names two items",
        "10:00:00 1a 2a",
        "10:00:00 a2+1 B b",
    ),
    (
        "a higher rule names an older item",
        "10:00:00 1p, 10:00:01 2a, 10:00:03 3a 4p 5a",
        "10:00:00 p1 B; 10:00:03 p4+3 b",
    ),
    (
        "two alerts are apart",
        "10:00:00 1a, 10:00:01 2a, 10:00:02 ., 10:00:03 .",
        "10:00:00 a1 B b; 10:00:03 a2 b",
    ),
    (
        "a burst is one alert",
        "10:00:00 1a, 10:00:01 2a 3a 4a, 10:00:02 5a 6a, 10:00:03 .",
        "10:00:00 a1 B b; 10:00:03 a6+4 b",
    ),
    (
        "a later one alerts at once",
        "10:00:00 1a, 10:00:09 2a",
        "10:00:00 a1 B b; 10:00:09 a2 b",
    ),
    ("a revision", "10:00:00 1a, 10:01:00 1~a", "10:00:00 a1 B b"),
    (
        "a revision of what was there at the start",
        "10:01:00 1~a",
        "",
    ),
    (
        "a revision for which a rule alerts again",
        "10:00:00 1r, 10:01:00 1~r",
        "10:00:00 r1 B; 10:01:00 r1 B",
    ),
    (
        "a revision that hits another rule",
        "10:00:00 1b, 10:01:00 1~b 1p",
        "10:00:00 b1 b; 10:01:00 p1 B",
    ),
    (
        "a revision that hits a rule after a pause",
        "10:00:00 1a, 10:01:00 1~m, 10:02:00 1a",
        "10:00:00 a1 B b",
    ),
    (
        "a promotion hits the rule of red items",
        "10:00:00 1b, 10:05:00 1p",
        "10:00:00 b1 b; 10:05:00 p1 B",
    ),
    (
        "a twin in another channel",
        "10:00:00 1a, 10:01:00 2=1a",
        "10:00:00 a1 B b",
    ),
    (
        "a twin in the same moment",
        "10:00:00 1a 2=1a",
        "10:00:00 a1 B b",
    ),
    (
        "a twin for which a rule alerts again",
        "10:00:00 1r, 10:01:00 2=1r",
        "10:00:00 r1 B; 10:01:00 r2 B",
    ),
    (
        "a twin of a twin",
        "10:00:00 1a, 10:01:00 2=1a, 10:02:00 2=3a",
        "10:00:00 a1 B b",
    ),
    (
        "the same words hours later",
        "10:06:00 1a, 18:52:00 2=1a, 18:53:00 3=1a",
        "10:06:00 a1 B b; 18:52:00 a2 B b",
    ),
    (
        "the same words on the next day",
        "10:00:00 1a, +10:00:00 2=1a",
        "10:00:00 a1 B b; +10:00:00 a2 B b",
    ),
    (
        "an id that changed",
        "10:00:00 1a, 10:01:00 1>2, 10:02:00 2=3a",
        "10:00:00 a1 B b",
    ),
    (
        "an id that changed while it waits",
        "10:00:00 1a, 10:00:01 2a, 10:00:02 2>7, 10:00:03 .",
        "10:00:00 a1 B b; 10:00:03 a7 b",
    ),
    ("an item in sight", "10:00:00 1! 1a", ""),
    (
        "an item that comes in sight while it waits",
        "10:00:00 1a, 10:00:01 2a, 10:00:02 2!, 10:00:03 .",
        "10:00:00 a1 B b",
    ),
    (
        "an item that was in sight while it waited",
        "10:00:00 1a, 10:00:01 2a, 10:00:02 2!, 10:00:03 2?",
        "10:00:00 a1 B b",
    ),
    (
        "an item that is gone for a moment",
        "10:00:00 -1 1a, 10:00:01 ., 10:00:02 +1",
        "10:00:02 a1 B b",
    ),
    (
        "an item that is gone beside one that is not",
        "10:00:00 -1 1a 2a, 10:00:02 +1, 10:00:03 .",
        "10:00:00 a2 B b; 10:00:03 a1 b",
    ),
    (
        "an item that is gone for long",
        "10:00:00 -1 1a, 10:00:03 ., 10:00:04 +1",
        "",
    ),
    (
        "one of two is in sight",
        "10:00:00 2! 1a 2a",
        "10:00:00 a1 B b",
    ),
    (
        "what was in sight does not alert later",
        "10:00:00 1! 1a, 10:01:00 1a",
        "",
    ),
    (
        "an item in sight delays nothing",
        "10:00:00 1! 1a, 10:00:01 2a",
        "10:00:01 a2 B b",
    ),
    (
        "a program gets the item",
        "10:00:00 1x",
        "10:00:00 x1 say(1)",
    ),
    (
        "a program gets a burst, the oldest first",
        "10:00:00 1x, 10:00:01 2x, 10:00:02 3x, 10:00:03 .",
        "10:00:00 x1 say(1); 10:00:03 x3+1 say(2 3)",
    ),
    (
        "two programs",
        "10:00:00 1xy",
        "10:00:00 y1 B say(1) log(1)",
    ),
    (
        "the clock goes back",
        "10:00:00 1a, 09:00:00 2a",
        "10:00:00 a1 B b; 09:00:00 a2 B b",
    ),
    (
        "the clock goes back a second",
        "10:00:00 1a, 09:59:59 2a",
        "10:00:00 a1 B b; 09:59:59 a2 B b",
    ),
    (
        "the bell rings once a minute",
        "10:00:00 1p, 10:00:30 2p, 10:00:57 3a, 10:01:00 4p",
        "10:00:00 p1 B; 10:00:57 a3 b; 10:01:00 p4 B",
    ),
    (
        "a bell that was held back is made up for by none",
        "10:00:00 1p, 10:00:30 2p, 10:01:30 .",
        "10:00:00 p1 B",
    ),
    (
        "a bell that was held back is no sound about its matter",
        "10:00:00 1p, 10:00:30 2#7p, 10:02:00 3#7p",
        "10:00:00 p1 B; 10:02:00 p3 B",
    ),
    (
        "a notification is not held back",
        "10:00:00 1n, 10:00:30 2n",
        "10:00:00 n1 N; 10:00:30 n2 N",
    ),
    (
        "what follows on an alert updates the banner alone",
        "10:00:00 1#7a, 10:05:00 2#7a, 10:09:57 3#7a, 10:10:00 4#7a",
        "10:00:00 a1 B b; 10:05:00 a2 b; 10:09:57 a3 b; 10:10:00 a4 B b",
    ),
    (
        "what follows on a notification makes no sound",
        "10:00:00 1#7n, 10:05:00 2#7n, 10:10:00 3#7n",
        "10:00:00 n1 N; 10:10:00 n3 N",
    ),
    (
        "another matter makes a sound",
        "10:00:00 1#7n, 10:05:00 2#8n 3#7n",
        "10:00:00 n1 N; 10:05:00 n3+1 N",
    ),
    (
        "another rule makes a sound about the matter",
        "10:00:00 1#7a, 10:05:00 2#7ap, 10:06:00 3#7ap",
        "10:00:00 a1 B b; 10:05:00 p2 B b; 10:06:00 p3 b",
    ),
    (
        "a rule with `again` rings for each item of a matter",
        "10:00:00 1#7r, 10:05:00 2#7r",
        "10:00:00 r1 B; 10:05:00 r2 B",
    ),
    (
        "an item in sight makes no sound for its matter",
        "10:00:00 1! 1#7a, 10:05:00 2#7a",
        "10:05:00 a2 B b",
    ),
    (
        "a program gets each item of a matter",
        "10:00:00 1#7y, 10:05:00 2#7y",
        "10:00:00 y1 B log(1); 10:05:00 y2 log(2)",
    ),
    (
        "the clock goes back after a bell",
        "10:00:00 1#7a, 09:59:00 2#7a",
        "10:00:00 a1 B b; 09:59:00 a2 B b",
    ),
    (
        "the clock goes forward",
        "10:00:00 1a, 14:00:00 2a",
        "10:00:00 a1 B b; 14:00:00 a2 B b",
    ),
    (
        "the machine slept with an item waiting",
        "10:00:00 1a, 10:00:01 2a, +08:00:00 .",
        "10:00:00 a1 B b; +08:00:00 a2 B b",
    ),
];

#[test]
fn each_schedule_has_its_alerts() {
    let wrong: Vec<_> = SCHEDULES
        .iter()
        .map(|(name, schedule, expected)| (name, alerts(schedule, None), expected))
        .filter(|(_, alerts, expected)| alerts != *expected)
        .map(|(name, alerts, expected)| format!("{name}: {alerts}, expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Quiet hours, with a schedule and its alerts.
const QUIET: &[(&str, &str, &str)] = &[
    ("23:30-05:30", "23:29:59 1a", "23:29:59 a1 B b"),
    ("23:30-05:30", "23:30:00 1a", "23:30:00 a1 b"),
    ("23:30-05:30", "00:00:00 1a", "00:00:00 a1 b"),
    (
        "23:30-05:30",
        "05:29:59 1#7a, 05:30:02 2#7a",
        "05:29:59 a1 b; 05:30:02 a2 B b",
    ),
    ("23:30-05:30", "05:29:58 1p", ""),
    ("23:30-05:30", "01:00:00 1x", ""),
    (
        "23:30-05:30",
        "23:29:59 1p, 23:30:01 2p, 23:30:02 .",
        "23:29:59 p1 B",
    ),
    (
        "11:30-13:00",
        "11:29:59 1p, 12:00:00 2p, 13:00:00 3p",
        "11:29:59 p1 B; 13:00:00 p3 B",
    ),
];

#[test]
fn quiet_hours_make_no_sound() {
    for (hours, schedule, expected) in QUIET {
        assert_eq!(
            alerts(schedule, Some(QuietHours::parse(hours).unwrap())),
            *expected,
            "{hours}: {schedule}"
        );
    }
}

/// A terminal that does not show notifications rings its bell for them, and no more often than for anything else.
#[test]
fn bell_for_notifications_rings_once_a_minute() {
    let mut desk = AlertDesk::default();
    desk.ring_for_notifications();
    let mut ring = |step: &str, time: &str| {
        take(&mut desk, &mut Vec::new(), step, at(time));
        let alert = desk.ring(at(time), None, |_, _| true);
        shown(&alert.unwrap())
    };
    assert_eq!(ring("1n", "10:00:00"), "n1 B N");
    assert_eq!(ring("2n", "10:00:30"), "n2 N");
    assert_eq!(ring("3n", "10:01:00"), "n3 B N");
}

#[test]
fn next_alert_is_due_when_it_may_ring() {
    let mut desk = AlertDesk::default();
    let ring = |desk: &mut AlertDesk, now| desk.ring(now, None, |_, _| true);
    assert_eq!(desk.due(at("10:00:00")), None);
    take(&mut desk, &mut Vec::new(), "1a", at("10:00:00"));
    assert_eq!(desk.due(at("10:00:00")), Some(at("10:00:00")));
    assert!(ring(&mut desk, at("10:00:00")).is_some());
    assert_eq!(desk.due(at("10:00:00")), None);
    take(&mut desk, &mut Vec::new(), "2a", at("10:00:01"));
    assert_eq!(desk.due(at("10:00:01")), Some(at("10:00:03")));
    assert!(ring(&mut desk, at("10:00:02")).is_none());
    assert!(ring(&mut desk, at("10:00:03")).is_some());
}

#[test]
fn quiet_hours_are_two_times() {
    for text in ["23:30-05:30", "23:30 - 5:30"] {
        let hours = QuietHours::parse(text).unwrap();
        let times = [hours.from, hours.to].map(|time| time.format("%H:%M").to_string());
        assert_eq!(times, ["23:30", "05:30"]);
    }
    for text in ["", "23:30", "23:30-", "24:00-05:30", "09:00-09:00", "night"] {
        assert_eq!(QuietHours::parse(text), None, "{text}");
    }
}
