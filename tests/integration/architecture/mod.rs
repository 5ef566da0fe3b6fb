//! The rules of the code, held against the graph of its files that `tools/code` draws: modules name only those below
//! them, no files name each other in a circle, and names are short and unique.

mod resolver;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use code::graph::Graph;
use code::measure::Measures;
use code::source::Checkout;

/// The longest name a test may have, in characters.
const MAX_TEST_NAME: usize = 45;

/// The table of modules: each one, and those it may name. A module may always name itself.
const MODULES: &str = include_str!("../../../ARCHITECTURE.md");

/// The arrows from each module to those that it may name, as ARCHITECTURE.md lists them.
fn arrows() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let (_, rest) = MODULES.split_once("<!-- modules -->").unwrap();
    let (table, _) = rest.split_once("<!-- end of modules -->").unwrap();
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, module, _, below, _] = cells[..] else {
            panic!("a row has three cells: {line}");
        };
        let below = below.split(", ").filter(|name| *name != "–");
        (module.trim_matches('`'), below.collect())
    };
    table.trim().lines().skip(2).map(row).collect()
}

fn checkout() -> Checkout {
    Checkout::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The graph of this checkout, drawn once.
fn graph() -> &'static Graph {
    static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::new(&checkout()));
    &GRAPH
}

/// What is measured of this checkout.
fn measures() -> &'static Measures {
    static MEASURES: LazyLock<Measures> = LazyLock::new(|| Measures::new(&checkout()));
    &MEASURES
}

/// The top-level module of a file: `app` for `src/app/mod.rs` and `run` for `src/run.rs`.
fn module_of(file: &str) -> &str {
    let inside = file.trim_start_matches("src/").trim_end_matches(".rs");
    inside.split('/').next().unwrap()
}

/// For each file the modules that its paths pass through, and those that define what it names.
fn named_modules(graph: &Graph) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut named: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, passes) in &graph.passes {
        named
            .entry(file)
            .or_default()
            .extend(passes.iter().map(String::as_str));
    }
    for (from, to) in graph.edges.keys() {
        named.entry(from).or_default().insert(module_of(to));
    }
    named
}

#[test]
fn modules_name_only_those_below() {
    let graph = graph();
    let allowed = arrows();
    let mut wrong = Vec::new();
    for (file, modules) in named_modules(graph) {
        let module = module_of(file);
        if module == "lib" {
            continue;
        }
        let Some(may) = allowed.get(module) else {
            wrong.push(format!("{file}: ARCHITECTURE.md has no row for {module}"));
            continue;
        };
        let others = modules
            .iter()
            .filter(|other| **other != module && !may.contains(*other));
        wrong.extend(others.map(|other| format!("{file}: {module} -> {other}")));
    }
    assert!(
        wrong.is_empty(),
        "arrows that ARCHITECTURE.md does not list:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_arrow_is_used() {
    let graph = graph();
    let named: BTreeSet<(&str, &str)> = named_modules(graph)
        .into_iter()
        .flat_map(|(file, modules)| modules.into_iter().map(move |to| (module_of(file), to)))
        .collect();
    let mut unused = arrows();
    for (from, below) in &mut unused {
        below.retain(|to| !named.contains(&(*from, *to)));
    }
    unused.retain(|_, below| !below.is_empty());
    assert!(unused.is_empty(), "arrows that no file needs: {unused:?}");
}

#[test]
fn module_arrows_form_no_circle() {
    let mut left = arrows();
    while !left.is_empty() {
        let lowest: Vec<_> = left
            .iter()
            .filter(|(_, to)| to.is_empty())
            .map(|(module, _)| *module)
            .collect();
        assert!(!lowest.is_empty(), "a circle among {:?}", left.keys());
        for module in lowest {
            left.remove(module);
            for to in left.values_mut() {
                to.remove(module);
            }
        }
    }
}

#[test]
fn files_form_no_circle() {
    let graph = graph();
    let circles = graph.circles();
    let described: Vec<String> = circles
        .iter()
        .map(|circle| graph.describe(circle))
        .collect();
    assert!(
        circles.is_empty(),
        "files name each other in a circle:\n{}",
        described.join("\n")
    );
}

#[test]
fn test_names_are_short() {
    let measures = measures();
    let long: Vec<_> = measures
        .test_names
        .iter()
        .filter(|(name, _)| name.chars().count() > MAX_TEST_NAME)
        .collect();
    assert!(
        long.is_empty(),
        "tests of more than {MAX_TEST_NAME} characters: {long:#?}"
    );
}

#[test]
fn type_names_are_unique() {
    let measures = measures();
    let repeated: Vec<_> = measures.repeated_types().collect();
    assert!(repeated.is_empty(), "types of one name: {repeated:#?}");
}
