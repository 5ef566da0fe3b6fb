//! Waits for a descriptor. Few may be allowed (`ulimit -n`), and threads that load dumps take and return them all the time.

use std::cell::Cell;
use std::io;
use std::thread;
use std::time::Duration;

use rustix::io::Errno;

/// The first and the longest pause between two attempts, each twice as long as the one before: together 63 ms.
const PAUSES: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(32)];

thread_local! {
    /// Whether this thread has waited in vain since it opened something. It would wait for thousands of files one after another.
    static WAITED_IN_VAIN: Cell<bool> = const { Cell::new(false) };
}

/// Opens something, and tries again for a while if there are too many open files. If that does not help, this thread waits no
/// more until it can open something.
pub(super) fn with_descriptor<T>(mut open: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut pause = PAUSES[0];
    loop {
        let opened = open();
        let is_short = opened.as_ref().err().is_some_and(is_shortage);
        if !is_short || WAITED_IN_VAIN.get() || pause > PAUSES[1] {
            WAITED_IN_VAIN.set(is_short);
            return opened;
        }
        thread::sleep(pause);
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
    fn lasting_shortage_is_waited_for_once() {
        let mut attempts = 0;
        let mut fail = || -> io::Result<()> {
            attempts += 1;
            Err(Errno::MFILE.into())
        };
        for _ in 0..1000 {
            assert!(with_descriptor(&mut fail).is_err());
        }
        assert_eq!(attempts, 7 + 999);
        with_descriptor(|| Ok(())).unwrap();
        attempts = 0;
        let mut fail = || -> io::Result<()> {
            attempts += 1;
            Err(Errno::MFILE.into())
        };
        assert!(with_descriptor(&mut fail).is_err());
        assert_eq!(attempts, 7, "another shortage may be short");
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
