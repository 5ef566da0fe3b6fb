//! The table of commands and options. Help, manual page and completions are made from it.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use toml::Value;

use super::time::{TimeOptions, parse_age, parse_start};
use super::values::{EncodingName, choice, date};
use crate::bar::PLACEHOLDERS;
use crate::config::settings::LANGUAGES;
use crate::config::view::ORDERS;
use crate::config::{ConfigOrigin, SettingsLayer};
use crate::item::NewsDay;
use crate::moment::When;

const EXAMPLES: &str = "\
Examples:
  dianbao ~/dumps                       read a folder of dumps on the screen
  dianbao --since 7d ~/dumps            read the last week of an archive of years
  dianbao list -q '英伟达|算力' ~/dumps   print matching items
  dianbao list --since 2h --format jsonl ~/dumps | jq .title
  dianbao tail -n 5 ~/dumps             follow
  dianbao tail --format headline        follow in a narrow pane: a line an item
  dianbao ./list                        a folder with the name of a command

Exit status:
  0    something matched; the reader was quit
  1    nothing matched
  2    an error; the rest is still printed
  101  an internal error; a report was written
  129  the terminal of the reader was closed
  130  and others: 128 plus the number of the signal that ended the reader";

/// Reads 财联社 telegraph dumps in the terminal.
///
/// Loads dumps, follows them, and shows a live list that can be scrolled and filtered. Without PATH it reads the sources of
/// the configuration, or sample dumps if there are none.
#[derive(Clone, Debug, PartialEq, Parser)]
#[command(name = "dianbao", version, after_help = EXAMPLES, max_term_width = 100, subcommand_value_name = "COMMAND")]
pub struct Arguments {
    /// The command; without one, the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The paths of the reader; empty if there is a command.
    #[command(flatten)]
    pub paths: PathArgs,
    /// Read only this news day and later ones: today, monday, 3d, 5-14, 2026-01-06; dumps of earlier days are not opened
    #[arg(long, value_name = "WHEN", value_parser = parse_start)]
    pub since: Option<When>,
    /// Begin at the newest item, whatever the last run left
    #[arg(long)]
    pub fresh: bool,
    /// The options of every command.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// A command.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Print matching items
    List {
        /// Which items, and how they are printed.
        #[command(flatten)]
        list: ListArgs,
        /// Print only the number of matching items
        #[arg(short, long)]
        count: bool,
    },
    /// Print the last matching items, then each new or revised one as it arrives
    Tail(TailArgs),
    /// Print one line for a status bar: tmux, waybar, polybar, i3status
    Status(StatusArgs),
    /// Print the dialect, encoding, days, items and problems of each file
    Check(CheckArgs),
    /// Read sample dumps while a simulated feed writes to them
    Demo,
    /// Try what a rule does when an item arrives
    Alert {
        /// What to do
        #[command(subcommand)]
        task: AlertTask,
    },
    /// Look after the archive, the folder that keeps what dumps let go
    Archive {
        /// What to do with it
        #[arg(value_enum)]
        task: ArchiveTask,
    },
    /// Print, take in or thin out what is remembered: stars, notes, what was seen
    Marks {
        /// What to do with it
        #[command(subcommand)]
        task: MarksTask,
    },
    /// Print a part of the configuration
    Config {
        /// What to print
        #[arg(value_enum, default_value = "show")]
        part: ConfigPart,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// The paths to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct PathArgs {
    /// A dump, a folder (searched recursively), or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What `check` looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct CheckArgs {
    /// The paths to read.
    #[command(flatten)]
    pub paths: PathArgs,
    /// Print a block for the configuration file that describes the layout of FILE, as far as it can be guessed
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub suggest: Option<PathBuf>,
}

/// The options of every command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct CommonArgs {
    /// Show only matching items: words, "phrases", /regex/, |, -, ( ), title:…
    #[arg(
        short,
        long,
        global = true,
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    pub query: Option<String>,
    /// The order of items
    #[arg(long, global = true, value_parser = choice(ORDERS))]
    order: Option<String>,
    /// Read this configuration file
    #[arg(long, global = true, value_name = "FILE", env = "DIANBAO_CONFIG")]
    config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true, conflicts_with = "config")]
    no_config: bool,
    /// Keep stars, notes and places in this file
    #[arg(long, global = true, value_name = "FILE", env = "DIANBAO_STATE")]
    pub state: Option<PathBuf>,
    /// Remember nothing from run to run
    #[arg(long, global = true, conflicts_with = "state")]
    pub no_state: bool,
    /// Keep them apart under this name, as for another person or desk
    #[arg(long, global = true, value_name = "NAME", default_value = "")]
    pub profile: String,
    /// Look for changes every SECS seconds (2 by default) instead of relying on events
    #[arg(long, global = true, value_name = "SECS", num_args = 0..=1, require_equals = true, default_missing_value = "2",
          value_parser = clap::value_parser!(i64).range(1..))]
    poll: Option<i64>,
    /// The encoding of dumps; other names such as gb2312, cp936, utf8 and utf16 work too
    #[arg(long, global = true, value_parser = EncodingName)]
    encoding: Option<String>,
    /// The day of dumps without one in heading, file name or folder names, such as standard input: 2026-01-06, today, yesterday
    #[arg(long, global = true, value_name = "DAY", value_parser = date)]
    pub date: Option<NewsDay>,
    /// Language of the interface
    #[arg(long, global = true, value_parser = choice(LANGUAGES))]
    lang: Option<String>,
    /// A shipped theme (terminal, dark, light), one of your own, or its file
    #[arg(long, global = true)]
    theme: Option<String>,
    /// Leave the mouse to the terminal
    #[arg(long, global = true)]
    no_mouse: bool,
}

impl CommonArgs {
    /// Returns where the configuration is.
    pub fn origin(&self) -> ConfigOrigin {
        match &self.config {
            _ if self.no_config => ConfigOrigin::Nowhere,
            Some(file) => ConfigOrigin::File(file.clone()),
            None => ConfigOrigin::Usual,
        }
    }

    /// Whether the order of items is given.
    pub const fn gives_order(&self) -> bool {
        self.order.is_some()
    }

    /// Returns the settings that options override: a row for each option that is one.
    pub fn settings(&self) -> SettingsLayer {
        let string = |option: &Option<String>| option.clone().map(Value::String);
        let rows = [
            ("theme", string(&self.theme)),
            ("language", string(&self.lang)),
            ("order", string(&self.order)),
            ("encoding", string(&self.encoding)),
            ("poll", self.poll.map(Value::Integer)),
            ("mouse", self.no_mouse.then_some(Value::Boolean(false))),
        ];
        let given = rows
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)));
        given.collect()
    }
}

/// Which items are printed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct ListArgs {
    /// The paths to read.
    #[command(flatten)]
    pub paths: PathArgs,
    /// The time of the items.
    #[command(flatten)]
    pub range: TimeOptions,
    /// Print only items of this rule; `dianbao config rules` shows what rules are
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
    /// Print at most N items, the newest
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
    /// When to use colours; the variable `NO_COLOR` is obeyed
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: ColourMode,
}

/// Which items `tail` prints, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[command(mut_arg("limit", |arg| arg.help(
    "Print the newest N items first, 10 by default; standard input is printed from its beginning"
)))]
pub struct TailArgs {
    /// Which items, and how.
    #[command(flatten)]
    pub list: ListArgs,
    /// Print no item again whose text was changed
    #[arg(long)]
    pub no_revisions: bool,
}

/// What `status` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[command(after_help = STATUS_HELP.as_str())]
pub struct StatusArgs {
    /// The paths to read.
    #[command(flatten)]
    pub paths: PathArgs,
    /// The line, with the placeholders below
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Cut the line to at most N columns; headlines give way first
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
    /// Write for tmux: news is no format of it, and #[fg=red] in FORMAT is a style
    #[arg(long, conflicts_with = "json")]
    pub tmux: bool,
    /// Print a JSON object with the line, as for waybar
    #[arg(long)]
    pub json: bool,
    /// Count only items of this rule; `dianbao config rules` shows what rules are
    #[arg(long, value_name = "NAME")]
    pub rule: Option<String>,
    /// Print a line whenever it changes, until the pipe is closed or a signal comes
    #[arg(short, long)]
    pub follow: bool,
}

/// The placeholders and the exit status.
static STATUS_HELP: LazyLock<String> = LazyLock::new(|| {
    let row = |(name, meaning)| format!("  {:13} {meaning}\n", format!("{{{name}}}"));
    let rows: String = PLACEHOLDERS.map(row).concat();
    format!("Placeholders of FORMAT:\n{rows}{STATUS_HELP_END}")
});

const STATUS_HELP_END: &str = "\
  {red:红{} }   the text around a value, or nothing if it is 0 or missing
  {news 18}     a headline in at most 18 columns
  {{ }}         braces

Where nothing came in trading hours for `silent_after` minutes, the line says so alone, unless FORMAT has {silence}.

Exit status:
  0  a line was printed
  1  there is no item
  2  an error; the line is still printed if it can be";

/// The format of printed items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
pub enum OutputFormat {
    /// Whole texts, for people
    #[default]
    Text,
    /// One line an item, cut to the width of a terminal
    Headline,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a heading
    Csv,
    /// Markdown
    #[value(name = "md")]
    Markdown,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
pub enum ColourMode {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What is done with alerts.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum AlertTask {
    /// Ring in this terminal as the rule would, run its program, and print what was done
    Test {
        /// The name of the rule; its newest item is the one that arrives
        #[arg(value_name = "RULE")]
        rule: String,
        /// The paths to read.
        #[command(flatten)]
        paths: PathArgs,
    },
}

/// What is done with the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ArchiveTask {
    /// Drop doubles and superseded wordings
    Compact,
}

/// What is done with stars and notes.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum MarksTask {
    /// Print starred and noted stories
    Export {
        /// The format: jsonl, which `import` reads, or md, for people
        #[arg(long, value_enum, default_value_t)]
        format: MarksFormat,
    },
    /// Take in what `export` printed: stars are added, and notes that are newer
    Import {
        /// The file; - or none for standard input
        file: Option<PathBuf>,
    },
    /// Forget what was seen long ago; stories that are starred or noted stay
    Prune {
        /// How old it has to be: 400d, 8w; or the first day that stays: 2025-01-01
        #[arg(long, value_name = "AGE", value_parser = parse_age)]
        older: When,
    },
}

/// The format of exported marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
pub enum MarksFormat {
    /// One JSON object a line
    #[default]
    Jsonl,
    /// Markdown, by day
    #[value(name = "md")]
    Markdown,
}

/// A part of the configuration to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConfigPart {
    /// The path of the configuration file
    Path,
    /// The settings in force, and where each comes from
    Show,
    /// What each line of the watchlists was taken for
    Lists,
    /// The default settings with their documentation
    Default,
    /// The default keys with their documentation
    Keymap,
    /// Examples of rules with their documentation
    Rules,
    /// What belongs into tmux.conf: status line, a key that opens the reader, copying and alerts
    Tmux,
}
