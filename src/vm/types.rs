//! Handles of the classes that the machine and the builtins need by name.

use std::cell::OnceCell;

use crate::object::Value;

macro_rules! types {
    ($($(#[$doc:meta])* $field:ident,)*) => {
        /// The builtin classes; empty until `builtins` has made them.
        #[derive(Default)]
        pub struct Types {
            $($(#[$doc])* $field: OnceCell<Value>,)*
        }

        impl Types {
            $(
                /// The class of this name (a trailing underscore avoids a Rust keyword).
                #[inline(always)]
                pub fn $field(&self) -> &Value {
                    match self.$field.get() {
                        Some(class) => class,
                        None => unreachable!(concat!("no class ", stringify!($field))),
                    }
                }
            )*

            /// The class of this field, if it has been registered.
            pub fn registered(&self, field: &str) -> Option<&Value> {
                match field {
                    $(stringify!($field) => self.$field.get(),)*
                    _ => None,
                }
            }

            /// Registers a class under its field's name; false if there is no such field or it is taken.
            pub fn register(&self, field: &str, class: Value) -> bool {
                match field {
                    $(stringify!($field) => self.$field.set(class).is_ok(),)*
                    _ => false,
                }
            }
        }
    };
}

types! {
    object, type_, int, bool, float, complex, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset,
    range, slice, none_type, not_implemented_type, ellipsis_type,
    function, method, builtin_function, method_descriptor, classmethod_descriptor, wrapper_descriptor, method_wrapper,
    getset_descriptor, member_descriptor, property, staticmethod, classmethod, super_, mappingproxy,
    code, cell, frame, traceback, module, generator, coroutine, async_generator,
    dict_keys, dict_values, dict_items,
    list_iterator, list_reverseiterator, tuple_iterator, str_iterator, bytes_iterator, bytearray_iterator,
    range_iterator, longrange_iterator, dict_keyiterator, dict_valueiterator, dict_itemiterator,
    dict_reversekeyiterator, dict_reversevalueiterator, dict_reverseitemiterator, set_iterator, sequence_iterator, memory_iterator,
    callable_iterator, enumerate, zip, map, filter, reversed,
    coroutine_wrapper, async_generator_asend, async_generator_athrow, anext_awaitable,
    weakref, generic_alias, union_type, simple_namespace,
    base_exception, exception, stop_iteration, stop_async_iteration, generator_exit, keyboard_interrupt, system_exit,
    arithmetic_error, overflow_error, zero_division_error, floating_point_error, assertion_error, attribute_error,
    buffer_error, eof_error, import_error, module_not_found_error, lookup_error, index_error, key_error, memory_error,
    name_error, unbound_local_error, os_error, blocking_io_error, child_process_error, connection_error,
    broken_pipe_error, connection_aborted_error, connection_refused_error, connection_reset_error, file_exists_error,
    file_not_found_error, interrupted_error, is_a_directory_error, not_a_directory_error, permission_error,
    process_lookup_error, timeout_error, reference_error, runtime_error, not_implemented_error, recursion_error,
    syntax_error, indentation_error, tab_error, system_error, type_error, value_error, unicode_error,
    unicode_decode_error, unicode_encode_error, unicode_translate_error,
    warning, deprecation_warning, pending_deprecation_warning, runtime_warning, syntax_warning, user_warning,
    future_warning, import_warning, unicode_warning, bytes_warning, resource_warning, encoding_warning,
}
