//! A change of the file is reported, however an editor writes it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

use crate::config::{self, ConfigOrigin, Environment, RulesFile, SettingsLayer};
use crate::item::{Rollover, Stamp};
use crate::rules::{self, RulesJob, RulesNews, RulesReading, RulesWatch};

/// Far more than a report takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn rules_file(folder: &Path) -> RulesFile {
    fs::write(folder.join("config.toml"), "").unwrap();
    let origin = ConfigOrigin::File(folder.join("config.toml"));
    let config = config::load(&origin, &SettingsLayer::new(), &Environment::default());
    config.unwrap().rules
}

fn watch(file: &RulesFile) -> (Option<RulesWatch>, Receiver<()>) {
    let (sender, reports) = unbounded();
    let watch = RulesWatch::start(file, move || {
        let _ = sender.send(());
    });
    (watch, reports)
}

#[test]
fn writes_to_the_rules_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.toml");
    let (_watch, reports) = watch(&rules_file(folder.path()));
    fs::write(&path, "# 一").unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
    // As an editor saves: another file takes the name.
    let other = folder.path().join("rules.toml.new");
    fs::write(&other, "# 一二").unwrap();
    while reports.try_recv().is_ok() {}
    fs::rename(&other, &path).unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
    fs::remove_file(&path).unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
}

#[test]
fn writes_behind_a_link_are_reported() {
    let (folder, dotfiles) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let target = dotfiles.path().join("mine.toml");
    fs::write(&target, "").unwrap();
    symlink(&target, folder.path().join("rules.toml")).unwrap();
    let (_watch, reports) = watch(&rules_file(folder.path()));
    fs::write(&target, "# 一").unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
}

/// A folder that was made later was not watched until the next start.
#[test]
fn folder_that_is_made_is_watched() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config").join("dianbao");
    let (watch, reports) = watch(&RulesFile::at(&folder.join("rules.toml")));
    let mut watch = watch.unwrap();
    for made in [folder.parent().unwrap(), &folder] {
        fs::create_dir(made).unwrap();
        reports.recv_timeout(PATIENCE).unwrap();
        watch.follow();
    }
    while reports.try_recv().is_ok() {}
    fs::write(folder.join("rules.toml"), "# 一").unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
}

/// The main thread followed the file at each change: keys waited for the disk.
#[test]
fn worker_follows_the_file_that_it_reads() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("dianbao");
    let file = RulesFile::at(&folder.join("rules.toml"));
    let (watch, reports) = watch(&file);
    let (sender, read) = unbounded();
    let publish = move |news: RulesNews| {
        if let RulesNews::Read(_) = news {
            sender.send(()).unwrap_or_default();
        }
    };
    let worker = rules::start(publish, || ());
    worker.send(RulesJob::Watch(watch.unwrap()));
    fs::create_dir(&folder).unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
    worker.send(RulesJob::ReadAgain(RulesReading {
        file,
        now: Stamp::default(),
        rollover: Rollover::default(),
        timeline: Arc::default(),
        knowledge: Arc::default(),
    }));
    read.recv_timeout(PATIENCE).unwrap();
    while reports.try_recv().is_ok() {}
    fs::write(folder.join("rules.toml"), "# 一").unwrap();
    reports.recv_timeout(PATIENCE).unwrap();
}

#[test]
fn no_configuration_is_not_watched() {
    let (watch, _) = watch(&RulesFile::default());
    assert!(watch.is_none());
}
