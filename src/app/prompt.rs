//! A line that is being typed: editing, history, and what typing means while it goes on.

use std::mem;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use super::mode::{Before, Mode, Prompt, PromptError, PromptKind, Recalled};
use super::{App, Effect, filtering, finding, goto, moving, notice, selection};
use crate::lang::UiText;
use crate::text::sanitise_line;

/// Lines of history that are kept for each kind of prompt.
const HISTORY: usize = 100;

/// Characters of a line, with what is pasted into it.
const LONGEST: usize = 8_000;

/// What was typed into prompts before, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    find: Vec<String>,
    filter: Vec<String>,
    go_to: Vec<String>,
}

impl History {
    fn of(&mut self, kind: PromptKind) -> &mut Vec<String> {
        match kind {
            PromptKind::Find => &mut self.find,
            PromptKind::Filter => &mut self.filter,
            PromptKind::GoTo => &mut self.go_to,
        }
    }

    fn keep(&mut self, kind: PromptKind, line: &str) {
        let lines = self.of(kind);
        lines.retain(|known| known != line);
        lines.push(line.to_owned());
        let old = lines.len().saturating_sub(HISTORY);
        lines.drain(..old);
    }
}

/// Opens a prompt; that of the filter holds the last filter, to be changed or typed over.
pub(super) fn open(app: &mut App, kind: PromptKind) -> Vec<Effect> {
    let before = Before {
        list: app.list.clone(),
        filter: app.filter.clone(),
        find: app.find.clone(),
        anchor: selection::anchor(app),
    };
    let text = if kind == PromptKind::Filter {
        app.filter.source.clone()
    } else {
        String::new()
    };
    let (input, selected, before) = (Input::new(text.clone()), !text.is_empty(), Box::new(before));
    app.mode = Mode::Prompt(Prompt {
        kind,
        input,
        selected,
        error: None,
        before,
        recalled: None,
    });
    if kind == PromptKind::Filter {
        typed(app)
    } else {
        Vec::new()
    }
}

/// A key while a prompt is open.
pub(super) fn key(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let accepts =
        key.code == KeyCode::Enter || control && matches!(key.code, KeyCode::Char('j' | 'm'));
    if accepts {
        // What was told of the line while it was typed could not be seen: it is now.
        return accept(app);
    }
    notice::drop(app);
    match key.code {
        KeyCode::Esc => cancel(app),
        KeyCode::Char('c' | 'g' | '[') if control => cancel(app),
        KeyCode::Up => recall(app, true),
        KeyCode::Down => recall(app, false),
        KeyCode::Char('n') if control => peek(app, 1),
        KeyCode::Char('p') if control => peek(app, -1),
        KeyCode::PageDown => peek(app, i32::from(app.metrics.list.1) - 2),
        KeyCode::Char('w') if control => delete_word(app),
        KeyCode::PageUp => peek(app, 2 - i32::from(app.metrics.list.1)),
        _ => request(key).map_or_else(Vec::new, |request| edit(app, &[request])),
    }
}

/// Text that was pasted: on one line, and set in one go. Terminals send line breaks as they please, CR alone as well. One that
/// is far too long was not meant for here.
pub(super) fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &app.mode else {
        return Vec::new();
    };
    let lines = text
        .split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join(" ");
    let line = sanitise_line(&text);
    let typed = if prompt.selected {
        ""
    } else {
        prompt.input.value()
    };
    if typed.chars().count() + line.as_str().chars().count() > LONGEST {
        let text = app
            .config
            .lang
            .text(UiText::PasteTooLong { longest: LONGEST })
            .into_owned();
        let end = prompt.input.value().len();
        return fault(app, PromptError { at: end..end, text });
    }
    insert(app, line.as_str())
}

/// Puts a text in where the cursor stands.
fn insert(app: &mut App, text: &str) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut app.mode else {
        return Vec::new();
    };
    if text.is_empty() {
        return Vec::new();
    }
    if mem::take(&mut prompt.selected) {
        prompt.input = Input::default();
    }
    let mut line: Vec<char> = prompt.input.value().chars().collect();
    let cursor = prompt.input.cursor().min(line.len());
    line.splice(cursor..cursor, text.chars());
    let after = cursor + text.chars().count();
    prompt.input = mem::take(&mut prompt.input)
        .with_value(line.into_iter().collect())
        .with_cursor(after);
    prompt.recalled = None;
    typed(app)
}

/// Keys as readline has them.
fn request(key: KeyEvent) -> Option<InputRequest> {
    use InputRequest as R;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let by_word = control || alt;
    Some(match key.code {
        KeyCode::Backspace if by_word => R::DeletePrevWord,
        KeyCode::Backspace => R::DeletePrevChar,
        KeyCode::Delete if by_word => R::DeleteNextWord,
        KeyCode::Delete => R::DeleteNextChar,
        KeyCode::Left if by_word => R::GoToPrevWord,
        KeyCode::Left => R::GoToPrevChar,
        KeyCode::Right if by_word => R::GoToNextWord,
        KeyCode::Right => R::GoToNextChar,
        KeyCode::Home => R::GoToStart,
        KeyCode::End => R::GoToEnd,
        KeyCode::Char(letter) if control && !alt => return readline(letter),
        KeyCode::Char('b') if alt => R::GoToPrevWord,
        KeyCode::Char('f') if alt => R::GoToNextWord,
        KeyCode::Char('d') if alt => R::DeleteNextWord,
        KeyCode::Char(character) if !alt && !character.is_control() => R::InsertChar(character),
        _ => return None,
    })
}

const fn readline(letter: char) -> Option<InputRequest> {
    use InputRequest as R;
    Some(match letter {
        'a' => R::GoToStart,
        'e' => R::GoToEnd,
        'b' => R::GoToPrevChar,
        'f' => R::GoToNextChar,
        'h' => R::DeletePrevChar,
        'd' => R::DeleteNextChar,
        'u' => R::DeleteFromStart,
        'k' => R::DeleteTillEnd,
        'y' => R::Yank,
        _ => return None,
    })
}

/// Changes the line; what it means now is done at once.
fn edit(app: &mut App, requests: &[InputRequest]) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut app.mode else {
        return Vec::new();
    };
    let was = prompt.input.value().to_owned();
    let types = requests
        .iter()
        .any(|request| matches!(request, InputRequest::InsertChar(_)));
    if mem::take(&mut prompt.selected) && types {
        prompt.input = Input::default();
    }
    for &request in requests {
        prompt.input.handle(request);
    }
    if prompt.input.value() == was {
        return Vec::new();
    }
    prompt.recalled = None;
    typed(app)
}

/// Deletes back to white space, as Ctrl-W does in a shell: where words are not divided, a word is a character otherwise.
fn delete_word(app: &mut App) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &app.mode else {
        return Vec::new();
    };
    let before: String = prompt
        .input
        .value()
        .chars()
        .take(prompt.input.cursor())
        .collect();
    let kept = before
        .trim_end()
        .trim_end_matches(|letter: char| !letter.is_whitespace());
    let word = before
        .strip_prefix(kept)
        .map_or(0, |word| word.graphemes(true).count());
    edit(app, &vec![InputRequest::DeletePrevChar; word])
}

/// What was typed has changed: filter and find work while one types.
fn typed(app: &mut App) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut app.mode else {
        return Vec::new();
    };
    prompt.error = None;
    let text = prompt.input.value().to_owned();
    let from = prompt.before.list.selected;
    if prompt.kind == PromptKind::Find && text.trim().is_empty() {
        go_back(app);
    }
    let Mode::Prompt(prompt) = &app.mode else {
        return Vec::new();
    };
    let asked = match prompt.kind {
        PromptKind::Filter => filtering::ask(app, &text),
        PromptKind::Find => finding::ask(app, &text, from),
        PromptKind::GoTo => Ok(Vec::new()),
    };
    asked.unwrap_or_else(|error| {
        let told = error.message(app.config.lang);
        fault(
            app,
            PromptError {
                at: error.at,
                text: told,
            },
        )
    })
}

fn fault(app: &mut App, error: PromptError) -> Vec<Effect> {
    if let Mode::Prompt(prompt) = &mut app.mode {
        prompt.error = Some(error);
    }
    Vec::new()
}

/// Moves the selection under an open prompt.
fn peek(app: &mut App, by: i32) -> Vec<Effect> {
    if by.abs() == 1 {
        moving::step(app, i64::from(by));
    } else {
        moving::page(app, by);
    }
    Vec::new()
}

/// A line of the history, an older or a newer one; past the newest what was typed comes back.
fn recall(app: &mut App, older: bool) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut app.mode else {
        return Vec::new();
    };
    let lines = app.history.of(prompt.kind);
    let (index, typed_before) = match prompt.recalled.take() {
        Some(Recalled { index, typed }) => (index, typed),
        None => (lines.len(), prompt.input.value().to_owned()),
    };
    let index = if older {
        index.saturating_sub(1)
    } else {
        index + 1
    };
    let line = lines.get(index).cloned();
    prompt.recalled = line.is_some().then(|| Recalled {
        index,
        typed: typed_before.clone(),
    });
    prompt.input = Input::new(line.unwrap_or(typed_before));
    prompt.selected = false;
    typed(app)
}

/// Takes the list back to where it was when the prompt was opened.
pub(super) fn go_back(app: &mut App) {
    if let Mode::Prompt(prompt) = &app.mode {
        let (list, anchor) = (prompt.before.list.clone(), prompt.before.anchor);
        selection::go_back(app, &list, anchor);
    }
}

/// Enter: a line that is wrong stays open with what is wrong about it.
fn accept(app: &mut App) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &app.mode else {
        return Vec::new();
    };
    let (kind, line) = (prompt.kind, prompt.input.value().trim().to_owned());
    if prompt.error.is_some() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    match kind {
        PromptKind::GoTo => match goto::go(app, &line) {
            Ok(told) => effects = told,
            Err(error) => return fault(app, error),
        },
        PromptKind::Find if line.is_empty() => effects = find_again(app),
        PromptKind::Find | PromptKind::Filter => {}
    }
    if !line.is_empty() {
        app.history.keep(kind, &line);
    }
    app.mode = Mode::Normal;
    effects
}

/// Enter on nothing: what was looked for before, once more.
fn find_again(app: &mut App) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &app.mode else {
        return Vec::new();
    };
    let before = prompt.before.find.clone();
    let mut effects = finding::restore(app, before);
    if app.find.matcher.is_some() {
        effects.extend(finding::further(app, true, 1));
    }
    effects
}

/// Everything goes back to where it was before the prompt was opened.
fn cancel(app: &mut App) -> Vec<Effect> {
    let Mode::Prompt(prompt) = mem::take(&mut app.mode) else {
        return Vec::new();
    };
    let before = *prompt.before;
    let mut effects = filtering::restore(app, before.filter);
    effects.extend(finding::restore(app, before.find));
    selection::go_back(app, &before.list, before.anchor);
    effects
}
