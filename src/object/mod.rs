//! What a Python value is in memory: the 8-byte `Value`, the heap, and one file for each storage layout.
//!
//! No file here runs Python code or knows a builtin's methods; those are in `vm/protocol` and `builtins/types`.

pub mod array;
pub mod asynchronous;
pub mod boxed;
pub mod bytes;
pub mod cell;
pub mod class;
pub mod code;
pub mod collector;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod float;
pub mod frame;
pub mod function;
pub mod generator;
pub mod guarded;
pub mod header;
pub mod heap;
pub mod instance;
pub mod int;
pub mod intern;
pub mod iterator;
mod layout;
pub mod list;
pub mod memoryview;
pub mod method_cache;
pub mod module;
pub mod native;
pub mod prefix;
pub mod range;
mod release;
pub mod set;
pub mod shape;
pub mod slots;
pub mod str;
pub mod tuple;
pub mod value;
pub mod weakref;

pub use exception::{Exception, PyResult};
pub use header::{Header, Object, Visitor};
pub use heap::Heap;
pub use layout::Tag;
pub use value::Value;
