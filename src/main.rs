//! Arguments -> dianbao -> exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Loaders on several threads make many small things. The allocator of glibc asks the kernel for each few of them, which
/// has the others wait: a sixth of the time that ten years take to load.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    dianbao::run(std::env::args_os())
}
