//! Arguments -> dianbao -> exit code.

fn main() {}
