//! The hits of the filter by the kind of match: `名称 18 · 拼音 92`.

use crate::app::{App, MatchCounts, SearchKind};
use crate::lang::{Lang, UiText};
use crate::query::Matcher;

/// The counts of the filter's hits by the kind of match; `None` without a filter that reads letters as pinyin, and if all hits
/// hold the letters themselves.
pub(super) fn of_filter(app: &App) -> Option<String> {
    let filter = app.search(SearchKind::Filter);
    let reads_pinyin = filter.matcher().is_some_and(Matcher::reads_pinyin);
    let counts = filter.pass().counts();
    let is_mixed = reads_pinyin && app.is_filtered() && !counts.pinyin.is_empty();
    is_mixed.then(|| text(app.config.lang, counts))
}

/// Why the filter finds so little: a word of two letters is no pinyin of headlines. `None` if most hits hold the letters
/// themselves, as with `ai`.
pub(super) fn names_only(app: &App) -> Option<String> {
    let filter = app.search(SearchKind::Filter);
    let MatchCounts { all, pinyin } = filter.pass().counts();
    let word = filter.matcher()?.word_for_names()?.to_owned();
    let is_scarce = all <= 2 * pinyin.names;
    (app.is_filtered() && is_scarce).then(|| {
        let text = app.config.lang.text(UiText::NamesOnly { word });
        text.into_owned()
    })
}

/// Kinds without hits are left out.
fn text(lang: Lang, MatchCounts { all, pinyin }: MatchCounts) -> String {
    let literal = all.saturating_sub(pinyin.names + pinyin.readings);
    let parts = [
        (literal, UiText::LiteralHits { count: literal }),
        (
            pinyin.names,
            UiText::NameHits {
                count: pinyin.names,
            },
        ),
        (
            pinyin.readings,
            UiText::PinyinHits {
                count: pinyin.readings,
            },
        ),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(_, text)| lang.text(text)).collect();
    parts.join(" · ")
}
