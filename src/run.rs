//! A command line -> the command, run -> an exit status.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::app::Notice;
use crate::cli::{self, Colour, Command, ConfigPart, Listing, Reader, Setup};
use crate::config::{self, Config, ConfigError, Environment, Origin, keymap};
use crate::demo;
use crate::event_loop;
use crate::headless::{Outcome, Run, check, list, tail, tell};
use crate::item::Stamp;
use crate::lang::UiText;
use crate::terminal::panics;
use crate::watch;

/// Runs what was typed, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panics::catch(|| match cli::parse(arguments) {
        Ok(command) => dispatch(command),
        Err(usage) => ExitCode::from(usage.tell()),
    })
}

fn dispatch(command: Command) -> ExitCode {
    let environment = Environment::of_process();
    match command {
        Command::Reader(reader) => read(reader, &environment),
        Command::Demo(reader) => read(without_sources(reader), &environment),
        Command::List(listing) => headless(&listing.setup, &environment, &listing, list::list),
        Command::Tail(listing) => headless(&listing.setup, &environment, &listing, tail::tail),
        Command::Check(setup) => headless(&setup, &environment, &(), |(), run| check::check(run)),
        Command::Config(setup, part) => configuration(&setup, part, &environment),
        Command::Completions(shell) => print(&cli::completions(&shell).unwrap_or_default()),
        Command::Man => cli::manual().map_or_else(|error| trouble(&error), |page| print(&page)),
    }
}

/// The demo is the reader without sources, those of the configuration included.
fn without_sources(mut reader: Reader) -> Reader {
    reader.setup.flags.sources = Some(Vec::new());
    reader
}

/// Runs the reader; wrong settings in the file are told in it, and the defaults are in force.
fn read(reader: Reader, environment: &Environment) -> ExitCode {
    if !io::stdout().is_terminal() {
        return trouble(&"standard output is no terminal; `dianbao list` and `dianbao tail` print");
    }
    let Setup {
        paths: named,
        origin,
        flags,
    } = reader.setup;
    let named_otherwise = flags.sources.is_some();
    let (config, notices) = match config::load(&origin, flags.clone(), environment) {
        Ok(config) => (config, Vec::new()),
        // Flags that are wrong by themselves are bad usage.
        Err(error) => match config::load(&Origin::Nowhere, flags, environment) {
            Ok(config) if named_otherwise => with_defaults(config, error),
            Ok(config) => with_defaults(
                Config {
                    sources: config::sources(&origin, environment),
                    ..config
                },
                error,
            ),
            Err(error) => return trouble(&error),
        },
    };
    match paths(&named, &config) {
        Some(paths) => follow(config, paths, reader.query, notices),
        None => demo(config, reader.query, notices),
    }
}

/// The defaults, and that they are in force; why stays on the page of problems.
fn with_defaults(config: Config, error: ConfigError) -> (Config, Vec<Notice>) {
    let text = config
        .lang
        .text(UiText::DefaultsInForce {
            why: error.message(config.lang),
        })
        .into_owned();
    (
        Config {
            fault: Some(error),
            ..config
        },
        vec![Notice { text, error: true }],
    )
}

fn follow(
    config: Config,
    paths: Vec<PathBuf>,
    query: Option<String>,
    notices: Vec<Notice>,
) -> ExitCode {
    let settings = settings(paths, &config);
    let setup = event_loop::Setup {
        config,
        settings,
        query,
        notices,
    };
    event_loop::run(setup).unwrap_or_else(|error| trouble(&error))
}

/// The reader on the sample dumps, which are there as long as it runs.
fn demo(config: Config, query: Option<String>, mut notices: Vec<Notice>) -> ExitCode {
    let demo = match demo::spawn(&config.lang.text(UiText::Demo)) {
        Ok(demo) => demo,
        Err(error) => return trouble(&format!("cannot write the sample dumps: {error}")),
    };
    // Before any other: of several the last one is shown.
    let text = config
        .lang
        .text(UiText::DemoNotice {
            command: "dianbao PATH".to_owned(),
        })
        .into_owned();
    notices.insert(0, Notice { text, error: false });
    follow(config, vec![demo.path().to_owned()], query, notices)
}

/// What a command without a screen is coloured by.
trait Coloured {
    fn colour(&self) -> Colour;
}

impl Coloured for Listing {
    fn colour(&self) -> Colour {
        self.colour
    }
}

impl Coloured for () {
    fn colour(&self) -> Colour {
        Colour::Never
    }
}

/// Runs a command without a screen; wrong settings are told, and it is not run.
fn headless<T: Coloured>(
    setup: &Setup,
    environment: &Environment,
    what: &T,
    command: impl FnOnce(&T, &Run<'_>) -> Outcome,
) -> ExitCode {
    let config = match config::load(&setup.origin, setup.flags.clone(), environment) {
        Ok(config) => config,
        Err(error) => return trouble(&error),
    };
    let Some(paths) = paths(&setup.paths, &config) else {
        return trouble(
            &"no PATH, and no sources in the configuration; `dianbao --help` says how to name some",
        );
    };
    let settings = settings(paths, &config);
    let coloured = is_coloured(what.colour(), environment);
    command(
        what,
        &Run {
            config: &config,
            settings,
            now: now(),
            coloured,
        },
    )
    .into()
}

/// The paths that were named, or those of the configuration; `None` where there are neither.
fn paths(named: &[PathBuf], config: &Config) -> Option<Vec<PathBuf>> {
    let paths = if named.is_empty() {
        config.sources.clone()
    } else {
        named.to_vec()
    };
    (!paths.is_empty()).then_some(paths)
}

/// What is watched, and how it is read.
fn settings(paths: Vec<PathBuf>, config: &Config) -> watch::WatchSettings {
    watch::WatchSettings {
        paths,
        options: config.dump_options(),
        poll: config.poll,
        only_news: false,
    }
}

fn is_coloured(colour: Colour, environment: &Environment) -> bool {
    match colour {
        Colour::Auto => !environment.no_color && io::stdout().is_terminal(),
        Colour::Always => true,
        Colour::Never => false,
    }
}

fn now() -> Stamp {
    event_loop::now()
}

fn configuration(setup: &Setup, part: ConfigPart, environment: &Environment) -> ExitCode {
    let text: Result<String, ConfigError> = match part {
        ConfigPart::Path => Ok(setup
            .origin
            .path(environment)
            .map(|path| format!("{}\n", path.display()))
            .unwrap_or_default()),
        ConfigPart::Default => Ok(config::DEFAULT.to_owned()),
        ConfigPart::Keymap => Ok(keymap::DEFAULT.to_owned()),
        ConfigPart::Show => config::load(&setup.origin, setup.flags.clone(), environment)
            .and_then(|_| config::show(&setup.origin, &setup.flags, environment)),
    };
    text.map_or_else(|error| trouble(&error), |text| print(text.as_bytes()))
}

/// Prints and leaves with status 0; a closed pipe is no trouble.
fn print(bytes: &[u8]) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => trouble(&error),
        Ok(()) | Err(_) => ExitCode::SUCCESS,
    }
}

/// Tells what went wrong and leaves with status 2.
fn trouble(what: &dyn std::fmt::Display) -> ExitCode {
    tell(&what.to_string());
    Outcome::Trouble.into()
}
