//! Processes: ids, waiting, ending, resources, and the environment.

use crate::builtins::exceptions::os_error::strerror;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::struct_sequence::{make, struct_sequence};
use crate::stdlib::system::arguments::{c_int, failed};
use crate::stdlib::system::calls::process as calls;
use crate::vm::Vm;

use super::descriptors::retry;
use super::done;
use super::path::text;

struct_sequence!(TIMES, "posix", "times_result", [
    0 "user", 1 "system", 2 "children_user", 3 "children_system", 4 "elapsed",
]);
struct_sequence!(UNAME, "posix", "uname_result", [0 "sysname", 1 "nodename", 2 "release", 3 "version", 4 "machine"]);
struct_sequence!(USAGE, "resource", "struct_rusage", [
    0 "ru_utime", 1 "ru_stime", 2 "ru_maxrss", 3 "ru_ixrss", 4 "ru_idrss", 5 "ru_isrss", 6 "ru_minflt",
    7 "ru_majflt", 8 "ru_nswap", 9 "ru_inblock", 10 "ru_oublock", 11 "ru_msgsnd", 12 "ru_msgrcv", 13 "ru_nsignals",
    14 "ru_nvcsw", 15 "ru_nivcsw",
]);

fn id(vm: &Vm, number: impl Into<i64>) -> PyResult {
    Ok(vm.heap().int(number.into()))
}

/// A call on one number that gives nothing.
fn on_number(vm: &mut Vm, args: &Args<'_>, call: fn(u32) -> std::io::Result<i32>) -> PyResult {
    let number = super::files::identity(vm, args.get(0), "id")?;
    call(number).map(done).map_err(|error| failed(vm, error))
}

fn give(vm: &Vm, result: std::io::Result<i32>) -> PyResult {
    result.map(|number| vm.heap().int(number.into())).map_err(|error| failed(vm, error))
}

/// What a wait status says, by C's macros.
macro_rules! status {
    ($signature:literal, $doc:literal, $test:ident) => {
        NativeDef::function($signature, $doc, |vm, args| {
            let status = c_int(vm, args.get(0))?;
            Ok(Value::bool(libc::$test(status)))
        })
    };
    ($signature:literal, $doc:literal, number $test:ident) => {
        NativeDef::function($signature, $doc, |vm, args| {
            let status = c_int(vm, args.get(0))?;
            id(vm, libc::$test(status))
        })
    };
}

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("getpid()", "Return the current process id.", |vm, _| id(vm, std::process::id())),
    NativeDef::function("getppid()", "Return the parent's process id.", |vm, _| {
        id(vm, std::os::unix::process::parent_id())
    }),
    NativeDef::function("getuid()", "Return the current process's user id.", |vm, _| id(vm, calls::getuid())),
    NativeDef::function("geteuid()", "Return the current process's effective user id.", |vm, _| {
        id(vm, calls::geteuid())
    }),
    NativeDef::function("getgid()", "Return the current process's group id.", |vm, _| id(vm, calls::getgid())),
    NativeDef::function("getegid()", "Return the current process's effective group id.", |vm, _| {
        id(vm, calls::getegid())
    }),
    NativeDef::function("getpgrp()", "Return the current process group id.", |vm, _| id(vm, calls::getpgrp())),
    NativeDef::function("getgroups()", "Return list of supplemental group IDs for the process.", |vm, _| {
        let groups = calls::getgroups().map_err(|error| failed(vm, error))?;
        Ok(vm.heap().list(groups.into_iter().map(|g| Value::from_len(g as usize)).collect()))
    }),
    NativeDef::function("getpgid(pid)", "Call the system call getpgid().", |vm, args| {
        let process = c_int(vm, args.get(0))?;
        give(vm, calls::getpgid(process))
    }),
    NativeDef::function("getsid(pid, /)", "Call the system call getsid(pid).", |vm, args| {
        let process = c_int(vm, args.get(0))?;
        give(vm, calls::getsid(process))
    }),
    NativeDef::function("setsid()", "Call the system call setsid().", |vm, _| {
        calls::setsid().map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("setpgid(pid, pgrp, /)", "Call the system call setpgid(pid, pgrp).", |vm, args| {
        let (process, group) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        calls::setpgid(process, group).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("setpgrp()", "Make the current process the leader of its process group.", |vm, _| {
        calls::setpgid(0, 0).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("setuid(uid, /)", "Set the current process's user id.", |vm, args| {
        on_number(vm, args, calls::setuid)
    }),
    NativeDef::function("setgid(gid, /)", "Set the current process's group id.", |vm, args| {
        on_number(vm, args, calls::setgid)
    }),
    NativeDef::function("seteuid(euid, /)", "Set the current process's effective user id.", |vm, args| {
        on_number(vm, args, calls::seteuid)
    }),
    NativeDef::function("setegid(egid, /)", "Set the current process's effective group id.", |vm, args| {
        on_number(vm, args, calls::setegid)
    }),
    NativeDef::function(
        "umask(mask, /)",
        "Set the current numeric umask and return the previous umask.",
        |vm, args| {
            let mask = c_int(vm, args.get(0))?;
            id(vm, calls::umask(mask as u32))
        },
    ),
    NativeDef::function("setreuid(ruid, euid, /)", "Set the process's real and effective user ids.", |vm, args| {
        let real = super::files::identity(vm, args.get(0), "uid")?;
        let effective = super::files::identity(vm, args.get(1), "uid")?;
        calls::setreuid(real, effective).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("setregid(rgid, egid, /)", "Set the process's real and effective group ids.", |vm, args| {
        let real = super::files::identity(vm, args.get(0), "gid")?;
        let effective = super::files::identity(vm, args.get(1), "gid")?;
        calls::setregid(real, effective).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("setgroups(groups, /)", "Set the groups of the current process.", |vm, args| {
        let items = vm.collect(args.get(0))?;
        let groups: PyResult<Vec<u32>> = items.iter().map(|item| super::files::identity(vm, item, "gid")).collect();
        calls::setgroups(&groups?).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("nice(increment, /)", "Add increment to the priority of process.", |vm, args| {
        let more = c_int(vm, args.get(0))?;
        give(vm, calls::nice(more))
    }),
    NativeDef::function("getpriority(which, who)", "Return program scheduling priority.", |vm, args| {
        let (which, who) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        give(vm, calls::getpriority(which as u32, who as u32))
    }),
    NativeDef::function("setpriority(which, who, priority)", "Set program scheduling priority.", |vm, args| {
        let (which, who, to) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?, c_int(vm, args.get(2))?);
        calls::setpriority(which as u32, who as u32, to).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("sched_yield()", "Voluntarily relinquish the CPU.", |vm, _| {
        calls::sched_yield().map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("kill(pid, signal, /)", "Kill a process with a signal.", |vm, args| {
        let (process, signal) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        calls::kill(process, signal).map_err(|error| failed(vm, error))?;
        vm.between_instructions()?;
        Ok(Value::NONE)
    }),
    NativeDef::function("killpg(pgid, signal, /)", "Kill a process group with a signal.", |vm, args| {
        let (group, signal) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        calls::killpg(group, signal).map_err(|error| failed(vm, error))?;
        vm.between_instructions()?;
        Ok(Value::NONE)
    }),
    NativeDef::function("waitpid(pid, options, /)", "Wait for completion of a given child process.", |vm, args| {
        let (process, options) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        wait(vm, process, options)
    }),
    NativeDef::function("wait()", "Wait for completion of a child process.", |vm, _| wait(vm, -1, 0)),
    NativeDef::function("wait4(pid, options)", "Wait for completion of a specific child process.", |vm, args| {
        let (process, options) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        wait4(vm, process, options)
    }),
    NativeDef::function("wait3(options)", "Wait for completion of a child process.", |vm, args| {
        let options = c_int(vm, args.get(0))?;
        wait4(vm, -1, options)
    }),
    status!("WIFEXITED(status)", "Did the process exit by itself?", WIFEXITED),
    status!("WIFSIGNALED(status)", "Was the process ended by a signal?", WIFSIGNALED),
    status!("WIFSTOPPED(status)", "Was the process stopped?", WIFSTOPPED),
    status!("WIFCONTINUED(status)", "Was the process continued?", WIFCONTINUED),
    status!("WCOREDUMP(status, /)", "Was a core dumped?", WCOREDUMP),
    status!("WEXITSTATUS(status)", "The process's return code.", number WEXITSTATUS),
    status!("WTERMSIG(status)", "The signal that ended the process.", number WTERMSIG),
    status!("WSTOPSIG(status)", "The signal that stopped the process.", number WSTOPSIG),
    NativeDef::function("waitstatus_to_exitcode(status)", "Convert a wait status to an exit code.", |vm, args| {
        let status = c_int(vm, args.get(0))?;
        if libc::WIFEXITED(status) {
            return id(vm, libc::WEXITSTATUS(status));
        }
        if libc::WIFSIGNALED(status) {
            return id(vm, -libc::WTERMSIG(status));
        }
        Err(match libc::WIFSTOPPED(status) {
            true => vm.value_error(format!("process stopped by delivery of signal {}", libc::WSTOPSIG(status))),
            false => vm.value_error(format!("invalid wait status: {status}")),
        })
    }),
    NativeDef::function("_exit(status)", "Exit to the system, without normal exit processing.", |vm, args| {
        let status = c_int(vm, args.get(0))?;
        calls::exit_now(status)
    }),
    NativeDef::function("abort()", "Abort the interpreter immediately.", |_, _| calls::abort()),
    NativeDef::function("cpu_count()", "Return the number of CPUs in the system.", |vm, _| {
        let count = calls::sysconf(libc::_SC_NPROCESSORS_ONLN).unwrap_or(0);
        if count < 1 { Ok(Value::NONE) } else { id(vm, count) }
    }),
    NativeDef::function("sched_getaffinity(pid, /)", "Return the affinity of a process.", |vm, _| {
        let count = std::thread::available_parallelism().map_or(1, |n| n.get());
        let items = vm.heap().list((0..count).map(Value::from_len).collect());
        let class = vm.types().set().clone();
        vm.call(&class, &[items])
    }),
    NativeDef::function("_sysconf(name, /)", "", |vm, args| {
        let name = c_int(vm, args.get(0))?;
        let value = calls::sysconf(name).map_err(|error| failed(vm, error))?;
        id(vm, value)
    }),
    NativeDef::function("getloadavg()", "Return average recent system load information.", |vm, _| {
        let Some(loads) = calls::getloadavg() else {
            return Err(vm.exception(vm.types().os_error(), "Load averages are unobtainable"));
        };
        Ok(vm.heap().tuple(loads.iter().map(|&load| vm.heap().float(load)).collect()))
    }),
    NativeDef::function("times()", "Return a collection containing process timing information.", |vm, _| {
        let ticks = calls::sysconf(libc::_SC_CLK_TCK).unwrap_or(100) as f64;
        let items = calls::times().iter().map(|&count| vm.heap().float(count as f64 / ticks)).collect();
        Ok(make(vm, &TIMES, items))
    }),
    NativeDef::function("uname()", "Return an object identifying the current operating system.", |vm, _| {
        let texts = calls::uname().map_err(|error| failed(vm, error))?;
        let items = texts.iter().map(|text| vm.heap().str(text)).collect();
        Ok(make(vm, &UNAME, items))
    }),
    NativeDef::function("_getrusage(who, /)", "", |vm, args| {
        let who = c_int(vm, args.get(0))?;
        match calls::getrusage(who) {
            Ok(data) => Ok(usage(vm, &data)),
            Err(error) if error.raw_os_error() == Some(libc::EINVAL) => Err(vm.value_error("invalid who parameter")),
            Err(error) => Err(failed(vm, error)),
        }
    }),
    NativeDef::function("_getrlimit(which, /)", "", |vm, args| {
        let which = c_int(vm, args.get(0))?;
        let (soft, hard) = calls::getrlimit(which as u32).map_err(|error| failed(vm, error))?;
        Ok(vm.heap().pair(vm.heap().int(soft as i64), vm.heap().int(hard as i64)))
    }),
    NativeDef::function("_setrlimit(which, soft, hard, /)", "", |vm, args| {
        let which = c_int(vm, args.get(0))?;
        let soft = vm.index_or(args.get(1), |vm| vm.types().overflow_error())?;
        let hard = vm.index_or(args.get(2), |vm| vm.types().overflow_error())?;
        calls::setrlimit(which as u32, soft as u64, hard as u64).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("strerror(code, /)", "Translate an error code to a message string.", |vm, args| {
        let code = c_int(vm, args.get(0))?;
        Ok(vm.heap().str(&strerror(code)))
    }),
    NativeDef::function("putenv(name, value, /)", "Change or add an environment variable.", |vm, args| {
        let (name, value) = (text(vm, args.get(0))?, text(vm, args.get(1))?);
        if name.as_bytes().contains(&b'=') {
            return Err(vm.value_error("illegal environment variable name"));
        }
        calls::set_variable(&name, Some(&value)).map(done).map_err(|error| failed(vm, error))
    }),
    NativeDef::function("unsetenv(name, /)", "Delete an environment variable.", |vm, args| {
        let name = text(vm, args.get(0))?;
        calls::set_variable(&name, None).map(done).map_err(|error| failed(vm, error))
    }),
];

fn wait(vm: &mut Vm, process: i32, options: i32) -> PyResult {
    let (process, status) = retry(vm, || calls::waitpid(process, options))?.map_err(|error| failed(vm, error))?;
    Ok(vm.heap().pair(vm.heap().int(process.into()), vm.heap().int(status.into())))
}

fn wait4(vm: &mut Vm, process: i32, options: i32) -> PyResult {
    let (process, status, data) = retry(vm, || calls::wait4(process, options))?.map_err(|error| failed(vm, error))?;
    let data = usage(vm, &data);
    Ok(vm.heap().tuple(vec![vm.heap().int(process.into()), vm.heap().int(status.into()), data]))
}

fn usage(vm: &mut Vm, data: &libc::rusage) -> Value {
    let heap = vm.heap();
    let seconds = |time: libc::timeval| heap.float(time.tv_sec as f64 + time.tv_usec as f64 * 1e-6);
    let numbers = [
        data.ru_maxrss,
        data.ru_ixrss,
        data.ru_idrss,
        data.ru_isrss,
        data.ru_minflt,
        data.ru_majflt,
        data.ru_nswap,
        data.ru_inblock,
        data.ru_oublock,
        data.ru_msgsnd,
        data.ru_msgrcv,
        data.ru_nsignals,
        data.ru_nvcsw,
        data.ru_nivcsw,
    ];
    let times = [data.ru_utime, data.ru_stime].map(seconds);
    let items = times.into_iter().chain(numbers.into_iter().map(|n| heap.int(n))).collect();
    make(vm, &USAGE, items)
}
