//! Errors of reading and following files, in both languages of the interface.

use std::time::Duration;

use rustix::io::Errno;

use crate::dump::container::UnpackErrorKind;
use crate::lang::{SystemError, texts};
use crate::memory::MemoryLimit;

texts! {
    /// Why a file or folder is not read, or not followed by events. Names the limit that was reached.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    #[error("{}", self.message(crate::lang::Lang::English))]
    ReadError {
        /// An error of the operating system.
        System { error: SystemError } => "{error}", "{error}";

        // Named paths
        NeitherFileNorFolder => "既不是文件也不是文件夹；读取标准输入请用 `-`",
            "neither a file nor a folder; `-` reads standard input";
        PathTooLong => "没有读取：路径过长；请在更深的文件夹中运行 dianbao",
            "not read: the path is too long; run dianbao in a folder further down";
        LinkCircle => "链接绕回到自身", "a link that leads back to itself";
        DanglingLink { target: String } => "链接指向的 {target} 不存在", "a link to {target}, which does not exist";
        NoDump => "不是电报文件", "not a dump";
        NoDay => "不知道是哪一天的电报，已略去；请用 --date 2026-01-06（或 today）给出日期",
            "entries of an unknown day are left out; --date 2026-01-06, or today, sets it";

        Unmounted => "挂载在这里的文件系统不见了", "its file system is not mounted";

        // Following
        AsConfigured { every: Duration } => "按设置每 {every} 秒查看一次", "every {every} s, as configured";
        NoEvents { mount: &'static str } => "{mount} 不通知文件的改动", "{mount} sends no events";
        WatchLimit => "已达系统可监视文件夹的上限", "the system's limit of watched folders is reached";
        NoThread => "系统不再提供线程", "the system refuses a thread";
        /// An error of the library of file events.
        Events { what: String } => "系统不通知文件的改动：{what}", "{what}";

        // Limits
        TooDeep { deepest: usize } => "没有读取：超过 {deepest} 层文件夹（max_depth）",
            "not read: more than {deepest} folders deep (max_depth)", one deepest "not read: more than 1 folder deep (max_depth)";
        TooManyFolders { most: usize } => "没有读取：最多 {most} 个文件夹（max_folders）",
            "not read: the limit is {most} folders (max_folders)", one most "not read: the limit is 1 folder (max_folders)";
        TooManyWatches { most: usize } => "最多监视 {most} 个文件夹（max_watches），其余定时查看",
            "the limit is {most} watched folders (max_watches)", one most "the limit is 1 watched folder (max_watches)";
        StreamTooLarge { limit: u64 } => "超过 {limit} 字节（max_file_size）；其余部分略去",
            "more than {limit} bytes (max_file_size); the rest is left out";
        StreamNoMemory { limit: MemoryLimit } => "{limit}；其余部分略去", "{limit}; the rest is left out";
        TooLarge { size: u64, limit: u64 } => "{size} 字节；单个文件最多 {limit} 字节（max_file_size）",
            "{size} bytes; the limit for one file is {limit} bytes (max_file_size)";

        NoMemory { limit: MemoryLimit } => "没有读取：{limit}", "not read: {limit}";

        // Packed files
        /// A packed file, or one file in it.
        Unpack { error: UnpackErrorKind } => "{error}", "{error}";
        Inside { member: String, cause: Box<ReadError> } => "包中的 {member}：{cause}", "{member}: {cause}";
        AndMore { cause: Box<ReadError>, more: usize } => "{cause}（另有 {more} 处）", "{cause} (and {more} more)";

        ProgramFault => "程序读取它时出错，已写出报告", "the program failed while reading it; see the report";
    }
}

impl ReadError {
    /// Whether it is a link with nothing behind it, so that no entry is missing.
    pub const fn is_dangling_link(&self) -> bool {
        matches!(self, Self::DanglingLink { .. })
    }

    /// Whether a dump with this error, or below a folder with it, stays as it was read last.
    pub fn keeps_dumps(&self) -> bool {
        matches!(self, Self::System { .. } | Self::Unmounted)
    }

    /// Whether the system denies permission.
    pub(crate) fn is_no_permission(&self) -> bool {
        matches!(self, Self::System { error } if error.is_no_permission())
    }
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match Errno::from_io_error(&error) {
            Some(Errno::LOOP) => Self::LinkCircle,
            Some(Errno::NAMETOOLONG) => Self::PathTooLong,
            Some(_) | None => Self::System {
                error: error.into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_both_languages() {
        ReadError::assert_translated();
    }
}
