//! How a table of texts is written, and what its texts can be filled with.
//!
//! A line is a text: its variant, with a field for everything it is filled with, then Chinese, then English. `{field}`
//! stands where the field goes. Add a line where the text belongs; nothing else is needed.

use std::fmt::{self, Display};
use std::time::Duration;

use chrono::NaiveDate;

use super::Lang;

/// Something that a text is filled with; it may itself be another in each language.
pub(super) trait Told {
    /// As it stands in a text in this language.
    fn told(&self, lang: Lang) -> impl Display;

    /// Any one of its kind, so that a test can make every text.
    #[cfg(test)]
    fn sample() -> Self;
}

/// What is told alike in both languages, with a sample.
macro_rules! told_as_it_is {
    ($($kind:ty => $sample:expr;)*) => {
        $(impl Told for $kind {
            fn told(&self, _: Lang) -> impl Display {
                self
            }

            #[cfg(test)]
            fn sample() -> Self {
                $sample
            }
        })*
    };
}

told_as_it_is! {
    i32 => 7;
    u8 => 7;
    u32 => 7;
    u64 => 7;
    usize => 7;
    &'static str => "x";
    String => "x".to_owned();
    NaiveDate => NaiveDate::default();
}

impl Told for Duration {
    /// In seconds.
    fn told(&self, _: Lang) -> impl Display {
        self.as_secs_f64()
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self::from_millis(1500)
    }
}

impl<T: Told> Told for Box<T> {
    fn told(&self, lang: Lang) -> impl Display {
        T::told(self, lang)
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self::new(T::sample())
    }
}

/// Things of which all are meant: `a, b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

/// Things of which one is meant: `a or b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Either(pub Vec<String>);

impl Told for Names {
    fn told(&self, lang: Lang) -> impl Display {
        self.0.join(lang.pick("、", ", "))
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self(vec!["x".to_owned(), "y".to_owned()])
    }
}

impl Told for Either {
    fn told(&self, lang: Lang) -> impl Display {
        self.0.join(lang.pick(" 或 ", " or "))
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self(vec!["x".to_owned(), "y".to_owned()])
    }
}

/// A text as the formatter of a text writes it: a value that was told in a language.
pub(super) struct InLang<'a, T>(pub(super) &'a T, pub(super) Lang);

impl<T: Told> Display for InLang<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.told(self.1).fmt(f)
    }
}

/// Makes an enum of a table: a variant for each line, told in either language.
macro_rules! texts {
    ($(#[$about:meta])* $table:ident {
        $($(#[$doc:meta])* $text:ident $({ $($field:ident: $kind:ty),+ })? => $chinese:literal, $english:literal;)*
    }) => {
        $(#[$about])*
        pub enum $table {
            $($(#[$doc])* #[doc = concat!("`` ", $english, " ``")] $text $({ $(#[doc = stringify!($field)] $field: $kind),+ })?,)*
        }

        impl $table {
            /// This text in a language of the interface.
            pub fn message(&self, lang: $crate::lang::Lang) -> ::std::borrow::Cow<'static, str> {
                match self {
                    $(Self::$text $({ $($field),+ })? =>
                        $crate::lang::table::texts!(@text lang, $chinese, $english $(, $($field)+)?),)*
                }
            }
        }

        impl $crate::lang::table::Told for $table {
            fn told(&self, lang: $crate::lang::Lang) -> impl ::std::fmt::Display {
                self.message(lang)
            }

            #[cfg(test)]
            fn sample() -> Self {
                Self::SAMPLES[0]()
            }
        }

        #[cfg(test)]
        impl $table {
            /// Every line of the table: its name, Chinese, English.
            pub(super) const LINES: &[(&str, &str, &str)] = &[$((stringify!($text), $chinese, $english),)*];

            const SAMPLES: &[fn() -> Self] =
                &[$(|| Self::$text $({ $($field: $crate::lang::table::Told::sample()),+ })?,)*];

            /// Every text once, filled with anything.
            pub(crate) fn samples() -> Vec<Self> {
                Self::SAMPLES.iter().map(|sample| sample()).collect()
            }
        }
    };
    (@text $lang:ident, $chinese:literal, $english:literal) => {
        ::std::borrow::Cow::Borrowed($lang.pick($chinese, $english))
    };
    (@text $lang:ident, $chinese:literal, $english:literal, $($field:ident)+) => {{
        $(let $field = $crate::lang::table::InLang($field, $lang);)+
        ::std::borrow::Cow::Owned(match $lang {
            $crate::lang::Lang::Chinese => format!($chinese),
            $crate::lang::Lang::English => format!($english),
        })
    }};
}

pub(super) use texts;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Cause, Flaw, Found, Instead, NoKeys, Say};

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

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_filled_with_the_same() {
        let tables = [
            Say::LINES,
            Flaw::LINES,
            Cause::LINES,
            Found::LINES,
            Instead::LINES,
            NoKeys::LINES,
        ];
        for (name, chinese, english) in tables.into_iter().flatten() {
            assert_eq!(placeholders(chinese), placeholders(english), "{name}");
        }
        let in_both = |told: [String; 2]| {
            assert!(is_chinese(&told[0]), "{}", told[0]);
            assert!(!told[1].is_empty() && told[0] != told[1], "{}", told[0]);
        };
        let both = [Lang::Chinese, Lang::English];
        Say::samples()
            .iter()
            .for_each(|text| in_both(both.map(|lang| text.message(lang).into_owned())));
        Flaw::samples()
            .iter()
            .for_each(|text| in_both(both.map(|lang| text.message(lang).into_owned())));
        Cause::samples()
            .iter()
            .for_each(|text| in_both(both.map(|lang| text.message(lang).into_owned())));
        Found::samples()
            .iter()
            .for_each(|text| in_both(both.map(|lang| text.message(lang).into_owned())));
        Instead::samples()
            .iter()
            .for_each(|text| in_both(both.map(|lang| text.message(lang).into_owned())));
        NoKeys::samples()
            .iter()
            .for_each(|text| in_both(both.map(|lang| text.message(lang).into_owned())));
    }

    #[test]
    fn what_a_text_is_filled_with_is_told_in_the_same_language() {
        let list = Instead::ThereAre {
            names: Names(vec!["a".to_owned(), "b".to_owned()]),
        };
        assert_eq!(list.message(Lang::Chinese), "可用：a、b");
        assert_eq!(list.message(Lang::English), "there are a, b");
        let nested = Instead::Keys { why: NoKeys::NoKey };
        assert!(nested.message(Lang::Chinese).starts_with("没有按键"));
        assert!(nested.message(Lang::English).starts_with("no key"));
    }
}
