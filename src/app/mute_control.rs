//! `x` and `X`: rules that fold what an item belongs to.

use std::mem;

use super::muting::{MuteChoice, Muting, parse_span, spans};
use super::{App, Mode, PromptKind, PromptLine};
use crate::item::NewsDay;
use crate::lang::UiText;
use crate::rules::{RuleChange, RuleEdit};

impl App {
    /// Folds what the selected item belongs to, for today or for as long as the user says. What is folded already is not any more.
    pub(super) fn mute(&mut self, asks_time: bool) {
        let Some(index) = self.list.selected_index() else {
            return self.inform(UiText::NoSelection);
        };
        let folding = self.list.rules_at(index);
        if !folding.is_empty() && !asks_time {
            let names = self.names_of_rules(&folding);
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            return self.end_mutes(&names);
        }
        let Some(item) = self.list.visible().item(index) else {
            return;
        };
        let (mut choices, is_obvious) = self.mute_choices(item);
        if choices.is_empty() {
            return self.inform(UiText::NothingToMute);
        }
        if is_obvious {
            choices.truncate(1);
        }
        self.choose_mute(Muting { choices, asks_time });
    }

    /// Asks what to mute, then for how long, as far as that is open.
    fn choose_mute(&mut self, muting: Muting) {
        match &muting.choices[..] {
            [] => {}
            [choice] if !muting.asks_time => {
                let choice = choice.clone();
                self.add_mute(&choice, Some(self.news_day()));
            }
            [_] => {
                let span = spans(self.config.lang).into_iter().nth(1);
                self.ask_mute(PromptKind::MuteTime, &span.unwrap_or_default(), muting);
            }
            [first, ..] => {
                let name = first.name.clone();
                self.ask_mute(PromptKind::Mute, &name, muting);
            }
        }
    }

    fn ask_mute(&mut self, kind: PromptKind, text: &str, muting: Muting) {
        let line = PromptLine::new(kind, text);
        self.open_prompt_with(line, |prompt| prompt.muting = muting);
    }

    /// Goes on with what was typed; something that the item does not belong to is an error.
    pub(super) fn accept_mute(&mut self, text: &str) {
        let Mode::Prompt(prompt) = &mut self.mode else {
            return;
        };
        let muting = &mut prompt.muting;
        muting.choices.retain(|choice| choice.name == text);
        if muting.choices.is_empty() {
            return self.refuse_line(text, UiText::ExpectedMute);
        }
        muting.choices.truncate(1);
        let muting = mem::take(muting);
        self.mode = Mode::Normal;
        self.choose_mute(muting);
    }

    /// Mutes for as long as was typed.
    pub(super) fn accept_mute_time(&mut self, text: &str) {
        let Some(until) = parse_span(text, self.news_day(), self.config.lang) else {
            return self.refuse_line(text, UiText::ExpectedSpan);
        };
        if let Mode::Prompt(prompt) = mem::take(&mut self.mode)
            && let [choice] = &prompt.muting.choices[..]
        {
            self.add_mute(choice, until);
        }
    }

    /// The news day at present.
    pub(super) fn news_day(&self) -> NewsDay {
        NewsDay::containing(self.now, self.config.settings.rollover)
    }

    /// Adds a rule, or lets the one with the same query last as long.
    fn add_mute(&mut self, choice: &MuteChoice, until: Option<NewsDay>) {
        self.change_rules(RuleChange::Mute {
            name: choice.name.clone(),
            query: choice.query.clone(),
            until,
        });
    }

    /// Ends the mutes that fold something.
    fn end_mutes(&mut self, names: &[String]) {
        match names {
            [name] => self.change_rules(RuleChange::Edit(RuleEdit::EndMute(name.clone()))),
            names => {
                let names = names.join(" · ");
                self.inform(UiText::SeveralMutes { names });
            }
        }
    }
}
