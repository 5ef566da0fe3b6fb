//! Reading rows.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, Row, params};

use super::change::{Change, KeptStory, KnownItem, MarkedStory, ReadLine};
use super::columns::{bits, day, item_id, mark, stamp};
use crate::item::{ItemId, NewsDay};

/// The columns of a story, and the condition for a profile.
pub(super) const STORY_COLUMNS: &str =
    "story, day, stamp, starred_at, note, noted_at, text, file FROM story WHERE profile = ?1";

/// Reads rows of a profile.
pub(super) struct Rows<'a> {
    connection: &'a Connection,
    profile: i64,
}

impl<'a> Rows<'a> {
    pub(super) const fn new(connection: &'a Connection, profile: i64) -> Self {
        Self {
            connection,
            profile,
        }
    }

    /// Everything that was changed after a version.
    pub(super) fn changes_since(&self, version: i64) -> rusqlite::Result<Vec<Change>> {
        let newer = format!("SELECT {STORY_COLUMNS} AND version > ?2");
        let stories = self.stories(&newer, &[&self.profile, &version])?;
        let mut all = Vec::new();
        for marked in &stories {
            all.extend(Change::of_mark(&marked.story, &marked.mark));
            all.push(self.guess_of(&marked.story)?);
        }
        all.extend(self.items(version)?);
        let lines = self.read_lines(version)?.into_iter();
        all.extend(lines.map(|(view, line)| Change::ReadLine { view, line }));
        Ok(all)
    }

    /// Selects stories by [`STORY_COLUMNS`].
    pub(super) fn stories(
        &self,
        select: &str,
        parameters: &[&dyn rusqlite::ToSql],
    ) -> rusqlite::Result<Vec<MarkedStory>> {
        let mut stories = Vec::new();
        self.each_story(select, parameters, |story| stories.push(story))?;
        Ok(stories)
    }

    /// Passes stories to `add`. `select` selects [`STORY_COLUMNS`].
    pub(super) fn each_story(
        &self,
        select: &str,
        parameters: &[&dyn rusqlite::ToSql],
        mut add: impl FnMut(MarkedStory),
    ) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(select)?;
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            let story = KeptStory {
                day: day(row, 1)?,
                stamp: stamp(row.get(2)?),
                ids: self.ids(row.get(0)?)?,
                text: row.get(6)?,
                file: row.get(7)?,
            };
            add(MarkedStory {
                story: Arc::new(story),
                mark: mark(row, 3)?,
            });
        }
        Ok(())
    }

    fn ids(&self, story: i64) -> rusqlite::Result<Vec<ItemId>> {
        let select = "SELECT id FROM story_id WHERE story = ?1";
        let mut statement = self.connection.prepare_cached(select)?;
        statement
            .query_map([story], |row| item_id(row, 0))?
            .collect()
    }

    /// The item that is taken for a story.
    fn guess_of(&self, story: &Arc<KeptStory>) -> rusqlite::Result<Change> {
        let select = "SELECT guess.id FROM story_id JOIN guess ON guess.story = story_id.story
            WHERE story_id.profile = ?1 AND story_id.id = ?2";
        let mut statement = self.connection.prepare_cached(select)?;
        let first = story.ids.first().copied().map(bits);
        let item = statement.query_map(params![self.profile, first], |row| item_id(row, 0))?;
        Ok(Change::Guess {
            day: story.day,
            story: story.ids.clone(),
            item: item.collect::<Result<_, _>>()?,
        })
    }

    /// The ids of the items that are taken for stories, by the row of the story.
    pub(super) fn guesses(&self) -> rusqlite::Result<HashMap<i64, Vec<ItemId>>> {
        let select = "SELECT story, id FROM guess WHERE profile = ?1";
        let mut statement = self.connection.prepare_cached(select)?;
        let mut rows = statement.query([self.profile])?;
        let mut guesses: HashMap<_, Vec<_>> = HashMap::new();
        while let Some(row) = rows.next()? {
            guesses
                .entry(row.get(0)?)
                .or_default()
                .push(item_id(row, 1)?);
        }
        Ok(guesses)
    }

    fn items(&self, version: i64) -> rusqlite::Result<impl Iterator<Item = Change> + use<>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, id, print, is_unseen FROM item WHERE version > ?2 AND profile = ?1",
        )?;
        let mut rows = statement.query(params![self.profile, version])?;
        let mut days: BTreeMap<NewsDay, Vec<KnownItem>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            days.entry(day(row, 0)?).or_default().push(KnownItem {
                id: item_id(row, 1)?,
                print: row.get(2)?,
                is_unseen: row.get(3)?,
            });
        }
        Ok(days.into_iter().map(|(day, items)| Change::Items {
            day,
            items: items.into(),
        }))
    }

    /// The read lines that were changed after a version.
    pub(super) fn read_lines(
        &self,
        version: i64,
    ) -> rusqlite::Result<Vec<(Arc<str>, Option<ReadLine>)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT view, day, stamp, id, at FROM read_line WHERE profile = ?1 AND version > ?2",
        )?;
        let line = |row: &Row<'_>| {
            let view: String = row.get(0)?;
            let line = match row.get::<_, Option<u16>>(1)? {
                Some(_) => Some(ReadLine {
                    day: day(row, 1)?,
                    stamp: stamp(row.get(2)?),
                    id: item_id(row, 3)?,
                    at: stamp(row.get(4)?),
                }),
                None => None,
            };
            Ok((view.into(), line))
        };
        statement
            .query_map(params![self.profile, version], line)?
            .collect()
    }
}
