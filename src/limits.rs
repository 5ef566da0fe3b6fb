//! Limits on input. Each limit is a key of `config.toml`; the error at a limit names the key.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

/// Limits on input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Limits {
    /// The largest file that is read, and the most that a packed one unpacks to. In bytes; in the file, MiB.
    #[serde(deserialize_with = "mebibytes")]
    pub max_file_size: u64,
    /// The longest text of an entry; the rest is left out. In bytes; in the file, KiB, at least 1.
    #[serde(deserialize_with = "kibibytes")]
    pub max_entry_size: usize,
    /// The most memory that the reader takes. In bytes; in the file, MiB. 0 is what the machine has available at the start.
    #[serde(deserialize_with = "mebibytes")]
    pub max_memory: u64,
    /// How many levels of folders are searched below a named one.
    pub max_depth: usize,
    /// How many folders are searched in all.
    pub max_folders: usize,
    /// How many folders are watched by events; systems have a limit of their own.
    pub max_watches: usize,
}

fn mebibytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Ok(u64::deserialize(deserializer)?.saturating_mul(1 << 20))
}

fn kibibytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    Ok(usize::deserialize(deserializer)?
        .max(1)
        .saturating_mul(1 << 10))
}

impl Default for Limits {
    /// Returns the limits of the embedded `config.toml`.
    fn default() -> Self {
        static EMBEDDED: LazyLock<Limits> = LazyLock::new(|| {
            toml::from_str(include_str!("../assets/config.toml"))
                .unwrap_or_else(|error| unreachable!("a test reads assets/config.toml: {error}"))
        });
        *EMBEDDED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_limits_are_in_bytes() {
        let limits = Limits::default();
        assert_eq!(limits.max_file_size, 512 << 20);
        assert_eq!(limits.max_entry_size, 16 << 20);
    }
}
