use clap::CommandFactory;

use super::*;

fn typed(line: &[&str]) -> Result<Command, Usage> {
    parse(["dianbao"].iter().chain(line).map(OsString::from))
}

fn listing(line: &[&str]) -> Listing {
    match typed(line).unwrap() {
        Command::List(listing) | Command::Tail(listing) => listing,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_table_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn without_a_command_it_is_the_reader() {
    let Command::Reader(reader) = typed(&["-q", "-英伟达", "a", "b", "--no-mouse"]).unwrap()
    else {
        panic!()
    };
    assert_eq!(reader.query.as_deref(), Some("-英伟达"));
    assert_eq!(reader.setup.paths, [PathBuf::from("a"), PathBuf::from("b")]);
    assert_eq!(reader.setup.flags.mouse, Some(false));
}

#[test]
fn options_may_stand_before_or_after_the_command() {
    let before = listing(&["--no-config", "-q", "x", "list", "a"]);
    assert_eq!(before, listing(&["list", "--no-config", "a", "-q", "x"]));
    assert_eq!(before.setup.origin, Origin::Nowhere);
}

#[test]
fn a_folder_called_like_a_command_is_named_with_a_slash() {
    assert!(matches!(typed(&["./list"]).unwrap(), Command::Reader(_)));
    let Command::Reader(reader) = typed(&["a", "list"]).unwrap() else {
        panic!()
    };
    assert_eq!(reader.setup.paths.len(), 2);
    let error = typed(&["a", "--no-mouse", "list"])
        .unwrap_err()
        .error
        .to_string();
    assert!(error.contains("paths come after it"), "{error}");
}

#[test]
fn poll_takes_its_seconds_with_an_equals_sign_only() {
    let poll = |line: &[&str]| listing(line).setup.flags.poll.map(|poll| poll.as_secs());
    assert_eq!(poll(&["list", "--poll", "a"]), Some(2));
    assert_eq!(poll(&["list", "--poll=5", "a"]), Some(5));
    assert_eq!(poll(&["list", "a"]), None);
    assert!(typed(&["list", "--poll=0"]).is_err());
}

#[test]
fn choices_are_those_of_the_configuration() {
    let listing = listing(&[
        "tail",
        "--order",
        "oldest",
        "--lang",
        "en",
        "--encoding",
        "gb18030",
        "--format",
        "jsonl",
        "-n",
        "3",
    ]);
    assert_eq!(
        (listing.setup.flags.order, listing.limit, listing.format),
        (Some(crate::config::Order::Oldest), Some(3), Format::Jsonl)
    );
    assert_eq!(
        listing.setup.flags.language,
        Some(Some(crate::lang::Lang::English))
    );
    assert_eq!(
        listing.setup.flags.encoding,
        Some(Some(crate::dump::Encoding::Gb18030))
    );
}

#[test]
fn an_encoding_goes_by_each_of_its_names() {
    use crate::dump::Encoding::{Gb18030, Utf8, Utf16Be, Utf16Le};
    let names = [
        ("auto", None),
        ("utf-8", Some(Utf8)),
        ("UTF8", Some(Utf8)),
        ("gb18030", Some(Gb18030)),
        ("gbk", Some(Gb18030)),
        ("GB2312", Some(Gb18030)),
        ("gb-2312", Some(Gb18030)),
        ("cp936", Some(Gb18030)),
        ("utf16", Some(Utf16Le)),
        ("UTF-16LE", Some(Utf16Le)),
        ("utf_16be", Some(Utf16Be)),
    ];
    for (name, encoding) in names {
        assert_eq!(
            listing(&["list", "a", "--encoding", name])
                .setup
                .flags
                .encoding,
            Some(encoding),
            "{name}"
        );
    }
    let error = typed(&["list", "a", "--encoding", "latin1"])
        .unwrap_err()
        .error;
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains("gb18030, gbk"), "{error}");
}

#[test]
fn bad_usage_has_status_2_and_help_0() {
    for line in [
        &["list", "--order", "up"][..],
        &["list", "--day", "soon"],
        &["--nonsense"],
        &["completions", "tcsh"],
    ] {
        assert_eq!(typed(line).unwrap_err().error.exit_code(), 2, "{line:?}");
    }
    assert_eq!(typed(&["--help"]).unwrap_err().error.exit_code(), 0);
    assert_eq!(typed(&["--version"]).unwrap_err().error.exit_code(), 0);
}

#[test]
fn completions_and_manual_know_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(
            String::from_utf8(completions(shell).unwrap())
                .unwrap()
                .contains("tail"),
            "{shell}"
        );
    }
    assert!(
        String::from_utf8(manual().unwrap())
            .unwrap()
            .contains("completions")
    );
}

#[test]
fn a_number_is_printed_only_where_it_is_asked_for() {
    assert!(listing(&["list", "-c", "-q", "x", "a"]).count);
    assert!(!listing(&["list", "a"]).count);
    assert!(typed(&["tail", "--count"]).is_err());
}
