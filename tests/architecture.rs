//! The arrows between modules, as ARCHITECTURE.md draws them: imports only go down.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module, and the modules it may name. A module may always name itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("action", &["lang"]),
    (
        "app",
        &[
            "action",
            "config",
            "dump",
            "filter",
            "item",
            "knowledge",
            "lang",
            "names",
            "query",
            "text",
            "timeline",
            "watch",
        ],
    ),
    ("cli", &["config", "dump", "item", "lang", "text"]),
    (
        "config",
        &["action", "dump", "item", "lang", "names", "text"],
    ),
    ("demo", &["dump", "item"]),
    ("dump", &["item", "lang", "path"]),
    (
        "event_loop",
        &[
            "app",
            "config",
            "feed",
            "filter",
            "item",
            "knowledge",
            "lang",
            "names",
            "query",
            "terminal",
            "text",
            "timeline",
            "ui",
            "watch",
        ],
    ),
    (
        "feed",
        &["dump", "item", "lang", "path", "timeline", "watch"],
    ),
    (
        "filter",
        &["dump", "item", "knowledge", "query", "timeline"],
    ),
    (
        "headless",
        &[
            "cli",
            "config",
            "dump",
            "feed",
            "filter",
            "item",
            "knowledge",
            "lang",
            "names",
            "path",
            "query",
            "text",
            "timeline",
            "watch",
        ],
    ),
    ("item", &[]),
    ("knowledge", &["names", "query"]),
    ("lang", &[]),
    ("names", &["dump", "item"]),
    ("path", &[]),
    ("query", &["item", "lang", "text"]),
    (
        "run",
        &[
            "app",
            "cli",
            "config",
            "demo",
            "event_loop",
            "headless",
            "item",
            "lang",
            "terminal",
            "watch",
        ],
    ),
    ("terminal", &["text"]),
    ("text", &[]),
    ("timeline", &["dump", "item", "names", "path", "query"]),
    (
        "ui",
        &[
            "action", "app", "config", "dump", "item", "lang", "query", "text", "timeline", "watch",
        ],
    ),
    ("watch", &["dump", "item", "lang", "path"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a file names outside of comments and tests.
fn named(text: &str) -> BTreeSet<String> {
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect::<String>()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn imports_only_go_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let is_test = inside
            .components()
            .any(|c| c.as_os_str().to_string_lossy().starts_with("tests"));
        let module = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .replace(".rs", "");
        if is_test || module == "lib" || module == "main" {
            continue;
        }
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!(
                "{} is in no module that ARROWS knows",
                inside.display()
            ));
            continue;
        };
        for name in named(&fs::read_to_string(&file).unwrap()) {
            if name != module
                && allowed.contains_key(name.as_str())
                && !may.contains(&name.as_str())
            {
                wrong.push(format!("{}: {module} -> {name}", inside.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that ARCHITECTURE.md does not have:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_arrows_have_no_circle() {
    let mut left: BTreeMap<_, BTreeSet<_>> = ARROWS
        .iter()
        .map(|(m, to)| (*m, to.iter().copied().collect()))
        .collect();
    while !left.is_empty() {
        let done: Vec<_> = left
            .iter()
            .filter(|(_, to)| to.is_empty())
            .map(|(m, _)| *m)
            .collect();
        assert!(!done.is_empty(), "a circle among {:?}", left.keys());
        for module in done {
            left.remove(module);
            for to in left.values_mut() {
                to.remove(module);
            }
        }
    }
}
