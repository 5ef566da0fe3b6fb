//! The work of threads, done at once.

use crate::app::{App, Derived, Effect, Message};
use crate::knowledge::KnowledgePart;
use crate::rules::{RuleCounter, RuleFinder, RuleRequest, RulesNews, RulesWritten};
use crate::tally::Tally;
use crate::values::FieldValues;

/// What a worker sends back, where that is the whole of its work.
pub(crate) fn worker_replies(app: &App, effect: &Effect) -> Vec<Message> {
    match effect {
        Effect::Derive(Derived::FieldValues) => {
            let values = FieldValues::collect(&app.timeline, app.knowledge.stock_names()).into();
            vec![Message::Knowledge(KnowledgePart::FieldValues(values))]
        }
        Effect::FindRuleHits => {
            let (mut finder, mut counter) = (RuleFinder::default(), RuleCounter::default());
            let search = app.rule_search();
            let hits = finder.find(&search);
            counter.follow(&search, &hits);
            while counter.count_some(finder.taught()) {}
            let news = [RulesNews::Found(hits), RulesNews::Counted(counter.totals())];
            news.map(Message::Rules).into()
        }
        Effect::Derive(Derived::Tally) => {
            let queries = app.example_matchers();
            let tally = Tally::count(&app.timeline, &app.knowledge, queries);
            vec![Message::Tally(tally)]
        }
        _ => Vec::new(),
    }
}

/// Writes a change into the text of a file of rules, as the worker does.
pub(crate) fn write_rules(app: &App, request: RuleRequest, file: &mut String) -> RulesWritten {
    let writing = app.rules_writing(request.clone());
    let outcome = writing.edit_text("rules.toml", file);
    let outcome = outcome.map(|(text, written)| {
        *file = text;
        written
    });
    RulesWritten { request, outcome }
}
