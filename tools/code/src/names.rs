//! The modules of a crate: what each defines, imports and names, outside of tests.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Field, ImplItem, Item, ItemUse, Macro, Meta, TraitItem, UseTree, Variant,
    VisRestricted, Visibility,
};

use crate::source::{SourceFile, attributes, is_test};

/// The path of a module: `["app", "update"]` for `crate::app::update`.
pub type ModulePath = Vec<String>;

/// One module: a file or an inline `mod`.
#[derive(Default, Debug)]
pub struct Module {
    /// The index of its file.
    pub file: usize,
    /// Its child modules.
    pub children: BTreeSet<String>,
    /// The types, traits and macros it defines; for an enum with the names of its variants.
    pub types: BTreeMap<String, BTreeSet<String>>,
    /// The functions, constants and statics it defines: no path leads through them.
    pub values: BTreeSet<String>,
    /// Names that item macros may define here: every identifier in their calls.
    pub generated: BTreeSet<String>,
    /// Its imports: the name here, and the path it has.
    pub imports: Vec<(String, Vec<String>)>,
    /// Paths of its glob imports.
    pub globs: Vec<Vec<String>>,
    /// Paths that its code names. Re-exports are not among them.
    pub references: BTreeSet<Vec<String>>,
}

/// Reads the modules of a crate from its product files under `src`. `src/main.rs` is another crate and left out.
pub fn modules(files: &[SourceFile]) -> BTreeMap<ModulePath, Module> {
    let mut modules = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        if !file.is_test && file.path != "src/main.rs" {
            let module = Module {
                file: index,
                ..Module::default()
            };
            let mut reader = ModuleReader {
                path: file.module(),
                module,
                inner: Vec::new(),
            };
            reader.visit_file(&file.syntax);
            modules.insert(reader.path, reader.module);
            modules.extend(reader.inner);
        }
    }
    let paths: Vec<ModulePath> = modules.keys().cloned().collect();
    for path in &paths {
        if let Some((name, parent)) = path.split_last()
            && let Some(parent) = modules.get_mut(parent)
        {
            parent.children.insert(name.clone());
        }
    }
    modules
}

/// Collects the names of one module.
struct ModuleReader {
    path: ModulePath,
    module: Module,
    /// The inline modules below it.
    inner: Vec<(ModulePath, Module)>,
}

impl ModuleReader {
    fn define(&mut self, item: &Item) {
        let module = &mut self.module;
        let (ident, is_value) = match item {
            Item::Const(it) => (&it.ident, true),
            Item::Fn(it) => (&it.sig.ident, true),
            Item::Static(it) => (&it.ident, true),
            Item::Enum(it) => (&it.ident, false),
            Item::Struct(it) => (&it.ident, false),
            Item::Trait(it) => (&it.ident, false),
            Item::TraitAlias(it) => (&it.ident, false),
            Item::Type(it) => (&it.ident, false),
            Item::Union(it) => (&it.ident, false),
            Item::Macro(it) => match &it.ident {
                Some(ident) => (ident, false),
                None => return identifiers(&it.mac.tokens, &mut module.generated),
            },
            _ => return,
        };
        if is_value {
            module.values.insert(ident.to_string());
        } else {
            module.types.insert(ident.to_string(), variants(item));
        }
    }

    /// Adds what a `use` imports. What is only re-exported is an import, but no reference.
    fn import(&mut self, tree: &UseTree, prefix: &[String], is_reexport: bool) {
        let mut path = prefix.to_vec();
        match tree {
            UseTree::Path(it) => {
                path.push(it.ident.to_string());
                return self.import(&it.tree, &path, is_reexport);
            }
            UseTree::Group(group) => {
                return group
                    .items
                    .iter()
                    .for_each(|tree| self.import(tree, prefix, is_reexport));
            }
            UseTree::Glob(_) => self.module.globs.push(path.clone()),
            UseTree::Name(it) if it.ident == "self" => {
                let name = path.last().cloned().unwrap_or_default();
                self.module.imports.push((name, path.clone()));
            }
            UseTree::Name(it) => {
                path.push(it.ident.to_string());
                self.module
                    .imports
                    .push((it.ident.to_string(), path.clone()));
            }
            UseTree::Rename(it) => {
                if it.ident != "self" {
                    path.push(it.ident.to_string());
                }
                self.module
                    .imports
                    .push((it.rename.to_string(), path.clone()));
            }
        }
        if !is_reexport {
            self.module.references.insert(path);
        }
    }
}

impl<'ast> Visit<'ast> for ModuleReader {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test(attributes(item)) {
            return;
        }
        if let Item::Mod(it) = item {
            if let Some((_, items)) = &it.content {
                let path = [self.path.clone(), vec![it.ident.to_string()]].concat();
                let module = Module {
                    file: self.module.file,
                    ..Module::default()
                };
                let mut reader = ModuleReader {
                    path,
                    module,
                    inner: Vec::new(),
                };
                items.iter().for_each(|item| reader.visit_item(item));
                self.inner.push((reader.path, reader.module));
                self.inner.append(&mut reader.inner);
            }
            return;
        }
        self.define(item);
        visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(it) => &it.attrs,
            ImplItem::Fn(it) => &it.attrs,
            ImplItem::Type(it) => &it.attrs,
            ImplItem::Macro(it) => &it.attrs,
            _ => return,
        };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes = match item {
            TraitItem::Const(it) => &it.attrs,
            TraitItem::Fn(it) => &it.attrs,
            TraitItem::Type(it) => &it.attrs,
            TraitItem::Macro(it) => &it.attrs,
            _ => return,
        };
        if !is_test(attributes) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if !is_test(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        if !is_test(&variant.attrs) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            paths_in(&list.tokens, &mut self.module.references);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        paths_in(&call.tokens, &mut self.module.references);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let segments = path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string());
            self.module.references.insert(segments.collect());
        }
        visit::visit_path(self, path);
    }
}

/// The names of an enum's variants.
fn variants(item: &Item) -> BTreeSet<String> {
    match item {
        Item::Enum(it) => it
            .variants
            .iter()
            .map(|variant| variant.ident.to_string())
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// Adds every identifier in `tokens`.
fn identifiers(tokens: &TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => identifiers(&group.stream(), found),
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Adds what looks like a path in `tokens`: `a`, `a::b`, `$crate::a`. What follows a dot is a field or method.
fn paths_in(tokens: &TokenStream, found: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    let mut is_after_dot = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) if colons == 2 && !path.is_empty() => {
                path.push(ident.to_string());
            }
            TokenTree::Ident(ident) => {
                found.insert(std::mem::take(&mut path));
                if !is_after_dot && colons == 0 {
                    path.push(ident.to_string());
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                colons += 1;
                continue;
            }
            TokenTree::Punct(punct) => {
                found.insert(std::mem::take(&mut path));
                is_after_dot = punct.as_char() == '.';
                colons = 0;
                continue;
            }
            TokenTree::Group(group) => {
                found.insert(std::mem::take(&mut path));
                paths_in(&group.stream(), found);
            }
            TokenTree::Literal(_) => {
                found.insert(std::mem::take(&mut path));
            }
        }
        colons = 0;
        is_after_dot = false;
    }
    found.insert(path);
    found.remove(&Vec::new());
}
