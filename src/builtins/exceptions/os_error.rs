//! OSError: its fields, the subclass that an errno stands for, and OSErrors from Rust's.

use crate::object::class::Class;
use crate::object::descriptor::GetSetDef;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::types::Types;

use super::{base, field};

pub(super) const OS_ERROR: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.new.set(Some(new_slot));
        slots.init.set(Some(init));
        slots.str.set(Some(str));
    }),
    new: Some(&NEW),
    methods: &[NativeDef::method("__reduce__(self, /)", "", reduce)],
    getsets: FIELDS,
    ..super::FAMILY
};

pub(super) const BELOW: ClassDef = ClassDef { slots: slots!(|slots| slots.init.set(Some(init))), ..super::BELOW };

static NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", new);

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

static FIELDS: &[GetSetDef] = &[
    field::attribute::<ERRNO>("errno", "POSIX exception code"),
    field::attribute::<STRERROR>("strerror", "exception strerror"),
    field::attribute::<FILENAME>("filename", "exception filename"),
    field::attribute::<FILENAME2>("filename2", "second exception filename"),
    GetSetDef::write("characters_written", "", get_written, set_written),
];

type ClassOf = fn(&Types) -> &Value;

/// The subclass for an errno.
static BY_ERRNO: &[(i32, ClassOf)] = &[
    (libc::EAGAIN, Types::blocking_io_error),
    (libc::EALREADY, Types::blocking_io_error),
    (libc::EINPROGRESS, Types::blocking_io_error),
    (libc::EPIPE, Types::broken_pipe_error),
    (libc::ESHUTDOWN, Types::broken_pipe_error),
    (libc::ECHILD, Types::child_process_error),
    (libc::ECONNABORTED, Types::connection_aborted_error),
    (libc::ECONNREFUSED, Types::connection_refused_error),
    (libc::ECONNRESET, Types::connection_reset_error),
    (libc::EEXIST, Types::file_exists_error),
    (libc::ENOENT, Types::file_not_found_error),
    (libc::EISDIR, Types::is_a_directory_error),
    (libc::ENOTDIR, Types::not_a_directory_error),
    (libc::EINTR, Types::interrupted_error),
    (libc::EACCES, Types::permission_error),
    (libc::EPERM, Types::permission_error),
    (libc::ESRCH, Types::process_lookup_error),
    (libc::ETIMEDOUT, Types::timeout_error),
];

fn class_for(types: &Types, errno: i32) -> &Value {
    BY_ERRNO.iter().find(|(n, _)| *n == errno).map_or(types.os_error(), |(_, class)| class(types))
}

/// The system's text for an errno.
pub fn strerror(errno: i32) -> String {
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    match text.rsplit_once(" (os error") {
        Some((text, _)) => text.to_string(),
        None => text,
    }
}

impl Vm {
    /// The OSError for an errno, with a filename if one is concerned.
    #[cold]
    pub fn os_error_from_errno(&self, errno: i32, filename: Option<&Value>) -> Exception {
        let heap = self.heap();
        let (number, text) = (heap.int(errno.into()), heap.str(&strerror(errno)));
        let class = class_for(self.types(), errno);
        let exception = self.exception_with(class, vec![number.clone(), text.clone()]);
        exception.object().fields.with_mut(|f| f.extend([Some(number), Some(text), filename.cloned()]));
        exception
    }

    /// The OSError for one of Rust's I/O errors.
    #[cold]
    pub fn io_error(&self, error: &std::io::Error, filename: Option<&Value>) -> Exception {
        match error.raw_os_error() {
            Some(errno) => self.os_error_from_errno(errno, filename),
            None => self.exception(self.types().os_error(), &error.to_string()),
        }
    }
}

/// Are the arguments read by `__init__` (a subclass overrides it, but not `__new__`)?
fn uses_init(vm: &Vm, class: &Value) -> bool {
    let Some(class) = class.downcast::<Class>() else { return false };
    let Some(os_error) = vm.types().os_error().downcast::<Class>() else { return false };
    let same_init = match (class.slots.init.get(), os_error.slots.init.get()) {
        (Some(own), Some(original)) => std::ptr::fn_addr_eq(own, original),
        _ => false,
    };
    let same_new = match (class.slots.new.get(), os_error.slots.new.get()) {
        (Some(own), Some(original)) => std::ptr::fn_addr_eq(own, original),
        _ => false,
    };
    !same_init && same_new
}

fn new_slot(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    make(vm, class, args.positional(), args.has_keywords())
}

fn new(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let class = args.take(0);
    base::check_class(vm, &class)?;
    let keywords = args.get(2).downcast::<crate::object::dict::Dict>().is_some_and(|d| !d.is_empty());
    let items = args.rest(1).to_vec();
    make(vm, &class, &items, keywords)
}

fn make(vm: &mut Vm, class: &Value, items: &[Value], keywords: bool) -> PyResult {
    let heap = vm.heap();
    if uses_init(vm, class) {
        return Ok(heap.exception(class, heap.empty_tuple()));
    }
    if keywords {
        let name = class.downcast::<Class>().map(Class::name_string).unwrap_or_default();
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let mut class = class.clone();
    if class.is(vm.types().os_error())
        && (2..=5).contains(&items.len())
        && let Some(errno) = items[0].as_small_int().and_then(|n| i32::try_from(n).ok())
    {
        class = class_for(vm.types(), errno).clone();
    }
    let exception = heap.exception(&class, heap.tuple(items.to_vec()));
    fill(vm, &exception, items)?;
    Ok(exception)
}

/// `(errno, strerror[, filename[, winerror[, filename2]]])` become fields.
fn fill(vm: &mut Vm, exception: &Value, items: &[Value]) -> PyResult<()> {
    let mut kept = items;
    if (2..=5).contains(&items.len()) {
        field::set(exception, ERRNO, Some(items[0].clone()));
        field::set(exception, STRERROR, Some(items[1].clone()));
        if let Some(filename) = items.get(2).filter(|f| !f.is_none()) {
            let blocking = vm.heap().class_of(exception).is(vm.types().blocking_io_error());
            if blocking && filename.as_int().is_some() {
                let written = vm.index(filename)?;
                field::set(exception, WRITTEN, Some(written));
            } else {
                field::set(exception, FILENAME, Some(filename.clone()));
                if let Some(second) = items.get(4).filter(|f| !f.is_none()) {
                    field::set(exception, FILENAME2, Some(second.clone()));
                }
                kept = &items[..2];
            }
        }
    }
    base::keep_args(vm, exception, kept);
    Ok(())
}

fn init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let class = vm.heap().class_of(exception).clone();
    if !uses_init(vm, &class) {
        return Ok(());
    }
    if args.has_keywords() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", vm.type_name(exception))));
    }
    fill(vm, exception, args.positional())
}

fn text_of(vm: &mut Vm, value: &Value) -> PyResult<String> {
    Ok(vm.str(value)?.lossy_text())
}

fn str(vm: &mut Vm, exception: &Value) -> PyResult {
    let (errno, strerror) = (field::get(exception, ERRNO), field::get(exception, STRERROR));
    let (errno_text, strerror_text) =
        (text_of(vm, &errno.clone().unwrap_or(Value::NONE))?, text_of(vm, &strerror.clone().unwrap_or(Value::NONE))?);
    let mut out = crate::text::TextBuilder::default();
    if let Some(filename) = field::get(exception, FILENAME) {
        out.push_str(&format!("[Errno {errno_text}] {strerror_text}: "));
        push_repr(vm, &mut out, &filename)?;
        if let Some(second) = field::get(exception, FILENAME2) {
            out.push_str(" -> ");
            push_repr(vm, &mut out, &second)?;
        }
    } else if errno.is_some() && strerror.is_some() {
        out.push_str(&format!("[Errno {errno_text}] {strerror_text}"));
    } else {
        return base::str(vm, exception);
    }
    Ok(vm.heap().str_from_text(&out.finish()))
}

fn push_repr(vm: &mut Vm, out: &mut crate::text::TextBuilder, value: &Value) -> PyResult<()> {
    let repr = vm.repr(value)?;
    match repr.as_str() {
        Some(repr) => out.try_push_units(repr.units()).map_err(|_| vm.memory_error()),
        None => Ok(()),
    }
}

fn reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let exception = args.get(0);
    let items = base::arg_items(exception);
    let all = match (items.as_slice(), field::get(exception, FILENAME)) {
        ([errno, text], Some(filename)) => {
            let mut all = vec![errno.clone(), text.clone(), filename];
            if let Some(second) = field::get(exception, FILENAME2) {
                all.extend([Value::NONE, second]);
            }
            vm.heap().tuple(all)
        }
        _ => base::args(exception),
    };
    Ok(base::reduce_with(vm, exception, all, None))
}

fn get_written(vm: &mut Vm, exception: &Value) -> PyResult {
    match field::get(exception, WRITTEN) {
        Some(written) => Ok(written),
        None => {
            let name = vm.heap().intern("characters_written");
            Err(vm.attribute_error(exception, &name, "characters_written"))
        }
    }
}

fn set_written(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = match value {
        Some(value) => Some(vm.index(value)?),
        None => None,
    };
    field::set(exception, WRITTEN, value);
    Ok(())
}
