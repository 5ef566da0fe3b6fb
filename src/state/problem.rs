//! Why something cannot be kept.

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
        Damaged { file: String, aside: String, saved: usize } => "{file} 已损坏，改名为 {aside}；从中救出 {saved} 条收藏和批注",
            "{file} was damaged and is now {aside}; {saved} stars and notes were saved";
        /// A file that the user named is another program's.
        Foreign { file: String } => "{file} 不是 dianbao 的状态文件", "{file} is no state file of dianbao";
        Other { file: String, cause: String } => "{file} 出错：{cause}", "{file}: {cause}";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_translated() {
        StateProblem::assert_translated();
    }
}
