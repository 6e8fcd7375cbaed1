//! `stat` and its kin, and what they give.

use crate::object::Tag;
use crate::object::descriptor::GetSetDef;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::struct_sequence::{self, item, keep, make, struct_sequence};
use crate::stdlib::system::arguments::{c_int, failed};
use crate::stdlib::system::calls::files as calls;
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;
use crate::vm::types::Types;

use super::path::{Also, folder, link_flag, path};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "stat(path, *, dir_fd=None, follow_symlinks=True)",
        "Perform a stat system call on the given path.",
        |vm, args| {
            let path = path(vm, args.opt(0), "stat", Also::Number)?;
            let (folder, flag) = (folder(vm, args.opt(1))?, link_flag(vm, args.opt(2))?);
            if path.fd.is_some() && folder != libc::AT_FDCWD {
                return Err(vm.value_error("stat: can't specify dir_fd without matching path"));
            }
            if path.fd.is_some() && flag != 0 {
                return Err(vm.value_error("stat: cannot use fd and follow_symlinks together"));
            }
            let data = calls::stat(path.fd.unwrap_or(folder), path.unless_fd(), flag);
            let data = data.map_err(|error| path.failed(vm, &error))?;
            result(vm, &data)
        },
    ),
    NativeDef::function(
        "lstat(path, *, dir_fd=None)",
        "Perform a stat system call on the given path, without following symbolic links.",
        |vm, args| {
            let path = path(vm, args.opt(0), "lstat", Also::Nothing)?;
            let folder = folder(vm, args.opt(1))?;
            let data = calls::stat(folder, Some(path.text()), libc::AT_SYMLINK_NOFOLLOW);
            let data = data.map_err(|error| path.failed(vm, &error))?;
            result(vm, &data)
        },
    ),
    NativeDef::function("fstat(fd)", "Perform a stat system call on the given file descriptor.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let data = calls::stat(fd, None, 0).map_err(|error| failed(vm, error))?;
        result(vm, &data)
    }),
    NativeDef::function("statvfs(path)", "Perform a statvfs system call on the given path.", |vm, args| {
        let path = path(vm, args.opt(0), "statvfs", Also::Number)?;
        let data = calls::statvfs(path.fd.map_or(Ok(path.text()), Err)).map_err(|error| path.failed(vm, &error))?;
        Ok(file_system(vm, &data))
    }),
    NativeDef::function("fstatvfs(fd, /)", "Perform an fstatvfs system call on the given fd.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let data = calls::statvfs(Err(fd)).map_err(|error| failed(vm, error))?;
        Ok(file_system(vm, &data))
    }),
    NativeDef::function("major(device, /)", "Extracts a device major number.", |vm, args| {
        let device = device(vm, args)?;
        Ok(Value::from_len(libc::major(device) as usize))
    }),
    NativeDef::function("minor(device, /)", "Extracts a device minor number.", |vm, args| {
        let device = device(vm, args)?;
        Ok(Value::from_len(libc::minor(device) as usize))
    }),
    NativeDef::function("makedev(major, minor, /)", "Composes a raw device number.", |vm, args| {
        let (major, minor) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        Ok(vm.heap().int(libc::makedev(major as u32, minor as u32) as i64))
    }),
];

fn device(vm: &mut Vm, args: &Args<'_>) -> PyResult<u64> {
    Ok(vm.index_or(args.get(0), |vm| vm.types().overflow_error())? as u64)
}

const SHOWN: [&str; 10] =
    ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"];

/// What is known by name only, in the order in which the class takes it after the ten items.
const HIDDEN: [&str; 9] = [
    "st_atime",
    "st_mtime",
    "st_ctime",
    "st_atime_ns",
    "st_mtime_ns",
    "st_ctime_ns",
    "st_blksize",
    "st_blocks",
    "st_rdev",
];

/// `os.stat_result`: ten ints by place, times as floats and more by name.
pub(in super::super) static STAT_RESULT: ClassDef = ClassDef {
    name: "stat_result",
    module: "os",
    base: Types::tuple,
    layout: Tag::Tuple,
    slots: |slots| {
        slots.repr.set(Some(|vm, value| struct_sequence::repr(vm, value, "os.stat_result", &SHOWN)));
    },
    new: Some(&NativeDef::static_method("__new__(cls, sequence, dict=None)", "", |vm, args| {
        struct_sequence::new(vm, args, "os.stat_result", SHOWN.len(), &HIDDEN)
    })),
    methods: &[NativeDef::method("__reduce__(self, /)", "", |vm, args| struct_sequence::reduce(vm, args, &HIDDEN))],
    getsets: &[
        GetSetDef::member("st_mode", "protection bits", item::<0>),
        GetSetDef::member("st_ino", "inode", item::<1>),
        GetSetDef::member("st_dev", "device", item::<2>),
        GetSetDef::member("st_nlink", "number of hard links", item::<3>),
        GetSetDef::member("st_uid", "user ID of owner", item::<4>),
        GetSetDef::member("st_gid", "group ID of owner", item::<5>),
        GetSetDef::member("st_size", "total size, in bytes", item::<6>),
        GetSetDef::member("st_atime", "time of last access", time::<0>),
        GetSetDef::member("st_mtime", "time of last modification", time::<1>),
        GetSetDef::member("st_ctime", "time of last change", time::<2>),
        GetSetDef::member("st_atime_ns", "time of last access in nanoseconds", hidden::<3>),
        GetSetDef::member("st_mtime_ns", "time of last modification in nanoseconds", hidden::<4>),
        GetSetDef::member("st_ctime_ns", "time of last change in nanoseconds", hidden::<5>),
        GetSetDef::member("st_blksize", "blocksize for filesystem I/O", hidden::<6>),
        GetSetDef::member("st_blocks", "number of blocks allocated", hidden::<7>),
        GetSetDef::member("st_rdev", "device type (if inode device)", hidden::<8>),
    ],
    ..ClassDef::EMPTY
};

fn hidden<const N: usize>(_: &mut Vm, value: &Value) -> PyResult {
    Ok(struct_sequence::hidden(value, HIDDEN[N]))
}

/// A time as float, or what stands at its place: the seconds as int.
fn time<const N: usize>(vm: &mut Vm, value: &Value) -> PyResult {
    let found = struct_sequence::hidden(value, HIDDEN[N]);
    let ints = [item::<7>, item::<8>, item::<9>];
    if found.is_none() { ints[N](vm, value) } else { Ok(found) }
}

/// The stat_result for what the system told.
pub(super) fn result(vm: &mut Vm, data: &libc::stat) -> PyResult {
    let heap = vm.heap();
    let times =
        [(data.st_atime, data.st_atime_nsec), (data.st_mtime, data.st_mtime_nsec), (data.st_ctime, data.st_ctime_nsec)];
    let mut items: Vec<Value> = [
        data.st_mode.into(),
        data.st_ino as i64,
        data.st_dev as i64,
        data.st_nlink as i64,
        data.st_uid.into(),
        data.st_gid.into(),
        data.st_size,
    ]
    .into_iter()
    .map(|n| heap.int(n))
    .collect();
    items.extend(times.iter().map(|&(seconds, _)| heap.int(seconds)));
    let value = make(vm, &STAT_RESULT, items);
    let floats = times.iter().map(|&(seconds, nanos)| heap.float(seconds as f64 + nanos as f64 * 1e-9));
    let nanos =
        times.iter().map(|&(seconds, nanos)| heap.int(seconds.saturating_mul(1_000_000_000).saturating_add(nanos)));
    let rest = [data.st_blksize, data.st_blocks, data.st_rdev as i64].map(|n| heap.int(n));
    for (name, item) in HIDDEN.iter().zip(floats.chain(nanos).chain(rest)) {
        keep(vm, &value, name, item)?;
    }
    Ok(value)
}

struct_sequence!(STATVFS_RESULT, "os", "statvfs_result", [
    0 "f_bsize", 1 "f_frsize", 2 "f_blocks", 3 "f_bfree", 4 "f_bavail", 5 "f_files", 6 "f_ffree", 7 "f_favail",
    8 "f_flag", 9 "f_namemax",
]);

fn file_system(vm: &mut Vm, data: &libc::statvfs) -> Value {
    let heap = vm.heap();
    let numbers = [
        data.f_bsize,
        data.f_frsize,
        data.f_blocks,
        data.f_bfree,
        data.f_bavail,
        data.f_files,
        data.f_ffree,
        data.f_favail,
        data.f_flag,
        data.f_namemax,
    ];
    make(vm, &STATVFS_RESULT, numbers.into_iter().map(|n| heap.int(n as i64)).collect())
}
