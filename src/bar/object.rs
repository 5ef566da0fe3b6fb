//! The line as a JSON object: what waybar reads, and numbers for scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::facts::{BarFacts, BarItem};
use super::format::BarFormat;
use super::line::BarStyle;

/// A JSON object with the line. `docs/bars.md` describes the fields; they never change their meaning.
#[derive(Debug, Serialize)]
pub struct BarObject<'a> {
    text: String,
    alt: &'static str,
    class: &'static str,
    tooltip: String,
    unseen: usize,
    red: usize,
    hits: usize,
    rules: BTreeMap<&'a str, usize>,
    today: usize,
    /// For how many minutes nothing came, if something should have.
    silent: Option<u32>,
    newest: Option<PrintedHeadline<'a>>,
    news: Option<PrintedHeadline<'a>>,
    hit: Option<PrintedHeadline<'a>>,
}

/// An item in the object.
#[derive(Debug, Serialize)]
struct PrintedHeadline<'a> {
    id: String,
    time: String,
    red: bool,
    headline: &'a str,
}

impl<'a> BarObject<'a> {
    /// Makes the object.
    pub fn new(format: &BarFormat, facts: &'a BarFacts, style: BarStyle) -> Self {
        let class = class(facts);
        let rules = facts.rules.iter();
        Self {
            text: format.line(facts, style),
            alt: class,
            class,
            tooltip: tooltip(facts),
            unseen: facts.unseen,
            red: facts.red,
            hits: facts.hits,
            rules: rules.map(|(name, hits)| (name.as_str(), *hits)).collect(),
            today: facts.today,
            silent: facts.silent_for,
            newest: facts.newest.as_ref().map(PrintedHeadline::new),
            news: facts.news.as_ref().map(PrintedHeadline::new),
            hit: facts.hit.as_ref().map(PrintedHeadline::new),
        }
    }
}

impl<'a> PrintedHeadline<'a> {
    fn new(item: &'a BarItem) -> Self {
        Self {
            id: item.id.to_string(),
            time: item.stamp.time().to_rfc3339(),
            red: item.is_red,
            headline: item.headline.as_str(),
        }
    }
}

/// What matters most, in a word for style sheets.
const fn class(facts: &BarFacts) -> &'static str {
    match facts {
        BarFacts {
            silent_for: Some(_),
            ..
        } => "silent",
        BarFacts { hits: 1.., .. } => "hit",
        BarFacts { red: 1.., .. } => "red",
        BarFacts { unseen: 1.., .. } => "new",
        BarFacts { .. } => "idle",
    }
}

/// The headlines that the line may have cut, a line each.
fn tooltip(facts: &BarFacts) -> String {
    let mut shown: Vec<&BarItem> = Vec::new();
    for item in [&facts.hit, &facts.news, &facts.newest]
        .into_iter()
        .flatten()
    {
        if !shown.contains(&item) {
            shown.push(item);
        }
    }
    let lines = shown.into_iter().map(|item| {
        let clock = item.stamp.time().format("%H:%M");
        format!("{clock} {}", item.headline)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::bar::{BarTarget, PLACEHOLDERS};
    use crate::config::docs::table_names;
    use crate::lang::Lang;
    use crate::text::TextMetrics;

    /// What describes lines and objects, with the heading of the table of placeholders.
    const DOCUMENTS: [(&str, &str); 2] = [
        (include_str!("../../docs/bars.md"), "## Format"),
        (include_str!("../../docs/bars.zh-CN.md"), "## 格式"),
    ];

    #[test]
    fn docs_have_every_field_of_the_object() {
        let facts = BarFacts::default();
        let style = BarStyle {
            target: BarTarget::Json,
            lang: Lang::English,
            text_metrics: TextMetrics::default(),
            columns: None,
        };
        let object = BarObject::new(&BarFormat::usual(Lang::English, false), &facts, style);
        let object = serde_json::to_value(object).unwrap();
        let fields: BTreeSet<_> = object.as_object().unwrap().keys().cloned().collect();
        for (document, _) in DOCUMENTS {
            let documented = table_names(document, "## JSON");
            assert_eq!(documented.into_iter().collect::<BTreeSet<_>>(), fields);
        }
    }

    #[test]
    fn docs_have_every_placeholder() {
        let names = PLACEHOLDERS.map(|(name, _)| format!("{{{name}}}"));
        for (document, heading) in DOCUMENTS {
            assert_eq!(table_names(document, heading), names);
        }
    }

    #[test]
    fn formats_of_the_docs_are_read() {
        for (document, _) in DOCUMENTS {
            let formats = document.split("--format ").skip(1);
            let formats = formats.filter_map(|rest| {
                let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
                rest.split(quote).nth(1)
            });
            let read = formats.map(|format| BarFormat::parse(format).unwrap());
            assert_eq!(read.count(), 2);
        }
    }
}
