//! What can be wrong in a dump: what was found, and what was expected in its place.

use chrono::NaiveDate;

use crate::lang::{Lang, texts};

/// An error in a dump, with its line. Displayed in English, as `check` prints it: `found; expected`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.error.message(Lang::English))]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u32,
    /// What was found there, and what was expected in its place.
    pub error: DumpError,
}

texts! {
    /// Something that could not be made out in a dump, or that contradicts itself.
    #[derive(Clone, Debug, PartialEq, Eq)]
    DumpError {
        // Characters
        EndsInsideCharacter => "文件在一个字的中间断了；缺这个字的其余字节",
            "the file ends inside a character; expected the rest of the character";
        NoUtf8 { byte: String } => "字节 {byte} 不是 UTF-8；应为 UTF-8（此处显示为 U+FFFD）",
            "a byte {byte} that is no UTF-8; expected UTF-8 (U+FFFD is shown in its place)";
        NotEncoded { encoding: &'static str } => "有些字节不是 {encoding}；应为 {encoding}（此处显示为 U+FFFD）",
            "bytes that are no {encoding}; expected {encoding} (U+FFFD is shown in their place)";
        FileTooLong => "文件超过 4 GiB；最多 4 GiB，其余部分略去",
            "a file of more than 4 GiB; expected at most 4 GiB; the rest is left out";

        // Days and times
        UnknownDay => "不知道这些电报是哪一天的；标题或文件名中应有日期，或用 --date 给出，这些电报略去",
            "entries of an unknown day; expected a date in the heading or in the file's name, or --date; they are left out";
        OtherDay { headed: NaiveDate, named: NaiveDate } => "标题写的是 {headed}；文件名是 {named}，以标题为准",
            "the heading says {headed}; expected {named}, as in the file's name; the heading is believed";
        NoTime => "时间有误；应为 HH:MM 或 HH:MM:SS，沿用上一条的时间",
            "a time that is none; expected HH:MM or HH:MM:SS; the entry before gives its time";
        NoTimeOfDay { found: String } => "{found} 不是时间；应为 **[HH:MM]**，沿用上一条的时间",
            "{found} is no time of day; expected **[HH:MM]**; the entry before gives its time";

        // Headings
        HeadingMissing => "电报之前没有标题；应为 # 财联社【普通】电报 - YYYY-MM-DD，以文件名代替",
            "an entry before any heading; expected # 财联社【普通】电报 - YYYY-MM-DD; the file's name is used";
        HeadingTwice => "标题重复；同一天的同一频道只应有一个标题",
            "the heading a second time; expected one heading for a day and channel";
        HeadingUndated => "标题没有日期；应为 # 财联社【普通】电报 - YYYY-MM-DD",
            "a heading without a date; expected # 财联社【普通】电报 - YYYY-MM-DD";
        PeriodWithoutTime => "统计周期没有时间；应为 统计周期：YYYY-MM-DD HH:MM 至次日 HH:MM",
            "统计周期 without a time; expected 统计周期：YYYY-MM-DD HH:MM 至次日 HH:MM";
        PeriodUneven => "统计周期起止时刻不同；应为 24 小时，以起始时刻为准",
            "统计周期 ends at another time than it begins; expected a period of 24 hours; its beginning is believed";
        PeriodOtherDay { period: NaiveDate, headed: NaiveDate } => "统计周期写的是 {period}；标题是 {headed}，以统计周期为准",
            "统计周期 says {period}; expected {headed}, as in the heading; 统计周期 is believed";
        CountDiffers { promised: usize, found: usize } => "文件自称有 {promised} 条；实有 {found} 条",
            "{promised} entries are promised; expected as many entries as there are: {found}";

        // Entries
        EntryWithoutText => "这条电报没有正文；时间之后应有正文",
            "an entry without text; expected text after the time";
        EntryWithoutBody => "这条电报没有正文；元数据之后应有正文",
            "an entry without text; expected text after the metadata";
        EntryTooLong { size: usize, limit: usize } => "这条电报有 {size} 字节；单条最多 {limit} 字节（max_entry_size），其余部分略去",
            "an entry of {size} bytes; expected at most {limit} bytes (max_entry_size); the rest is left out";
        RowUnclosed => "这一行表格没有结束；开头和结尾的引号应一样多",
            "a row that is not closed; expected as many quotes at its end as at its beginning";
        ItemWithoutText => "这条电报没有内容；应有 content 或 title",
            "an item without text; expected a content or a title";
        ItemWithoutTime => "这条电报没有时间；应有 ctime，或日期和时间",
            "an item without a time; expected ctime, or a date and a time";
        TextTooLong => "内容超过 4 GiB；最多 4 GiB，这条电报略去",
            "more than 4 GiB of text; expected at most 4 GiB; the item is left out";

        // JSON
        ListMissing => "返回中没有电报列表；应为 \"roll_data\": [ … ]",
            "a response without a list of items; expected \"roll_data\": [ … ]";
        ResponseBroken => "返回不完整，或不是 JSON；应为接口返回的完整对象",
            "a response that is torn, or no JSON; expected a whole object as the service sends it";
        NoItem => "列表中有别的东西；每条电报应是一个对象",
            "something else in the list; expected an item as an object";
        ItemNoJson => "这条电报不是 JSON；每条电报应是一个对象",
            "an item that is no JSON; expected an item as an object";
        ItemUnfinished => "文件在一条电报的中间断了；每条电报应是一个对象",
            "a file that ends inside an item; expected an item as an object";
        LineNoObject => "这一行不是 JSON 对象；每条电报应是一个对象",
            "a line that is no JSON object; expected an item as an object";
        LineUnfinished => "这一行在电报的中间断了；缺其余部分",
            "a line that ends inside an item; expected the rest of it";
        LineNoJson { column: usize } => "第 {column} 列起不是 JSON；每条电报应是一个对象",
            "no JSON at column {column}; expected an item as an object";
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
