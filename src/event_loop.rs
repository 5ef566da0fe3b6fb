//! The only place where threads and channels meet: receive, drain, update, run effects, draw.
