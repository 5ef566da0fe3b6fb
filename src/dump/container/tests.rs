use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

const TEXT: &[u8] = "**[05:45]** 云帆智造公告。\n".as_bytes();
const LIMIT: usize = 1 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .add_directory("days/", zip::write::SimpleFileOptions::default())
        .unwrap();
    for (name, bytes) in files {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn unpacked(bytes: Vec<u8>, limit: usize) -> (Vec<(String, Vec<u8>)>, Vec<UnpackError>) {
    let unpacked = unpack(Path::new("old/x"), &Bytes::from(bytes), limit, &mut |_| {
        true
    });
    let member = |member: Member| (member.path.display().to_string(), member.bytes.to_vec());
    (
        unpacked.members.into_iter().map(member).collect(),
        unpacked.errors,
    )
}

#[test]
fn compressed_dump_keeps_its_path() {
    let alone = vec![("old/x".to_owned(), TEXT.to_vec())];
    for packed in [gzip(TEXT), zstd(TEXT), TEXT.to_vec()] {
        assert_eq!(unpacked(packed, LIMIT), (alone.clone(), vec![]));
    }
    let skipped =
        |bytes: Vec<u8>| [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3], &*bytes].concat();
    let after_skipped = skipped(zstd(TEXT));
    assert_eq!(unpacked(after_skipped, LIMIT), (alone, vec![]));
    assert_eq!(unpacked(skipped(Vec::new()), LIMIT), (vec![], vec![]));
    let twice = vec![("old/x".to_owned(), TEXT.repeat(2))];
    for packed in [gzip(TEXT).repeat(2), zstd(TEXT).repeat(2)] {
        assert_eq!(unpacked(packed, LIMIT), (twice.clone(), vec![]));
    }
}

#[test]
fn members_are_below_the_archive_s_path() {
    let files = [("days/一.md", TEXT), ("days/二.md", b"x".as_slice())];
    let members = vec![
        ("old/x/days/一.md".to_owned(), TEXT.to_vec()),
        ("old/x/days/二.md".to_owned(), b"x".to_vec()),
    ];
    for packed in [
        tarred(&files),
        gzip(&tarred(&files)),
        zstd(&tarred(&files)),
        zipped(&files),
    ] {
        assert_eq!(unpacked(packed, LIMIT), (members.clone(), vec![]));
    }
}

#[test]
fn member_names_in_gb18030_stay_inside() {
    let unpacking = Unpacking {
        path: Path::new("a.zip"),
        limit: 0,
        left: 0,
        granted: 0,
        grant: &mut |_| true,
        out: Unpacked::default(),
    };
    let (gb, _, _) = encoding_rs::GB18030.encode("电报\\一.md");
    assert_eq!(unpacking.member_path(&gb), Path::new("a.zip/电报/一.md"));
    assert_eq!(
        unpacking.member_path(b"/../../etc/./x"),
        Path::new("a.zip/etc/x")
    );
}

#[test]
fn unpacking_stops_at_the_limit() {
    let zeros = vec![b'0'; 100_000];
    let too_large = |path: &str| {
        vec![UnpackError {
            path: path.into(),
            kind: UnpackErrorKind::TooLarge { limit: 1000 },
        }]
    };
    for packed in [gzip(&zeros), zstd(&zeros)] {
        let (members, errors) = unpacked(packed, 1000);
        assert_eq!(
            (members.len(), members[0].1.len(), errors),
            (1, 1000, too_large("old/x"))
        );
    }
    let (members, errors) = unpacked(zipped(&[("a", TEXT), ("b", &zeros)]), 1000);
    assert_eq!((members.len(), errors), (1, too_large("old/x/b")));
    assert!(unpacked(gzip(&zeros), 100_000).1.is_empty());
}

/// Returns whether the archive unpacks within this number of bytes.
fn fits(packed: &[u8], memory: usize) -> bool {
    let mut left = memory;
    let mut grant = |bytes: usize| {
        let granted = bytes <= left;
        left -= if granted { bytes } else { 0 };
        granted
    };
    let bytes = Bytes::copy_from_slice(packed);
    let unpacked = unpack(Path::new("old/x"), &bytes, LIMIT, &mut grant);
    assert_eq!(unpacked.errors, []);
    !unpacked.is_cut
}

#[test]
fn unpacking_takes_no_more_memory_than_granted() {
    let text = TEXT.repeat(10_000);
    let files = [("a", &*text), ("b", &*text)];
    for packed in [gzip(&text), zstd(&text), zipped(&files[..1])] {
        assert!(!fits(&packed, 0));
        assert!(!fits(&packed, text.len() - 1));
        assert!(fits(&packed, text.len() * 3 / 2 + FIRST_STEP));
    }
    let many: Vec<(String, &[u8])> = (0..100).map(|n| (n.to_string(), TEXT)).collect();
    let many: Vec<_> = many.iter().map(|(name, text)| (&**name, *text)).collect();
    let is_whole = fits(&zipped(&many), 100 * TEXT.len() + 2 * FIRST_STEP);
    assert!(is_whole, "others take what small members leave");
    assert!(
        fits(&tarred(&files), 0),
        "members of a tar are slices of it"
    );
}

#[test]
fn large_windows_are_memory_too() {
    let window = |header: &[u8]| zstd_window(&[b"\x28\xb5\x2f\xfd", header].concat());
    assert_eq!(window(&[0x00, 0x00]), Some(1 << 10));
    assert_eq!(window(&[0x00, 0x8B]), Some((1 << 27) + (1 << 24) * 3));
    assert_eq!(window(&[0x20, 77]), Some(77));
    assert_eq!(window(&[0xA1, 9, 1, 2, 0, 0]), Some(0x201));
    assert_eq!(window(&[]), None);
    let claimed = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x88, 0x01, 0x00, 0x00];
    assert!(!fits(&claimed, 64 << 20));
    assert!(fits(&claimed, 129 << 20));
}

#[test]
fn torn_archive_yields_what_is_whole() {
    let text: Vec<u8> = (0..2000)
        .flat_map(|n| format!("**[05:45]** 第{n}条。\n").into_bytes())
        .collect();
    for packed in [gzip(&text), zstd(&text)] {
        let (members, errors) = unpacked(packed[..packed.len() / 2].to_vec(), LIMIT);
        assert!(
            matches!(
                errors.as_slice(),
                [UnpackError {
                    kind: UnpackErrorKind::Broken { .. },
                    ..
                }]
            ),
            "{errors:?}"
        );
        assert!(members.iter().all(|(_, bytes)| text.starts_with(bytes)));
    }
    let (members, errors) = unpacked(
        gzip(&tarred(&[("a", TEXT), ("b", &text)]))[..60].to_vec(),
        LIMIT,
    );
    assert!(members.len() <= 1 && !errors.is_empty());
}

#[test]
fn no_cut_or_damage_panics() {
    let files = [("a.md", TEXT), ("b.md", TEXT)];
    for packed in [gzip(TEXT), zstd(TEXT), tarred(&files), zipped(&files)] {
        for at in 0..packed.len() {
            unpacked(packed[..at].to_vec(), LIMIT);
            let mut damaged = packed.clone();
            damaged[at] ^= 0x5A;
            unpacked(damaged, LIMIT);
        }
    }
}

#[test]
fn nested_archive_hides_no_neighbour() {
    let inner = zipped(&[("b.md", TEXT)]);
    let beside = vec![("old/x/a.md".to_owned(), TEXT.to_vec())];
    for packed in [
        zipped(&[("a.md", TEXT), ("in.zip", &inner)]),
        gzip(&tarred(&[("a.md", TEXT), ("in.zip", &inner)])),
    ] {
        let nested = UnpackError {
            path: "old/x/in.zip".into(),
            kind: UnpackErrorKind::NestedArchive,
        };
        assert_eq!(unpacked(packed, LIMIT), (beside.clone(), vec![nested]));
    }
    for packed in [gzip(&inner), zstd(&gzip(TEXT))] {
        let nested = UnpackError {
            path: "old/x".into(),
            kind: UnpackErrorKind::NestedArchive,
        };
        assert_eq!(unpacked(packed, LIMIT), (vec![], vec![nested]));
    }
}

#[test]
fn every_unpack_error_has_both_languages() {
    UnpackErrorKind::assert_translated();
}

#[test]
fn packed_files_say_how_large_they_unpack() {
    let text = "增资扩产。".repeat(3000);
    let size = Some(text.len() as u64);
    assert_eq!(unpacked_size(&gzip(text.as_bytes())), size);
    assert_eq!(
        unpacked_size(&zipped(&[("a", text.as_bytes()), ("b", text.as_bytes())])),
        size.map(|size| 2 * size)
    );
    // Single segment, two bytes: 256 more; one byte; with a window, four bytes.
    let frame = |rest: &[u8]| [&[0x28, 0xB5, 0x2F, 0xFD], rest].concat();
    assert_eq!(unpacked_size(&frame(&[0x60, 1, 2])), Some(256 + 513));
    assert_eq!(unpacked_size(&frame(&[0x20, 9])), Some(9));
    assert_eq!(unpacked_size(&frame(&[0x80, 7, 1, 0, 1, 0])), Some(65_537));
    assert_eq!(unpacked_size(&frame(&[0x00, 7])), None);
    assert_eq!(unpacked_size(&frame(&[0x60, 1])), None, "it is cut");
    assert_eq!(unpacked_size(text.as_bytes()), None);
}
