//! Why a file is no dump, from its first bytes: `check` says it beside the name.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::dump::container::Container;
use crate::dump::{LackingField, decode, lacking_field};
use crate::lang::texts;

/// How many bytes are looked at.
const HEAD_SIZE: u64 = 4096;

texts! {
    /// Why a file is no dump.
    #[derive(Clone, Debug, PartialEq, Eq)]
    NoDumpReason {
        Empty => "空文件", "empty";
        Packed => "压缩包里没有电报", "an archive without dumps";
        NoText => "不是文本", "not a text";
        NoTimeField { fields: String } => "没有时间字段（有 {fields}）；应有 ctime、发布时间 之类",
            "no field for a time among {fields}; expected one such as ctime or 发布时间";
        NoTextField { fields: String } => "没有标题或正文字段（有 {fields}）；应有 title、内容 之类",
            "no field for a title or text among {fields}; expected one such as title or 内容";
        NoReadableTime { fields: String } => "{fields} 里没有读得出的时间；应如 2026-05-31 09:31:05 或 1780191065",
            "no readable time in {fields}; expected one such as 2026-05-31 09:31:05 or 1780191065";
        NoNames => "列表没有列名；第一行应是列名，如 [\"时间\", \"标题\", \"内容\"]",
            "a list of lists without names; expected a first one such as [\"time\", \"title\", \"content\"]";
        NoFormat => "文本不像任何一种电报格式", "a text in no known format";
        Vanished => "刚才还在，现在读不到", "cannot be read any more";
    }
}

impl NoDumpReason {
    /// Looks at the beginning of a file that was read and is no dump.
    pub fn of(path: &Path) -> Self {
        match head(path) {
            Err(_) => Self::Vanished,
            Ok(head) if head.is_empty() => Self::Empty,
            Ok(head) if Container::detect(&head).is_some() => Self::Packed,
            Ok(head) if head.contains(&0) => Self::NoText,
            Ok(head) => match lacking_field(&decode(&head)) {
                Some(LackingField::Time(fields)) => Self::NoTimeField { fields },
                Some(LackingField::Text(fields)) => Self::NoTextField { fields },
                Some(LackingField::ReadableTime(fields)) => Self::NoReadableTime { fields },
                Some(LackingField::Names) => Self::NoNames,
                None => Self::NoFormat,
            },
        }
    }
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD_SIZE).read_to_end(&mut head)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_reason_has_both_languages() {
        NoDumpReason::assert_translated();
        let chinese = |reason: NoDumpReason| reason.message(Lang::Chinese);
        assert_eq!(NoDumpReason::samples().len(), 9);
        assert_eq!(chinese(NoDumpReason::Empty), "空文件");
    }

    #[test]
    fn reason_is_seen_in_the_first_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let reason = |content: &[u8]| {
            fs::write(&path, content).unwrap();
            NoDumpReason::of(&path)
        };
        assert_eq!(reason(b""), NoDumpReason::Empty);
        assert_eq!(reason(b"\0\x01"), NoDumpReason::NoText);
        assert_eq!(reason(b"PK\x03\x04"), NoDumpReason::Packed);
        assert_eq!(reason(b"notes"), NoDumpReason::NoFormat);
        assert_eq!(
            reason(b"{\"a\": 1, \"title\": \"b\"}"),
            NoDumpReason::NoTimeField {
                fields: "a, title".into()
            }
        );
        assert_eq!(
            NoDumpReason::of(&folder.path().join("b")),
            NoDumpReason::Vanished
        );
    }
}
