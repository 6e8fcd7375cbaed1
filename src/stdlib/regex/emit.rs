//! A pattern's tree to the matcher's instructions.

use super::node::{Ascii, At, Mode, Node, Quick};

/// One instruction; targets are indexes of instructions.
#[derive(Clone, Debug)]
pub enum Op {
    One(Quick),
    /// As many as there are of one test, by preference the most (or the fewest).
    Run {
        test: Quick,
        min: u32,
        max: u32,
        greedy: bool,
        /// What can follow it.
        follow: Guard,
    },
    /// Goes on with the first; the second is for later. The guards spare ways that end at once.
    Split {
        ways: [usize; 2],
        guards: [Guard; 2],
    },
    Jump(usize),
    /// Keeps the place in a register.
    Save(usize),
    /// The last group that was closed.
    Closed(usize),
    /// Leaves a loop whose body has matched nothing since the register's place.
    Progress(usize, usize),
    At(At, Mode),
    Backreference(usize, Mode),
    /// What follows up to `Accept` must match here (or `back` places before), or must not; then to `end`.
    Look {
        back: usize,
        negated: bool,
        end: usize,
    },
    /// To the target if the group has not matched.
    IfGroup(usize, usize),
    Accept,
}

/// The ASCII characters that a match of a part can begin with; None if it may be empty or that is not known.
pub type Guard = Option<Ascii>;

/// A compiled pattern.
#[derive(Debug)]
pub struct Program {
    pub ops: Vec<Op>,
    /// Registers: two for each group (0 is the whole match), the last closed group, then the loops'.
    pub registers: usize,
    pub groups: usize,
    pub first: Guard,
}

/// More than any sensible pattern needs; repeats of repeats multiply.
const MAX_OPS: usize = 2_000_000;

pub struct TooLarge;

/// The program for a tree with this many groups (the whole match not counted).
pub fn program(tree: &Node, groups: usize) -> Result<Program, TooLarge> {
    let mut program = Program { ops: Vec::new(), registers: 2 * groups + 3, groups, first: None };
    program.emit(tree)?;
    program.ops.push(Op::Accept);
    program.first = program.first_of(0, &mut 100);
    for op in 0..program.ops.len() {
        program.guard(op);
    }
    Ok(program)
}

impl Program {
    /// The register of the last closed group.
    pub fn closed(&self) -> usize {
        2 * self.groups + 2
    }

    /// What can be first from this instruction on, looking at no more than `left` of them.
    fn first_of(&self, mut op: usize, left: &mut u32) -> Guard {
        let mut found = Ascii::default();
        loop {
            *left = left.checked_sub(1)?;
            match self.ops.get(op)? {
                Op::One(test) => return Some(found.or(test.ascii)),
                Op::Run { test, min, .. } => {
                    found = found.or(test.ascii);
                    if *min > 0 {
                        return Some(found);
                    }
                    op += 1;
                }
                Op::Split { ways: [one, other], .. } => {
                    return Some(found.or(self.first_of(*one, left)?).or(self.first_of(*other, left)?));
                }
                Op::Jump(target) => op = *target,
                Op::Save(_) | Op::Closed(_) | Op::At(..) => op += 1,
                Op::Look { end, .. } => op = *end,
                Op::Progress(..) | Op::Backreference(..) | Op::IfGroup(..) | Op::Accept => return None,
            }
        }
    }

    /// Fills in what an instruction wants to know of those behind it.
    fn guard(&mut self, op: usize) {
        let first = |op: usize| self.first_of(op, &mut 100);
        match self.ops.get(op) {
            Some(&Op::Split { ways, .. }) => {
                let found = ways.map(first);
                if let Some(Op::Split { guards, .. }) = self.ops.get_mut(op) {
                    *guards = found;
                }
            }
            Some(Op::Run { .. }) => {
                let found = first(op + 1);
                if let Some(Op::Run { follow, .. }) = self.ops.get_mut(op) {
                    *follow = found;
                }
            }
            _ => {}
        }
    }

    fn split(&mut self, ways: [usize; 2]) -> Result<usize, TooLarge> {
        self.push(Op::Split { ways, guards: [None; 2] })
    }

    fn push(&mut self, op: Op) -> Result<usize, TooLarge> {
        if self.ops.len() >= MAX_OPS {
            return Err(TooLarge);
        }
        self.ops.push(op);
        Ok(self.ops.len() - 1)
    }

    fn patch(&mut self, at: usize) {
        let here = self.ops.len();
        match self.ops.get_mut(at) {
            Some(Op::Split { ways: [_, target], .. } | Op::Jump(target) | Op::IfGroup(_, target)) => *target = here,
            Some(Op::Look { end, .. }) => *end = here,
            _ => {}
        }
    }

    fn emit(&mut self, node: &Node) -> Result<(), TooLarge> {
        match node {
            Node::One(test, mode) => drop(self.push(Op::One(Quick::new(test, *mode)))?),
            Node::Sequence(parts) => parts.iter().try_for_each(|part| self.emit(part))?,
            Node::Either(parts) => {
                let mut ends = Vec::new();
                for (i, part) in parts.iter().enumerate() {
                    let split = (i + 1 < parts.len()).then(|| self.split([self.ops.len() + 1, 0])).transpose()?;
                    self.emit(part)?;
                    if let Some(split) = split {
                        ends.push(self.push(Op::Jump(0))?);
                        self.patch(split);
                    }
                }
                ends.into_iter().for_each(|end| self.patch(end));
            }
            Node::Repeat { min, max, greedy, body } => self.repeat(*min, *max, *greedy, body)?,
            Node::Group(number, body) => {
                self.push(Op::Save(2 * number))?;
                self.emit(body)?;
                self.push(Op::Save(2 * number + 1))?;
                self.push(Op::Closed(*number))?;
            }
            Node::Backreference(group, mode) => drop(self.push(Op::Backreference(*group, *mode))?),
            Node::At(at, mode) => drop(self.push(Op::At(*at, *mode))?),
            Node::Look { back, negated, body } => {
                let look = self.push(Op::Look { back: back.unwrap_or(0), negated: *negated, end: 0 })?;
                self.emit(body)?;
                self.push(Op::Accept)?;
                self.patch(look);
            }
            Node::IfGroup(group, yes, no) => {
                let condition = self.push(Op::IfGroup(*group, 0))?;
                self.emit(yes)?;
                let end = self.push(Op::Jump(0))?;
                self.patch(condition);
                self.emit(no)?;
                self.patch(end);
            }
        }
        Ok(())
    }

    /// A split that prefers what follows it, or leaves it for later.
    fn choice(&mut self, greedy: bool) -> Result<usize, TooLarge> {
        let next = self.ops.len() + 1;
        self.split(if greedy { [next, 0] } else { [0, next] })
    }

    fn leave(&mut self, at: usize, greedy: bool) {
        let here = self.ops.len();
        if let Some(Op::Split { ways, .. }) = self.ops.get_mut(at) {
            ways[usize::from(greedy)] = here;
        }
    }

    fn repeat(&mut self, min: u32, max: Option<u32>, greedy: bool, body: &Node) -> Result<(), TooLarge> {
        if let Node::One(test, mode) = body {
            let max = max.unwrap_or(u32::MAX);
            self.push(Op::Run { test: Quick::new(test, *mode), min, max, greedy, follow: None })?;
            return Ok(());
        }
        for _ in 0..min {
            self.emit(body)?;
        }
        match max {
            None => {
                let may_be_empty = body.width(&[]).0 == 0;
                let register = self.registers;
                self.registers += usize::from(may_be_empty);
                let split = self.choice(greedy)?;
                if may_be_empty {
                    self.push(Op::Save(register))?;
                }
                self.emit(body)?;
                if may_be_empty {
                    let exit = self.ops.len() + 2;
                    self.push(Op::Progress(register, exit))?;
                }
                self.push(Op::Jump(split))?;
                self.leave(split, greedy);
            }
            Some(max) => {
                let mut splits = Vec::new();
                for _ in min..max {
                    splits.push(self.choice(greedy)?);
                    self.emit(body)?;
                }
                splits.into_iter().for_each(|split| self.leave(split, greedy));
            }
        }
        Ok(())
    }
}
