//! The formats of the user that no file has: mostly their globs are wrong.

use std::io::{self, Write};

use crate::dump::format::UserFormats;
use crate::dump::{Dialect, Dump};
use crate::text::sanitise_line;

/// Prints each format that none of these dumps has.
pub(super) fn print<'d>(
    out: &mut impl Write,
    formats: &UserFormats,
    dumps: &(impl Iterator<Item = &'d Dump> + Clone),
) -> io::Result<()> {
    for format in formats.iter() {
        let has_it =
            |dump: &Dump| dump.dialect == Dialect::Configured && dump.detected_by == *format.name;
        if !dumps.clone().any(has_it) {
            let line = format!(
                "format `{}`: no file has it; expected one that matches `{}`, and no format above it",
                format.name,
                format.glob.as_str()
            );
            writeln!(out, "{}", sanitise_line(&line).as_str())?;
        }
    }
    Ok(())
}
