use bytes::Bytes;

use super::*;

const TEXT: &str = "第一行\n第二行，云帆智造公告。\n第三行";

fn decoded(bytes: &[u8]) -> (String, Encoding, Vec<u32>) {
    let bytes = Bytes::copy_from_slice(bytes);
    let decoded = decode_as(&bytes, None);
    (
        decoded.text.into_owned(),
        decoded.encoding,
        decoded.problems.iter().map(|p| p.line).collect(),
    )
}

#[test]
fn utf8_is_not_copied() {
    let bytes = Bytes::copy_from_slice(format!("\u{feff}{TEXT}").as_bytes());
    let decoded = decode_as(&bytes, None);
    assert!(matches!(decoded.text, Cow::Borrowed(TEXT)));
}

#[test]
fn damaged_line_is_reported_once() {
    let mut bytes = TEXT.as_bytes().repeat(20);
    let at = 14;
    bytes[at] = 0xFF;
    bytes[at + 2] = 0xFE;
    let (text, encoding, lines) = decoded(&bytes);
    assert!(text.starts_with("第一行\n第"));
    assert!(text.contains('\u{fffd}'));
    assert_eq!((encoding, lines), (Encoding::Utf8, vec![2]));
}

#[test]
fn partial_character_at_the_end_is_dropped() {
    let bytes = TEXT.as_bytes();
    let (text, encoding, lines) = decoded(&bytes[..bytes.len() - 1]);
    assert_eq!(text, TEXT.strip_suffix('行').unwrap());
    assert_eq!((encoding, lines), (Encoding::Utf8, vec![3]));
}

#[test]
fn torn_text_is_a_prefix_in_every_encoding() {
    // The last character has four bytes in each encoding.
    let text = format!("{TEXT}。\u{1f4c8}");
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for (encoding, whole) in [
        (Encoding::Utf8, text.as_bytes().to_vec()),
        (Encoding::Gb18030, GB18030.encode(&text).0.into_owned()),
        (Encoding::Utf16Le, utf16(u16::to_le_bytes)),
        (Encoding::Utf16Be, utf16(u16::to_be_bytes)),
    ] {
        let mut lengths = 0..=text.len();
        for cut in 0..=whole.len() {
            let decoded = decode_as(&whole[..cut], Some(encoding));
            assert!(
                text.starts_with(&*decoded.text) && lengths.contains(&decoded.text.len()),
                "{encoding:?} {cut}"
            );
            lengths = decoded.text.len()..=text.len();
            let is_reported = decoded
                .problems
                .iter()
                .all(|problem| problem.error == DumpError::EndsInsideCharacter);
            assert!(
                is_reported && decoded.problems.len() <= 1,
                "{encoding:?} {cut}: {:?}",
                decoded.problems
            );
        }
        assert_eq!(
            (
                decode_as(&whole, Some(encoding)).text,
                decode_as(&whole, Some(encoding)).problems
            ),
            (Cow::Borrowed(text.as_str()), vec![])
        );
    }
}

#[test]
fn damaged_file_may_be_torn_as_well() {
    let mut bytes = TEXT.as_bytes().repeat(20);
    bytes[4] = 0xFF;
    bytes.pop();
    let decoded = decode_as(&bytes, None);
    assert!(
        decoded.text.contains('\u{fffd}') && decoded.text.ends_with("第三"),
        "{}",
        decoded.text
    );
    let last = decoded.problems.last().unwrap();
    assert_eq!(
        (last.line, &last.error),
        (41, &DumpError::EndsInsideCharacter)
    );
}

#[test]
fn byte_order_mark_overrides_the_name() {
    let be: Vec<u8> = "\u{feff}甲"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let decoded = decode_as(&be, Some(Encoding::Utf16Le));
    assert_eq!(
        (&*decoded.text, decoded.encoding),
        ("甲", Encoding::Utf16Be)
    );
}

/// A decoder of `encoding_rs` that sniffs the mark would switch to UTF-8.
#[test]
fn named_encoding_overrides_a_utf8_mark() {
    let bytes = "\u{feff}甲乙".as_bytes();
    let decoded = decode_as(bytes, Some(Encoding::Gb18030));
    assert_eq!(decoded.encoding, Encoding::Gb18030);
    assert_ne!(decoded.text, "甲乙");
}

#[test]
fn other_encodings_are_detected() {
    let (gb, _, _) = GB18030.encode(TEXT);
    assert_eq!(decoded(&gb), (TEXT.to_owned(), Encoding::Gb18030, vec![]));
    let le: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(TEXT.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(decoded(&le), (TEXT.to_owned(), Encoding::Utf16Le, vec![]));
    let be: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(TEXT.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(decoded(&be), (TEXT.to_owned(), Encoding::Utf16Be, vec![]));
}

#[test]
fn encoding_names_have_many_spellings() {
    for (name, encoding) in [
        ("utf-8", Encoding::Utf8),
        ("GBK", Encoding::Gb18030),
        ("UTF-16BE", Encoding::Utf16Be),
    ] {
        assert_eq!(Encoding::from_name(name), Some(encoding));
    }
    assert_eq!(Encoding::from_name("latin1"), None);
}

#[test]
fn prefix_ends_between_characters() {
    assert_eq!(prefix("电报", 4), "电");
    assert_eq!(prefix("电报", 6), "电报");
}

#[test]
fn text_of_another_encoding_takes_room() {
    let text = "电报：三大指数高开。\n".repeat(2000);
    let (gb, _, _) = GB18030.encode(&text);
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [&gb[..], &wide] {
        let decoded = decode(bytes).len();
        let room = recoded_size(bytes, None);
        assert!((decoded..decoded + decoded / 8).contains(&room), "{room}");
    }
    assert_eq!(recoded_size(text.as_bytes(), None), 0);
    assert_eq!(recoded_size(b"\x1f\x8b", Some(Encoding::Utf8)), 0);
}
