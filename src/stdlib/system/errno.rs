//! `errno`: the system's error numbers by name, and back.

use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::stdlib::{ModuleDef, set};
use crate::vm::Vm;

pub static ERRNO: ModuleDef = ModuleDef {
    name: "errno",
    doc: "Standard errno system symbols, and a dict from their numbers to their names.",
    init: Some(init),
    ..ModuleDef::EMPTY
};

macro_rules! numbers {
    ($($name:ident),* $(,)?) => {
        &[$((stringify!($name), libc::$name)),*]
    };
}

/// Where a number has two names, the later one is its name.
#[rustfmt::skip]
static NUMBERS: &[(&str, i32)] = numbers![
    ENODEV, ENOCSI, EHOSTUNREACH, ENOMSG, EUCLEAN, EL2NSYNC, EL2HLT, ENODATA, ENOTBLK, ENOSYS, EPIPE, EINVAL,
    EOVERFLOW, EADV, EINTR, EUSERS, ENOTEMPTY, ENOBUFS, EPROTO, EREMOTE, ENAVAIL, ECHILD, ELOOP, EXDEV, E2BIG,
    ESRCH, EMSGSIZE, EAFNOSUPPORT, EBADR, EHOSTDOWN, EPFNOSUPPORT, ENOPROTOOPT, EBUSY, EWOULDBLOCK, EBADFD,
    EDOTDOT, EISCONN, ENOANO, ESHUTDOWN, ECHRNG, ELIBBAD, ENONET, EBADE, EBADF, EMULTIHOP, EIO, EUNATCH,
    EPROTOTYPE, ENOSPC, ENOEXEC, EALREADY, ENETDOWN, ENOTNAM, EACCES, ELNRNG, EILSEQ, ENOTDIR, ENOTUNIQ, EPERM,
    EDOM, EXFULL, ECONNREFUSED, EISDIR, EPROTONOSUPPORT, EROFS, EADDRNOTAVAIL, EIDRM, ECOMM, ESRMNT, EREMOTEIO,
    EL3RST, EBADMSG, ENFILE, ELIBMAX, ESPIPE, ENOLINK, ENETRESET, ETIMEDOUT, ENOENT, EEXIST, EDQUOT, ENOSTR,
    EBADSLT, EBADRQC, ELIBACC, EFAULT, EFBIG, EDEADLK, ENOTCONN, EDESTADDRREQ, ELIBSCN, ENOLCK, EISNAM,
    ECONNABORTED, ENETUNREACH, ESTALE, ENOSR, ENOMEM, ENOTSOCK, ESTRPIPE, EMLINK, ERANGE, ELIBEXEC, EL3HLT,
    ECONNRESET, EADDRINUSE, EOPNOTSUPP, EREMCHG, EAGAIN, ENAMETOOLONG, ENOTTY, ERESTART, ESOCKTNOSUPPORT, ETIME,
    EBFONT, EDEADLOCK, ETOOMANYREFS, EMFILE, ETXTBSY, EINPROGRESS, ENXIO, ENOPKG, ENOMEDIUM, EMEDIUMTYPE,
    ECANCELED, ENOKEY, EKEYEXPIRED, EKEYREVOKED, EKEYREJECTED, EOWNERDEAD, ENOTRECOVERABLE, ERFKILL, ENOTSUP,
];

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let codes = vm.heap().dict();
    for &(name, number) in NUMBERS {
        set(vm, module, name, Value::from_len(number as usize))?;
        if let Some(codes) = codes.downcast::<Dict>() {
            vm.dict_set(codes, &Value::from_len(number as usize), &vm.heap().intern(name))?;
        }
    }
    set(vm, module, "errorcode", codes)
}
