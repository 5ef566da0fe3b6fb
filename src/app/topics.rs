//! What the selected item is about, as views: its stocks, and its themes.

use super::view::View;
use crate::dump::story::StoryParts;
use crate::item::Stock;
use crate::knowledge::Knowledge;
use crate::timeline::ItemRef;

/// The most characters before a colon that count as a theme: `央行：`.
const MAX_LEAD: usize = 12;

/// The stocks of an item, as views.
pub(super) fn stocks(item: ItemRef<'_>, knowledge: &Knowledge) -> Vec<View> {
    let (_, stocks) = stocks_of(item, knowledge);
    stocks.iter().filter_map(stock_view).collect()
}

/// The stocks of an item, those named first in its headline before the others, and how many of them the headline names.
pub(super) fn stocks_of(item: ItemRef<'_>, knowledge: &Knowledge) -> (usize, Vec<Stock>) {
    let story = item.story();
    let headline = story.headline();
    let names = knowledge.stock_names();
    let known: Vec<_> = names.hits(headline).collect();
    let place = |stock: &Stock| {
        let mut known = known.iter();
        let known = known.find(|(_, known)| known.stock.code == stock.code);
        let known = known.map(|(range, _)| range.start);
        known.into_iter().chain(headline.find(&stock.name)).min()
    };
    let mut all = item.stocks(names);
    all.sort_by_key(|stock| place(stock).unwrap_or(usize::MAX));
    let in_headline = all.iter().filter(|stock| place(stock).is_some());
    (in_headline.count(), all)
}

fn stock_view(stock: &Stock) -> Option<View> {
    let Stock { name, code } = stock;
    let key = if code.is_empty() { name } else { code };
    let title = if name.is_empty() { code } else { name };
    view(title, "stock:", key)
}

/// The themes of an item: its column, its topics, the words before a colon in its headline, and its source.
pub(super) fn themes(item: ItemRef<'_>) -> Vec<View> {
    let story = item.story();
    let column = story
        .column
        .and_then(|column| view(column, "column:", column));
    let topics = item.subjects().into_iter();
    let topics = topics.filter_map(|topic| view(topic, "subject:", topic));
    let lead = lead(&story).and_then(|lead| view(lead, "", lead));
    let source = story
        .source
        .and_then(|source| view(source, "source:", source));
    column
        .into_iter()
        .chain(topics)
        .chain(lead)
        .chain(source)
        .collect()
}

/// The words before the first colon of a headline.
pub(super) fn lead<'a>(story: &StoryParts<'a>) -> Option<&'a str> {
    let (_, headline) = story.column_and_headline();
    let (lead, _) = headline.split_once(['：', ':'])?;
    let is_short = lead.chars().count() <= MAX_LEAD;
    Some(lead.trim()).filter(|lead| is_short && !lead.is_empty())
}

/// The view of a value of a field, or of a text anywhere.
pub(super) fn view(name: &str, field: &str, value: &str) -> Option<View> {
    let value = value.replace('"', " ");
    (!value.trim().is_empty())
        .then(|| View::temporary(name, &format!("{field}\"{}\"", value.trim())))
}
