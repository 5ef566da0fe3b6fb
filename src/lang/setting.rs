//! What can be wrong in a file of settings, and what would do in its place.

use super::system::SystemError;
use super::table::{ChoiceList, NameList, texts};

texts! {
    /// What was found in a file of settings that is wrong.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Found {
        Unreadable { error: SystemError } => "无法读取：{error}", "{error}";
        /// What the parser says.
        NoToml { what: String } => "不是 TOML：{what}", "{what}";
        Value { key: String, value: String } => "`{key} = {value}` 有误", "`{key} = {value}`";
        NoTable { key: String } => "`{key}` 不是表", "`{key}` is no table";
        NoSetting { name: String } => "没有 `{name}` 这项设置", "`{name}` is no setting";
        NoRole { name: String } => "没有 `{name}` 这个颜色角色", "`{name}` is no role";
        NoStyle { name: String } => "`{name}` 不是颜色角色的一部分", "`{name}` is no part of a role's style";
        NoSection { name: String } => "按键设置没有 `{name}` 这一节", "`{name}` is no section of the keymap";
        NoAction { name: String } => "没有 `{name}` 这个动作", "`{name}` is no action";
        NoColumn { name: String } => "没有 `{name}` 这一列", "`{name}` is no column";
        ColumnMissing { name: &'static str } => "缺少 `{name}` 列", "the column `{name}` is missing";
        ColumnTwice { name: String } => "`{name}` 列重复", "the column `{name}` stands twice";
        NoStock { code: String } => "`{code}` 不是证券代码", "`{code}` is no code of a stock";
        NoStockName { code: String } => "{code} 没有名称", "{code} has no name";
        StockNameTwice { name: String, one: String, other: String } => "“{name}” 同时是 {one} 和 {other}",
            "“{name}” stands for {one} and for {other}";
        FieldCount { found: usize, columns: usize } => "这一行有 {found} 列，表头有 {columns} 列",
            "{found} fields in a row, {columns} in the heading";
        NoCsv { what: String } => "不是 CSV：{what}", "{what}";
        KeysTwice { keys: String, one: &'static str, other: &'static str } => "\"{keys}\" 同时绑定了 `{one}` 和 `{other}`",
            "\"{keys}\" stands for `{one}` and for `{other}`";
        KeysBegin { keys: String, one: &'static str, longer: String, other: &'static str } =>
            "\"{keys}\"（`{one}`）是 \"{longer}\"（`{other}`）的开头",
            "\"{keys}\" (`{one}`) begins \"{longer}\" (`{other}`)";
    }
}

texts! {
    /// What would do in place of something wrong in a file of settings.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Instead {
        DidYouMean { name: String } => "是不是 `{name}`？", "did you mean `{name}`?";
        ThereAre { names: NameList } => "可用：{names}", "there are {names}";
        OneOf { values: ChoiceList } => "应为 {values}", "{values} would do";
        OneOfThese { names: NameList } => "应为其中之一：{names}", "one of {names} would do";
        SomeOf { names: NameList } => "应取自：{names}", "some of {names} would do";

        // Values
        Text => "应为引号中的文字", "a text in quotes would do";
        Boolean => "应为 `true` 或 `false`", "`true` or `false` would do";
        WholeNumber => "应为不小于 0 的整数", "a whole number from 0 would do";
        Texts => "应为文字的列表，[\"a\", \"b\"]", "a list of texts would do, [\"a\", \"b\"]";
        Table { key: String } => "应单独一行写 `[{key}]`", "`[{key}]` on a line of its own would do";
        TimeOfDay => "应为引号中的时刻，\"05:30\"", "a time of day in quotes, \"05:30\", would do";
        OneOrTwo => "应为 1 或 2", "1 or 2 would do";
        Colour => "应为 \"#d7dae0\"、引号中的 0 至 255，或 black、red、green、yellow、blue、magenta、cyan、gray、dark-gray、light-red … light-cyan、white、reset 之一",
            "\"#d7dae0\", 0 to 255 in quotes, or one of black, red, green, yellow, blue, magenta, cyan, gray, dark-gray, light-red … light-cyan, white, reset would do";
        Keys { why: NoKeys } => "{why}；应如 \"x\"、\"Ctrl-x\"、\"g g\"、\"PageDown\"",
            "{why}: \"x\", \"Ctrl-x\", \"g g\", \"PageDown\" would do";
        OtherKeys { action: &'static str } => "其中一个应换别的按键，或不绑定：`{action} = []`",
            "other keys for one of them would do, or none: `{action} = []`";

        // Files
        Toml => "应为 TOML 文件（https://toml.io）", "a file in TOML (https://toml.io) would do";
        TomlOrNone => "应为 TOML 文件，或用 --no-config", "a file in TOML would do, or --no-config";
        KeymapOrNone => "应为按键设置文件，或 `keymap = \"\"`", "a file of keys would do, or `keymap = \"\"`";
        StocksOrNone => "应为证券名称表，或 `stocks = \"\"`", "a table of stocks would do, or `stocks = \"\"`";
        StockHeading => "第一行应为 code,name,aliases（aliases 可省略）",
            "a first line `code,name,aliases` would do, with or without aliases";
        StockRow => "应如 600519.SH,贵州茅台,茅台;飞天茅台（别名用 ; 分隔）",
            "600519.SH,贵州茅台,茅台;飞天茅台 would do, with `;` between aliases";
        OneStock => "一个名称只应属于一只股票", "a name of one stock alone would do";
        Theme { name: String, shipped: NameList } => "没有主题 `{name}`：可用 {shipped}，或主题文件",
            "no theme `{name}`: {shipped} would do, or a theme's file";
    }
}

texts! {
    /// Why a text is no sequence of keys.
    #[derive(Clone, Debug, PartialEq, Eq)]
    NoKeys {
        NoKey => "没有按键", "no key";
        UnknownKey { name: String } => "没有 `{name}` 这个键", "`{name}` is no key";
        CountFirst => "开头的数字表示次数", "a digit at the beginning is a count";
    }
}

/// NameList of things as settings quote them: each in backticks.
pub fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> NameList {
    NameList(names.into_iter().map(|name| format!("`{name}`")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_both_languages() {
        Found::assert_translated();
        Instead::assert_translated();
        NoKeys::assert_translated();
    }
}
