//! The README agrees with the program, and the files that documents name exist.
//!
//! `DIANBAO_BLESS=1 cargo test --test integration readme` rewrites its table of keys.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dianbao::action::{Action, HelpSection, Scope};
use dianbao::config::keymap::Keymap;
use dianbao::lang::Lang;

const BEGIN: &str = "<!-- keys: made from the table of actions -->\n";
const END: &str = "<!-- end of keys -->";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Formats keys for a Markdown table: `g g` becomes `gg`, and a bar is escaped.
fn key_cell(keys: &[String]) -> String {
    let key = |keys: &String| {
        let joined = if keys.split(' ').all(|key| key.chars().count() == 1) {
            keys.replace(' ', "")
        } else {
            keys.clone()
        };
        format!("`{}`", joined.replace('|', "\\|"))
    };
    keys.iter().map(key).collect::<Vec<_>>().join(" ")
}

fn table() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| keys | action |\n| --- | --- |\n");
    for section in HelpSection::ALL {
        let _ = writeln!(table, "| **{}** | |", section.title(Lang::English));
        for action in Action::in_section(section) {
            let keys = key_cell(&keymap.keys(Scope::List, action));
            let help = action.help(Lang::English);
            let elsewhere = action.help_elsewhere(Lang::English);
            let elsewhere = elsewhere.map_or(String::new(), |text| format!("; {text}"));
            let _ = writeln!(table, "| {keys} | {help}{elsewhere} |");
        }
    }
    table
}

#[test]
fn key_table_matches_the_actions() {
    let readme = fs::read_to_string(path()).unwrap();
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the README marks where the keys begin");
    let (keys, after) = rest
        .split_once(END)
        .expect("the README marks where the keys end");
    if std::env::var_os("DIANBAO_BLESS").is_some() {
        fs::write(path(), format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
        return;
    }
    assert_eq!(
        keys,
        table(),
        "DIANBAO_BLESS=1 cargo test --test integration readme rewrites it"
    );
}

/// The paths in a document: words in backticks, and words after the arrows of a picture. `NAME` and `len` are examples.
fn named_paths(document: &str) -> impl Iterator<Item = &str> {
    let quoted = document
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    let pointed = document
        .lines()
        .filter_map(|line| line.split_once("<- "))
        .flat_map(|(_, names)| names.split(", "));
    let is_path = |name: &&str| {
        let name = name.strip_suffix(".rs").unwrap_or(name);
        let is_plain = |c: char| c.is_ascii_lowercase() || matches!(c, '/' | '_');
        name.contains('/') && name.chars().all(is_plain) && !name.ends_with("/len")
    };
    quoted.chain(pointed).filter(is_path)
}

#[test]
fn files_named_in_documents_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let exists = |name: &str| {
        let places = [root.join(name), root.join("src").join(name)];
        places
            .iter()
            .any(|path| path.exists() || path.with_extension("rs").exists())
    };
    for document in [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "src/lib.rs",
    ] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let missing: Vec<_> = named_paths(&text).filter(|name| !exists(name)).collect();
        assert!(named_paths(&text).next().is_some(), "{document}");
        assert!(missing.is_empty(), "{document}: {missing:?}");
    }
}

#[test]
fn readme_names_both_commands() {
    let readme = fs::read_to_string(path()).unwrap();
    for command in ["cargo run --release", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
}
