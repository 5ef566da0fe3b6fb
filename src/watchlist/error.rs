//! What is wrong in a watchlist.

use std::io;

use crate::lang::texts;

texts! {
    /// A file or a line that is not taken in.
    #[derive(Clone, Debug, PartialEq, Eq)]
    ListError {
        Unreadable { error: String } => "读不了：{error}", "cannot be read: {error}";
        TooLarge { max_mib: u64 } => "超过 {max_mib} MiB，未读", "is larger than {max_mib} MiB and was not read";
        Binary => "不是文本；请在软件里导出为文本或 CSV", "is no text; export it as text or CSV";
        TooManyFiles { max: usize, left: usize } => "超过 {max} 个文件，其余 {left} 个未读", "has more than {max} files; {left} were not read";
        TooManyEntries { max: usize } => "超过 {max} 条，其余未读", "has more than {max} entries; the rest was left out";
        NoStock => "这一行没有股票；应有代码或名称", "names no stock; expected a code or a name";
        UnknownCode { code: String } => "“{code}”不是认得的代码，未取", "“{code}” is no known code and was left out";
        NoLetter { word: String } => "“{word}”没有文字，未取", "“{word}” has no letter and was left out";
        ShortWord { word: String } => "“{word}”只有一个字，几乎每条都有，未取", "“{word}” is one character, which nearly every text has, and was left out";
        LongWord { max: usize } => "这个词超过 {max} 个字，未取", "this word has more than {max} characters and was left out";
        FileName => "文件名里有引号或控制字符，in: 写不出；请改名",
            "its name has quotation marks or control characters, which `in:` cannot name; rename it";
    }
}

impl ListError {
    /// The error of a file or folder that cannot be read.
    pub(super) fn unreadable(error: &io::Error) -> Self {
        let error = error.to_string();
        Self::Unreadable { error }
    }
}

/// A problem in a watchlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListProblem {
    /// The line, from 1; `None` for the whole file.
    pub line: Option<u32>,
    /// What is wrong.
    pub error: ListError,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_translated() {
        ListError::assert_translated();
    }
}
