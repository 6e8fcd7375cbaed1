//! The one test binary. tests/README.md says which folder guards which part of the source and how to add a test.

mod awaiting;
mod behaviour;
mod cli;
mod compiler;
mod deep;
mod dis;
mod hints;
mod library_table;
mod process;
mod programs;
mod prompt;
mod reports;
mod syntax;
mod tidy;
