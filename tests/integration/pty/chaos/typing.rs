//! Keys for a reader. None ends it or starts another program, and [`BACK`] undoes what each leaves behind.

/// One step back. Alone, `Esc` could be the beginning of another key.
pub(super) const BACK: &str = "Z";

/// Binds [`BACK`].
pub(super) const KEYMAP: &str = "[common]\nback = [\"Esc\", \"Z\"]\n";

/// Shows the list alone, so that a line has nothing but an item.
pub(super) const CONFIG: &str = "layout = \"list\"\n";

/// Hides what left a rolling dump: no other process knows it.
pub(super) const OF_THE_DUMPS: &str = "f\x15-is:gone\r";

pub(super) const KEYS: [&str; 32] = [
    "j",
    "k",
    "jjjjj",
    "\x15kkkkk",
    "J",
    "K",
    "gg",
    "G",
    "\x06",
    "\x02",
    "\x04",
    "[",
    "]",
    "{",
    "}",
    "\r",
    "\t",
    "zz",
    "za",
    "zA",
    "f\x15晨星\r",
    "f\x15公告\r",
    "f\x15/[0-9]+号/\r",
    "f\x15is:red\r",
    "/\x15芯片\r",
    "n",
    "N",
    "\\",
    "yy",
    "!q",
    "?jjq",
    "t\x1509:30\r",
];
