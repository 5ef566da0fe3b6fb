//! The keys of a prompt. Editing follows readline.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

use super::completion::CycleDirection;
use super::scroll::Scroll;
use super::time_direction::TimeDirection;

/// What a key does in a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromptKey {
    Accept,
    Cancel,
    /// Recall an earlier or later line.
    Recall(TimeDirection),
    /// Put the next or previous candidate in place.
    Complete(CycleDirection),
    /// Scroll the list under the prompt.
    Scroll(Scroll),
    /// Delete back to white space.
    DeleteWord,
    Edit(InputRequest),
}

impl PromptKey {
    /// Returns what a key does; `None` if it does nothing.
    pub(super) fn parse(key: KeyEvent) -> Option<Self> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        Some(match key.code {
            KeyCode::Enter => Self::Accept,
            KeyCode::Esc => Self::Cancel,
            KeyCode::Up => Self::Recall(TimeDirection::Earlier),
            KeyCode::Down => Self::Recall(TimeDirection::Later),
            KeyCode::Tab if shift => Self::Complete(CycleDirection::Back),
            KeyCode::Tab => Self::Complete(CycleDirection::On),
            KeyCode::BackTab => Self::Complete(CycleDirection::Back),
            KeyCode::PageDown => Self::Scroll(Scroll::Screens(1)),
            KeyCode::PageUp => Self::Scroll(Scroll::Screens(-1)),
            KeyCode::Char('i') if control => Self::Complete(CycleDirection::On),
            KeyCode::Char('j' | 'm') if control => Self::Accept,
            KeyCode::Char('c' | 'g' | '[') if control => Self::Cancel,
            KeyCode::Char('n') if control => Self::Scroll(Scroll::Lines(1)),
            KeyCode::Char('p') if control => Self::Scroll(Scroll::Lines(-1)),
            KeyCode::Char('w') if control => Self::DeleteWord,
            code => Self::Edit(edit(code, control, alt)?),
        })
    }
}

fn edit(code: KeyCode, control: bool, alt: bool) -> Option<InputRequest> {
    use InputRequest as R;
    let by_word = control || alt;
    Some(match code {
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
        KeyCode::Char(letter) if control && !alt => return control_edit(letter),
        KeyCode::Char('b') if alt => R::GoToPrevWord,
        KeyCode::Char('f') if alt => R::GoToNextWord,
        KeyCode::Char('d') if alt => R::DeleteNextWord,
        KeyCode::Char(character) if !alt && !character.is_control() => R::InsertChar(character),
        _ => return None,
    })
}

const fn control_edit(letter: char) -> Option<InputRequest> {
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
