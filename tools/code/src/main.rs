//! Prints what is measured of one or more checkouts side by side, then the details of the last.
//!
//! `cargo run -p code` measures the checkout it is run in; `cargo run -p code -- OLD .` puts an older one beside it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use code::graph::Graph;
use code::measure::{Measures, WORDS, percentile};
use code::source::Checkout;

/// The longest name a test may have, in characters.
const MAX_TEST_NAME: usize = 45;

/// How many of the longest files and functions are listed.
const LISTED: usize = 10;

/// One checkout and what is known of it.
struct Column {
    name: String,
    measures: Measures,
    graph: Graph,
}

impl Column {
    fn new(root: &Path) -> Result<Self> {
        let checkout = Checkout::read(root)?;
        Ok(Self {
            name: root.display().to_string(),
            measures: Measures::new(&checkout),
            graph: Graph::new(&checkout),
        })
    }

    /// A percentile of the lines of functions.
    fn function_lines(&self, percent: usize) -> String {
        let mut lines: Vec<usize> = self
            .measures
            .functions
            .iter()
            .map(|function| function.lines)
            .collect();
        lines.sort_unstable();
        percentile(&lines, percent).to_string()
    }

    /// A percentile of the lengths of test names.
    fn test_name_length(&self, percent: usize) -> String {
        let mut lengths: Vec<usize> = self
            .measures
            .test_names
            .iter()
            .map(|(name, _)| name.chars().count())
            .collect();
        lengths.sort_unstable();
        percentile(&lengths, percent).to_string()
    }

    /// How often a group of words occurs in 1,000 words of comments.
    fn per_thousand(&self, group: usize) -> String {
        let hundredths = self.measures.words[group] * 100_000 / self.measures.comment_words.max(1);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// Lays out one table: a label, and a value for each checkout.
struct Table<'a> {
    columns: &'a [Column],
    text: String,
}

impl Table<'_> {
    fn row(&mut self, label: &str, value: impl Fn(&Column) -> String) {
        let _ = write!(self.text, "{label:<44}");
        for column in self.columns {
            let _ = write!(self.text, " {:>16}", value(column));
        }
        self.text.push('\n');
    }
}

fn table(columns: &[Column]) -> String {
    let mut table = Table {
        columns,
        text: String::new(),
    };
    table.row("", |column| column.name.clone());
    table.row("product lines", |it| it.measures.product.lines.to_string());
    table.row("product characters", |it| {
        it.measures.product.characters.to_string()
    });
    table.row("product tokens", |it| {
        it.measures.product.tokens.to_string()
    });
    table.row("product files", |it| it.measures.files.len().to_string());
    table.row("test and benchmark characters", |it| {
        it.measures.tests.characters.to_string()
    });
    table.row("comment characters", |it| {
        it.measures.comment_characters.to_string()
    });
    table.row("comment words", |it| it.measures.comment_words.to_string());
    table.row("functions", |it| it.measures.functions.len().to_string());
    table.row("function lines, p50", |it| it.function_lines(50));
    table.row("function lines, p90", |it| it.function_lines(90));
    table.row("function lines, max", |it| it.function_lines(100));
    table.row("functions with a vague name", |it| {
        it.measures.vague_functions().to_string()
    });
    table.row("longest file, lines", |it| {
        it.measures
            .files
            .first()
            .map_or(0, |file| file.1)
            .to_string()
    });
    table.row("type names that occur twice or more", |it| {
        it.measures.repeated_types().count().to_string()
    });
    table.row("... with those of tests", |it| {
        it.measures.repeated_test_types().count().to_string()
    });
    table.row("tests", |it| it.measures.test_names.len().to_string());
    table.row("test names, p50", |it| it.test_name_length(50));
    table.row("test names, max", |it| it.test_name_length(100));
    table.row("test names over 45", |it| {
        long_tests(&it.measures).count().to_string()
    });
    table.row("circles of files", |it| {
        it.graph.circles().len().to_string()
    });
    table.row("files in circles", |it| {
        it.graph
            .circles()
            .iter()
            .map(BTreeSet::len)
            .sum::<usize>()
            .to_string()
    });
    table.text.push_str("\nper 1,000 words of comments\n");
    for (group, (label, _)) in WORDS.iter().enumerate() {
        table.row(label, |it| it.per_thousand(group));
    }
    table.text.push_str("\nproduct characters by module\n");
    let mut modules: Vec<&String> = columns
        .iter()
        .flat_map(|column| column.measures.modules.keys())
        .collect();
    modules.sort();
    modules.dedup();
    for module in modules {
        table.row(module, |it| {
            it.measures
                .modules
                .get(module)
                .map_or(String::from("-"), |size| size.characters.to_string())
        });
    }
    table.text
}

fn long_tests(measures: &Measures) -> impl Iterator<Item = &(String, String)> {
    measures
        .test_names
        .iter()
        .filter(|(name, _)| name.chars().count() > MAX_TEST_NAME)
}

fn details(column: &Column) -> String {
    let measures = &column.measures;
    let mut text = String::from("\nlongest functions\n");
    for function in measures.functions.iter().take(LISTED) {
        let _ = writeln!(
            text,
            "  {:>4} {} {}",
            function.lines, function.name, function.place
        );
    }
    text.push_str("\nlongest files\n");
    for (path, lines) in measures.files.iter().take(LISTED) {
        let _ = writeln!(text, "  {lines:>4} {path}");
    }
    text.push_str("\ntype names that occur twice or more\n");
    for (name, places) in measures.repeated_types() {
        let _ = writeln!(text, "  {name}: {}", places.join(" "));
    }
    text.push_str("\ntype names of tests that occur twice or more\n");
    for (name, places) in measures.repeated_test_types() {
        let places: Vec<&str> = places.into_iter().map(String::as_str).collect();
        let _ = writeln!(text, "  {name}: {}", places.join(" "));
    }
    text.push_str("\ntest names over 45 characters\n");
    for (name, place) in long_tests(measures) {
        let _ = writeln!(text, "  {:>4} {place} {name}", name.chars().count());
    }
    for circle in column.graph.circles() {
        let _ = writeln!(text, "\ncircle of {} files", circle.len());
        text.push_str(&column.graph.describe(&circle));
    }
    text
}

fn main() -> Result<()> {
    let mut roots: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if roots.is_empty() {
        roots.push(PathBuf::from("."));
    }
    let columns: Vec<Column> = roots
        .iter()
        .map(|root| Column::new(root))
        .collect::<Result<_>>()?;
    let mut report = table(&columns);
    if let Some(last) = columns.last() {
        report.push_str(&details(last));
    }
    std::io::stdout().write_all(report.as_bytes())?;
    Ok(())
}
