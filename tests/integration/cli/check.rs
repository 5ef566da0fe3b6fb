//! `check` lists every file and every problem.

use std::fs;

use super::{HEADING, folder, path, run, stdout};

#[test]
fn check_names_every_file_and_problem() {
    let (folder, dump) = folder("**[06:00]** 甲\n\n**[06:99]** 乙\n\n");
    fs::write(folder.path().join("notes.txt"), "no dump").unwrap();
    let output = run(&["check", path(folder.path())]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<String> = stdout(&output).lines().map(str::to_owned).collect();
    assert!(
        lines[0].starts_with(&format!("{}: day (", path(&dump))),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with(&format!("{}:8: ", path(&dump))) && lines[1].contains("; expected "),
        "{}",
        lines[1]
    );
    assert!(lines.last().unwrap().starts_with("1 dump, "));
}

/// Other files were only counted.
#[test]
fn defect_39_check_names_other_files() {
    let (folder, _) = folder("**[06:00]** 甲\n\n");
    for (name, content) in [
        ("empty.md", ""),
        ("notes.txt", "not a dump"),
        ("image.md", "\0\0"),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let output = stdout(&run(&["check", path(folder.path())]));
    for line in [
        "/empty.md: not a dump: empty\n",
        "/notes.txt: not a dump: a text in no known format\n",
        "/image.md: not a dump: not a text\n",
        ", 3 other files, ",
    ] {
        assert!(output.contains(line), "{line}{output}");
    }
}

#[test]
fn files_that_are_not_named_are_counted() {
    let (folder, _) = folder("**[06:00]** 甲\n\n");
    for nth in 0..101 {
        fs::write(folder.path().join(format!("{nth}.txt")), "no dump").unwrap();
    }
    let output = stdout(&run(&["check", path(folder.path())]));
    assert!(output.contains("\n1 other file not named\n"), "{output}");
}

#[test]
fn check_names_a_dump_without_items_too() {
    let (folder, dump) = folder("");
    fs::write(&dump, [HEADING.as_bytes(), b"\xFF\n"].concat()).unwrap();
    let output = stdout(&run(&["check", path(folder.path())]));
    assert!(
        output.starts_with(&format!("{}: day (", path(&dump)))
            && output.contains("no day, 0 items"),
        "{output}"
    );
    assert!(
        output.contains(&format!("{}:6: ", path(&dump))) && output.ends_with("1 problem\n"),
        "{output}"
    );
}

/// A table of the newest entries loses the others.
#[test]
fn check_suggests_an_archive_for_a_rolling_table() {
    let folder = tempfile::tempdir().unwrap();
    let table = |rows: usize| {
        let rows = (0..rows).rev();
        let rows =
            rows.map(|row| format!("第{row}条,第{row}条的正文。,2026-05-31,09:{row:02}:00\n"));
        format!("标题,内容,发布日期,发布时间\n{}", rows.collect::<String>())
    };
    let suggested = |name: &str, rows: usize| {
        fs::write(folder.path().join(name), table(rows)).unwrap();
        let output = stdout(&run(&["check", path(&folder.path().join(name))]));
        output.contains("/news.csv: may have only the newest 20 items; the setting `archive` ")
    };
    assert!(suggested("news.csv", 20));
    // One day's file, and one with few entries.
    assert!(!suggested("news_2026-05-31.csv", 20));
    assert!(!suggested("news.csv", 3));
}

/// A file that is older than its oldest entry had others before.
#[test]
fn file_older_than_its_entries_lets_them_go() {
    let folder = tempfile::tempdir().unwrap();
    let created = |name: &str| {
        let file = folder.path().join(name);
        fs::write(&file, "时间,内容\n2099-01-06 09:31:05,晨星股份净利增长。\n").unwrap();
        file.metadata().unwrap().created()
    };
    if created("news.csv").is_err() {
        println!("skipped: this file system does not know when a file was created");
        return;
    }
    // The first entry of a file that names its day comes after it was created.
    created("2099-01-06.csv").unwrap();
    let output = stdout(&run(&["check", path(folder.path())]));
    let found: Vec<&str> = output
        .lines()
        .filter(|line| line.contains(" go: "))
        .collect();
    assert_eq!(found.len(), 1, "{output}");
    assert!(found[0].contains("/news.csv: lets entries go: created 20"));
    assert!(found[0].contains(", its oldest is of 2099-01-06 09:31; the setting `archive` "));
}
