//! How `U` and `Ctrl-r` undo and redo what `w` did to watchlists.

use std::fs;
use std::path::{Path, PathBuf};

use super::lists::{stock, watching};
use crate::app::test_reader::TestReader;
use crate::app::{Effect, Message, WorkerKind};
use crate::watchlist::{Addition, ListChange, Removal};

#[test]
fn undo_takes_a_stock_out_of_its_list() {
    let folder = tempfile::tempdir().unwrap();
    let entries = ["09:15 云岭光电(300309.SZ)涨停。"];
    let mut reader = watching(&entries, &[]);
    let addition = Addition {
        folder: folder.path().to_owned(),
        file: "自选.txt".to_owned(),
        own: "自选.txt".to_owned(),
        stock: stock(),
    };
    reader.press("m");
    reader.send(Message::ListChange(ListChange::of_addition(&addition)));
    assert_eq!(reader.notice(), Some("云岭光电 → 自选.txt · U 撤销"));
    reader.send(Message::ListChange(ListChange::of_addition(&addition)));
    assert_eq!(reader.notice(), Some("云岭光电 已在 自选.txt 里"));
    reader.effects.clear();
    reader.press("U");
    let effects = reader.effects();
    let line = effects.into_iter().find_map(|effect| match effect {
        Effect::RemoveFromList(line) => Some(line),
        _ => None,
    });
    let removed = ListChange::of_removal(line.unwrap());
    reader.send(Message::ListChange(removed));
    assert_eq!(reader.notice(), Some("云岭光电 已从 自选.txt 去掉"));
    perform(&mut reader, "Ctrl-r");
    assert_eq!(reader.notice(), Some("云岭光电 → 自选.txt · U 撤销"));
    perform(&mut reader, "U");
    reader.press("U");
    assert!(
        reader
            .effects()
            .iter()
            .any(|effect| matches!(effect, Effect::Remember(_)))
    );
}

#[test]
fn stock_is_taken_out_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let former = "# 我的\n300309 云岭光电  # 重仓\n600001 远山";
    let (mut reader, path) = taken_out(folder.path(), former);
    let read = || fs::read_to_string(&path).unwrap();
    assert_eq!(
        reader.notice(),
        Some("云岭光电 已从 持仓.txt 去掉 · U 撤销")
    );
    assert_eq!(read(), "# 我的\n600001 远山");
    perform(&mut reader, "U");
    assert_eq!(reader.notice(), Some("云岭光电 已放回 持仓.txt"));
    assert_eq!(read(), former);
    perform(&mut reader, "Ctrl-r");
    assert_eq!(read(), "# 我的\n600001 远山");
    perform(&mut reader, "U");
    assert_eq!(read(), former);
    reader.press("U");
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
}

/// A reader whose stock was taken out of a list with this text, and the path of the list.
fn taken_out(folder: &Path, former: &str) -> (TestReader, PathBuf) {
    let path = folder.join("持仓.txt");
    fs::write(&path, former).unwrap();
    let mut reader = watching(&[], &[]);
    take_out(&mut reader, folder);
    (reader, path)
}

fn take_out(reader: &mut TestReader, folder: &Path) {
    let removal = Removal {
        folder: folder.to_owned(),
        file: "持仓.txt".to_owned(),
        stock: stock(),
    };
    reader.send(Message::ListChange(ListChange::of_taking_out(&removal)));
}

fn put_in(reader: &mut TestReader, folder: &Path) {
    let addition = Addition {
        folder: folder.to_owned(),
        file: "持仓.txt".to_owned(),
        own: "自选.txt".to_owned(),
        stock: stock(),
    };
    reader.send(Message::ListChange(ListChange::of_addition(&addition)));
}

/// The line came back without the comment.
#[test]
fn line_edited_after_undo_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (mut reader, path) = taken_out(folder.path(), "300309 云岭光电\n600001\n");
    perform(&mut reader, "U");
    let edited = "300309 云岭光电  # 重仓\n600001\n";
    fs::write(&path, edited).unwrap();
    perform(&mut reader, "Ctrl-r");
    assert_eq!(fs::read_to_string(&path).unwrap(), "600001\n");
    perform(&mut reader, "U");
    assert_eq!(fs::read_to_string(&path).unwrap(), edited);
}

/// A step that could not be made again was taken back by the next key, and hid those that were undone before it.
#[test]
fn redo_that_finds_no_place_is_no_step() {
    for left in [Some("300309 600001\n"), Some("600001\n"), None] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("持仓.txt");
        fs::write(&path, "300309 云岭光电\n600001\n").unwrap();
        let mut reader = watching(&["09:15 云岭光电(300309.SZ)涨停。"], &[]);
        take_out(&mut reader, folder.path());
        reader.press("m");
        perform(&mut reader, "U U");
        match left {
            Some(text) => fs::write(&path, text).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        perform(&mut reader, "Ctrl-r");
        assert!(reader.shows_error(), "{left:?}");
        reader.press("U");
        assert_eq!(reader.notice(), Some("没有可以撤销的"), "{left:?}");
        reader.press("Ctrl-r");
        assert_eq!(reader.notice(), Some("已重做：收藏"), "{left:?}");
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), left);
    }
}

#[test]
fn list_step_that_failed_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut reader, path) = taken_out(folder.path(), "300309 云岭光电\n600001\n");
    let fail = |reader: &mut TestReader, key| {
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        perform(reader, key);
        assert!(reader.shows_error());
        fs::remove_dir(&path).unwrap();
    };
    fail(&mut reader, "U");
    fs::write(&path, "600001\n").unwrap();
    perform(&mut reader, "U");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text, "300309 云岭光电\n600001\n");
    fail(&mut reader, "Ctrl-r");
    fs::write(&path, &text).unwrap();
    perform(&mut reader, "Ctrl-r");
    assert_eq!(fs::read_to_string(&path).unwrap(), "600001\n");
}

/// Each `U` failed in the same way, and never got to the steps before.
#[test]
fn undo_passes_over_a_list_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("持仓.txt");
    let mut reader = watching(&["09:15 云岭光电(300309.SZ)涨停。"], &[]);
    reader.press("m");
    put_in(&mut reader, folder.path());
    take_out(&mut reader, folder.path());
    fs::remove_file(&path).unwrap();
    for step in ["taken out", "put in"] {
        perform(&mut reader, "U");
        let gone = Some("持仓.txt 已删除或改名，不能再改");
        assert_eq!(reader.notice(), gone, "{step}");
    }
    perform(&mut reader, "U");
    assert_eq!(reader.notice(), Some("已撤销：收藏"));
    assert!(!path.exists(), "no key makes it again");
    perform(&mut reader, "Ctrl-r");
    assert_eq!(reader.notice(), Some("已重做：收藏"));
    perform(&mut reader, "Ctrl-r");
    assert_eq!(reader.notice(), Some("没有可以重做的"));
}

/// It said that the stock is not there, and `Ctrl-r` wrote it a second time.
#[test]
fn undo_leaves_an_edited_line_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("持仓.txt");
    let mut reader = watching(&["09:15 云岭光电(300309.SZ)涨停。"], &[]);
    reader.press("m");
    put_in(&mut reader, folder.path());
    let edited = "300309 云岭光电  # 重仓\n";
    fs::write(&path, edited).unwrap();
    perform(&mut reader, "U");
    let stays = "持仓.txt 里 云岭光电 这一行已改过，没有去掉";
    assert_eq!(reader.notice(), Some(stays));
    assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    perform(&mut reader, "U");
    assert_eq!(reader.notice(), Some("已撤销：收藏"));
}

#[test]
fn redo_adds_no_second_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("持仓.txt");
    let mut reader = watching(&[], &[]);
    put_in(&mut reader, folder.path());
    perform(&mut reader, "U");
    let written = "SZ300309  # 重仓\n";
    fs::write(&path, written).unwrap();
    perform(&mut reader, "Ctrl-r");
    assert_eq!(reader.notice(), Some("云岭光电 已在 持仓.txt 里"));
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
    perform(&mut reader, "U");
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
}

/// It took back the star before it.
#[test]
fn undo_waits_until_the_list_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut reader = watching(&["09:15 云岭光电(300309.SZ)涨停。"], &[]);
    reader.app.config.lists = Some(folder.path().to_owned());
    reader.press("m w U");
    assert_eq!(reader.notice(), Some("正在写自选，请稍后再按"));
    reader.press("M 好 Enter U");
    assert_eq!(
        reader.notice(),
        Some("已撤销：批注"),
        "other steps do not wait"
    );
    perform(&mut reader, "");
    let path = folder.path().join("自选.txt");
    assert!(fs::read_to_string(&path).unwrap().contains("300309"));
    reader.press("U Ctrl-r");
    assert_eq!(reader.notice(), Some("正在写自选，请稍后再按"));
    perform(&mut reader, "");
    assert_eq!(reader.notice(), Some("云岭光电 已从 自选.txt 去掉"));
    reader.press("U");
    assert_eq!(reader.notice(), Some("已撤销：收藏"));
}

#[test]
fn list_that_was_not_written_is_no_step() {
    for is_panic in [false, true] {
        let mut reader = watching(&["09:15 云岭光电(300309.SZ)涨停。"], &[]);
        reader.press("m w");
        reader.send(if is_panic {
            Message::WorkerPanicked(WorkerKind::Lists)
        } else {
            Message::ListChange(ListChange::AlreadyThere {
                stock: stock(),
                file: "自选.txt".to_owned(),
            })
        });
        reader.press("U");
        assert_eq!(reader.notice(), Some("已撤销：收藏"));
    }
}

/// Presses keys, and does what the thread of the lists does with these and those before.
fn perform(reader: &mut TestReader, keys: &str) {
    reader.press(keys);
    for effect in reader.effects() {
        let change = match effect {
            Effect::AddToList(addition) => ListChange::of_addition(&addition),
            Effect::AddToListAgain(line) => ListChange::of_repetition(line),
            Effect::RemoveFromList(line) => ListChange::of_removal(line),
            Effect::TakeOutOfList(removal) => ListChange::of_taking_out(&removal),
            Effect::PutBackInList(lines) => ListChange::of_putting_back(lines),
            Effect::TakeOutAgain(lines) => ListChange::of_taking_out_again(&lines),
            _ => continue,
        };
        reader.send(Message::ListChange(change));
    }
}
