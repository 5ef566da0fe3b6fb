//! The user's rules that hit nothing in the whole archive: mostly their queries are wrong.

use std::path::Path;
use std::sync::Arc;

use crate::filter::FilterPlan;
use crate::headless::context::CommandContext;
use crate::headless::outcome::Reported;
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::names::NameLearner;
use crate::query::Matcher;
use crate::rules::{self, Rule, RuleSet};
use crate::state;
use crate::timeline::Timeline;

/// Returns a line for each rule that hits no item. Errors in the file of rules are printed.
pub(super) fn find(
    context: &CommandContext<'_>,
    timeline: &Timeline,
) -> Result<Vec<String>, Reported> {
    let file = &context.config.rules;
    let rules = context
        .with_time_context(context.now, timeline, |times| {
            rules::load(file, times, &context.watchlists)
        })
        .map_err(|errors| Reported::print(errors.message(context.config.lang)))?;
    let knowledge = knowledge(&rules, context, timeline)?;
    let unused = rules
        .rules()
        .iter()
        .filter(|rule| !hits_any(rule, &knowledge, timeline));
    let name = file.path().unwrap_or(Path::new("")).display();
    Ok(unused
        .map(|rule| {
            format!(
                "{name}: rule `{}`: no item matches; expected a query that finds some: {}",
                rule.name(),
                rule.query()
            )
        })
        .collect())
}

fn hits_any(rule: &Rule, knowledge: &Arc<Knowledge>, timeline: &Timeline) -> bool {
    let plan = FilterPlan::new(rule.matcher().clone(), Arc::clone(knowledge));
    let mut days = timeline.days().iter().rev();
    days.any(|day| !plan.search_day(day).is_empty())
}

/// What the rules read beside the items: names of stocks, which take long to learn, and stars and notes.
fn knowledge(
    rules: &RuleSet,
    context: &CommandContext<'_>,
    timeline: &Timeline,
) -> Result<Arc<Knowledge>, Reported> {
    let matchers = || rules.rules().iter().map(Rule::matcher);
    let mut knowledge = Arc::new(Knowledge::default());
    if matchers().any(Matcher::reads_marks) {
        let marks = state::read_marks(&context.state).map_err(Reported::print)?;
        knowledge = KnowledgePart::Marks(Arc::new(marks)).into();
    }
    if matchers().any(Matcher::reads_stock_names) {
        let mut learner = NameLearner::new(context.config.stocks.clone());
        knowledge = knowledge.with_names(learner.learn(&timeline.dumps()));
    }
    Ok(knowledge)
}
