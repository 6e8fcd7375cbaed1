//! The builtin classes: a file each (or a family) with its slots and its method table.

pub mod adapters;
mod alias;
mod arguments;
mod async_generator;
mod bool;
pub mod bounds;
mod bytearray;
mod bytes;
mod code;
pub mod codec;
mod complex;
mod descriptors;
pub mod dict;
mod dict_views;
mod float;
mod frame;
mod function;
mod generator;
pub mod hash_iterators;
mod int;
pub mod iterators;
pub mod list;
mod mappingproxy;
mod memoryview;
mod module;
mod native_function;
mod number;
mod object;
mod percent;
mod property;
mod range;
mod sequence;
mod set;
mod set_algebra;
mod singletons;
mod sizes;
mod slice;
mod sort;
mod str;
mod tuple;
mod type_;
mod weak_reference;

use crate::vm::protocol::class_def::ClassDef;

/// Every builtin class, under its name in `vm::types::Types`, bases before subclasses.
pub static CLASSES: &[(&str, &ClassDef)] = &[
    ("object", &object::OBJECT),
    ("type_", &type_::TYPE),
    ("function", &function::FUNCTION),
    ("method", &function::METHOD),
    ("builtin_function", &native_function::BUILTIN_FUNCTION),
    ("method_descriptor", &native_function::METHOD_DESCRIPTOR),
    ("classmethod_descriptor", &native_function::CLASSMETHOD_DESCRIPTOR),
    ("wrapper_descriptor", &native_function::WRAPPER_DESCRIPTOR),
    ("method_wrapper", &native_function::METHOD_WRAPPER),
    ("getset_descriptor", &native_function::GETSET_DESCRIPTOR),
    ("member_descriptor", &native_function::MEMBER_DESCRIPTOR),
    ("property", &property::PROPERTY),
    ("staticmethod", &descriptors::STATICMETHOD),
    ("classmethod", &descriptors::CLASSMETHOD),
    ("super_", &descriptors::SUPER),
    ("mappingproxy", &mappingproxy::MAPPINGPROXY),
    ("module", &module::MODULE),
    ("cell", &singletons::CELL),
    ("code", &code::CODE),
    ("none_type", &singletons::NONE_TYPE),
    ("not_implemented_type", &singletons::NOT_IMPLEMENTED_TYPE),
    ("ellipsis_type", &singletons::ELLIPSIS_TYPE),
    ("simple_namespace", &singletons::SIMPLE_NAMESPACE),
    ("generic_alias", &alias::GENERIC_ALIAS),
    ("union_type", &alias::UNION_TYPE),
    ("weakref", &weak_reference::WEAKREF),
    ("int", &int::INT),
    ("bool", &bool::BOOL),
    ("float", &float::FLOAT),
    ("complex", &complex::COMPLEX),
    ("str", &str::STR),
    ("bytes", &bytes::BYTES),
    ("bytearray", &bytearray::BYTEARRAY),
    ("memoryview", &memoryview::MEMORYVIEW),
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
    ("memory_iterator", &iterators::MEMORY_ITERATOR),
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
