//! The table of commands and options: help, manual page and completions are made from it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{NaiveTime, Utc};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::{Colour, Command, ConfigPart, Format, Listing, Moment, Reader, Setup, Span};
use crate::config::settings::{Choices, ENCODINGS, LANGUAGES, ORDERS, encoding};
use crate::config::{Order, Origin, Settings};
use crate::dump::Encoding;
use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::Lang;

const EXAMPLES: &str = "\
Examples:
  dianbao ~/dumps                       read a folder of dumps on the screen
  dianbao list -q '英伟达|算力' ~/dumps   print what matches
  dianbao list --since 2h --format jsonl ~/dumps | jq .title
  dianbao tail -n 5 ~/dumps             follow
  dianbao ./list                        a folder that is called like a command

Exit status:
  0    something matched; the reader was quit
  1    nothing matched
  2    trouble; the rest is still printed
  101  a fault of the program, of which there is a report
  129  the reader's terminal went away
  130  and others: 128 and the number of the signal that ended the reader";

/// Reads 财联社 telegraph dumps in the terminal.
///
/// Loads dumps, watches them, and shows a live, scrollable, filterable list. Without PATH the sources of the configuration
/// are read; without those, sample dumps are shown.
#[derive(Debug, Parser)]
#[command(name = "dianbao", version, after_help = EXAMPLES, max_term_width = 100, subcommand_value_name = "COMMAND")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Commands>,
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Commands {
    /// Print the matching items
    List {
        #[command(flatten)]
        listed: Listed,
        /// Print only how many items match
        #[arg(short, long)]
        count: bool,
    },
    /// Print the last matching items, then each new one as it arrives
    Tail(Listed),
    /// Print per file its dialect, encoding, days and items, and every problem in it
    Check(Paths),
    /// Read sample dumps, to which a simulated feed goes on writing
    Demo,
    /// Print which configuration is read (path), what holds (show), or the documented defaults (default, keymap)
    Config {
        /// What to print
        #[arg(value_enum, default_value = "show")]
        part: Part,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_parser = ["bash", "elvish", "fish", "powershell", "zsh"])]
        shell: String,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
struct Paths {
    /// A dump, a folder (searched with all below it), or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Common {
    /// Show only what matches: words, "phrases", /regex/, |, -, ( ), title:…
    #[arg(
        short,
        long,
        global = true,
        value_name = "QUERY",
        allow_hyphen_values = true
    )]
    query: Option<String>,
    /// Which end of time comes first
    #[arg(long, global = true, value_parser = choice(ORDERS))]
    order: Option<Order>,
    /// Read this configuration file
    #[arg(long, global = true, value_name = "FILE", env = "DIANBAO_CONFIG")]
    config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true, conflicts_with = "config")]
    no_config: bool,
    /// Look for changes every SECS seconds (2 if left out) instead of waiting for events
    #[arg(long, global = true, value_name = "SECS", num_args = 0..=1, require_equals = true, default_missing_value = "2",
          value_parser = clap::value_parser!(u64).range(1..))]
    poll: Option<u64>,
    /// How the characters of dumps are written; gb2312, cp936, utf8, utf16 and the like will do as well
    #[arg(long, global = true, value_parser = EncodingName)]
    encoding: Option<Choice<Encoding>>,
    /// The day of dumps that tell it neither in a heading nor in their name, as standard input has none: 2026-01-06, today,
    /// yesterday
    #[arg(long, global = true, value_name = "DAY", value_parser = date)]
    date: Option<NewsDay>,
    /// Language of the interface
    #[arg(long, global = true, value_parser = choice(LANGUAGES))]
    lang: Option<Choice<Lang>>,
    /// A shipped theme (terminal, dark, light), one of your own, or its file
    #[arg(long, global = true)]
    theme: Option<String>,
    /// Leave the mouse to the terminal
    #[arg(long, global = true)]
    no_mouse: bool,
}

#[derive(Debug, Args)]
struct Listed {
    #[command(flatten)]
    paths: Paths,
    /// Only this news day: 2026-01-06, today, yesterday; a time of day in --since and --until is then one of it
    #[arg(long, value_parser = Moment::parse_day)]
    day: Option<Moment>,
    /// Only from this moment on: 10:15, 2026-01-06, "2026-01-06 10:15", 90m, 2h, 3d
    #[arg(long, value_name = "WHEN", value_parser = Moment::parse)]
    since: Option<Moment>,
    /// Only before this moment
    #[arg(long, value_name = "WHEN", value_parser = Moment::parse)]
    until: Option<Moment>,
    /// At most N items, the newest
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// How items are printed
    #[arg(long, value_enum, default_value = "text")]
    format: FormatName,
    /// When output is coloured; the variable `NO_COLOR` is obeyed
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    color: ColourName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Text,
    Jsonl,
    Csv,
    Md,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ColourName {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    /// The file that is read
    Path,
    /// What holds, and where it comes from
    Show,
    /// The defaults, documented
    Default,
    /// The default keys, documented
    Keymap,
}

/// A choice of which one is to leave it to the program; an alias, so that clap does not take it for an optional argument.
type Choice<T> = Option<T>;

/// The names of a table of choices as values of an option.
fn choice<T: Copy + Send + Sync>(choices: Choices<T>) -> ValueParser {
    let names = PossibleValuesParser::new(choices.iter().map(|(name, _)| *name));
    ValueParser::new(names.try_map(move |chosen| {
        let known = choices.iter().find(|(name, _)| *name == chosen);
        known
            .map(|(_, meaning)| *meaning)
            .ok_or("not one of the choices")
    }))
}

/// Reads the name of an encoding; help and completions show the usual ones.
#[derive(Clone, Copy, Debug)]
struct EncodingName;

impl EncodingName {
    fn usual() -> PossibleValuesParser {
        PossibleValuesParser::new(ENCODINGS.iter().map(|(name, _)| *name))
    }
}

impl TypedValueParser for EncodingName {
    type Value = Choice<Encoding>;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        match value.to_str().and_then(encoding) {
            Some(encoding) => Ok(encoding),
            None => Self::usual().parse_ref(command, arg, value).map(|_| None),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = ENCODINGS.iter().map(|(name, _)| PossibleValue::new(*name));
        Some(Box::new(names))
    }
}

/// A day as a calendar in Beijing counts it: that of a dump's heading or name.
fn date(text: &str) -> Result<NewsDay, String> {
    let now = Stamp::from_unix(Utc::now().timestamp()).unwrap_or_default();
    let day = Moment::parse_day(text)?.day(now, Rollover::new(NaiveTime::MIN));
    day.ok_or_else(|| "a day from 1970 to 2106 would do".to_owned())
}

impl Arguments {
    /// What to do.
    pub(super) fn command_to_run(self) -> Result<Command, clap::Error> {
        let Self {
            command,
            paths: Paths { paths },
            common,
        } = self;
        let Some(command) = command else {
            return Ok(Command::Reader(common.reader(paths)));
        };
        if let Some(path) = paths.first() {
            let why = format!(
                "{} stands before the command; paths come after it, and ./NAME is a folder called like a command\n",
                path.display()
            );
            return Err(
                clap::Error::raw(ErrorKind::ArgumentConflict, why).with_cmd(&Self::command())
            );
        }
        Ok(match command {
            Commands::List { listed, count } => Command::List(Listing {
                count,
                ..listed.listing(common)
            }),
            Commands::Tail(listed) => Command::Tail(listed.listing(common)),
            Commands::Check(Paths { paths }) => Command::Check(common.setup(paths)),
            Commands::Demo => Command::Demo(common.reader(Vec::new())),
            Commands::Config { part } => Command::Config(common.setup(Vec::new()), part.into()),
            Commands::Completions { shell } => Command::Completions(shell),
            Commands::Man => Command::Man,
        })
    }
}

impl Common {
    fn reader(self, paths: Vec<PathBuf>) -> Reader {
        let query = self.query.clone();
        Reader {
            setup: self.setup(paths),
            query,
        }
    }

    fn setup(self, paths: Vec<PathBuf>) -> Setup {
        let origin = match (self.no_config, self.config) {
            (true, _) => Origin::Nowhere,
            (false, Some(file)) => Origin::File(file),
            (false, None) => Origin::Usual,
        };
        let flags = Settings {
            theme: self.theme,
            language: self.lang,
            order: self.order,
            mouse: self.no_mouse.then_some(false),
            encoding: self.encoding,
            poll: self.poll.map(Duration::from_secs),
            date: self.date,
            ..Settings::default()
        };
        Setup {
            paths,
            origin,
            flags,
        }
    }
}

impl Listed {
    fn listing(self, common: Common) -> Listing {
        let query = common.query.clone();
        Listing {
            setup: common.setup(self.paths.paths),
            query,
            span: Span {
                day: self.day,
                since: self.since,
                until: self.until,
            },
            limit: self.limit,
            count: false,
            format: self.format.into(),
            colour: self.color.into(),
        }
    }
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Text => Self::Text,
            FormatName::Jsonl => Self::Jsonl,
            FormatName::Csv => Self::Csv,
            FormatName::Md => Self::Markdown,
        }
    }
}

impl From<ColourName> for Colour {
    fn from(name: ColourName) -> Self {
        match name {
            ColourName::Auto => Self::Auto,
            ColourName::Always => Self::Always,
            ColourName::Never => Self::Never,
        }
    }
}

impl From<Part> for ConfigPart {
    fn from(part: Part) -> Self {
        match part {
            Part::Path => Self::Path,
            Part::Show => Self::Show,
            Part::Default => Self::Default,
            Part::Keymap => Self::Keymap,
        }
    }
}
