//! Reading and writing rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::change::{Change, KnownItem, Mark, Note, ReadLine, Story};
use super::marks::{DayMarks, Marks};
use crate::item::{ItemId, NewsDay, Stamp};

/// The database of a profile.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    profile: i64,
    /// The version up to which everything is known.
    known: i64,
    /// Whether changes are written to a file.
    is_kept: bool,
}

/// A story with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedStory {
    /// The story.
    pub story: Arc<Story>,
    /// Its star and note.
    pub mark: Mark,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Items that were seen or not.
    pub items: usize,
    /// Stories without star and note.
    pub stories: usize,
}

/// The columns of a story, and the condition for a profile.
pub(super) const STORY_COLUMNS: &str =
    "story, day, stamp, starred_at, note, noted_at, text, file FROM story WHERE profile = ?1";

impl Database {
    pub(super) fn new(
        connection: Connection,
        profile: &str,
        is_kept: bool,
    ) -> rusqlite::Result<Self> {
        connection.set_prepared_statement_cache_capacity(32);
        let profile = profile_row(&connection, profile)?;
        let known = last_version(&connection)?;
        Ok(Self {
            connection,
            profile,
            known,
            is_kept,
        })
    }

    /// Whether changes are written to a file.
    pub const fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Writes changes as one step. Returns what others have changed before.
    pub fn write(&mut self, changes: &[Change]) -> rusqlite::Result<Vec<Change>> {
        let (profile, known) = (self.profile, self.known);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = last_version(&transaction)?;
        let others = if last > known {
            Rows::new(&transaction, profile).changes_since(known)?
        } else {
            Vec::new()
        };
        let mut writer = Writer {
            transaction: &transaction,
            profile,
            version: last + 1,
        };
        for change in changes {
            writer.write(change)?;
        }
        transaction.execute("UPDATE version SET last = ?1", [last + 1])?;
        transaction.commit()?;
        self.known = last + 1;
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
        let mut rows = statement.query([self.profile])?;
        let mut current: Option<(NewsDay, DayMarks)> = None;
        let mut pending: Option<(i64, Vec<ItemId>, Mark)> = None;
        while let Some(row) = rows.next()? {
            let (day, story, id) = (day(row, 0)?, row.get(1)?, item_id(row, 2)?);
            if let Some((_, ids, _)) = pending.as_mut().filter(|(known, ..)| *known == story) {
                ids.push(id);
                continue;
            }
            if let (Some((_, marks)), Some((_, ids, mark))) = (&mut current, pending.take()) {
                marks.push(ids, mark);
            }
            if current.as_ref().is_none_or(|(known, _)| *known != day)
                && let Some((day, marks)) = current.replace((day, DayMarks::default()))
            {
                add(day, marks);
            }
            pending = Some((story, vec![id], mark(row, 3)?));
        }
        if let Some((day, mut marks)) = current {
            if let Some((_, ids, mark)) = pending {
                marks.push(ids, mark);
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

    /// When a reader of these sources last kept its session.
    pub fn last_kept(&self, sources: &str) -> rusqlite::Result<Option<Stamp>> {
        let select = "SELECT at FROM session WHERE profile = ?1 AND sources = ?2";
        let mut statement = self.connection.prepare_cached(select)?;
        let at = statement.query_row(params![self.profile, sources], |row| row.get(0));
        Ok(at.optional()?.map(stamp))
    }

    /// The read line of each view.
    pub fn read_lines(&self) -> rusqlite::Result<Vec<(Arc<str>, ReadLine)>> {
        Rows::new(&self.connection, self.profile).read_lines(0)
    }

    /// The stories that are starred or noted, of one day or of all, the newest first.
    pub fn stories(&self, of: Option<NewsDay>) -> rusqlite::Result<Vec<MarkedStory>> {
        let rows = Rows::new(&self.connection, self.profile);
        let marked = "(starred_at IS NOT NULL OR note IS NOT NULL)";
        let order = "ORDER BY day DESC, stamp DESC, story DESC";
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

    /// What the last reader of these sources left: text that only the session's own code understands.
    pub fn session(&self, sources: &str) -> rusqlite::Result<Option<String>> {
        let select = "SELECT data FROM session WHERE profile = ?1 AND sources = ?2";
        let mut statement = self.connection.prepare_cached(select)?;
        statement
            .query_row(params![self.profile, sources], |row| row.get(0))
            .optional()
    }

    /// Keeps the session of these sources.
    pub fn set_session(&self, sources: &str, data: &str, now: Stamp) -> rusqlite::Result<()> {
        let insert = "INSERT OR REPLACE INTO session VALUES (?1, ?2, ?3, ?4)";
        let mut statement = self.connection.prepare_cached(insert)?;
        statement.execute(params![self.profile, sources, data, now.unix()])?;
        Ok(())
    }

    /// Removes what is older than a day: items, and stories that have neither star nor note.
    pub fn prune(&mut self, before: NewsDay) -> rusqlite::Result<Pruned> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let at = params![self.profile, before.number()];
        let items = transaction.execute("DELETE FROM item WHERE profile = ?1 AND day < ?2", at)?;
        let bare = "profile = ?1 AND day < ?2 AND starred_at IS NULL AND note IS NULL";
        let ids =
            format!("DELETE FROM story_id WHERE story IN (SELECT story FROM story WHERE {bare})");
        transaction.execute(&ids, at)?;
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

    fn changes_since(&self, version: i64) -> rusqlite::Result<Vec<Change>> {
        let newer = format!("SELECT {STORY_COLUMNS} AND version > ?2");
        let stories = self.stories(&newer, &[&self.profile, &version])?;
        let mut all: Vec<Change> = stories
            .iter()
            .flat_map(|marked| Change::of_mark(&marked.story, &marked.mark))
            .collect();
        all.extend(self.items(version)?);
        let lines = self.read_lines(version)?.into_iter();
        all.extend(lines.map(|(view, line)| Change::ReadLine { view, line }));
        Ok(all)
    }

    fn stories(
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
            let story = Story {
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
        Ok(days
            .into_iter()
            .map(|(day, items)| Change::Items { day, items }))
    }

    fn read_lines(&self, version: i64) -> rusqlite::Result<Vec<(Arc<str>, ReadLine)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT view, day, stamp, id, at FROM read_line WHERE profile = ?1 AND version > ?2",
        )?;
        let line = |row: &Row<'_>| {
            let view: String = row.get(0)?;
            let line = ReadLine {
                day: day(row, 1)?,
                stamp: stamp(row.get(2)?),
                id: item_id(row, 3)?,
                at: stamp(row.get(4)?),
            };
            Ok((view.into(), line))
        };
        statement
            .query_map(params![self.profile, version], line)?
            .collect()
    }
}

/// Writes changes inside a transaction.
struct Writer<'a> {
    transaction: &'a Transaction<'a>,
    profile: i64,
    version: i64,
}

impl Writer<'_> {
    fn write(&mut self, change: &Change) -> rusqlite::Result<()> {
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
            Change::Items { day, items } => self.items(*day, items)?,
            Change::ReadLine { view, line } => self.read_line(view, line)?,
        }
        Ok(())
    }

    /// Returns the row of a story, which has its latest text from now on. Rows that turn out to be one story become one.
    fn story(&mut self, story: &Story) -> rusqlite::Result<i64> {
        let mut known = self.rows_of(&story.ids)?.into_iter();
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
        Ok(row)
    }

    fn rows_of(&self, ids: &[ItemId]) -> rusqlite::Result<BTreeSet<i64>> {
        let select = "SELECT story FROM story_id WHERE profile = ?1 AND id = ?2";
        let mut statement = self.transaction.prepare_cached(select)?;
        let mut rows = BTreeSet::new();
        for id in ids {
            let row =
                statement.query_row(params![self.profile, bits(*id)], |row| row.get::<_, i64>(0));
            rows.extend(row.optional()?);
        }
        Ok(rows)
    }

    fn insert(&self, story: &Story) -> rusqlite::Result<i64> {
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

    fn renew(&self, row: i64, story: &Story) -> rusqlite::Result<i64> {
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
        self.transaction
            .execute("DELETE FROM story WHERE story = ?1", [other])?;
        Ok(())
    }

    fn items(&self, day: NewsDay, items: &[KnownItem]) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET print = coalesce(excluded.print, print),
                is_unseen = excluded.is_unseen, version = excluded.version",
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

    fn read_line(&self, view: &str, line: &ReadLine) -> rusqlite::Result<()> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO read_line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        statement.execute(params![
            self.profile,
            view,
            line.day.number(),
            line.stamp.unix(),
            bits(line.id),
            line.at.unix(),
            self.version,
        ])?;
        Ok(())
    }
}

/// SQLite's integers are signed.
const fn bits(id: ItemId) -> i64 {
    id.to_bits().cast_signed()
}

fn item_id(row: &Row<'_>, column: usize) -> rusqlite::Result<ItemId> {
    let bits: i64 = row.get(column)?;
    Ok(ItemId::from_bits(bits.cast_unsigned()))
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<NewsDay> {
    Ok(NewsDay::from_number(row.get(column)?))
}

fn stamp(seconds: u32) -> Stamp {
    Stamp::from_unix(i64::from(seconds)).unwrap_or_default()
}

/// The mark in three columns: `starred_at`, `note`, `noted_at`.
fn mark(row: &Row<'_>, first: usize) -> rusqlite::Result<Mark> {
    let starred_at: Option<u32> = row.get(first)?;
    let text: Option<String> = row.get(first + 1)?;
    let noted_at: Option<u32> = row.get(first + 2)?;
    Ok(Mark {
        starred_at: starred_at.map(stamp),
        note: text.map(|text| Note {
            text: text.into(),
            at: stamp(noted_at.unwrap_or_default()),
        }),
    })
}
