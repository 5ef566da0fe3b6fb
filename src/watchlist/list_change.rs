//! What became of a change to a list.

use std::io::{self, ErrorKind};

use super::change::{AddedLine, Addition, AdditionOutcome, LineRemoval};
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
    /// The line that was added has been edited, so it stays.
    Edited {
        /// The stock.
        stock: Stock,
        /// The name of the file.
        file: String,
    },
    /// There is no such list any more: it was deleted or renamed.
    Gone {
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
            Ok(true) => Self::AddedAgain(line),
            Ok(false) => Self::AlreadyThere {
                stock: line.stock,
                file: line.file,
            },
            Err(error) => Self::not_done(line.file, error),
        }
    }

    /// Takes a line away.
    pub fn of_removal(line: AddedLine) -> Self {
        let (stock, file) = (line.stock.clone(), line.file.clone());
        match line.remove() {
            Ok(LineRemoval::Removed) => Self::Removed(line),
            Ok(LineRemoval::Edited) => Self::Edited { stock, file },
            Ok(LineRemoval::NotThere) => Self::NotThere { stock, file },
            Err(error) => Self::not_done(file, error),
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
            Err(error) => Self::not_done(file, error),
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
            Err(error) => Self::not_done(lines.file, error),
        }
    }

    /// What a change of a list that was there comes to if the system returns this error.
    fn not_done(file: String, error: io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound {
            return Self::Gone { file };
        }
        let error = error.into();
        Self::Failed { file, error }
    }
}
