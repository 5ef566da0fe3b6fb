//! What counts as an edge between two files, shown on small crates.

use code::graph::Graph;
use code::source::Checkout;

/// Draws the graph of files given as path below `src` and text; each edge as `from -> to: names`.
fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let edges = graph(files).edges.into_iter().map(|((from, to), names)| {
        let names: Vec<String> = names.into_iter().collect();
        format!("{from} -> {to}: {}", names.join(", "))
            .replace("src/", "")
            .replace(".rs", "")
    });
    edges.collect()
}

fn graph(files: &[(&str, &str)]) -> Graph {
    let files = [("lib.rs", "")].iter().chain(files);
    let files = files.map(|(path, text)| (format!("src/{path}"), (*text).to_owned()));
    Graph::new(&Checkout::parse(files.collect()).unwrap())
}

#[test]
fn imports_and_paths_lead_to_files() {
    let b = (
        "b.rs",
        "pub struct B; pub fn run() {} pub const MAX: u8 = 1;",
    );
    for naming in [
        "use crate::b::B;",
        "use crate::{b::{B}};",
        "use crate::b::B as Other;",
        "use super::b::B;",
        "use self::super::b::B;",
        "use crate::b; fn f(_: b::B) {}",
        "use crate::b::*; fn f(_: B) {}",
        "fn f(_: crate::b::B) {}",
        "fn f() -> Vec<Option<crate::b::B>> { Vec::new() }",
        "impl From<u8> for crate::b::B {}",
        "fn f() { let crate::b::B = x; }",
        "fn f() { crate::b::B::new(); }",
        "fn f() { use crate::b::B; }",
        "fn f() { println!(\"{}\", crate::b::B.name()); }",
        "macro_rules! m { () => { $crate::b::B } }",
    ] {
        assert_eq!(edges(&[("a.rs", naming), b]), ["a -> b: B"], "{naming}");
    }
    assert_eq!(
        edges(&[("a.rs", "use crate::b::{run, MAX};"), b]),
        ["a -> b: MAX, run"]
    );
}

#[test]
fn modules_and_tests_are_no_edges() {
    let b = ("b.rs", "pub struct B;");
    for harmless in [
        "mod b;",
        "use crate::b;",
        "use crate::b::*;",
        "pub use crate::b::B;",
        "pub(crate) use crate::b::B as Other;",
        "#[cfg(test)] use crate::b::B;",
        "#[cfg(test)] mod tests { use crate::b::B; }",
        "impl A { #[cfg(test)] fn f(_: crate::b::B) {} }",
        "/// [`crate::b::B`]\nstruct A;",
        "fn f() { x.crate_b(); \"crate::b::B\"; }",
        "fn f(_: std::b::B) {}",
        "use other::b::B; fn f(_: B) {}",
    ] {
        assert_eq!(edges(&[("a.rs", harmless), b]), [""; 0], "{harmless}");
    }
    let test_files = [
        ("a.rs", "#[cfg(test)] mod fixture;"),
        ("a/fixture.rs", "use crate::b::B;"),
        ("a/tests/c.rs", "use crate::b::B;"),
        b,
    ];
    assert_eq!(edges(&test_files), [""; 0]);
}

#[test]
fn re_exports_are_followed() {
    let chain = [
        ("a.rs", "use crate::b::Renamed;"),
        ("b/mod.rs", "mod c; pub use c::Middle as Renamed;"),
        ("b/c.rs", "mod d; pub use self::d::*;"),
        ("b/c/d.rs", "pub enum Middle { One }"),
    ];
    assert_eq!(edges(&chain), ["a -> b/c/d: Middle"]);
}

#[test]
fn parent_imports_reach_children() {
    let family = [
        ("a.rs", "mod child; use crate::b::B; struct Own;"),
        ("a/child.rs", "use super::*; fn f(_: B, _: Own) {}"),
        ("b.rs", "pub struct B;"),
    ];
    assert_eq!(
        edges(&family),
        ["a -> b: B", "a/child -> a: Own", "a/child -> b: B"]
    );
}

#[test]
fn associated_items_belong_to_the_type() {
    let files = [
        ("a.rs", "use crate::b::B; fn f() { B::new(); B::MAX; }"),
        ("b.rs", "pub struct B;"),
        ("c.rs", "impl crate::b::B { pub const MAX: u8 = 1; }"),
    ];
    assert_eq!(edges(&files), ["a -> b: B", "c -> b: B"]);
}

#[test]
fn variants_and_macro_types_are_found() {
    let variants = [
        ("a.rs", "use crate::b::Kind::*; fn f() { One; }"),
        ("b.rs", "pub enum Kind { One }"),
    ];
    assert_eq!(edges(&variants), ["a -> b: Kind"]);
    let table = [
        ("a.rs", "use crate::b::Table;"),
        ("b.rs", "rows! { Table { One } }"),
    ];
    assert_eq!(edges(&table), ["a -> b: Table"]);
}

#[test]
fn module_and_function_share_a_name() {
    let files = [
        ("a.rs", "use crate::b::update;"),
        ("b.rs", "mod update; pub use update::update;"),
        ("b/update.rs", "pub fn update() {}"),
    ];
    assert_eq!(edges(&files), ["a -> b/update: update"]);
}

#[test]
fn no_path_leads_through_a_function() {
    let files = [
        ("a.rs", "use crate::b; fn b() { b::spawn() }"),
        ("b.rs", "pub fn spawn() {}"),
    ];
    assert_eq!(edges(&files), ["a -> b: spawn"]);
}

#[test]
fn circles_are_found_with_their_edges() {
    let files = [
        ("a.rs", "pub struct A(crate::b::B);"),
        ("b.rs", "pub struct B(crate::c::C);"),
        ("c.rs", "pub struct C; use crate::a::A;"),
        ("d.rs", "use crate::a::A; pub struct D;"),
        ("e.rs", "use crate::d::D;"),
    ];
    let graph = graph(&files);
    let circles = graph.circles();
    assert_eq!(circles.len(), 1);
    let described =
        "  src/a.rs -> src/b.rs: B\n  src/b.rs -> src/c.rs: C\n  src/c.rs -> src/a.rs: A\n";
    assert_eq!(graph.describe(&circles[0]), described);
}

#[test]
fn paths_pass_through_modules() {
    let files = [
        ("a.rs", "use crate::b::C;"),
        ("b.rs", "pub use crate::c::C;"),
        ("c.rs", "pub struct C;"),
    ];
    let passes = &graph(&files).passes["src/a.rs"];
    assert!(passes.contains("b") && passes.contains("c"), "{passes:?}");
}
