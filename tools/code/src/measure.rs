//! Sizes, functions, types, tests and words of a checkout.

use std::collections::BTreeMap;
use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{ImplItem, ImplItemFn, Item, ItemFn, Macro, TraitItemFn};

use crate::source::{Checkout, SourceFile, attributes, is_test};
use crate::tokens::{CodeSize, comments};

/// The words that comments should do without: what the report calls a group, and its forms.
pub const WORDS: [(&str, &[&str]); 13] = [
    (
        "stand, stands, stood, standing",
        &["stand", "stands", "stood", "standing"],
    ),
    (
        "tell, tells, told, telling",
        &["tell", "tells", "told", "telling"],
    ),
    (
        "of/in/by/from/to which",
        &["of which", "in which", "by which", "from which", "to which"],
    ),
    ("be it", &["be it"]),
    ("so many", &["so many"]),
    ("what is", &["what is"]),
    ("asked", &["asked"]),
    ("meanwhile", &["meanwhile"]),
    ("is/are to be", &["is to be", "are to be"]),
    ("so that", &["so that"]),
    ("whoever, whatever", &["whoever", "whatever"]),
    ("else", &["else"]),
    ("what (any)", &["what"]),
];

/// Names that say nothing about what a function does.
const VAGUE_NAMES: [&str; 13] = [
    "of", "told", "take", "begin", "settle", "ask", "say", "strike", "mind", "see", "given",
    "tell", "stand",
];

/// A function or method: its name, file and lines from `fn` to its closing brace.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its file and line.
    pub place: String,
    /// Its lines.
    pub lines: usize,
}

/// What is measured of one checkout.
#[derive(Default)]
pub struct Measures {
    /// Product code by top-level module.
    pub modules: BTreeMap<String, CodeSize>,
    /// Product code in total.
    pub product: CodeSize,
    /// Test code in total: test files and test items of product files, benchmarks and tools.
    pub tests: CodeSize,
    /// Code lines of each product file.
    pub files: Vec<(String, usize)>,
    /// All functions of the product.
    pub functions: Vec<Function>,
    /// Where each type of the product is defined, by name.
    pub types: BTreeMap<String, Vec<String>>,
    /// Where each type of tests and benchmarks is defined, by name.
    pub test_types: BTreeMap<String, Vec<String>>,
    /// Tests: name and place.
    pub test_names: Vec<(String, String)>,
    /// The number of words in all comments.
    pub comment_words: usize,
    /// How often each group of [`WORDS`] occurs in comments.
    pub words: Vec<usize>,
    /// The characters of all comments, without white space.
    pub comment_characters: usize,
}

impl Measures {
    /// Measures every file of a checkout.
    pub fn new(checkout: &Checkout) -> Self {
        let mut measures = Self {
            words: vec![0; WORDS.len()],
            ..Self::default()
        };
        for file in &checkout.files {
            measures.add(file);
        }
        measures
            .test_names
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        measures
            .functions
            .sort_by_key(|function| std::cmp::Reverse(function.lines));
        measures
            .files
            .sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
        measures
    }

    fn add(&mut self, file: &SourceFile) {
        let mut reader = FileReader {
            file,
            measures: self,
            excluded: Vec::new(),
        };
        reader.visit_file(&file.syntax);
        let excluded = reader.excluded;
        let all = CodeSize::new(&file.text, &[]);
        let product = if file.is_test {
            CodeSize::default()
        } else {
            CodeSize::new(&file.text, &excluded)
        };
        self.product += product;
        self.tests += CodeSize {
            lines: all.lines - product.lines,
            characters: all.characters - product.characters,
            tokens: all.tokens - product.tokens,
        };
        if !file.is_test {
            let module = file
                .module()
                .first()
                .cloned()
                .unwrap_or_else(|| "lib".to_owned());
            *self.modules.entry(module).or_default() += product;
            self.files.push((file.path.clone(), product.lines));
        }
        self.count_words(&comments(&file.text));
    }

    fn count_words(&mut self, comments: &str) {
        self.comment_characters += comments.chars().filter(|c| !c.is_whitespace()).count();
        let words: Vec<String> = comments
            .split(|c: char| !c.is_ascii_alphabetic() && c != '\'')
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        self.comment_words += words.len();
        for (count, (_, forms)) in self.words.iter_mut().zip(WORDS) {
            *count += forms
                .iter()
                .map(|form| occurrences(&words, form))
                .sum::<usize>();
        }
    }

    /// How many functions of the product have each of the vague names.
    pub fn vague_functions(&self) -> usize {
        self.functions
            .iter()
            .filter(|function| VAGUE_NAMES.contains(&function.name.as_str()))
            .count()
    }

    /// The types that occur twice or more.
    pub fn repeated_types(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.types.iter().filter(|(_, places)| places.len() > 1)
    }

    /// The types of tests and benchmarks whose name another type of the checkout has as well.
    pub fn repeated_test_types(&self) -> impl Iterator<Item = (&String, Vec<&String>)> {
        let places = |name: &String| self.types.get(name).into_iter().flatten();
        let all = move |(name, tests): (&'_ String, &'_ Vec<String>)| {
            tests.len() + places(name).count() > 1
        };
        self.test_types
            .iter()
            .filter(move |entry| all(*entry))
            .map(move |(name, tests)| (name, tests.iter().chain(places(name)).collect()))
    }
}

fn occurrences(words: &[String], form: &str) -> usize {
    let form: Vec<&str> = form.split(' ').collect();
    words
        .windows(form.len())
        .filter(|window| window.iter().zip(&form).all(|(word, form)| word == form))
        .count()
}

/// The value below which `percent` of the values lie; the values are ordered.
pub fn percentile(ordered: &[usize], percent: usize) -> usize {
    ordered
        .get((ordered.len() * percent / 100).min(ordered.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0)
}

/// Collects functions, types and tests of one file, and the ranges of its test items.
struct FileReader<'a> {
    file: &'a SourceFile,
    measures: &'a mut Measures,
    excluded: Vec<Range<usize>>,
}

impl FileReader<'_> {
    fn is_in_test(&self, at: usize) -> bool {
        self.file.is_test || self.excluded.iter().any(|range| range.contains(&at))
    }

    fn add_function(&mut self, ident: &syn::Ident, from: proc_macro2::Span, to: proc_macro2::Span) {
        if !self.is_in_test(from.byte_range().start) {
            self.measures.functions.push(Function {
                name: ident.to_string(),
                place: format!("{}:{}", self.file.path, from.start().line),
                lines: to.end().line - from.start().line + 1,
            });
        }
    }

    fn add_type(&mut self, ident: &proc_macro2::Ident) {
        let is_in_test = self.is_in_test(ident.span().byte_range().start);
        let place = format!("{}:{}", self.file.path, ident.span().start().line);
        let types = if is_in_test {
            &mut self.measures.test_types
        } else {
            &mut self.measures.types
        };
        types.entry(ident.to_string()).or_default().push(place);
    }

    fn add_test(&mut self, ident: &proc_macro2::Ident) {
        let place = format!("{}:{}", self.file.path, ident.span().start().line);
        self.measures.test_names.push((ident.to_string(), place));
    }

    /// Adds tests and types that the tokens of a macro call define, such as those in `proptest!`.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut is_test = false;
        let mut last = String::new();
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    is_test |= last == "#" && group.stream().to_string() == "test";
                    self.read_tokens(group.stream());
                    last.clear();
                }
                TokenTree::Ident(ident) => {
                    match last.as_str() {
                        "fn" if std::mem::take(&mut is_test) => self.add_test(&ident),
                        "struct" | "enum" | "trait" => self.add_type(&ident),
                        _ => {}
                    }
                    last = ident.to_string();
                }
                TokenTree::Punct(punct) => last = punct.to_string(),
                TokenTree::Literal(_) => last.clear(),
            }
        }
    }
}

impl<'ast> Visit<'ast> for FileReader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test(attributes(item)) {
            self.excluded.push(item.span().byte_range());
        }
        match item {
            Item::Struct(it) => self.add_type(&it.ident),
            Item::Enum(it) => self.add_type(&it.ident),
            Item::Trait(it) => self.add_type(&it.ident),
            Item::Type(it) => self.add_type(&it.ident),
            Item::Union(it) => self.add_type(&it.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(it) => &it.attrs,
            ImplItem::Fn(it) => &it.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if is_test(attributes) {
            self.excluded.push(item.span().byte_range());
        }
        visit::visit_impl_item(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("test") || attribute.path().is_ident("rstest")
        }) {
            self.add_test(&item.sig.ident);
        }
        self.add_function(&item.sig.ident, item.sig.span(), item.block.span());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.add_function(&item.sig.ident, item.sig.span(), item.block.span());
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(body) = &item.default {
            self.add_function(&item.sig.ident, item.sig.span(), body.span());
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.read_tokens(call.tokens.clone());
    }
}
