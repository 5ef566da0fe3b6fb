//! What became of a change to a list.

use super::change::{AddedLine, Addition, AdditionOutcome};
use super::removal::{Removal, RemovalOutcome, RemovedLines};
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
    /// The lines of a stock were taken out.
    TakenOut(RemovedLines),
    /// They were taken out again after they had been put back.
    TakenOutAgain(RemovedLines),
    /// They were put back.
    PutBack(RemovedLines),
    /// A line has other entries besides the stock, so it stays.
    Shared {
        /// The stock.
        stock: Stock,
        /// The name of the file.
        file: String,
        /// The number of the line, from 1.
        line: u32,
    },
    /// The list has no such line: another program has taken it away.
    NotThere {
        /// The stock.
        stock: Stock,
        /// The name of the file.
        file: String,
    },
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
            Err(error) => Self::failed(line.file, error.into()),
        }
    }

    /// Takes a line away.
    pub fn of_removal(line: AddedLine) -> Self {
        match line.remove() {
            Ok(true) => Self::Removed(line),
            Ok(false) => Self::NotThere {
                stock: line.stock,
                file: line.file,
            },
            Err(error) => Self::failed(line.file, error.into()),
        }
    }

    /// Takes a stock out of a list.
    pub fn of_taking_out(removal: &Removal) -> Self {
        let file = removal.file.clone();
        let stock = removal.stock.clone();
        match removal.perform() {
            Ok(RemovalOutcome::Removed(lines)) => Self::TakenOut(lines),
            Ok(RemovalOutcome::NotThere) => Self::NotThere { stock, file },
            Ok(RemovalOutcome::Shared(line)) => Self::Shared { stock, file, line },
            Err(error) => Self::failed(file, error.into()),
        }
    }

    /// Takes a stock out again.
    pub fn of_taking_out_again(lines: &RemovedLines) -> Self {
        match Self::of_taking_out(&lines.again()) {
            Self::TakenOut(lines) => Self::TakenOutAgain(lines),
            change => change,
        }
    }

    /// Puts lines back that were taken out.
    pub fn of_putting_back(lines: RemovedLines) -> Self {
        match lines.put_back() {
            Ok(true) => Self::PutBack(lines),
            Ok(false) => Self::AlreadyThere {
                stock: lines.stock,
                file: lines.file,
            },
            Err(error) => Self::failed(lines.file, error.into()),
        }
    }

    const fn failed(file: String, error: SystemError) -> Self {
        Self::Failed { file, error }
    }
}
