//! `list`, `tail`, `check`: the same timeline and queries, to standard output.
