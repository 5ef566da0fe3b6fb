//! Large pieces of memory into which many dumps are read, one after another.
//!
//! Fresh memory in pages of 4 KiB costs as much as reading the files; asked for in huge pages it costs a third of that.
//! A chunk is filled by one worker, then frozen: every dump in it is a slice, without a copy.

use std::io;
use std::ops::Range;

use bytes::Bytes;
use memmap2::MmapMut;

/// Eight huge pages on most machines: what is lost at the end of a chunk is some 2 % of it.
pub(super) const CHUNK: usize = 16 << 20;
const HUGE_PAGE: usize = 2 << 20;

/// Memory that is being filled.
#[derive(Debug)]
pub(super) struct Chunk {
    memory: MmapMut,
    used: usize,
}

impl Chunk {
    /// Room for at least so many bytes. Pages that are never written cost nothing.
    pub(super) fn with_room(bytes: usize) -> io::Result<Self> {
        let memory = MmapMut::map_anon(bytes.max(1))?;
        #[cfg(target_os = "linux")]
        if bytes >= HUGE_PAGE {
            // A kernel without huge pages gives small ones.
            let _ = memory.advise(memmap2::Advice::HugePage);
        }
        Ok(Self { memory, used: 0 })
    }

    /// How many bytes still fit.
    pub(super) fn room(&self) -> usize {
        self.memory.len() - self.used
    }

    /// Lets `read` fill at most `len` bytes; where they stand.
    pub(super) fn fill(
        &mut self,
        len: usize,
        read: impl FnOnce(&mut [u8]) -> io::Result<usize>,
    ) -> io::Result<Range<usize>> {
        let start = self.used;
        let end = start.saturating_add(len).min(self.memory.len());
        let filled = read(self.memory.get_mut(start..end).unwrap_or_default())?;
        self.used = (start + filled).min(end);
        Ok(start..self.used)
    }

    /// What was filled there.
    pub(super) fn filled(&self, place: Range<usize>) -> &[u8] {
        self.memory.get(place).unwrap_or_default()
    }

    /// What was filled, never to be written again.
    pub(super) fn freeze(self) -> Bytes {
        let used = self.used;
        Bytes::from_owner(self.memory).slice(..used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(text: &[u8]) -> impl FnOnce(&mut [u8]) -> io::Result<usize> {
        move |target: &mut [u8]| {
            let len = text.len().min(target.len());
            target[..len].copy_from_slice(&text[..len]);
            Ok(len)
        }
    }

    #[test]
    fn what_is_filled_stands_where_it_was_said() {
        let mut chunk = Chunk::with_room(10).unwrap();
        let first = chunk.fill(4, copy(b"abcd")).unwrap();
        let second = chunk.fill(4, copy(b"ef")).unwrap();
        assert_eq!(chunk.room(), 4);
        let bytes = chunk.freeze();
        assert_eq!((&bytes[first], &bytes[second]), (&b"abcd"[..], &b"ef"[..]));
    }

    #[test]
    fn a_failed_reading_fills_nothing() {
        let mut chunk = Chunk::with_room(10).unwrap();
        assert!(chunk.fill(4, |_| Err(io::ErrorKind::Other.into())).is_err());
        assert_eq!(chunk.room(), 10);
        assert_eq!(chunk.fill(20, copy(b"0123456789more")).unwrap(), 0..10);
        assert_eq!(chunk.room(), 0);
    }
}
