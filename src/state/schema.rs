//! The tables, and the steps from every earlier form of them.

use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as one of this program (`PRAGMA application_id`): "dbao".
pub(super) const APPLICATION_ID: i32 = 0x6462_616f;

/// The steps from an empty file to the newest form. The number of steps that a file has taken is its `user_version`.
pub(super) const STEPS: [&str; 2] = [
    // 1. Days are days since 1970, times are seconds since 1970, ids are the bits of an `ItemId`.
    "
    CREATE TABLE profile (
        profile INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE version (last INTEGER NOT NULL) STRICT;
    INSERT INTO version VALUES (0);

    CREATE TABLE story (
        story INTEGER PRIMARY KEY,
        profile INTEGER NOT NULL,
        day INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        starred_at INTEGER,
        note TEXT,
        noted_at INTEGER,
        text TEXT NOT NULL,
        file TEXT NOT NULL,
        version INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX story_by_day ON story (profile, day);
    CREATE INDEX story_by_version ON story (version);
    CREATE TABLE story_id (
        profile INTEGER NOT NULL,
        id INTEGER NOT NULL,
        story INTEGER NOT NULL,
        PRIMARY KEY (profile, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX story_id_by_story ON story_id (story);

    CREATE TABLE item (
        profile INTEGER NOT NULL,
        day INTEGER NOT NULL,
        id INTEGER NOT NULL,
        print INTEGER,
        is_unseen INTEGER NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (profile, day, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX item_by_version ON item (version);

    CREATE TABLE read_line (
        profile INTEGER NOT NULL,
        view TEXT NOT NULL,
        day INTEGER,
        stamp INTEGER,
        id INTEGER,
        at INTEGER,
        version INTEGER NOT NULL,
        PRIMARY KEY (profile, view)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
        profile INTEGER NOT NULL,
        sources TEXT NOT NULL,
        data TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (profile, sources)
    ) STRICT, WITHOUT ROWID;
    ",
    // 2. The ids of items that are taken for a later wording of a story that is gone.
    "
    CREATE TABLE guess (
        profile INTEGER NOT NULL,
        id INTEGER NOT NULL,
        story INTEGER NOT NULL,
        PRIMARY KEY (profile, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX guess_by_story ON guess (story);
    ",
];

/// The newest form.
pub(super) const NEWEST: u32 = STEPS.len() as u32;

/// Brings a file to the newest form. Programs that start at once wait for each other.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    take_steps(connection, &STEPS)
}

/// Takes the steps that a file has not taken yet, all of them or none.
pub(super) fn take_steps(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    if version(connection)? as usize == steps.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = version(&transaction)? as usize;
    for step in steps.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len() as u32)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()
}

/// The number of steps that a file has taken.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
