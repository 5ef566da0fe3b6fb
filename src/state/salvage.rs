//! Takes what can be read out of a damaged file.

use std::path::Path;

use rusqlite::Connection;

use super::change::Change;
use super::database::Database;
use super::rows::{Rows, STORY_COLUMNS};

/// Takes the stars and notes of all profiles over to the new file at `path`, as far as they can be read. Returns how many
/// stories have them.
pub(super) fn save_marks(damaged: &Connection, path: &Path) -> rusqlite::Result<usize> {
    let mut saved = 0;
    for (profile, name) in profiles(damaged)? {
        let mut marked = Vec::new();
        // An error in the middle ends the walk; what came before is good.
        let _ = Rows::new(damaged, profile).each_story(
            &format!("SELECT {STORY_COLUMNS}"),
            &[&profile],
            |story| marked.push(story),
        );
        marked.retain(|story| !story.mark.is_empty());
        let changes: Vec<Change> = marked
            .iter()
            .flat_map(|marked| Change::of_mark(&marked.story, &marked.mark))
            .collect();
        Database::new(Connection::open(path)?, &name, Some(path))?.write(&changes)?;
        saved += marked.len();
    }
    Ok(saved)
}

fn profiles(damaged: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = damaged.prepare("SELECT profile, name FROM profile")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // A row that cannot be read ends the list.
    Ok(rows.map_while(Result::ok).collect())
}
