//! What the model wants done outside.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{End, Reader, Request, now};
use crate::app::{Copied, Effect, Message, Notice, Search, SearchKind};
use crate::filter::{FilterPlan, FilterWorker};
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;
use crate::terminal::clipboard::{self, CopyOutcome};
use crate::terminal::program::ProgramError;
use crate::terminal::{browser, signals};

impl Reader {
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::StartSearch(kind) => self.start_search(kind),
            Effect::RefreshSearch(kind, days) => self.refresh_search(kind, days),
            Effect::CancelSearch(kind) => self.search_worker(kind).cancel(),
            Effect::Copy(what, text) => self.copy(what, &text),
            Effect::OpenLink(link) => self.open_link(&link),
            Effect::Edit(path, line) => self.edit(&path, line),
            Effect::LearnNames => self.learn_names(),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.redraw(),
            Effect::Quit => self.end = Some(End::Quit),
            Effect::WakeAt(at) => self.wake_at(at),
        }
    }

    /// A terminal that takes no more bytes ends the reader.
    fn or_gone(&mut self, what: impl FnOnce(&mut Self) -> io::Result<()>) {
        if what(self).is_err() {
            self.end = Some(End::Gone);
        }
    }

    pub(super) fn tell(&mut self, say: UiText, error: bool) {
        let text = self.app.config.lang.text(say).into_owned();
        self.update(Message::Notice(Notice { text, error }));
    }

    const fn search_worker(&mut self, kind: SearchKind) -> &mut FilterWorker {
        match kind {
            SearchKind::Filter => &mut self.filter,
            SearchKind::Find => &mut self.find,
        }
    }

    fn start_search(&mut self, kind: SearchKind) {
        let search = self.app.search(kind);
        if let Some(plan) = self.plan(search) {
            let (number, wider) = (search.pass().number(), search.wider().cloned());
            let timeline = Arc::clone(&self.app.timeline);
            self.search_worker(kind)
                .start_pass(number, plan, timeline, wider);
        }
    }

    fn refresh_search(&mut self, kind: SearchKind, days: Vec<NewsDay>) {
        let search = self.app.search(kind);
        if let Some(plan) = self.plan(search) {
            let number = search.pass().number();
            let timeline = Arc::clone(&self.app.timeline);
            self.search_worker(kind)
                .refresh(number, plan, timeline, days);
        }
    }

    fn plan(&self, search: &Search) -> Option<FilterPlan> {
        let matcher = search.matcher()?.clone();
        Some(FilterPlan::new(matcher, Arc::clone(&self.app.knowledge)))
    }

    fn learn_names(&mut self) {
        let timeline = Arc::clone(&self.app.timeline);
        self.names.send(Box::new(move || timeline.dumps()));
    }

    fn copy(&mut self, what: Copied, text: &str) {
        let lang = self.app.config.lang;
        let what = lang.text(name(what)).into_owned();
        let tmux = std::env::var_os("TMUX").is_some();
        match clipboard::send(self.screen.writer(), text, tmux) {
            Ok(CopyOutcome::Osc52) => self.tell(UiText::CopySent { what }, false),
            Ok(CopyOutcome::Osc52AndTmux) => self.tell(UiText::CopySentTmux { what }, false),
            Ok(CopyOutcome::TooLong) => self.tell(
                UiText::CopyTooLong {
                    longest: clipboard::MAX_BYTES,
                },
                true,
            ),
            Err(_) => self.end = Some(End::Gone),
        }
    }

    fn open_link(&mut self, link: &str) {
        let (asking, opened) = (self.asking.clone(), link.to_owned());
        let told = move |failure| drop(asking.send(Request::Failed(failed(failure, &opened))));
        match browser::open_link(link, told) {
            Ok(()) => self.tell(UiText::LinkOpened, false),
            Err(failure) => self.tell(failed(failure, link), true),
        }
    }

    pub(super) fn redraw(&mut self) {
        self.drawn = None;
        self.or_gone(|reader| reader.screen.clear());
    }

    pub(super) fn suspend(&mut self) {
        let mut stopped = false;
        if signals::can_suspend() {
            self.give_away();
            stopped = signals::suspend();
            self.take_back();
        }
        if !stopped {
            self.tell(UiText::CannotSuspend, true);
        }
    }

    /// Sets the terminal up again after somebody else had it, and looks at the files again: the machine may have slept.
    pub(super) fn resume(&mut self) {
        self.drawn = None;
        self.or_gone(|reader| reader.screen.come_back());
        self.feed.recheck();
    }

    fn wake_at(&mut self, at: Stamp) {
        let at = Instant::now() + wait(at, now());
        self.wake = Some(self.wake.map_or(at, |sooner| sooner.min(at)));
    }
}

/// How long to wait for a moment of the wall's clock. That one can go on while waiting stands still, as in a machine that sleeps,
/// and can be set: it is looked at again once a minute, should nobody else notice.
fn wait(at: Stamp, now: Stamp) -> Duration {
    Duration::from_secs(u64::from(at.unix().saturating_sub(now.unix())))
        .min(Duration::from_secs(60))
}

/// What is said of a program that did not open a link or a file.
pub(super) fn failed(failure: ProgramError, what: &str) -> UiText {
    match failure {
        ProgramError::NoWebLink => UiText::NoWebLink {
            link: what.to_owned(),
        },
        ProgramError::NotCopied { error } => UiText::CannotCopy {
            error: error.into(),
        },
        ProgramError::NotStarted { program, error } => UiText::CannotStart {
            program,
            error: error.into(),
        },
        ProgramError::Failed { program, status } => match status.code() {
            Some(code) => UiText::ProgramFailed { program, code },
            None => UiText::ProgramKilled { program },
        },
    }
}

const fn name(copied: Copied) -> UiText {
    match copied {
        Copied::Text => UiText::TheText,
        Copied::Title => UiText::TheTitle,
        Copied::Link => UiText::TheLink,
        Copied::Place => UiText::ThePlace,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wait_is_at_most_a_minute() {
        let at = |seconds: i64| Stamp::from_unix(1_780_000_000 + seconds).unwrap();
        assert_eq!(wait(at(20), at(0)), Duration::from_secs(20));
        assert_eq!(
            wait(at(3600), at(0)),
            Duration::from_secs(60),
            "a machine may sleep in between"
        );
        assert_eq!(wait(at(0), at(20)), Duration::ZERO, "the clock was set");
    }
}
