//! Both READMEs agree with the program and with each other, and the files that documents name exist.
//!
//! `DIANBAO_BLESS=1 cargo test --test integration readme` rewrites their tables of keys.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use dianbao::action::{Action, HelpSection};
use dianbao::cli::Arguments;
use dianbao::config::keymap::Keymap;
use dianbao::lang::Lang;

const BEGIN: &str = "<!-- keys: made from the table of actions -->\n";
const END: &str = "<!-- end of keys -->";

/// The READMEs, their languages, and the headings of their tables of keys.
const READMES: [(&str, Lang, &str); 2] = [
    ("README.md", Lang::English, "| keys | action |"),
    ("README.zh-CN.md", Lang::Chinese, "| 按键 | 做什么 |"),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn readme(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
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

fn table(lang: Lang, heading: &str) -> String {
    let keymap = Keymap::default();
    let mut table = format!("{heading}\n| --- | --- |\n");
    for section in HelpSection::ALL {
        let _ = writeln!(table, "| **{}** | |", section.title(lang));
        for action in Action::in_section(section) {
            let keys = key_cell(&keymap.listed_keys(action.scopes()[0], action));
            let help = action.help(lang);
            let elsewhere = action.help_elsewhere(lang);
            let elsewhere = elsewhere.map_or(String::new(), |text| {
                format!("{}{text}", lang.pick("；", "; "))
            });
            let _ = writeln!(table, "| {keys} | {help}{elsewhere} |");
        }
    }
    table
}

#[test]
fn key_tables_match_the_actions() {
    for (name, lang, heading) in READMES {
        let readme = readme(name);
        let (before, rest) = readme
            .split_once(BEGIN)
            .expect("a README marks where the keys begin");
        let (keys, after) = rest
            .split_once(END)
            .expect("a README marks where the keys end");
        let table = table(lang, heading);
        if std::env::var_os("DIANBAO_BLESS").is_some() {
            fs::write(path(name), format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
            continue;
        }
        assert_eq!(
            keys, table,
            "{name}: DIANBAO_BLESS=1 cargo test --test integration readme rewrites it"
        );
    }
}

/// The first cells of the rows that name a command.
fn commands(readme: &str) -> Vec<&str> {
    let rows = readme.lines().filter(|line| line.starts_with("| `dianbao"));
    rows.filter_map(|row| row.split(" | ").next()).collect()
}

#[test]
fn readmes_list_the_same_commands() {
    let [english, chinese] = READMES.map(|(name, ..)| readme(name));
    assert_eq!(commands(&english), commands(&chinese));
    for command in Arguments::command().get_subcommands() {
        let name = format!("`dianbao {}", command.get_name());
        let mut rows = commands(&english).into_iter();
        assert!(rows.any(|row| row.contains(&name)), "{name}");
    }
}

#[test]
fn pictures_of_the_readmes_exist() {
    for (name, ..) in READMES {
        let readme = readme(name);
        let named = readme
            .split('"')
            .filter(|part| part.strip_suffix(".svg").is_some());
        let missing: Vec<_> = named.clone().filter(|file| !path(file).exists()).collect();
        assert_eq!(missing, [""; 0], "{name}");
        assert!(named.count() >= 4, "{name}");
    }
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

/// Every document for users: the READMEs and what is in `docs`.
fn documents() -> Vec<String> {
    let files = fs::read_dir(path("docs")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let docs = names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"));
    let readmes = READMES.map(|(name, ..)| name.to_owned());
    docs.map(|name| format!("docs/{name}"))
        .chain(readmes)
        .collect()
}

/// The lines outside of blocks of code.
fn prose(document: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    document.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// The anchors of the headings, as GitHub makes them.
fn anchors(document: &str) -> Vec<String> {
    let headings = prose(document).filter(|line| line.starts_with('#'));
    let texts = headings.map(|line| line.trim_start_matches(['#', ' ']).to_lowercase());
    texts
        .map(|text| {
            let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            text.chars()
                .filter(kept)
                .collect::<String>()
                .replace(' ', "-")
        })
        .collect()
}

#[test]
fn links_of_documents_lead_somewhere() {
    for name in documents() {
        let text = readme(&name);
        let links = prose(&text).flat_map(|line| line.split("](").skip(1));
        let links = links.filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = path(&name).with_file_name(file);
            let target = if file.is_empty() { path(&name) } else { target };
            assert!(target.exists(), "{name}: {link}");
            if !anchor.is_empty() {
                let anchors = anchors(&fs::read_to_string(&target).unwrap());
                assert!(
                    anchors.iter().any(|known| known == anchor),
                    "{name}: {link}"
                );
            }
        }
    }
}

/// The headings by their level, the rows of tables, the items of lists, and the blocks of code by their language.
fn parts(document: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut is_code = false;
    for line in document.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_code = !is_code;
            parts.push(format!("code {language}"));
        } else if !is_code && line.starts_with(['#', '|', '-']) {
            parts.push(line.split(' ').next().unwrap().to_owned());
        }
    }
    parts
}

#[test]
fn translated_documents_have_the_same_parts() {
    let mut count = 0;
    for name in documents() {
        let Some(stem) = name
            .strip_suffix(".zh-CN.md")
            .filter(|stem| *stem != "README")
        else {
            continue;
        };
        let (chinese, english) = (readme(&name), readme(&format!("{stem}.md")));
        assert_eq!(parts(&chinese), parts(&english), "{name}");
        let stem = stem.trim_start_matches("docs/");
        assert!(
            chinese.contains(&format!("\n[English]({stem}.md)\n")),
            "{name}"
        );
        assert!(
            english.contains(&format!("\n[中文]({stem}.zh-CN.md)\n")),
            "{name}"
        );
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn readme_names_both_commands() {
    for (name, ..) in READMES {
        for command in ["cargo run --release", "cargo test"] {
            assert!(readme(name).contains(command), "{name}: {command}");
        }
    }
}
