//! Waits for a descriptor. Few may be allowed (`ulimit -n`), and threads that load dumps take and return them all the time.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::io::Errno;

/// The first and the longest pause between two attempts, each twice as long as the one before: together 63 ms.
const PAUSES: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(32)];

/// Opens something, and tries again for a while if there are too many open files.
pub(super) fn with_descriptor<T>(mut open: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut pause = PAUSES[0];
    loop {
        match open() {
            Err(error) if is_shortage(&error) && pause <= PAUSES[1] => thread::sleep(pause),
            opened => return opened,
        }
        pause *= 2;
    }
}

fn is_shortage(error: &io::Error) -> bool {
    let errno = Errno::from_io_error(error);
    matches!(errno, Some(Errno::MFILE | Errno::NFILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortage_of_descriptors_is_waited_for() {
        let mut attempts = 0;
        let mut open = |until: usize| {
            attempts += 1;
            if attempts < until {
                Err(Errno::MFILE.into())
            } else {
                Ok(attempts)
            }
        };
        assert_eq!(with_descriptor(|| open(3)).unwrap(), 3);
        let error = with_descriptor(|| open(100)).unwrap_err();
        assert!(is_shortage(&error));
        assert_eq!(attempts, 10, "seven more");
    }

    #[test]
    fn other_errors_are_returned_at_once() {
        let mut attempts = 0;
        let open = || -> io::Result<()> {
            attempts += 1;
            Err(Errno::ACCESS.into())
        };
        assert!(with_descriptor(open).is_err());
        assert_eq!(attempts, 1);
    }
}
