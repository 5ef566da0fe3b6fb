//! The page of rules: a table of all rules, and below it what the query of the selected one finds.
//!
//! ```text
//! 规则  一行 = 名字 + 查询 + 它做什么                  rules.toml · 改动即生效
//! 键 名字  查询                              视图  样子     未看 /  今 /   共
//! 1  全部                                    ✓                12 / 546 / 9318
//! 2  红    is:red                            ✓     整行        3 /  76 / 2364
//!
//! 查询  is:red                                        今 76 条 · 全部 2364 条
//! 20:26 红 央行：开展5000亿元买断式逆回购操作
//! ```

mod cells;
mod columns;
mod results;

use super::page_line::PageLine;
use crate::action::{Action, PageKind, Scope};
use crate::app::{App, RuleRow};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::key_names::first_key;
use crate::ui::rule_looks;
use columns::{RuleColumn, RuleColumns};
pub(in crate::ui) use results::counts as preview_counts;
pub(super) use results::{lines as result_lines, split};

/// The mark of a rule that is a view.
const VIEW: &str = "✓";
/// What stands for no unseen items.
const NONE: &str = "·";

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let rows = app.rule_rows();
    let table = RuleColumns::new(app, &rows, columns);
    let mut lines = vec![title(app, columns)];
    if let Some(errors) = app.rules.errors() {
        let why = errors.first_message(app.config.lang);
        let text = app.config.lang.text(app.wrong_rules_text(why));
        lines.extend(PageLine::wrap(app, &text, columns, Role::Error));
    }
    lines.push(headings(app, &table));
    for (entry, row) in (0..).zip(rows) {
        lines.push(row_line(app, &table, row).of_entry(entry));
    }
    if app.rules.set().is_empty() {
        let key = first_key(app, Scope::Rules, Action::NewRule).unwrap_or_default();
        let text = app.config.lang.text(UiText::NoRulesYet { key });
        lines.push(PageLine::default());
        lines.extend(PageLine::wrap(app, &text, columns, Role::Dim));
    }
    lines
}

/// What a row of the table is, and the file that has the rules.
fn title(app: &App, columns: u16) -> PageLine {
    let lang = app.config.lang;
    let title = PageKind::Rules.title(lang);
    let line = PageLine::new(title, Role::Title);
    let file = app.config.rules.path().and_then(|path| path.file_name());
    let file = file.map(|name| name.to_string_lossy().into_owned());
    let line = match file {
        Some(file) => {
            let text = lang.text(UiText::RulesTakeEffect { file });
            line.with_right(app, &text, Role::Dim, columns)
        }
        None => line,
    };
    let metrics = app.config.text_metrics;
    let about = lang.text(UiText::RulesAbout);
    let x = metrics.width(title) + 2;
    let end = line.pieces.get(1).map_or(columns, |(at, ..)| *at);
    if x + metrics.width(&about) + 2 > usize::from(end) {
        return line;
    }
    line.with(u16::try_from(x).unwrap_or(0), &about, Role::Dim)
}

fn headings(app: &App, table: &RuleColumns) -> PageLine {
    let mut line = PageLine::default();
    for column in RuleColumn::EACH {
        let text = column.heading(app);
        if let Some(at) = table.place(app, column, &text) {
            line = line.with(at, &text, Role::Dim);
        }
    }
    line
}

fn row_line(app: &App, table: &RuleColumns, row: RuleRow<'_>) -> PageLine {
    let lang = app.config.lang;
    let counts = app.row_counts(row);
    let key = app.digit_of(row).map(|key| key.to_string());
    let is_view = match row {
        RuleRow::Everything | RuleRow::Red => true,
        RuleRow::Rule(_, rule) => rule.options().view,
    };
    let unseen = match counts.unseen {
        0 => NONE.to_owned(),
        unseen => unseen.to_string(),
    };
    let cells = [
        (RuleColumn::Key, key.unwrap_or_default(), Role::Key),
        (RuleColumn::Name, row.name(lang).into_owned(), Role::Text),
        (RuleColumn::Query, row.source().into_owned(), Role::Text),
        (
            RuleColumn::View,
            if is_view { VIEW } else { "" }.to_owned(),
            Role::Text,
        ),
        (RuleColumn::Alert, cells::alerts(app, row), Role::Text),
        (RuleColumn::Mute, cells::mute(app, row), Role::Text),
        (RuleColumn::Unseen, unseen, unseen_role(counts.unseen)),
        (RuleColumn::Day, counts.on_newest_day.to_string(), Role::Dim),
        (RuleColumn::All, RuleColumn::number(counts.all), Role::Dim),
    ];
    let mut line = PageLine::default();
    for (column, text, role) in cells {
        let text = table.fit(app, column, &text);
        if let Some(at) = table.place(app, column, &text) {
            line = line.with(at, &text, role);
        }
    }
    for slash in table.slashes() {
        line = line.with(slash, "/", Role::Dim);
    }
    add_samples(app, table, row, &mut line);
    line
}

const fn unseen_role(unseen: usize) -> Role {
    if unseen == 0 { Role::Dim } else { Role::Fresh }
}

/// Shows how the items of a rule look.
fn add_samples(app: &App, table: &RuleColumns, row: RuleRow<'_>, line: &mut PageLine) {
    let Some(mut at) = table.place(app, RuleColumn::Look, "") else {
        return;
    };
    for (name, look) in cells::looks(app, row) {
        line.add_sample(at, &name, rule_looks::sample(app, look));
        let width = app.config.text_metrics.width(&name);
        at += u16::try_from(width).unwrap_or_default() + 1;
    }
}
