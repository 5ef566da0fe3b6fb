//! What became of a change to a list.

use super::change::{AddedLine, Addition, AdditionOutcome};
use crate::item::Stock;
use crate::lang::SystemError;

/// What became of a change to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListChange {
    /// A line was added.
    Added(AddedLine),
    /// The list has the stock.
    AlreadyThere {
        /// The stock.
        stock: Stock,
        /// The name of the file.
        file: String,
    },
    /// A line was added again after it had been taken away.
    AddedAgain(AddedLine),
    /// A line was taken away.
    Removed(AddedLine),
    /// Another program has taken the line away.
    NotThere(AddedLine),
    /// The file could not be read or written.
    Failed {
        /// The name of the file.
        file: String,
        /// Why not.
        error: SystemError,
    },
}

impl ListChange {
    /// Adds a stock to a list.
    pub fn of_addition(addition: &Addition) -> Self {
        match addition.perform() {
            Ok(AdditionOutcome::Added(line)) => Self::Added(line),
            Ok(AdditionOutcome::AlreadyThere(file)) => Self::AlreadyThere {
                stock: addition.stock.clone(),
                file,
            },
            Err(error) => Self::Failed {
                file: addition.file.clone(),
                error: error.into(),
            },
        }
    }

    /// Adds a line again.
    pub fn of_repetition(line: AddedLine) -> Self {
        match line.add_again() {
            Ok(()) => Self::AddedAgain(line),
            Err(error) => Self::failed(line, error.into()),
        }
    }

    /// Takes a line away.
    pub fn of_removal(line: AddedLine) -> Self {
        match line.remove() {
            Ok(true) => Self::Removed(line),
            Ok(false) => Self::NotThere(line),
            Err(error) => Self::failed(line, error.into()),
        }
    }

    fn failed(line: AddedLine, error: SystemError) -> Self {
        Self::Failed {
            file: line.file,
            error,
        }
    }
}
