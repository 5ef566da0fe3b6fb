//! Large pieces of memory into which many dumps are read, one after another.
//!
//! Fresh memory in pages of 4 KiB costs as much as reading the files; asked for in huge pages it costs a third of that, and
//! memory that was used before costs nothing. A chunk is filled by one worker, then frozen: every dump in it is a slice,
//! without a copy. When the last of these is gone the memory goes back to the [`Pool`] it came from, if there is one.

use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use memmap2::MmapMut;

/// Eight huge pages on most machines: what is lost at the end of a chunk is some 2 % of it.
pub(super) const CHUNK: usize = 16 << 20;
#[cfg(target_os = "linux")]
const HUGE_PAGE: usize = 2 << 20;

/// Chunks that nobody needs any more.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool(Arc<Mutex<Vec<MmapMut>>>);

impl Pool {
    fn take(&self, bytes: usize) -> Option<MmapMut> {
        self.0.lock().ok()?.pop_if(|memory| memory.len() >= bytes)
    }
}

/// Memory that is being filled.
#[derive(Debug)]
pub(super) struct Chunk {
    memory: Memory,
    used: usize,
}

/// Memory, and where it goes when it is needed no more.
#[derive(Debug)]
struct Memory {
    mapped: Option<MmapMut>,
    pool: Option<Pool>,
}

impl AsRef<[u8]> for Memory {
    fn as_ref(&self) -> &[u8] {
        self.mapped.as_deref().unwrap_or_default()
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        if let (Some(Pool(spare)), Some(mapped)) = (&self.pool, self.mapped.take())
            && let Ok(mut spare) = spare.lock()
        {
            spare.push(mapped);
        }
    }
}

impl Chunk {
    /// Room for at least so many bytes, whatever they were before. Pages that are never written cost nothing.
    pub(super) fn with_room(bytes: usize, pool: Option<&Pool>) -> io::Result<Self> {
        let mapped = match pool.and_then(|pool| pool.take(bytes)) {
            Some(mapped) => mapped,
            None => fresh(bytes)?,
        };
        Ok(Self {
            memory: Memory {
                mapped: Some(mapped),
                pool: pool.cloned(),
            },
            used: 0,
        })
    }

    /// How many bytes still fit.
    pub(super) fn room(&self) -> usize {
        self.memory.as_ref().len() - self.used
    }

    /// Lets `read` fill at most `len` bytes; where they stand.
    pub(super) fn fill(
        &mut self,
        len: usize,
        read: impl FnOnce(&mut [u8]) -> io::Result<usize>,
    ) -> io::Result<Range<usize>> {
        let memory = self.memory.mapped.as_deref_mut().unwrap_or_default();
        let start = self.used;
        let end = start.saturating_add(len).min(memory.len());
        let filled = read(memory.get_mut(start..end).unwrap_or_default())?;
        self.used = (start + filled).min(end);
        Ok(start..self.used)
    }

    /// What was filled there.
    pub(super) fn filled(&self, place: Range<usize>) -> &[u8] {
        self.memory.as_ref().get(place).unwrap_or_default()
    }

    /// What was filled, never to be written again while anybody has it.
    pub(super) fn freeze(self) -> Bytes {
        let used = self.used;
        Bytes::from_owner(self.memory).slice(..used)
    }
}

fn fresh(bytes: usize) -> io::Result<MmapMut> {
    let memory = MmapMut::map_anon(bytes.max(1))?;
    #[cfg(target_os = "linux")]
    if bytes >= HUGE_PAGE {
        // A kernel without huge pages gives small ones.
        let _ = memory.advise(memmap2::Advice::HugePage);
    }
    Ok(memory)
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
        let mut chunk = Chunk::with_room(10, None).unwrap();
        let first = chunk.fill(4, copy(b"abcd")).unwrap();
        let second = chunk.fill(4, copy(b"ef")).unwrap();
        assert_eq!(chunk.room(), 4);
        let bytes = chunk.freeze();
        assert_eq!((&bytes[first], &bytes[second]), (&b"abcd"[..], &b"ef"[..]));
    }

    #[test]
    fn a_failed_reading_fills_nothing() {
        let mut chunk = Chunk::with_room(10, None).unwrap();
        assert!(chunk.fill(4, |_| Err(io::ErrorKind::Other.into())).is_err());
        assert_eq!(chunk.room(), 10);
        assert_eq!(chunk.fill(20, copy(b"0123456789more")).unwrap(), 0..10);
        assert_eq!(chunk.room(), 0);
    }

    #[test]
    fn memory_goes_back_to_its_pool_once_nobody_has_it() {
        let pool = Pool::default();
        let mut chunk = Chunk::with_room(10, Some(&pool)).unwrap();
        let place = chunk.fill(4, copy(b"abcd")).unwrap();
        let whole = chunk.freeze();
        let part = whole.slice(place);
        drop(whole);
        assert_eq!((pool.take(1).is_none(), &part[..]), (true, &b"abcd"[..]));
        drop(part);
        assert!(pool.take(11).is_none() && pool.take(10).is_some());
    }
}
