//! Writing rows.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::change::{Change, KeptStory, KnownItem, ReadLine};
use super::columns::bits;
use crate::item::{ItemId, NewsDay, Stamp};

/// Writes changes inside a transaction.
pub(super) struct Writer<'a> {
    transaction: &'a Transaction<'a>,
    profile: i64,
    version: i64,
}

impl<'a> Writer<'a> {
    /// Writes rows of a profile, which get this version.
    pub(super) const fn new(transaction: &'a Transaction<'a>, profile: i64, version: i64) -> Self {
        Self {
            transaction,
            profile,
            version,
        }
    }

    /// Writes a change.
    pub(super) fn write(&self, change: &Change) -> rusqlite::Result<()> {
        match change {
            Change::Star { story, at } => {
                let row = self.story(story)?;
                let update = "UPDATE story SET starred_at = ?2 WHERE story = ?1";
                let mut statement = self.transaction.prepare_cached(update)?;
                statement.execute(params![row, at.map(Stamp::unix)])?;
            }
            Change::Note { story, note } => {
                let row = self.story(story)?;
                let update = "UPDATE story SET note = ?2, noted_at = ?3 WHERE story = ?1";
                let mut statement = self.transaction.prepare_cached(update)?;
                let text = note.as_ref().map(|note| &*note.text);
                let at = note.as_ref().map(|note| note.at.unix());
                statement.execute(params![row, text, at])?;
            }
            Change::Story { story } => drop(self.story(story)?),
            Change::Guess { story, item, .. } => self.guess(story, item)?,
            Change::Items { day, items } => self.items(*day, items)?,
            Change::ReadLine { view, line } => self.read_line(view, *line)?,
        }
        Ok(())
    }

    /// Returns the row of a story, which has its latest text from now on. Rows that turn out to be one story become one. A row
    /// without star and note has no other ids.
    fn story(&self, story: &KeptStory) -> rusqlite::Result<i64> {
        let (known, is_guessed) = self.rows_of(&story.ids)?;
        let bare = "DELETE FROM story_id WHERE story = (SELECT story FROM story
            WHERE story = ?1 AND starred_at IS NULL AND note IS NULL)";
        let mut bare = self.transaction.prepare_cached(bare)?;
        for row in &known {
            bare.execute([row])?;
        }
        let mut known = known.into_iter();
        let row = match known.next() {
            Some(row) => self.renew(row, story)?,
            None => self.insert(story)?,
        };
        for other in known {
            self.merge(row, other)?;
        }
        let insert = "INSERT OR IGNORE INTO story_id (profile, id, story) VALUES (?1, ?2, ?3)";
        let mut statement = self.transaction.prepare_cached(insert)?;
        for id in &story.ids {
            statement.execute(params![self.profile, bits(*id), row])?;
        }
        if is_guessed {
            self.forget_guesses(&story.ids)?;
        }
        Ok(row)
    }

    /// These ids are those of a story itself.
    fn forget_guesses(&self, ids: &[ItemId]) -> rusqlite::Result<()> {
        let forget = "DELETE FROM guess WHERE profile = ?1 AND id = ?2";
        let mut forget = self.transaction.prepare_cached(forget)?;
        for id in ids {
            forget.execute(params![self.profile, bits(*id)])?;
        }
        Ok(())
    }

    /// Takes the item with these ids for a later wording of a story, instead of any other one.
    fn guess(&self, story: &[ItemId], item: &[ItemId]) -> rusqlite::Result<()> {
        let Some(row) = self.rows_of(story)?.0.pop_first() else {
            return Ok(());
        };
        let renew = "UPDATE story SET version = ?2 WHERE story = ?1";
        let mut renew = self.transaction.prepare_cached(renew)?;
        renew.execute(params![row, self.version])?;
        let forget = "DELETE FROM guess WHERE story = ?1";
        self.transaction.prepare_cached(forget)?.execute([row])?;
        let insert = "INSERT OR REPLACE INTO guess SELECT ?1, ?2, ?3
            WHERE NOT EXISTS (SELECT 1 FROM story_id WHERE profile = ?1 AND id = ?2)";
        let mut statement = self.transaction.prepare_cached(insert)?;
        for id in item {
            statement.execute(params![self.profile, bits(*id), row])?;
        }
        Ok(())
    }

    /// The rows of the stories with these ids, and whether one of them is only taken for a story.
    fn rows_of(&self, ids: &[ItemId]) -> rusqlite::Result<(BTreeSet<i64>, bool)> {
        let select = "SELECT story, 0 FROM story_id WHERE profile = ?1 AND id = ?2
            UNION ALL SELECT story, 1 FROM guess WHERE profile = ?1 AND id = ?2";
        let mut statement = self.transaction.prepare_cached(select)?;
        let (mut rows, mut is_guessed) = (BTreeSet::new(), false);
        for id in ids {
            let row = statement.query_row(params![self.profile, bits(*id)], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
            });
            if let Some((row, is_guess)) = row.optional()? {
                rows.insert(row);
                is_guessed |= is_guess;
            }
        }
        Ok((rows, is_guessed))
    }

    fn insert(&self, story: &KeptStory) -> rusqlite::Result<i64> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO story (profile, day, stamp, text, file, version)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        statement.insert(params![
            self.profile,
            story.day.number(),
            story.stamp.unix(),
            story.text,
            story.file,
            self.version,
        ])
    }

    fn renew(&self, row: i64, story: &KeptStory) -> rusqlite::Result<i64> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE story SET day = ?2, stamp = ?3, text = ?4, file = ?5, version = ?6
            WHERE story = ?1",
        )?;
        statement.execute(params![
            row,
            story.day.number(),
            story.stamp.unix(),
            story.text,
            story.file,
            self.version,
        ])?;
        Ok(row)
    }

    fn merge(&self, row: i64, other: i64) -> rusqlite::Result<()> {
        let both = params![row, other];
        let take = "UPDATE story SET
            starred_at = coalesce(starred_at, (SELECT starred_at FROM story WHERE story = ?2)),
            noted_at = CASE WHEN note IS NULL THEN (SELECT noted_at FROM story WHERE story = ?2) ELSE noted_at END,
            note = coalesce(note, (SELECT note FROM story WHERE story = ?2))
            WHERE story = ?1";
        self.transaction.execute(take, both)?;
        let relink = "UPDATE story_id SET story = ?1 WHERE story = ?2";
        self.transaction.execute(relink, both)?;
        let relink = "UPDATE guess SET story = ?1 WHERE story = ?2";
        self.transaction.execute(relink, both)?;
        self.transaction
            .execute("DELETE FROM story WHERE story = ?1", [other])?;
        Ok(())
    }

    /// Writes items. One that arrives in a slow reader with the wording that it has already may have been seen in another one.
    fn items(&self, day: NewsDay, items: &[KnownItem]) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET print = coalesce(excluded.print, print),
                is_unseen = excluded.is_unseen AND NOT (is_unseen = 0 AND coalesce(excluded.print = print, 0)),
                version = excluded.version",
        )?;
        for item in items {
            statement.execute(params![
                self.profile,
                day.number(),
                bits(item.id),
                item.print,
                item.is_unseen,
                self.version,
            ])?;
        }
        Ok(())
    }

    fn read_line(&self, view: &str, line: Option<ReadLine>) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO read_line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        statement.execute(params![
            self.profile,
            view,
            line.map(|line| line.day.number()),
            line.map(|line| line.stamp.unix()),
            line.map(|line| bits(line.id)),
            line.map(|line| line.at.unix()),
            self.version,
        ])?;
        Ok(())
    }
}
