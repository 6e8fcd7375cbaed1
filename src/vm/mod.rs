//! The virtual machine: code objects become frames and run.
//!
//! `Vm` owns the heap, the class handles that the machine itself needs, and the state of its one Python thread.
//! It never names a builtin function or module: those are wired in by `interpreter`.

pub mod args;
pub mod call;
pub mod chance;
pub mod clock;
pub mod collect;
pub mod errors;
mod eval;
mod exec;
pub mod finalize;
mod forms;
pub mod frames;
pub mod hint;
pub mod host;
pub mod import;
mod instantiate;
mod learn;
pub mod names;
mod native_args;
pub mod protocol;
pub mod recursion;
pub mod resume;
pub mod run;
pub mod specialize;
mod tear_down;
pub mod thread;
pub mod types;
mod unwind;

use std::collections::HashMap;
use std::rc::Rc;

use crate::number::print::DEFAULT_MAX_STR_DIGITS;
use crate::object::method_cache::{KnownPlaces, MethodCache};
use crate::object::native::NativeDef;
use crate::object::{Heap, Value};
use crate::text::hash::HashKey;

use chance::Chance;
use host::Host;
use names::Names;
use protocol::wrappers::SLOT_ROWS;
use thread::Thread;
use types::Types;

/// The same reference with a lifetime of the caller's choice.
///
/// # Safety
/// What it refers to lives and stays in its place for that long.
#[inline(always)]
unsafe fn outlive<'a, T: ?Sized>(reference: &T) -> &'a T {
    // SAFETY: by contract.
    unsafe { &*std::ptr::from_ref(reference) }
}

/// One interpreter.
pub struct Vm {
    types: Box<Types>,
    names: Box<Names>,
    /// `sys.modules`, a dict.
    pub modules: Value,
    /// The namespace of `builtins`, a dict.
    pub builtins: Value,
    /// Digits that int <-> str conversion accepts (`sys.set_int_max_str_digits`); 0: no limit.
    pub int_max_str_digits: usize,
    /// `sys.getrecursionlimit()`.
    pub recursion_limit: usize,
    /// The clock, `sys`, and hooks of the layers above.
    pub host: Host,
    /// Lookups on classes.
    pub(in crate::vm) method_cache: MethodCache,
    /// Attributes and methods for instructions that meet many shapes.
    pub(in crate::vm) known_places: KnownPlaces,
    pub(in crate::vm) intrinsics: eval::Intrinsics,
    /// The names of all classes' `changing` attributes.
    pub(in crate::vm) changing_names: Vec<Value>,
    /// How many code objects have a number for call caches.
    pub(in crate::vm) numbered_codes: u64,
    /// The names of each row of the slot table, interned.
    pub(in crate::vm) slot_names: Rc<[Box<[Value]>]>,
    /// Containers whose repr is being made.
    pub(in crate::vm) being_printed: std::collections::HashSet<u64>,
    /// Native recursion stops when the stack's address falls below this.
    pub(in crate::vm) stack_end: usize,
    /// The state of the one Python thread.
    pub(crate) thread: Thread,
    /// The function object of each native `__new__` that was called, by its table row.
    pub(crate) native_new_functions: HashMap<*const NativeDef, Value>,
    /// `sys.set_asyncgen_hooks`: first iteration, finaliser.
    pub async_hooks: (Option<Value>, Option<Value>),
    /// `sys.set_coroutine_origin_tracking_depth`.
    pub origin_depth: usize,
    /// How many finalisers run inside each other.
    pub(in crate::vm) finalizing: u32,
    /// Names that `builtins` had at the start.
    pub builtin_names: usize,
    /// What `gc` sets and shows.
    pub gc: collect::GcState,
    /// Dropped last.
    heap: Box<Heap>,
}

impl Vm {
    /// The heap. The reference is not tied to the borrow of the Vm: the heap lives as long as all values do.
    #[inline(always)]
    pub fn heap<'h>(&self) -> &'h Heap {
        // SAFETY: the box is dropped last, after every value.
        unsafe { outlive(&self.heap) }
    }

    /// The builtin classes. Filled at start-up, never changed afterwards.
    #[inline(always)]
    pub fn types<'h>(&self) -> &'h Types {
        // SAFETY: as for the heap.
        unsafe { outlive(&self.types) }
    }

    /// The interned names that the machine itself uses.
    #[inline(always)]
    pub fn names<'h>(&self) -> &'h Names {
        // SAFETY: as for the heap.
        unsafe { outlive(&self.names) }
    }
}

impl Vm {
    /// A machine with an empty heap, no classes yet, and the key of all str hashes. With seeded chance objects lie at the
    /// same addresses in every run.
    pub fn new(key: HashKey, chance: Chance) -> Vm {
        let heap = Heap::new(chance.is_seeded());
        heap.interned.key.set(key);
        let names = Box::new(Names::new(&heap));
        Vm {
            names,
            types: Box::default(),
            modules: heap.dict(),
            builtins: heap.dict(),
            int_max_str_digits: DEFAULT_MAX_STR_DIGITS,
            recursion_limit: 1000,
            host: Host::new(&heap, chance),
            method_cache: MethodCache::default(),
            known_places: KnownPlaces::default(),
            intrinsics: eval::Intrinsics::default(),
            changing_names: Vec::new(),
            numbered_codes: 0,
            slot_names: SLOT_ROWS.iter().map(|row| row.names().map(|n| heap.intern(n)).collect()).collect(),
            being_printed: std::collections::HashSet::new(),
            stack_end: recursion::stack_end(recursion::DEFAULT_STACK),
            thread: Thread::reserve(),
            native_new_functions: HashMap::new(),
            async_hooks: (None, None),
            origin_depth: 0,
            finalizing: 0,
            builtin_names: 0,
            gc: collect::GcState::default(),
            heap,
        }
    }
}
