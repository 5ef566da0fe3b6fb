//! Errors of the operating system: its own words in English, and the usual ones in Chinese too. The error number is
//! left out, since the words already say it.

use std::fmt;
use std::io::{self, ErrorKind};

use super::language::Lang;
use super::table::Localize;

/// An I/O error that can be kept and compared. Displayed in the system's words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SystemError {
    kind: ErrorKind,
    text: String,
}

impl From<io::Error> for SystemError {
    fn from(error: io::Error) -> Self {
        Self {
            kind: error.kind(),
            text: without_number(error.to_string()),
        }
    }
}

/// Removes the ` (os error 2)` that the standard library appends.
fn without_number(text: String) -> String {
    text.rfind(" (os error ")
        .and_then(|at| text.get(..at))
        .map(str::to_owned)
        .unwrap_or(text)
}

impl SystemError {
    /// Returns whether permission was denied.
    pub(crate) fn is_no_permission(&self) -> bool {
        self.kind == ErrorKind::PermissionDenied
    }

    /// Returns the error in Chinese; `None` if only the system's own words describe it.
    const fn chinese(&self) -> Option<&'static str> {
        Some(match self.kind {
            ErrorKind::NotFound => "没有这个文件或文件夹",
            ErrorKind::PermissionDenied => "没有权限",
            ErrorKind::NotADirectory => "路径中有一段不是文件夹",
            ErrorKind::IsADirectory => "是文件夹，不是文件",
            ErrorKind::InvalidData => "不是 UTF-8 文本",
            ErrorKind::InvalidFilename => "名称过长或不合规",
            ErrorKind::UnexpectedEof => "文件不完整",
            ErrorKind::FileTooLarge => "文件过大",
            ErrorKind::StorageFull => "磁盘已满",
            ErrorKind::TimedOut => "超时",
            ErrorKind::StaleNetworkFileHandle => "网络上的文件已失效",
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
                "网络不通"
            }
            ErrorKind::OutOfMemory => "内存不足",
            _ => return None,
        })
    }
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Localize for SystemError {
    fn localized(&self, lang: Lang) -> impl fmt::Display {
        match lang {
            Lang::Chinese => self
                .chinese()
                .map_or_else(|| format!("报错“{}”", self.text), str::to_owned),
            Lang::English => self.text.clone(),
        }
    }

    #[cfg(test)]
    fn sample() -> Self {
        io::Error::from(ErrorKind::NotFound).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_errors_have_chinese_words() {
        let missing = SystemError::from(std::fs::metadata("/nowhere/at/all").unwrap_err());
        assert_eq!(
            missing.localized(Lang::Chinese).to_string(),
            "没有这个文件或文件夹"
        );
        assert_eq!(
            missing.localized(Lang::English).to_string(),
            "No such file or directory"
        );
        let odd = SystemError::from(io::Error::other("the card is on fire"));
        assert_eq!(
            odd.localized(Lang::Chinese).to_string(),
            "报错“the card is on fire”"
        );
    }
}
