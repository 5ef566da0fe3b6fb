//! The two languages of the interface, and the one of a locale.

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Lang {
    /// Returns the language for the values of `LC_ALL`, `LC_MESSAGES` and `LANG`.
    ///
    /// As in POSIX, the first non-empty one decides. `C` and `POSIX`, common on servers, say nothing about a person who
    /// reads Chinese news, so only a locale of another language gives English.
    pub fn from_locale(values: [Option<&str>; 3]) -> Self {
        let locale = values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .unwrap_or("C");
        let language = locale
            .split(['_', '.', '@', '-'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match language.as_str() {
            "c" | "posix" | "zh" | "yue" | "wuu" => Self::Chinese,
            _ => Self::English,
        }
    }

    /// Returns the text in this language.
    pub const fn pick<T: Copy>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_foreign_locale_gives_english() {
        let chinese = [
            "zh_CN.UTF-8",
            "zh-Hans",
            "zh_TW",
            "C",
            "C.UTF-8",
            "POSIX",
            "",
        ];
        for locale in chinese {
            assert_eq!(
                Lang::from_locale([None, None, Some(locale)]),
                Lang::Chinese,
                "{locale}"
            );
        }
        for locale in ["en_US.UTF-8", "de_DE@euro", "ja_JP.eucJP"] {
            assert_eq!(
                Lang::from_locale([None, None, Some(locale)]),
                Lang::English,
                "{locale}"
            );
        }
    }

    #[test]
    fn first_set_variable_decides() {
        assert_eq!(
            Lang::from_locale([Some("zh_CN.UTF-8"), None, Some("en_US.UTF-8")]),
            Lang::Chinese
        );
        assert_eq!(
            Lang::from_locale([Some(""), Some("en_US.UTF-8"), Some("zh_CN.UTF-8")]),
            Lang::English
        );
    }
}
