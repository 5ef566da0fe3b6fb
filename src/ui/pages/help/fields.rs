//! The fields of queries, from their table, with values by example.

use crate::action::{Action, Scope};
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::query::{FIELDS, Field, Suggestion};
use crate::text::sanitise_line;
use crate::ui::key_names::first_key;
use crate::ui::pages::page_line::PageLine;

/// How many of the values that occur in the dumps are shown.
const MAX_VALUES: usize = 8;
/// The columns of a field's Chinese name and of its values.
const CHINESE: u16 = 11;
const VALUES: u16 = 19;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let key = |scope, action| first_key(app, scope, action).unwrap_or_default();
    let heading = app.config.lang.text(UiText::FieldsHeading {
        filter: key(Scope::List, Action::Filter),
        open: key(Scope::Page, Action::Open),
    });
    let mut lines = PageLine::wrap(app, &heading, columns, Role::Label);
    for (nth, field) in (0..).zip(FIELDS) {
        let [english, chinese] = field.names();
        let signs = if field.is_ordered() { ": > <" } else { ":" };
        let line = PageLine::at(1, sanitise_line(english), Role::Key);
        let line = line.with(CHINESE, chinese, Role::Text);
        let values = format!("{signs}  {}", values(app, field).join("  "));
        let room = usize::from(columns.saturating_sub(VALUES));
        let values = app.config.text_metrics.truncate(&values, room);
        lines.push(line.with(VALUES, &values, Role::Dim).of_entry(nth));
    }
    lines
}

/// The most frequent values of a field, or examples where there are none.
fn values<'a>(app: &'a App, field: &Field) -> Vec<&'a str> {
    let knowledge = &app.knowledge;
    let found: Vec<&str> = match field.suggestion() {
        Suggestion::Found => {
            let values = knowledge.field_values().of(field).iter();
            values.take(MAX_VALUES).map(String::as_str).collect()
        }
        Suggestion::StockNames => {
            let names = knowledge.stock_names().known().iter();
            let names = names.take(MAX_VALUES);
            names.map(|name| name.stock.name.as_str()).collect()
        }
        Suggestion::ListNames => {
            let lists = knowledge.watchlists().all().iter();
            lists.take(MAX_VALUES).map(|list| list.name()).collect()
        }
        Suggestion::Nothing | Suggestion::Examples | Suggestion::Days => Vec::new(),
    };
    if found.is_empty() {
        field.examples(app.config.lang).to_vec()
    } else {
        found
    }
}
