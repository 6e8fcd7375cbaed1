//! Python's protocols: what the operators, builtins and statements do with any value, by way of the slots.

pub mod alias;
pub(crate) mod attribute;
mod buffer;
mod change_class;
mod changing;
mod class;
pub mod class_def;
mod compare;
mod container;
mod dict;
mod iterate;
mod method;
mod mro;
mod new_class;
pub mod number;
mod overrides;
pub mod set;
mod text;
mod truth;
pub(in crate::vm) mod wrappers;

pub(in crate::vm) use changing::is_plain_data;
pub use new_class::DICT_GETSET;
pub use number::Operator;
pub use overrides::unhashable;
