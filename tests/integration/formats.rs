//! The examples of `docs/formats.md`: each configuration reads its file, and each command prints what the document says.
//!
//! `DIANBAO_BLESS=1 cargo test --test integration formats::` writes what they print anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
/// How many examples the document has: one of each kind.
const EXAMPLES: [&str; 3] = ["## JSON", "## CSV", "## Lines"];

/// A block of code, and the last text in backticks above it.
struct CodeBlock {
    label: String,
    language: String,
    code: String,
}

/// The lines below a heading, up to the next one.
fn section<'d>(document: &'d str, heading: &str) -> &'d str {
    let (_, rest) = document.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

fn code_blocks(section: &str) -> Vec<CodeBlock> {
    let mut parts = section.split("\n```");
    let mut above = parts.next().unwrap();
    let mut blocks = Vec::new();
    while let (Some(block), Some(below)) = (parts.next(), parts.next()) {
        let (language, code) = block.split_once('\n').unwrap_or((block, ""));
        let label = above
            .trim()
            .rsplit_once('\n')
            .map_or(above, |(_, last)| last);
        blocks.push(CodeBlock {
            label: label.split('`').nth(1).unwrap_or_default().to_owned(),
            language: language.to_owned(),
            code: format!("{code}\n"),
        });
        above = below;
    }
    blocks
}

/// What a command of the document prints in a folder with its files.
fn printed(folder: &Path, command: &str) -> String {
    let arguments = command.strip_prefix("dianbao ").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    let command = command
        .args(arguments.split_whitespace())
        .args(["--config", "config.toml"]);
    let command = command.env("LC_ALL", "en_GB.UTF-8").current_dir(folder);
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().replace("./", "")
}

/// The document with another output of a command.
fn with_output(document: &str, label: &str, output: &str) -> String {
    let (before, rest) = document.split_once(&format!("`{label}`")).unwrap();
    let (above, rest) = rest.split_once("\n```").unwrap();
    let (language, rest) = rest.split_once('\n').unwrap();
    let (_, after) = rest.split_once("```").unwrap();
    format!("{before}`{label}`{above}\n```{language}\n{output}```{after}")
}

#[test]
fn examples_print_what_the_document_says() {
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let mut blessed = document.clone();
    for heading in EXAMPLES {
        let folder = tempfile::tempdir().unwrap();
        let blocks = code_blocks(section(&document, heading));
        let mut commands = 0;
        for block in &blocks {
            if block.language == "toml" {
                fs::write(folder.path().join("config.toml"), &block.code).unwrap();
            } else if block.label.starts_with("dianbao ") {
                commands += 1;
                let printed = printed(folder.path(), &block.label);
                if std::env::var_os("DIANBAO_BLESS").is_some() {
                    blessed = with_output(&blessed, &block.label, &printed);
                } else {
                    assert_eq!(block.code, printed, "{}", block.label);
                }
            } else {
                fs::write(folder.path().join(&block.label), &block.code).unwrap();
            }
        }
        assert!(commands > 0 && blocks.len() > commands + 1, "{heading}");
    }
    if blessed != document {
        fs::write(DOCUMENT, blessed).unwrap();
    }
}
