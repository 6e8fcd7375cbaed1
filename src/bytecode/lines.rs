//! 3.10's line table (PEP 626): which source line each stretch of code belongs to.
//!
//! The table is pairs of bytes: how many bytes of code the stretch covers, and the signed step from the line before;
//! -128 means that the stretch has no line. A pair that covers nothing only moves the line.

/// The step that marks code without a line.
const NO_LINE: i8 = -128;

/// Builds a line table from the lines of successive instructions.
pub struct LineTableBuilder {
    table: Vec<u8>,
    /// The last line that was written to the table.
    previous: i32,
    /// The open stretch: its line (negative for none) and where it starts, in bytes.
    line: i32,
    start: usize,
}

impl LineTableBuilder {
    /// A table that begins at the code object's first line.
    pub fn new(firstlineno: u32) -> Self {
        LineTableBuilder { table: Vec::new(), previous: firstlineno as i32, line: firstlineno as i32, start: 0 }
    }

    /// The instruction at byte `offset` belongs to `line` (negative: to none).
    pub fn add(&mut self, offset: usize, line: i32) {
        if line != self.line {
            self.close(offset);
            self.line = line;
        }
    }

    /// The table of code that is `length` bytes long.
    pub fn finish(mut self, length: usize) -> Vec<u8> {
        self.close(length);
        self.table
    }

    fn pair(&mut self, bytes: usize, step: i32) {
        self.table.extend([bytes as u8, step as i8 as u8]);
    }

    fn close(&mut self, offset: usize) {
        let mut bytes = offset - self.start;
        if bytes == 0 {
            return;
        }
        let mut step = i32::from(NO_LINE);
        if self.line >= 0 {
            step = self.line - self.previous;
            self.previous = self.line;
            while step > 127 {
                self.pair(0, 127);
                step -= 127;
            }
            while step < -127 {
                self.pair(0, -127);
                step += 127;
            }
        }
        while bytes > 254 {
            self.pair(254, step);
            step = if self.line < 0 { NO_LINE.into() } else { 0 };
            bytes -= 254;
        }
        self.pair(bytes, step);
        self.start = offset;
    }
}

/// A stretch of code and its line, None where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRange {
    pub start: u32,
    pub end: u32,
    pub line: Option<u32>,
}

/// `co_lines()`: all stretches in order; neighbours of the same line are one.
pub fn ranges(linetable: &[u8], firstlineno: u32) -> Vec<LineRange> {
    let mut out: Vec<LineRange> = Vec::new();
    let (mut line, mut offset) = (firstlineno as i32, 0u32);
    for pair in linetable.chunks_exact(2) {
        let (bytes, step) = (u32::from(pair[0]), pair[1] as i8);
        if step != NO_LINE {
            line = line.wrapping_add(step.into());
        }
        if bytes == 0 {
            continue;
        }
        let shown = (step != NO_LINE).then_some(line as u32);
        match out.last_mut() {
            Some(last) if last.line == shown => last.end = offset + bytes,
            _ => out.push(LineRange { start: offset, end: offset + bytes, line: shown }),
        }
        offset += bytes;
    }
    out
}

/// `dis.findlinestarts`: the offsets at which a new line starts.
pub fn line_starts(linetable: &[u8], firstlineno: u32) -> Vec<(u32, u32)> {
    let mut last = None;
    let mut starts = Vec::new();
    for range in ranges(linetable, firstlineno) {
        if range.line.is_some() && range.line != last {
            last = range.line;
            starts.extend(range.line.map(|line| (range.start, line)));
        }
    }
    starts
}

/// The line of the instruction at byte `offset` (`f_lineno`, `tb_lineno`).
pub fn line_at(linetable: &[u8], firstlineno: u32, offset: u32) -> Option<u32> {
    let mut line = firstlineno as i32;
    let mut end = 0u32;
    for pair in linetable.chunks_exact(2) {
        let step = pair[1] as i8;
        if step != NO_LINE {
            line = line.wrapping_add(step.into());
        }
        end += u32::from(pair[0]);
        if offset < end {
            return (step != NO_LINE).then_some(line as u32);
        }
    }
    None
}

/// `co_lnotab`, the older table: (byte step, line step) before each change of line.
pub fn lnotab(linetable: &[u8], firstlineno: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut pair = |bytes: u32, step: i32| out.extend([bytes as u8, step as i8 as u8]);
    let (mut line, mut code) = (firstlineno as i32, 0u32);
    for range in ranges(linetable, firstlineno) {
        let Some(new) = range.line.map(|l| l as i32).filter(|&l| l != line) else { continue };
        let (mut bytes, mut step) = (range.start - code, new - line);
        while bytes > 255 {
            pair(255, 0);
            bytes -= 255;
        }
        while step > 127 {
            pair(bytes, 127);
            (bytes, step) = (0, step - 127);
        }
        while step < -128 {
            pair(bytes, -128);
            (bytes, step) = (0, step + 128);
        }
        pair(bytes, step);
        (line, code) = (new, range.start);
    }
    out
}
