//! Wrong formats: each error has its place and says what was expected.

use rstest::rstest;

use super::*;

const LINES: &str =
    "name = 'a'\nglob = '*.log'\nkind = 'lines'\npattern = '(?<time>.*) (?<text>.*)'\n";

/// The errors of a format, without the name of the file.
fn errors(lines: &str) -> Vec<String> {
    let error = read_text(&format!("[[format]]\n{lines}")).unwrap_err();
    let text = error.to_string().replace("config.toml:", "");
    text.lines().map(str::to_owned).collect()
}

#[rstest]
#[case::unknown_key(
    "patern = 1",
    "6:1: unknown key `patern` in a format; did you mean `pattern`?"
)]
#[case::setting(
    "theme = 'dark'",
    "6:1: unknown key `theme` in a format; settings belong above the first `[[format]]`"
)]
#[case::other_kind(
    "items = 'a'",
    "6:1: `items` belongs to `kind = \"json\"`; remove it, or change `kind`"
)]
#[case::zone(
    "zone = 'Mars'",
    "6:8: invalid value `zone = 'Mars'`; expected a zone like \"UTC\" or \"+08:00\""
)]
#[case::no_zone(
    "zone = '9'",
    "6:8: invalid value `zone = '9'`; expected a zone like \"UTC\" or \"+08:00\""
)]
#[case::time_format(
    "time_format = '%Q'",
    "6:15: invalid value `time_format = '%Q'`; expected one like \"%d/%m/%Y %H:%M\""
)]
#[case::wire(
    "wire = 1",
    "6:8: invalid value `wire = 1`; expected a string in quotes"
)]
#[case::fields(
    "fields = 1",
    "6:10: `fields` is not a table; expected `[fields]` on a line of its own"
)]
#[case::role(
    "fields = { tme = 'time' }",
    "6:12: unknown field `tme`; did you mean `time`?"
)]
#[case::group(
    "fields = { title = 'txt' }",
    "6:20: no group `txt` in `pattern`; did you mean `text`?"
)]
#[case::number(
    "fields = { title = 2 }",
    "6:20: invalid value `title = 2`; expected the name of a group in `pattern`, or a list of these"
)]
#[case::two_names(
    "[[format]]\nname = 'a'\nglob = 'b'\nkind = 'lines'\npattern = '(?<time>.)'",
    "7:8: two formats with the name `a`; expected a name of its own"
)]
fn further_line_is_wrong(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(errors(&format!("{LINES}{line}")), [expected]);
}

#[rstest]
#[case::no_name(
    "name = 'a'",
    "",
    "1:1: a format without `name`; expected `name = \"robot\"` or the like"
)]
#[case::no_glob(
    "glob = '*.log'",
    "",
    "1:1: a format without `glob`; expected `glob = \"robot-*.json\"` or the like"
)]
#[case::glob(
    "*.log",
    "[",
    "3:8: invalid glob: unclosed character class; missing ']'; expected one like \"robot-*.json\" or \"logs/**/*.log\""
)]
#[case::kind(
    "'lines'",
    "'xml'",
    "4:8: invalid value `kind = 'xml'`; expected \"json\" or \"csv\" or \"lines\""
)]
#[case::no_kind(
    "kind = 'lines'",
    "",
    "1:1: a format without `kind`; expected `kind = \"json\"` or the like"
)]
#[case::no_time(
    "(?<time>.*) ",
    "",
    "1:1: a format without a field for the time; expected `fields = { time = \"pushed\" }` or the like"
)]
#[case::pattern(
    "(?<time>.*) ",
    "时(?<time>.*",
    "5:13: invalid regular expression: unclosed group; expected one like '^\\[(?<time>[^\\]]+)\\] (?<text>.*)'"
)]
fn changed_line_is_wrong(#[case] from: &str, #[case] to: &str, #[case] expected: &str) {
    assert!(LINES.contains(from));
    assert_eq!(errors(&LINES.replace(from, to)), [expected]);
}

#[rstest]
#[case(
    "separator = ',,'",
    "5:13: invalid value `separator = ',,'`; expected one character, \",\", \";\", \"|\" or \"\\t\""
)]
#[case(
    "heading = 'no'",
    "5:11: invalid value `heading = 'no'`; expected `true` or `false`"
)]
#[case(
    "heading = false\nfields = { time = 1, text = 'msg' }",
    "6:29: invalid value `text = 'msg'`; expected the number of a column from 1, for there is no heading, or a list of these"
)]
#[case(
    "fields = { time = 0, text = 1 }",
    "5:19: invalid value `time = 0`; expected the name of a column or its number from 1, or a list of these"
)]
#[case(
    "fields = { time = 'a' }",
    "5:10: a format without a field for a title or text; expected `fields = { text = \"msg\" }` or the like"
)]
fn table_is_wrong(#[case] lines: &str, #[case] expected: &str) {
    let errors = errors(&format!("name = 'a'\nglob = 'a'\nkind = 'csv'\n{lines}"));
    assert!(errors.contains(&expected.to_owned()), "{errors:#?}");
}

#[test]
fn formats_are_tables_in_a_list() {
    let error = read_text("format = 'a'").unwrap_err().to_string();
    let expected = "config.toml:1:10: invalid value `format = 'a'`; expected `[[format]]` on a line of its own";
    assert_eq!(error, expected);
    assert_eq!(read_text("").unwrap(), []);
}

#[test]
fn all_wrong_lines_are_reported_at_once() {
    let text = "name = ''\nglob = '['\nkind = 'csv'\nzone = 1\nseparator = ''\n";
    assert_eq!(errors(text).len(), 4, "{:#?}", errors(text));
}
