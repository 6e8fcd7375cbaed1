//! Arithmetic, parsing and printing of Python's numbers on plain Rust types; every layer may use it.
