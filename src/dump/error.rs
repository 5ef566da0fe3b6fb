//! Errors in a dump: what was found, and what was expected.

use chrono::NaiveDate;

use crate::lang::{Lang, texts};

/// An error in a dump, with its line. Displayed in English, as `check` prints it: `found; expected`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.error.message(Lang::English))]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u32,
    /// What was found, and what was expected.
    pub error: DumpError,
}

texts! {
    /// Something in a dump that cannot be parsed or that is contradictory. The text is `found; expected; remedy`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    DumpError {
        // Characters
        EndsInsideCharacter => "文件在一个字的中间断了；缺这个字的其余字节",
            "file ends within a character; expected the rest of it";
        InvalidUtf8 { byte: String } => "字节 {byte} 不是 UTF-8；应为 UTF-8（此处显示为 U+FFFD）",
            "invalid byte {byte}; expected UTF-8 (shown as U+FFFD)";
        InvalidEncoding { encoding: &'static str } => "有些字节不是 {encoding}；应为 {encoding}（此处显示为 U+FFFD）",
            "invalid bytes; expected {encoding} (shown as U+FFFD)";
        FileTooLong => "文件超过 4 GiB；最多 4 GiB，其余部分略去",
            "file over 4 GiB; expected at most 4 GiB; the rest is ignored";

        // Days and times
        UnknownDay => "不知道这些电报是哪一天的；标题、文件名或文件夹名中应有日期，或用 --date 给出，这些电报略去",
            "entries without a date; expected one in the heading, file name or folder names, or --date; they are ignored";
        OtherDay { headed: NaiveDate, named: NaiveDate } => "标题写的是 {headed}；文件名是 {named}，以标题为准",
            "heading has {headed}; expected {named}, as in the file name; using the heading";
        InvalidTime => "时间有误；应为 HH:MM 或 HH:MM:SS，沿用上一条的时间",
            "invalid time; expected HH:MM or HH:MM:SS; using that of the previous entry";
        InvalidStamp { found: String } => "{found} 不是时间；应为 **[HH:MM]**，沿用上一条的时间",
            "invalid time {found}; expected **[HH:MM]**; using that of the previous entry";

        // Headings
        MissingHeading => "电报之前没有标题；应为 # 财联社【普通】电报 - YYYY-MM-DD，以文件名代替",
            "no heading before this entry; expected # 财联社【普通】电报 - YYYY-MM-DD; using the file name";
        DuplicateHeading => "标题重复；同一天的同一频道只应有一个标题",
            "repeated heading; expected one for each day and channel";
        UndatedHeading => "标题没有日期；应为 # 财联社【普通】电报 - YYYY-MM-DD",
            "heading without a date; expected # 财联社【普通】电报 - YYYY-MM-DD";
        PeriodWithoutTime => "统计周期没有时间；应为 统计周期：YYYY-MM-DD HH:MM 至次日 HH:MM",
            "统计周期 without a time; expected 统计周期：YYYY-MM-DD HH:MM 至次日 HH:MM";
        UnevenPeriod => "统计周期起止时刻不同；应为 24 小时，以起始时刻为准",
            "统计周期 is not 24 hours; expected the same time at both ends; using the first";
        PeriodOtherDay { period: NaiveDate, headed: NaiveDate } => "统计周期写的是 {period}；标题是 {headed}，以统计周期为准",
            "统计周期 has {period}; expected {headed}, as in the heading; using 统计周期";
        CountDiffers { promised: usize, found: usize } => "文件自称有 {promised} 条；实有 {found} 条",
            "entry count {promised}; expected {found}, the number of entries";

        // Entries
        EntryWithoutText => "这条电报没有正文；时间或元数据之后应有正文",
            "entry without text; expected text after its time or metadata";
        EntryTooLong { size: usize, limit: usize } => "这条电报有 {size} 字节；单条最多 {limit} 字节（max_entry_size），其余部分略去",
            "entry of {size} bytes; expected at most {limit} (max_entry_size); the rest is ignored";
        UnclosedRow => "这一行表格没有结束；开头和结尾的引号应一样多",
            "row with an unclosed quote; expected a closing one";
        ItemWithoutText => "这条电报没有内容；应有 content、内容 之类的字段，或标题",
            "item without text; expected a field such as content or 内容, or a title";
        ItemWithoutTime => "这条电报没有时间；应有 ctime、发布时间 之类的字段，或日期和时间",
            "item without a time; expected a field such as ctime or 发布时间, or date and time";
        UnknownOffset { found: String } => "{found} 的时区不认识；应为 +08:00、Z 之类，或不写（北京时间），这条电报略去",
            "unknown offset in {found}; expected one such as +08:00 or Z, or none for Beijing time; the item is ignored";
        TextTooLong => "内容超过 4 GiB；最多 4 GiB，这条电报略去",
            "over 4 GiB of text; expected at most 4 GiB; the item is ignored";

        // Formats of the user
        MissingFormatItems { format: String, items: String, name: String, names: String } =>
            "格式 `{format}`：`{items}` 处没有电报，{names} 里没有 `{name}`；应在那里，请改 `items`",
            "format `{format}`: nothing at `{items}`: no `{name}` among {names}; expected the items there; correct `items`";
        MissingFormatColumn { format: String, column: String, columns: String } =>
            "格式 `{format}`：{columns} 里没有 `{column}` 这一列；应有这一列，请改 `fields`",
            "format `{format}`: no column `{column}` among {columns}; expected it in the heading; correct `fields`";
        UnmatchedLines { format: String, count: usize, found: String } =>
            "格式 `{format}`：第一条之前有 {count} 行与 `pattern` 不符，如“{found}”；每条的首行都应相符，这些行略去",
            "format `{format}`: {count} lines that `pattern` does not match above the first entry, such as “{found}”; expected the first line of each entry to match; they are ignored",
            one count "format `{format}`: a line that `pattern` does not match above the first entry, “{found}”; expected the first line of each entry to match; it is ignored";
        NoFormatTime { format: String, fields: String, found: String } =>
            "格式 `{format}`：{fields} 中的“{found}”不是时间；应如 2026-05-31 09:31:05 或 1780191065，或设 `time_format`，这条略去",
            "format `{format}`: no time in {fields}: “{found}”; expected one such as 2026-05-31 09:31:05 or 1780191065, or a `time_format`; the item is ignored";
        MoreUnfitItems { format: String, count: usize } =>
            "格式 `{format}`：从这里起还有 {count} 条缺时间或内容；每条都应有，这些略去",
            "format `{format}`: {count} more items from here on without a time or a text; expected both in each; they are ignored",
            one count "format `{format}`: another item without a time or a text; expected both in each; it is ignored";
        NoFormatText { format: String, fields: String } =>
            "格式 `{format}`：{fields} 中没有内容；标题或正文应在其中，这条略去",
            "format `{format}`: nothing in {fields}; expected a title or text there; the item is ignored";

        // JSON
        NoItems => "这段 JSON 里没有电报；应有带时间和正文的对象",
            "JSON without items; expected objects with a time and a text";
        UnfinishedItem => "这条电报没有写完；缺其余部分",
            "unfinished item; expected the rest of it";
        UnfinishedList => "文件在列表的中间断了；缺其余部分",
            "file ends within a list; expected the rest of it";
        InvalidJson { column: usize } => "第 {column} 列起不是 JSON；每条电报应是一个对象",
            "invalid JSON at column {column}; expected items as objects";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_both_languages() {
        DumpError::assert_translated();
    }
}
