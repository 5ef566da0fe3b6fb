//! Opens links in the user's browser, which runs beside the reader.

use std::ffi::OsString;
use std::process::{Command, Stdio};

use super::program::{CommandLine, ProgramError, check_exit, split_words};
use crate::worker;

/// Opens an `http` or `https` link in the first browser of `$BROWSER` that starts, or in the desktop's.
///
/// Returns the last error if none starts, and at once that of a quote that is not closed. Calls `failed` on another thread if the browser later reports a failure.
pub fn open_link(
    link: &str,
    failed: impl FnOnce(ProgramError) + Clone + Send + 'static,
) -> Result<(), ProgramError> {
    if !is_web_link(link) {
        return Err(ProgramError::NoWebLink);
    }
    let named = std::env::var("BROWSER").unwrap_or_default();
    let mut outcome = Ok(());
    for command in browsers(&named, link)? {
        outcome = start(command, failed.clone());
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Whether a text begins like a link of the web. A scheme may be in capitals (RFC 3986, 3.1).
fn is_web_link(text: &str) -> bool {
    let begins = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("https://") || begins("http://")
}

/// Returns the browsers of a `:`-separated list, then the desktop's. The link replaces `%s`, or is the last argument.
fn browsers(named: &str, link: &str) -> Result<Vec<CommandLine>, ProgramError> {
    let desktop = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let command = |line: &str| {
        let Some((program, arguments)) = split_words("BROWSER", line)? else {
            return Ok(None);
        };
        let has_place = arguments.iter().any(|argument| argument.contains("%s"));
        let arguments = arguments
            .iter()
            .map(|argument| argument.replace("%s", link));
        let link = (!has_place).then(|| link.to_owned());
        let arguments = arguments.chain(link).map(OsString::from);
        Ok(Some((program, arguments.collect())))
    };
    named
        .split(':')
        .chain([desktop])
        .filter_map(|line| command(line).transpose())
        .collect()
}

fn start(
    (program, arguments): CommandLine,
    failed: impl FnOnce(ProgramError) + Send + 'static,
) -> Result<(), ProgramError> {
    let not_started = |error| ProgramError::NotStarted {
        program: program.clone(),
        error,
    };
    let mut child = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(not_started)?;
    let called = program.clone();
    // Without the wait it would stay behind as a zombie.
    let wait = move || check_exit(called, child.wait()).map_err(failed);
    // Without a thread the browser runs as well, and its failure is not reported.
    let _ = worker::spawn_detached("browser", move || wait().unwrap_or_default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_of_a_link_may_be_in_capitals() {
        assert!(is_web_link("HTTPS://a.example") && is_web_link("Http://a.example"));
        assert!(!is_web_link("file:///etc/passwd") && !is_web_link("https:") && !is_web_link("网"));
    }

    #[test]
    fn only_web_links_are_opened() {
        for link in [
            "",
            "file:///etc/passwd",
            "javascript:x",
            "--version",
            "x; rm -rf ~",
        ] {
            assert!(
                matches!(open_link(link, |_| ()), Err(ProgramError::NoWebLink)),
                "{link}"
            );
        }
    }

    #[test]
    fn browser_variable_comes_before_the_desktop() {
        let calls = |named: &str| {
            let written = |(program, arguments): CommandLine| {
                let all: Vec<_> = arguments
                    .iter()
                    .map(|argument| argument.to_string_lossy().into_owned())
                    .collect();
                format!("{program} {}", all.join(" "))
            };
            browsers(named, "https://x")
                .unwrap()
                .into_iter()
                .map(written)
                .collect::<Vec<_>>()
        };
        let desktop = calls("").remove(0);
        assert_eq!(
            calls("w3m -N:'/my apps/firefox' --tab=%s"),
            [
                "w3m -N https://x",
                "/my apps/firefox --tab=https://x",
                &desktop
            ]
        );
        assert!(desktop.ends_with("open https://x"), "{desktop}");
    }

    #[test]
    fn quote_without_end_starts_no_browser() {
        let outcome = browsers("w3m:\"my browser", "https://x");
        assert!(
            matches!(&outcome, Err(ProgramError::QuoteNotClosed { line, .. }) if line == "\"my browser"),
            "{outcome:?}"
        );
    }

    #[test]
    fn missing_program_is_an_error() {
        let outcome = start(("/nowhere/browser".to_owned(), Vec::new()), |_| ());
        assert!(
            matches!(outcome, Err(ProgramError::NotStarted { program, .. }) if program == "/nowhere/browser")
        );
    }
}
