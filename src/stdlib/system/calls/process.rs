//! Calls on processes and users: fork and exec, waiting, ids, limits, the environment.

use std::ffi::{CStr, CString};
use std::io::{self, Error};
use std::ptr;

use libc::{c_char, c_int};

use super::check;

macro_rules! of_numbers {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {
        $(pub fn $name($($arg: $kind),*) -> io::Result<c_int> {
            // SAFETY: only numbers pass.
            check(unsafe { libc::$name($($arg),*) })
        })*
    };
}

/// Calls that cannot fail.
macro_rules! of_nothing {
    ($($name:ident() -> $kind:ty;)*) => {
        $(pub fn $name() -> $kind {
            // SAFETY: nothing passes.
            unsafe { libc::$name() }
        })*
    };
}

of_numbers! {
    kill(process: c_int, signal: c_int);
    killpg(group: c_int, signal: c_int);
    getpgid(process: c_int);
    getsid(process: c_int);
    setpgid(process: c_int, group: c_int);
    setsid();
    setuid(id: u32);
    setgid(id: u32);
    seteuid(id: u32);
    setegid(id: u32);
    setreuid(real: u32, effective: u32);
    setregid(real: u32, effective: u32);
    sched_yield();
}

of_nothing! {
    getuid() -> u32;
    geteuid() -> u32;
    getgid() -> u32;
    getegid() -> u32;
    getpgrp() -> c_int;
}

pub fn umask(mask: u32) -> u32 {
    // SAFETY: only a number passes.
    unsafe { libc::umask(mask) }
}

/// Priorities may be -1, so errno tells of errors.
pub fn nice(more: c_int) -> io::Result<c_int> {
    // SAFETY: only a number passes; errno is this thread's.
    unsafe {
        *libc::__errno_location() = 0;
        let now = libc::nice(more);
        if now == -1 && *libc::__errno_location() != 0 { Err(Error::last_os_error()) } else { Ok(now) }
    }
}

pub fn getpriority(which: u32, who: u32) -> io::Result<c_int> {
    // SAFETY: only numbers pass; errno is this thread's.
    unsafe {
        *libc::__errno_location() = 0;
        let now = libc::getpriority(which, who);
        if now == -1 && *libc::__errno_location() != 0 { Err(Error::last_os_error()) } else { Ok(now) }
    }
}

pub fn setpriority(which: u32, who: u32, priority: c_int) -> io::Result<c_int> {
    // SAFETY: only numbers pass.
    check(unsafe { libc::setpriority(which, who, priority) })
}

/// The groups of this process.
pub fn getgroups() -> io::Result<Vec<u32>> {
    let mut groups = vec![0; 65536];
    // SAFETY: room for as many as the system allows.
    let found = check(unsafe { libc::getgroups(groups.len() as c_int, groups.as_mut_ptr()) })?;
    groups.truncate(found as usize);
    Ok(groups)
}

/// Sets the groups of this process.
pub fn setgroups(groups: &[u32]) -> io::Result<c_int> {
    // SAFETY: as many numbers as is told.
    check(unsafe { libc::setgroups(groups.len(), groups.as_ptr()) })
}

/// Ends this process at once.
pub fn exit_now(status: c_int) -> ! {
    // SAFETY: only a number passes.
    unsafe { libc::_exit(status) }
}

pub fn abort() -> ! {
    std::process::abort()
}

/// A configuration value by its number; None where it has no limit.
pub fn sysconf(name: c_int) -> io::Result<i64> {
    // SAFETY: only a number passes; errno is this thread's.
    unsafe {
        *libc::__errno_location() = 0;
        let value = libc::sysconf(name);
        if value == -1 && *libc::__errno_location() != 0 { Err(Error::last_os_error()) } else { Ok(value) }
    }
}

/// Load averages.
pub fn getloadavg() -> Option<[f64; 3]> {
    let mut loads = [0.0; 3];
    // SAFETY: room for three.
    (unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) } == 3).then_some(loads)
}

/// Processor times in ticks: user, system, children's user, children's system; and ticks passed since some moment.
pub fn times() -> [i64; 5] {
    // SAFETY: an all-zero tms is valid; the call fills it.
    unsafe {
        let mut data: libc::tms = std::mem::zeroed();
        let elapsed = libc::times(&mut data);
        [data.tms_utime, data.tms_stime, data.tms_cutime, data.tms_cstime, elapsed]
    }
}

/// System name, node, release, version, machine.
pub fn uname() -> io::Result<[String; 5]> {
    // SAFETY: an all-zero utsname is valid; the call fills it with texts that end in null.
    unsafe {
        let mut data: libc::utsname = std::mem::zeroed();
        check(libc::uname(&mut data))?;
        let fields = [&data.sysname, &data.nodename, &data.release, &data.version, &data.machine];
        Ok(fields.map(|field| CStr::from_ptr(field.as_ptr()).to_string_lossy().into_owned()))
    }
}

/// Sets or removes a variable of the environment.
pub fn set_variable(name: &CStr, value: Option<&CStr>) -> io::Result<c_int> {
    // SAFETY: texts that end in null. Only the interpreter's thread touches the environment.
    check(unsafe {
        match value {
            Some(value) => libc::setenv(name.as_ptr(), value.as_ptr(), 1),
            None => libc::unsetenv(name.as_ptr()),
        }
    })
}

/// Waits for a child: (process, status). The process is 0 if none has ended and WNOHANG was asked for.
pub fn waitpid(process: c_int, options: c_int) -> io::Result<(c_int, c_int)> {
    let mut status = 0;
    // SAFETY: room for one number.
    let process = check(unsafe { libc::waitpid(process, &mut status, options) })?;
    Ok((process, status))
}

/// As `waitpid`, with what the child has used.
pub fn wait4(process: c_int, options: c_int) -> io::Result<(c_int, c_int, libc::rusage)> {
    let mut status = 0;
    // SAFETY: an all-zero rusage is valid; the call fills it.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let process = check(libc::wait4(process, &mut status, options, &mut usage))?;
        Ok((process, status, usage))
    }
}

/// What this process or its children have used.
pub fn getrusage(who: c_int) -> io::Result<libc::rusage> {
    // SAFETY: an all-zero rusage is valid; the call fills it.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        check(libc::getrusage(who, &mut usage))?;
        Ok(usage)
    }
}

/// A limit of this process: soft, hard.
pub fn getrlimit(which: u32) -> io::Result<(u64, u64)> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the call fills it.
    check(unsafe { libc::getrlimit(which, &mut limit) })?;
    Ok((limit.rlim_cur, limit.rlim_max))
}

pub fn setrlimit(which: u32, soft: u64, hard: u64) -> io::Result<c_int> {
    let limit = libc::rlimit { rlim_cur: soft, rlim_max: hard };
    // SAFETY: the call reads it.
    check(unsafe { libc::setrlimit(which, &limit) })
}

/// A user of the system: name, password, ids, gecos, folder, shell.
pub struct User {
    pub texts: [Vec<u8>; 5],
    pub uid: u32,
    pub gid: u32,
}

/// A group: name, password, id, members.
pub struct Group {
    pub name: Vec<u8>,
    pub password: Vec<u8>,
    pub gid: u32,
    pub members: Vec<Vec<u8>>,
}

/// # Safety
/// `text` is null or ends in null.
unsafe fn owned(text: *const c_char) -> Vec<u8> {
    // SAFETY: the caller's promise.
    if text.is_null() { Vec::new() } else { unsafe { CStr::from_ptr(text) }.to_bytes().to_vec() }
}

/// # Safety
/// `entry` is null or an entry of the user database.
unsafe fn user(entry: *const libc::passwd) -> Option<User> {
    // SAFETY: the caller's promise: the texts of an entry end in null.
    unsafe {
        let entry = entry.as_ref()?;
        let texts = [entry.pw_name, entry.pw_passwd, entry.pw_gecos, entry.pw_dir, entry.pw_shell];
        Some(User { texts: texts.map(|text| owned(text)), uid: entry.pw_uid, gid: entry.pw_gid })
    }
}

/// # Safety
/// `entry` is null or an entry of the group database.
unsafe fn group(entry: *const libc::group) -> Option<Group> {
    // SAFETY: the caller's promise: texts and the list of members end in null.
    unsafe {
        let entry = entry.as_ref()?;
        let mut members = Vec::new();
        let mut member = entry.gr_mem;
        while !member.is_null() && !(*member).is_null() {
            members.push(owned(*member));
            member = member.add(1);
        }
        Some(Group { name: owned(entry.gr_name), password: owned(entry.gr_passwd), gid: entry.gr_gid, members })
    }
}

/// A user by name or id.
pub fn find_user(which: Result<&CStr, u32>) -> Option<User> {
    // SAFETY: the entry is read before anything else asks the database; only the interpreter's thread does.
    unsafe {
        user(match which {
            Ok(name) => libc::getpwnam(name.as_ptr()),
            Err(id) => libc::getpwuid(id),
        })
    }
}

/// All users.
pub fn users() -> Vec<User> {
    let mut all = Vec::new();
    // SAFETY: as in `find_user`.
    unsafe {
        libc::setpwent();
        while let Some(found) = user(libc::getpwent()) {
            all.push(found);
        }
        libc::endpwent();
    }
    all
}

/// A group by name or id.
pub fn find_group(which: Result<&CStr, u32>) -> Option<Group> {
    // SAFETY: as in `find_user`.
    unsafe {
        group(match which {
            Ok(name) => libc::getgrnam(name.as_ptr()),
            Err(id) => libc::getgrgid(id),
        })
    }
}

/// All groups.
pub fn groups() -> Vec<Group> {
    let mut all = Vec::new();
    // SAFETY: as in `find_user`.
    unsafe {
        libc::setgrent();
        while let Some(found) = group(libc::getgrent()) {
            all.push(found);
        }
        libc::endgrent();
    }
    all
}

/// Texts as exec takes them: addresses, null at the end.
fn addresses(texts: &[CString]) -> Vec<*const c_char> {
    texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect()
}

/// Becomes another program. Comes back only with an error.
pub fn execve(program: &CStr, arguments: &[CString], environment: &[CString]) -> Error {
    let (arguments, environment) = (addresses(arguments), addresses(environment));
    // SAFETY: both lists end in null, and so do their texts.
    unsafe { libc::execve(program.as_ptr(), arguments.as_ptr(), environment.as_ptr()) };
    Error::last_os_error()
}

/// The environment as it is now, for exec.
pub fn environment() -> Vec<CString> {
    use std::os::unix::ffi::OsStrExt;
    let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        CString::new([name.as_bytes(), b"=", value.as_bytes()].concat()).ok()
    };
    std::env::vars_os().filter_map(text).collect()
}

/// fork(2): 0 in the child.
pub fn fork() -> io::Result<c_int> {
    // SAFETY: the child goes on with the only thread that runs Python; the other one does nothing but wait for it.
    check(unsafe { libc::fork() })
}

/// How a child process is made.
pub struct Child {
    /// The program's possible places, tried in turn.
    pub programs: Vec<CString>,
    pub arguments: Vec<CString>,
    pub environment: Option<Vec<CString>>,
    pub folder: Option<CString>,
    /// What becomes its standard streams; -1 leaves one as it is.
    pub streams: [c_int; 3],
    /// Where it writes what failed.
    pub report: c_int,
    /// All other descriptors are closed, but for these (sorted).
    pub keep: Option<Vec<c_int>>,
    pub restore_signals: bool,
    pub new_session: bool,
    pub umask: Option<u32>,
    pub user: Option<u32>,
    pub group: Option<u32>,
    pub groups: Option<Vec<u32>>,
}

/// What the child could not do.
enum Failure {
    System(Error),
    /// The folder, or another step before exec.
    BeforeExec(Error),
    /// The function that runs before exec raised.
    Function,
}

/// Makes a child process. `before` runs in the child just before exec, and tells whether it went well.
pub fn spawn(child: &Child, before: Option<&mut dyn FnMut() -> bool>) -> io::Result<c_int> {
    let arguments = addresses(&child.arguments);
    let environment = child.environment.as_ref().map(|e| addresses(e));
    let process = fork()?;
    if process != 0 {
        return Ok(process);
    }
    let message = match become_child(child, &arguments, environment.as_deref(), before) {
        Failure::System(error) => format!("OSError:{:x}:", error.raw_os_error().unwrap_or(0)),
        Failure::BeforeExec(error) => format!("OSError:{:x}:noexec", error.raw_os_error().unwrap_or(0)),
        Failure::Function => "SubprocessError:0:Exception occurred in preexec_fn.".to_string(),
    };
    let _ = super::files::write(child.report, message.as_bytes(), None);
    exit_now(255)
}

fn become_child(
    child: &Child,
    arguments: &[*const c_char],
    environment: Option<&[*const c_char]>,
    before: Option<&mut dyn FnMut() -> bool>,
) -> Failure {
    if let Err(error) = prepare(child) {
        return Failure::System(error);
    }
    if let Some(folder) = &child.folder
        && let Err(error) = super::files::chdir(folder)
    {
        return Failure::BeforeExec(error);
    }
    if let Err(error) = change_ids(child) {
        return Failure::System(error);
    }
    if let Some(before) = before
        && !before()
    {
        return Failure::Function;
    }
    if let Some(keep) = &child.keep {
        close_others(keep, child.report);
    }
    let mut first = None;
    for program in &child.programs {
        // SAFETY: both lists end in null, and so do their texts; `environ` is libc's own list.
        unsafe {
            match environment {
                Some(environment) => libc::execve(program.as_ptr(), arguments.as_ptr(), environment.as_ptr()),
                None => libc::execv(program.as_ptr(), arguments.as_ptr()),
            };
        }
        let error = Error::last_os_error();
        if !matches!(error.raw_os_error(), Some(libc::ENOENT | libc::ENOTDIR)) && first.is_none() {
            first = Some(error);
        }
    }
    Failure::System(first.unwrap_or_else(|| Error::from_raw_os_error(libc::ENOENT)))
}

/// Streams, file mask, signals, session.
fn prepare(child: &Child) -> io::Result<()> {
    use super::files::{dup2, fcntl};
    let mut streams = child.streams;
    // What lies on a standard number that another stream will take is moved away first.
    for (index, fd) in streams.iter_mut().enumerate() {
        if (0..3).contains(fd) && *fd != index as c_int {
            *fd = fcntl(*fd, libc::F_DUPFD_CLOEXEC, 3)?;
        }
    }
    for (index, fd) in streams.into_iter().enumerate() {
        let index = index as c_int;
        if fd == index {
            fcntl(fd, libc::F_SETFD, 0)?;
        } else if fd >= 0 {
            dup2(fd, index)?;
        }
    }
    if let Some(mask) = child.umask {
        umask(mask);
    }
    super::signals::prepare_exec(child.restore_signals);
    if child.new_session {
        // As CPython, which does not care if it leads a group already.
        let _ = setsid();
    }
    Ok(())
}

fn change_ids(child: &Child) -> io::Result<()> {
    if let Some(groups) = &child.groups {
        setgroups(groups)?;
    }
    if let Some(group) = child.group {
        setregid(group, group)?;
    }
    if let Some(user) = child.user {
        setreuid(user, user)?;
    }
    Ok(())
}

/// Closes all descriptors from 3 on, but for those to keep. `report` goes by itself at exec.
fn close_others(keep: &[c_int], report: c_int) {
    let Ok(entries) = std::fs::read_dir("/proc/self/fd") else { return };
    let open: Vec<c_int> = entries.flatten().filter_map(|e| e.file_name().to_str()?.parse().ok()).collect();
    for fd in open {
        if fd > 2 && fd != report && !keep.contains(&fd) {
            let _ = super::files::close(fd);
        }
    }
    for &fd in keep.iter().filter(|&&fd| fd > 2) {
        let _ = super::files::fcntl(fd, libc::F_SETFD, 0);
    }
}
