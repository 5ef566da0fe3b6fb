//! Arguments -> dianbao -> exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    dianbao::run(std::env::args_os())
}
