use rstest::rstest;

use super::*;

const FILE: &str = r#"# What I look for.

quiet = "23:30-05:30"   # asleep

# Shares I hold.
[[rule]]
name = "持仓"     # mine
query = "in:持仓"
style = { row = "cyan" }

[[rule]]
query = '芯片 | 半导体'
name = "芯片"

[rule.style]
row = "red"

# The end.
"#;

fn mute() -> NewRule {
    let key = |key: &str, value: RuleValue| (key.to_owned(), value);
    NewRule {
        comment: "by a key".to_owned(),
        keys: vec![
            key("name", "盘中\"宝\"".into()),
            key("query", "column:盘中宝".into()),
            key("priority", 1.into()),
        ],
    }
}

fn apply(edit: &RuleEdit, text: &str) -> (String, RuleEdit) {
    edit.apply(text).unwrap()
}

#[test]
fn added_rule_comes_after_everything() {
    let (text, inverse) = apply(&RuleEdit::Add(mute()), FILE);
    let added =
        "\n# by a key\n[[rule]]\nname = '盘中\"宝\"'\nquery = \"column:盘中宝\"\npriority = 1\n";
    assert_eq!(text, format!("{FILE}{added}"));
    assert_eq!(inverse, RuleEdit::Remove("盘中\"宝\"".to_owned()));
    assert_eq!(apply(&inverse, &text).0, FILE);
}

#[rstest]
#[case("", "# by a key\n[[rule]]\n")]
#[case(
    "# examples\n#[[rule]]",
    "# examples\n#[[rule]]\n\n# by a key\n[[rule]]\n"
)]
#[case("quiet = \"1\"", "quiet = \"1\"\n\n# by a key\n[[rule]]\n")]
fn first_rule_is_added_below_comments(#[case] before: &str, #[case] start: &str) {
    let (text, _) = apply(&RuleEdit::Add(mute()), before);
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn set_value_keeps_the_comment_beside_it() {
    let edit = RuleEdit::Set {
        rule: "持仓".to_owned(),
        key: "name".to_owned(),
        value: Some("自选".into()),
    };
    let (text, inverse) = apply(&edit, FILE);
    assert_eq!(
        text,
        FILE.replace("name = \"持仓\"     # mine", "name = \"自选\"     # mine")
    );
    assert_eq!(apply(&inverse, &text).0, FILE);
}

#[rstest]
#[case("持仓", "priority", "priority = 7")]
#[case("芯片", "style", "style = 7")]
fn new_key_is_added_and_taken_away(#[case] rule: &str, #[case] key: &str, #[case] line: &str) {
    let edit = RuleEdit::Set {
        rule: rule.to_owned(),
        key: key.to_owned(),
        value: RuleValue::parse("7"),
    };
    let (text, inverse) = apply(&edit, FILE);
    assert!(text.contains(line), "{text}");
    assert!(text.contains("# The end."), "{text}");
    let (text, _) = apply(&inverse, &text);
    assert!(!text.contains(line), "{text}");
}

#[rstest]
#[case("持仓", "# Shares I hold.")]
#[case("芯片", "[rule.style]\nrow = \"red\"")]
fn removed_rule_comes_back_where_it_was(#[case] rule: &str, #[case] gone: &str) {
    let (text, inverse) = apply(&RuleEdit::Remove(rule.to_owned()), FILE);
    assert!(!text.contains(rule) && !text.contains(gone), "{text}");
    assert!(text.contains("# What I look for.") && text.contains("# The end."));
    assert_eq!(apply(&inverse, &text).0, FILE);
}

#[test]
fn header_of_the_file_outlives_the_first_rule() {
    let file = "# Header.\n\n# About a.\n[[rule]]\nname = \"a\"\n\n[[rule]]\nname = \"b\"\n";
    let (text, inverse) = apply(&RuleEdit::Remove("a".to_owned()), file);
    assert_eq!(text, "# Header.\n\n[[rule]]\nname = \"b\"\n");
    assert_eq!(apply(&inverse, &text).0, file);
}

/// What is above a blank line is not about the rule below it.
#[test]
fn comment_above_a_blank_line_stays() {
    let file = "# Header.\n\n[[rule]]\nname = \"a\"\n\n[[rule]]\nname = \"b\"\n";
    let (text, inverse) = apply(&RuleEdit::Remove("a".to_owned()), file);
    assert_eq!(text, "# Header.\n\n[[rule]]\nname = \"b\"\n");
    assert_eq!(apply(&inverse, &text).0, file);
}

#[test]
fn line_ends_stay_as_they_are() {
    let file = FILE.replace('\n', "\r\n");
    let (text, inverse) = apply(&RuleEdit::Add(mute()), &file);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(apply(&inverse, &text).0, file);
}

#[rstest]
#[case("[[rule]", RuleEdit::Remove("a".to_owned()), "")]
#[case("rule = [{ name = \"a\" }]", RuleEdit::Remove("a".to_owned()), "[[rule]]")]
#[case("", RuleEdit::Remove("a".to_owned()), "no rule has the name \"a\"")]
fn text_that_cannot_be_edited_is_an_error(
    #[case] text: &str,
    #[case] edit: RuleEdit,
    #[case] message: &str,
) {
    let error = edit.apply(text).unwrap_err().to_string();
    assert!(error.contains(message), "{error}");
}
