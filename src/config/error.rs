//! Errors in configuration files: where, what was found, and what was expected.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use crate::lang::{ChoiceList, Lang, NameList, SystemError, texts};
use crate::query::Expected;

/// An error in a configuration file, as `file:line:column: found; expected`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1; `None` if the error concerns the whole file.
    pub line: Option<usize>,
    /// The column, from 1, in characters; `None` if only the line is known.
    pub column: Option<usize>,
    /// What was found. Boxed to keep `Result`s small.
    pub kind: Box<ConfigErrorKind>,
    /// What was expected in its place.
    pub expected: Expectation,
}

/// All errors of the configuration, in the order of the files; never empty. Displayed in English, one a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConfigErrors(Vec<ConfigError>);

impl ConfigError {
    /// Makes an error that concerns a whole file.
    pub fn of_file(path: &Path, kind: ConfigErrorKind, expected: Expectation) -> Self {
        Self {
            file: path.display().to_string(),
            line: None,
            column: None,
            kind: Box::new(kind),
            expected,
        }
    }

    /// The line of its place, from 1; the first one if it concerns the whole file.
    pub fn place(&self) -> u32 {
        let line = self.line.and_then(|line| u32::try_from(line).ok());
        line.unwrap_or(1)
    }

    fn message(&self, lang: Lang) -> String {
        self.message_in(&self.file, lang)
    }

    /// The error with the name of its file, without the folders.
    pub fn short_message(&self, lang: Lang) -> String {
        let name = Path::new(&self.file).file_name();
        let name = name.map_or(self.file.as_str().into(), OsStr::to_string_lossy);
        self.message_in(&name, lang)
    }

    fn message_in(&self, file: &str, lang: Lang) -> String {
        let position = [self.line, self.column].into_iter().flatten();
        let place = position.fold(file.to_owned(), |place, n| format!("{place}:{n}"));
        let (found, expected) = (self.kind.message(lang), self.expected.message(lang));
        format!("{place}: {found}{}{expected}", lang.pick("；", "; "))
    }
}

impl ConfigErrors {
    /// Fails if there are any errors.
    pub fn check(errors: Vec<ConfigError>) -> Result<(), Self> {
        let mut errors = Self(errors);
        errors.sort();
        if errors.0.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    fn sort(&mut self) {
        self.0
            .sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    }

    /// Joins two results, and the errors of both.
    pub(super) fn both<A, B>(one: Result<A, Self>, other: Result<B, Self>) -> Result<(A, B), Self> {
        match (one, other) {
            (Ok(one), Ok(other)) => Ok((one, other)),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
            (Err(mut one), Err(other)) => {
                // Both find the same fault in a file that is no TOML.
                one.0.extend(other.0);
                one.sort();
                one.0.dedup();
                Err(one)
            }
        }
    }

    /// The errors.
    pub fn each(&self) -> &[ConfigError] {
        &self.0
    }

    /// The first error, with the name of its file.
    pub fn first_message(&self, lang: Lang) -> String {
        let first = self.0.first();
        first.map_or_else(String::new, |error| error.short_message(lang))
    }

    /// What is wrong first, without its place.
    pub fn first_reason(&self, lang: Lang) -> String {
        let first = self.0.first();
        first.map_or_else(String::new, |error| error.kind.message(lang).into_owned())
    }

    /// Returns the errors in a language of the interface, one a line.
    pub fn message(&self, lang: Lang) -> String {
        let messages: Vec<String> = self.0.iter().map(|error| error.message(lang)).collect();
        messages.join("\n")
    }
}

impl From<ConfigError> for ConfigErrors {
    fn from(error: ConfigError) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::English))
    }
}

texts! {
    /// What was found in a configuration file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    ConfigErrorKind {
        Unreadable { error: SystemError } => "无法读取：{error}", "{error}";
        InvalidToml { message: String } => "不是 TOML：{message}", "invalid TOML: {message}";
        InvalidValue { key: String, value: String } => "`{key} = {value}` 有误", "invalid value `{key} = {value}`";
        NotATable { key: String } => "`{key}` 不是表", "`{key}` is not a table";
        UnknownSetting { name: String } => "没有 `{name}` 这项设置", "unknown setting `{name}`";
        UnknownSignal { name: String } => "没有 `{name}` 这种提醒", "unknown way `{name}` to alert";
        UnknownRole { name: String } => "没有 `{name}` 这个颜色角色", "unknown role `{name}`";
        UnknownStylePart { name: String } => "`{name}` 没有颜色可设", "unknown part `{name}` in a style";
        UnknownStyleKey { name: String } => "`{name}` 不是颜色角色的一部分", "unknown key `{name}` in the style of a role";
        UnknownSection { name: String } => "按键设置没有 `{name}` 这一节", "unknown section `{name}` of the keymap";
        UnknownAction { name: String } => "没有 `{name}` 这个动作", "unknown action `{name}`";
        UnknownColumn { name: String } => "没有 `{name}` 这一列", "unknown column `{name}`";
        MissingColumn { name: &'static str } => "缺少 `{name}` 列", "missing column `{name}`";
        RepeatedColumn { name: String } => "`{name}` 列重复", "repeated column `{name}`";
        UnknownStock { code: String } => "`{code}` 不是证券代码", "`{code}` is not a stock code";
        MissingStockName { code: String } => "{code} 没有名称", "{code} has no name";
        AmbiguousStockName { name: String, one: String, other: String } => "“{name}” 同时是 {one} 和 {other}",
            "“{name}” is both {one} and {other}";
        FieldCount { found: usize, columns: usize } => "这一行有 {found} 列，表头有 {columns} 列",
            "{found} fields in a row, {columns} in the heading", one found "1 field in a row, {columns} in the heading";
        InvalidCsv { message: String } => "不是 CSV：{message}", "invalid CSV: {message}";
        UnknownKey { table: TableKind, name: String } => "{table}没有 `{name}` 这一项", "unknown key `{name}` in {table}";
        KeyOfOtherKind { name: String, kind: &'static str } => "`{name}` 只用于 `kind = \"{kind}\"`", "`{name}` belongs to `kind = \"{kind}\"`";
        MissingKey { table: TableKind, key: &'static str } => "{table}缺少 `{key}`", "{table} without `{key}`";
        RepeatedFormat { name: String } => "有两个格式都叫 `{name}`", "two formats with the name `{name}`";
        RepeatedDigit { digit: u8 } => "有两条规则的 `key` 都是 {digit}", "two rules with the key {digit}";
        RepeatedRule { name: String } => "有两条规则都叫 `{name}`", "two rules with the name `{name}`";
        TooManyRules => "规则太多", "too many rules";
        UnknownField { key: &'static str } => "`{key}` 中没有这个字段", "unknown field in `{key}`";
        WrongQuery { key: &'static str } => "`{key}` 不是查询", "`{key}` is no query";
        UnknownFormatRole { name: String } => "没有 `{name}` 这种字段", "unknown field `{name}`";
        UnknownGroup { name: String } => "`pattern` 没有 `{name}` 这一组", "no group `{name}` in `pattern`";
        InvalidPattern { message: String } => "正则表达式有误：{message}", "invalid regular expression: {message}";
        InvalidGlob { message: String } => "文件名模式有误：{message}", "invalid glob: {message}";
        NoTimeField => "格式没有时间字段", "a format without a field for the time";
        NoTextField => "格式没有标题或正文字段", "a format without a field for a title or text";
        RepeatedKeys { keys: String, one: &'static str, other: &'static str } => "\"{keys}\" 同时绑定了 `{one}` 和 `{other}`",
            "\"{keys}\" is bound to both `{one}` and `{other}`";
        PrefixKeys { keys: String, one: &'static str, longer: String, other: &'static str } =>
            "\"{keys}\"（`{one}`）是 \"{longer}\"（`{other}`）的开头",
            "\"{keys}\" (`{one}`) is a prefix of \"{longer}\" (`{other}`)";
    }
}

texts! {
    /// What was expected in place of an error.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Expectation {
        DidYouMean { name: String } => "是不是 `{name}`？", "did you mean `{name}`?";
        OneOf { names: NameList } => "应为其中之一：{names}", "expected one of {names}";
        SomeOf { names: NameList } => "应取自：{names}", "expected some of {names}";
        Choice { values: ChoiceList } => "应为 {values}", "expected {values}";

        // Values
        String => "应为引号中的文字", "expected a string in quotes";
        Boolean => "应为 `true` 或 `false`", "expected `true` or `false`";
        WholeNumber => "应为不小于 0 的整数", "expected a whole number, 0 or more";
        StringList => "应为文字的列表，[\"a\", \"b\"]", "expected a list of strings, [\"a\", \"b\"]";
        Table { key: String } => "应单独一行写 `[{key}]`", "expected `[{key}]` on a line of its own";
        Digit => "应为 1 到 9 的数字，各不相同", "expected a digit from 1 to 9 of its own";
        Integer => "应为整数", "expected a whole number";
        TimeOfDay => "应为引号中的时刻，\"05:30\"", "expected a time of day in quotes, \"05:30\"";
        Percent => "应为 0 至 100 的整数", "expected a whole number from 0 to 100";
        OneOrTwo => "应为 1 或 2", "expected 1 or 2";
        CopyFormat { names: NameList } => "应为引号中的文字，可含 {names}", "expected a string in quotes with any of {names}";
        Colour => "应为 \"#d7dae0\"、引号中的 0 至 255，或 black、red、green、yellow、blue、magenta、cyan、gray、dark-gray、light-red … light-cyan、white、reset 之一",
            "expected \"#d7dae0\", 0 to 255 in quotes, or one of black, red, green, yellow, blue, magenta, cyan, gray, dark-gray, light-red … light-cyan, white, reset";
        Keys { error: KeyError } => "{error}；应如 \"x\"、\"Ctrl-x\"、\"g g\"、\"PageDown\"",
            "{error}; expected keys like \"x\", \"Ctrl-x\", \"g g\", \"PageDown\"";
        OtherKeys { action: &'static str } => "其中一个应换别的按键，或不绑定：`{action} = []`",
            "bind one of them to other keys, or to none: `{action} = []`";

        // Formats
        FormatTables => "应单独一行写 `[[format]]`", "expected `[[format]]` on a line of its own";
        KeyLike { key: &'static str, example: &'static str } => "应如 `{key} = {example}`", "expected `{key} = {example}` or the like";
        AboveFormats => "设置应写在第一个 `[[format]]` 之前", "settings belong above the first `[[format]]`";
        NoSuchKey => "应去掉，或改 `kind`", "remove it, or change `kind`";
        OtherName => "名称应各不相同", "expected a name of its own";
        Zone => "应为时区，\"UTC\"、\"+08:00\" 之类", "expected a zone like \"UTC\" or \"+08:00\"";
        TimeFormat => "应如 \"%d/%m/%Y %H:%M\"", "expected one like \"%d/%m/%Y %H:%M\"";
        Separator => "应为一个字符，\",\"、\";\"、\"|\" 或 \"\\t\"", "expected one character, \",\", \";\", \"|\" or \"\\t\"";
        Glob => "应如 \"robot-*.json\"、\"logs/**/*.log\"", "expected one like \"robot-*.json\" or \"logs/**/*.log\"";
        Pattern => "应如 '^\\[(?<time>[^\\]]+)\\] (?<text>.*)'", "expected one like '^\\[(?<time>[^\\]]+)\\] (?<text>.*)'";
        TimeField => "应如 `fields = { time = \"pushed\" }`", "expected `fields = { time = \"pushed\" }` or the like";
        TextField => "应如 `fields = { text = \"msg\" }`", "expected `fields = { text = \"msg\" }` or the like";
        JsonField => "应为字段名，\"msg\"、\"meta.time\"，或从 1 起的序号，或其列表",
            "expected a name, \"msg\" or \"meta.time\", or a number from 1, or a list of these";
        ColumnField => "应为列名或从 1 起的列号，或其列表", "expected the name of a column or its number from 1, or a list of these";
        NumberedField => "没有表头，应为从 1 起的列号，或其列表", "expected the number of a column from 1, for there is no heading, or a list of these";
        GroupField => "应为 `pattern` 中一组的名称，或其列表", "expected the name of a group in `pattern`, or a list of these";

        // Rules
        RuleTables => "应单独一行写 `[[rule]]`", "expected `[[rule]]` on a line of its own";
        BelowRule => "应写在一个 `[[rule]]` 之下", "keys of a rule belong below a line `[[rule]]`";
        RuleStyle => "应如 `style = { row = \"cyan\" }` 或 `{ hits = \"#d7af00\" }`", "expected `style = { row = \"cyan\" }` or `{ hits = \"#d7af00\" }`";
        Fold => "应为 \"fold\"", "expected \"fold\"";
        AboveRules => "应写在第一个 `[[rule]]` 之前", "it belongs above the first `[[rule]]`";
        Program => "应如 `run = [\"notify-send\", \"电报\"]`：程序和参数，不经过 shell", "expected `run = [\"notify-send\", \"news\"]` or the like: a program and its arguments, for no shell";
        QuietHours => "应为引号中的两个时刻，\"23:30-05:30\"", "expected two times of day in quotes, \"23:30-05:30\"";
        Look => "应为颜色角色的名称，\"#d7dae0\"、引号中的 0 至 255 或 \"cyan\" 之类的颜色，或 { fg = …, bg = …, modifiers = … }",
            "expected a role of the theme, a colour like \"#d7dae0\", \"178\" or \"cyan\", or { fg = …, bg = …, modifiers = … }";
        AtMost { max: usize } => "最多 {max} 条", "expected at most {max}";
        Query { error: Expected } => "{error}", "{error}";
        Day => "应为引号中的日期，\"2026-11-30\"", "expected a day in quotes, \"2026-11-30\"";

        // Files
        Toml => "应为 TOML 文件（https://toml.io）", "expected TOML (https://toml.io)";
        TomlOrNone => "应为 TOML 文件，或用 --no-config", "expected a TOML file, or --no-config";
        KeymapOrNone => "应为按键设置文件，或 `keymap = \"\"`", "expected a keymap file, or `keymap = \"\"`";
        RulesOrNone => "应为规则文件，或 `rules = \"\"`", "expected a file of rules, or `rules = \"\"`";
        StocksOrNone => "应为证券名称表，或 `stocks = \"\"`", "expected a table of stocks, or `stocks = \"\"`";
        StockHeading => "第一行应为 code,name,aliases（aliases 可省略）",
            "expected a first line `code,name,aliases`; aliases are optional";
        StockRow => "应如 600519.SH,贵州茅台,茅台;飞天茅台（别名用 ; 分隔）",
            "expected a row like 600519.SH,贵州茅台,茅台;飞天茅台 with `;` between aliases";
        OneStock => "一个名称只应属于一只股票", "expected a name that belongs to one stock";
        Theme { name: String, shipped: NameList } => "没有主题 `{name}`：可用 {shipped}，或主题文件",
            "no theme `{name}`: expected {shipped}, or the file of a theme";
    }
}

texts! {
    /// What a table of a configuration file describes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    TableKind {
        Format => "格式", "a format";
        Rule => "规则", "a rule";
    }
}

texts! {
    /// Why a text is not a sequence of keys.
    #[derive(Clone, Debug, PartialEq, Eq)]
    KeyError {
        NoKey => "没有按键", "no key";
        UnknownKey { name: String } => "没有 `{name}` 这个键", "unknown key `{name}`";
        CountFirst => "`digits = \"counts\"` 时开头的数字表示次数", "a digit at the beginning is a count, because of `digits = \"counts\"`";
    }
}

/// Suggests the known name that is nearest to an unknown one, or lists all of them.
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Expectation {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = known
        .iter()
        .map(|candidate| (strsim::levenshtein(name, candidate), candidate))
        .min();
    match nearest {
        Some((edits, candidate)) if edits <= 1 + name.chars().count() / 3 => {
            Expectation::DidYouMean {
                name: (*candidate).to_owned(),
            }
        }
        Some(_) | None => Expectation::OneOf {
            names: quoted(known),
        },
    }
}

/// Puts each name in backticks.
pub fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> NameList {
    NameList(names.into_iter().map(|name| format!("`{name}`")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_both_languages() {
        ConfigErrorKind::assert_translated();
        Expectation::assert_translated();
        KeyError::assert_translated();
        TableKind::assert_translated();
    }

    #[test]
    fn nested_errors_share_the_language() {
        let error = Expectation::Keys {
            error: KeyError::NoKey,
        };
        assert!(error.message(Lang::Chinese).starts_with("没有按键"));
        assert!(error.message(Lang::English).starts_with("no key"));
    }

    #[test]
    fn suggests_near_names_and_lists_others() {
        let suggested = |name| suggest(name, ["theme", "rollover"]);
        let near = |name: &str| Expectation::DidYouMean {
            name: name.to_owned(),
        };
        assert_eq!(suggested("them"), near("theme"));
        assert_eq!(suggested("rollver"), near("rollover"));
        let names = quoted(["theme", "rollover"]);
        assert_eq!(suggested("zzzzzz"), Expectation::OneOf { names });
    }
}
