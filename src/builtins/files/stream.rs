//! `Stream`: an open file with a read buffer and a write buffer. It knows bytes only.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

/// CPython's default buffer.
const BUFFER: usize = 8192;

/// What the mode allows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Access {
    pub read: bool,
    pub write: bool,
}

/// An open file.
pub struct Stream {
    inner: RefCell<Inner>,
    pub access: Access,
    /// What `fileno()` gives.
    pub number: i32,
    /// Writes go out at once.
    pub unbuffered: bool,
}

struct Inner {
    /// None once closed.
    file: Option<File>,
    /// Bytes read ahead, from `start` on.
    input: Vec<u8>,
    start: usize,
    output: Vec<u8>,
}

fn closed() -> io::Error {
    io::Error::other("I/O operation on closed file.")
}

impl Inner {
    fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(closed)
    }

    /// Writes the buffer out. What could not be written stays only if trying again may help.
    fn flush(&mut self) -> io::Result<()> {
        let mut output = std::mem::take(&mut self.output);
        let result = self.file()?.write_all(&output);
        output.clear();
        self.output = output;
        result
    }

    /// Gives up what was read ahead, so that the file's position is what the reader thinks.
    fn forget_input(&mut self) -> io::Result<()> {
        let ahead = self.input.len() - self.start;
        self.input.clear();
        self.start = 0;
        if ahead > 0 {
            self.file()?.seek(SeekFrom::Current(-(ahead as i64)))?;
        }
        Ok(())
    }

    /// Reads more; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if !self.output.is_empty() {
            self.flush()?;
        }
        if self.start > 0 {
            self.input.drain(..self.start);
            self.start = 0;
        }
        let old = self.input.len();
        self.input.resize(old + BUFFER, 0);
        let Some(file) = self.file.as_mut() else {
            self.input.truncate(old);
            return Err(closed());
        };
        let read = loop {
            match file.read(&mut self.input[old..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.input.truncate(old + *read.as_ref().unwrap_or(&0));
        Ok(read? > 0)
    }
}

impl Stream {
    pub fn new(file: File, access: Access, number: i32, unbuffered: bool) -> Stream {
        let inner = Inner { file: Some(file), input: Vec::new(), start: 0, output: Vec::new() };
        Stream { inner: RefCell::new(inner), access, number, unbuffered }
    }

    pub fn is_closed(&self) -> bool {
        self.inner.borrow().file.is_none()
    }

    /// Appends to the buffer, which goes out when it is full.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut inner = self.inner.borrow_mut();
        if inner.input.len() > inner.start {
            inner.forget_input()?;
        }
        inner.file()?;
        inner.output.extend_from_slice(bytes);
        if inner.output.len() >= BUFFER || self.unbuffered {
            return inner.flush();
        }
        Ok(())
    }

    pub fn flush(&self) -> io::Result<()> {
        let mut inner = self.inner.borrow_mut();
        if inner.output.is_empty() { Ok(()) } else { inner.flush() }
    }

    /// Up to `limit` bytes, fewer only at the end (or after one read, if `once`).
    pub fn read(&self, limit: usize, once: bool) -> io::Result<Vec<u8>> {
        let mut inner = self.inner.borrow_mut();
        inner.file()?;
        while inner.input.len() - inner.start < limit {
            if once && inner.input.len() > inner.start {
                break;
            }
            if !inner.fill()? || once {
                break;
            }
        }
        let end = inner.input.len().min(inner.start.saturating_add(limit));
        let bytes = inner.input[inner.start..end].to_vec();
        inner.start = end;
        Ok(bytes)
    }

    /// A line with its `\n`, at most `limit` bytes.
    pub fn read_line(&self, limit: usize) -> io::Result<Vec<u8>> {
        let mut inner = self.inner.borrow_mut();
        inner.file()?;
        let mut seen = 0;
        let length = loop {
            let ahead = &inner.input[inner.start..];
            if let Some(at) = memchr::memchr(b'\n', &ahead[seen..]) {
                break seen + at + 1;
            }
            seen = ahead.len();
            if seen >= limit || !inner.fill()? {
                break seen;
            }
        };
        let end = inner.start + length.min(limit);
        let line = inner.input[inner.start..end].to_vec();
        inner.start = end;
        Ok(line)
    }

    /// What is read ahead or can be read at once.
    pub fn peek(&self) -> io::Result<Vec<u8>> {
        let mut inner = self.inner.borrow_mut();
        if inner.input.len() == inner.start {
            inner.fill()?;
        }
        Ok(inner.input[inner.start..].to_vec())
    }

    pub fn seek(&self, to: SeekFrom) -> io::Result<u64> {
        let mut inner = self.inner.borrow_mut();
        if !inner.output.is_empty() {
            inner.flush()?;
        }
        inner.forget_input()?;
        inner.file()?.seek(to)
    }

    pub fn tell(&self) -> io::Result<u64> {
        let mut inner = self.inner.borrow_mut();
        let (ahead, behind) = ((inner.input.len() - inner.start) as u64, inner.output.len() as u64);
        let position = inner.file()?.stream_position()?;
        Ok((position + behind).saturating_sub(ahead))
    }

    pub fn truncate(&self, size: u64) -> io::Result<()> {
        let mut inner = self.inner.borrow_mut();
        if !inner.output.is_empty() {
            inner.flush()?;
        }
        inner.file()?.set_len(size)
    }

    pub fn is_seekable(&self) -> bool {
        self.inner.borrow_mut().file.as_mut().is_some_and(|f| f.stream_position().is_ok())
    }

    pub fn is_terminal(&self) -> bool {
        self.inner.borrow().file.as_ref().is_some_and(io::IsTerminal::is_terminal)
    }

    /// Writes the buffer out and closes; the file is closed even if that fails.
    pub fn close(&self) -> io::Result<()> {
        let result = self.flush();
        self.inner.borrow_mut().file = None;
        result
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // Nobody is left to be told.
        let _ = self.flush();
    }
}
