use crossterm::event::{KeyCode, KeyModifiers};

use super::*;

fn press(text: &str) -> Vec<KeyEvent> {
    text.chars()
        .map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
        .collect()
}

fn wrong(text: &str) -> String {
    Keymap::with("my.toml", text).unwrap_err().to_string()
}

#[test]
fn every_action_has_keys_in_the_list() {
    let keymap = Keymap::with("my.toml", "").unwrap();
    for &action in Action::ALL {
        assert!(!keymap.keys(Scope::List, action).is_empty(), "{action:?}");
    }
    assert_eq!(keymap, Keymap::default());
}

#[test]
fn keys_are_an_action_or_the_beginning_of_one() {
    let keymap = Keymap::default();
    assert_eq!(
        keymap.meaning(Scope::List, &press("j")),
        Meaning::Action(Action::Down)
    );
    assert_eq!(keymap.meaning(Scope::List, &press("g")), Meaning::Prefix);
    assert_eq!(
        keymap.meaning(Scope::List, &press("gg")),
        Meaning::Action(Action::Top)
    );
    assert_eq!(keymap.meaning(Scope::List, &press("gx")), Meaning::Nothing);
    assert_eq!(keymap.meaning(Scope::List, &[]), Meaning::Nothing);
    assert_eq!(
        keymap.meaning(Scope::List, &press("\\")),
        Meaning::Action(Action::ToggleFilter)
    );
}

#[test]
fn q_closes_a_page_and_quits_elsewhere() {
    let keymap = Keymap::default();
    assert_eq!(
        keymap.meaning(Scope::Page, &press("q")),
        Meaning::Action(Action::Back)
    );
    assert_eq!(
        keymap.meaning(Scope::Detail, &press("q")),
        Meaning::Action(Action::Quit)
    );
}

#[test]
fn hints_name_the_keys_in_their_order() {
    let keymap = Keymap::default();
    assert_eq!(keymap.keys(Scope::List, Action::Top), ["g g", "Home"]);
    let after_y = keymap.continuations(Scope::List, &press("y"));
    assert_eq!(after_y[0], ("y".to_owned(), Action::CopyText));
    assert_eq!(after_y.len(), 3);
}

#[test]
fn a_line_of_the_user_takes_the_place_of_the_shipped_one() {
    let keymap = Keymap::with(
        "my.toml",
        "[common]\ndown = \"s\"\nquit = []\n[page]\nup = ['w']",
    )
    .unwrap();
    assert_eq!(keymap.keys(Scope::List, Action::Down), ["s"]);
    assert_eq!(keymap.meaning(Scope::List, &press("j")), Meaning::Nothing);
    assert!(keymap.keys(Scope::List, Action::Quit).is_empty());
    assert_eq!(
        (
            keymap.keys(Scope::Page, Action::Up),
            keymap.keys(Scope::List, Action::Up).len()
        ),
        (vec!["w".to_owned()], 2)
    );
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_would_do() {
    assert_eq!(
        wrong("[common]\n\ndwon = ['x']"),
        "my.toml:3: `dwon` is no action; did you mean `down`?"
    );
    assert_eq!(
        wrong("[lists]"),
        "my.toml:1: `lists` is no section of the keymap; did you mean `list`?"
    );
    assert!(
        wrong("[list]\ndown = ['Hyper-x']")
            .starts_with("my.toml:2: `down = ['Hyper-x']`; `Hyper-x` is no key")
    );
    assert!(
        wrong("[list]\ndown = 5").starts_with("my.toml:2: `down = 5`; a list of texts would do")
    );
    assert!(wrong("list = 5").starts_with("my.toml:1: `list` is no table"));
    assert!(wrong("[list\n").starts_with("my.toml:1: "));
    assert_eq!(
        wrong("[common]\ndwon = ['x']\n[list]\nupp = ['y']")
            .lines()
            .count(),
        2
    );
}

#[test]
fn a_sequence_stands_for_one_action() {
    assert_eq!(
        wrong("[common]\n\nfind = ['j']"),
        "my.toml:3: \"j\" stands for `down` and for `find`; other keys for one of them would do, or none: `down = []`"
    );
    assert!(
        wrong("[list]\nfind = ['g']")
            .starts_with("my.toml:2: \"g\" (`find`) begins \"g g\" (`top`)")
    );
    assert!(Keymap::with("my.toml", "[common]\nfind = ['j']\ndown = []").is_ok());
}
