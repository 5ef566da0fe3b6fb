//! The queries that the page of help shows, with what each is for.

use crate::lang::{Lang, UiText};

/// A query to try.
#[derive(Debug, Clone)]
pub struct QueryExample {
    /// The query.
    pub query: &'static str,
    /// What it finds.
    pub about: UiText,
}

/// The examples in a language of the interface, from simple to rich.
pub fn query_examples(lang: Lang) -> Vec<QueryExample> {
    let rows = [
        ("ywd", "ywd", UiText::ExamplePinyin),
        (
            "(芯片｜光刻) -公告",
            "(xinpian | guangke) -gonggao",
            UiText::ExampleWords,
        ),
        ("\"算力\"", "\"AI\"", UiText::ExamplePhrase),
        (
            "is:red 今天 09:30..11:30",
            "is:red today 09:30..11:30",
            UiText::ExampleRed,
        ),
        ("涨停 近2小时", "zhangting last:2h", UiText::ExampleRecent),
        (
            "stock:ywd 本周",
            "stock:ywd this-week",
            UiText::ExampleStock,
        ),
        (
            "pct>=5 -is:column",
            "pct>=5 -is:column",
            UiText::ExamplePercent,
        ),
        ("amount>=10亿", "amount>=10亿", UiText::ExampleAmount),
        ("title:/\\d连板/", "title:/\\d连板/", UiText::ExampleRegex),
        ("is:revised", "is:revised", UiText::ExampleRevised),
    ];
    let example = |(chinese, english, about)| QueryExample {
        query: lang.pick(chinese, english),
        about,
    };
    rows.map(example).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Stamp;
    use crate::moment::TimeContext;
    use crate::query::{self, Watchlists};

    #[test]
    fn every_example_is_a_query() {
        for lang in [Lang::Chinese, Lang::English] {
            for QueryExample { query: example, .. } in query_examples(lang) {
                let query = query::parse(
                    example,
                    &TimeContext::at(Stamp::default()),
                    &Watchlists::default(),
                );
                let compiled = query.and_then(|query| query.compile());
                assert!(compiled.is_ok(), "{example}");
            }
        }
    }
}
