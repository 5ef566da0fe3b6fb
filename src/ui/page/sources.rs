//! The sources as the page of problems begins with them: how each is followed, when it was last
//! written to (whether its scraper lives), and how old the newest entry in it is (whether the wire does).

use super::PageLine;
use super::problems::set;
use crate::app::App;
use crate::config::theme::Role;
use crate::item::Stamp;
use crate::lang::{Lang, Say};
use crate::watch::{Source, SourceState};

/// What is told of each source, then of each file or folder that could not be read.
pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let sources = app.status.sources.iter().flat_map(|source| set(app, &told(app, source), columns, role(source)));
    let troubles = app.status.troubles.iter().flat_map(|trouble| {
        let cause = trouble.cause.message(app.config.lang);
        set(app, &format!("{}: {cause}", trouble.path.display()), columns, Role::Error)
    });
    sources.chain(troubles).collect()
}

const fn role(source: &Source) -> Role {
    match source.state {
        SourceState::Watching => Role::Text,
        SourceState::Polling(_) => Role::Warning,
        SourceState::Missing(_) => Role::Error,
    }
}

fn told(app: &App, source: &Source) -> String {
    let lang = app.config.lang;
    let state = match &source.state {
        SourceState::Watching => lang.say(Say::Watching),
        SourceState::Polling(cause) => lang.say(Say::PollingBecause { cause: cause.clone() }),
        SourceState::Missing(cause) => lang.say(Say::MissingBecause { cause: cause.clone() }),
    };
    let newest = newest(app, source).map(|stamp| {
        let at = stamp.time().format("%Y-%m-%d %H:%M").to_string();
        lang.say(Say::NewestEntry { at, age: age(lang, app.now, stamp) }).into_owned()
    });
    let written = source.written.map(|at| lang.say(Say::Written { age: age(lang, app.now, at) }).into_owned());
    let parts = [Some(source.path.display().to_string()), Some(state.into_owned()), written, newest];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// When the newest item went out of which a record stands in this source. Walks days until one has a dump of it.
fn newest(app: &App, source: &Source) -> Option<Stamp> {
    let mut days = app.timeline.days().iter().rev();
    let day = days.find(|day| day.dumps().iter().any(|dump| dump.path.starts_with(&source.path)))?;
    let mut items = day.items().rev();
    let newest = items.find(|item| item.places().iter().any(|place| place.path().starts_with(&source.path)))?;
    Some(newest.stamp())
}

/// How long ago a moment was, in the largest unit of which there are two at least.
fn age(lang: Lang, now: Stamp, then: Stamp) -> String {
    let minutes = now.minute().saturating_sub(then.minute());
    let say = match minutes {
        0..120 => Say::MinutesAgo { minutes },
        120..2880 => Say::HoursAgo { hours: minutes / 60 },
        2880.. => Say::DaysAgo { days: minutes / 1440 },
    };
    lang.say(say).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_a_unit_that_is_neither_coarse_nor_long() {
        let now = Stamp::from_unix(1_780_197_600).unwrap();
        let ago =
            |minutes: i64| age(Lang::Chinese, now, Stamp::from_unix(i64::from(now.unix()) - minutes * 60).unwrap());
        assert_eq!([0, 119, 120, 2879, 2880].map(ago), ["0 分钟前", "119 分钟前", "2 小时前", "47 小时前", "2 天前"]);
        assert_eq!(ago(-5), "0 分钟前", "clocks differ");
    }
}
