//! One JSON object a line. Fields are documented in `docs/json.md` and never change their meaning.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::known_fields::KnownFields;
use crate::text::is_displayed;
use crate::timeline::ItemRef;

/// Escapes some characters in texts as `\uXXXX`, besides those that JSON must escape.
pub(super) struct EscapeAlso(pub(super) fn(char) -> bool);

impl Formatter for EscapeAlso {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for part in fragment.split_inclusive(self.0) {
            match part.char_indices().next_back() {
                Some((at, c)) if self.0(c) => {
                    writer.write_all(part.get(..at).unwrap_or_default().as_bytes())?;
                    c.encode_utf16(&mut [0; 2])
                        .iter()
                        .try_for_each(|unit| write!(writer, "\\u{unit:04x}"))?;
                }
                Some(_) | None => writer.write_all(part.as_bytes())?,
            }
        }
        Ok(())
    }
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, known: &KnownFields) {
    // Texts and numbers always have a JSON form, and writing to memory does not fail.
    let _ = write_json_line(out, &known.item(item));
}

/// Writes a value as a line. What a terminal would take for something else than text is escaped.
pub(in crate::headless) fn write_json_line(
    out: &mut impl io::Write,
    value: &impl Serialize,
) -> io::Result<()> {
    let escape = EscapeAlso(is_hidden);
    value.serialize(&mut Serializer::with_formatter(&mut *out, escape))?;
    out.write_all(b"\n")
}

/// Whether a terminal hides a character, or it changes the direction of text.
pub(super) fn is_hidden(c: char) -> bool {
    !is_displayed(c)
}
