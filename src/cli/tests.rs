use toml::Value;

use super::*;
use crate::config::ConfigOrigin;

fn typed(line: &[&str]) -> Result<Arguments, Usage> {
    parse(["dianbao"].iter().chain(line).map(OsString::from))
}

fn list_args(line: &[&str]) -> (CommonArgs, ListArgs, bool) {
    let arguments = typed(line).unwrap();
    match arguments.command {
        Some(Command::List { list, count }) => (arguments.common, list, count),
        Some(Command::Tail(tail)) => (arguments.common, tail.list, false),
        other => panic!("{other:?}"),
    }
}

fn setting(line: &[&str], key: &str) -> Option<Value> {
    typed(line).unwrap().common.settings().remove(key)
}

#[test]
fn without_a_command_the_reader_runs() {
    let arguments = typed(&["-q", "-英伟达", "a", "b", "--no-mouse"]).unwrap();
    assert_eq!(arguments.command, None);
    assert_eq!(arguments.common.query.as_deref(), Some("-英伟达"));
    assert_eq!(arguments.paths.paths.len(), 2);
    let settings = arguments.common.settings();
    assert_eq!(settings.get("mouse"), Some(&Value::Boolean(false)));
    assert_eq!(settings.len(), 1);
}

#[test]
fn options_come_before_or_after_the_command() {
    let before = list_args(&["--no-config", "-q", "x", "list", "a"]);
    assert_eq!(before, list_args(&["list", "--no-config", "a", "-q", "x"]));
    assert_eq!(before.0.origin(), ConfigOrigin::Nowhere);
}

/// Help is about the options that work in a command; the others are accepted there, too.
#[test]
fn help_leaves_out_options_without_effect() {
    let help = |line: &[&str]| typed(line).unwrap_err().0.to_string();
    let alert = help(&["alert", "test", "--help"]);
    assert!(alert.contains("--query") && alert.contains("--lang"));
    assert!(!alert.contains("--theme") && !alert.contains("--poll"));
    let config = help(&["config", "--help"]);
    assert!(config.contains("--theme") && config.contains("--date"));
    assert!(!config.contains("--query") && !config.contains("--state"));
    for line in [
        &["--profile", "x", "config", "path"][..],
        &["config", "path", "--profile", "x"],
    ] {
        assert_eq!(typed(line).unwrap().common.profile, "x");
    }
}

#[test]
fn a_slash_names_a_folder_like_a_command() {
    assert_eq!(typed(&["./list"]).unwrap().command, None);
    assert_eq!(typed(&["a", "list"]).unwrap().paths.paths.len(), 2);
    let error = typed(&["a", "--no-mouse", "list"]).unwrap_err().0;
    assert!(error.to_string().contains("paths come after it"), "{error}");
}

#[test]
fn since_is_an_option_of_the_reader_too() {
    let arguments = typed(&["--since", "3d", "a"]).unwrap();
    assert_eq!(
        (arguments.since.is_some(), arguments.paths.paths.len()),
        (true, 1)
    );
    let error = typed(&["--since", "3d", "list", "a"]).unwrap_err().0;
    assert!(error.to_string().contains("it comes after it"), "{error}");
    assert!(
        list_args(&["list", "--since", "3d", "a"])
            .1
            .range
            .since
            .is_some()
    );
    assert!(typed(&["--since", "soon"]).is_err());
}

#[test]
fn poll_needs_an_equals_sign() {
    let poll = |line: &[&str]| setting(line, "poll");
    assert_eq!(poll(&["list", "--poll", "a"]), Some(Value::Integer(2)));
    assert_eq!(poll(&["list", "--poll=5", "a"]), Some(Value::Integer(5)));
    assert_eq!(poll(&["list", "a"]), None);
    assert!(typed(&["list", "--poll=0"]).is_err());
}

#[test]
fn options_override_settings() {
    let line = "tail --order oldest --lang en --theme dark --encoding gb18030 --format jsonl -n 3";
    let line: Vec<&str> = line.split(' ').collect();
    let (common, list, _) = list_args(&line);
    assert_eq!((list.limit, list.format), (Some(3), OutputFormat::Jsonl));
    let expected = [
        ("order", "oldest"),
        ("language", "en"),
        ("theme", "dark"),
        ("encoding", "gb18030"),
    ];
    for (key, value) in expected {
        assert_eq!(common.settings()[key], Value::from(value), "{key}");
    }
}

#[test]
fn every_option_is_a_valid_setting() {
    let layer = crate::config::DEFAULT.parse::<toml::Table>().unwrap();
    let line = "--order oldest --lang en --theme dark --encoding gbk --poll=3 --no-mouse";
    let line: Vec<&str> = line.split(' ').collect();
    for (key, value) in typed(&line).unwrap().common.settings() {
        assert!(layer[&key].same_type(&value), "{key}");
    }
}

#[test]
fn encodings_have_many_names() {
    let names = [
        "auto", "utf-8", "UTF8", "gb18030", "gbk", "GB2312", "gb-2312", "cp936", "utf16",
        "UTF-16LE", "utf_16be",
    ];
    for name in names {
        let encoding = setting(&["list", "a", "--encoding", name], "encoding");
        assert_eq!(encoding, Some(Value::from(name)));
    }
    let error = typed(&["list", "a", "--encoding", "latin1"]).unwrap_err().0;
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
        assert_eq!(typed(line).unwrap_err().0.exit_code(), 2, "{line:?}");
    }
    assert_eq!(typed(&["--help"]).unwrap_err().0.exit_code(), 0);
    assert_eq!(typed(&["--version"]).unwrap_err().0.exit_code(), 0);
}

#[test]
fn completions_and_manual_name_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = String::from_utf8(completions(shell.parse().unwrap())).unwrap();
        assert!(script.contains("tail"), "{shell}");
    }
    let page = String::from_utf8(manual().unwrap()).unwrap();
    assert!(page.contains("completions"));
}

#[test]
fn only_list_counts() {
    assert!(list_args(&["list", "-c", "-q", "x", "a"]).2);
    assert!(!list_args(&["list", "a"]).2);
    assert!(typed(&["tail", "--count"]).is_err());
}
