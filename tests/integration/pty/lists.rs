//! Watchlists while the reader runs.

use std::fs;
use std::path::PathBuf;

use super::dumps::Dumps;
use super::session::Session;

fn dump() -> Dumps {
    let dumps = Dumps::new();
    let text = "# 财联社【普通】电报 - 2026-03-02\n\n---\n\n**[09:30]** 甲项：云岭光电(300309.SZ)公告。\n\n\
        **[09:31]** 乙项：白酒涨价。\n\n**[09:32]** 丙项：远山能源(688999.SH)涨停。\n\n";
    dumps.write(text);
    dumps
}

fn list(dumps: &Dumps) -> PathBuf {
    dumps.path().join(".config/dianbao/lists/自选.txt")
}

#[test]
fn stock_goes_into_a_list_and_out_again() {
    let dumps = dump();
    let mut session = Session::start(dumps.path(), 120, 30, &[dumps.arg()]);
    session.see(" 3 条");
    session.keys("w");
    session.see("远山能源 → 自选.txt");
    let has = |text: &str| fs::read_to_string(list(&dumps)).is_ok_and(|list| list == text);
    assert!(has("688999 远山能源\n"));
    session.keys("fin:自选\r");
    session.see_no_more("乙项");
    session.see("丙项");
    session.keys("U");
    session.until_so("the line is gone", || has(""));
    session.see_no_more("丙项");
    session.keys("qq");
    session.end();
}

#[test]
fn changed_list_is_read_again() {
    let dumps = dump();
    let file = list(&dumps);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "云岭光电\n").unwrap();
    let mut session = Session::start(dumps.path(), 120, 30, &["-q", "in:自选", dumps.arg()]);
    session.see("甲项");
    session.see_no_more("丙项");
    fs::write(&file, "688999\n").unwrap();
    session.see("丙项");
    session.see_no_more("甲项");
    // As editors save.
    let new = file.with_file_name(".new");
    fs::write(&new, "白酒\n").unwrap();
    fs::rename(&new, &file).unwrap();
    session.see("乙项");
    session.see_no_more("丙项");
    fs::remove_file(&file).unwrap();
    session.keys("qq");
    session.end();
}
