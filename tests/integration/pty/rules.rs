//! The page of rules while the reader runs.

use std::fs;
use std::path::PathBuf;

use super::dumps::Dumps;
use super::session::Session;

fn dump() -> Dumps {
    let dumps = Dumps::new();
    let text = "# 财联社【普通】电报 - 2026-03-02\n\n---\n\n**[09:30]** 甲项：云岭光电公告。\n\n\
        **[09:31]** 乙项：白酒涨价。\n\n**[09:32]** 丙项：远山能源涨停。\n\n";
    dumps.write(text);
    dumps
}

fn file(dumps: &Dumps) -> PathBuf {
    dumps.path().join(".config/dianbao/rules.toml")
}

/// The folder of the configuration does not exist at the start.
#[test]
fn rule_is_made_of_the_filter_and_undone() {
    let dumps = dump();
    let mut session = Session::start(dumps.path(), 120, 30, &[dumps.arg()]);
    session.see(" 3 条");
    session.keys("f涨停\r");
    session.see_no_more("乙项");
    session.keys("Fn\r\r");
    session.see("3 涨停");
    let text = || fs::read_to_string(file(&dumps)).unwrap_or_default();
    assert!(
        text().ends_with("name = \"涨停\"\nquery = \"涨停\"\nkey = 3\n"),
        "{}",
        text()
    );
    session.keys("U");
    session.until_so("the rule is gone", || !text().contains("涨停"));
    session.see_no_more("3 涨停");
    session.keys("qqq");
    session.end();
}

/// Both are read beside the first dumps.
#[test]
fn rules_and_lists_are_there_at_the_start() {
    let dumps = dump();
    let path = file(&dumps);
    let lists = path.with_file_name("lists");
    fs::create_dir_all(&lists).unwrap();
    fs::write(lists.join("自选.txt"), "白酒\n").unwrap();
    let rule = "[[rule]]\nname = '酒'\nquery = 'in:自选'\nkey = 5\n";
    fs::write(&path, rule).unwrap();
    let mut session = Session::start(dumps.path(), 120, 30, &[dumps.arg()]);
    session.see("5 酒");
    session.see(" 3 条");
    session.keys("5");
    session.see_no_more("甲项");
    session.see("乙项");
    session.keys("F");
    // Those of the day, and of all days.
    session.see(" 1 /  1");
    session.see(" 3 /  3");
    session.keys("qqq");
    session.end();
    fs::write(&path, rule.replace("自选", "无")).unwrap();
    let mut session = Session::start(dumps.path(), 120, 30, &[dumps.arg()]);
    session.see("rules.toml:3:13");
    session.keys("qqq");
    session.end();
}

#[test]
fn edited_file_is_shown_and_a_wrong_one_kept() {
    let dumps = dump();
    let mut session = Session::start(dumps.path(), 120, 30, &[dumps.arg()]);
    session.see(" 3 条");
    let path = file(&dumps);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let rule = "# 酒\n[[rule]]\nname = '酒'\nquery = '白酒'\nkey = 5\n";
    fs::write(&path, rule).unwrap();
    session.keys("F");
    session.see("5 酒");
    session.keys("G");
    session.see("当天 1 条");
    let wrong = format!("{rule}keey = 1\n");
    fs::write(&path, &wrong).unwrap();
    session.see("rules.toml:6:1");
    session.keys("dd");
    session.see("先改好它");
    assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
    fs::write(&path, rule).unwrap();
    // The key takes the notice away.
    session.keys("G");
    session.see_no_more("rules.toml:6:1");
    session.keys("e 涨价\r");
    session.until_so("the query is written", || {
        fs::read_to_string(&path).unwrap() == rule.replace("'白酒'", "\"白酒 涨价\"")
    });
    session.keys("qqq");
    session.end();
}
