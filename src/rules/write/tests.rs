use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;
use std::sync::Arc;

use rstest::rstest;

use super::*;
use crate::config::RulesFile;
use crate::item::{Rollover, Stamp};
use crate::rules::edit::KEY_COMMENT;
use crate::rules::made_by_key::new_mute;

fn today() -> NewsDay {
    NewsDay::from_date("2026-11-30".parse().unwrap()).unwrap()
}

/// A folder with a file of rules.
struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new(text: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder };
        if let Some(text) = text {
            fs::write(this.path(), text).unwrap();
        }
        this
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("rules.toml")
    }

    fn write(&self, edit: RuleEdit) -> Result<RuleEdit, RulesWriteError> {
        self.write_for(edit, EditPurpose::New)
    }

    fn write_for(&self, edit: RuleEdit, purpose: EditPurpose) -> Result<RuleEdit, RulesWriteError> {
        let reading = RulesReading {
            file: RulesFile::at(&self.path()),
            now: Stamp::default(),
            rollover: Rollover::default(),
            timeline: Arc::default(),
            knowledge: Arc::default(),
        };
        let request = RuleRequest {
            step: 1,
            change: RuleChange::Edit(edit),
            purpose,
        };
        let writing = RulesWriting {
            reading,
            request,
            red: RedView::default(),
            today: today(),
        };
        Ok(writing.perform().outcome?.inverse)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }
}

fn mute(name: &str, until: &str) -> RuleEdit {
    let until = NewsDay::from_date(until.parse().unwrap()).unwrap();
    new_mute(name, &format!("column:{name}"), Some(until))
}

#[test]
fn missing_file_is_made() {
    let folder = Folder::new(None);
    let inverse = folder.write(mute("盘中宝", "2026-11-30")).unwrap();
    let text = folder.text();
    assert!(text.starts_with("# Added by a key"), "{text}");
    assert!(
        text.ends_with("priority = 1\nuntil = \"2026-11-30\"\n"),
        "{text}"
    );
    folder.write(inverse).unwrap();
    assert_eq!(folder.text(), "");
}

#[test]
fn ended_mutes_of_a_key_go_with_the_next_one() {
    let own = "[[rule]]\nname = '旧'\nquery = '旧'\nmute = 'fold'\nuntil = '2026-01-01'\n";
    let folder = Folder::new(Some(own));
    for (name, until) in [("研选", "2026-11-29"), ("早知道", "2026-11-30")] {
        folder.write(mute(name, until)).unwrap();
    }
    folder.write(mute("盘中宝", "2026-12-02")).unwrap();
    let text = folder.text();
    assert!(text.starts_with(own) && !text.contains("研选"), "{text}");
    assert!(text.contains("早知道") && text.contains("盘中宝"), "{text}");
}

/// The comment of a key above a rule that the user took out is not about the next one.
#[rstest]
#[case(mute("盘中宝", "2026-12-02"))]
#[case(RuleEdit::EndMute("我的".to_owned()))]
fn own_rule_below_a_taken_out_mute_stays(#[case] edit: RuleEdit) {
    let own = format!(
        "# {KEY_COMMENT}\n# [[rule]]\n# name = '研选'\n\n[[rule]]\nname = '我的'\n\
         query = '我的'\nmute = 'fold'\nuntil = '2026-01-01'\n"
    );
    let folder = Folder::new(Some(&own));
    folder.write(edit).unwrap();
    let text = folder.text();
    let before_mute = own.split("mute").next().unwrap();
    assert!(text.starts_with(before_mute), "{text}");
}

#[test]
fn undo_brings_back_mutes_that_had_ended() {
    let folder = Folder::new(None);
    folder.write(mute("研选", "2026-11-29")).unwrap();
    let before = folder.text();
    let inverse = folder.write(mute("盘中宝", "2026-12-02")).unwrap();
    assert!(!folder.text().contains("研选"), "{}", folder.text());
    folder.write_for(inverse, EditPurpose::Undo).unwrap();
    assert_eq!(folder.text(), before);
}

#[rstest]
#[case("[[rule]]\nname = '甲'\n")]
#[case("[[rule")]
fn file_with_errors_is_left_alone(#[case] wrong: &str) {
    let folder = Folder::new(Some(wrong));
    let error = folder.write(mute("盘中宝", "2026-11-30")).unwrap_err();
    assert!(matches!(error, RulesWriteError::Wrong(_)), "{error:?}");
    assert_eq!(folder.text(), wrong);
}

#[test]
fn edit_that_makes_errors_is_refused() {
    let folder = Folder::new(None);
    folder.write(mute("盘中宝", "2026-11-30")).unwrap();
    let before = folder.text();
    let twice = folder.write(mute("盘中宝", "2026-11-30")).unwrap_err();
    assert!(matches!(twice, RulesWriteError::Refused(_)), "{twice:?}");
    assert_eq!(folder.text(), before);
}

#[test]
fn link_and_permissions_stay() {
    let folder = Folder::new(None);
    let target = folder.folder.path().join("dotfiles.toml");
    fs::write(&target, "# mine\n").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&target, folder.path()).unwrap();
    folder.write(mute("盘中宝", "2026-11-30")).unwrap();
    assert!(folder.path().is_symlink());
    let mode = fs::metadata(&target).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(fs::read_to_string(&target).unwrap().starts_with("# mine\n"));
}

#[test]
fn file_that_cannot_be_written_is_an_error() {
    let folder = Folder::new(None);
    fs::create_dir(folder.path()).unwrap();
    let error = folder.write(mute("盘中宝", "2026-11-30")).unwrap_err();
    assert!(matches!(error, RulesWriteError::Failed { .. }), "{error:?}");
}
