//! The README agrees with the program.
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
            let _ = writeln!(
                table,
                "| {} | {} |",
                key_cell(&keymap.keys(Scope::List, action)),
                action.help(Lang::English)
            );
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

#[test]
fn readme_names_both_commands() {
    let readme = fs::read_to_string(path()).unwrap();
    for command in ["cargo run --release", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
}
