//! The statement that is being typed: its lines, and where the cursor is in them.
//!
//! The line editor knows one line. Lines that were just typed stand above it on the screen. A block that was recalled or
//! reopened is edited `whole`: the lines above are shown as part of the prompt, those below as a hint, and a step to
//! another line begins to edit that one.

/// What a key does that leads out of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    /// To the end of the line above, the beginning of the one below.
    Left,
    Right,
    /// The line becomes a part of the one above; the one below becomes a part of this.
    Join,
    JoinNext,
    /// What stands behind the cursor becomes a line, indented so far.
    Split(usize),
    /// To another entry of the history.
    Older,
    Newer,
}

/// The lines; there is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    lines: Vec<String>,
    /// The line that is edited, and the byte in it before which the cursor stands.
    at: usize,
    column: usize,
    pub whole: bool,
    /// It goes on growing: a block in it ends with an empty line, as where it is typed.
    pub grows: bool,
    /// So many blanks the line was given.
    pub given: Option<usize>,
}

impl Default for Draft {
    fn default() -> Draft {
        Draft { lines: vec![String::new()], at: 0, column: 0, whole: false, grows: false, given: None }
    }
}

impl Draft {
    /// A block whose lines the editor has all.
    pub fn flat(grows: bool) -> Draft {
        Draft { whole: true, grows, ..Draft::default() }
    }

    /// An entry of the history, the cursor behind it.
    pub fn recalled(text: &str) -> Draft {
        let lines: Vec<String> = text.split('\n').map(str::to_string).collect();
        let (at, whole) = (lines.len() - 1, lines.len() > 1);
        let column = lines[at].len();
        Draft { lines, at, column, whole, ..Draft::default() }
    }

    /// The lines above, each with its end.
    pub fn above(&self) -> String {
        self.lines[..self.at].iter().flat_map(|line| [line, "\n"]).collect()
    }

    /// The lines below.
    pub fn below(&self) -> &[String] {
        &self.lines[self.at + 1..]
    }

    /// The line, parted by the cursor.
    pub fn line(&self) -> (&str, &str) {
        self.lines[self.at].split_at(self.column)
    }

    /// The line and those below.
    pub fn rest(&self) -> String {
        self.lines[self.at..].join("\n")
    }

    /// All of it, without the last line's end.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// All of it, parted by the cursor.
    pub fn parted(&self) -> (String, String) {
        let (before, behind) = self.line();
        let below: String = self.below().iter().flat_map(|line| ["\n", line]).collect();
        (self.above() + before, behind.to_string() + &below)
    }

    /// The line as the editor has left it: a paste may have made several of it.
    pub fn put(&mut self, line: &str, column: usize) {
        let before = line.get(..column).unwrap_or(line);
        let lines: Vec<String> = line.split('\n').map(str::to_string).collect();
        self.lines.splice(self.at..=self.at, lines);
        self.at += before.matches('\n').count();
        self.column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        self.given = None;
    }

    /// Another line follows, with the blanks that it is given.
    pub fn add_line(&mut self, indent: usize) {
        self.lines.push(" ".repeat(indent));
        (self.at, self.column, self.given) = (self.lines.len() - 1, indent, Some(indent));
    }

    /// The last line has nothing in it and goes.
    pub fn drop_line(&mut self) {
        if self.lines.len() > 1 {
            self.lines.pop();
            self.at = self.lines.len() - 1;
            self.column = self.lines[self.at].len();
        }
    }

    /// Goes to another line. Not for the history's.
    pub fn step(&mut self, step: Step) {
        let last = self.lines.len() - 1;
        self.given = None;
        match step {
            Step::Up | Step::Down => {
                let place = self.line().0.chars().count();
                self.at = if step == Step::Up { self.at.saturating_sub(1) } else { last.min(self.at + 1) };
                let line = &self.lines[self.at];
                self.column = line.char_indices().nth(place).map_or(line.len(), |(at, _)| at);
            }
            Step::Left if self.at > 0 => {
                self.at -= 1;
                self.column = self.lines[self.at].len();
            }
            Step::Right if self.at < last => (self.at, self.column) = (self.at + 1, 0),
            Step::Join if self.at > 0 => {
                let line = self.lines.remove(self.at);
                self.at -= 1;
                self.column = self.lines[self.at].len();
                self.lines[self.at] += &line;
            }
            Step::JoinNext if self.at < last => {
                let line = self.lines.remove(self.at + 1);
                self.lines[self.at] += &line;
            }
            Step::Split(indent) => {
                let rest = self.lines[self.at].split_off(self.column);
                self.at += 1;
                self.lines.insert(self.at, " ".repeat(indent) + rest.trim_start_matches(' '));
                (self.column, self.given) = (indent, Some(indent));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Step};

    #[test]
    fn steps_keep_all_text() {
        let mut draft = Draft::recalled("if é:\n    one\n    two");
        assert_eq!(
            (draft.above().as_str(), draft.line(), draft.below()),
            ("if é:\n    one\n", ("    two", ""), &[][..])
        );
        draft.step(Step::Up);
        draft.step(Step::Up);
        assert_eq!(draft.line(), ("if é:", ""));
        draft.step(Step::Right);
        draft.step(Step::Join);
        assert_eq!(draft.line(), ("if é:", "    one"));
        draft.step(Step::Split(4));
        draft.put("    a\nb", 8);
        assert_eq!(draft.parted(), ("if é:\n    a\nb".into(), "\n    two".into()));
        draft.step(Step::JoinNext);
        draft.step(Step::Left);
        assert_eq!((draft.text().as_str(), draft.line()), ("if é:\n    a\nb    two", ("    a", "")));
    }
}
