//! The builtin classes: a file each (or a family) with its slots and its method table.

pub mod adapters;
mod arguments;
mod async_generator;
mod bool;
mod bounds;
pub mod codec;
mod complex;
pub mod dict;
mod dict_views;
mod float;
mod frame;
mod generator;
pub mod hash_iterators;
mod int;
pub mod iterators;
pub mod list;
mod number;
mod percent;
mod range;
mod sequence;
mod set;
mod set_algebra;
mod slice;
mod sort;
mod str;
mod tuple;

use crate::vm::protocol::class_def::ClassDef;

/// Every builtin class, under its name in `vm::types::Types`, bases before subclasses.
pub static CLASSES: &[(&str, &ClassDef)] = &[
    ("int", &int::INT),
    ("bool", &bool::BOOL),
    ("float", &float::FLOAT),
    ("complex", &complex::COMPLEX),
    ("str", &str::STR),
    ("list", &list::LIST),
    ("tuple", &tuple::TUPLE),
    ("dict", &dict::DICT),
    ("set", &set::SET),
    ("frozenset", &set::FROZENSET),
    ("range", &range::RANGE),
    ("slice", &slice::SLICE),
    ("dict_keys", &dict_views::DICT_KEYS),
    ("dict_values", &dict_views::DICT_VALUES),
    ("dict_items", &dict_views::DICT_ITEMS),
    ("list_iterator", &iterators::LIST_ITERATOR),
    ("list_reverseiterator", &iterators::LIST_REVERSEITERATOR),
    ("tuple_iterator", &iterators::TUPLE_ITERATOR),
    ("str_iterator", &iterators::STR_ITERATOR),
    ("bytes_iterator", &iterators::BYTES_ITERATOR),
    ("bytearray_iterator", &iterators::BYTEARRAY_ITERATOR),
    ("sequence_iterator", &iterators::SEQUENCE_ITERATOR),
    ("range_iterator", &iterators::RANGE_ITERATOR),
    ("longrange_iterator", &range::LONGRANGE_ITERATOR),
    ("dict_keyiterator", &hash_iterators::DICT_KEYITERATOR),
    ("dict_valueiterator", &hash_iterators::DICT_VALUEITERATOR),
    ("dict_itemiterator", &hash_iterators::DICT_ITEMITERATOR),
    ("dict_reversekeyiterator", &hash_iterators::DICT_REVERSEKEYITERATOR),
    ("dict_reversevalueiterator", &hash_iterators::DICT_REVERSEVALUEITERATOR),
    ("dict_reverseitemiterator", &hash_iterators::DICT_REVERSEITEMITERATOR),
    ("set_iterator", &hash_iterators::SET_ITERATOR),
    ("callable_iterator", &adapters::CALLABLE_ITERATOR),
    ("enumerate", &adapters::ENUMERATE),
    ("zip", &adapters::ZIP),
    ("map", &adapters::MAP),
    ("filter", &adapters::FILTER),
    ("reversed", &adapters::REVERSED),
    ("frame", &frame::FRAME),
    ("traceback", &frame::TRACEBACK),
    ("generator", &generator::GENERATOR),
    ("coroutine", &generator::COROUTINE),
    ("coroutine_wrapper", &generator::COROUTINE_WRAPPER),
    ("async_generator", &async_generator::ASYNC_GENERATOR),
    ("async_generator_asend", &async_generator::ASEND),
    ("async_generator_athrow", &async_generator::ATHROW),
];
