//! Reading and writing rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::both_changed::Concerned;
use super::change::{Change, KnownItem, Mark, MarkedStory, ReadLine};
use super::columns::{day, item_id, mark};
use super::log::Log;
use super::marks::{DayMarks, Marks};
use super::rows::{Rows, STORY_COLUMNS};
use super::writer::Writer;
use crate::item::{ItemId, NewsDay};

/// The database of a profile.
#[derive(Debug)]
pub struct Database {
    pub(super) connection: Connection,
    pub(super) profile: i64,
    /// The version up to which everything is known.
    known: i64,
    /// The write-ahead log; `None` if changes are not written to a file.
    log: Option<Log>,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Items that were seen or not.
    pub items: usize,
    /// Stories without star and note.
    pub stories: usize,
}

impl Database {
    pub(super) fn new(
        connection: Connection,
        profile: &str,
        file: Option<&Path>,
    ) -> rusqlite::Result<Self> {
        connection.set_prepared_statement_cache_capacity(32);
        let profile = profile_row(&connection, profile)?;
        let known = last_version(&connection)?;
        Ok(Self {
            connection,
            profile,
            known,
            log: file.map(Log::of),
        })
    }

    /// The database of a profile that is only read, in a file that is not changed.
    pub(super) fn unchanged(connection: Connection, profile: &str) -> rusqlite::Result<Self> {
        let find = "SELECT profile FROM profile WHERE name = ?1";
        let profile = connection.query_row(find, [profile], |row| row.get(0));
        Ok(Self {
            // No row has this profile.
            profile: profile.optional()?.unwrap_or_default(),
            known: last_version(&connection)?,
            connection,
            log: None,
        })
    }

    /// Whether changes are written to a file.
    pub const fn is_kept(&self) -> bool {
        self.log.is_some()
    }

    /// Writes changes as one step. Returns what others have changed before, as it is after that: these changes win.
    pub fn write(&mut self, changes: &[Change]) -> rusqlite::Result<Vec<Change>> {
        let (profile, known) = (self.profile, self.known);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = last_version(&transaction)?;
        let rows = Rows::new(&transaction, profile);
        let mut others = if last > known {
            rows.changes_since(known)?
        } else {
            Vec::new()
        };
        let writer = Writer::new(&transaction, profile, last + 1);
        for change in changes {
            writer.write(change)?;
        }
        if !others.is_empty() {
            let concerned = Concerned::by(&others);
            let now = rows.changes_since(known)?.into_iter();
            others = now.filter_map(|change| concerned.part_of(change)).collect();
        }
        transaction.execute("UPDATE version SET last = ?1", [last + 1])?;
        transaction.commit()?;
        self.known = last + 1;
        if let Some(log) = &mut self.log {
            log.limit(&self.connection);
        }
        Ok(others)
    }

    /// Returns what others have changed since the last time.
    pub fn changes_of_others(&mut self) -> rusqlite::Result<Vec<Change>> {
        let transaction = self.connection.transaction()?;
        let last = last_version(&transaction)?;
        if last == self.known {
            return Ok(Vec::new());
        }
        let changes = Rows::new(&transaction, self.profile).changes_since(self.known)?;
        transaction.finish()?;
        self.known = last;
        Ok(changes)
    }

    /// Passes the marks of each day to `add`, the newest day first. They are passed on as they are read: there may be
    /// millions.
    pub fn marks(&self, mut add: impl FnMut(NewsDay, DayMarks)) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT story.day, story.story, story_id.id, starred_at, note, noted_at
            FROM story JOIN story_id ON story_id.story = story.story
            WHERE story.profile = ?1 AND (starred_at IS NOT NULL OR note IS NOT NULL)
            ORDER BY story.day DESC, story.story",
        )?;
        let guesses = Rows::new(&self.connection, self.profile).guesses()?;
        let guess = |story: i64| guesses.get(&story).map(Vec::as_slice).unwrap_or_default();
        let mut rows = statement.query([self.profile])?;
        let mut current: Option<(NewsDay, DayMarks)> = None;
        let mut pending: Option<(i64, Vec<ItemId>, Mark)> = None;
        while let Some(row) = rows.next()? {
            let (day, story, id) = (day(row, 0)?, row.get(1)?, item_id(row, 2)?);
            if let Some((_, ids, _)) = pending.as_mut().filter(|(known, ..)| *known == story) {
                ids.push(id);
                continue;
            }
            if let (Some((_, marks)), Some((story, ids, mark))) = (&mut current, pending.take()) {
                marks.push(ids, guess(story), mark);
            }
            if current.as_ref().is_none_or(|(known, _)| *known != day)
                && let Some((day, marks)) = current.replace((day, DayMarks::default()))
            {
                add(day, marks);
            }
            pending = Some((story, vec![id], mark(row, 3)?));
        }
        if let Some((day, mut marks)) = current {
            if let Some((story, ids, mark)) = pending {
                marks.push(ids, guess(story), mark);
            }
            add(day, marks);
        }
        Ok(())
    }

    /// All stars and notes, and what nobody has seen, for a program that reads them once.
    pub fn all_marks(&self) -> rusqlite::Result<Marks> {
        let mut all = Marks::known();
        self.marks(|day, marks| all.add_loaded(day, marks))?;
        for (day, items) in self.known_items(NewsDay::FIRST)? {
            let unseen = items.iter().filter(|item| item.is_unseen);
            all.set_unseen(day, unseen.map(|item| item.id).collect());
        }
        Ok(all)
    }

    /// The items that were listed, from a day on, by day.
    pub fn known_items(
        &self,
        from: NewsDay,
    ) -> rusqlite::Result<BTreeMap<NewsDay, Vec<KnownItem>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, id, print, is_unseen FROM item WHERE profile = ?1 AND day >= ?2",
        )?;
        let mut rows = statement.query(params![self.profile, from.number()])?;
        let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            days.entry(day(row, 0)?).or_default().push(KnownItem {
                id: item_id(row, 1)?,
                print: row.get(2)?,
                is_unseen: row.get(3)?,
            });
        }
        Ok(days)
    }

    /// The read line of each view.
    pub fn read_lines(&self) -> rusqlite::Result<Vec<(Arc<str>, ReadLine)>> {
        let lines = Rows::new(&self.connection, self.profile).read_lines(0)?;
        let lines = lines.into_iter();
        Ok(lines
            .filter_map(|(view, line)| Some((view, line?)))
            .collect())
    }

    /// The stories that are starred or noted, of one day or of all, the newest first. Those of one moment have an order that
    /// does not depend on when they were marked: a copy of the marks in another file has it too.
    pub fn stories(&self, of: Option<NewsDay>) -> rusqlite::Result<Vec<MarkedStory>> {
        let rows = Rows::new(&self.connection, self.profile);
        let marked = "(starred_at IS NOT NULL OR note IS NOT NULL)";
        let first_id = "(SELECT min(id) FROM story_id WHERE story_id.story = story.story)";
        let order = format!("ORDER BY day DESC, stamp DESC, {first_id}");
        match of {
            Some(day) => rows.stories(
                &format!("SELECT {STORY_COLUMNS} AND day = ?2 AND {marked} {order}"),
                &[&self.profile, &day.number()],
            ),
            None => rows.stories(
                &format!("SELECT {STORY_COLUMNS} AND {marked} {order}"),
                &[&self.profile],
            ),
        }
    }

    /// The stories that were starred last, of any day, the last one first.
    pub fn last_starred(&self, count: u32) -> rusqlite::Result<Vec<MarkedStory>> {
        let order = "ORDER BY starred_at DESC, version DESC, story DESC";
        Rows::new(&self.connection, self.profile).stories(
            &format!("SELECT {STORY_COLUMNS} AND starred_at IS NOT NULL {order} LIMIT ?2"),
            &[&self.profile, &count],
        )
    }

    /// Removes what is older than a day: items, and stories that have neither star nor note.
    pub fn prune(&mut self, before: NewsDay) -> rusqlite::Result<Pruned> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let at = params![self.profile, before.number()];
        let items = transaction.execute("DELETE FROM item WHERE profile = ?1 AND day < ?2", at)?;
        let bare = "profile = ?1 AND day < ?2 AND starred_at IS NULL AND note IS NULL";
        for table in ["story_id", "guess"] {
            let ids = format!(
                "DELETE FROM {table} WHERE story IN (SELECT story FROM story WHERE {bare})"
            );
            transaction.execute(&ids, at)?;
        }
        let stories = transaction.execute(&format!("DELETE FROM story WHERE {bare}"), at)?;
        transaction.commit()?;
        Ok(Pruned { items, stories })
    }
}

/// The row of a profile, which is created if there is none.
fn profile_row(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.execute("INSERT OR IGNORE INTO profile (name) VALUES (?1)", [name])?;
    let find = "SELECT profile FROM profile WHERE name = ?1";
    connection.query_row(find, [name], |row| row.get(0))
}

fn last_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT last FROM version")?
        .query_row([], |row| row.get(0))
}
