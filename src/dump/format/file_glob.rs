//! The files that have a format, by name or path.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::dump::dialect::path_day::name_text;

/// Endings of files that are compressed alone. A glob need not name them.
const PACKED: [&str; 2] = ["gz", "zst"];

/// A pattern for files: `robot-*.json`, `logs/**/*.log`, `/srv/news/{a,b}.csv`.
///
/// Without `/` it is matched with the name of a file, with one in front with its whole path, otherwise with the end of its path.
/// `*` and `?` match no `/`, `**` matches any folders.
#[derive(Clone, Debug)]
pub struct FileGlob {
    text: Box<str>,
    matcher: GlobMatcher,
}

/// Why a text is no glob.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GlobError(String);

impl FileGlob {
    /// Compiles a glob.
    pub fn new(text: &str) -> Result<Self, GlobError> {
        let is_of_end = text.contains('/') && !text.starts_with('/');
        let whole = if is_of_end {
            format!("**/{text}")
        } else {
            text.to_owned()
        };
        let glob = GlobBuilder::new(&whole).literal_separator(true).build();
        let glob = glob.map_err(|error| GlobError(error.kind().to_string()))?;
        Ok(Self {
            text: text.into(),
            matcher: glob.compile_matcher(),
        })
    }

    /// As the user wrote it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it matches a file. A relative path is below `folder`.
    pub(in crate::dump) fn matches(&self, path: &Path, folder: &Path) -> bool {
        let is_packed = |end: &str| path.extension().is_some_and(|own| own == end);
        let is_match = |path: &Path| {
            if self.text.contains('/') {
                self.matcher.is_match(plain(&folder.join(path)))
            } else {
                let name = path.file_name().map(name_text).unwrap_or_default();
                self.matcher.is_match(&*name)
            }
        };
        // Standard input has the path `-`.
        is_match(path)
            || PACKED.iter().any(|end| is_packed(end)) && is_match(&path.with_extension(""))
    }
}

/// The path without `.` between its names.
fn plain(path: &Path) -> PathBuf {
    let is_name = |part: &Component<'_>| *part != Component::CurDir;
    path.components().filter(is_name).collect()
}

impl PartialEq for FileGlob {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for FileGlob {}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("robot-*.json", "robot-1.json", true)]
    #[case("robot-*.json", "/srv/a/robot-1.json", true)]
    #[case("robot-*.json", "a/robot-1.json.gz", true)]
    #[case("robot-*.json", "days.zip/robot-1.json", true)]
    #[case("robot-*.json", "robot-1.jsonl", false)]
    #[case("*.{log,txt}", "a/新闻.txt", true)]
    #[case("[0-9]*.log", "x1.log", false)]
    #[case("-", "-", true)]
    #[case("logs/*.log", "a/logs/1.log", true)]
    #[case("logs/*.log", "logs/1.log", true)]
    #[case("logs/*.log", "./logs/./1.log", true)]
    #[case("logs/*.log", "logs/b/1.log", false)]
    #[case("logs/**/*.log", "logs/b/1.log", true)]
    #[case("/home/u/*.log", "1.log", true)]
    #[case("/home/u/*.log", "/home/u/1.log", true)]
    #[case("/home/u/*.log", "/home/v/1.log", false)]
    fn glob_matches_names_and_paths(#[case] glob: &str, #[case] path: &str, #[case] is: bool) {
        let glob = FileGlob::new(glob).unwrap();
        assert_eq!(glob.matches(Path::new(path), Path::new("/home/u")), is);
    }

    #[test]
    fn wrong_glob_says_why() {
        let error = FileGlob::new("a[b").unwrap_err();
        assert!(error.to_string().contains("unclosed"), "{error}");
    }
}
