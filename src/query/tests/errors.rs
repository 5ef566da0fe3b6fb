//! Errors: their places and messages.

use rstest::rstest;

use super::parse;
use crate::lang::Lang;
use crate::moment::ExpectedTime;
use crate::query::{Expected, FIELDS, QueryError};
use crate::text::TextMetrics;

fn error(source: &str) -> QueryError {
    parse(source)
        .and_then(|query| query.compile())
        .map(|_| ())
        .unwrap_err()
}

fn value(name: &str) -> Expected {
    let field = FIELDS.iter().find(|field| field.names()[0] == name);
    Expected::value(field.unwrap())
}

/// The same mistake has the same words as in the prompt for times.
const fn time(time: ExpectedTime) -> Expected {
    Expected::Time { time }
}

#[rstest]
#[case("a |", 3, 3, Expected::Operand)]
#[case("| a", 0, 1, Expected::Operand)]
#[case("英伟达 -", 11, 11, Expected::Operand)]
#[case("a or or b", 5, 7, Expected::Operand)]
#[case("--a", 1, 2, Expected::Operand)]
#[case("()", 1, 2, Expected::Operand)]
#[case("a b)", 3, 4, Expected::End)]
#[case("a (b", 2, 3, Expected::ClosingParenthesis)]
#[case("（a", 0, 3, Expected::ClosingParenthesis)]
#[case("a \"b c", 2, 6, Expected::ClosingQuote)]
#[case("“”", 0, 6, Expected::Content)]
#[case("a /b c", 2, 6, Expected::ClosingSlash)]
#[case("//", 0, 2, Expected::Content)]
#[case("/a/x", 3, 4, Expected::RegexFlag)]
#[case("titel:a", 0, 5, Expected::NearestField { nearest: "title" })]
#[case("a foo:b", 2, 5, Expected::KnownField)]
#[case("title: a", 6, 6, value("title"))]
#[case("title>a", 5, 6, Expected::Colon { field: "title" })]
#[case("is:unread", 3, 9, value("is"))]
#[case("day:2026-13", 4, 11, time(ExpectedTime::Date))]
#[case("day:foo", 4, 7, value("day"))]
#[case("day:2026-02-01..2026-01-01", 4, 26, value("day"))]
#[case("at:25:00", 3, 8, time(ExpectedTime::HourMinute))]
#[case("since:25:00", 6, 11, time(ExpectedTime::HourMinute))]
#[case("since:10:15x", 6, 12, time(ExpectedTime::End))]
#[case("since:soon", 6, 10, value("since"))]
#[case("last:15", 5, 7, value("last"))]
#[case("level:D", 6, 7, value("level"))]
#[case("level:(A)", 6, 7, value("level"))]
#[case("pct>=inf", 5, 8, value("pct"))]
#[case("amount>=-1", 8, 10, value("amount"))]
#[case(r"a /\w{200}/", 2, 11, Expected::SmallerRegex)]
fn error_has_place_and_expectation(
    #[case] source: &str,
    #[case] start: usize,
    #[case] end: usize,
    #[case] expected: Expected,
) {
    assert_eq!(
        error(source),
        QueryError {
            at: start..end,
            expected
        }
    );
}

#[test]
fn wrong_regex_shows_the_parser_message() {
    let error = error("title:/涨(超/");
    assert_eq!(error.at, 6..15);
    assert_eq!(
        error.message(Lang::Chinese),
        "正则表达式有误：unclosed group"
    );
    assert_eq!(
        error.to_string(),
        "expected a regular expression: unclosed group"
    );
}

/// A list of 17 names was cut at 80 columns.
#[test]
fn defect_9_error_of_a_field_fits_a_phone() {
    let metrics = TextMetrics::default();
    for field in FIELDS {
        let name = format!("{}x:a", field.names()[0]);
        for lang in [Lang::English, Lang::Chinese] {
            let message = error(&name).message(lang);
            assert!(message.contains("Tab"), "{message}");
            assert!(metrics.width(&message) <= 43, "{message}");
        }
    }
}

#[rstest]
#[case(Lang::English, "did you mean title? expected one of is stock in since")]
#[case(Lang::Chinese, "是 title 吗？应为 is stock in since")]
fn command_line_lists_the_fields(#[case] lang: Lang, #[case] expected: &str) {
    let message = error("titel:a").message_in_full(lang);
    assert!(message.contains(expected), "{message}");
    let (_, list) = expected.split_at(expected.find("is stock").unwrap());
    for query in ["titel:a", "foo:a"] {
        let message = error(query).message_in_full(lang);
        assert!(
            message.contains(list) && !message.contains("Tab"),
            "{message}"
        );
    }
    let error = error("(a");
    assert_eq!(error.message_in_full(lang), error.message(lang));
}

#[test]
fn unknown_value_lists_the_known_ones() {
    assert_eq!(
        error("is:unread").message(Lang::English),
        "`is:` takes red, unseen, seen, starred, noted, revised, column, titled, gone"
    );
    assert_eq!(
        error("is:unread").message(Lang::Chinese),
        "is 的值应为 red, unseen, seen, starred, noted, revised, column, titled, gone"
    );
}

/// The Chinese message offered `today, yesterday`.
#[test]
fn defect_20_examples_are_in_the_readers_words() {
    let message = |source: &str, lang| error(source).message(lang);
    assert!(message("day:foo", Lang::Chinese).contains("今天, 昨天"));
    assert!(message("day:foo", Lang::English).contains("today, yesterday"));
    assert!(message("since:foo", Lang::Chinese).contains("开盘, 昨天, 昨收"));
    assert!(message("at:foo", Lang::Chinese).contains("收盘, 早盘"));
    assert!(message("last:foo", Lang::Chinese).contains("30分钟"));
}

#[test]
fn deep_nesting_is_refused() {
    let error = error(&"(".repeat(100_000));
    assert_eq!(
        error,
        QueryError {
            at: 64..65,
            expected: Expected::LessNesting { max: 64 }
        }
    );
}

#[test]
fn every_message_is_translated() {
    Expected::assert_translated();
}
