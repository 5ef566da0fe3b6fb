//! The table of commands, whose help leaves out the options that do nothing there.

use clap::{Arg, Command, CommandFactory as _};

use super::arguments::Arguments;

/// For each command the common options that do nothing in it. It accepts them, as every command does, but its help is about the
/// others.
const WITHOUT_EFFECT: [(&str, &[&str]); 11] = [
    ("list", &["poll", "theme", "no_mouse"]),
    ("tail", &["order", "theme", "no_mouse"]),
    ("status", &["order", "theme", "no_mouse"]),
    (
        "check",
        &["query", "order", "poll", "lang", "theme", "no_mouse"],
    ),
    ("demo", &["state", "no_state", "profile", "date"]),
    ("alert", &["order", "poll", "theme", "no_mouse"]),
    (
        "archive",
        &[
            "query", "order", "state", "no_state", "profile", "poll", "encoding", "date", "lang",
            "theme", "no_mouse",
        ],
    ),
    (
        "marks",
        &[
            "query", "order", "poll", "encoding", "date", "lang", "theme", "no_mouse",
        ],
    ),
    ("config", &["query", "state", "no_state", "profile"]),
    ("completions", &ALL),
    ("man", &ALL),
];

/// Every common option.
const ALL: [&str; 13] = [
    "query",
    "order",
    "config",
    "no_config",
    "state",
    "no_state",
    "profile",
    "poll",
    "encoding",
    "date",
    "lang",
    "theme",
    "no_mouse",
];

/// Returns the table.
pub(super) fn table() -> Command {
    let table = Arguments::command();
    let common: Vec<Arg> = table.get_arguments().cloned().collect();
    WITHOUT_EFFECT
        .iter()
        .fold(table, |table, (command, names)| {
            let hidden = common
                .iter()
                .filter(|option| names.contains(&option.get_id().as_str()));
            let hidden = hidden.map(|option| option.clone().hide(true));
            table.mut_subcommand(command, |command| command.args(hidden))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sound() {
        table().debug_assert();
    }

    /// A name that is no option would hide nothing.
    #[test]
    fn all_options_are_known() {
        let table = Arguments::command();
        let global = table
            .get_arguments()
            .filter(|option| option.is_global_set());
        let ids: Vec<_> = global.map(|option| option.get_id().as_str()).collect();
        assert_eq!(ids, ALL);
        let mut hidden = WITHOUT_EFFECT.iter().flat_map(|(_, names)| *names);
        assert!(hidden.all(|name| ALL.contains(name)));
    }
}
