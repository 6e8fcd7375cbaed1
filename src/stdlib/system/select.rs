//! `select`: waiting for descriptors, by `select`, `poll` objects and `epoll` objects. `select` is made of poll(2).

use std::os::fd::{AsRawFd, OwnedFd};

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::stdlib::{ModuleDef, set};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::arguments::{c_int, descriptor, failed, seconds, waiting};
use super::calls;

pub static SELECT: ModuleDef = ModuleDef {
    name: "select",
    doc: "Waiting until files or sockets can be read or written.",
    functions: &[
        NativeDef::function(
            "select(rlist, wlist, xlist, timeout=None, /)",
            "Wait until one or more file descriptors are ready for some kind of I/O.",
            select,
        ),
        NativeDef::function("poll()", "Returns a polling object.", |vm, _| {
            let class = vm.native_class(&POLL);
            Ok(vm.heap().boxed(&class, Poll::default()))
        }),
    ],
    classes: &[&EPOLL],
    init: Some(init),
};

/// CPython's own limits: PIPE_BUF, and what fits a set of descriptors.
const PIPE_BUF: usize = 4096;
const FD_SETSIZE: i32 = 1024;
const EVENTS: usize = FD_SETSIZE as usize - 1;

#[rustfmt::skip]
fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let poll = [
        ("POLLIN", libc::POLLIN), ("POLLPRI", libc::POLLPRI), ("POLLOUT", libc::POLLOUT), ("POLLERR", libc::POLLERR),
        ("POLLHUP", libc::POLLHUP), ("POLLNVAL", libc::POLLNVAL), ("POLLRDNORM", libc::POLLRDNORM),
        ("POLLRDBAND", libc::POLLRDBAND), ("POLLWRNORM", libc::POLLWRNORM), ("POLLWRBAND", libc::POLLWRBAND),
        ("POLLMSG", 0x400), ("POLLRDHUP", libc::POLLRDHUP),
    ];
    let epoll = [
        ("EPOLLIN", libc::EPOLLIN), ("EPOLLOUT", libc::EPOLLOUT), ("EPOLLPRI", libc::EPOLLPRI),
        ("EPOLLERR", libc::EPOLLERR), ("EPOLLHUP", libc::EPOLLHUP), ("EPOLLRDHUP", libc::EPOLLRDHUP),
        ("EPOLLET", libc::EPOLLET), ("EPOLLONESHOT", libc::EPOLLONESHOT), ("EPOLLEXCLUSIVE", libc::EPOLLEXCLUSIVE),
        ("EPOLLRDNORM", libc::EPOLLRDNORM), ("EPOLLRDBAND", libc::EPOLLRDBAND), ("EPOLLWRNORM", libc::EPOLLWRNORM),
        ("EPOLLWRBAND", libc::EPOLLWRBAND), ("EPOLLMSG", 0x400), ("EPOLL_CLOEXEC", libc::EPOLL_CLOEXEC),
    ];
    for (name, value) in poll {
        set(vm, module, name, Value::from_len(value as u16 as usize))?;
    }
    for (name, value) in epoll {
        set(vm, module, name, Value::from_len(value as u32 as usize))?;
    }
    set(vm, module, "PIPE_BUF", Value::from_len(PIPE_BUF))?;
    set(vm, module, "error", vm.types().os_error().clone())
}

fn select(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let timeout = seconds(vm, args.opt(3), "timeout must be a float or None")?;
    if timeout.is_some_and(|t| t < 0.0) {
        return Err(vm.value_error("timeout must be non-negative"));
    }
    let wanted = [libc::POLLIN, libc::POLLOUT, libc::POLLPRI];
    let mut lists: [Vec<Value>; 3] = Default::default();
    let mut entries: Vec<libc::pollfd> = Vec::new();
    for (index, list) in lists.iter_mut().enumerate() {
        let Ok(items) = vm.collect(args.get(index)) else {
            return Err(vm.type_error("arguments 1-3 must be sequences"));
        };
        for item in &items {
            let fd = descriptor(vm, item)?;
            if fd >= FD_SETSIZE {
                return Err(vm.value_error("filedescriptor out of range in select()"));
            }
            entries.push(libc::pollfd { fd, events: wanted[index], revents: 0 });
        }
        *list = items;
    }
    let result = waiting(vm, timeout, |count| *count == 0, |left| calls::poll(&mut entries, left))?;
    result.map_err(|error| failed(vm, error))?;
    if entries.iter().any(|entry| entry.revents & libc::POLLNVAL != 0) {
        return Err(vm.os_error_from_errno(libc::EBADF, None));
    }
    // An end or an error shows as readable, an error also as writable.
    let meaning = [libc::POLLIN | libc::POLLHUP | libc::POLLERR, libc::POLLOUT | libc::POLLERR, libc::POLLPRI];
    let mut entries = entries.iter();
    let mut found = Vec::new();
    for (items, mask) in lists.into_iter().zip(meaning) {
        let ready = items.into_iter().zip(&mut entries).filter(|(_, e)| e.revents & mask != 0);
        found.push(vm.heap().list(ready.map(|(item, _)| item).collect()));
    }
    Ok(vm.heap().tuple(found))
}

/// A poll object: descriptors and the events they are watched for, in the order of their registering.
#[derive(Default)]
struct Poll(Guarded<Vec<(i32, u16)>>);

impl Payload for Poll {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static POLL: ClassDef = ClassDef {
    name: "poll",
    module: "select",
    methods: &[
        NativeDef::method("register(self, fd, eventmask=7, /)", "Register a file descriptor.", |vm, args| {
            let (fd, events) = (descriptor(vm, args.get(1))?, event_mask(vm, args.opt(2))?);
            watched(vm, args)?.0.with_mut(|all| match all.iter_mut().find(|(known, _)| *known == fd) {
                Some(entry) => entry.1 = events,
                None => all.push((fd, events)),
            });
            Ok(Value::NONE)
        }),
        NativeDef::method("modify(self, fd, eventmask, /)", "Modify a registered file descriptor.", |vm, args| {
            let (fd, events) = (descriptor(vm, args.get(1))?, event_mask(vm, args.opt(2))?);
            let found = watched(vm, args)?
                .0
                .with_mut(|all| all.iter_mut().find(|(known, _)| *known == fd).map(|entry| entry.1 = events));
            found.map(|()| Value::NONE).ok_or_else(|| vm.os_error_from_errno(libc::ENOENT, None))
        }),
        NativeDef::method("unregister(self, fd, /)", "Remove a file descriptor.", |vm, args| {
            let fd = descriptor(vm, args.get(1))?;
            let found = watched(vm, args)?.0.with_mut(|all| {
                let at = all.iter().position(|(known, _)| *known == fd);
                at.map(|at| all.remove(at))
            });
            found.map(|_| Value::NONE).ok_or_else(|| vm.key_error(&vm.heap().int(fd.into())))
        }),
        NativeDef::method("poll(self, timeout=None, /)", "Polls the set of registered descriptors.", poll),
    ],
    ..ClassDef::EMPTY
};

fn watched<'v>(vm: &Vm, args: &'v Args<'_>) -> PyResult<&'v Poll> {
    args.get(0).payload().ok_or_else(|| vm.type_error("a poll object is required"))
}

fn event_mask(vm: &mut Vm, value: Option<&Value>) -> PyResult<u16> {
    let Some(value) = value else { return Ok((libc::POLLIN | libc::POLLPRI | libc::POLLOUT) as u16) };
    let index = vm.index(value)?;
    let number = index.as_int().and_then(|i| i.to_i64());
    if number.is_some_and(|n| n < 0) {
        return Err(vm.value_error("value must be positive"));
    }
    let mask = number.and_then(|n| u16::try_from(n).ok());
    mask.ok_or_else(|| vm.overflow_error("Python int too large for C unsigned short"))
}

fn poll(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let timeout = seconds(vm, args.opt(1), "timeout must be an integer or None")?;
    if timeout.is_some_and(|t| t > f64::from(i32::MAX)) {
        return Err(vm.overflow_error("timeout is too large"));
    }
    let timeout = timeout.filter(|t| *t >= 0.0).map(|milliseconds| milliseconds / 1e3);
    let entry = |&(fd, events): &(i32, u16)| libc::pollfd { fd, events: events as i16, revents: 0 };
    let mut entries: Vec<_> = watched(vm, args)?.0.with(|all| all.iter().map(entry).collect());
    let result = waiting(vm, timeout, |count| *count == 0, |left| calls::poll(&mut entries, left))?;
    result.map_err(|error| failed(vm, error))?;
    let heap = vm.heap();
    let found = entries.iter().filter(|entry| entry.revents != 0);
    let pair = |e: &libc::pollfd| heap.pair(heap.int(e.fd.into()), Value::from_len(e.revents as u16 as usize));
    Ok(heap.list(found.map(pair).collect()))
}

/// An epoll object; None once closed.
struct Epoll(Guarded<Option<OwnedFd>>);

impl Payload for Epoll {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static EPOLL: ClassDef = ClassDef {
    name: "epoll",
    module: "select",
    doc: "Returns an epolling object.",
    flags: class_flag::BASE,
    new: Some(&NativeDef::static_method("__new__(cls, sizehint=-1, flags=0)", "", |vm, args| {
        let class = args.take(0);
        let hint = args.opt(1).cloned().map_or(Ok(-1), |v| c_int(vm, &v))?;
        let flags = args.opt(2).cloned().map_or(Ok(0), |v| c_int(vm, &v))?;
        if hint != -1 && hint <= 0 {
            return Err(vm.value_error("negative sizehint"));
        }
        if flags & !libc::EPOLL_CLOEXEC != 0 {
            return Err(vm.os_error_from_errno(libc::EINVAL, None));
        }
        let epoll = calls::epoll_create(libc::EPOLL_CLOEXEC).map_err(|error| failed(vm, error))?;
        Ok(vm.heap().boxed(&class, Epoll(Guarded::new(Some(epoll)))))
    })),
    methods: &[
        NativeDef::method("close(self)", "Close the epoll control file descriptor.", |vm, args| {
            drop(epoll(vm, args)?.0.take());
            Ok(Value::NONE)
        }),
        NativeDef::method("fileno(self)", "Return the epoll control file descriptor.", |vm, args| {
            let fd = open(vm, args)?;
            Ok(vm.heap().int(fd.into()))
        }),
        NativeDef::class_method("fromfd(cls, fd, /)", "Create an epoll object from a given control fd.", |vm, args| {
            let fd = c_int(vm, args.get(1))?;
            if fd < 0 {
                return Err(vm.os_error_from_errno(libc::EBADF, None));
            }
            Ok(vm.heap().boxed(args.get(0), Epoll(Guarded::new(Some(calls::adopt(fd))))))
        }),
        NativeDef::method("register(self, fd, eventmask=7)", "Registers a new fd.", |vm, args| {
            control(vm, args, libc::EPOLL_CTL_ADD)
        }),
        NativeDef::method("modify(self, fd, eventmask)", "Modify event mask for a registered fd.", |vm, args| {
            control(vm, args, libc::EPOLL_CTL_MOD)
        }),
        NativeDef::method("unregister(self, fd)", "Remove a registered file descriptor.", |vm, args| {
            control(vm, args, libc::EPOLL_CTL_DEL)
        }),
        NativeDef::method("poll(self, timeout=None, maxevents=-1)", "Wait for events.", epoll_wait),
        NativeDef::method("__enter__(self, /)", "", |vm, args| {
            open(vm, args)?;
            Ok(args.take(0))
        }),
        NativeDef::method("__exit__(self, exc_type=None, exc_value=None, exc_tb=None, /)", "", |vm, args| {
            let name = vm.heap().intern("close");
            vm.call_method(args.get(0), &name, &[])
        }),
    ],
    getsets: &[GetSetDef::member("closed", "True if the epoll handler is closed", |vm, value| {
        match value.payload::<Epoll>() {
            Some(epoll) => Ok(Value::bool(epoll.0.with(Option::is_none))),
            None => Err(vm.type_error("an epoll object is required")),
        }
    })],
    ..ClassDef::EMPTY
};

fn epoll<'v>(vm: &Vm, args: &'v Args<'_>) -> PyResult<&'v Epoll> {
    args.get(0).payload().ok_or_else(|| vm.type_error("an epoll object is required"))
}

/// The descriptor of an open epoll object.
fn open(vm: &Vm, args: &Args<'_>) -> PyResult<i32> {
    let fd = epoll(vm, args)?.0.with(|fd| fd.as_ref().map(AsRawFd::as_raw_fd));
    fd.ok_or_else(|| vm.value_error("I/O operation on closed epoll object"))
}

fn control(vm: &mut Vm, args: &mut Args<'_>, operation: i32) -> PyResult {
    let fd = descriptor(vm, args.get(1))?;
    let events = match args.opt(2).cloned() {
        Some(events) => vm.index_or(&events, |vm| vm.types().overflow_error())? as u32,
        None => (libc::EPOLLIN | libc::EPOLLPRI | libc::EPOLLOUT) as u32,
    };
    let epoll = open(vm, args)?;
    calls::epoll_control(epoll, operation, fd, events).map_err(|error| failed(vm, error))?;
    Ok(Value::NONE)
}

fn epoll_wait(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let fd = open(vm, args)?;
    let timeout = seconds(vm, args.opt(1), "timeout must be an integer or None")?;
    if timeout.is_some_and(|t| t * 1e3 > f64::from(i32::MAX)) {
        return Err(vm.overflow_error("timeout is too large"));
    }
    let most = args.opt(2).cloned().map_or(Ok(-1), |v| c_int(vm, &v))?;
    let most = match most {
        -1 => EVENTS,
        // The kernel gives no more than are watched, and no process watches so many.
        1.. => (most as usize).min(1 << 16),
        _ => return Err(vm.value_error(format!("maxevents must be greater than 0, got {most}"))),
    };
    let timeout = timeout.filter(|t| *t >= 0.0);
    let found = waiting(vm, timeout, Vec::is_empty, |left| calls::epoll_wait(fd, most, left))?;
    let found = found.map_err(|error| failed(vm, error))?;
    let heap = vm.heap();
    let pair = |(fd, events): (i32, u32)| heap.pair(heap.int(fd.into()), Value::from_len(events as usize));
    Ok(heap.list(found.into_iter().map(pair).collect()))
}
