//! Enter and leave, events, suspend, clipboard: the only place that speaks to the terminal.
