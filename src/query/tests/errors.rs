//! Where a query ceases to make sense, and what is said of it.

use rstest::rstest;

use super::parse;
use crate::lang::Lang;
use crate::query::{Expected, Field, QueryError, TextField};

fn error(source: &str) -> QueryError {
    parse(source)
        .and_then(|query| query.compile())
        .map(|_| ())
        .unwrap_err()
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
#[case("titel:a", 0, 5, Expected::FieldName)]
#[case("title: a", 6, 6, Expected::Value(Field::Text(TextField::Title)))]
#[case("title>a", 5, 6, Expected::Colon(Field::Text(TextField::Title)))]
#[case("is:unread", 3, 9, Expected::Value(Field::Is))]
#[case("day:2026-13", 4, 11, Expected::Value(Field::Day))]
#[case("day:2026-02-01..2026-01-01", 4, 26, Expected::Value(Field::Day))]
#[case("at:25:00", 3, 8, Expected::Value(Field::At))]
#[case("last:15", 5, 7, Expected::Value(Field::Last))]
#[case("level:D", 6, 7, Expected::Value(Field::Level))]
#[case("level:(A)", 6, 7, Expected::Value(Field::Level))]
#[case("pct>=inf", 5, 8, Expected::Value(Field::Percent))]
#[case("amount>=-1", 8, 10, Expected::Value(Field::Amount))]
#[case(r"a /\w{200}/", 2, 11, Expected::SmallerRegex)]
fn a_wrong_query_names_the_place(
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
fn a_wrong_regular_expression_says_what_is_wrong() {
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

#[test]
fn an_unknown_value_names_those_that_work() {
    assert_eq!(
        error("is:unread").message(Lang::English),
        "expected is to be titled, red, revised"
    );
    assert_eq!(
        error("is:unread").message(Lang::Chinese),
        "is 的值应为 titled, red, revised"
    );
}

#[test]
fn too_many_parentheses_are_refused() {
    let error = error(&"(".repeat(100_000));
    assert_eq!(
        error,
        QueryError {
            at: 64..65,
            expected: Expected::LessNesting(64)
        }
    );
}
