//! What rules alert about, and when: from entries in dumps to bells, notifications and the banner.

mod table;

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{NaiveTime, TimeDelta};

use crate::alert::AlertRun;
use crate::app::test_reader::{TODAY, TestReader, day, dump_of};
use crate::app::{Effect, ItemKey, Message};
use crate::dump::{self, Dump, ReadOptions};
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews};

/// A reader in which items come, change and become red.
struct AlertScene {
    reader: TestReader,
    /// The dump of each channel, with `09:15 text` for each entry.
    channels: Vec<(&'static str, Vec<String>)>,
    /// The rules after the next change of their file.
    later_rules: &'static str,
    /// The item that the banner named last, and how many others.
    banner: Option<(String, usize)>,
}

/// The channels, and a dump of another wire.
const CHANNELS: [&str; 3] = ["普通", "加红", "东财"];

/// Makes the file of rules of `name query option …; …`: a blank in a query is `_`. `quiet=23:30-05:30` is no rule.
fn rules(text: &str) -> String {
    let mut quiet = String::new();
    let mut rules = String::new();
    for rule in text
        .split(';')
        .map(str::trim)
        .filter(|rule| !rule.is_empty())
    {
        if let Some(hours) = rule.strip_prefix("quiet=") {
            quiet = format!("quiet = '{hours}'\n");
            continue;
        }
        let mut words = rule.split(' ');
        let (name, query) = (words.next().unwrap(), words.next().unwrap());
        let query = query.replace('_', " ");
        writeln!(rules, "[[rule]]\nname = '{name}'\nquery = '{query}'").unwrap();
        words.for_each(|option| rules.push_str(&option_line(option)));
    }
    quiet + &rules
}

fn option_line(option: &str) -> String {
    match option {
        "mute" => "mute = 'fold'\n".to_owned(),
        "run" => "run = ['say', '-v']\n".to_owned(),
        "again" => "again = true\n".to_owned(),
        "tint" => "style = { row = 'cyan' }\n".to_owned(),
        _ => match (option.strip_prefix("until="), option.strip_prefix('p')) {
            (Some(day), _) => format!("until = '{day}'\n"),
            (None, Some(priority)) => format!("priority = {priority}\n"),
            (None, None) => {
                let signals = option.split('+').map(|signal| format!("'{signal}'"));
                let signals: Vec<_> = signals.collect();
                format!("alert = [{}]\n", signals.join(", "))
            }
        },
    }
}

impl AlertScene {
    /// A loaded reader with one item, and nobody who looks at it. The rules after `||` come into force by a step.
    fn new(text: &'static str) -> Self {
        let (text, later_rules) = text.split_once("||").unwrap_or((text, ""));
        let mut scene = Self {
            reader: TestReader::loading(),
            channels: CHANNELS.map(|channel| (channel, Vec::new())).into(),
            later_rules,
            banner: None,
        };
        scene.give_rules(text);
        scene.add("普通", "早先");
        scene.read();
        scene.reader.finish_loading();
        scene.reader.send(Message::Focus(Some(false)));
        scene.reader.effects();
        scene
    }

    fn give_rules(&mut self, text: &str) {
        let times = TimeContext::at(self.reader.app.now);
        let read = rules::parse("rules.toml", &rules(text), &times, &Watchlists::default());
        self.reader
            .send(Message::Rules(RulesNews::Read(read.map(Arc::new))));
    }

    fn entries(&mut self, channel: &str) -> &mut Vec<String> {
        let mut channels = self.channels.iter_mut();
        let (_, entries) = channels.find(|(name, _)| *name == channel).unwrap();
        entries
    }

    /// Adds an entry of the present minute.
    fn add(&mut self, channel: &str, text: &str) {
        let time = self.reader.app.now.time().format("%H:%M");
        let entry = format!("{time} 【{text}】财联社电，{text}的消息有正文一段。");
        self.entries(channel).push(entry);
    }

    fn read(&mut self) {
        let with_entries = self
            .channels
            .iter()
            .filter(|(_, entries)| !entries.is_empty());
        let dumps: Vec<_> = with_entries
            .map(|(channel, entries)| match *channel {
                "东财" => of_other_wire(entries),
                channel => dump_of(channel, TODAY, entries),
            })
            .collect();
        self.reader.read(&dumps);
    }

    /// Does one step.
    ///
    /// | step | meaning |
    /// | --- | --- |
    /// | `+甲` | an item arrives |
    /// | `!甲` | a red item arrives, or an item becomes red |
    /// | `=甲` | another wire sends the same |
    /// | `甲~乙` | the words 甲 of an item become 乙 |
    /// | `-甲` | an item vanishes |
    /// | `x50` | so many items of the name 连发 arrive |
    /// | `edit` | the file of rules changes |
    /// | `focus`, `blur`, `unknown` | the terminal has the focus, or has it not, or does not say |
    /// | `:keys` | the user types keys |
    fn step(&mut self, step: &str) {
        match step {
            "focus" => return self.reader.send(Message::Focus(Some(true))),
            "blur" => return self.reader.send(Message::Focus(Some(false))),
            "unknown" => return self.reader.send(Message::Focus(None)),
            "edit" => return self.give_rules(self.later_rules),
            "." => return,
            _ => {}
        }
        if let Some(keys) = step.strip_prefix(':') {
            self.reader.press(keys);
            return;
        }
        if let Some(text) = step.strip_prefix('+') {
            self.add("普通", text);
        } else if let Some(text) = step.strip_prefix('!') {
            self.add_red(text);
        } else if let Some(text) = step.strip_prefix('=') {
            self.add("东财", text);
        } else if let Some(text) = step.strip_prefix('-') {
            self.entries("普通").retain(|entry| !entry.contains(text));
        } else if let Some(count) = step.strip_prefix('x') {
            for nth in 0..count.parse().unwrap() {
                self.add("普通", &format!("连发{nth}"));
            }
        } else {
            let (old, new) = step.split_once('~').unwrap();
            for (_, entries) in &mut self.channels {
                for entry in entries {
                    *entry = entry.replace(old, new);
                }
            }
        }
        self.read();
    }

    /// Adds the entry of an item to the red ones, at its own time.
    fn add_red(&mut self, text: &str) {
        let known = self
            .entries("普通")
            .iter()
            .find(|entry| entry.contains(text))
            .cloned();
        match known {
            Some(entry) => self.entries("加红").push(entry),
            None => self.add("加红", text),
        }
    }

    /// The alerts since the last call: `B` for the bell, `N(text)`, `program(items)`, and `b(text)` for the banner if it is another one.
    fn alerts(&mut self) -> String {
        let mut alerts = String::new();
        for effect in self.reader.effects() {
            match effect {
                Effect::Ring { bell, notification } => {
                    alerts.push_str(if bell { " B" } else { "" });
                    let text = notification.iter().map(|text| format!(" N({text})"));
                    alerts.extend(text);
                }
                Effect::RunProgram(AlertRun { command, items, .. }) => {
                    let timeline = &self.reader.app.timeline;
                    let items = items
                        .iter()
                        .map(|(day, id)| timeline.item(*day, *id).unwrap());
                    let items: Vec<_> = items.map(|item| item.story().headline()).collect();
                    write!(alerts, " {}({})", command.join(" "), items.join(" ")).unwrap();
                }
                _ => {}
            }
        }
        let banner = self.reader.app.banner().map(|banner| {
            let rule = banner
                .rule
                .map(|rule| format!("{rule} "))
                .unwrap_or_default();
            let headline = banner.item.story().headline();
            (format!("{rule}{headline}"), banner.more)
        });
        if banner != self.banner {
            match &banner {
                Some((text, 0)) => write!(alerts, " b({text})").unwrap(),
                Some((text, more)) => write!(alerts, " b({text} +{more})").unwrap(),
                None => alerts.push_str(" b()"),
            }
        }
        self.banner = banner;
        alerts
    }

    /// The items of the list, the newest first, each with the rule that gives its row a look, or folded: `甲=规则 乙 (丙)`.
    fn look(&self) -> String {
        let visible = self.reader.app.list.visible();
        let items = visible.days().iter().rev().flat_map(|day| {
            let rows = day.day.items().collect::<Vec<_>>();
            rows.into_iter()
                .rev()
                .map(|item| (item.day(), item.id(), item.story().headline().to_owned()))
        });
        let rules = &self.reader.app.rules;
        let shown = items.map(|(day, id, headline)| {
            let all = rules.rules_of(day, id);
            if self.reader.app.is_folded(ItemKey { day, id }) {
                return format!("({headline})");
            }
            let mut hits = all.iter().filter_map(|rule| rules.set().get(*rule));
            match hits.find(|rule| rule.options().style.row.is_some()) {
                Some(rule) => format!("{headline}={}", rule.name()),
                None => headline,
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    /// Runs a schedule of `12:00:05 step step, …`, and returns the alerts, with the times.
    fn run(&mut self, schedule: &str) -> String {
        let mut alerts = String::new();
        for line in schedule.split(',').map(str::trim) {
            let (time, steps) = line.split_once(' ').unwrap();
            self.reader.send(Message::Now(at(time)));
            for step in steps.split(' ') {
                self.step(step);
            }
            let now = self.alerts();
            if !now.is_empty() {
                write!(alerts, "{time}{now}; ").unwrap();
            }
        }
        alerts.trim_end_matches("; ").to_owned()
    }
}

/// A time of today, or of the next day with `+`.
fn at(text: &str) -> Stamp {
    let (text, days) = text.strip_prefix('+').map_or((text, 0), |text| (text, 1));
    let time = NaiveTime::parse_from_str(text, "%H:%M:%S").unwrap();
    let date = day(TODAY).date() + TimeDelta::days(days);
    Stamp::from_beijing(date.and_time(time)).unwrap()
}

fn of_other_wire(entries: &[String]) -> Arc<Dump> {
    let mut text = format!(
        "# 东方财富【快讯】电报 - {TODAY}\n> 统计周期：{TODAY} 05:30 至次日 05:30\n\n---\n\n"
    );
    for entry in entries {
        let (time, story) = entry.split_once(' ').unwrap();
        writeln!(text, "**[{time}]** {story}\n").unwrap();
    }
    let path = format!("东方财富_{TODAY}.md").as_str().into();
    Arc::new(dump::read(&path, text.into(), ReadOptions::default()).unwrap())
}

/// A rule for a stock hits items by its name once that was learnt. What arrived before never alerted.
#[test]
fn stock_rule_alerts_once_names_are_learnt() {
    let mut scene = AlertScene::new("远 stock:688999 bell");
    let before = scene.run("12:00:05 +远山能源(688999.SH)公告, 12:11:00 +远山能源立项");
    assert_eq!(before, "12:00:05 B");
    scene.reader.learn();
    assert_eq!(scene.alerts(), " B");
    assert_eq!(scene.run("12:30:00 +乙一, 12:30:05 ."), "", "once");
}

/// The failure took the place of the banner, and named no rule. Nothing was left of it afterwards.
#[test]
fn failed_program_leaves_the_banner_there() {
    let mut scene = AlertScene::new("甲 甲 banner run");
    let end = |scene: &mut AlertScene, why: Option<&str>| {
        let (rule, why) = ("甲".into(), why.map(str::to_owned));
        scene.reader.send(Message::ProgramEnded { rule, why });
        let failed = scene.reader.app.failed_programs();
        failed.map(str::to_owned).collect::<Vec<_>>()
    };
    let alerts = scene.run("12:00:01 :zz, 12:00:05 +甲一");
    assert_eq!(alerts, "12:00:05 say -v(甲一) b(甲 甲一)");
    let failed = end(&mut scene, Some("无法启动 say"));
    assert_eq!(failed, ["规则 甲：无法启动 say"]);
    assert_eq!(scene.reader.notice(), None);
    assert!(scene.reader.app.banner().is_some());
    assert_eq!(scene.run("12:00:20 ."), "12:00:20 b()");
    end(&mut scene, Some("say 出错"));
    assert_eq!(scene.reader.notice(), Some("规则 甲：say 出错"));
    scene.run("12:00:22 +甲二");
    assert_eq!(scene.reader.notice(), None, "the next banner");
    assert!(end(&mut scene, None).is_empty(), "it ended well");
}
