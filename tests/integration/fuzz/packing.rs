//! Packs dumps in every supported format.

use std::io::{Cursor, Write};

use super::random::FuzzRandom;

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tar(bytes: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for name in NAMES {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in NAMES {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The names of the members of an archive.
const NAMES: [&str; 2] = ["电报_2026-05-31.md", "旧/20260530.txt"];

/// Packs a dump in a random format, sometimes twice.
pub(crate) fn packed(bytes: &[u8], random: &mut FuzzRandom) -> Vec<u8> {
    match random.below(8) {
        0 => gzip(bytes),
        1 => zstd(bytes),
        2 => zip(bytes),
        3 => tar(bytes),
        4 => gzip(&tar(bytes)),
        5 => zstd(&tar(bytes)),
        6 => [gzip(bytes), gzip(b"\n")].concat(),
        _ => [zstd(bytes), zstd(b"\n")].concat(),
    }
}
