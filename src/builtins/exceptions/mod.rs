//! The exception classes: one table, and a file for each family with fields of its own.
//!
//! A row names the class's handle in `Types`, its name, its base and its family. A family is a `ClassDef` to which
//! name, base and doc are added. Fields lie in `ExceptionObject::fields`, in the order that the family says.

mod base;
pub mod field;
mod import;
pub mod os_error;
pub mod syntax;
mod unicode;

use crate::object::Tag;
use crate::object::class::class_flag;
use crate::vm::protocol::class_def::ClassDef;
use crate::vm::types::Types;

/// A family without anything of its own but its way to be made.
const PLAIN: ClassDef =
    ClassDef { flags: class_flag::BASE | class_flag::DICT, slots: base::BASE_MAKING, new: base::BASE.new, ..FAMILY };

/// A family with fields of its own: it cannot be a base together with another such.
const FAMILY: ClassDef = ClassDef {
    layout: Tag::Exception,
    flags: class_flag::BASE | class_flag::DICT | class_flag::SOLID,
    ..ClassDef::EMPTY
};

/// A class below such a family.
const BELOW: ClassDef = ClassDef { flags: class_flag::BASE | class_flag::DICT, ..FAMILY };

macro_rules! exceptions {
    ($($field:ident $name:ident ($base:ident) $family:expr, $doc:literal;)*) => {
        /// All exception classes, under their names in `Types`, bases before subclasses.
        pub static CLASSES: &[(&str, &ClassDef)] = &[
            $((stringify!($field), &ClassDef {
                name: stringify!($name),
                base: Types::$base,
                doc: $doc,
                ..$family
            }),)*
        ];
    };
}

exceptions! {
    base_exception BaseException (object) base::BASE, "Common base class for all exceptions";
    exception Exception (base_exception) PLAIN, "Common base class for all non-exit exceptions.";
    type_error TypeError (exception) PLAIN, "Inappropriate argument type.";
    stop_async_iteration StopAsyncIteration (exception) PLAIN, "Signal the end from iterator.__anext__().";
    stop_iteration StopIteration (exception) base::STOP_ITERATION, "Signal the end from iterator.__next__().";
    generator_exit GeneratorExit (base_exception) PLAIN, "Request that a generator exit.";
    system_exit SystemExit (base_exception) base::SYSTEM_EXIT, "Request to exit from the interpreter.";
    keyboard_interrupt KeyboardInterrupt (base_exception) PLAIN, "Program interrupted by user.";
    import_error ImportError (exception) import::IMPORT,
        "Import can't find module, or can't find name in module.";
    module_not_found_error ModuleNotFoundError (import_error) import::BELOW_IMPORT, "Module not found.";
    os_error OSError (exception) os_error::OS_ERROR, "Base class for I/O related errors.";
    eof_error EOFError (exception) PLAIN, "Read beyond end of file.";
    runtime_error RuntimeError (exception) PLAIN, "Unspecified run-time error.";
    recursion_error RecursionError (runtime_error) PLAIN, "Recursion limit exceeded.";
    not_implemented_error NotImplementedError (runtime_error) PLAIN,
        "Method or function hasn't been implemented yet.";
    name_error NameError (exception) import::NAME, "Name not found globally.";
    unbound_local_error UnboundLocalError (name_error) import::BELOW_NAME, "Local name referenced but not bound to a value.";
    attribute_error AttributeError (exception) import::ATTRIBUTE, "Attribute not found.";
    syntax_error SyntaxError (exception) syntax::SYNTAX, "Invalid syntax.";
    indentation_error IndentationError (syntax_error) syntax::BELOW, "Improper indentation.";
    tab_error TabError (indentation_error) syntax::BELOW, "Improper mixture of spaces and tabs.";
    lookup_error LookupError (exception) PLAIN, "Base class for lookup errors.";
    index_error IndexError (lookup_error) PLAIN, "Sequence index out of range.";
    key_error KeyError (lookup_error) base::KEY, "Mapping key not found.";
    value_error ValueError (exception) PLAIN, "Inappropriate argument value (of correct type).";
    unicode_error UnicodeError (value_error) PLAIN, "Unicode related error.";
    unicode_encode_error UnicodeEncodeError (unicode_error) unicode::ENCODE, "Unicode encoding error.";
    unicode_decode_error UnicodeDecodeError (unicode_error) unicode::DECODE, "Unicode decoding error.";
    unicode_translate_error UnicodeTranslateError (unicode_error) unicode::TRANSLATE, "Unicode translation error.";
    assertion_error AssertionError (exception) PLAIN, "Assertion failed.";
    arithmetic_error ArithmeticError (exception) PLAIN, "Base class for arithmetic errors.";
    floating_point_error FloatingPointError (arithmetic_error) PLAIN, "Floating point operation failed.";
    overflow_error OverflowError (arithmetic_error) PLAIN, "Result too large to be represented.";
    zero_division_error ZeroDivisionError (arithmetic_error) PLAIN,
        "Second argument to a division or modulo operation was zero.";
    system_error SystemError (exception) PLAIN, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    reference_error ReferenceError (exception) PLAIN, "Weak ref proxy used after referent went away.";
    memory_error MemoryError (exception) base::MEMORY, "Out of memory.";
    buffer_error BufferError (exception) PLAIN, "Buffer error.";
    warning Warning (exception) PLAIN, "Base class for warning categories.";
    user_warning UserWarning (warning) PLAIN, "Base class for warnings generated by user code.";
    encoding_warning EncodingWarning (warning) PLAIN, "Base class for warnings about encodings.";
    deprecation_warning DeprecationWarning (warning) PLAIN, "Base class for warnings about deprecated features.";
    pending_deprecation_warning PendingDeprecationWarning (warning) PLAIN,
        "Base class for warnings about features which will be deprecated\nin the future.";
    syntax_warning SyntaxWarning (warning) PLAIN, "Base class for warnings about dubious syntax.";
    runtime_warning RuntimeWarning (warning) PLAIN, "Base class for warnings about dubious runtime behavior.";
    future_warning FutureWarning (warning) PLAIN,
        "Base class for warnings about constructs that will change semantically\nin the future.";
    import_warning ImportWarning (warning) PLAIN, "Base class for warnings about probable mistakes in module imports";
    unicode_warning UnicodeWarning (warning) PLAIN, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    bytes_warning BytesWarning (warning) PLAIN, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    resource_warning ResourceWarning (warning) PLAIN, "Base class for warnings about resource usage.";
    connection_error ConnectionError (os_error) os_error::BELOW, "Connection error.";
    blocking_io_error BlockingIOError (os_error) os_error::BELOW, "I/O operation would block.";
    broken_pipe_error BrokenPipeError (connection_error) os_error::BELOW, "Broken pipe.";
    child_process_error ChildProcessError (os_error) os_error::BELOW, "Child process error.";
    connection_aborted_error ConnectionAbortedError (connection_error) os_error::BELOW, "Connection aborted.";
    connection_refused_error ConnectionRefusedError (connection_error) os_error::BELOW, "Connection refused.";
    connection_reset_error ConnectionResetError (connection_error) os_error::BELOW, "Connection reset.";
    file_exists_error FileExistsError (os_error) os_error::BELOW, "File already exists.";
    file_not_found_error FileNotFoundError (os_error) os_error::BELOW, "File not found.";
    is_a_directory_error IsADirectoryError (os_error) os_error::BELOW, "Operation doesn't work on directories.";
    not_a_directory_error NotADirectoryError (os_error) os_error::BELOW, "Operation only works on directories.";
    interrupted_error InterruptedError (os_error) os_error::BELOW, "Interrupted by signal.";
    permission_error PermissionError (os_error) os_error::BELOW, "Not enough permissions.";
    process_lookup_error ProcessLookupError (os_error) os_error::BELOW, "Process not found.";
    timeout_error TimeoutError (os_error) os_error::BELOW, "Timeout expired.";
}
