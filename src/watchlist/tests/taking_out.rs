//! Taking a stock out of a list, and putting it back.

use std::fs;
use std::path::Path;

use encoding_rs::GB18030;
use rstest::rstest;

use crate::item::Stock;
use crate::watchlist::{ListChange, Removal, RemovedLines};

fn removal(folder: &Path, file: &str) -> Removal {
    Removal {
        folder: folder.to_owned(),
        file: file.to_owned(),
        stock: Stock {
            name: "云岭光电".to_owned(),
            code: "300309.SZ".to_owned(),
        },
    }
}

fn taken_out(folder: &Path, file: &str) -> RemovedLines {
    match ListChange::of_taking_out(&removal(folder, file)) {
        ListChange::TakenOut(lines) => lines,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[case("a.txt", "300309 云岭光电\n", "")]
#[case("a.txt", "# 远山\n300309 # 重仓\n\n600001\n", "# 远山\n\n600001\n")]
#[case("a.txt", "600001 远山\r\nSZ300309\r\n", "600001 远山\r\n")]
#[case("a.txt", "600001 远山\n300309", "600001 远山\n")]
#[case(
    "a.txt",
    "300309\n600001 远山\nsz300309 云岭光电\n星河",
    "600001 远山\n星河"
)]
#[case(
    "a.csv",
    "名称,代码\n云岭光电,300309\n远山,600001\n",
    "名称,代码\n远山,600001\n"
)]
#[case(
    "a.xls",
    "代码\t名称\r\n=\"300309\"\t云岭光电\r\n来源\r\n",
    "代码\t名称\r\n来源\r\n"
)]
#[case("a.blk", "1600001\r\n0300309\r\n", "1600001\r\n")]
fn lines_of_the_stock_go_and_come_back(
    #[case] file: &str,
    #[case] before: &str,
    #[case] after: &str,
) {
    for (former, left) in encoded(before).into_iter().zip(encoded(after)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        fs::write(&path, &former).unwrap();
        let lines = taken_out(folder.path(), file);
        assert_eq!(fs::read(&path).unwrap(), left, "the others stay");
        let change = ListChange::of_taking_out(&removal(folder.path(), file));
        assert!(matches!(change, ListChange::NotThere { .. }), "{change:?}");
        let change = ListChange::of_putting_back(lines);
        assert!(matches!(change, ListChange::PutBack(_)), "{change:?}");
        assert_eq!(fs::read(&path).unwrap(), former, "undone to the byte");
    }
}

/// A text in each encoding of lists.
fn encoded(text: &str) -> [Vec<u8>; 5] {
    let utf16 = |bom: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let text = text.encode_utf16().flat_map(bytes);
        bom.iter().copied().chain(text).collect::<Vec<u8>>()
    };
    [
        text.as_bytes().to_vec(),
        [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat(),
        GB18030.encode(text).0.into_owned(),
        utf16(b"\xFF\xFE", u16::to_le_bytes),
        utf16(b"\xFE\xFF", u16::to_be_bytes),
    ]
}

/// The stock beside it would go too.
#[test]
fn line_with_other_entries_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let text = "# 我的\n600001 300309 云岭光电\n300309\n";
    fs::write(&path, text).unwrap();
    match ListChange::of_taking_out(&removal(folder.path(), "a.txt")) {
        ListChange::Shared { line, .. } => assert_eq!(line, 2),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

/// Another program may write to the list in between. In UTF-16, 上 or ਅ ends with the byte of a line end.
#[rstest]
#[case("600001\n600002\n", "600001\n300309 云岭\n600002\n")]
#[case("600001\n600002", "600001\n300309 云岭\n600002")]
#[case("600001 远山\n600002\n", "600001 远山\n600002\n300309 云岭\n")]
#[case("60000", "60000\n300309 云岭\n")]
#[case("", "300309 云岭\n")]
#[case("600001上海\n600002\n", "600001上海\n600002\n300309 云岭\n")]
#[case("600001ਅ海\n600002\n", "600001ਅ海\n600002\n300309 云岭\n")]
fn lines_go_back_into_what_the_list_is_now(#[case] now: &str, #[case] after: &str) {
    let former = encoded("600001\n300309 云岭\n600002\n");
    for ((former, now), after) in former.iter().zip(encoded(now)).zip(encoded(after)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, former).unwrap();
        let lines = taken_out(folder.path(), "a.txt");
        fs::write(&path, now).unwrap();
        let change = ListChange::of_putting_back(lines);
        assert!(matches!(change, ListChange::PutBack(_)), "{change:?}");
        assert_eq!(fs::read(&path).unwrap(), after);
    }
}

/// They were put in a second time.
#[test]
fn lines_do_not_go_into_a_list_with_the_stock() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "600001\n300309 云岭\n").unwrap();
    let lines = taken_out(folder.path(), "a.txt");
    let now = "SZ300309 # 手写\n600001\n";
    fs::write(&path, now).unwrap();
    let change = ListChange::of_putting_back(lines);
    assert!(
        matches!(change, ListChange::AlreadyThere { .. }),
        "{change:?}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), now);
}

/// The last line had no end, and others came after it.
#[test]
fn line_without_an_end_gets_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "600001\r\n300309").unwrap();
    let lines = taken_out(folder.path(), "a.txt");
    fs::write(&path, "600001\r\n600002\r\n").unwrap();
    ListChange::of_putting_back(lines);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text, "600001\r\n300309\r\n600002\r\n");
}

#[test]
fn list_that_is_gone_is_not_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "300309 云岭\n").unwrap();
    let lines = taken_out(folder.path(), "a.txt");
    fs::remove_file(&path).unwrap();
    for change in [
        ListChange::of_taking_out(&removal(folder.path(), "a.txt")),
        ListChange::of_putting_back(lines),
    ] {
        assert!(matches!(change, ListChange::Gone { .. }), "{change:?}");
    }
    assert!(!path.exists());
}
