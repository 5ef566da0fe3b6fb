//! Large pieces of memory. Each holds the text of many dumps.
//!
//! Fresh memory in pages of 4 KiB costs as much time as reading the files; in huge pages it costs a third of that, and memory
//! that was used before costs nothing. One thread fills a chunk, then freezes it: every dump in it is a slice, not a
//! copy. Once the last slice is dropped the memory goes back to its [`ChunkPool`], if it has one.

use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use memmap2::MmapMut;

/// The size of a chunk in bytes: eight huge pages on most machines. The unused end of a chunk is about 2 % of it.
pub(super) const CHUNK_SIZE: usize = 16 << 20;
#[cfg(target_os = "linux")]
const HUGE_PAGE: usize = 2 << 20;

/// Chunks that may be filled again.
#[derive(Clone, Debug, Default)]
pub(super) struct ChunkPool(Arc<Mutex<Vec<MmapMut>>>);

impl ChunkPool {
    fn reuse(&self, bytes: usize) -> Option<MmapMut> {
        self.0.lock().ok()?.pop_if(|memory| memory.len() >= bytes)
    }
}

/// Memory that is being filled.
#[derive(Debug)]
pub(super) struct Chunk {
    memory: PooledMemory,
    used: usize,
}

/// Memory that goes back to its pool when it is dropped.
#[derive(Debug)]
struct PooledMemory {
    mapped: Option<MmapMut>,
    pool: Option<ChunkPool>,
}

impl AsRef<[u8]> for PooledMemory {
    fn as_ref(&self) -> &[u8] {
        self.mapped.as_deref().unwrap_or_default()
    }
}

impl Drop for PooledMemory {
    fn drop(&mut self) {
        if let (Some(ChunkPool(spare)), Some(mapped)) = (&self.pool, self.mapped.take())
            && let Ok(mut spare) = spare.lock()
        {
            spare.push(mapped);
        }
    }
}

impl Chunk {
    /// Makes room for at least this many bytes, whose values are arbitrary. Pages that are never written cost nothing.
    pub(super) fn with_room(bytes: usize, pool: Option<&ChunkPool>) -> io::Result<Self> {
        let mapped = match pool.and_then(|pool| pool.reuse(bytes)) {
            Some(mapped) => mapped,
            None => map_fresh(bytes)?,
        };
        Ok(Self {
            memory: PooledMemory {
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

    /// Lets `read` fill at most `len` bytes. Returns their range.
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

    /// The bytes of a filled range.
    pub(super) fn filled(&self, range: Range<usize>) -> &[u8] {
        self.memory.as_ref().get(range).unwrap_or_default()
    }

    /// Everything that was filled. The memory is not written again while any slice of it is left.
    pub(super) fn freeze(self) -> Bytes {
        let used = self.used;
        Bytes::from_owner(self.memory).slice(..used)
    }
}

fn map_fresh(bytes: usize) -> io::Result<MmapMut> {
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
    fn fill_returns_the_range_of_its_bytes() {
        let mut chunk = Chunk::with_room(10, None).unwrap();
        let first = chunk.fill(4, copy(b"abcd")).unwrap();
        let second = chunk.fill(4, copy(b"ef")).unwrap();
        assert_eq!(chunk.room(), 4);
        let bytes = chunk.freeze();
        assert_eq!((&bytes[first], &bytes[second]), (&b"abcd"[..], &b"ef"[..]));
    }

    #[test]
    fn failed_read_fills_nothing() {
        let mut chunk = Chunk::with_room(10, None).unwrap();
        assert!(chunk.fill(4, |_| Err(io::ErrorKind::Other.into())).is_err());
        assert_eq!(chunk.room(), 10);
        assert_eq!(chunk.fill(20, copy(b"0123456789more")).unwrap(), 0..10);
        assert_eq!(chunk.room(), 0);
    }

    #[test]
    fn last_slice_returns_memory_to_its_pool() {
        let pool = ChunkPool::default();
        let mut chunk = Chunk::with_room(10, Some(&pool)).unwrap();
        let place = chunk.fill(4, copy(b"abcd")).unwrap();
        let whole = chunk.freeze();
        let part = whole.slice(place);
        drop(whole);
        assert_eq!((pool.reuse(1).is_none(), &part[..]), (true, &b"abcd"[..]));
        drop(part);
        assert!(pool.reuse(11).is_none() && pool.reuse(10).is_some());
    }
}
