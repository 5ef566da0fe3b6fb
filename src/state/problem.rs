//! Why something cannot be kept.

use std::io;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::schema;
use crate::lang::texts;

texts! {
    /// Why something cannot be kept. The reader works on without.
    #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
    #[error("{}", self.message(crate::lang::Lang::English))]
    StateProblem {
        ReadOnly { file: String } => "不能写入 {file}", "{file} cannot be written";
        Descriptors { file: String } => "可同时打开的文件太少（ulimit -n），没有打开 {file}", "too few open files are allowed (`ulimit -n`) for {file}";
        Full { file: String } => "{file} 所在的磁盘已满", "the disk of {file} is full";
        Newer { file: String, found: u32, known: u32 } => "{file} 由更新的 dianbao 写成（第 {found} 版，本程序只认到第 {known} 版）",
            "{file} was written by a newer dianbao (form {found}; this one knows forms up to {known})";
        Network { file: String, system: &'static str } => "{file} 在 {system} 上，几台机器同时写会损坏它；请用 --state 指定本机的文件",
            "{file} is on {system}, where several machines may damage it; --state names a local file";
        Damaged { file: String, aside: String, saved: usize } => "救出 {saved} 条收藏和批注：{file} 已损坏，改名为 {aside}",
            "{saved} stars and notes were saved: {file} was damaged and is now {aside}";
        /// A file that the user named is another program's.
        Foreign { file: String } => "{file} 不是 dianbao 的状态文件", "{file} is no state file of dianbao";
        Other { file: String, cause: String } => "{file} 出错：{cause}", "{file}: {cause}";
    }
}

impl StateProblem {
    /// Whether everything is kept from now on nonetheless.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    /// Says what an error of the system means for the file at `path`.
    pub(super) fn of_io(path: &Path, error: &io::Error) -> Self {
        let file = shown(path);
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { file }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { file },
            _ => {
                let cause = error.to_string();
                Self::Other { file, cause }
            }
        }
    }

    /// Says what an error of SQLite means for the file at `path`.
    pub(super) fn of_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let file = shown(path);
        match (error.sqlite_error_code(), error.to_string().as_str()) {
            (
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen),
                _,
            ) => Self::ReadOnly { file },
            (Some(ErrorCode::DiskFull), _) => Self::Full { file },
            (_, FOREIGN) => Self::Foreign { file },
            (_, NEWER) => Self::Newer {
                file,
                found: found_version(path),
                known: schema::NEWEST,
            },
            (_, cause) => Self::Other {
                file,
                cause: cause.to_owned(),
            },
        }
    }
}

/// The path of a file, for people.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn found_version(path: &Path) -> u32 {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = Connection::open_with_flags(path, flags);
    connection
        .and_then(|connection| schema::version(&connection))
        .unwrap_or_default()
}

/// Why a file is refused, in errors of SQLite.
pub(super) const FOREIGN: &str = "foreign";
pub(super) const NEWER: &str = "newer";

/// An error that refuses a file. SQLite has no code for these.
pub(super) fn refusal(why: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(why.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_translated() {
        StateProblem::assert_translated();
    }
}
