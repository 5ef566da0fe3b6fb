//! The path of a dump or folder.

use std::borrow::Borrow;
use std::ffi::OsStr;
use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memchr_iter;

/// A shared path that is compared and hashed by its bytes.
///
/// [`Path`] is compared by components, which for thousands of dumps takes as long as listing them. Here `a//b/` and `a/./b` become
/// `a/b` at construction instead. Maps are queried by [`OsStr`]: `files.get(path.as_os_str())`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<OsStr>);

impl From<&Path> for FilePath {
    fn from(path: &Path) -> Self {
        if is_normal(path) {
            Self(path.as_os_str().into())
        } else {
            Self(path.components().collect::<PathBuf>().as_os_str().into())
        }
    }
}

impl From<PathBuf> for FilePath {
    fn from(path: PathBuf) -> Self {
        path.as_path().into()
    }
}

impl From<&str> for FilePath {
    fn from(path: &str) -> Self {
        Path::new(path).into()
    }
}

/// Whether a path has no `//`, `/./` or trailing `/`. May return `false` without need, as for hidden files.
fn is_normal(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    memchr_iter(b'/', bytes)
        .all(|at| bytes.len() == 1 || !matches!(bytes.get(at + 1), None | Some(b'/' | b'.')))
}

impl Deref for FilePath {
    type Target = Path;

    fn deref(&self) -> &Path {
        Path::new(&*self.0)
    }
}

impl AsRef<Path> for FilePath {
    fn as_ref(&self) -> &Path {
        self
    }
}

impl Borrow<OsStr> for FilePath {
    fn borrow(&self) -> &OsStr {
        &self.0
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn paths_are_equal_if_their_components_are(a in "[a./]{0,6}", b in "[a./]{0,6}") {
            let (one, other) = (FilePath::from(&*a), FilePath::from(PathBuf::from(&b)));
            prop_assert_eq!(one == other, Path::new(&a) == Path::new(&b), "{} {}", a, b);
            prop_assert_eq!(&*one, Path::new(&a));
        }
    }
}
