//! Arguments -> dianbao -> exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Loaders on several threads make many small things. The allocator of glibc asks the kernel for each few of them, which
/// has the others wait: a sixth of the time that ten years take to load.
///
/// It asks for no huge pages (`no_thp`), in each of which something small keeps 2 MiB: a reader of few dumps took twice the
/// memory, and an eighth more or less from one minute to the next. What is large asks for its own: `feed/arena.rs`.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    dianbao::run(std::env::args_os())
}
