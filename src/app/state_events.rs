//! What the thread of the state file publishes.

use super::{App, Notice};
use crate::lang::UiText;
use crate::state::StateEvent;

impl App {
    /// Takes an event of the state file; returns whether the screen may look different.
    pub(super) fn receive_state(&mut self, event: StateEvent) -> bool {
        match event {
            StateEvent::MarksLoaded => {
                self.early_changes = None;
                self.marks_to_look_at = true;
                self.look_for_lost_marks();
                return false;
            }
            StateEvent::Stories(day, stories) => self.take_stories(day, stories),
            StateEvent::LastStarred(stories) => self.compare_last_starred(&stories),
            StateEvent::Opened(remembered) => self.take_remembered(&remembered),
            StateEvent::Marks(days) => self.take_loaded_marks(days),
            StateEvent::Changed(changes) => {
                self.take_changes(&changes);
                self.renew_basket();
            }
            StateEvent::Problem(problem) => {
                let is_over = problem.is_over();
                let problem = problem.message(self.config.lang).into_owned();
                if is_over {
                    self.notify(Notice::error(problem));
                } else {
                    self.warn(UiText::NotKept { problem });
                }
            }
            StateEvent::Recovered => self.inform(UiText::KeptAgain),
            StateEvent::Panicked => self.warn(UiText::StatePanicked),
        }
        true
    }
}
