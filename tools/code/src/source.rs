//! The Rust files of a checkout, parsed, each marked as product code or as a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use syn::{Attribute, Item, Meta};

/// The folders of a checkout that hold its Rust files.
const FOLDERS: [&str; 5] = ["src", "tests", "benches", "examples", "tools"];

/// One parsed file.
pub struct SourceFile {
    /// The path within the checkout, such as `src/app/mod.rs`.
    pub path: String,
    /// The text.
    pub text: String,
    /// The syntax tree.
    pub syntax: syn::File,
    /// True if the whole file is test code: outside `src`, under a `tests` module, or behind `#[cfg(test)] mod`.
    pub is_test: bool,
}

impl SourceFile {
    /// The module path of a file under `src`: `src/app/mod.rs` and `src/app.rs` are both `["app"]`, `src/lib.rs` is `[]`.
    pub fn module(&self) -> Vec<String> {
        module_of(&self.path)
    }
}

/// All Rust files of a checkout, ordered by path.
pub struct Checkout {
    /// The files.
    pub files: Vec<SourceFile>,
}

impl Checkout {
    /// Reads and parses every Rust file below `root`.
    ///
    /// # Errors
    /// A folder or file that cannot be read or parsed.
    pub fn read(root: &Path) -> Result<Self> {
        let mut texts = Vec::new();
        for folder in FOLDERS {
            let folder = root.join(folder);
            if folder.is_dir() {
                collect(root, &folder, &mut texts)?;
            }
        }
        Self::parse(texts)
    }

    /// Parses files that are given as path and text.
    ///
    /// # Errors
    /// A text that does not parse; the error names its path.
    pub fn parse(texts: Vec<(String, String)>) -> Result<Self> {
        let mut files = Vec::new();
        for (path, text) in texts {
            let syntax = syn::parse_file(&text).with_context(|| path.clone())?;
            files.push(SourceFile {
                is_test: is_test_path(&path),
                path,
                text,
                syntax,
            });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        mark_test_modules(&mut files);
        Ok(Self { files })
    }

    /// The files of the product.
    pub fn product(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| !file.is_test)
    }
}

fn collect(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("target") {
                collect(root, &path, texts)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let inside = path.strip_prefix(root).unwrap_or(&path);
            texts.push((inside.to_string_lossy().into_owned(), text));
        }
    }
    Ok(())
}

fn is_test_path(path: &str) -> bool {
    !path.starts_with("src/")
        || path
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs")
}

fn module_of(path: &str) -> Vec<String> {
    let inside = path
        .strip_prefix("src/")
        .unwrap_or(path)
        .trim_end_matches(".rs");
    let mut module: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod") || inside == "lib" {
        module.pop();
    }
    module
}

/// Marks the files behind `#[cfg(test)] mod name;`, and the files below them.
fn mark_test_modules(files: &mut [SourceFile]) {
    let tests: BTreeSet<Vec<String>> = files
        .iter()
        .flat_map(|file| {
            let module = file.module();
            test_modules(&file.syntax.items).map(move |name| [module.clone(), vec![name]].concat())
        })
        .collect();
    for file in files {
        let module = file.module();
        file.is_test |= (1..=module.len()).any(|depth| tests.contains(&module[..depth]));
    }
}

fn test_modules(items: &[Item]) -> impl Iterator<Item = String> {
    items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && is_test(&module.attrs) => {
            Some(module.ident.to_string())
        }
        _ => None,
    })
}

/// True if these attributes compile an item for tests only: `#[test]`, `#[rstest]` or `#[cfg(test)]`.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test") || path.is_ident("rstest"),
        Meta::List(list) if list.path.is_ident("cfg") => {
            is_test_condition(&list.tokens.to_string())
        }
        Meta::List(_) | Meta::NameValue(_) => false,
    })
}

fn is_test_condition(condition: &str) -> bool {
    let mut words = condition.split(|c: char| !c.is_alphanumeric() && c != '_');
    let is_narrow = !condition.contains("not") && !condition.contains("any");
    is_narrow && words.any(|word| word == "test")
}

/// The attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::ExternCrate(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::ForeignMod(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::TraitAlias(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Union(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}
