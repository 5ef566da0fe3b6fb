//! Which of several readers in one tmux server sets its options: the one that was started first. The others wait for its end,
//! however it comes.

use std::env;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;

use crossbeam_channel::{Receiver, bounded};

use crate::worker;

/// The turn to set the options. It lasts as long as the file is locked; the system unlocks it at the end of the process.
#[derive(Debug)]
pub(super) struct Turn {
    _lock: Option<File>,
}

impl Turn {
    /// A turn that nobody waits for: where no file can be locked, every reader sets the options.
    const UNLOCKED: Self = Self { _lock: None };

    /// The turn, once it comes. If another reader has it, a thread waits for it in the system; the channel closes without a turn
    /// if there can be no such thread.
    pub(super) fn wait() -> Receiver<Self> {
        let (sender, turn) = bounded(1);
        let Some(file) = lock_file() else {
            let _ = sender.send(Self::UNLOCKED);
            return turn;
        };
        let first = match file.try_lock() {
            Ok(()) => Some(Self { _lock: Some(file) }),
            Err(TryLockError::Error(_)) => Some(Self::UNLOCKED),
            Err(TryLockError::WouldBlock) => {
                let wait = {
                    let sender = sender.clone();
                    move || {
                        let lock = file.lock().is_ok().then_some(file);
                        let _ = sender.send(Self { _lock: lock });
                    }
                };
                // Without a thread the channel closes.
                let _ = worker::spawn_detached("tmux-turn", wait);
                None
            }
        };
        if let Some(first) = first {
            let _ = sender.send(first);
        }
        turn
    }
}

/// The file that is locked, beside the socket of the server; `None` if it cannot be made.
fn lock_file() -> Option<File> {
    let server = env::var("TMUX").ok()?;
    // The socket, the process and the session.
    let socket = server.rsplitn(3, ',').last()?;
    let path = PathBuf::from(format!("{socket}.dianbao"));
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    options.open(path).ok()
}
