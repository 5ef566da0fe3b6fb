//! Sessions: what the reader of some sources leaves to the next one.

use rusqlite::{OptionalExtension as _, params};

use super::columns::stamp;
use super::database::Database;
use super::event::Remembered;
use super::setup::KeeperSetup;
use crate::item::Stamp;

impl Database {
    /// When a reader of these sources, or of any, last kept its session.
    pub fn last_kept(&self, sources: Option<&str>) -> rusqlite::Result<Option<Stamp>> {
        let select =
            "SELECT max(at) FROM session WHERE profile = ?1 AND sources = coalesce(?2, sources)";
        let mut statement = self.connection.prepare_cached(select)?;
        let at = statement.query_row(params![self.profile, sources], |row| row.get(0));
        at.map(|at: Option<u32>| at.map(stamp))
    }

    /// What was listed and seen, and when these sources were read.
    pub(super) fn seen(&self, setup: &KeeperSetup) -> rusqlite::Result<Remembered> {
        let kept_at = match self.last_kept(Some(&setup.sources))? {
            None => self.last_kept(Some(&setup.typed_sources))?,
            kept => kept,
        };
        Ok(Remembered {
            kept_at,
            last_kept: self.last_kept(None)?,
            known_from: setup.known_from,
            known_items: self.known_items(setup.known_from)?,
            ..Remembered::default()
        })
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

    /// Moves a session that was kept under another name of its sources, unless there is one under the present name.
    pub(super) fn rename_session(&self, from: &str, to: &str) -> rusqlite::Result<()> {
        if from == to
            || self.last_kept(Some(from))?.is_none()
            || self.last_kept(Some(to))?.is_some()
        {
            return Ok(());
        }
        // Another program may do the same.
        let update =
            "UPDATE OR IGNORE session SET sources = ?3 WHERE profile = ?1 AND sources = ?2";
        let mut statement = self.connection.prepare_cached(update)?;
        statement.execute(params![self.profile, from, to])?;
        Ok(())
    }
}
