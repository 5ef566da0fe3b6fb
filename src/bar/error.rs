//! Errors in a format.

use crate::config::Expectation;
use crate::lang::{Lang, texts};

/// An error in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarFormatError {
    /// Its place in the format, in bytes.
    pub at: usize,
    /// What it is.
    pub fault: BarFormatFault,
}

impl BarFormatError {
    /// Says what is wrong, and what was expected.
    pub fn message(&self, lang: Lang) -> String {
        self.fault.message(lang).into_owned()
    }
}

impl BarFormatFault {
    /// A brace that is not closed.
    pub(super) const NOT_CLOSED: Self = Self::NoPartner {
        brace: "{",
        other: "}",
        doubled: "{{",
    };

    /// A brace that closes nothing.
    pub(super) const NOT_OPENED: Self = Self::NoPartner {
        brace: "}",
        other: "{",
        doubled: "}}",
    };
}

texts! {
    /// What is wrong with a format.
    #[derive(Clone, Debug, PartialEq, Eq)]
    BarFormatFault {
        UnknownPlaceholder { name: String, expected: Expectation } => "没有 {{{name}}} 这个占位符；{expected}", "unknown placeholder {{{name}}}; {expected}";
        UnknownRule { name: String, expected: Expectation } => "没有 `{name}` 这条规则；{expected}", "no rule `{name}`; {expected}";
        NoPartner { brace: &'static str, other: &'static str, doubled: &'static str } => "{brace} 没有对应的 {other}；{doubled} 表示括号本身",
            "{brace} without {other}; {doubled} is a brace itself";
        NoWidth { name: String } => "{{{name}}} 没有宽度；headline、news 和 hit 有", "{{{name}}} has no width; headline, news and hit have one";
        Width { name: String } => "宽度有误；应如 {{{name} 18}}，单位是列", "wrong width; expected one like {{{name} 18}}, in columns";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_translated() {
        BarFormatFault::assert_translated();
    }
}
