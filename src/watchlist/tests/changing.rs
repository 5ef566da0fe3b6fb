//! Adding a stock to a list, and taking it out.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;

use encoding_rs::GB18030;
use rstest::rstest;

use crate::item::Stock;
use crate::watchlist::encoding::decode_list;
use crate::watchlist::{AddedLine, Addition, ListChange, ListError, can_name, read_folder};

fn addition(folder: &Path, file: &str, code: &str) -> Addition {
    Addition {
        folder: folder.to_owned(),
        file: file.to_owned(),
        own: "自选.txt".to_owned(),
        stock: Stock {
            name: "云岭光电".to_owned(),
            code: code.to_owned(),
        },
    }
}

fn added(addition: &Addition) -> AddedLine {
    match ListChange::of_addition(addition) {
        ListChange::Added(line) => line,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[case("a.txt", "", "300309 云岭光电\n")]
#[case("a.txt", "600001 远山\n", "300309 云岭光电\n")]
#[case("a.txt", "600001", "\n300309 云岭光电\n")]
#[case("a.txt", "SZ300001,远山\r\n", "SZ300309,云岭光电\r\n")]
#[case("a.txt", "sh600001\t远山", "\nsz300309\t云岭光电\n")]
#[case("a.txt", "SH.600001\n星河\n", "SZ.300309 云岭光电\n")]
#[case("a.txt", "600001.SH # 远山\n", "300309.SZ 云岭光电\n")]
#[case("a.txt", "300001 远山 300002 星河\n", "300309 云岭光电\n")]
#[case("a.csv", "名称,代码,别名\n远山,600001,\n", "云岭光电,300309,\n")]
#[case(
    "a.csv",
    "代码,名称\n\"=\"\"600001\"\"\",远山\n",
    "=\"300309\",云岭光电\n"
)]
#[case("a.csv", "代码,名称\n600001,远山\n60051,星河\n", "300309,云岭光电\n")]
#[case("a.csv", "代码\r\n600001", "\r\n300309\r\n")]
#[case(
    "a.xls",
    "序\t代码\t名称\t现价\t\r\n1\t=\"600001\"\t远山\t1\t\r\n",
    "\t=\"300309\"\t云岭光电\t\t\r\n"
)]
#[case("a.blk", "1600001\r\n", "0300309\r\n")]
fn stock_is_added_as_others_are_written(
    #[case] file: &str,
    #[case] before: &str,
    #[case] line: &str,
) {
    let utf16 = |bom: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let text = before.encode_utf16().flat_map(bytes);
        bom.iter().copied().chain(text).collect::<Vec<u8>>()
    };
    let encodings = [
        before.as_bytes().to_vec(),
        [&b"\xEF\xBB\xBF"[..], before.as_bytes()].concat(),
        GB18030.encode(before).0.into_owned(),
        utf16(b"\xFF\xFE", u16::to_le_bytes),
        utf16(b"\xFE\xFF", u16::to_be_bytes),
    ];
    for bytes in encodings {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        fs::write(&path, &bytes).unwrap();
        let line_added = added(&addition(folder.path(), file, "300309.SZ"));
        let after = fs::read(&path).unwrap();
        assert!(after.starts_with(&bytes), "what was there stays");
        assert_eq!(decode_list(&after).0, format!("{before}{line}"));
        let change = ListChange::of_addition(&addition(folder.path(), file, "300309.SZ"));
        assert!(
            matches!(change, ListChange::AlreadyThere { .. }),
            "{change:?}"
        );
        assert!(matches!(
            ListChange::of_removal(line_added.clone()),
            ListChange::Removed(_)
        ));
        assert_eq!(fs::read(&path).unwrap(), bytes, "undone to the byte");
        assert!(matches!(
            ListChange::of_removal(line_added),
            ListChange::NotThere { .. }
        ));
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no file is left behind"
        );
    }
}

#[test]
fn other_markets_are_written_in_full() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), "600001\n").unwrap();
    for (code, line) in [
        ("00700.HK", "00700"),
        ("NVDA.US", "NVDA.US"),
        ("000001.SH", "000001.SH"),
    ] {
        added(&addition(folder.path(), "a", code));
        let text = fs::read_to_string(folder.path().join("a")).unwrap();
        assert_eq!(
            text.lines().last(),
            Some(format!("{line} 云岭光电").as_str())
        );
    }
}

#[test]
fn list_that_cannot_be_continued_is_left_alone() {
    for (file, bytes, code) in [
        (
            "a.xls",
            "代码\t名称\t现价\n600001\t远山\t1\n数据来源\n".as_bytes(),
            "300309.SZ",
        ),
        ("a.blk", b"1600001\n", "00700.HK"),
        ("a.xls", b"PK\x03\x04\0", "300309.SZ"),
        ("a.txt", "云".as_bytes().get(..2).unwrap(), "300309.SZ"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(file), bytes).unwrap();
        let line = added(&addition(folder.path(), file, code));
        assert_eq!(
            (line.file.as_str(), line.instead_of.as_deref()),
            ("自选.txt", Some(file))
        );
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), bytes);
        assert_eq!(
            read_folder(folder.path()).watchlists().names(),
            ["a", "自选"]
        );
    }
}

#[test]
fn folder_is_made_and_links_are_followed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("dianbao/lists");
    added(&addition(&folder, "新.txt", "300309.SZ"));
    assert_eq!(
        fs::read_to_string(folder.join("新.txt")).unwrap(),
        "300309 云岭光电\n"
    );
    let target = home.path().join("持仓");
    fs::write(&target, "600001\n").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&target, folder.join("link.txt")).unwrap();
    added(&addition(&folder, "link.txt", "300309.SZ"));
    assert_eq!(
        fs::read_to_string(&target).unwrap(),
        "600001\n300309 云岭光电\n"
    );
    assert_eq!(
        fs::metadata(&target).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(folder.join("link.txt").is_symlink());
}

#[test]
fn undo_takes_the_line_from_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "600001").unwrap();
    let line = added(&addition(folder.path(), "a.txt", "300309.SZ"));
    fs::write(&path, "600001\n300309 云岭光电\n600002 星河\n").unwrap();
    assert!(matches!(
        ListChange::of_removal(line.clone()),
        ListChange::Removed(_)
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "600001\n600002 星河\n");
    assert!(matches!(
        ListChange::of_repetition(line),
        ListChange::AddedAgain(_)
    ));
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .ends_with("星河\n300309 云岭光电\n")
    );
}

/// Another program may write to the list in between.
#[test]
fn line_is_added_again_to_what_the_list_is_now() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "600001\n").unwrap();
    let line = added(&addition(folder.path(), "a.txt", "300309.SZ"));
    let again = |now: &str| {
        fs::write(&path, now).unwrap();
        let change = ListChange::of_repetition(line.clone());
        assert!(matches!(change, ListChange::AddedAgain(_)), "{change:?}");
        fs::read_to_string(&path).unwrap()
    };
    assert_eq!(again("600002 星河"), "600002 星河\n300309 云岭光电\n");
    assert_eq!(again(""), "300309 云岭光电\n");
    for there in ["300309 云岭光电\n600002\n", "SZ300309 # 重仓\n"] {
        fs::write(&path, there).unwrap();
        let change = ListChange::of_repetition(line.clone());
        let is_there = matches!(change, ListChange::AlreadyThere { .. });
        assert!(is_there, "{change:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), there);
    }
    let large = " ".repeat(9 << 20);
    fs::write(&path, &large).unwrap();
    let change = ListChange::of_repetition(line.clone());
    assert!(matches!(change, ListChange::Failed { .. }), "{change:?}");
    assert_eq!(fs::metadata(&path).unwrap().len(), large.len() as u64);
}

#[rstest]
#[case("600001\n300309 云岭光电  # 重仓\n", true)]
#[case("# 300309 云岭光电\n600001\n", false)]
fn removal_leaves_what_was_edited(#[case] now: &str, #[case] has_stock: bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "600001\n").unwrap();
    let line = added(&addition(folder.path(), "a.txt", "300309.SZ"));
    fs::write(&path, now).unwrap();
    let change = ListChange::of_removal(line);
    let is_edited = matches!(change, ListChange::Edited { .. });
    let is_not_there = matches!(change, ListChange::NotThere { .. });
    assert_eq!((is_edited, is_not_there), (has_stock, !has_stock));
    assert_eq!(fs::read_to_string(&path).unwrap(), now);
}

#[test]
fn additions_at_once_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    let codes: Vec<_> = (1..=9).map(|n| format!("30030{n}.SZ")).collect();
    thread::scope(|scope| {
        for code in &codes {
            let addition = addition(folder.path(), "a.txt", code);
            scope.spawn(move || added(&addition));
        }
    });
    let text = fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert_eq!(text.lines().count(), codes.len(), "{text}");
}

#[test]
fn own_list_that_has_the_stock_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.blk"), "1600001\n").unwrap();
    fs::write(folder.path().join("自选.txt"), "00700.HK\n").unwrap();
    match ListChange::of_addition(&addition(folder.path(), "a.blk", "00700.HK")) {
        ListChange::AlreadyThere { file, .. } => assert_eq!(file, "自选.txt"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_of_lists_are_names_of_files() {
    for (name, is) in [
        ("持仓", true),
        ("持仓.csv", true),
        ("a b", true),
        ("", false),
        ("a/b", false),
        ("..", false),
        ("持仓.bak", false),
        (".a", false),
        ("a\"", false),
        ("a\u{1b}[2J", false),
    ] {
        assert_eq!(can_name(name), is, "{name:?}");
    }
    assert!(!can_name(&"长".repeat(50)));
}

#[test]
fn files_that_cannot_be_lists_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        ".持仓.txt.swp",
        "持仓.txt~",
        "持仓.bak",
        "a\u{1b}[2J.txt",
        "a\"b",
        "持仓.txt",
    ] {
        fs::write(folder.path().join(name), "云岭").unwrap();
    }
    fs::create_dir(folder.path().join("folder")).unwrap();
    symlink("nowhere", folder.path().join("dangling")).unwrap();
    let files = read_folder(folder.path());
    assert_eq!(files.watchlists().names(), ["持仓"]);
    let wrong = files.lists.iter();
    let wrong = wrong.filter(|file| !file.problems.is_empty());
    assert_eq!(wrong.count(), 2);
    assert_eq!(files.problem, None);
    let none = read_folder(&folder.path().join("none"));
    assert!(none.lists.is_empty() && none.problem.is_none());
}

#[test]
fn lists_that_are_left_out_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..203 {
        let file = folder.path().join(format!("{number:03}.txt"));
        fs::write(file, "云岭").unwrap();
    }
    let files = read_folder(folder.path());
    assert_eq!(files.watchlists().names().len(), 200);
    let problem = ListError::TooManyFiles { max: 200, left: 3 };
    assert_eq!(files.problem, Some(problem));
}

#[test]
fn folder_that_cannot_be_read_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lists");
    fs::write(&file, "云岭").unwrap();
    let files = read_folder(&file);
    assert!(files.lists.is_empty());
    assert!(matches!(files.problem, Some(ListError::Unreadable { .. })));
}
