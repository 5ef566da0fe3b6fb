//! The macro that makes an enum of a table of texts, and the types that can fill a placeholder.
//!
//! A line is one text: its variant with a field for each placeholder, then Chinese, then English. `{field}` is replaced
//! by the field. `one FIELD "…"` is the English text for a single one. To add a text, add a line.

use std::fmt::{self, Display};
use std::time::Duration;

use chrono::NaiveDate;

use super::language::Lang;

/// A value that can fill a placeholder. Its own text may differ between the languages.
pub(crate) trait Localize {
    /// Returns the value as text in `lang`.
    fn localized(&self, lang: Lang) -> impl Display;

    /// Returns an arbitrary value for the tests of every text.
    #[cfg(test)]
    fn sample() -> Self;
}

/// Implements [`Localize`] for types that look the same in both languages.
macro_rules! localize_alike {
    ($($kind:ty => $sample:expr;)*) => {
        $(impl Localize for $kind {
            fn localized(&self, _: Lang) -> impl Display {
                self
            }

            #[cfg(test)]
            fn sample() -> Self {
                $sample
            }
        })*
    };
}

localize_alike! {
    i32 => 7;
    u8 => 7;
    u32 => 7;
    u64 => 7;
    usize => 7;
    &'static str => "x";
    String => "x".to_owned();
    NaiveDate => NaiveDate::default();
}

impl Localize for Duration {
    /// In seconds.
    fn localized(&self, _: Lang) -> impl Display {
        self.as_secs_f64()
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self::from_millis(1500)
    }
}

impl<T: Localize> Localize for Box<T> {
    fn localized(&self, lang: Lang) -> impl Display {
        T::localized(self, lang)
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self::new(T::sample())
    }
}

/// Names in a list: `a, b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList(pub Vec<String>);

/// Alternatives: `a or b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceList(pub Vec<String>);

impl Localize for NameList {
    fn localized(&self, lang: Lang) -> impl Display {
        self.0.join(lang.pick("、", ", "))
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self(vec!["x".to_owned(), "y".to_owned()])
    }
}

impl Localize for ChoiceList {
    fn localized(&self, lang: Lang) -> impl Display {
        self.0.join(lang.pick(" 或 ", " or "))
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self(vec!["x".to_owned(), "y".to_owned()])
    }
}

/// Displays a value in a language; `format!` takes it for a placeholder.
pub(crate) struct Localized<'a, T>(pub(crate) &'a T, pub(crate) Lang);

impl<T: Localize> Display for Localized<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.localized(self.1).fmt(f)
    }
}

/// Makes an enum of a table: a variant for each line, with its text in both languages.
macro_rules! texts {
    ($(#[$about:meta])* $table:ident {
        $($(#[$doc:meta])* $text:ident $({ $($field:ident: $kind:ty),+ })? => $chinese:literal, $english:literal
            $(, one $number:ident $one:literal)?;)*
    }) => {
        $(#[$about])*
        pub enum $table {
            $($(#[$doc])* #[doc = concat!("`` ", $english, " ``")] $text $({ $(#[doc = stringify!($field)] $field: $kind),+ })?,)*
        }

        impl $table {
            /// Returns this text in a language of the interface.
            pub fn message(&self, lang: $crate::lang::Lang) -> ::std::borrow::Cow<'static, str> {
                match self {
                    $(Self::$text $({ $($field),+ })? =>
                        $crate::lang::texts!(@text lang, $chinese, $english, [$($number $one)?] $(, $($field)+)?),)*
                }
            }
        }

        impl $crate::lang::Localize for $table {
            fn localized(&self, lang: $crate::lang::Lang) -> impl ::std::fmt::Display {
                self.message(lang)
            }

            #[cfg(test)]
            fn sample() -> Self {
                Self::SAMPLES[0]()
            }
        }

        #[cfg(test)]
        impl $table {
            const SAMPLES: &[fn() -> Self] =
                &[$(|| Self::$text $({ $($field: $crate::lang::Localize::sample()),+ })?,)*];

            /// Returns every text once, with arbitrary fields.
            pub(crate) fn samples() -> Vec<Self> {
                Self::SAMPLES.iter().map(|sample| sample()).collect()
            }

            /// Asserts that every line has two languages with the same placeholders.
            pub(crate) fn assert_translated() {
                const LINES: &[(&str, &str, &str)] =
                    &[$((stringify!($text), $chinese, $english),)*];
                $crate::lang::assert_translated(LINES, &Self::samples());
            }
        }
    };
    (@text $lang:ident, $chinese:literal, $english:literal, []) => {
        ::std::borrow::Cow::Borrowed($lang.pick($chinese, $english))
    };
    (@text $lang:ident, $chinese:literal, $english:literal, [$($number:ident $one:literal)?], $($field:ident)+) => {{
        $(let $field = $crate::lang::Localized($field, $lang);)+
        ::std::borrow::Cow::Owned(match $lang {
            $crate::lang::Lang::Chinese => format!($chinese),
            $($crate::lang::Lang::English if *$number.0 == 1 => format!($one),)?
            $crate::lang::Lang::English => format!($english),
        })
    }};
}

pub(crate) use texts;

/// Asserts that each line has the same placeholders in both languages, and that each sample is Chinese and English.
#[cfg(test)]
pub(crate) fn assert_translated<T: Localize>(lines: &[(&str, &str, &str)], samples: &[T]) {
    for (name, chinese, english) in lines {
        assert_eq!(placeholders(chinese), placeholders(english), "{name}");
    }
    for sample in samples {
        let [chinese, english] =
            [Lang::Chinese, Lang::English].map(|lang| sample.localized(lang).to_string());
        let is_chinese = chinese
            .chars()
            .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(is_chinese, "{chinese}");
        assert!(!english.is_empty() && english != chinese, "{chinese}");
    }
}

#[cfg(test)]
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined_in_each_language() {
        let names = ["a", "b"].map(str::to_owned).to_vec();
        let list = NameList(names.clone());
        assert_eq!(list.localized(Lang::Chinese).to_string(), "a、b");
        assert_eq!(list.localized(Lang::English).to_string(), "a, b");
        let choices = ChoiceList(names);
        assert_eq!(choices.localized(Lang::Chinese).to_string(), "a 或 b");
        assert_eq!(choices.localized(Lang::English).to_string(), "a or b");
    }
}
