//! Which file names an item of which other file, and the circles among them.
//!
//! A path counts for the file that defines its item, however many re-exports lie between: `pub use` is followed and is
//! itself no edge. A path to a module alone is none either. An associated item counts for the file of its type. Names
//! that reach a module through `use super::*` are found as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{Module, ModulePath, modules};
use crate::source::Checkout;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Module(ModulePath),
    Item { module: ModulePath, name: String },
}

/// The files of a crate and which of them names items of which other.
pub struct Graph {
    /// The paths of all product files under `src`.
    pub files: BTreeSet<String>,
    /// For each pair of files the names of the items that the first names and the second defines.
    pub edges: BTreeMap<(String, String), BTreeSet<String>>,
    /// For each file the top-level modules that its paths pass through.
    pub passes: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Resolves every path in the product files of a checkout.
    pub fn new(checkout: &Checkout) -> Self {
        let modules = modules(&checkout.files);
        let path_of = |module: &Module| checkout.files[module.file].path.clone();
        let mut graph = Self {
            files: modules.values().map(path_of).collect(),
            edges: BTreeMap::new(),
            passes: BTreeMap::new(),
        };
        for (from, module) in &modules {
            let file = path_of(module);
            for path in &module.references {
                let mut resolver = Resolver {
                    modules: &modules,
                    visited: BTreeSet::new(),
                    passes: BTreeSet::new(),
                };
                let target = resolver.resolve(from, path);
                graph
                    .passes
                    .entry(file.clone())
                    .or_default()
                    .append(&mut resolver.passes);
                if let Some(Target::Item { module, name }) = target {
                    let to = path_of(&modules[&module]);
                    if to != file {
                        graph
                            .edges
                            .entry((file.clone(), to))
                            .or_default()
                            .insert(name);
                    }
                }
            }
        }
        graph
    }

    /// The sets of files that reach each other, largest first.
    pub fn circles(&self) -> Vec<BTreeSet<String>> {
        let mut circles: Vec<BTreeSet<String>> = Vec::new();
        let reach: BTreeMap<&str, BTreeSet<&str>> = self
            .files
            .iter()
            .map(|file| (file.as_str(), self.reachable(file)))
            .collect();
        let mut placed = BTreeSet::new();
        for file in reach.keys().copied() {
            if reach[file].contains(file) && !placed.contains(file) {
                let circle: BTreeSet<&str> = reach[file]
                    .iter()
                    .copied()
                    .filter(|other| reach[other].contains(file))
                    .collect();
                placed.extend(circle.iter().copied());
                circles.push(circle.into_iter().map(str::to_owned).collect());
            }
        }
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }

    /// The files that a path of at least one edge leads to.
    fn reachable<'a>(&'a self, from: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(file) = open.pop() {
            for next in self.targets(file) {
                if reached.insert(next) {
                    open.push(next);
                }
            }
        }
        reached
    }

    /// The files that `file` names items of.
    fn targets<'a>(&'a self, file: &str) -> impl Iterator<Item = &'a str> {
        let start = (file.to_owned(), String::new());
        let file = file.to_owned();
        self.edges
            .range(start..)
            .map(|(pair, _)| pair)
            .take_while(move |pair| pair.0 == file)
            .map(|pair| pair.1.as_str())
    }

    /// The edges within a circle, one a line: `a.rs -> b.rs: Name, Other`.
    pub fn describe(&self, circle: &BTreeSet<String>) -> String {
        let is_inside =
            |pair: &(String, String)| circle.contains(&pair.0) && circle.contains(&pair.1);
        let lines =
            self.edges
                .iter()
                .filter(|(pair, _)| is_inside(pair))
                .map(|((from, to), names)| {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    let arrow = if self.edges.contains_key(&(to.clone(), from.clone())) {
                        "<->"
                    } else {
                        "->"
                    };
                    format!("  {from} {arrow} {to}: {}\n", names.join(", "))
                });
        lines.collect()
    }
}

/// Follows one path.
struct Resolver<'a> {
    modules: &'a BTreeMap<ModulePath, Module>,
    /// The names that were looked up, so that imports of each other end.
    visited: BTreeSet<(ModulePath, String)>,
    /// The top-level modules on the way.
    passes: BTreeSet<String>,
}

impl Resolver<'_> {
    /// Follows `path` as it is written in `module`. None if it leads out of the crate.
    fn resolve(&mut self, module: &ModulePath, path: &[String]) -> Option<Target> {
        let mut module = module.clone();
        let mut rest = path;
        while let Some((first, after)) = rest.split_first() {
            match first.as_str() {
                "crate" => module.clear(),
                "self" => {}
                "super" => {
                    module.pop()?;
                }
                _ => break,
            }
            rest = after;
        }
        self.walk(module, rest)
    }

    /// Follows `path` from a module down.
    fn walk(&mut self, module: ModulePath, path: &[String]) -> Option<Target> {
        let Some((name, rest)) = path.split_first() else {
            return Some(Target::Module(module));
        };
        self.passes.extend(module.first().cloned());
        let child = self.child(&module, name);
        if !rest.is_empty()
            && let Some(child) = &child
            && let Some(target) = self.walk(child.clone(), rest)
        {
            return Some(target);
        }
        match self.lookup(&module, name, rest.is_empty()) {
            Some(Target::Module(target)) => self.walk(target, rest),
            Some(item) => Some(item),
            None if rest.is_empty() => child.map(Target::Module),
            None => None,
        }
    }

    fn child(&self, module: &ModulePath, name: &str) -> Option<ModulePath> {
        let is_child = self.modules.get(module)?.children.contains(name);
        is_child.then(|| [module.as_slice(), &[name.to_owned()]].concat())
    }

    /// Looks a name up among what a module defines and imports; functions and constants only at the end of a path.
    fn lookup(&mut self, path: &ModulePath, name: &str, is_last: bool) -> Option<Target> {
        let module = self.modules.get(path)?;
        if !self.visited.insert((path.clone(), name.to_owned())) {
            return None;
        }
        let item = || Target::Item {
            module: path.clone(),
            name: name.to_owned(),
        };
        if module.types.contains_key(name) || is_last && module.values.contains(name) {
            return Some(item());
        }
        let mut is_imported = false;
        for (_, target) in module.imports.iter().filter(|import| import.0 == name) {
            is_imported = true;
            if let Some(target) = self.resolve(path, target) {
                return Some(target);
            }
        }
        if is_imported {
            return None;
        }
        let through_glob = module
            .globs
            .iter()
            .find_map(|glob| self.lookup_glob(path, glob, name));
        through_glob.or_else(|| module.generated.contains(name).then(item))
    }

    /// Looks a name up behind `use glob::*`: in a module, or among the variants of an enum.
    fn lookup_glob(&mut self, module: &ModulePath, glob: &[String], name: &str) -> Option<Target> {
        match self.resolve(module, glob)? {
            Target::Module(target) => self.walk(target, &[name.to_owned()]),
            Target::Item { module, name: item } => {
                let is_variant = self.modules[&module].types.get(&item)?.contains(name);
                is_variant.then_some(Target::Item { module, name: item })
            }
        }
    }
}
