mod counting;
mod finding;
mod watching;

use std::fmt::Write;
use std::sync::Arc;

use bytes::Bytes;
use ratatui::style::{Color, Style};
use rstest::rstest;

use super::alert_keys::QUIET;
use super::file::DEFAULT;
use super::keys::KEYS;
use super::*;
use crate::alert::{QuietHours, Signals};
use crate::config::docs::table_names;
use crate::config::theme::{Look, Role};
use crate::dump::{self, DumpChange, ReadOptions};
use crate::item::Stamp;
use crate::knowledge::Knowledge;
use crate::moment::TimeContext;
use crate::query::{ListTerm, Watchlist, Watchlists};
use crate::timeline::{Store, Timeline};

fn rules(text: &str) -> Result<RuleSet, String> {
    let times = TimeContext::at(Stamp::default());
    let holdings = ["云岭", "远山"].map(|word| ListTerm::Word(word.to_owned()));
    let lists = Watchlists::from_iter([Watchlist::new("持仓.txt".to_owned(), holdings.to_vec())]);
    parse("rules.toml", text, &times, &lists).map_err(|errors| errors.to_string())
}

/// A day with these flashes, a minute apart.
fn timeline(flashes: &[&str]) -> Arc<Timeline> {
    let mut text =
        "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n\n"
            .to_owned();
    for (minute, flash) in flashes.iter().enumerate() {
        writeln!(text, "**[09:{minute:02}]** {flash}\n").unwrap();
    }
    let path = "财联社【普通】电报_2026-05-31.md".into();
    let dump = dump::read(&path, Bytes::from(text), ReadOptions::default()).unwrap();
    Store::default()
        .apply(vec![DumpChange::Read(Arc::new(dump))])
        .timeline
}

/// The names of the rules that hit each of some flashes.
fn hits(rules: RuleSet, flashes: &[&str]) -> Vec<String> {
    let taught = TaughtRules::new(Arc::new(rules), &Arc::new(Knowledge::default()));
    let timeline = timeline(flashes);
    let items = timeline.days().iter().flat_map(|day| day.items());
    items
        .map(|item| taught.names(item).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn rules_have_the_values_of_their_file() {
    let text = "\
        [[rule]]\n\
        name = '甲'\n\
        query = 'is:red'\n\
        unless = '公告'\n\
        key = 3\n\
        until = '2026-11-30'\n\
        priority = -5\n\
        style = { row = 'cyan', hits = 'fresh' }\n\
        alert = ['bell', 'notify']\n\
        again = true\n\
        run = ['say', '-v', '电报']\n\
        [[rule]]\n\
        name = '乙'\n\
        query = '云帆'\n";
    let rules = rules(text).unwrap();
    let options: Vec<_> = rules.rules().iter().map(Rule::options).collect();
    assert_eq!(options[0].query.to_string(), "is:red");
    assert_eq!(options[0].unless.as_ref().unwrap().to_string(), "公告");
    assert_eq!(options[0].until.unwrap().to_string(), "2026-11-30");
    assert_eq!((options[0].key, options[0].view), (Some(3), true));
    assert_eq!((options[1].key, options[1].view), (None, false));
    assert_eq!(options[0].priority, -5);
    assert_eq!((options[1].priority, &options[1].unless), (0, &None));
    let cyan = Style::new().fg(Color::Cyan);
    let style = RuleStyle {
        row: Some(Look::Own(cyan)),
        hits: Some(Look::Role(Role::Fresh)),
    };
    assert_eq!(
        (options[0].style, options[1].style),
        (style, RuleStyle::default())
    );
    let alert = Signals::BELL.or(Signals::NOTIFICATION);
    assert_eq!((options[0].alert, options[0].again), (alert, true));
    let run = options[0].run.as_deref();
    assert_eq!(run, Some(&["say", "-v", "电报"].map(str::to_owned)[..]));
    assert_eq!(
        (options[1].alert, options[1].again),
        (Signals::default(), false)
    );
    assert_eq!(rules.find("乙").unwrap().query().to_string(), "云帆");
}

#[test]
fn quiet_hours_are_above_the_rules() {
    let rule = "[[rule]]\nname = '甲'\nquery = '乙'\n";
    let with = |quiet: &str| rules(&format!("{quiet}{rule}")).unwrap();
    let quiet = with("quiet = '23:30-05:30'\n");
    assert_eq!(quiet.quiet(), QuietHours::parse("23:30-05:30"));
    assert_eq!(with("").quiet(), None);
    assert!(!quiet.is_same(&with("")) && quiet.is_same(&quiet.clone()));
    assert!(!quiet.has_alerts() && with("").quiet().is_none());
}

#[test]
fn rule_names_a_watchlist() {
    let text = "[[rule]]\nname = '持仓'\nquery = 'in:持仓'\nunless = '公告'";
    let flashes = ["云岭涨停。", "远山公告。", "白酒涨价。"];
    assert_eq!(hits(rules(text).unwrap(), &flashes), ["持仓", "", ""]);
    let error = rules("[[rule]]\nname = '甲'\nquery = 'in:自选'").unwrap_err();
    assert_eq!(
        error,
        "rules.toml:3:13: `query` is no query; no such list; there are 持仓"
    );
}

#[rstest]
#[case("key = 3", Some(3), true)]
#[case("view = true", None, true)]
#[case("key = 3\nview = false", Some(3), false)]
#[case("", None, false)]
fn rule_with_a_key_is_a_view(#[case] keys: &str, #[case] key: Option<u8>, #[case] view: bool) {
    let text = format!("[[rule]]\nname = '甲'\nquery = '乙'\n{keys}");
    let rules = rules(&text).unwrap();
    let options = rules.find("甲").unwrap().options();
    assert_eq!((options.key, options.view), (key, view));
}

#[rstest]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nkey = 0",
    "4:7: invalid value `key = 0`; expected a digit from 1 to 9 of its own"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nkey = 2\n[[rule]]\nname = '丙'\nquery = '丁'\nkey = 2",
    "8:7: two rules with the key 2; expected a digit from 1 to 9 of its own"
)]
#[case(
    "[[rule]]\nname = '甲'",
    "1:1: a rule without `query`; expected `query = \"芯片 | 半导体\"` or the like"
)]
#[case(
    "[[rule]]\nquery = '甲'",
    "1:1: a rule without `name`; expected `name = \"持仓\"` or the like"
)]
#[case(
    "[[rule]]\nname = ''\nquery = '甲'",
    "2:8: a rule without `name`; expected `name = \"持仓\"` or the like"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙 )'",
    "3:12: `query` is no query; this ) closes nothing"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '/[/'",
    "3:10: `query` is no query; expected a regular expression: unclosed character class"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nunless = 'levl:A'",
    "4:11: unknown field in `unless`; did you mean `level`?"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\npriorty = 1",
    "4:1: unknown key `priorty` in a rule; did you mean `priority`?"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\npriority = '1'",
    "4:12: invalid value `priority = '1'`; expected a whole number"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nuntil = 2026-11-30",
    "4:9: invalid value `until = 2026-11-30`; expected a day in quotes, \"2026-11-30\""
)]
#[case(
    "[[rule]]\nname = 1\nquery = '乙'",
    "2:8: invalid value `name = 1`; expected a string in quotes"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\n[[rule]]\nname = '甲'\nquery = '丙'",
    "5:8: two rules with the name `甲`; expected a name of its own"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nstyle = 'cyan'",
    "4:9: invalid value `style = 'cyan'`; expected `style = { row = \"cyan\" }` or `{ hits = \"#d7af00\" }`"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nstyle = { rows = 'cyan' }",
    "4:11: unknown part `rows` in a style; did you mean `row`?"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nstyle = { row = 'cyann' }",
    "4:17: invalid value `row = 'cyann'`; expected a role of the theme, a colour like \"#d7dae0\", \"178\" or \"cyan\", or { fg = …, bg = …, modifiers = … }"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nstyle = { hits = { fgg = 'cyan' } }",
    "4:20: unknown key `fgg` in the style of a role; did you mean `fg`?"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nalert = 'bell'",
    "4:9: invalid value `alert = 'bell'`; expected some of `banner`, `bell`, `notify`"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nalert = ['bell', 'baner']",
    "4:18: unknown way `baner` to alert; did you mean `banner`?"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nalert = [1]",
    "4:10: invalid value `alert = 1`; expected some of `banner`, `bell`, `notify`"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nrun = 'say'",
    "4:7: invalid value `run = 'say'`; expected `run = [\"notify-send\", \"news\"]` or the like"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nrun = []",
    "4:7: invalid value `run = []`; expected"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nrun = ['say', 1]",
    "4:7: invalid value `run = ['say', 1]`; expected"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nagain = 1",
    "4:9: invalid value `again = 1`; expected `true` or `false`"
)]
#[case(
    "[[rule]]\nname = '甲'\nquery = '乙'\nquiet = '23:30-05:30'",
    "4:1: unknown key `quiet` in a rule; it belongs above the first `[[rule]]`"
)]
#[case(
    "quiet = '23:30'",
    "1:9: invalid value `quiet = '23:30'`; expected two times of day in quotes, \"23:30-05:30\""
)]
#[case(
    "quite = '23:30-05:30'",
    "1:1: unknown setting `quite`; did you mean `quiet`?"
)]
#[case(
    "name = '甲'",
    "1:1: unknown setting `name`; keys of a rule belong below a line `[[rule]]`"
)]
#[case(
    "rules = []",
    "1:1: unknown setting `rules`; expected `[[rule]]` on a line of its own"
)]
#[case("rul = []", "1:1: unknown setting `rul`; did you mean `rule`?")]
#[case(
    "[rule]\nname = '甲'",
    "1:1: invalid value `rule = [rule]`; expected `[[rule]]` on a line of its own"
)]
#[case("[[rule]", "1:8: invalid TOML")]
fn wrong_rules_are_errors_with_places(#[case] text: &str, #[case] expected: &str) {
    let error = rules(text).unwrap_err();
    assert!(
        error.starts_with(&format!("rules.toml:{expected}")),
        "{error}"
    );
}

#[test]
fn all_errors_of_rules_are_reported() {
    let error = rules("[[rule]]\nname = 1\nquery = 2\n[[rule]]\nnam = '甲'").unwrap_err();
    assert_eq!(error.lines().count(), 5, "{error}");
}

#[test]
fn too_many_rules_are_an_error() {
    let rule = |n: usize| format!("[[rule]]\nname = '{n}'\nquery = '甲'\n");
    let text = |count| (0..count).map(rule).collect::<String>();
    assert_eq!(rules(&text(1000)).unwrap().rules().len(), 1000);
    let error = rules(&text(1001)).unwrap_err();
    assert_eq!(
        error,
        "rules.toml:3001:1: too many rules; expected at most 1000"
    );
}

#[test]
fn unless_and_until_narrow_a_rule() {
    let rule = |more: &str| {
        rules(&format!(
            "[[rule]]\nname = '甲'\nquery = '云帆 | 远山'\n{more}"
        ))
    };
    let flashes = ["云帆涨停", "云帆公告：减持", "别的消息"];
    let hit = |more| hits(rule(more).unwrap(), &flashes);
    assert_eq!(hit(""), ["甲", "甲", ""]);
    assert_eq!(hit("unless = '公告 | 减持'"), ["甲", "", ""]);
    assert_eq!(hit("unless = ''"), ["甲", "甲", ""]);
    assert_eq!(hit("until = '2026-05-31'"), ["甲", "甲", ""]);
    assert_eq!(hit("until = '2026-05-30'"), ["", "", ""]);
}

#[test]
fn source_selects_what_the_rule_selects() {
    let source = |more: &str| {
        let text = format!("[[rule]]\nname = '甲'\nquery = '云帆 | last:2h'\n{more}");
        rules(&text).unwrap().find("甲").unwrap().source()
    };
    assert_eq!(source(""), "云帆 | last:2h");
    assert_eq!(
        source("unless = '公告 | 减持'\nuntil = '2026-05-31'"),
        "(云帆 | last:2h) -(公告 | 减持) day<=2026-05-31"
    );
}

#[test]
fn highest_priority_comes_first() {
    let rule = |name: &str, priority: i64| {
        format!("[[rule]]\nname = '{name}'\nquery = '云帆'\npriority = {priority}\n")
    };
    let text = [rule("甲", 0), rule("乙", 7), rule("丙", -1), rule("丁", 7)].concat();
    assert_eq!(hits(rules(&text).unwrap(), &["云帆"]), ["乙 丁 甲 丙"]);
}

/// Lines of examples begin with `#` alone, explanations with `# `.
fn examples() -> String {
    let lines = DEFAULT.lines().filter(|line| !line.starts_with("# "));
    let lines: Vec<_> = lines.map(|line| line.trim_start_matches('#')).collect();
    lines.join("\n")
}

#[test]
fn examples_are_off_and_can_be_switched_on() {
    assert!(rules(DEFAULT).unwrap().is_empty());
    let examples = examples();
    assert!(rules(&examples).unwrap().rules().len() > 3);
    for key in KEYS.map(|(key, _)| key).into_iter().chain([QUIET]) {
        assert!(examples.contains(&format!("\n{key} = ")), "{key}");
    }
}

/// The prepared mutes leave alone what only looks like their items.
#[rstest]
#[case("财联社5月31日电，北域综合指数跌幅扩大至2%，报3218.4点。", "指数报点")]
#[case("【现货黄金跌破4300美元】现货黄金向下跌破4300美元/盎司。", "指数报点")]
#[case("【收评：沪指跌0.5%】两市成交放量。", "")]
#[case("财联社5月31日电，北域5月企业服务价格指数同比上升3%。", "")]
#[case("【【盘中宝】固态电池】某材料进入中试。", "付费栏目")]
#[case("瑞川证券将云帆智造目标价从425元上调至500元。", "评级")]
#[case("【信用评级年会下周举行】某地举行年会。", "")]
#[case("【远山女足夺得联赛总冠军】两队战至加时。", "体育")]
#[case("【体育概念走强 女足题材居前】多股涨停。", "")]
fn prepared_mutes_hit_their_items(#[case] flash: &str, #[case] name: &str) {
    let prepared = prepared_mutes();
    assert_eq!(prepared.len(), 4);
    let hits = hits(RuleSet::new(prepared.to_vec()), &[flash]);
    assert_eq!(hits.concat(), name);
}

/// What describes rules, with the heading of the table of keys.
const DOCUMENTS: [(&str, &str); 2] = [
    (include_str!("../../docs/rules.md"), "## Keys"),
    (include_str!("../../docs/rules.zh-CN.md"), "## 项目"),
];

#[test]
fn docs_have_every_key_of_a_rule() {
    let keys: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
    for (document, heading) in DOCUMENTS {
        assert_eq!(table_names(document, heading), keys);
    }
}

#[test]
fn rules_of_the_docs_are_read() {
    let readmes = [
        include_str!("../../README.md"),
        include_str!("../../README.zh-CN.md"),
    ];
    let documents = DOCUMENTS.map(|(document, _)| (document, 5));
    for (document, count) in documents
        .into_iter()
        .chain(readmes.map(|readme| (readme, 1)))
    {
        let blocks = document.split("```toml\n").skip(1);
        let blocks = blocks.map(|block| block.split("```").next().unwrap());
        let read =
            blocks.map(|block| rules(block).unwrap_or_else(|error| panic!("{block}{error}")));
        assert_eq!(read.count(), count);
    }
}
