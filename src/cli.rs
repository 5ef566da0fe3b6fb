//! What was typed on the command line -> what to do.
