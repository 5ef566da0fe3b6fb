//! How the bytes of a dump encode its text.

use std::io::{Cursor, Write as _};

use encoding_rs::GB18030;
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An encoding, or a compression of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DumpCoding {
    Utf8,
    /// With line ends as Windows writes them.
    Crlf,
    /// Little endian, with a byte order mark.
    Utf16,
    Gb18030,
    Gzip,
    /// An archive with this dump alone.
    Zip,
}

impl DumpCoding {
    pub(super) const ALL: [Self; 6] = [
        Self::Utf8,
        Self::Crlf,
        Self::Utf16,
        Self::Gb18030,
        Self::Gzip,
        Self::Zip,
    ];

    /// Whether another entry changes the bytes before it.
    pub(super) const fn is_packed(self) -> bool {
        matches!(self, Self::Gzip | Self::Zip)
    }

    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.into(),
            Self::Crlf => text.replace('\n', "\r\n").into(),
            Self::Utf16 => "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
            Self::Gb18030 => GB18030.encode(text).0.into_owned(),
            Self::Gzip => gzip(text),
            Self::Zip => zip(text),
        }
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zip(text: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("dump.md", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}
