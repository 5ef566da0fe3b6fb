//! A dump that comes from standard input, read again from its beginning as it grows.
//!
//! A scraper in a pipe writes a few entries at a time; a whole archive in a pipe comes in pieces of 64 KiB. Reading
//! again only once it has grown by an eighth, or nothing more is waiting, keeps both from costing more than twice the bytes.

use std::io::{Read, stdin};
use std::sync::Arc;

use bytes::Bytes;
use crossbeam_channel::Sender;

use super::follow::Message;
use crate::dump::{self, Reading};
use crate::timeline::Change;
use crate::watch::stdin_path;

/// What has come so far.
#[derive(Debug, Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    read: usize,
}

impl Stream {
    /// More has come.
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    /// Reads what has come, if there is enough of it; `idle` says that nothing more is waiting.
    pub(super) fn read(&mut self, idle: bool, options: dump::Options) -> Vec<Change> {
        let grown = self.bytes.len() - self.read;
        if grown == 0 || !(idle || grown >= self.bytes.len() / 8) {
            return Vec::new();
        }
        self.read = self.bytes.len();
        changes(Bytes::copy_from_slice(&self.bytes), options)
    }
}

/// Standard input as a whole.
pub(super) fn whole(options: dump::Options) -> Vec<Change> {
    let mut bytes = Vec::new();
    let _ = stdin().lock().read_to_end(&mut bytes);
    changes(Bytes::from(bytes), options)
}

fn changes(bytes: Bytes, options: dump::Options) -> Vec<Change> {
    match dump::read(&stdin_path(), bytes, options) {
        Reading::Dump(dump) => vec![Change::Read(Arc::new(dump))],
        Reading::NoDump => Vec::new(),
    }
}

/// Sends on what standard input gives, until it ends. Its thread cannot be woken and is left to the end of the process.
pub(super) fn spawn(outbox: Sender<Message>) {
    let read = move || {
        let mut piece = vec![0; 64 << 10];
        while let Ok(read @ 1..) = stdin().lock().read(&mut piece) {
            let piece = piece.get(..read).unwrap_or_default().to_vec();
            if outbox.send(Message::Stdin(piece)).is_err() {
                return;
            }
        }
    };
    let _ = std::thread::Builder::new().name("stdin".into()).spawn(read);
}
