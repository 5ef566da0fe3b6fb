//! What `list` and `tail` print on a terminal: lines that fit, with the marks of the reader.

use std::path::Path;

use dianbao::text::TextMetrics;

use super::dumps::Dumps;
use super::session::Session;

const WIDTHS: [u16; 5] = [12, 24, 40, 64, 120];

/// The lines that a command prints on a terminal of this width.
fn printed(home: &Path, columns: u16, arguments: &[&str]) -> Vec<String> {
    let common = ["--no-config", "--color", "never"];
    let mut session = Session::start(home, columns, 24, &[arguments, &common].concat());
    assert_eq!(session.end(), 0);
    session.until("the last line", |received| received.ended.then_some(()));
    let output = String::from_utf8(session.bytes()).unwrap();
    let lines = output.trim_end().split("\r\n");
    lines.map(str::to_owned).collect()
}

fn samples() -> String {
    format!("{}/assets/sample", env!("CARGO_MANIFEST_DIR"))
}

fn assert_fits(lines: &[String], columns: u16) {
    for line in lines {
        let width = TextMetrics::default().width(line);
        assert!(width <= usize::from(columns), "{width} > {columns}: {line}");
    }
}

#[test]
fn defect_36_headlines_fit_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let samples = samples();
    let list = ["list", &samples, "--format", "headline"];
    let whole = printed(home.path(), 4_000, &list);
    for columns in WIDTHS {
        let lines = printed(home.path(), columns, &list);
        assert_fits(&lines, columns);
        assert_eq!(lines.len(), whole.len(), "{columns}");
        assert!(lines.iter().any(|line| line.ends_with('…')), "{columns}");
    }
    assert!(!whole.iter().any(|line| line.ends_with('…')));
}

#[test]
fn defect_36_text_wraps_as_in_the_reader() {
    let home = tempfile::tempdir().unwrap();
    let samples = samples();
    for columns in WIDTHS {
        let lines = printed(home.path(), columns, &["list", &samples]);
        assert_fits(&lines, columns);
        let starts_badly = |line: &&String| line.trim_start().starts_with(['。', '，', '；', '、']);
        assert_eq!(lines.iter().find(starts_badly), None, "{columns}");
    }
}

#[test]
fn terminal_shows_days_and_badges() {
    let dumps = Dumps::new();
    dumps.write(
        &(Dumps::text(0)
            + "**[09:30]** 【盘面】财联社3月2日电，甲公司公告，一是扩产，二是分红，三是回购股份并注销。\n\n"),
    );
    let red = Dumps::text(0).replace("普通", "加红") + "**[09:31]** 【要闻】乙。\n\n";
    std::fs::write(dumps.path().join("财联社【加红】电报_2026-03-02.md"), red).unwrap();
    let order = ["--order", "oldest", dumps.arg()];
    let text = printed(dumps.path(), 60, &[&["list"][..], &order].concat());
    assert_eq!(
        text,
        [
            "── 2026年3月2日 周一 ──",
            "09:30    盘面",
            "         甲公司公告，",
            "         一是扩产，",
            "         二是分红，",
            "         三是回购股份并注销。",
            "09:31 红 要闻",
            "         乙。",
        ]
    );
    let headline = ["tail", "--format", "headline", "-n", "1"];
    let mut tail = Session::start(
        dumps.path(),
        30,
        24,
        &[&headline[..], &["--no-config", dumps.arg()]].concat(),
    );
    tail.see("── 2026年3月2日 周一 ──");
    assert_eq!(tail.see("09:31红 要闻"), 1);
    tail.keys("\x03");
    tail.end();
}
