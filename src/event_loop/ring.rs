//! Rings the bell of the terminal, and lets it show notifications.

use std::io::Write as _;

use super::reader::Reader;
use crate::terminal::notification::Notifier;
use crate::text::Printable;

impl Reader {
    /// Rings, or lets the terminal show a notification. While an editor has the terminal this waits: bytes in the middle of what
    /// the editor writes could break it.
    pub(super) fn ring(&mut self, bell: bool, notification: Option<&Printable<'_>>) {
        let ring = Notifier::of_environment().ring(bell, notification);
        if self.job.is_some() {
            self.held_ring = Some(ring);
        } else {
            self.write_ring(&ring);
        }
    }

    /// Rings what an editor held up, once.
    pub(super) fn ring_held(&mut self) {
        if let Some(ring) = self.held_ring.take() {
            self.write_ring(&ring);
        }
    }

    fn write_ring(&mut self, ring: &str) {
        self.with_screen(|screen| {
            let out = screen.writer();
            out.write_all(ring.as_bytes())?;
            out.flush()
        });
    }
}
