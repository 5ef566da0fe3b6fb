//! What takes long to build for a line, kept for the next one: the names of stocks, and what searches for the query and the rules.

use std::sync::Arc;

use crate::config::Config;
use crate::headless::request::ItemRequest;
use crate::headless::select::ItemSelector;
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::names::NameLearner;
use crate::query::Query;
use crate::rules::{RuleSet, TaughtRules};
use crate::timeline::{Extent, Timeline};

/// The names and search tables of the last line.
#[derive(Default)]
pub(super) struct StatusTables {
    learner: Option<NameLearner>,
    /// The timeline that the names were learnt from.
    learnt_from: Extent,
    knowledge: Arc<Knowledge>,
    rules: TaughtRules,
    selector: Option<KeptSelector>,
}

/// A selector, and what it was built for. The bounds of a line are always the same.
struct KeptSelector {
    query: Option<Query>,
    /// The generation of the knowledge on which its hits depend.
    generation: u64,
    selector: ItemSelector,
}

impl StatusTables {
    /// What is known.
    pub(super) const fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// Takes over a part of the knowledge.
    pub(super) fn know(&mut self, part: KnowledgePart) {
        if let Some(knowledge) = self.knowledge.with(part) {
            self.knowledge = knowledge;
        }
    }

    /// Learns the names of stocks, unless they are those of this timeline.
    pub(super) fn learn_names(&mut self, config: &Config, timeline: &Timeline) {
        let extent = timeline.extent();
        if self.learner.is_some() && self.learnt_from == extent {
            return;
        }
        let learner = &mut self.learner;
        let learner = learner.get_or_insert_with(|| NameLearner::new(config.stocks.clone()));
        let names = learner.learn(&timeline.dumps());
        self.learnt_from = extent;
        self.know(KnowledgePart::StockNames(names));
    }

    /// Builds what searches for the rules, or returns the former search if it finds the same items.
    pub(super) fn rules(&mut self, rules: &Arc<RuleSet>) -> TaughtRules {
        let is_same = self.rules.rules().is_same(rules) && self.rules.knows_names(&self.knowledge);
        if is_same {
            self.rules.set_marks(&self.knowledge);
        } else {
            self.rules = TaughtRules::new(Arc::clone(rules), &self.knowledge);
        }
        self.rules.clone()
    }

    /// What selects the items of a request: the former selector if it selects the same.
    pub(super) fn selector(&mut self, request: &ItemRequest<'_>) -> ItemSelector {
        let (query, generation) = (request.query(), request.generation(&self.knowledge));
        let kept = self.selector.as_ref().filter(|kept| {
            kept.generation == generation
                && match (&kept.query, query) {
                    (Some(kept), Some(query)) => kept == query && kept.has_lists_of(query),
                    (kept, query) => kept.is_none() && query.is_none(),
                }
        });
        if let Some(kept) = kept {
            return kept.selector.clone();
        }
        let selector = request.selector(&self.knowledge);
        self.selector = Some(KeptSelector {
            query: query.cloned(),
            generation,
            selector: selector.clone(),
        });
        selector
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::item::{Stamp, Stock};
    use crate::moment::TimeContext;
    use crate::names::UserStock;
    use crate::query::{ListTerm, Watchlist, Watchlists};
    use crate::rules;

    /// The rules with this query, where the list has this word.
    fn rules(query: &str, word: &str) -> Arc<RuleSet> {
        let text = format!("[[rule]]\nname = '甲'\nquery = '{query}'\n");
        let list = Watchlist::new("自选.txt".to_owned(), vec![ListTerm::Word(word.to_owned())]);
        let lists = Watchlists::from_iter([list]);
        let times = TimeContext::at(Stamp::default());
        Arc::new(rules::parse("rules.toml", &text, &times, &lists).unwrap())
    }

    fn names(name: &str) -> KnowledgePart {
        let stock = Stock {
            name: name.to_owned(),
            code: "300123.SZ".to_owned(),
        };
        let aliases = Vec::new();
        let user = vec![UserStock { stock, aliases }];
        KnowledgePart::StockNames(NameLearner::new(user).learn(&[]))
    }

    /// What searches for the rules was built for each line.
    #[rstest]
    #[case::same(("立案", "云帆智造"), "云帆智造", true)]
    #[case::other_query(("停航", "云帆智造"), "云帆智造", false)]
    #[case::names_unread(("立案", "云帆智造"), "远山能源", true)]
    #[case::other_list(("in:自选", "远山能源"), "云帆智造", false)]
    #[case::other_names(("stock:300123", ""), "远山能源", false)]
    fn rules_are_kept_while_their_hits_are(
        #[case] later: (&str, &str),
        #[case] name: &str,
        #[case] is_kept: bool,
    ) {
        let mut tables = StatusTables::default();
        tables.know(names("云帆智造"));
        let before = match later.0 {
            "停航" => "立案",
            query => query,
        };
        let first = rules(before, "云帆智造");
        tables.rules(&first);
        tables.know(names(name));
        let taught = tables.rules(&rules(later.0, later.1));
        assert_eq!(Arc::ptr_eq(taught.rules(), &first), is_kept);
        assert!(Arc::ptr_eq(taught.knowledge(), tables.knowledge()));
    }
}
