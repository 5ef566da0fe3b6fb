//! Rules that were read, and what they hit.

use std::sync::Arc;

use super::{App, Effect, View};
use crate::config::ConfigErrors;
use crate::item::NewsDay;
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::lang::UiText;
use crate::rules::{
    RedView, RuleFinder, RuleRequest, RuleSearch, RuleSet, RulesNews, RulesReading, RulesWriting,
};

impl App {
    /// What the rules are to be searched in.
    pub fn rule_search(&self) -> RuleSearch {
        let rules = Arc::clone(self.rules_to_search());
        let knowledge = if rules.reads_marks() {
            self.knowledge_with_marks()
        } else {
            Arc::clone(&self.knowledge)
        };
        RuleSearch {
            rules,
            timeline: Arc::clone(&self.timeline),
            knowledge,
            older: self.older_days_in_view(),
            counts_all: self.sources.is_loaded(),
            number: self.rules.searches(),
        }
    }

    /// What reads the file of rules.
    pub fn rules_reading(&self) -> RulesReading {
        RulesReading {
            file: self.config.rules.clone(),
            now: self.archive_now().unwrap_or(self.now),
            rollover: self.config.settings.rollover,
            timeline: Arc::clone(&self.timeline),
            knowledge: Arc::clone(&self.knowledge),
        }
    }

    /// What writes a change into the file of rules.
    pub fn rules_writing(&self, request: RuleRequest) -> RulesWriting {
        let red = View::red(self.config.lang);
        RulesWriting {
            reading: self.rules_reading(),
            request,
            red: RedView {
                name: red.name.to_string(),
                query: red.query.to_string(),
                digit: red.key,
            },
            today: self.news_day(),
        }
    }

    /// The days in view, and beside them, that are older than the newest ones, if a rule changes how they look.
    fn older_days_in_view(&self) -> Vec<NewsDay> {
        if !(self.rules.set().has_styles() || self.rules.set().has_folds()) {
            return Vec::new();
        }
        let mut newest = self.timeline.days().iter().rev().take(RuleFinder::DAYS);
        let first = newest.next_back().map(|day| day.day());
        let selected = self.list.selected_key();
        let selected = selected.map(|key| key.day);
        let mut days = self.list.days_near_view();
        days.extend(selected);
        days.retain(|day| first.is_some_and(|first| *day < first));
        days.sort_unstable();
        days.dedup();
        let most = days.len().saturating_sub(RuleFinder::OLDER);
        days.split_off(most)
    }

    /// What is known, with what was seen by now. A rule that folds unseen items would lose them if these were none.
    pub fn knowledge_with_marks(&self) -> Arc<Knowledge> {
        let marks = self.marks_with(self.unseen.with_folded());
        let marks = KnowledgePart::Marks(Arc::new(marks));
        let knowledge = self.knowledge.with(marks);
        knowledge.unwrap_or_else(|| Arc::clone(&self.knowledge))
    }

    /// Takes over rules, or what they hit. False if the screen stays as it is.
    pub(super) fn receive_rules(&mut self, news: RulesNews) -> bool {
        match news {
            RulesNews::Read(read) => {
                let notice = self.change_to_say(&read);
                let is_new = self.put_rules_in_force(read);
                if let Some(notice) = notice {
                    self.inform(notice);
                }
                is_new
            }
            RulesNews::Written(written) => {
                self.receive_written(written);
                true
            }
            RulesNews::Found(hits) => {
                let had_folds = self.rules.folding().rules().has_folds();
                let former = self.rules.has_hits().then(|| self.rules.hits().clone());
                self.put_in_force(&hits);
                let is_taken = self.rules.take_hits(hits);
                if is_taken && (had_folds || self.rules.set().has_folds()) {
                    self.show_items(self.keep_on_news());
                }
                if is_taken {
                    self.fold_unseen();
                    self.settle_events(former.as_ref());
                    self.ring_if_due();
                    self.update_relative_rules();
                }
                is_taken
            }
            RulesNews::Counted(totals) => self.rules.take_totals(totals) && self.shows_rules(),
        }
    }

    /// Puts rules in force that were read. False if the screen stays as it is.
    pub(super) fn put_rules_in_force(&mut self, read: Result<Arc<RuleSet>, ConfigErrors>) -> bool {
        if self.renew_rule_times(&read) {
            return false;
        }
        let errors = read.as_ref().err().cloned();
        let had_folds = self.rules.folding().rules().has_folds();
        let selected = self.selected_rule_row();
        let selected = selected.map(|row| row.name(self.config.lang).into_owned());
        if let Ok(read) = &read {
            self.follow_renamed_rules(read);
        }
        self.rules.read(read);
        self.select_rule(selected.as_deref());
        self.renew_views();
        if had_folds {
            self.show_items(self.keep_on_news());
        }
        self.forget_unneeded_events();
        errors
            .into_iter()
            .for_each(|errors| self.say_wrong_rules(&errors));
        true
    }

    /// What another program did to the file that the user would not see: all rules are gone, or a file with errors is good again.
    fn change_to_say(&self, read: &Result<Arc<RuleSet>, ConfigErrors>) -> Option<UiText> {
        let rules = read.as_ref().ok()?.rules().len();
        if rules == 0 && !self.rules.set().is_empty() {
            return Some(UiText::RulesAreGone);
        }
        self.rules.errors()?;
        Some(UiText::RulesRead { rules })
    }

    /// Has the rules read with other watchlists.
    pub(super) fn read_rules_again(&mut self) {
        if !self.rules.set().is_empty() || self.rules.errors().is_some() {
            self.effects.push(Effect::ReadRules);
        }
    }

    /// Says why the file of rules was not read. The page of problems has all of its errors.
    fn say_wrong_rules(&mut self, errors: &ConfigErrors) {
        let why = errors.first_message(self.config.lang);
        self.warn(self.wrong_rules_text(why));
    }

    /// Says that the file of rules was not read, and why.
    pub fn wrong_rules_text(&self, why: String) -> UiText {
        if self.rules.set().is_empty() {
            UiText::RulesNotRead { why }
        } else {
            UiText::FormerRulesInForce { why }
        }
    }

    /// Requests the hits of the rules and counts them, if they may have changed. During the load, which changes old days all the
    /// time, only what the rules change on the screen waits for no end.
    pub(super) fn follow_rules(&mut self) {
        self.fold_unseen();
        let is_loaded = self.sources.is_loaded();
        let rules = self.rules.set();
        let changes_screen = rules.has_styles() || rules.has_folds();
        if rules.is_empty() || !is_loaded && (!changes_screen || self.timeline.is_empty()) {
            return;
        }
        let older = self.older_days_in_view();
        let (timeline, knowledge) = ((&*self.timeline, is_loaded), &self.knowledge);
        if self.rules.request(timeline, knowledge, &self.unseen, older) {
            self.effects.push(Effect::FindRuleHits);
        }
        if is_loaded {
            self.rules.count_unseen(&self.unseen);
        }
    }
}
