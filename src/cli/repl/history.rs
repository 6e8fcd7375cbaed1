//! What was typed before: whole statements, each once, the latest last. A file keeps them, one a line.

use std::borrow::Cow;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustyline::Result;
use rustyline::history::{SearchDirection, SearchResult};

/// No more entries are kept.
const MOST: usize = 10_000;

/// The entries, and where they are kept.
pub struct History {
    entries: Vec<String>,
    file: Option<PathBuf>,
}

/// `$XDG_STATE_HOME/kaa/history`, by default below the home folder.
pub fn default_file() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let state = state.or_else(|| set("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("kaa/history"))
}

fn escaped(entry: &str) -> String {
    entry.replace('\\', "\\\\").replace('\n', "\\n") + "\n"
}

fn unescaped(line: &str) -> String {
    let mut entry = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.as_str().starts_with('n') => {
                chars.next();
                entry.push('\n');
            }
            '\\' => entry.extend(chars.next()),
            c => entry.push(c),
        }
    }
    entry
}

impl History {
    /// The history that the file keeps; a new one if it cannot be read.
    pub fn load(file: Option<PathBuf>) -> History {
        let bytes = file.as_ref().and_then(|file| std::fs::read(file).ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut history = History { entries: Vec::new(), file };
        let mut seen = std::collections::HashSet::new();
        let lines: Vec<&str> = text.lines().collect();
        // The latest of equal ones stays.
        let kept = lines.iter().rev().filter(|line| !line.is_empty() && seen.insert(**line)).take(MOST);
        history.entries = kept.map(|line| unescaped(line)).collect();
        history.entries.reverse();
        if lines.len() > history.entries.len() + MOST / 4 {
            history.rewrite();
        }
        history
    }

    /// Writes the file anew, without what was said twice.
    fn rewrite(&self) {
        let text: String = self.entries.iter().map(|entry| escaped(entry)).collect();
        if let Some(file) = &self.file {
            let beside = file.with_extension(format!("{}", std::process::id()));
            // A history that cannot be kept is none of the person's business now.
            let _ = write_private(&beside, &text, false).and_then(|()| std::fs::rename(&beside, file));
        }
    }

    /// Adds an entry, here and in the file, at once: nothing is lost if the process dies.
    pub fn remember(&mut self, entry: &str) {
        let entry = entry.trim_end();
        if entry.is_empty() {
            return;
        }
        let is_last = self.entries.last().is_some_and(|last| last == entry);
        self.entries.retain(|other| other != entry);
        self.entries.push(entry.to_string());
        if self.entries.len() > MOST {
            self.entries.remove(0);
        }
        if let Some(file) = self.file.as_ref().filter(|_| !is_last) {
            let line = escaped(entry);
            if write_private(file, &line, true).is_err()
                && let Some(folder) = file.parent()
            {
                // At first the folder may be missing; a history that cannot be kept is none of the person's business.
                let _ = std::fs::create_dir_all(folder).and_then(|()| write_private(file, &line, true));
            }
        }
    }

    /// An entry by its number, the oldest first.
    pub fn entry(&self, index: usize) -> Option<&str> {
        self.entries.get(index).map(String::as_str)
    }

    fn found(&self, idx: usize, pos: usize) -> Option<SearchResult<'_>> {
        self.entries.get(idx).map(|entry| SearchResult { entry: Cow::Borrowed(entry), idx, pos })
    }

    /// The nearest entry from `start` on in which `place` finds something.
    fn nearest(
        &self,
        start: usize,
        dir: SearchDirection,
        place: impl Fn(&str) -> Option<usize>,
    ) -> Option<SearchResult<'_>> {
        let hit = |idx: &usize| self.entries.get(*idx).is_some_and(|entry| place(entry).is_some());
        let idx = match dir {
            SearchDirection::Reverse => (0..=start.min(self.entries.len().checked_sub(1)?)).rev().find(hit),
            SearchDirection::Forward => (start..self.entries.len()).find(hit),
        }?;
        let pos = self.entries.get(idx).and_then(|entry| place(entry))?;
        self.found(idx, pos)
    }
}

/// Only the person may read it.
fn write_private(file: &Path, text: &str, append: bool) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).mode(0o600);
    let options = if append { options.append(true) } else { options.write(true).truncate(true) };
    options.open(file)?.write_all(text.as_bytes())
}

impl rustyline::history::History for History {
    fn get(&self, index: usize, _: SearchDirection) -> Result<Option<SearchResult<'_>>> {
        Ok(self.found(index, 0))
    }

    fn add(&mut self, line: &str) -> Result<bool> {
        self.remember(line);
        Ok(true)
    }

    fn add_owned(&mut self, line: String) -> Result<bool> {
        self.add(&line)
    }

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn set_max_len(&mut self, _: usize) -> Result<()> {
        Ok(())
    }

    fn ignore_dups(&mut self, _: bool) -> Result<()> {
        Ok(())
    }

    fn ignore_space(&mut self, _: bool) {}

    fn save(&mut self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn load(&mut self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> Result<()> {
        self.entries.clear();
        Ok(())
    }

    fn search(&self, term: &str, start: usize, dir: SearchDirection) -> Result<Option<SearchResult<'_>>> {
        Ok(if term.is_empty() { None } else { self.nearest(start, dir, |entry| entry.find(term)) })
    }

    fn starts_with(&self, term: &str, start: usize, dir: SearchDirection) -> Result<Option<SearchResult<'_>>> {
        Ok(self.nearest(start, dir, |entry| entry.starts_with(term).then_some(term.len())))
    }
}
