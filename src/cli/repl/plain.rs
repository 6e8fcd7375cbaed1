//! Lines without an editor: from a pipe with `-i`, or from a terminal that cannot be written on freely.

use std::io::{IsTerminal, Write};
use std::os::fd::AsRawFd;

use crate::stdlib::system::calls::files;
use crate::vm::clock;

use super::reader::News;
use super::source::{self, Progress};

/// The statement that is being read.
#[derive(Default)]
pub struct Lines {
    next: String,
    block: String,
    line: Vec<u8>,
}

impl Lines {
    /// Shows the prompt for a new statement.
    pub fn begin(&mut self, first: &str, next: String) {
        show(first);
        *self = Lines { next, ..Lines::default() };
    }

    /// Readable when there is more.
    pub fn descriptor(&self) -> i32 {
        std::io::stdin().as_raw_fd()
    }

    /// Ctrl-C: the statement is given up.
    pub fn give_up(&mut self) {
        self.block.clear();
        self.line.clear();
    }

    /// A statement, once its last line is there. Byte by byte, so that what follows is left to the program's `input`.
    pub fn news(&mut self) -> Option<News> {
        while clock::poll(self.descriptor(), Some(std::time::Duration::ZERO)) {
            let mut byte = [0];
            let count = files::read(self.descriptor(), &mut byte, None).unwrap_or(0);
            if count > 0 && byte != [b'\n'] {
                self.line.push(byte[0]);
                continue;
            }
            let line = std::mem::take(&mut self.line);
            self.block.push_str(&String::from_utf8_lossy(&line));
            if count == 0 {
                if !line.is_empty() {
                    // More of the line may come.
                    show(&self.next);
                }
                show("\n");
                if source::is_blank(&self.block) {
                    return Some(News::End);
                }
            }
            if !self.block.ends_with('\n') || count > 0 {
                self.block.push('\n');
            }
            if count == 0 || source::progress(&self.block) == Progress::Complete {
                return Some(News::Statement { text: std::mem::take(&mut self.block), many: false });
            }
            show(&self.next);
        }
        None
    }
}

/// Prompts go where CPython's do: to standard error unless both ends are a terminal.
fn show(text: &str) {
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    // Nobody sees a prompt that cannot be written.
    let _ = match terminal {
        true => std::io::stdout().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush()),
        false => std::io::stderr().write_all(text.as_bytes()),
    };
}
