//! The dependencies, held against the rules of `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The platform of the tests. Crates of other platforms may be missing.
fn platform() -> String {
    let output = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    output
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap()
        .to_owned()
}

/// Runs cargo on the locked project and returns its output.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--locked", "--offline", "--all-features"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// All packages that are compiled into the program or its tests. `cargo metadata` also lists disabled optional ones,
/// so only those in `cargo tree` count.
fn packages() -> Vec<Value> {
    let tree = cargo(&[
        "tree",
        "--target",
        &platform(),
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let first_two = |line: &str| {
        Some(line.split(' ').take(2).collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty())
    };
    let used: BTreeSet<String> = tree.lines().filter_map(first_two).collect();
    let metadata = cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        &platform(),
    ]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let is_used = |package: &&Value| {
        used.contains(&format!(
            "{} v{}",
            text(package, "name"),
            text(package, "version")
        ))
    };
    let packages: Vec<_> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_used)
        .cloned()
        .collect();
    assert_eq!(
        packages.len(),
        used.len(),
        "cargo tree and cargo metadata agree"
    );
    packages
}

fn rules() -> toml::Table {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml"))
        .unwrap()
        .parse()
        .unwrap()
}

fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package[field].as_str().unwrap_or_default()
}

#[test]
fn every_licence_is_allowed() {
    let rules = rules();
    let allowed: BTreeSet<String> = rules["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l.as_str().unwrap().to_owned())
        .collect();
    let mut wrong = Vec::new();
    for package in packages() {
        let licence = text(&package, "license").replace('/', " OR ");
        let fits =
            spdx::Expression::parse_mode(&licence, spdx::ParseMode::LAX).is_ok_and(|expression| {
                expression.evaluate(|need| allowed.contains(&need.to_string()))
            });
        if !fits {
            wrong.push(format!(
                "{} {}: {licence:?}",
                text(&package, "name"),
                text(&package, "version")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "licences that deny.toml does not allow:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn no_banned_crate_is_used() {
    let rules = rules();
    let banned: BTreeSet<&str> = rules["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ban| ban["crate"].as_str().unwrap())
        .collect();
    assert!(
        banned.contains("tokio"),
        "deny.toml no longer bans network crates"
    );
    let found: Vec<_> = packages()
        .into_iter()
        .filter(|p| banned.contains(text(p, "name")))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_crate_comes_from_one_registry() {
    let sources: BTreeSet<String> = packages()
        .iter()
        .filter(|package| !["dianbao", "code"].contains(&text(package, "name")))
        .map(|package| text(package, "source").to_owned())
        .collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(
        sources.iter().all(|source| source.starts_with("registry+")),
        "{sources:?}"
    );
}

/// Parses the `skip` list: `nix@0.28` becomes the crate and the start of its version.
fn skipped(rules: &toml::Table) -> Vec<(String, String)> {
    let skipped = rules["bans"]["skip"].as_array().unwrap().iter();
    skipped
        .map(|skip| skip["crate"].as_str().unwrap().split_once('@').unwrap())
        .map(|(name, version)| (name.to_owned(), format!("{version}.")))
        .collect()
}

#[test]
fn only_skipped_crates_have_two_versions() {
    let skipped = skipped(&rules());
    let is = |skip: &(String, String), name: &str, version: &str| {
        skip.0 == name && version.starts_with(&skip.1)
    };
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        let (name, version) = (text(&package, "name"), text(&package, "version"));
        if !skipped.iter().any(|skip| is(skip, name, version)) {
            versions
                .entry(name.to_owned())
                .or_default()
                .insert(version.to_owned());
        }
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "two versions: {versions:?}");
    let locked: toml::Table =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"))
            .unwrap()
            .parse()
            .unwrap();
    let known = |field: &toml::Value, name: &str| field[name].as_str().unwrap().to_owned();
    let locked: Vec<_> = locked["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (known(p, "name"), known(p, "version")))
        .collect();
    let gone: Vec<_> = skipped
        .iter()
        .filter(|skip| !locked.iter().any(|(name, version)| is(skip, name, version)))
        .collect();
    assert!(gone.is_empty(), "deny.toml still skips {gone:?}");
}
