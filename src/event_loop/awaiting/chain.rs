//! The chain of awaits below a coroutine: from the task's own coroutine down to the instruction that is suspended.

use std::collections::HashMap;
use std::fmt::Write;

use crate::bytecode::dis;
use crate::bytecode::instruction::instructions;
use crate::bytecode::lines;
use crate::bytecode::opcode::Opcode;
use crate::object::Value;
use crate::object::asynchronous::CoroutineWrapper;
use crate::object::cell::CellObject;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::generator::{Generator, State};
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::vm::Vm;
use crate::vm::frames::Glimpse;

use crate::event_loop::future_class;

/// One coroutine, generator or async generator of a chain.
pub struct Link {
    pub qualname: String,
    pub glimpse: Glimpse,
    pub running: bool,
}

/// A chain, outermost first.
pub struct Chain {
    pub links: Vec<Link>,
    /// What the innermost waits for, if that is no generator: a future, or a foreign awaitable.
    pub end: Option<Value>,
}

/// Chains are cut here; nothing that a program can build in earnest is so long.
const LONGEST: usize = 1 << 20;

/// The chain that begins at this coroutine.
pub fn of(vm: &Vm, coroutine: &Value) -> Chain {
    let mut links = Vec::new();
    let mut at = Some(coroutine.clone());
    while let Some(value) = at.take() {
        let Some(generator) = value.as_generator() else {
            match value.payload::<CoroutineWrapper>() {
                Some(wrapper) => at = Some(wrapper.coroutine.clone()),
                None => match value.as_async_step() {
                    Some(step) => at = Some(step.generator.clone()),
                    None => return Chain { links, end: future_class::iterated(&value).or(Some(value)) },
                },
            }
            continue;
        };
        let Some(glimpse) = vm.glimpse(generator) else { break };
        links.push(Link { qualname: qualname(generator), glimpse, running: generator.state.get() == State::Running });
        if links.len() < LONGEST {
            at = generator.delegate();
        }
    }
    Chain { links, end: None }
}

fn qualname(generator: &Generator) -> String {
    generator.qualname.get().lossy_text()
}

impl Link {
    pub fn code(&self) -> Option<&Code> {
        self.glimpse.code.downcast::<Code>()
    }

    pub fn filename(&self) -> String {
        self.code().map(|c| c.object.filename.to_string()).unwrap_or_default()
    }

    /// Is it code of the library that Kaa brings?
    pub fn is_library(&self) -> bool {
        self.filename().starts_with("<frozen ")
    }

    /// Offset of the instruction that runs or is suspended; None before the first. A suspended YIELD_FROM runs again when
    /// a value comes, so it is the next one.
    pub fn offset(&self) -> Option<u32> {
        let last = u32::try_from(self.glimpse.word).ok()? * 2;
        let next = self.code().and_then(|c| c.object.code.get(last as usize + 2).copied());
        let delegates = !self.running && next == Some(Opcode::YieldFrom as u8);
        Some(if delegates { last + 2 } else { last })
    }

    pub fn line(&self) -> Option<u32> {
        let code = &self.code()?.object;
        match self.offset() {
            Some(offset) => lines::line_at(&code.linetable, code.firstlineno, offset),
            None => Some(code.firstlineno),
        }
    }

    /// The instruction as `dis` writes it, marked with an arrow.
    pub fn instruction(&self) -> Option<String> {
        let code = &self.code()?.object;
        let Some(offset) = self.offset() else { return Some("--> (not started)".to_string()) };
        let found = instructions(&code.code).find(|i| i.offset == offset)?;
        let opcode = found.opcode()?;
        let mut text = format!("--> {offset:>4} {opcode}");
        if opcode.has_argument() {
            let argument = dis::argument(code, found, opcode.operand());
            let _ = write!(text, " {}", found.arg);
            if !argument.is_empty() {
                let _ = write!(text, " ({argument})");
            }
        }
        Some(text)
    }

    /// The local variable of this place: what a cell holds, for those that are shared.
    fn local(&self, index: usize) -> Option<Value> {
        let value = self.glimpse.slots.get(index)?.clone()?;
        match value.downcast::<CellObject>() {
            Some(cell) => cell.get(),
            None => Some(value),
        }
    }

    /// Names and values of all local variables, shared ones too.
    pub fn locals(&self) -> Vec<(String, Value)> {
        let Some(code) = self.code() else { return Vec::new() };
        let code = &code.object;
        let plain = code.varnames.iter().take(code.nlocals as usize);
        let names = plain.chain(&code.cellvars).chain(&code.freevars);
        names.enumerate().filter_map(|(i, name)| Some((name.to_string(), self.local(i)?))).collect()
    }

    /// The first argument, which is `self` in a method.
    pub fn receiver(&self) -> Option<Value> {
        let code = &self.code()?.object;
        let name = code.varnames.first()?;
        self.locals().into_iter().find(|(n, _)| n.as_str() == &**name).map(|(_, value)| value)
    }

    /// How the code of this link calls an object: a variable, an attribute or an item of one. `attribute` is what others call
    /// it as a part of something.
    pub fn name_of(&self, vm: &Vm, object: &Value, attribute: Option<&str>) -> Option<String> {
        let locals = self.locals();
        if let Some((name, _)) = locals.iter().find(|(_, value)| value.is(object)) {
            return Some(name.clone());
        }
        let code = self.code()?;
        let mut known = locals;
        if let Some(globals) = self.glimpse.globals.as_ref().and_then(|g| g.downcast::<Dict>()) {
            for name in code.names() {
                if let Some(value) = globals.get_str(name) {
                    known.push((name.lossy_text(), value));
                }
            }
        }
        if let Some((name, _)) = known.iter().find(|(_, value)| value.is(object)) {
            return Some(name.clone());
        }
        let more = attribute.map(|name| vm.heap().intern(name));
        known.iter().find_map(|(name, value)| {
            let as_others = || {
                let found = vm.own_attribute(value, more.as_ref()?)?;
                found.is(object).then(|| format!("{name}.{}", attribute.unwrap_or_default()))
            };
            part_name(vm, code, name, value, object).or_else(as_others)
        })
    }

    /// The objects of the `with` and `async with` whose bodies this is inside of. An object's exit method lies on the stack
    /// then, right below a block's level (that is not so yet while the object is being entered).
    pub fn kept(&self) -> Vec<Value> {
        let (Some(code), Ok(word)) = (self.code(), usize::try_from(self.glimpse.word)) else { return Vec::new() };
        let exit = |level: u32| self.glimpse.operands.get((level as usize).checked_sub(1)?)?.as_ref();
        code.running().blocks(word).filter_map(|block| super::wait::bound_exit(exit(block.level)?)).collect()
    }
}

/// Items of a container that are looked at for a name.
const ITEMS: usize = 100;

/// `name.attribute` or `name[index]`, if that is the object.
fn part_name(vm: &Vm, code: &Code, name: &str, value: &Value, object: &Value) -> Option<String> {
    let index = |items: &[Value]| items.iter().take(ITEMS).position(|item| item.is(object));
    if let Some(list) = value.downcast::<List>() {
        return list.with(|items| index(items)).map(|i| format!("{name}[{i}]"));
    }
    if let Some(tuple) = value.downcast::<Tuple>() {
        return index(tuple.items()).map(|i| format!("{name}[{i}]"));
    }
    if let Some(dict) = value.downcast::<Dict>() {
        let (key, _) = dict.items().into_iter().take(ITEMS).find(|(_, item)| item.is(object))?;
        let key =
            key.as_str().map(|s| format!("'{}'", s.to_string_lossy())).or(key.as_small_int().map(|n| n.to_string()))?;
        return Some(format!("{name}[{key}]"));
    }
    value.header()?.prefix()?;
    let mut attributes = code.names().iter();
    let found = attributes.find(|n| vm.own_attribute(value, n).is_some_and(|v| v.is(object)))?;
    Some(format!("{name}.{}", found.as_str()?.to_string_lossy()))
}

/// Lines of source files, for reports. Each file is read once.
#[derive(Default)]
pub struct Sources(HashMap<String, Vec<String>>);

impl Sources {
    /// A line without its indentation; empty where there is none to show.
    pub fn line(&mut self, filename: &str, line: u32) -> String {
        let lines = self.0.entry(filename.to_string()).or_insert_with(|| {
            let bytes = std::fs::read(filename).unwrap_or_default();
            String::from_utf8_lossy(&bytes).lines().map(|l| l.trim().to_string()).collect()
        });
        lines.get((line as usize).wrapping_sub(1)).cloned().unwrap_or_default()
    }
}

/// Links that are shown at each end of a long chain.
const SHOWN: usize = 12;

/// Writes the chain, each link with its place and instruction.
pub fn write(out: &mut String, chain: &Chain, sources: &mut Sources, indent: &str) {
    let count = chain.links.len();
    for (i, link) in chain.links.iter().enumerate() {
        if count > 2 * SHOWN + 1 && i >= SHOWN && i < count - SHOWN {
            if i == SHOWN {
                let _ = writeln!(out, "{indent}... {} more awaits ...", count - 2 * SHOWN);
            }
            continue;
        }
        let filename = link.filename();
        let line = link.line();
        let shown = line.map_or("?".to_string(), |l| l.to_string());
        let running = if link.running { ", running" } else { "" };
        let _ = writeln!(out, "{indent}File \"{filename}\", line {shown}, in {}{running}", link.qualname);
        let source = line.map(|l| sources.line(&filename, l)).unwrap_or_default();
        if !source.is_empty() {
            let _ = writeln!(out, "{indent}  {source}");
        }
        if let Some(instruction) = link.instruction() {
            let _ = writeln!(out, "{indent}  {instruction}");
        }
    }
}
