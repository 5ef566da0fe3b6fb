//! Takes the stories of the basket out of the reader: copies, and the file of the day.

use super::basket::BasketUse;
use super::export::{Copied, field_value, place, short_day};
use super::{App, Effect, story_headline};
use crate::config::copy_format::CopyField;
use crate::dump::story::StoryParts;
use crate::lang::UiText;
use crate::state::{KeptStory, Mark};
use crate::text::{MarkdownStory, sanitise, sanitise_line};

impl App {
    /// Copies the stories of the day as lines, or saves them, once they were read.
    pub(super) fn use_basket(&mut self, purpose: BasketUse) {
        if self.shows_basket() {
            return self.apply_basket(purpose);
        }
        self.load_basket();
        self.basket.pending = Some(purpose);
    }

    /// Does what the stories of the day were read for.
    pub(super) fn apply_basket(&mut self, purpose: BasketUse) {
        if self.basket.stories().len() == 0 {
            return self.inform(UiText::EmptyBasket);
        }
        match purpose {
            BasketUse::Copy => self.copy_basket(),
            BasketUse::Save => self.save_basket(),
        }
    }

    /// Copies a line for each story with its note, the oldest first.
    fn copy_basket(&mut self) {
        let stories = self.basket.stories().rev();
        let lines: Vec<String> = stories
            .map(|(story, mark)| {
                let line = self.copied_story(story, Copied::Title);
                let note = mark.note.as_ref();
                let note = note.map_or_else(String::new, |note| format!(" —— {}", note.text));
                sanitise_line(&format!("{line}{note}")).as_str().to_owned()
            })
            .collect();
        let items = lines.len();
        let copied = UiText::CopiedItems { items };
        self.effects.push(Effect::Copy(lines.join("\n"), copied));
    }

    /// A story as the setting for this part writes it.
    fn copied_story(&self, story: &KeptStory, part: Copied) -> String {
        if let Some(item) = self.item_of(story) {
            return self.copied(item, part);
        }
        let format = self.copy_format(part);
        let written = format.fill(|field| self.field_of_story(story, field));
        sanitise(&written).as_str().to_owned()
    }

    /// The part of a story that a placeholder names, if no dump has it any more.
    fn field_of_story(&self, story: &KeptStory, field: CopyField) -> String {
        match field {
            CopyField::Time => story.stamp.time().format("%H:%M").to_string(),
            CopyField::Day => short_day(story.stamp, self.now),
            CopyField::Date => story.stamp.time().format("%Y-%m-%d").to_string(),
            CopyField::Channel => String::new(),
            CopyField::Title => story_headline(story),
            CopyField::Text => story.text.trim().to_owned(),
            CopyField::Body => StoryParts::parse(&story.text).body.to_owned(),
            CopyField::Link => story.file.clone(),
        }
    }

    /// Saves each story with its text, its place and its note, in the same order.
    fn save_basket(&mut self) {
        let Some(day) = self.basket.day() else { return };
        let stories = self.basket.stories();
        let entries: String = stories
            .rev()
            .map(|(story, mark)| self.markdown_of(story, mark))
            .collect();
        let lang = self.config.lang;
        let heading = lang.text(UiText::ReviewOf {
            day: lang.date(day.date()),
        });
        let name = format!("{day}-{}.md", lang.text(UiText::Review));
        let text = format!("# {heading}\n\n{entries}");
        self.effects.push(Effect::Save { name, text });
    }

    fn markdown_of(&self, story: &KeptStory, mark: &Mark) -> String {
        let item = self.item_of(story);
        let channel = item.map(|item| field_value(item, CopyField::Channel, self.now));
        let place = item.map_or_else(|| story.file.clone(), place);
        let parts = StoryParts::parse(&story.text);
        let story = MarkdownStory {
            time: &self.field_of_story(story, CopyField::Time),
            channel: &channel.unwrap_or_default(),
            headline: parts.headline(),
            body: parts.below_headline(),
            place: &place,
            note: mark.note.as_ref().map(|note| &*note.text),
        };
        story.to_string()
    }

    /// The selected story of the basket and those below it, `count` in all, as the setting for a part writes them, and whether
    /// no dump has them any more.
    pub(super) fn copies_from_basket(&self, part: Copied, count: usize) -> Vec<(String, bool)> {
        let selected = self.open_page().map_or(0, |page| page.selected);
        let stories = self.basket.stories().skip(selected.into()).take(count);
        let copies = stories.map(|(story, _)| {
            let is_gone = self.item_of(story).is_none_or(|item| item.is_gone());
            (self.copied_story(story, part), is_gone)
        });
        copies.collect()
    }
}
