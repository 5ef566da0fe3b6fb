//! `docs/configuration.md` has exactly the names of the code's tables.
//!
//! `DIANBAO_BLESS=1 cargo test --lib docs` writes the table of actions anew.

use std::fs;
use std::path::Path;

use super::DEFAULT;
use super::key::{KeyStroke, NAMES};
use super::keymap::Keymap;
use super::settings::Digits;
use super::stocks::COLUMNS;
use super::theme::{MODIFIERS, Role, STYLE_KEYS};
use crate::action::Action;
use crate::lang::Lang;

const DOCUMENT: &str = include_str!("../../docs/configuration.md");
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md");
const BEGIN: &str = "<!-- actions: DIANBAO_BLESS=1 cargo test --lib docs writes this table -->\n";
const END: &str = "<!-- end of actions -->";

/// Returns the lines below a heading, up to the next heading.
fn section<'d>(document: &'d str, heading: &str) -> impl Iterator<Item = &'d str> {
    let mut lines = document.lines();
    assert!(lines.any(|line| line == heading), "no {heading}");
    lines.take_while(|line| !line.starts_with("##"))
}

/// Returns the cells of the table below a heading, without the heading of the table.
fn table<'d>(document: &'d str, heading: &str) -> Vec<Vec<&'d str>> {
    let rows = section(document, heading).filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        row.split(" | ")
            .map(|cell| cell.trim_matches(['|', ' ']))
            .collect()
    })
    .collect()
}

/// Returns the names in the first column of the table below a heading.
pub(crate) fn table_names(document: &str, heading: &str) -> Vec<String> {
    let rows = table(document, heading);
    rows.iter()
        .map(|row| row[0].trim_matches('`').to_owned())
        .collect()
}

#[test]
fn docs_have_every_setting_with_its_default() {
    let documented: Vec<_> = table(DOCUMENT, "## Settings")
        .iter()
        .map(|row| format!("{} = {}", row[0], row[2]).replace('`', ""))
        .collect();
    let lines = DEFAULT
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(documented, lines.collect::<Vec<_>>());
}

#[test]
fn docs_have_every_action() {
    let keymap = Keymap::default();
    let row = |action: &Action| {
        let keys = keymap.listed_keys(action.scopes()[0], *action).into_iter();
        let keys: Vec<_> = keys
            .map(|keys| format!("`{}`", keys.replace('|', "\\|")))
            .collect();
        let scopes: Vec<_> = action.scopes().iter().map(|scope| scope.name()).collect();
        let help = action.help(Lang::English);
        let elsewhere = action.help_elsewhere(Lang::English);
        let elsewhere = elsewhere.map_or(String::new(), |text| format!("; {text}"));
        format!(
            "| `{}` | {} | {} | {help}{elsewhere} |\n",
            action.name(),
            keys.join(" "),
            scopes.join(" ")
        )
    };
    let heading =
        "| action | keys in the first place | places | does |\n| --- | --- | --- | --- |\n";
    let rows: String = Action::ALL.iter().map(row).collect();
    let rows = format!("{heading}{rows}");
    let (before, rest) = DOCUMENT.split_once(BEGIN).unwrap();
    let (documented, after) = rest.split_once(END).unwrap();
    if std::env::var_os("DIANBAO_BLESS").is_some() {
        fs::write(PATH, format!("{before}{BEGIN}{rows}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(documented, rows, "DIANBAO_BLESS=1 writes it anew");
}

#[test]
fn docs_have_every_key_name() {
    let text: String = section(DOCUMENT, "### Names of keys").collect();
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    for (name, _) in NAMES {
        assert!(quoted.contains(name), "{name}");
    }
    for name in quoted {
        let key = name
            .strip_suffix('-')
            .map_or_else(|| name.to_owned(), |modifier| format!("{modifier}-x"));
        assert!(
            KeyStroke::parse_sequence(&key, Digits::Counts).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn docs_have_every_role_and_style() {
    let roles: Vec<_> = Role::ALL.iter().map(|role| role.name()).collect();
    assert_eq!(table_names(DOCUMENT, "### Roles"), roles);
    let styles = table(DOCUMENT, "### Styles");
    assert_eq!(table_names(DOCUMENT, "### Styles"), STYLE_KEYS);
    let modifiers: Vec<_> = MODIFIERS
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    assert!(
        styles[2][1].ends_with(&modifiers.join(", ")),
        "{}",
        styles[2][1]
    );
}

#[test]
fn docs_have_every_column_of_stocks() {
    assert_eq!(table_names(DOCUMENT, "## Stocks"), COLUMNS);
}

/// Variables that other crates read for us.
const READ_BY_CRATES: [&str; 1] = ["XDG_CONFIG_HOME"];

#[test]
fn docs_have_every_environment_variable() {
    let documented = table_names(DOCUMENT, "## Environment variables");
    let mut sources = String::new();
    read_sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut sources,
    );
    for name in &documented {
        let is_read =
            sources.contains(&format!("\"{name}\"")) || READ_BY_CRATES.contains(&name.as_str());
        assert!(is_read, "{name} is documented and not read");
    }
    for read in ["env::var(\"", "env::var_os(\"", "env = \"", "variable(\""] {
        for rest in sources.split(read).skip(1) {
            let (name, _) = rest.split_once('"').unwrap();
            let is_internal = ["DIANBAO_FAILPOINT", "DIANBAO_GUARD"].contains(&name);
            assert!(
                is_internal || documented.iter().any(|n| n == name),
                "{name} is not documented"
            );
        }
    }
}

/// Appends the sources without tests and examples.
fn read_sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_test = name.starts_with("tests") || name == "simulation.rs" || name == "docs.rs";
        if path.is_dir() && !is_test {
            read_sources(&path, text);
        } else if !is_test {
            let file = fs::read_to_string(&path).unwrap();
            text.push_str(file.split("#[cfg(test)]\nmod tests").next().unwrap());
        }
    }
}
