//! `check --suggest`: prints a format for a file, as a block for the configuration file.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use bytes::Bytes;

use crate::dump::container::unpack;
use crate::dump::format::{FieldPlace, FormatLayout, FormatRole, UserFormats};
use crate::dump::{Dump, ReadOptions, SuggestedFormat, decode, read, suggest};
use crate::headless::context::CommandContext;
use crate::headless::count::counted;
use crate::headless::outcome::{Outcome, Reported};
use crate::headless::report::print_error;
use crate::memory::MemoryRoom;
use crate::path::FilePath;
use crate::text::{TextMetrics, sanitise, sanitise_line};
use crate::watch::is_stdin;

/// At most this part of the memory left is read: a text is decoded and parsed beside its bytes.
const PARTS: u64 = 4;
/// How much of a file is looked at, in bytes.
const SAMPLE: usize = 4 << 20;
/// The longest value in a comment, in characters.
const MAX_SAMPLE: usize = 24;
/// The column of a comment behind a line.
const COMMENT_COLUMN: usize = 33;

/// Prints a block for a file. The outcome is a match if items can be read by it.
pub fn run_suggest(file: &Path, context: &CommandContext<'_>) -> Result<Outcome, Reported> {
    let limit = context.input.options.limits.max_file_size;
    let room = context.input.memory.room(0);
    let limit = room.map_or(limit, |room| limit.min(room.spare / PARTS));
    let bytes = bytes_of(file, limit, room).map_err(|error| {
        print_error(&format!("{}: {error}", file.display()));
        Reported
    })?;
    let text = decode(&bytes);
    let sample = beginning(&text);
    let known = known_dump(file, &bytes, &context.input.options);
    let suggested = suggest(file, sample);
    let name = sanitise_line(&file.to_string_lossy()).into_owned();
    let mut block = String::new();
    if let Some(dump) = known {
        let _ = writeln!(
            block,
            "# {name} is read without a format of yours, as {}: {}. This block would override that.",
            dump.dialect.name(),
            counted(dump.records.len(), "item")
        );
    }
    let is_match = suggested.is_some();
    match suggested {
        Some(suggested) => write_block(&mut block, name.as_str(), &suggested),
        None => block.push_str(&nothing_found(name.as_str())),
    }
    let mut out = io::stdout().lock();
    let printed = out
        .write_all(sanitise(&block).as_str().as_bytes())
        .and_then(|()| out.flush());
    Ok(Outcome::of_printing(printed, is_match))
}

/// The part of a text that is looked at.
fn beginning(text: &str) -> &str {
    let end = (0..=SAMPLE).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or(text)
}

/// The bytes of a file, unpacked; of an archive, those of the first file in it.
fn bytes_of(file: &Path, limit: u64, mut room: Option<MemoryRoom>) -> io::Result<Bytes> {
    let mut bytes = Vec::new();
    if is_stdin(file) {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    let max = usize::try_from(limit).unwrap_or(usize::MAX);
    let unpacked = unpack(
        &FilePath::from(file),
        &Bytes::from(bytes),
        max,
        &mut |bytes| {
            room.as_mut()
                .is_none_or(|room| room.take(bytes as u64).is_ok())
        },
    );
    let first = unpacked.members.into_iter().next();
    Ok(first.map(|member| member.bytes).unwrap_or_default())
}

/// The dump that a file is without the user's formats, if it is one with items.
fn known_dump(file: &Path, bytes: &Bytes, options: &ReadOptions) -> Option<Dump> {
    let options = ReadOptions {
        formats: UserFormats::default(),
        ..options.clone()
    };
    read(&FilePath::from(file), bytes.clone(), options).filter(|dump| !dump.records.is_empty())
}

/// A block to begin from, where nothing could be guessed.
fn nothing_found(name: &str) -> String {
    format!(
        "# No items found in {name}: no times beside texts. A block to begin from; docs/formats.md explains it.\n\
         # [[format]]\n# name = \"own\"\n# glob = \"*\"\n# kind = \"lines\"\n\
         # pattern = '^\\[(?<time>[^\\]]+)\\] (?<text>.*)'\n"
    )
}

fn write_block(block: &mut String, name: &str, suggested: &SuggestedFormat) {
    let format = &suggested.format;
    let items = counted(suggested.items, "item");
    let _ = writeln!(
        block,
        "# Reads {items} of {name}. Check every line, and put the block below all settings."
    );
    if suggested.is_undated {
        block.push_str("# Its times have no date: put one into the file's name, or use --date.\n");
    }
    block.push_str("[[format]]\n");
    push_line(block, "name", &quoted(&format.name), "shown by check");
    let glob = quoted(format.glob.as_str());
    push_line(block, "glob", &glob, "the files that have this format");
    write_layout(block, &format.layout);
    let zone = "of times without an offset; perhaps \"UTC\"";
    push_line(block, "zone", &quoted("+08:00"), zone);
    let (key, wire) = match &format.wire {
        Some(wire) => ("wire", &**wire),
        None => ("# wire", "财联社"),
    };
    push_line(block, key, &quoted(wire), "of items that name none");
    push_line(
        block,
        "# channel",
        &quoted("普通"),
        "of items without a level",
    );
    write_fields(block, suggested);
}

fn write_layout(block: &mut String, layout: &FormatLayout) {
    match layout {
        FormatLayout::Json { items } => {
            push_line(block, "kind", &quoted("json"), "");
            if !items.is_empty() {
                push_line(block, "items", &quoted(items), "where the items are");
            }
        }
        FormatLayout::Csv {
            separator,
            has_heading,
        } => {
            push_line(block, "kind", &quoted("csv"), "");
            let separator = quoted(&char::from(*separator).to_string());
            push_line(block, "separator", &separator, "between columns");
            let heading = "whether the first row has names";
            push_line(block, "heading", &has_heading.to_string(), heading);
        }
        FormatLayout::Lines(pattern) => {
            push_line(block, "kind", &quoted("lines"), "");
            push_line(block, "pattern", &literal(pattern.as_str()), "");
        }
    }
}

/// Writes the fields with a value of each. The groups of a pattern need no lines of their own.
fn write_fields(block: &mut String, suggested: &SuggestedFormat) {
    let fields = suggested.format.fields.iter().zip(&suggested.samples);
    if matches!(suggested.format.layout, FormatLayout::Lines(_)) {
        for (field, sample) in fields {
            let _ = writeln!(block, "# {}: {}", field.role.name(), short(sample));
        }
        return;
    }
    block.push_str("\n[format.fields]\n");
    for (field, sample) in fields {
        let place = match &field.place {
            FieldPlace::Name(name) => quoted(name),
            FieldPlace::Number(number) => number.to_string(),
        };
        push_line(block, field.role.name(), &place, &short(sample));
    }
    let is_taken = |role: &&FormatRole| {
        let mut fields = suggested.format.fields.iter();
        fields.any(|field| field.role == **role)
    };
    let free = FormatRole::ALL.iter().filter(|role| !is_taken(role));
    let free: Vec<&str> = free.map(|role| role.name()).collect();
    if !suggested.unused.is_empty() {
        let unused: Vec<String> = suggested.unused.iter().map(|name| quoted(name)).collect();
        let _ = writeln!(block, "# Not used: {}", unused.join(", "));
    }
    let _ = writeln!(block, "# Other roles: {}", free.join(", "));
}

fn push_line(block: &mut String, key: &str, value: &str, comment: &str) {
    let line = format!("{key} = {value}");
    if comment.is_empty() {
        let _ = writeln!(block, "{line}");
    } else {
        let columns = TextMetrics::default().width(&line);
        let blanks = " ".repeat(COMMENT_COLUMN.saturating_sub(columns).max(1));
        let _ = writeln!(block, "{line}{blanks}# {comment}");
    }
}

/// A string of TOML on one line. The escapes of JSON are also those of TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A pattern without escapes of its own, if it can be written so.
fn literal(pattern: &str) -> String {
    if pattern.contains(['\'', '\n', '\r', '\t']) {
        quoted(pattern)
    } else {
        format!("'{pattern}'")
    }
}

/// The beginning of a value on one line.
fn short(value: &str) -> String {
    let line = sanitise_line(value);
    let ellipsis = line.as_str().chars().nth(MAX_SAMPLE).map(|_| '…');
    line.as_str()
        .chars()
        .take(MAX_SAMPLE)
        .chain(ellipsis)
        .collect()
}
