//! Compressed dumps and archives give the items and ids of a folder, and lose them with their files.

use std::io::Cursor;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::item::ItemId;

const NAMES: [&str; 2] = [
    "财联社【普通】电报_2026-01-06.md",
    "财联社【加红】电报_2026-01-07.md",
];

fn texts_of_two_days() -> [String; 2] {
    [
        dump(
            "2026-01-06",
            &[("05:45", "【云帆智造】中标。"), ("00:12", "青禾生物公告。")],
        ),
        dump("2026-01-07", &[("09:30", "三大指数高开。")]),
    ]
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tarred(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        builder
            .append_data(&mut header, name, text.as_bytes())
            .unwrap();
    }
    builder.into_inner().unwrap()
}

pub(super) fn zipped<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(super) fn settings(path: &Path) -> WatchSettings {
    WatchSettings {
        paths: vec![path.to_owned()],
        ..WatchSettings::default()
    }
}

pub(super) fn items(settings: &WatchSettings) -> Vec<(ItemId, String)> {
    let Loaded {
        timeline, status, ..
    } = load_all(settings);
    assert_eq!(status.errors, []);
    let days = timeline.days().iter();
    days.flat_map(|day| {
        day.items()
            .map(|item| (item.id(), item.text().to_owned()))
            .collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn packed_dumps_give_equal_items() {
    let [first, second] = texts_of_two_days();
    let plain = tempfile::tempdir().unwrap();
    for (name, text) in NAMES.iter().zip([&first, &second]) {
        fs::write(plain.path().join(name), text).unwrap();
    }
    let expected = items(&settings(plain.path()));
    assert_eq!(expected.len(), 3);
    let files = [
        (NAMES[0], first.as_str()),
        (NAMES[1], second.as_str()),
        ("README", "no dump"),
        ("._a.md", &*first),
    ];
    let packings: [(&str, Vec<u8>); 5] = [
        ("旧.zip", zipped(&files)),
        ("旧.tar", tarred(&files)),
        ("旧.tar.gz", gzip(&tarred(&files))),
        ("旧.tar.zst", zstd(&tarred(&files))),
        ("without a telling name", gzip(&tarred(&files))),
    ];
    for (name, bytes) in packings {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        assert_eq!(items(&settings(folder.path())), expected, "{name}");
        assert_eq!(
            items(&settings(&folder.path().join(name))),
            expected,
            "{name}"
        );
    }
    for (ending, pack) in [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("zst", zstd)] {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in NAMES.iter().zip([&first, &second]) {
            fs::write(
                folder.path().join(format!("{name}.{ending}")),
                pack(text.as_bytes()),
            )
            .unwrap();
        }
        assert_eq!(items(&settings(folder.path())), expected, "{ending}");
    }
}

#[test]
fn archive_without_dumps_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.zip"),
        zipped(&[("README", "no dump"), ("b.txt", "fn main() {}")]),
    )
    .unwrap();
    fs::write(folder.path().join("c.gz"), gzip(b"no dump")).unwrap();
    let Loaded {
        timeline, status, ..
    } = load_all(&settings(folder.path()));
    assert_eq!(
        (timeline.len(), status.dumps, status.other_files),
        (0, 0, 2)
    );
    assert_eq!(status.errors, []);
}

#[test]
fn torn_archive_gives_its_whole_dumps() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = texts_of_two_days();
    let whole = tarred(&[(NAMES[0], &first), (NAMES[1], &second)]);
    fs::write(folder.path().join("a.tar"), &whole[..1400]).unwrap();
    let Loaded {
        timeline, status, ..
    } = load_all(&settings(folder.path()));
    assert_eq!((status.dumps, status.errors.len()), (1, 1), "{status:?}");
    assert_eq!(timeline.len(), 2);
}

#[test]
fn dumps_vanish_with_their_archive() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("old.zip");
    let [first, second] = texts_of_two_days();
    fs::write(&archive, zipped(&[(NAMES[0], &first), (NAMES[1], &second)])).unwrap();
    let mut running = Running::follow(folder.path());
    running.until_texts(&["【云帆智造】中标。", "青禾生物公告。", "三大指数高开。"]);
    fs::write(&archive, zipped(&[(NAMES[1], &second)])).unwrap();
    running.until_texts(&["三大指数高开。"]);
    running.until("one dump", |running| {
        running.status.dumps == 1 && running.status.other_files == 0
    });
    let more = dump(
        "2026-01-07",
        &[("09:30", "三大指数高开。"), ("09:31", "白银涨。")],
    );
    fs::write(&archive, gzip(&tarred(&[(NAMES[1], &more)]))).unwrap();
    running.until_texts(&["三大指数高开。", "白银涨。"]);
    fs::remove_file(&archive).unwrap();
    running.until_texts(&[]);
    running.until("nothing", |running| running.status.dumps == 0);
    fs::write(&archive, zipped(&[(NAMES[1], &second)])).unwrap();
    running.until_texts(&["三大指数高开。"]);
}
