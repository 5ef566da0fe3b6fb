//! The fields of queries, from their table, with values by example.

use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::query::FIELDS;
use crate::text::sanitise_line;
use crate::ui::pages::page_line::PageLine;

/// The columns of a field's Chinese name and of its values.
const CHINESE: u16 = 11;
const VALUES: u16 = 19;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let heading = app.config.lang.text(UiText::FieldsHeading);
    let mut lines = PageLine::wrap(app, &heading, columns, Role::Label);
    for (nth, field) in (0..).zip(FIELDS) {
        let [english, chinese] = field.names();
        let signs = if field.is_ordered() { ": > <" } else { ":" };
        let line = PageLine::at(1, sanitise_line(english), Role::Key);
        let line = line.with(CHINESE, chinese, Role::Text);
        let values = format!("{signs}  {}", field.examples().join("  "));
        let room = usize::from(columns.saturating_sub(VALUES));
        let values = app.config.text_metrics.truncate(&values, room);
        lines.push(line.with(VALUES, &values, Role::Dim).of_entry(nth));
    }
    lines
}
