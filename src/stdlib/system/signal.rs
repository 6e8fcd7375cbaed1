//! `_signal`: signals and their handlers. `signal` adds the enums in Python.

use crate::builtins::exceptions::os_error::strerror;
use crate::object::heap::breaker;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::stdlib::{ModuleDef, set};
use crate::vm::Vm;

use super::arguments::{c_int, descriptor, failed, is_callable, seconds};
use super::calls::signals::{self, Action, COUNT};
use super::calls::{self};

pub static NATIVE_SIGNAL: ModuleDef = ModuleDef {
    name: "_signal",
    doc: "This module provides mechanisms to use signal handlers in Python.",
    functions: FUNCTIONS,
    init: Some(init),
    ..ModuleDef::EMPTY
};

/// Lets this interpreter hear of signals; SIGINT becomes KeyboardInterrupt unless the process was told to ignore it, and
/// SIGUSR1 shows the tasks of a program that uses asyncio.
pub fn listen(vm: &mut Vm) {
    attach(vm);
    // What this asks the system for cannot fail.
    let _ = signals::set_action(libc::SIGXFSZ, Action::Ignore);
    for signal in [libc::SIGINT, libc::SIGUSR1] {
        if signals::action(signal).is_ok_and(|action| action == Action::Default) {
            let _ = signals::set_action(signal, Action::Note);
        }
    }
}

/// The interpreter goes away.
pub fn forget(vm: &Vm) {
    signals::detach(&vm.heap().breaker);
}

fn attach(vm: &mut Vm) {
    signals::attach(&vm.heap().breaker, breaker::SIGNAL);
    vm.host.signal = run_handlers;
}

/// `Host::signal`: runs the handlers of what has arrived.
fn run_handlers(vm: &mut Vm) -> PyResult<()> {
    for signal in signals::take_arrived() {
        if let Err(error) = handle(vm, signal) {
            // The others are seen to before the next instruction.
            vm.heap().request(breaker::SIGNAL);
            return Err(error);
        }
    }
    Ok(())
}

fn handle(vm: &mut Vm, signal: i32) -> PyResult<()> {
    match vm.host.signal_handlers.get(signal as usize).cloned().flatten() {
        Some(handler) => {
            let frame = vm.frame_at(0).unwrap_or(Value::NONE);
            let number = vm.heap().int(signal.into());
            vm.call(&handler, &[number, frame]).map(drop)
        }
        None if signal == libc::SIGINT => on_interrupt(vm),
        None if signal == libc::SIGUSR1 => {
            show_tasks(vm);
            Ok(())
        }
        None => Ok(()),
    }
}

/// SIGUSR1 that nobody handles: prints the task tree. Without asyncio it ends the process, as ever.
fn show_tasks(vm: &mut Vm) {
    if vm.loaded("_asyncio").is_none() {
        let ended = signals::set_action(libc::SIGUSR1, Action::Default).and_then(|()| signals::raise(libc::SIGUSR1));
        return drop(ended);
    }
    let print = vm.heap().intern("print_task_tree");
    // Whatever goes wrong in here is none of the program's business.
    let _ = vm.import_module("kaa").and_then(|module| vm.call_method(&module, &print, &[]));
}

/// Does a handler of the program's, or a timer, make signals something to wait for?
fn may_arrive(vm: &mut Vm) -> bool {
    // Neither the default handler of Ctrl-C nor that of asyncio's Runner is the program's.
    let own = |handler: &Value| match handler.downcast::<crate::object::function::Function>() {
        Some(function) => function.code().object.filename.to_string() != "<frozen asyncio.runners>",
        None => {
            let native = handler.downcast::<crate::object::native::NativeFunction>();
            native.is_none_or(|native| !std::ptr::eq(native.def, &raw const DEFAULT_INT_HANDLER))
        }
    };
    vm.host.signal_handlers.iter().flatten().any(own) || signals::timer(0).is_ok_and(|(seconds, _)| seconds > 0.0)
}

/// Ctrl-C that no handler of the program's takes.
fn on_interrupt(vm: &mut Vm) -> PyResult<()> {
    let take = vm.host.take_interrupt;
    if take.is_some_and(|take| take(vm)) { Ok(()) } else { Err(interrupt(vm)) }
}

fn interrupt(vm: &Vm) -> Exception {
    vm.exception_with(vm.types().keyboard_interrupt(), Vec::new())
}

#[rustfmt::skip]
fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    attach(vm);
    vm.host.outside_sources.push(may_arrive);
    let numbers = [
        ("SIGHUP", libc::SIGHUP), ("SIGINT", libc::SIGINT), ("SIGQUIT", libc::SIGQUIT), ("SIGILL", libc::SIGILL),
        ("SIGTRAP", libc::SIGTRAP), ("SIGIOT", libc::SIGIOT), ("SIGABRT", libc::SIGABRT), ("SIGFPE", libc::SIGFPE),
        ("SIGKILL", libc::SIGKILL), ("SIGBUS", libc::SIGBUS), ("SIGSEGV", libc::SIGSEGV), ("SIGSYS", libc::SIGSYS),
        ("SIGPIPE", libc::SIGPIPE), ("SIGALRM", libc::SIGALRM), ("SIGTERM", libc::SIGTERM),
        ("SIGUSR1", libc::SIGUSR1), ("SIGUSR2", libc::SIGUSR2), ("SIGCLD", libc::SIGCHLD),
        ("SIGCHLD", libc::SIGCHLD), ("SIGPWR", libc::SIGPWR), ("SIGIO", libc::SIGIO), ("SIGURG", libc::SIGURG),
        ("SIGWINCH", libc::SIGWINCH), ("SIGPOLL", libc::SIGPOLL), ("SIGSTOP", libc::SIGSTOP),
        ("SIGTSTP", libc::SIGTSTP), ("SIGCONT", libc::SIGCONT), ("SIGTTIN", libc::SIGTTIN),
        ("SIGTTOU", libc::SIGTTOU), ("SIGVTALRM", libc::SIGVTALRM), ("SIGPROF", libc::SIGPROF),
        ("SIGXCPU", libc::SIGXCPU), ("SIGXFSZ", libc::SIGXFSZ), ("SIGRTMIN", libc::SIGRTMIN()),
        ("SIGRTMAX", libc::SIGRTMAX()), ("NSIG", COUNT as i32), ("SIG_DFL", 0), ("SIG_IGN", 1),
        ("SIG_BLOCK", libc::SIG_BLOCK), ("SIG_UNBLOCK", libc::SIG_UNBLOCK), ("SIG_SETMASK", libc::SIG_SETMASK),
        ("ITIMER_REAL", 0), ("ITIMER_VIRTUAL", 1), ("ITIMER_PROF", 2),
    ];
    for (name, number) in numbers {
        set(vm, module, name, vm.heap().int(number.into()))?;
    }
    let default = vm.heap().native_function(&DEFAULT_INT_HANDLER, Some(vm.heap().intern("_signal")));
    set(vm, module, "default_int_handler", default.clone())?;
    if signals::action(libc::SIGINT).is_ok_and(|action| action == Action::Note) {
        keep(vm, libc::SIGINT, Some(default));
    }
    Ok(())
}

static DEFAULT_INT_HANDLER: NativeDef = NativeDef::function(
    "default_int_handler(signalnum, frame, /)",
    "The default handler for SIGINT, which raises KeyboardInterrupt.",
    |vm, _| on_interrupt(vm).map(|()| Value::NONE),
);

fn keep(vm: &mut Vm, signal: i32, handler: Option<Value>) {
    let handlers = &mut vm.host.signal_handlers;
    if handlers.len() < COUNT {
        handlers.resize(COUNT, None);
    }
    if let Some(place) = handlers.get_mut(signal as usize) {
        *place = handler;
    }
}

fn number(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let signal = c_int(vm, value)?;
    if !(1..COUNT as i32).contains(&signal) {
        return Err(vm.value_error("signal number out of range"));
    }
    Ok(signal)
}

/// The handler as Python sees it.
fn handler_of(vm: &Vm, signal: i32) -> Value {
    match signals::action(signal) {
        Ok(Action::Default) => Value::from_len(0),
        Ok(Action::Ignore) => Value::from_len(1),
        Ok(Action::Note) if signal == libc::SIGUSR1 => {
            let set = vm.host.signal_handlers.get(signal as usize).cloned().flatten();
            set.unwrap_or(Value::from_len(0))
        }
        Ok(Action::Note) => vm.host.signal_handlers.get(signal as usize).cloned().flatten().unwrap_or(Value::NONE),
        _ => Value::NONE,
    }
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("signal(signalnum, handler, /)", "Set the action for the given signal.", set_handler),
    NativeDef::function("getsignal(signalnum, /)", "Return the current action for the given signal.", |vm, args| {
        let signal = number(vm, args.get(0))?;
        Ok(handler_of(vm, signal))
    }),
    NativeDef::function("raise_signal(signalnum, /)", "Send a signal to the executing process.", |vm, args| {
        let signal = c_int(vm, args.get(0))?;
        signals::raise(signal).map_err(|error| failed(vm, error))?;
        vm.between_instructions()?;
        Ok(Value::NONE)
    }),
    NativeDef::function("_arrive(signalnum, /)", "Simulate the arrival of a signal.", |vm, args| {
        let signal = number(vm, args.get(0))?;
        if signals::action(signal).is_ok_and(|action| action == Action::Note) {
            signals::put_back(signal);
            vm.between_instructions()?;
        }
        Ok(Value::NONE)
    }),
    NativeDef::function("alarm(seconds, /)", "Arrange for SIGALRM to arrive after the given seconds.", |vm, args| {
        let seconds = c_int(vm, args.get(0))?;
        Ok(Value::from_len(signals::alarm(seconds as u32) as usize))
    }),
    NativeDef::function("pause()", "Wait until a signal arrives.", |vm, _| {
        signals::pause();
        vm.between_instructions()?;
        Ok(Value::NONE)
    }),
    NativeDef::function("siginterrupt(signalnum, flag, /)", "Change system call restart behaviour.", |vm, args| {
        let signal = number(vm, args.get(0))?;
        let flag = vm.truth(args.get(1))?;
        signals::interrupts(signal, flag).map_err(|error| failed(vm, error))?;
        Ok(Value::NONE)
    }),
    NativeDef::function("set_wakeup_fd(fd, *, warn_on_full_buffer=True)", "Sets the fd to be written to.", wakeup),
    NativeDef::function("strsignal(signalnum, /)", "Return the system description of the signal.", |vm, args| {
        let signal = number(vm, args.get(0))?;
        Ok(signals::describe(signal).map_or(Value::NONE, |text| vm.heap().str(&text)))
    }),
    NativeDef::function("valid_signals()", "Return a set of valid signal numbers.", |vm, _| {
        let valid = (1..COUNT as i32).filter(|n| !(32..libc::SIGRTMIN()).contains(n));
        set_of(vm, valid.collect())
    }),
    NativeDef::function("setitimer(which, seconds, interval=0.0, /)", "Sets given itimer.", |vm, args| {
        let which = c_int(vm, args.get(0))?;
        let first = seconds(vm, args.opt(1), "must be real number")?.unwrap_or(0.0);
        let interval = seconds(vm, args.opt(2), "must be real number")?.unwrap_or(0.0);
        if first < 0.0 || interval < 0.0 {
            return Err(timer_error(vm, &std::io::Error::from_raw_os_error(libc::EINVAL)));
        }
        let result = signals::set_timer(which, first, interval);
        let (value, interval) = result.map_err(|error| timer_error(vm, &error))?;
        Ok(vm.heap().pair(vm.heap().float(value), vm.heap().float(interval)))
    }),
    NativeDef::function("getitimer(which, /)", "Returns current value of given itimer.", |vm, args| {
        let which = c_int(vm, args.get(0))?;
        let (value, interval) = signals::timer(which).map_err(|error| timer_error(vm, &error))?;
        Ok(vm.heap().pair(vm.heap().float(value), vm.heap().float(interval)))
    }),
    NativeDef::function("pthread_sigmask(how, mask, /)", "Fetch and/or change the signal mask.", |vm, args| {
        let how = c_int(vm, args.get(0))?;
        let signals = numbers(vm, args.get(1))?;
        let before = signals::mask(how, &signals).map_err(|error| failed(vm, error))?;
        vm.between_instructions()?;
        set_of(vm, before)
    }),
    NativeDef::function("pthread_kill(thread_id, signalnum, /)", "Send a signal to a thread.", |vm, args| {
        let signal = c_int(vm, args.get(1))?;
        signals::raise(signal).map_err(|error| failed(vm, error))?;
        vm.between_instructions()?;
        Ok(Value::NONE)
    }),
    NativeDef::function("sigpending()", "Examine pending signals.", |vm, _| {
        let pending = signals::pending().map_err(|error| failed(vm, error))?;
        set_of(vm, pending)
    }),
    NativeDef::function("sigwait(sigset, /)", "Wait for a signal.", |vm, args| {
        let signals = numbers(vm, args.get(0))?;
        let signal = signals::wait(&signals).map_err(|error| failed(vm, error))?;
        Ok(vm.heap().int(signal.into()))
    }),
];

/// `signal.ItimerError` is a class of its own, made in Python.
fn timer_error(vm: &mut Vm, error: &std::io::Error) -> Exception {
    let errno = error.raw_os_error().unwrap_or(0);
    let args = [vm.heap().int(errno.into()), vm.heap().str(&strerror(errno))];
    let name = vm.heap().intern("ItimerError");
    let made = vm.import_module("_signal").and_then(|module| vm.call_method(&module, &name, &args));
    match made.map(Exception::from_value) {
        Ok(Some(exception)) => exception,
        _ => vm.os_error_from_errno(errno, None),
    }
}

fn numbers(vm: &mut Vm, value: &Value) -> PyResult<Vec<i32>> {
    let items = vm.collect(value)?;
    items
        .iter()
        .map(|item| match c_int(vm, item) {
            Ok(signal) if (1..COUNT as i32).contains(&signal) => Ok(signal),
            Ok(signal) => Err(vm.value_error(format!("signal number {signal} out of range"))),
            Err(error) => Err(error),
        })
        .collect()
}

fn set_of(vm: &mut Vm, numbers: Vec<i32>) -> PyResult {
    let heap = vm.heap();
    let items = heap.list(numbers.into_iter().map(|n| heap.int(n.into())).collect());
    let class = vm.types().set().clone();
    vm.call(&class, &[items])
}

fn set_handler(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let signal = c_int(vm, args.get(0))?;
    if !(1..COUNT as i32).contains(&signal) {
        return Err(vm.value_error("signal number out of range"));
    }
    let handler = args.take(1);
    let action = match handler.as_int().and_then(|i| i.to_i64()) {
        Some(0) => Action::Default,
        Some(1) => Action::Ignore,
        None if is_callable(vm, &handler) => Action::Note,
        _ => {
            let message = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
            return Err(vm.type_error(message));
        }
    };
    // What has arrived is for the handler before.
    vm.between_instructions()?;
    let before = handler_of(vm, signal);
    signals::set_action(signal, action).map_err(|error| failed(vm, error))?;
    keep(vm, signal, (action == Action::Note).then_some(handler));
    Ok(before)
}

fn wakeup(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let fd = match args.get(0).as_small_int() {
        Some(-1) => -1,
        _ => descriptor(vm, args.get(0))?,
    };
    if fd >= 0 {
        calls::files::stat(fd, None, 0).map_err(|error| failed(vm, error))?;
        let flags = calls::files::fcntl(fd, libc::F_GETFL, 0).map_err(|error| failed(vm, error))?;
        if flags & libc::O_NONBLOCK == 0 {
            return Err(vm.value_error(format!("the fd {fd} must be in non-blocking mode")));
        }
    }
    Ok(vm.heap().int(signals::set_wakeup(fd).into()))
}
