//! Performs what the model wants done outside.

use std::io;
use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use super::alert_programs::AlertProgram;
use super::clock::{now, wait_until};
use super::exit_reason::ExitReason;
use super::failures::{cannot_start, failure_text};
use super::list_keeper::ListRequest;
use super::reader::Reader;
use super::request::Request;
use super::screen::Screen;
use super::written_files::{self, WrittenFile};
use crate::alert::AlertRun;
use crate::app::{self, Derived, Effect, Message, Notice, SearchKind};
use crate::item::{NewsDay, Stamp};
use crate::knowledge::KnowledgePart;
use crate::lang::UiText;
use crate::rules::{RuleRequest, RulesJob};
use crate::tally::Tally;
use crate::terminal::browser;
use crate::terminal::clipboard::{self, CopyOutcome};
use crate::terminal::program::ProgramError;
use crate::values::FieldValues;

impl Reader {
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::StartSearch(kind) => self.start_search(kind),
            Effect::RefreshSearch(kind, days) => self.refresh_search(kind, days),
            Effect::ResumeSearch(kind) => self.resume_search(kind),
            Effect::CancelSearch(kind) => self.workers.search(kind).cancel(),
            Effect::Copy(text, copied) => self.copy(&text, copied),
            Effect::OpenLink(link) => self.open_link(&link),
            Effect::Edit(path, line) => self.edit(&path, line),
            Effect::Derive(kind) => self.derive(kind),
            Effect::ReadRules => self.read_rules(),
            Effect::FindRuleHits => self.find_rule_hits(),
            Effect::RunProgram(run) => self.run_program(run),
            Effect::Ring { bell, notification } => self.ring(bell, notification.as_ref()),
            Effect::WriteRules(request) => self.write_rules(request),
            Effect::Remember(changes) => self.workers.keeper.change(changes),
            Effect::FindLostMarks => self.find_lost_marks(),
            Effect::ReadStories(day) => self.workers.keeper.request_stories(Some(day)),
            Effect::ReadLastStarred => self.workers.keeper.request_last_starred(),
            Effect::Save { name, text } => self.save(name, text),
            Effect::AddToList(addition) => self.workers.lists.send(ListRequest::Add(addition)),
            Effect::AddToListAgain(line) => self.workers.lists.send(ListRequest::AddAgain(line)),
            Effect::RemoveFromList(line) => self.workers.lists.send(ListRequest::Remove(line)),
            Effect::TakeOutOfList(removal) => {
                self.workers.lists.send(ListRequest::TakeOut(removal));
            }
            Effect::TakeOutAgain(lines) => {
                self.workers.lists.send(ListRequest::TakeOutAgain(lines));
            }
            Effect::PutBackInList(lines) => self.workers.lists.send(ListRequest::PutBack(lines)),
            Effect::KeepSession(session) => self.workers.keeper.set_session(session, self.app.now),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.redraw(),
            Effect::Quit => self.exit = Some(ExitReason::Quit),
            Effect::WakeAt(at) => self.wake_at(at),
        }
    }

    fn start_search(&mut self, kind: SearchKind) {
        let search = self.app.search(kind);
        if let Some(matcher) = search.matcher().cloned() {
            let (number, wider) = (search.pass().number(), search.wider().cloned());
            let knowledge = Arc::clone(&self.app.knowledge);
            let timeline = Arc::clone(&self.app.timeline);
            let worker = self.workers.search(kind);
            worker.start_pass(number, matcher, knowledge, timeline, wider);
        }
    }

    fn resume_search(&mut self, kind: SearchKind) {
        let number = self.app.search(kind).pass().number();
        self.workers.search(kind).resume(number);
    }

    fn refresh_search(&mut self, kind: SearchKind, days: Vec<NewsDay>) {
        let search = self.app.search(kind);
        if let Some(matcher) = search.matcher().cloned() {
            let number = search.pass().number();
            let knowledge = Arc::clone(&self.app.knowledge);
            let timeline = Arc::clone(&self.app.timeline);
            let worker = self.workers.search(kind);
            worker.refresh(number, matcher, knowledge, timeline, days);
        }
    }

    fn derive(&self, kind: Derived) {
        match kind {
            Derived::StockNames => self.learn_names(),
            Derived::FieldValues => self.collect_values(),
            Derived::Tally => self.count_examples(),
        }
    }

    fn learn_names(&self) {
        let timeline = Arc::clone(&self.app.timeline);
        self.workers.names.send(Box::new(move || timeline.dumps()));
    }

    fn collect_values(&self) {
        let timeline = Arc::clone(&self.app.timeline);
        let knowledge = Arc::clone(&self.app.knowledge);
        self.workers.survey.send(Box::new(move || {
            let values = FieldValues::collect(&timeline, knowledge.stock_names());
            Message::Knowledge(KnowledgePart::FieldValues(Arc::new(values)))
        }));
    }

    fn count_examples(&self) {
        let timeline = Arc::clone(&self.app.timeline);
        let knowledge = Arc::clone(&self.app.knowledge);
        let queries = self.app.example_matchers();
        self.workers.survey.send(Box::new(move || {
            Message::Tally(Tally::count(&timeline, &knowledge, queries))
        }));
    }

    fn read_rules(&self) {
        let reading = self.app.rules_reading();
        self.workers.rules.send(RulesJob::ReadAgain(reading));
    }

    fn write_rules(&self, request: RuleRequest) {
        let writing = self.app.rules_writing(request);
        self.workers.rules.send(RulesJob::Write(Box::new(writing)));
    }

    fn find_rule_hits(&self) {
        let search = self.app.rule_search();
        self.workers.rules.send(RulesJob::Find(search));
    }

    fn run_program(&mut self, run: AlertRun) {
        let AlertRun {
            rule,
            command,
            items,
        } = run;
        let program = command.first().cloned().unwrap_or_default();
        let has_thread = self.workers.programs.run(AlertProgram {
            rule: Arc::clone(&rule),
            command,
            items,
            timeline: Arc::clone(&self.app.timeline),
            knowledge: self.app.knowledge_with_marks(),
            rules: self.app.rules.hits().taught().clone(),
        });
        if !has_thread {
            let error = io::Error::from(io::ErrorKind::WouldBlock);
            let why = self.app.config.lang.text(cannot_start(&program, error));
            let why = Some(why.into_owned());
            self.update(Message::ProgramEnded { rule, why });
        }
    }

    fn copy(&mut self, text: &str, copied: UiText) {
        let tmux = std::env::var_os("TMUX").is_some();
        let report = self.report_failure("tmux");
        let (notice, is_error) = match clipboard::send(self.screen.writer(), text, tmux, report) {
            Ok(CopyOutcome::Sent) => (copied, false),
            Ok(CopyOutcome::NoThread(error)) => (cannot_start("tmux", error), true),
            Ok(CopyOutcome::TooLong) => {
                let longest = clipboard::MAX_BYTES;
                (UiText::CopyTooLong { longest }, true)
            }
            Err(_) => {
                self.exit = Some(ExitReason::TerminalGone);
                return;
            }
        };
        self.notify(notice, is_error);
    }

    fn open_link(&mut self, link: &str) {
        match browser::open_link(link, self.report_failure(link)) {
            Ok(()) => self.notify(UiText::LinkOpened, false),
            Err(error) => self.notify(failure_text(error, link), true),
        }
    }

    /// Shows the failure of a program beside the reader, which got this target.
    fn report_failure(
        &self,
        target: &str,
    ) -> impl FnOnce(ProgramError) + Clone + Send + use<> + 'static {
        let (requests, target) = (self.requests.clone(), target.to_owned());
        move |error| drop(requests.send(Request::ProgramFailed(failure_text(error, &target))))
    }

    fn find_lost_marks(&self) {
        let timeline = Arc::clone(&self.app.timeline);
        let knowledge = Arc::clone(&self.app.knowledge);
        self.workers.survey.send(Box::new(move || {
            Message::LostMarks(app::days_with_lost_marks(&timeline, knowledge.marks()))
        }));
    }

    fn save(&self, name: String, text: String) {
        let (lang, files) = (self.app.config.lang, Arc::clone(&self.saved));
        self.workers.survey.send(Box::new(move || {
            let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
            Message::Notice(match files.write(Path::new(""), &name, &text) {
                Ok(WrittenFile { name, is_renewed }) => {
                    let (file, folder) = (name, written_files::folder());
                    Notice::info(lang.text(if is_renewed {
                        UiText::SavedAgain { file, folder }
                    } else {
                        UiText::Saved { file, folder }
                    }))
                }
                Err(error) => {
                    let error = error.into();
                    Notice::error(lang.text(UiText::CannotSave { file: name, error }))
                }
            })
        }));
    }

    pub(super) fn redraw(&mut self) {
        self.drawn = None;
        self.with_screen(Screen::clear);
    }

    fn wake_at(&mut self, at: Stamp) {
        let at = Instant::now() + wait_until(at, now());
        self.wake_at = Some(self.wake_at.map_or(at, |earlier| earlier.min(at)));
    }
}
