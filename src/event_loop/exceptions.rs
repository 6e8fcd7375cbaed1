//! The exceptions of `asyncio.exceptions` and `asyncio.queues` that Rust raises or that have no code of their own.

use crate::object::class::class_flag;
use crate::object::exception::Exception;
use crate::object::{Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;
use crate::vm::types::Types;

const ERROR: ClassDef = ClassDef {
    module: "asyncio.exceptions",
    base: Types::exception,
    layout: Tag::Exception,
    flags: class_flag::BASE | class_flag::DICT | class_flag::HEAP,
    ..ClassDef::EMPTY
};

pub static CANCELLED_ERROR: ClassDef =
    ClassDef { name: "CancelledError", doc: "The Future or Task was cancelled.", base: Types::base_exception, ..ERROR };
pub static TIMEOUT_ERROR: ClassDef =
    ClassDef { name: "TimeoutError", doc: "The operation exceeded the given deadline.", ..ERROR };
pub static INVALID_STATE_ERROR: ClassDef =
    ClassDef { name: "InvalidStateError", doc: "The operation is not allowed in this state.", ..ERROR };
pub static SENDFILE_NOT_AVAILABLE_ERROR: ClassDef = ClassDef {
    name: "SendfileNotAvailableError",
    doc: "Sendfile syscall is not available.",
    base: Types::runtime_error,
    ..ERROR
};
pub static QUEUE_EMPTY: ClassDef = ClassDef {
    name: "QueueEmpty",
    module: "asyncio.queues",
    doc: "Raised when Queue.get_nowait() is called on an empty Queue.",
    ..ERROR
};
pub static QUEUE_FULL: ClassDef = ClassDef {
    name: "QueueFull",
    module: "asyncio.queues",
    doc: "Raised when the Queue.put_nowait() method is called on a full Queue.",
    ..ERROR
};

/// `InvalidStateError(message)`.
#[cold]
pub fn invalid_state(vm: &mut Vm, message: &str) -> Exception {
    let class = vm.native_class(&INVALID_STATE_ERROR);
    vm.exception(&class, message)
}

/// `CancelledError()`, or with the message that `cancel` was given.
pub fn cancelled(vm: &mut Vm, message: Option<Value>) -> Exception {
    let class = vm.native_class(&CANCELLED_ERROR);
    vm.exception_with(&class, message.into_iter().collect())
}

/// Is it a CancelledError?
pub fn is_cancelled(vm: &mut Vm, error: &Exception) -> bool {
    let class = vm.native_class(&CANCELLED_ERROR);
    vm.is_exception(error, &class)
}

/// KeyboardInterrupt and SystemExit pass through the loop.
pub fn leaves_loop(vm: &Vm, error: &Exception) -> bool {
    vm.is_exception(error, vm.types().keyboard_interrupt()) || vm.is_exception(error, vm.types().system_exit())
}
