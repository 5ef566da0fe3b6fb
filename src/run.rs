//! Runs a command line and returns the exit status.

mod state_file;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use crate::app::{GivenOptions, Notice};
use crate::archive::ArchiverSetup;
use crate::cli::{
    self, AlertTask, ArchiveTask, Arguments, Command, CommonArgs, ConfigPart, ImpossibleTime,
    MarksFormat, MarksTask,
};
use crate::config::{self, Config, ConfigErrors, ConfigOrigin, Environment, keymap};
use crate::demo::Demo;
use crate::event_loop;
use crate::headless::format::{ARCHIVED, print_alert};
use crate::headless::{
    CommandContext, Outcome, Reported, alert, archive, check, list, lists, marks, print_error,
    status, tail,
};
use crate::item::NewsDay;
use crate::lang::UiText;
use crate::memory::{self, MemoryBudget};
use crate::moment::{TimeContext, When};
use crate::query::Watchlists;
use crate::rules;
use crate::terminal::guard::GuardUse;
use crate::terminal::{guard, modes, panics};
use crate::tmux::{self, InstalledTmux};
use crate::watch::WatchSettings;
use crate::{watchlist, worker};

/// Runs a command line; the name of the program comes first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let run = || {
        memory::ensure_single_heap(&arguments);
        panics::catch(|| match cli::parse(arguments) {
            Ok(arguments) => dispatch(arguments),
            Err(usage) => ExitCode::from(usage.print()),
        })
    };
    worker::with_large_stack(run).unwrap_or_else(|error| fail(&error))
}

fn dispatch(arguments: Arguments) -> ExitCode {
    let common = arguments.common;
    match arguments.command {
        None => read(
            arguments.paths.paths,
            arguments.since,
            arguments.fresh,
            &common,
        ),
        Some(Command::Demo) => read_demo(&common),
        Some(Command::List { list, count }) => headless(&list.paths.paths, &common, |context| {
            list::run(&list, count, context)
        }),
        Some(Command::Tail(tail)) => headless(&tail.list.paths.paths, &common, |context| {
            tail::run(&tail, context)
        }),
        Some(Command::Status(status)) => headless(&status.paths.paths, &common, |context| {
            status::run(&status, context)
        }),
        Some(Command::Check(check)) => match check.suggest {
            Some(file) => headless(std::slice::from_ref(&file), &common, |context| {
                check::run_suggest(&file, context)
            }),
            None => headless(&check.paths.paths, &common, check::run),
        },
        Some(Command::Alert {
            task: AlertTask::Test { rule, paths },
        }) => with_context(&paths.paths, &common, |context| alert::run(&rule, context)),
        Some(Command::Archive { task }) => look_after_archive(task, &common),
        Some(Command::Marks { task }) => look_after_marks(&task, &common),
        Some(Command::Config { part }) => print_config(part, &common),
        Some(Command::Completions { shell }) => print(&cli::completions(shell)),
        Some(Command::Man) => cli::manual().map_or_else(|error| fail(&error), |page| print(&page)),
    }
}

/// Runs a command without a screen, unless the configuration has errors.
fn headless(
    named: &[PathBuf],
    common: &CommonArgs,
    command: impl FnOnce(&CommandContext<'_>) -> Result<Outcome, Reported>,
) -> ExitCode {
    with_context(named, common, |context| {
        if context.input.paths.is_empty() {
            let expected = "no PATH, and no sources in the configuration; see `dianbao --help`";
            return Err(Reported::print(expected));
        }
        command(context)
    })
}

/// Runs a command that also works without anything to read.
fn with_context(
    named: &[PathBuf],
    common: &CommonArgs,
    command: impl FnOnce(&CommandContext<'_>) -> Result<Outcome, Reported>,
) -> ExitCode {
    let environment = Environment::from_process();
    let config = match config::load(&common.origin(), &common.settings(), &environment) {
        Ok(config) => config,
        Err(errors) => return fail(&errors),
    };
    let paths = or_sources(named.to_vec(), &config);
    let context = CommandContext {
        config: &config,
        query: common.query.as_deref(),
        state: state_file::setup(&paths, &config, common, false),
        input: watch_settings(paths, &config, common),
        watchlists: read_watchlists(&config),
        now: event_loop::now(),
        columns,
        allows_colour: !environment.no_color,
    };
    if let Err(error) = context.input.memory.check_start(processors()) {
        return fail(&error);
    }
    command(&context).unwrap_or(Outcome::Error).into()
}

/// Returns the columns of standard output; `None` if it is no terminal, or one of unknown size.
fn columns() -> Option<u16> {
    let size = modes::size().ok()?;
    (size.width > 0).then_some(size.width)
}

/// Runs the reader on the named paths, the sources of the configuration, or the sample dumps.
fn read(named: Vec<PathBuf>, since: Option<When>, fresh: bool, common: &CommonArgs) -> ExitCode {
    with_config(common, |config, mut notices| {
        let paths = or_sources(named, &config);
        if paths.is_empty() {
            return follow_demo(config, notices, common);
        }
        let mut settings = watch_settings(paths, &config, common);
        if let Some(since) = since {
            let Some(first) = news_day(since, &config) else {
                return fail(&ImpossibleTime { option: "since" });
            };
            settings.days = Some(first..=NewsDay::LAST);
            let day = first.to_string();
            notices.push(Notice::info(config.lang.text(UiText::OnlyFrom { day })));
        }
        let beginning = Beginning {
            notices,
            is_fresh: fresh,
            is_demo: false,
        };
        follow(settings, config, beginning, common)
    })
}

/// Returns the news day of a time, counted from now; `None` if there is no such time.
fn news_day(when: When, config: &Config) -> Option<NewsDay> {
    let rollover = config.settings.rollover;
    let context = TimeContext {
        rollover,
        ..TimeContext::at(event_loop::now())
    };
    Some(NewsDay::containing(when.start(&context)?, rollover))
}

/// Runs the reader on the sample dumps.
fn read_demo(common: &CommonArgs) -> ExitCode {
    with_config(common, |config, notices| {
        follow_demo(config, notices, common)
    })
}

/// Loads the configuration of the reader. If the file has errors, the reader runs with defaults and shows them.
fn with_config(common: &CommonArgs, run: impl FnOnce(Config, Vec<Notice>) -> ExitCode) -> ExitCode {
    if !io::stdout().is_terminal() {
        return fail(&"standard output is no terminal; use `dianbao list` or `dianbao tail`");
    }
    let (origin, flags) = (common.origin(), common.settings());
    let environment = Environment::from_process();
    let errors = match config::load(&origin, &flags, &environment) {
        Ok(config) => {
            return guard::run(guard_use(&config), || run(config, Vec::new()));
        }
        Err(errors) => errors,
    };
    match config::load(&ConfigOrigin::Nowhere, &flags, &environment) {
        Ok(mut config) => {
            config.settings.sources = config::sources(&origin, &environment);
            let notice = defaults_notice(&config, &errors);
            config.errors = Some(errors);
            guard::run(guard_use(&config), || run(config, vec![notice]))
        }
        // The flags by themselves are wrong.
        Err(errors) => fail(&errors),
    }
}

/// What the guard does at the end of a reader.
fn guard_use(config: &Config) -> GuardUse {
    GuardUse {
        title: config.settings.title,
        at_end: if config.settings.tmux_status && tmux::is_inside() {
            tmux::take_away
        } else {
            |_| ()
        },
    }
}

fn defaults_notice(config: &Config, errors: &ConfigErrors) -> Notice {
    let why = errors.message(config.lang);
    Notice::error(config.lang.text(UiText::DefaultsInForce { why }))
}

/// How the reader begins.
struct Beginning {
    notices: Vec<Notice>,
    /// Whether the place of the last run is left alone.
    is_fresh: bool,
    /// Whether the dumps are the samples.
    is_demo: bool,
}

fn follow(
    settings: WatchSettings,
    config: Config,
    beginning: Beginning,
    common: &CommonArgs,
) -> ExitCode {
    let is_demo = beginning.is_demo;
    if let Err(error) = settings.memory.check_start(memory::reader_threads()) {
        return fail(&error);
    }
    let folder = config.settings.archive().filter(|_| !is_demo);
    let archive = folder.map(|folder| ArchiverSetup {
        folder: folder.to_owned(),
        print: ARCHIVED,
    });
    let state = state_file::setup(&settings.paths, &config, common, is_demo);
    let given = GivenOptions {
        order: common.gives_order(),
        query: common.query.is_some(),
        fresh: beginning.is_fresh,
    };
    let setup = event_loop::ReaderSetup {
        archive,
        state,
        settings,
        print_alert,
        config,
        given,
        query: common.query.clone(),
        notices: beginning.notices,
        is_demo,
    };
    event_loop::run(setup).unwrap_or_else(|error| fail(&error))
}

/// Runs the reader on the sample dumps, which exist as long as it runs.
fn follow_demo(config: Config, notices: Vec<Notice>, common: &CommonArgs) -> ExitCode {
    let demo = match Demo::start(&config.lang.text(UiText::Demo)) {
        Ok(demo) => demo,
        Err(error) => return fail(&format!("cannot write the sample dumps: {error}")),
    };
    let paths = vec![demo.path().to_owned()];
    let settings = watch_settings(paths, &config, common);
    let beginning = Beginning {
        notices,
        is_fresh: true,
        is_demo: true,
    };
    follow(settings, config, beginning, common)
}

/// Returns the named paths, or the sources of the configuration.
fn or_sources(named: Vec<PathBuf>, config: &Config) -> Vec<PathBuf> {
    if named.is_empty() {
        config.settings.sources.clone()
    } else {
        named
    }
}

fn watch_settings(paths: Vec<PathBuf>, config: &Config, common: &CommonArgs) -> WatchSettings {
    WatchSettings {
        paths,
        options: config.dump_options(common.date),
        poll: config.settings.poll,
        days: None,
        memory: MemoryBudget::of_process(config.settings.limits.max_memory),
        only_news: false,
        // What is in the archive cannot be taken back.
        overwrite_rest: match config.settings.archive() {
            Some(_) => WatchSettings::PRINTED_REST,
            None => Duration::ZERO,
        },
    }
}

/// Returns the lists that a query can name.
fn read_watchlists(config: &Config) -> Watchlists {
    let folder = config.lists.as_deref().map(watchlist::read_folder);
    folder.unwrap_or_default().watchlists()
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn look_after_archive(task: ArchiveTask, common: &CommonArgs) -> ExitCode {
    let environment = Environment::from_process();
    match (
        task,
        config::load(&common.origin(), &common.settings(), &environment),
    ) {
        (ArchiveTask::Compact, Ok(config)) => {
            archive::run(&config).unwrap_or(Outcome::Error).into()
        }
        (ArchiveTask::Compact, Err(errors)) => fail(&errors),
    }
}

fn look_after_marks(task: &MarksTask, common: &CommonArgs) -> ExitCode {
    let environment = Environment::from_process();
    let config = match config::load(&common.origin(), &common.settings(), &environment) {
        Ok(config) => config,
        Err(errors) => return fail(&errors),
    };
    let setup = state_file::setup(&[], &config, common, false);
    let outcome = match task {
        MarksTask::Export {
            format: MarksFormat::Jsonl,
        } => marks::export_lines(&setup),
        MarksTask::Export {
            format: MarksFormat::Markdown,
        } => marks::export_markdown(&setup),
        MarksTask::Import { file } => marks::import(&setup, file.as_deref()),
        MarksTask::Prune { older } => match news_day(*older, &config) {
            Some(before) => marks::prune(&setup, before),
            None => return fail(&ImpossibleTime { option: "older" }),
        },
    };
    outcome.unwrap_or(Outcome::Error).into()
}

fn print_config(part: ConfigPart, common: &CommonArgs) -> ExitCode {
    let (origin, environment) = (common.origin(), Environment::from_process());
    match part {
        ConfigPart::Path => match origin.path(&environment) {
            Some(path) => print(format!("{}\n", path.display()).as_bytes()),
            None => ExitCode::SUCCESS,
        },
        ConfigPart::Lists => show_lists(common, &environment),
        ConfigPart::Default => print(config::DEFAULT.as_bytes()),
        ConfigPart::Keymap => print(keymap::DEFAULT.as_bytes()),
        ConfigPart::Rules => print(rules::DEFAULT.as_bytes()),
        ConfigPart::Tmux => match config::load(&origin, &common.settings(), &environment) {
            Ok(config) => {
                let has_sources = !config.settings.sources.is_empty();
                let tmux = InstalledTmux::find();
                print(tmux::conf(tmux.as_ref(), has_sources, config.lang).as_bytes())
            }
            Err(errors) => fail(&errors),
        },
        ConfigPart::Show => config::list(&origin, &common.settings(), &environment).map_or_else(
            |errors| fail(&errors),
            |settings| print(settings.as_bytes()),
        ),
    }
}

/// Prints what each line of the watchlists was taken for, by the names in the sources of the configuration.
fn show_lists(common: &CommonArgs, environment: &Environment) -> ExitCode {
    let config = match config::load(&common.origin(), &common.settings(), environment) {
        Ok(config) => config,
        Err(errors) => return fail(&errors),
    };
    let sources = watch_settings(config.settings.sources.clone(), &config, common);
    lists::run(&config, &sources)
        .unwrap_or(Outcome::Error)
        .into()
}

/// Prints and returns status 0; a closed pipe is no error.
fn print(bytes: &[u8]) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(&error),
        Ok(()) | Err(_) => ExitCode::SUCCESS,
    }
}

/// Prints an error and returns status 2.
fn fail(error: &dyn Display) -> ExitCode {
    print_error(&error.to_string());
    Outcome::Error.into()
}
