use crossterm::event::{KeyCode, KeyModifiers};

use super::*;
use crate::action::PageKind;

fn press(text: &str) -> Vec<KeyEvent> {
    text.chars()
        .map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
        .collect()
}

fn wrong(text: &str) -> String {
    Keymap::parse("my.toml", text, Digits::Counts)
        .unwrap_err()
        .to_string()
}

#[test]
fn every_action_has_keys_where_it_is_done() {
    let keymap = Keymap::parse("my.toml", "", Digits::Views).unwrap();
    for &action in Action::ALL {
        for &scope in action.scopes() {
            assert!(!keymap.keys(scope, action).is_empty(), "{action:?}");
        }
    }
    assert_eq!(keymap, Keymap::default());
}

#[test]
fn keys_match_an_action_or_a_prefix() {
    let keymap = Keymap::default();
    assert_eq!(
        keymap.lookup(Scope::List, &press("j")),
        KeyMatch::Action(Action::Down)
    );
    assert_eq!(keymap.lookup(Scope::List, &press("g")), KeyMatch::Prefix);
    assert_eq!(
        keymap.lookup(Scope::List, &press("gg")),
        KeyMatch::Action(Action::Top)
    );
    assert_eq!(keymap.lookup(Scope::List, &press("gx")), KeyMatch::Nothing);
    assert_eq!(keymap.lookup(Scope::List, &[]), KeyMatch::Nothing);
    assert_eq!(
        keymap.lookup(Scope::List, &press("\\")),
        KeyMatch::Action(Action::ToggleFilter)
    );
}

#[test]
fn defect_6_q_leaves_everywhere() {
    let keymap = Keymap::default();
    for scope in Scope::ALL {
        let action = keymap.lookup(scope, &press("q"));
        assert_eq!(action, KeyMatch::Action(Action::Leave), "{scope:?}");
    }
}

#[test]
fn keys_keep_the_order_of_the_file() {
    let keymap = Keymap::default();
    assert_eq!(keymap.keys(Scope::List, Action::Top), ["g g", "Home"]);
    let after_y = keymap.continuations(Scope::List, &press("y"));
    assert_eq!(after_y[0], ("y".to_owned(), Action::CopyText));
    assert!(after_y.len() >= 3);
}

#[test]
fn user_lines_replace_embedded_ones() {
    let keymap = Keymap::parse(
        "my.toml",
        "[common]\ndown = \"s\"\nquit = []\n[page]\nup = ['B']",
        Digits::Counts,
    )
    .unwrap();
    assert_eq!(keymap.keys(Scope::List, Action::Down), ["s"]);
    assert_eq!(keymap.lookup(Scope::List, &press("j")), KeyMatch::Nothing);
    assert!(keymap.keys(Scope::List, Action::Quit).is_empty());
    assert_eq!(
        (
            keymap.keys(Scope::Page, Action::Up),
            keymap.keys(Scope::List, Action::Up).len()
        ),
        (vec!["B".to_owned()], 2)
    );
}

#[test]
fn errors_name_place_and_expectation() {
    assert_eq!(
        wrong("[common]\n\ndwon = ['x']"),
        "my.toml:3:1: unknown action `dwon`; did you mean `down`?"
    );
    assert_eq!(
        wrong("[lists]"),
        "my.toml:1:2: unknown section `lists` of the keymap; did you mean `list`?"
    );
    assert!(
        wrong("[list]\ndown = ['Hyper-x']")
            .starts_with("my.toml:2:8: invalid value `down = ['Hyper-x']`; unknown key `Hyper-x`")
    );
    assert!(
        wrong("[list]\ndown = 5")
            .starts_with("my.toml:2:8: invalid value `down = 5`; expected a list of strings")
    );
    assert!(wrong("list = 5").starts_with("my.toml:1:8: `list` is not a table"));
    assert!(wrong("[list\n").starts_with("my.toml:1:"));
    assert_eq!(
        wrong("[common]\ndwon = ['x']\n[list]\nupp = ['y']")
            .lines()
            .count(),
        2
    );
}

#[test]
fn clashing_sequences_are_refused() {
    assert_eq!(
        wrong("[common]\n\nfind = ['j']"),
        "my.toml:3:1: \"j\" is bound to both `down` and `find`; bind one of them to other keys, or to none: `down = []`"
    );
    assert!(
        wrong("[list]\nfind = ['g']")
            .starts_with("my.toml:2:1: \"g\" (`find`) is a prefix of \"g g\" (`top`)")
    );
    assert!(
        Keymap::parse(
            "my.toml",
            "[common]\nfind = ['j']\ndown = []",
            Digits::Counts
        )
        .is_ok()
    );
}

/// A digit cannot count and act at once: the setting decides.
#[test]
fn defect_41_digits_count_or_are_keys() {
    let text = "[common]\nhelp = ['1']\nview = ['2', '3']";
    assert_eq!(
        wrong(text),
        [("2:8", "help = ['1']"), ("3:8", "view = ['2', '3']")]
            .map(|(at, line)| format!("my.toml:{at}: invalid value `{line}`; a digit at the beginning is a count, because of `digits = \"counts\"`; expected keys like \"x\", \"Ctrl-x\", \"g g\", \"PageDown\""))
            .join("\n")
    );
    let counting = Keymap::parse("my.toml", "", Digits::Counts).unwrap();
    assert_eq!(counting.lookup(Scope::List, &press("1")), KeyMatch::Nothing);
    let keymap = Keymap::parse("my.toml", text, Digits::Views).unwrap();
    assert_eq!(
        keymap.lookup(Scope::List, &press("1")),
        KeyMatch::Action(Action::Page(PageKind::Help))
    );
}

/// A user who bound `c` everywhere before there was a page of rules is not refused.
#[test]
fn keys_on_the_page_of_rules_hide_common_ones() {
    for digits in [Digits::Views, Digits::Counts] {
        let keymap = Keymap::parse("my.toml", "[common]\nzen = ['c']", digits).unwrap();
        let found = |scope, keys| keymap.lookup(scope, &press(keys));
        assert_eq!(found(Scope::List, "c"), KeyMatch::Action(Action::Zen));
        assert_eq!(
            found(Scope::Rules, "c"),
            KeyMatch::Action(Action::RuleStyle)
        );
        assert_eq!(found(Scope::Rules, "3"), KeyMatch::Action(Action::RuleKey));
    }
    let clash = wrong("[rules]\nredraw = ['c']");
    assert!(clash.contains("rule-style"), "{clash}");
}
