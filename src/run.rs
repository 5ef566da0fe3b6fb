//! A command line -> the command, run -> an exit status.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Utc;

use crate::app::Notice;
use crate::cli::{self, Colour, Command, ConfigPart, Listing, Reader, Setup};
use crate::config::{self, Config, ConfigError, Environment, keymap};
use crate::event_loop;
use crate::headless::{Outcome, Run, check, list, tail, tell};
use crate::item::Stamp;
use crate::lang::Say;
use crate::watch;

/// Runs what was typed, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match cli::parse(arguments) {
        Ok(command) => dispatch(command),
        Err(usage) => ExitCode::from(usage.tell()),
    }
}

fn dispatch(command: Command) -> ExitCode {
    let environment = Environment::of_process();
    match command {
        Command::Reader(reader) | Command::Demo(reader) => read(reader, &environment),
        Command::List(listing) => headless(&listing.setup, &environment, &listing, list::list),
        Command::Tail(listing) => headless(&listing.setup, &environment, &listing, tail::tail),
        Command::Check(setup) => headless(&setup, &environment, &(), |(), run| check::check(run)),
        Command::Config(setup, part) => configuration(setup, part, &environment),
        Command::Completions(shell) => print(&cli::completions(&shell).unwrap_or_default()),
        Command::Man => cli::manual().map_or_else(|error| trouble(&error), |page| print(&page)),
    }
}

/// Runs the reader; wrong settings are told in it, and the defaults are in force.
fn read(reader: Reader, environment: &Environment) -> ExitCode {
    if !io::stdout().is_terminal() {
        return trouble(&"standard output is no terminal; `dianbao list` and `dianbao tail` print");
    }
    let (config, notices) = match config::load(&reader.setup.origin, reader.setup.flags, environment) {
        Ok(config) => (config, Vec::new()),
        Err(error) => defaults(&error),
    };
    let paths = paths(&reader.setup.paths, &config).unwrap_or_default();
    let settings = watch::Settings { paths, options: config.dump_options(), poll: config.poll, ..watch::Settings::default() };
    let setup = event_loop::Setup { config, settings, query: reader.query, notices };
    event_loop::run(setup).unwrap_or_else(|error| trouble(&error))
}

fn defaults(error: &ConfigError) -> (Config, Vec<Notice>) {
    let config = Config::default();
    let text = config.lang.say(Say::DefaultsInForce { why: error.to_string() }).into_owned();
    (config, vec![Notice { text, error: true }])
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
        return trouble(&"no PATH, and no sources in the configuration; `dianbao --help` says how to name some");
    };
    let settings = watch::Settings { paths, options: config.dump_options(), poll: config.poll, ..watch::Settings::default() };
    let coloured = is_coloured(what.colour(), environment);
    command(what, &Run { config: &config, settings, now: now(), coloured }).into()
}

/// The paths that were named, or those of the configuration; `None` where there are neither.
fn paths(named: &[PathBuf], config: &Config) -> Option<Vec<PathBuf>> {
    let paths = if named.is_empty() { config.sources.clone() } else { named.to_vec() };
    (!paths.is_empty()).then_some(paths)
}

fn is_coloured(colour: Colour, environment: &Environment) -> bool {
    match colour {
        Colour::Auto => !environment.no_color && io::stdout().is_terminal(),
        Colour::Always => true,
        Colour::Never => false,
    }
}

fn now() -> Stamp {
    Stamp::from_unix(Utc::now().timestamp()).unwrap_or_default()
}

fn configuration(setup: Setup, part: ConfigPart, environment: &Environment) -> ExitCode {
    let text: Result<String, ConfigError> = match part {
        ConfigPart::Path => {
            Ok(setup.origin.path(environment).map(|path| format!("{}\n", path.display())).unwrap_or_default())
        }
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
