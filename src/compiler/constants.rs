//! `co_consts` under construction: equal constants share an index.
//!
//! Equal here is finer than Python's `==`: 1, 1.0 and True are three constants, 0.0 and -0.0 two, and tuples compare
//! item by item in this sense. Code objects are equal if everything that `code.__eq__` looks at is.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use crate::bytecode::code::{CodeObject, Constant};
use crate::text::fast_hash::{FastHasher, FastMap};

/// Constants in order of their first use.
#[derive(Default)]
pub struct ConstantPool {
    items: Vec<Constant>,
    /// From hash to the newest item with it, and from each item to the one before it.
    heads: FastMap<u64, u32>,
    chain: Vec<Option<u32>>,
}

impl ConstantPool {
    /// The index of `constant`, added if it is new.
    pub fn add(&mut self, constant: Constant) -> u32 {
        let mut hasher = FastHasher::default();
        hash(&constant, &mut hasher);
        let key = hasher.finish();
        let head = self.heads.get(&key).copied();
        let mut candidate = head;
        while let Some(index) = candidate {
            if same(&self.items[index as usize], &constant) {
                return index;
            }
            candidate = self.chain[index as usize];
        }
        let index = self.items.len() as u32;
        self.items.push(constant);
        self.chain.push(head);
        self.heads.insert(key, index);
        index
    }

    pub fn get(&self, index: u32) -> &Constant {
        &self.items[index as usize]
    }

    /// Drops all constants from `length` on.
    pub fn truncate(&mut self, length: usize) {
        self.items.truncate(length);
    }

    /// The finished list.
    pub fn into_items(self) -> Vec<Constant> {
        self.items
    }
}

fn hash(constant: &Constant, state: &mut impl Hasher) {
    std::mem::discriminant(constant).hash(state);
    match constant {
        Constant::None | Constant::True | Constant::False | Constant::Ellipsis => {}
        Constant::Int(value) => value.hash(state),
        Constant::Float(value) => value.to_bits().hash(state),
        Constant::Complex { re, im } => (re.to_bits(), im.to_bits()).hash(state),
        Constant::Str(text) => text.hash(state),
        Constant::Bytes(bytes) => bytes.hash(state),
        Constant::Tuple(items) => items.iter().for_each(|item| hash(item, state)),
        // In any order.
        Constant::FrozenSet(items) => {
            let each = items.iter().map(|item| {
                let mut hasher = FastHasher::default();
                hash(item, &mut hasher);
                hasher.finish()
            });
            each.fold(0, |sum: u64, hash| sum.wrapping_add(hash)).hash(state);
        }
        Constant::Code(code) => (&code.name, code.firstlineno, &code.code).hash(state),
    }
}

/// Whether two constants share an index.
fn same(a: &Constant, b: &Constant) -> bool {
    match (a, b) {
        // Bits, so that -0.0 is not 0.0; but every nan is an object of its own.
        (Constant::Float(a), Constant::Float(b)) => a.to_bits() == b.to_bits() && !a.is_nan(),
        (Constant::Complex { re: a, im: b }, Constant::Complex { re: c, im: d }) => {
            a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits() && !a.is_nan() && !b.is_nan()
        }
        (Constant::Tuple(a), Constant::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Constant::FrozenSet(a), Constant::FrozenSet(b)) => {
            let in_order = || a.iter().zip(b.iter()).all(|(a, b)| same(a, b));
            a.len() == b.len() && (in_order() || a.iter().all(|a| b.iter().any(|b| same(a, b))))
        }
        (Constant::Code(a), Constant::Code(b)) => Rc::ptr_eq(a, b) || same_code(a, b),
        _ => a == b,
    }
}

fn same_code(a: &CodeObject, b: &CodeObject) -> bool {
    let numbers = |code: &CodeObject| {
        (code.argcount, code.posonlyargcount, code.kwonlyargcount, code.nlocals, code.flags, code.firstlineno)
    };
    a.name == b.name
        && numbers(a) == numbers(b)
        && a.code == b.code
        && a.names == b.names
        && a.varnames == b.varnames
        && a.freevars == b.freevars
        && a.cellvars == b.cellvars
        && a.consts.len() == b.consts.len()
        && a.consts.iter().zip(&b.consts).all(|(a, b)| same(a, b))
}
