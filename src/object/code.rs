//! Code objects at run time: a `CodeObject`'s constants and names as Values, its instructions as words that the
//! VM rewrites in place, and the handler table derived from its blocks.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use crate::bytecode::code::{CodeObject, Constant, flags};
use crate::bytecode::opcode::{Opcode, Operand};

use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A code object.
#[repr(C)]
pub struct Code {
    header: Header,
    /// What the compiler gave. Its `consts` and `names` are superseded by those below.
    pub object: Rc<CodeObject>,
    pub name: Value,
    pub filename: Value,
    consts: OnceCell<Box<[Value]>>,
    names: OnceCell<Box<[Value]>>,
    parameters: OnceCell<Box<[Value]>>,
    runtime: OnceCell<Runtime>,
    /// The same code for the deepest frame that the recursion limit allows.
    deepest: OnceCell<Value>,
    /// What the loop reads again and again.
    pub hot: Hot,
}

/// What calls, returns and jumps need of a code object that has been prepared.
pub struct Hot {
    pub words: Cell<*const Cell<u32>>,
    /// The constants, and the inline caches behind them once the code is warm.
    pub pool: Cell<*const Cell<u64>>,
    /// So many arguments, by position, are a whole frame's: nothing is to be bound, no cell to be made. `NEVER` for
    /// code that is not so, and for code that is not warm yet.
    pub plain_arguments: Cell<u32>,
    /// The same for code whose call makes a generator or coroutine.
    pub generator_arguments: Cell<u32>,
    /// Parameters with a slot, `*args` and `**kwargs` among them.
    pub parameters: Cell<u32>,
    /// What a call makes whose code is resumable.
    pub makes: Cell<Tag>,
    /// A call that `plain_arguments` does not fit may still be bound in place.
    pub is_open: Cell<bool>,
    /// A number that no other code has, once a call cache asked for it.
    pub number: Cell<u64>,
    /// Number of the function for whom awaits at once what it gives (see `vm::host::InPlace`), or 0.
    pub in_place: Cell<u8>,
    pub slots: Cell<u32>,
    /// The slot of the first cell or free variable.
    pub first_cell: Cell<u32>,
    /// Slots of a whole frame, from the first local on.
    pub size: Cell<u32>,
}

impl Hot {
    pub const NEVER: u32 = u32::MAX;

    fn empty() -> Hot {
        Hot {
            words: Cell::new(std::ptr::null()),
            pool: Cell::new(std::ptr::null()),
            plain_arguments: Cell::new(Hot::NEVER),
            generator_arguments: Cell::new(Hot::NEVER),
            parameters: Cell::new(0),
            makes: Cell::new(Tag::Generator),
            is_open: Cell::new(false),
            number: Cell::new(0),
            in_place: Cell::new(0),
            slots: Cell::new(0),
            first_cell: Cell::new(0),
            size: Cell::new(0),
        }
    }
}

// SAFETY: repr(C), header first.
unsafe impl Object for Code {
    const TAG: Tag = Tag::Code;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
        visit(&self.filename);
        self.consts.get().into_iter().flatten().for_each(&mut *visit);
        self.names.get().into_iter().flatten().for_each(&mut *visit);
        self.parameters.get().into_iter().flatten().for_each(&mut *visit);
        self.deepest.get().into_iter().for_each(&mut *visit);
    }
}

/// What running needs.
pub struct Runtime {
    /// One word an instruction, at the instruction's own index: opcode in the low byte, the whole argument above
    /// (EXTENDED_ARG words stay as no-ops, so that word `i` is byte `2 * i`). Jumps count from the next word, backwards
    /// too: their argument is signed.
    pub words: Box<[Cell<u32>]>,
    /// Made when the code gets warm.
    pub warm: OnceCell<Warm>,
    /// Calls and backward jumps so far, until it is warm.
    pub warmth: Cell<u8>,
    blocks: Box<[Block]>,
    /// The innermost block of each word; `NO_BLOCK` outside all.
    block_of: Box<[u16]>,
    /// Locals, cells, free variables (and the namespace of code without fast locals).
    pub slots: u32,
    pub stack_size: u32,
    /// The argument that each cell takes its first value from.
    pub cell_arguments: Box<[Option<u32>]>,
}

/// What warm code has in addition.
pub struct Warm {
    /// The constants' words (borrowed: the code object owns them), then the caches.
    pub pool: Box<[Cell<u64>]>,
    /// Where in the pool each word's cache lies; 0: it has none.
    pub places: Box<[u32]>,
}

/// The machine's own opcode for a comparison in the deepest frame.
pub const COMPARE_REFUSED: u8 = 252;

/// An inline cache: three words that a specialised instruction uses as it likes. The instruction's own argument is the
/// place of the cache in the pool, so it is kept here.
#[repr(C)]
pub struct Cache {
    pub a: Cell<u64>,
    pub b: Cell<u64>,
    pub c: Cell<u64>,
    pub argument: Cell<u32>,
    /// How often it was tried to specialise the instruction.
    pub changes: Cell<u32>,
}

impl Cache {
    /// Words of the pool.
    pub const WORDS: usize = size_of::<Cache>() / 8;
}

const NO_BLOCK: u16 = u16::MAX;

/// An entry of the block stack that covers some instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// The height of the value stack to which an exception unwinds.
    pub level: u32,
    outer: u16,
}

/// What a block does with an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// An exception goes to the handler at this word.
    Finally { handler: u32 },
    /// The code of a handler: six values lie on the stack, POP_EXCEPT or unwinding takes them off.
    ExceptHandler,
}

impl Runtime {
    /// The blocks that cover a word, innermost first.
    pub fn blocks(&self, word: usize) -> impl Iterator<Item = Block> + '_ {
        let first = self.block_of.get(word).copied().unwrap_or(NO_BLOCK);
        let get = |i: u16| self.blocks.get(usize::from(i)).copied();
        std::iter::successors(get(first), move |b| get(b.outer))
    }

    /// Would an exception at this word meet a handler, or close() have something to do?
    pub fn is_guarded(&self, word: usize) -> bool {
        self.block_of.get(word).is_some_and(|&b| b != NO_BLOCK)
    }
}

/// The code cannot run: its instructions are inconsistent (made by `code.replace`).
#[derive(Debug)]
pub struct BadCode;

impl Code {
    /// `co_consts` as Values.
    pub fn consts(&self) -> &[Value] {
        self.consts.get_or_init(|| {
            let heap = self.header.heap();
            self.object.consts.iter().map(|c| heap.constant(c)).collect()
        })
    }

    /// Interned strs.
    pub fn names(&self) -> &[Value] {
        self.names.get_or_init(|| {
            let heap = self.header.heap();
            self.object.names.iter().map(|n| heap.intern(n)).collect()
        })
    }

    /// The names of the parameters that can be given by name or have a place, interned.
    pub fn parameters(&self) -> &[Value] {
        self.parameters.get_or_init(|| {
            let heap = self.header.heap();
            let count = (self.object.argcount + self.object.kwonlyargcount) as usize;
            self.object.varnames.iter().take(count).map(|n| heap.intern(n)).collect()
        })
    }

    /// Is one of these `co_flags` set?
    pub fn has_flags(&self, bits: u32) -> bool {
        self.object.flags & bits != 0
    }

    /// The docstring: the first constant, if it is a str.
    pub fn doc(&self) -> Value {
        match self.object.consts.first() {
            Some(Constant::Str(_)) => self.consts().first().cloned().unwrap_or(Value::NONE),
            _ => Value::NONE,
        }
    }

    /// The runtime form, made at the first call.
    #[inline(always)]
    pub fn runtime(&self) -> Result<&Runtime, BadCode> {
        match self.runtime.get() {
            Some(runtime) => Ok(runtime),
            None => self.prepare(),
        }
    }

    /// The code as it runs in a frame that may have no deeper one: there a comparison is refused, which CPython counts
    /// as a call.
    #[cold]
    pub fn deepest(&self) -> Option<(&Code, &Runtime)> {
        let code = self.deepest.get_or_init(|| {
            let heap = self.header.heap();
            let twin = heap.code_replaced(self.object.clone(), self.consts().to_vec(), self.names().to_vec());
            if let Some(Ok(runtime)) = twin.downcast::<Code>().map(Code::runtime) {
                let compares = |word: &&Cell<u32>| word.get() as u8 == Opcode::CompareOp as u8;
                runtime.words.iter().filter(compares).for_each(|word| word.set(COMPARE_REFUSED.into()));
            }
            twin
        });
        let code = code.downcast::<Code>()?;
        Some((code, code.runtime().ok()?))
    }

    /// Is it a comprehension's that is run at once, with its iterator for an argument?
    pub fn is_comprehension(&self) -> bool {
        const OTHER: u32 = flags::VARARGS | flags::VARKEYWORDS | flags::RESUMABLE | flags::OPTIMIZED;
        let object = &self.object;
        matches!(&*object.name, "<listcomp>" | "<dictcomp>" | "<setcomp>")
            && object.flags & OTHER == flags::OPTIMIZED
            && (object.argcount, object.kwonlyargcount) == (1, 0)
    }

    #[cold]
    fn prepare(&self) -> Result<&Runtime, BadCode> {
        let runtime = build(&self.object, self.consts().len(), self.names().len())?;
        let runtime = self.runtime.get_or_init(|| runtime);
        self.hot.words.set(runtime.words.as_ptr());
        self.hot.pool.set(self.consts().as_ptr().cast());
        self.hot.slots.set(runtime.slots);
        self.hot.makes.set(match self.object.flags & flags::RESUMABLE {
            bits if bits & flags::GENERATOR != 0 => Tag::Generator,
            bits if bits & flags::COROUTINE != 0 => Tag::Coroutine,
            _ => Tag::AsyncGenerator,
        });
        let stars = self.object.flags & flags::VARARGS != 0;
        let more = self.object.flags & flags::VARKEYWORDS != 0;
        let parameters = self.object.argcount + self.object.kwonlyargcount + u32::from(stars) + u32::from(more);
        self.hot.parameters.set(parameters);
        self.hot.first_cell.set(self.object.nlocals);
        self.hot.size.set(runtime.slots + super::frame::RECORD_SLOTS as u32 + runtime.stack_size + 2);
        Ok(runtime)
    }

    /// The runtime form of code that is running.
    #[inline(always)]
    pub fn running(&self) -> &Runtime {
        match self.runtime.get() {
            Some(runtime) => runtime,
            None => unreachable!("code that runs was prepared"),
        }
    }
}

/// Decodes the instructions and derives the block table by following every path once.
fn build(object: &CodeObject, consts: usize, names: usize) -> Result<Runtime, BadCode> {
    let decoded: Vec<(u8, u32)> = decode(&object.code);
    let frees = object.cellvars.len() + object.freevars.len();
    for &(op, arg) in &decoded {
        let bound = match Opcode::from_number(op).map(Opcode::operand) {
            Some(Operand::Const) => consts,
            Some(Operand::Name) => names,
            Some(Operand::Local) => object.nlocals as usize,
            Some(Operand::Free) => frees,
            Some(Operand::Compare) => 6,
            _ => usize::MAX,
        };
        if arg as usize >= bound || arg >= 1 << 24 {
            return Err(BadCode);
        }
    }
    // A generator starts with the None that was sent to it on the stack.
    let sent = u32::from(object.flags & flags::RESUMABLE != 0);
    let stack_size = object.stacksize.max(sent);
    let mut flow = Flow {
        blocks: Vec::new(),
        block_of: vec![NO_BLOCK; decoded.len()],
        depth_at: vec![None; decoded.len()],
        work: vec![(0, sent, NO_BLOCK)],
    };
    while let Some((word, depth, block)) = flow.work.pop() {
        flow.follow(&decoded, word, depth, block, stack_size)?;
    }
    let namespace = u32::from(object.flags & flags::OPTIMIZED == 0);
    let position = |name: &Rc<str>| object.varnames.iter().position(|v| v == name).map(|i| i as u32);
    let arguments = object.argcount
        + object.kwonlyargcount
        + u32::from(object.flags & flags::VARARGS != 0)
        + u32::from(object.flags & flags::VARKEYWORDS != 0);
    if arguments > object.nlocals || object.nlocals as usize > object.varnames.len() {
        return Err(BadCode);
    }
    Ok(Runtime {
        words: decoded.iter().enumerate().map(|(i, &row)| word(i, row)).collect::<Result<_, BadCode>>()?,
        warm: OnceCell::new(),
        warmth: Cell::new(0),
        blocks: flow.blocks.into(),
        block_of: flow.block_of.into(),
        slots: object.nlocals + frees as u32 + namespace,
        stack_size,
        cell_arguments: object.cellvars.iter().map(|c| position(c).filter(|&i| i < arguments)).collect(),
    })
}

/// The word of an instruction; absolute jumps become relative ones.
fn word(index: usize, (op, arg): (u8, u32)) -> Result<Cell<u32>, BadCode> {
    let mut arg = arg;
    if Opcode::from_number(op).map(Opcode::operand) == Some(Operand::JumpAbs) {
        let distance = i64::from(arg) - (index as i64 + 1);
        if !(-(1 << 23)..1 << 23).contains(&distance) {
            return Err(BadCode);
        }
        arg = distance as u32 & 0xff_ffff;
    }
    Ok(Cell::new(u32::from(op) | arg << 8))
}

/// Opcode and whole argument of each word; EXTENDED_ARG words become NOP.
fn decode(code: &[u8]) -> Vec<(u8, u32)> {
    let mut extended = 0;
    code.chunks_exact(2)
        .map(|pair| {
            let arg = u32::from(pair[1]) | extended;
            if pair[0] == Opcode::ExtendedArg as u8 {
                extended = arg << 8;
                (Opcode::Nop as u8, 0)
            } else {
                extended = 0;
                (pair[0], arg)
            }
        })
        .collect()
}

struct Flow {
    blocks: Vec<Block>,
    block_of: Vec<u16>,
    depth_at: Vec<Option<u32>>,
    work: Vec<(usize, u32, u16)>,
}

impl Flow {
    fn push_block(&mut self, kind: BlockKind, level: u32, outer: u16) -> Result<u16, BadCode> {
        let block = Block { kind, level, outer };
        let index = self.blocks.iter().position(|b| *b == block).unwrap_or_else(|| {
            self.blocks.push(block);
            self.blocks.len() - 1
        });
        u16::try_from(index).ok().filter(|&i| i != NO_BLOCK).ok_or(BadCode)
    }

    /// How many values must stay on the stack inside a block: unwinding counts on them.
    fn kept_by(&self, block: u16) -> u32 {
        match self.blocks.get(usize::from(block)) {
            Some(Block { kind: BlockKind::ExceptHandler, level, .. }) => level + 3,
            Some(block) => block.level,
            None => 0,
        }
    }

    /// Walks from `word` until the path ends or meets one already walked.
    fn follow(
        &mut self,
        code: &[(u8, u32)],
        mut word: usize,
        mut depth: u32,
        mut block: u16,
        limit: u32,
    ) -> Result<(), BadCode> {
        loop {
            let &(number, arg) = code.get(word).ok_or(BadCode)?;
            if let Some(known) = self.depth_at[word] {
                return if known == depth && self.block_of[word] == block { Ok(()) } else { Err(BadCode) };
            }
            self.depth_at[word] = Some(depth);
            self.block_of[word] = block;
            let op = Opcode::from_number(number).ok_or(BadCode)?;
            if depth > limit || depth < op.operands(arg) || depth < self.kept_by(block) {
                return Err(BadCode);
            }
            let target = match op.operand() {
                Operand::JumpRel => Some(word + 1 + arg as usize),
                Operand::JumpAbs => Some(arg as usize),
                _ => None,
            };
            match op {
                Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith => {
                    let handler = target.ok_or(BadCode)?;
                    // SETUP_WITH leaves __exit__ below the block, its result above.
                    let level = match op {
                        Opcode::SetupAsyncWith => depth.checked_sub(1).ok_or(BadCode)?,
                        _ => depth,
                    };
                    let inner = self.push_block(BlockKind::Finally { handler: handler as u32 }, level, block)?;
                    let except = self.push_block(BlockKind::ExceptHandler, level, block)?;
                    self.work.push((handler, level + 6, except));
                    block = inner;
                }
                Opcode::PopBlock | Opcode::PopExcept | Opcode::EndAsyncFor => {
                    block = self.blocks.get(usize::from(block)).ok_or(BadCode)?.outer;
                }
                _ => {
                    if let Some(target) = target {
                        let there = add(depth, op.stack_effect(arg, true))?;
                        self.work.push((target, there, block));
                    }
                }
            }
            depth = add(depth, op.stack_effect(arg, false))?;
            if !op.falls_through() {
                return Ok(());
            }
            word += 1;
        }
    }
}

fn add(depth: u32, effect: i32) -> Result<u32, BadCode> {
    depth.checked_add_signed(effect).ok_or(BadCode)
}

impl Heap {
    /// The runtime object for a compiled code object.
    pub fn code(&self, object: Rc<CodeObject>) -> Value {
        self.code_with(object, OnceCell::new(), OnceCell::new())
    }

    /// A code object with these constants and (interned) names in place of the compiled ones.
    pub fn code_replaced(&self, object: Rc<CodeObject>, consts: Vec<Value>, names: Vec<Value>) -> Value {
        self.code_with(object, OnceCell::from(consts.into_boxed_slice()), OnceCell::from(names.into_boxed_slice()))
    }

    fn code_with(
        &self,
        object: Rc<CodeObject>,
        consts: OnceCell<Box<[Value]>>,
        names: OnceCell<Box<[Value]>>,
    ) -> Value {
        let code = Code {
            header: Header::new::<Code>(),
            name: self.intern(&object.name),
            filename: self.intern_value(self.str_from_text(&object.filename)),
            object,
            consts,
            names,
            parameters: OnceCell::new(),
            runtime: OnceCell::new(),
            deepest: OnceCell::new(),
            hot: Hot::empty(),
        };
        self.put(code)
    }

    /// The value of a constant. Strings that look like names are interned, as CPython does.
    pub fn constant(&self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::NONE,
            Constant::True => Value::TRUE,
            Constant::False => Value::FALSE,
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(i) => self.big_int(i.clone()),
            Constant::Float(f) => self.float(*f),
            Constant::Complex { re, im } => self.complex(*re, *im),
            Constant::Str(text) => {
                let value = self.str_from_text(text);
                let is_name = text.iter().all(|c| c < 128 && (c == 95 || (c as u8).is_ascii_alphanumeric()));
                if is_name { self.intern_value(value) } else { value }
            }
            Constant::Bytes(bytes) => self.bytes(&bytes[..]),
            Constant::Tuple(items) => self.tuple(items.iter().map(|c| self.constant(c)).collect()),
            Constant::FrozenSet(items) => self.constant_frozenset(items.iter().map(|c| self.constant(c)).collect()),
            Constant::Code(code) => self.code(code.clone()),
        }
    }
}
