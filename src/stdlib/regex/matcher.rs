//! The matcher: backtracking over a program with a stack of its own.

use super::emit::{Guard, Op, Program};
use super::node::{At, Category, Mode};
use super::scan::How;

/// A register that holds no place.
pub const NOWHERE: usize = usize::MAX;
/// Entries of the backtracking stack; beyond it a match is given up with MemoryError.
const MAX_STACK: usize = 1 << 25;

/// Why a search ends without an answer.
pub enum Stop {
    /// The stack of ways left to try grew too large.
    TooDeep,
    /// A signal has arrived.
    Signal,
}

/// Where a match begins and ends.
pub type Place = Result<Option<(usize, usize)>, Stop>;

/// A way left to try, or something to put back on the way there.
pub enum Choice {
    Go {
        op: usize,
        at: usize,
    },
    Restore {
        register: usize,
        value: usize,
    },
    /// A run that may give back characters, down to `least`.
    Shorter {
        op: usize,
        at: usize,
        least: usize,
    },
    /// A run that may take further ones.
    Longer {
        op: usize,
        at: usize,
        left: u32,
    },
}

/// One text being matched, of units of one width.
pub struct Matcher<'a, U> {
    pub program: &'a Program,
    /// Up to where it ends for this match.
    pub text: &'a [U],
    pub registers: Vec<usize>,
    /// The stack of the last attempt, for the next one.
    pub spare: Vec<Choice>,
    /// Has a signal arrived?
    pub signal: &'a dyn Fn() -> bool,
    /// After how many ways that is asked.
    pub patience: u64,
    /// Ways until it is asked next.
    pub left: u64,
}

impl<U: Copy + Into<u32>> Matcher<'_, U> {
    /// The first match from `start` on, but for an empty one at `barred`: where it begins and ends.
    pub fn find(&mut self, start: usize, how: How, barred: Option<usize>) -> Place {
        let forbidden = |at: usize| barred.filter(|&place| place == at);
        let end = self.text.len();
        if start > end {
            return Ok(None);
        }
        if how != How::Search {
            return Ok(self.match_at(start, how == How::Full, forbidden(start))?.map(|end| (start, end)));
        }
        let mut at = start;
        while at <= end {
            if let Some(first) = self.program.first {
                let rest = self.text.get(at..).unwrap_or_default();
                match rest.iter().position(|&c| c.into() >= 128 || first.has(c.into())) {
                    Some(skipped) => at += skipped,
                    None => break,
                }
            }
            if let Some(end) = self.match_at(at, false, forbidden(at))? {
                return Ok(Some((at, end)));
            }
            at += 1;
        }
        Ok(None)
    }

    /// Matches at `at`; with `whole` only up to the end, with `forbidden` not the empty text there.
    fn match_at(&mut self, at: usize, whole: bool, forbidden: Option<usize>) -> Result<Option<usize>, Stop> {
        self.registers.iter_mut().for_each(|r| *r = NOWHERE);
        let limit = self.text.len();
        let mut stack = std::mem::take(&mut self.spare);
        stack.clear();
        let found = self.run(0, at, &|end| (!whole || end == limit) && forbidden != Some(end), &mut stack);
        self.spare = stack;
        found
    }

    #[inline(always)]
    fn get(&self, at: usize) -> Option<u32> {
        self.text.get(at).map(|&c| c.into())
    }

    /// Can what the guard tells of match here?
    #[inline(always)]
    fn may(&self, guard: &Guard, at: usize) -> bool {
        match guard {
            None => true,
            Some(first) => self.get(at).is_some_and(|c| c >= 128 || first.has(c)),
        }
    }

    fn is_word(&self, at: Option<usize>, mode: Mode) -> bool {
        at.and_then(|at| self.get(at)).is_some_and(|c| mode.is(Category::Word, c))
    }

    fn holds(&self, at: At, mode: Mode, place: usize) -> bool {
        let line_feed = |place: usize| self.get(place) == Some(10);
        let end = self.text.len();
        match at {
            At::Start => place == 0,
            At::LineStart => place == 0 || line_feed(place - 1),
            At::End => place == end,
            At::LastLineEnd => place == end || place + 1 == end && line_feed(place),
            At::LineEnd => place == end || line_feed(place),
            At::Boundary | At::NoBoundary => {
                let border = self.is_word(place.checked_sub(1), mode) != self.is_word(Some(place), mode);
                (at == At::Boundary) == border && end > 0
            }
        }
    }

    fn set(&mut self, stack: &mut Vec<Choice>, register: usize, value: usize) {
        if let Some(place) = self.registers.get_mut(register) {
            stack.push(Choice::Restore { register, value: *place });
            *place = value;
        }
    }

    fn group(&self, group: usize) -> Option<(usize, usize)> {
        let (start, end) = (*self.registers.get(2 * group)?, *self.registers.get(2 * group + 1)?);
        (start != NOWHERE && end != NOWHERE).then_some((start, end))
    }

    fn run(
        &mut self,
        start: usize,
        place: usize,
        accept: &dyn Fn(usize) -> bool,
        stack: &mut Vec<Choice>,
    ) -> Result<Option<usize>, Stop> {
        stack.push(Choice::Go { op: start, at: place });
        let program = self.program;
        'ways: while let Some(choice) = stack.pop() {
            self.left -= 1;
            if self.left == 0 {
                self.left = self.patience;
                if (self.signal)() {
                    return Err(Stop::Signal);
                }
            }
            let (mut op, mut at) = match choice {
                Choice::Restore { register, value } => {
                    if let Some(place) = self.registers.get_mut(register) {
                        *place = value;
                    }
                    continue;
                }
                Choice::Go { op, at } => (op, at),
                Choice::Shorter { op, mut at, least } => {
                    let Some(Op::Run { follow, .. }) = program.ops.get(op) else { continue };
                    while at > least && !self.may(follow, at) {
                        at -= 1;
                    }
                    if at > least {
                        stack.push(Choice::Shorter { op, at: at - 1, least });
                    }
                    (op + 1, at)
                }
                Choice::Longer { op, at, left } => {
                    let Some(Op::Run { test, .. }) = program.ops.get(op) else { continue };
                    if !self.get(at).is_some_and(|c| test.passes(c)) {
                        continue;
                    }
                    if left > 1 {
                        stack.push(Choice::Longer { op, at: at + 1, left: left - 1 });
                    }
                    (op + 1, at + 1)
                }
            };
            loop {
                if stack.len() > MAX_STACK {
                    return Err(Stop::TooDeep);
                }
                let Some(current) = program.ops.get(op) else { continue 'ways };
                op += 1;
                match current {
                    Op::One(test) => {
                        if !self.get(at).is_some_and(|c| test.passes(c)) {
                            continue 'ways;
                        }
                        at += 1;
                    }
                    Op::Run { test, min, max, greedy, .. } => {
                        let limit = if *greedy { *max } else { *min };
                        let mut count = 0;
                        while count < limit && self.get(at).is_some_and(|c| test.passes(c)) {
                            (at, count) = (at + 1, count + 1);
                        }
                        if count < *min {
                            continue 'ways;
                        }
                        if *greedy && count > *min {
                            let least = at - (count - min) as usize;
                            stack.push(Choice::Shorter { op: op - 1, at: at - 1, least });
                        } else if !*greedy && max > min {
                            stack.push(Choice::Longer { op: op - 1, at, left: max - min });
                        }
                    }
                    Op::Split { ways: [first, second], guards: [one, other] } => {
                        op = match (self.may(one, at), self.may(other, at)) {
                            (true, true) => {
                                stack.push(Choice::Go { op: *second, at });
                                *first
                            }
                            (true, false) => *first,
                            (false, true) => *second,
                            (false, false) => continue 'ways,
                        };
                    }
                    Op::Jump(target) => op = *target,
                    Op::Save(register) => self.set(stack, *register, at),
                    Op::Closed(group) => self.set(stack, program.closed(), *group),
                    Op::Progress(register, exit) => {
                        if self.registers.get(*register) == Some(&at) {
                            op = *exit;
                        }
                    }
                    Op::At(condition, mode) => {
                        if !self.holds(*condition, *mode, at) {
                            continue 'ways;
                        }
                    }
                    Op::Backreference(group, mode) => {
                        let Some((from, to)) = self.group(*group) else { continue 'ways };
                        for i in from..to.max(from) {
                            let same = match (self.get(i), self.get(at)) {
                                (Some(a), Some(b)) => a == b || mode.ignore_case && mode.lower(a) == mode.lower(b),
                                _ => false,
                            };
                            if !same {
                                continue 'ways;
                            }
                            at += 1;
                        }
                    }
                    Op::Look { back, negated, end } => {
                        let kept = self.registers.clone();
                        let found = match at.checked_sub(*back) {
                            Some(from) => self.run(op, from, &|_| true, &mut Vec::new())?.is_some(),
                            None => false,
                        };
                        let new = std::mem::replace(&mut self.registers, kept);
                        if found == *negated {
                            continue 'ways;
                        }
                        if found {
                            for (register, value) in new.into_iter().enumerate() {
                                if self.registers.get(register) != Some(&value) {
                                    self.set(stack, register, value);
                                }
                            }
                        }
                        op = *end;
                    }
                    Op::IfGroup(group, target) => {
                        if self.group(*group).is_none() {
                            op = *target;
                        }
                    }
                    Op::Accept => {
                        if accept(at) {
                            return Ok(Some(at));
                        }
                        continue 'ways;
                    }
                }
            }
        }
        Ok(None)
    }
}
