//! Numbers by name, as Linux has them on 64 bits.

use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::stdlib::set;
use crate::vm::Vm;

#[rustfmt::skip]
static NUMBERS: &[(&str, usize)] = &[
    ("EFD_SEMAPHORE", 1), ("EFD_NONBLOCK", 2048), ("EFD_CLOEXEC", 524288), ("EX_OK", 0), ("EX_USAGE", 64),
    ("EX_DATAERR", 65), ("EX_NOINPUT", 66), ("EX_NOUSER", 67), ("EX_NOHOST", 68), ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70), ("EX_OSERR", 71), ("EX_OSFILE", 72), ("EX_CANTCREAT", 73), ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75), ("EX_PROTOCOL", 76), ("EX_NOPERM", 77), ("EX_CONFIG", 78), ("F_OK", 0), ("F_ULOCK", 0),
    ("F_LOCK", 1), ("F_TLOCK", 2), ("F_TEST", 3), ("GRND_NONBLOCK", 1), ("GRND_RANDOM", 2), ("NGROUPS_MAX",
    65536), ("O_LARGEFILE", 0), ("O_RDONLY", 0), ("O_WRONLY", 1), ("O_RDWR", 2), ("O_ACCMODE", 3), ("O_CREAT",
    64), ("O_EXCL", 128), ("O_NOCTTY", 256), ("O_TRUNC", 512), ("O_APPEND", 1024), ("O_NDELAY", 2048),
    ("O_NONBLOCK", 2048), ("O_DSYNC", 4096), ("O_ASYNC", 8192), ("O_DIRECT", 16384), ("O_DIRECTORY", 65536),
    ("O_NOFOLLOW", 131072), ("O_NOATIME", 262144), ("O_CLOEXEC", 524288), ("O_FSYNC", 1052672), ("O_RSYNC",
    1052672), ("O_SYNC", 1052672), ("O_PATH", 2097152), ("O_TMPFILE", 4259840), ("P_ALL", 0), ("P_PID", 1),
    ("P_PGID", 2), ("P_PIDFD", 3), ("PRIO_PROCESS", 0), ("PRIO_PGRP", 1), ("PRIO_USER", 2), ("R_OK", 4),
    ("SEEK_DATA", 3), ("SEEK_HOLE", 4), ("ST_RDONLY", 1), ("ST_NOSUID", 2), ("ST_NODEV", 4), ("ST_NOEXEC", 8),
    ("ST_SYNCHRONOUS", 16), ("ST_MANDLOCK", 64), ("ST_WRITE", 128), ("ST_APPEND", 256), ("ST_NOATIME", 1024),
    ("ST_NODIRATIME", 2048), ("ST_RELATIME", 4096), ("TMP_MAX", 238328), ("W_OK", 2), ("WCONTINUED", 8),
    ("WEXITED", 4), ("WNOHANG", 1), ("WNOWAIT", 16777216), ("WSTOPPED", 2), ("WUNTRACED", 2), ("X_OK", 1),
];

/// Names that `sysconf` knows.
#[rustfmt::skip]
static SYSCONF: &[(&str, usize)] = &[
    ("SC_ARG_MAX", 0), ("SC_CHILD_MAX", 1), ("SC_CLK_TCK", 2), ("SC_NGROUPS_MAX", 3), ("SC_OPEN_MAX", 4),
    ("SC_STREAM_MAX", 5), ("SC_TZNAME_MAX", 6), ("SC_JOB_CONTROL", 7), ("SC_SAVED_IDS", 8),
    ("SC_REALTIME_SIGNALS", 9), ("SC_PRIORITY_SCHEDULING", 10), ("SC_TIMERS", 11), ("SC_ASYNCHRONOUS_IO", 12),
    ("SC_PRIORITIZED_IO", 13), ("SC_SYNCHRONIZED_IO", 14), ("SC_FSYNC", 15), ("SC_MAPPED_FILES", 16),
    ("SC_MEMLOCK", 17), ("SC_MEMLOCK_RANGE", 18), ("SC_MEMORY_PROTECTION", 19), ("SC_MESSAGE_PASSING", 20),
    ("SC_SEMAPHORES", 21), ("SC_SHARED_MEMORY_OBJECTS", 22), ("SC_AIO_LISTIO_MAX", 23), ("SC_AIO_MAX", 24),
    ("SC_AIO_PRIO_DELTA_MAX", 25), ("SC_DELAYTIMER_MAX", 26), ("SC_MQ_OPEN_MAX", 27), ("SC_MQ_PRIO_MAX", 28),
    ("SC_VERSION", 29), ("SC_PAGESIZE", 30), ("SC_PAGE_SIZE", 30), ("SC_RTSIG_MAX", 31), ("SC_SEM_NSEMS_MAX",
    32), ("SC_SEM_VALUE_MAX", 33), ("SC_SIGQUEUE_MAX", 34), ("SC_TIMER_MAX", 35), ("SC_BC_BASE_MAX", 36),
    ("SC_BC_DIM_MAX", 37), ("SC_BC_SCALE_MAX", 38), ("SC_BC_STRING_MAX", 39), ("SC_COLL_WEIGHTS_MAX", 40),
    ("SC_EXPR_NEST_MAX", 42), ("SC_LINE_MAX", 43), ("SC_RE_DUP_MAX", 44), ("SC_CHARCLASS_NAME_MAX", 45),
    ("SC_POLL", 58), ("SC_SELECT", 59), ("SC_IOV_MAX", 60), ("SC_UIO_MAXIOV", 60), ("SC_THREADS", 67),
    ("SC_THREAD_SAFE_FUNCTIONS", 68), ("SC_GETGR_R_SIZE_MAX", 69), ("SC_GETPW_R_SIZE_MAX", 70),
    ("SC_LOGIN_NAME_MAX", 71), ("SC_TTY_NAME_MAX", 72), ("SC_THREAD_DESTRUCTOR_ITERATIONS", 73),
    ("SC_THREAD_KEYS_MAX", 74), ("SC_THREAD_STACK_MIN", 75), ("SC_THREAD_THREADS_MAX", 76),
    ("SC_THREAD_ATTR_STACKADDR", 77), ("SC_THREAD_ATTR_STACKSIZE", 78), ("SC_THREAD_PRIORITY_SCHEDULING", 79),
    ("SC_THREAD_PRIO_INHERIT", 80), ("SC_THREAD_PRIO_PROTECT", 81), ("SC_THREAD_PROCESS_SHARED", 82),
    ("SC_NPROCESSORS_CONF", 83), ("SC_NPROCESSORS_ONLN", 84), ("SC_PHYS_PAGES", 85), ("SC_AVPHYS_PAGES", 86),
    ("SC_ATEXIT_MAX", 87), ("SC_PASS_MAX", 88), ("SC_CHAR_BIT", 101), ("SC_CHAR_MAX", 102), ("SC_CHAR_MIN",
    103), ("SC_INT_MAX", 104), ("SC_INT_MIN", 105), ("SC_LONG_BIT", 106), ("SC_WORD_BIT", 107),
    ("SC_MB_LEN_MAX", 108), ("SC_NZERO", 109), ("SC_SSIZE_MAX", 110), ("SC_SCHAR_MAX", 111), ("SC_SCHAR_MIN",
    112), ("SC_SHRT_MAX", 113), ("SC_SHRT_MIN", 114), ("SC_UCHAR_MAX", 115), ("SC_UINT_MAX", 116),
    ("SC_ULONG_MAX", 117), ("SC_USHRT_MAX", 118), ("SC_NL_ARGMAX", 119), ("SC_NL_LANGMAX", 120),
    ("SC_NL_MSGMAX", 121), ("SC_NL_NMAX", 122), ("SC_NL_SETMAX", 123), ("SC_NL_TEXTMAX", 124),
];

pub(super) fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    for &(name, number) in NUMBERS {
        set(vm, module, name, Value::from_len(number))?;
    }
    let names = vm.heap().dict();
    if let Some(names) = names.downcast::<Dict>() {
        for &(name, number) in SYSCONF {
            vm.dict_set(names, &vm.heap().intern(name), &Value::from_len(number))?;
        }
    }
    set(vm, module, "sysconf_names", names)
}
