//! `scandir`: the entries of a folder, which know their kind without asking the system again.

use std::cell::Cell;
use std::ffi::{CString, OsStr};
use std::fs::{DirEntry, ReadDir, read_dir};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirEntryExt, FileTypeExt};

use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::stdlib::system::calls::files as calls;
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::path::{Also, Path, link_flag, path};
use super::stat;

/// Opens a folder by path or descriptor.
pub(super) fn read_folder(path: &Path) -> io::Result<ReadDir> {
    match path.fd {
        Some(fd) => {
            let data = calls::stat(fd, None, 0)?;
            if data.st_mode & libc::S_IFMT != libc::S_IFDIR {
                return Err(io::Error::from_raw_os_error(libc::ENOTDIR));
            }
            read_dir(format!("/proc/self/fd/{fd}"))
        }
        None => read_dir(OsStr::from_bytes(path.text().to_bytes())),
    }
}

/// What the folder itself tells of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
    Other,
    Unknown,
}

struct Entry {
    name: Value,
    path: Value,
    /// For the system: the name below `folder`.
    text: CString,
    folder: i32,
    kind: Kind,
    inode: u64,
    /// What `stat` found, following links and not.
    found: [Guarded<Option<Value>>; 2],
    /// Is it a folder, a file, once a link was followed?
    followed: Cell<Option<u32>>,
}

impl Payload for Entry {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
        visit(&self.path);
        self.found.iter().for_each(|found| found.with(|v| v.iter().for_each(&mut *visit)));
    }
}

pub(super) static DIR_ENTRY: ClassDef = ClassDef {
    name: "DirEntry",
    module: "posix",
    slots: |slots| slots.repr.set(Some(repr)),
    methods: &[
        NativeDef::method("is_dir(self, *, follow_symlinks=True)", "Is the entry a directory?", |vm, args| {
            is_kind(vm, args, Kind::Folder, libc::S_IFDIR)
        }),
        NativeDef::method("is_file(self, *, follow_symlinks=True)", "Is the entry a file?", |vm, args| {
            is_kind(vm, args, Kind::File, libc::S_IFREG)
        }),
        NativeDef::method("is_symlink(self)", "Is the entry a symbolic link?", |vm, args| {
            let entry = entry(vm, args.get(0))?;
            match entry.kind {
                Kind::Unknown => {
                    let mode = mode(entry, libc::AT_SYMLINK_NOFOLLOW);
                    Ok(Value::bool(mode.is_some_and(|mode| mode & libc::S_IFMT == libc::S_IFLNK)))
                }
                kind => Ok(Value::bool(kind == Kind::Link)),
            }
        }),
        NativeDef::method("stat(self, *, follow_symlinks=True)", "The entry's stat_result.", |vm, args| {
            let flag = link_flag(vm, args.opt(1))?;
            let entry = entry(vm, args.get(0))?;
            // A file that is no link is the same both ways.
            let place = usize::from(flag != 0 || !matches!(entry.kind, Kind::Link | Kind::Unknown));
            if let Some(found) = entry.found[place].get() {
                return Ok(found);
            }
            let data = calls::stat(entry.folder, Some(&entry.text), flag)
                .map_err(|error| vm.io_error(&error, Some(&entry.path)))?;
            let found = stat::result(vm, &data)?;
            entry.found[place].replace(Some(found.clone()));
            Ok(found)
        }),
        NativeDef::method("inode(self)", "Return inode of the entry; cached per entry.", |vm, args| {
            let inode = entry(vm, args.get(0))?.inode;
            Ok(vm.heap().int(inode as i64))
        }),
        NativeDef::method("__fspath__(self)", "Returns the path for the entry.", |vm, args| {
            Ok(entry(vm, args.get(0))?.path.clone())
        }),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
            vm.generic_alias(args.get(0), args.get(1))
        }),
    ],
    getsets: &[
        GetSetDef::member("name", "the entry's base filename", |vm, value| Ok(entry(vm, value)?.name.clone())),
        GetSetDef::member("path", "the entry's full path name", |vm, value| Ok(entry(vm, value)?.path.clone())),
    ],
    ..ClassDef::EMPTY
};

fn entry<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Entry> {
    value.payload().ok_or_else(|| vm.type_error("a DirEntry is required"))
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let name = entry(vm, value)?.name.clone();
    let name = vm.repr(&name)?;
    Ok(vm.heap().str(&format!("<DirEntry {}>", name.lossy_text())))
}

fn mode(entry: &Entry, flag: i32) -> Option<u32> {
    calls::stat(entry.folder, Some(&entry.text), flag).ok().map(|data| data.st_mode)
}

fn is_kind(vm: &mut Vm, args: &mut Args<'_>, wanted: Kind, bits: u32) -> PyResult {
    let flag = link_flag(vm, args.opt(1))?;
    let entry = entry(vm, args.get(0))?;
    if entry.kind != Kind::Unknown && (flag != 0 || entry.kind != Kind::Link) {
        return Ok(Value::bool(entry.kind == wanted));
    }
    let mode = match entry.followed.get().filter(|_| flag == 0) {
        Some(mode) => mode,
        None => match calls::stat(entry.folder, Some(&entry.text), flag) {
            Ok(data) => data.st_mode,
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(vm.io_error(&error, Some(&entry.path))),
        },
    };
    if flag == 0 {
        entry.followed.set(Some(mode));
    }
    Ok(Value::bool(mode & libc::S_IFMT == bits))
}

/// The iterator; nothing is left once it is closed or at its end.
struct Entries {
    left: Guarded<Option<ReadDir>>,
    path: Path,
}

impl Payload for Entries {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.path.given);
    }
}

static ENTRIES: ClassDef = ClassDef {
    name: "ScandirIterator",
    module: "posix",
    slots: |slots| {
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.next.set(Some(next));
    },
    methods: &[
        NativeDef::method("close(self)", "Close the iterator and free acquired resources.", |vm, args| {
            drop(entries(vm, args.get(0))?.left.take());
            Ok(Value::NONE)
        }),
        NativeDef::method("__enter__(self)", "", |_, args| Ok(args.take(0))),
        NativeDef::method("__exit__(self, *args)", "", |vm, args| {
            drop(entries(vm, args.get(0))?.left.take());
            Ok(Value::NONE)
        }),
    ],
    ..ClassDef::EMPTY
};

fn entries<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Entries> {
    value.payload().ok_or_else(|| vm.type_error("a ScandirIterator is required"))
}

pub(super) fn scandir(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let path = path(vm, args.opt(0), "scandir", Also::NumberOrNone)?;
    let left = read_folder(&path).map_err(|error| path.failed(vm, &error))?;
    let class = vm.native_class(&ENTRIES);
    Ok(vm.heap().boxed(&class, Entries { left: Guarded::new(Some(left)), path }))
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let state = entries(vm, value)?;
    let item = state.left.with_mut(|left| left.as_mut().and_then(Iterator::next));
    match item {
        Some(Ok(entry)) => make(vm, &state.path, &entry).map(Some),
        Some(Err(error)) => Err(state.path.failed(vm, &error)),
        None => {
            drop(state.left.take());
            Ok(None)
        }
    }
}

fn make(vm: &mut Vm, folder: &Path, entry: &DirEntry) -> PyResult {
    let name = entry.file_name();
    let name = name.as_bytes();
    let shown = folder.like(vm, name);
    let (path, text, fd) = match folder.fd {
        Some(fd) => (shown.clone(), name.to_vec(), fd),
        None => {
            let mut whole = folder.text().to_bytes().to_vec();
            if whole.last() != Some(&b'/') {
                whole.push(b'/');
            }
            whole.extend_from_slice(name);
            (folder.like(vm, &whole), whole, libc::AT_FDCWD)
        }
    };
    let kind = match entry.file_type() {
        Ok(kind) if kind.is_dir() => Kind::Folder,
        Ok(kind) if kind.is_file() => Kind::File,
        Ok(kind) if kind.is_symlink() => Kind::Link,
        Ok(kind) if kind.is_fifo() || kind.is_socket() || kind.is_char_device() || kind.is_block_device() => {
            Kind::Other
        }
        _ => Kind::Unknown,
    };
    let text = CString::new(text).map_err(|_| vm.value_error("embedded null byte"))?;
    let class = vm.native_class(&DIR_ENTRY);
    let state = Entry {
        name: shown,
        path,
        text,
        folder: fd,
        kind,
        inode: entry.ino(),
        found: Default::default(),
        followed: Cell::new(None),
    };
    Ok(vm.heap().boxed(&class, state))
}
