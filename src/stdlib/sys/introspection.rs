//! What `sys` has for those who look at the interpreter itself: audit hooks, threads' frames, the library's names.

use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::set;
use crate::vm::Vm;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_clear_type_cache()", "Clear the internal type lookup cache.", |_, _| Ok(Value::NONE)),
    NativeDef::function("_current_frames()", "The innermost frame of each thread, by its number.", |vm, _| {
        let frames = vm.heap().dict();
        if let (Some(dict), Some(frame)) = (frames.downcast::<Dict>(), vm.frame_at(0)) {
            vm.dict_set(dict, &Value::from_len(1), &frame)?;
        }
        Ok(frames)
    }),
    NativeDef::function("_current_exceptions()", "What each thread handles, by its number.", |vm, _| {
        let handled = vm.current_handled().unwrap_or(Value::NONE);
        let exceptions = vm.heap().dict();
        if let Some(dict) = exceptions.downcast::<Dict>() {
            vm.dict_set(dict, &Value::from_len(1), &handled)?;
        }
        Ok(exceptions)
    }),
    NativeDef::function("addaudithook(hook)", "Adds a callable that hears of each event of sys.audit.", |vm, args| {
        let hook = args.take(0);
        // Those that are there may refuse it.
        match audit(vm, "sys.addaudithook", Vec::new()) {
            Err(error) if vm.is_exception(&error, vm.types().exception()) => return Ok(Value::NONE),
            result => result?,
        }
        vm.host.audit_hooks.push(hook);
        Ok(Value::NONE)
    }),
    NativeDef::function("audit(event, *args)", "Passes the event to any hooks that are attached.", |vm, args| {
        let event = args.take(0);
        let Some(event) = event.as_str().map(|e| e.to_string_lossy()) else {
            let class = vm.type_name(&event);
            return Err(vm.type_error(format!("expected str for argument 'event', not {class}")));
        };
        let given = args.rest(1).to_vec();
        audit(vm, &event, given)?;
        Ok(Value::NONE)
    }),
    NativeDef::function("breakpointhook(*args, **kws)", "What breakpoint() calls: PYTHONBREAKPOINT's function.", hook),
    NativeDef::function("getprofile()", "None: there are no profile functions.", |_, _| Ok(Value::NONE)),
    NativeDef::function("gettrace()", "None: there are no trace functions.", |_, _| Ok(Value::NONE)),
];

/// Tells the audit hooks of an event.
fn audit(vm: &mut Vm, event: &str, args: Vec<Value>) -> PyResult<()> {
    let hooks = vm.host.audit_hooks.clone();
    if hooks.is_empty() {
        return Ok(());
    }
    let (event, args) = (vm.heap().str(event), vm.heap().tuple(args));
    for hook in hooks {
        vm.call(&hook, &[event.clone(), args.clone()])?;
    }
    Ok(())
}

/// `breakpointhook`: there is no debugger, but PYTHONBREAKPOINT may name a function.
fn hook(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = std::env::var("PYTHONBREAKPOINT").unwrap_or_default();
    if name == "0" {
        return Ok(Value::NONE);
    }
    let name = if name.is_empty() { "pdb.set_trace".to_string() } else { name };
    let (module, attribute) = name.rsplit_once('.').unwrap_or(("builtins", &name));
    let found = match vm.import_module(module) {
        Ok(module) => {
            let attribute = vm.heap().intern(attribute);
            vm.get_attr_opt(&module, &attribute)?
        }
        Err(error) if vm.is_exception(&error, vm.types().import_error()) => None,
        Err(error) => return Err(error),
    };
    match found {
        Some(function) => {
            let (values, names) = args.passed_on(0);
            vm.call_with(&function, CallArgs::new(&values, &names))
        }
        None => {
            let category = vm.types().runtime_warning().clone();
            vm.warn(&category, &format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{name}\""), 1)?;
            Ok(Value::NONE)
        }
    }
}

pub(super) fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let names = LIBRARY_NAMES.split_ascii_whitespace().map(|name| heap.str(name)).collect();
    let names = heap.list(names);
    let class = vm.types().frozenset().clone();
    let names = vm.call(&class, &[names])?;
    set(vm, module, "stdlib_module_names", names)?;
    let heap = vm.heap();
    set(vm, module, "abiflags", heap.str(""))?;
    set(vm, module, "_framework", heap.str(""))?;
    set(vm, module, "_home", Value::NONE)?;
    set(vm, module, "_git", heap.tuple(vec![heap.str("Kaa"), heap.str(""), heap.str("")]))
}

/// `sys.stdlib_module_names`: the modules of CPython 3.10's library, whether they are here or not.
const LIBRARY_NAMES: &str = "\
    __future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn \
    _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle \
    _compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree \
    _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale _lsprof \
    _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode _operator _osx_support _overlapped \
    _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 _sha256 _sha3 \
    _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct \
    _symtable _thread _threading_local _tkinter _tracemalloc _uuid _warnings _weakref _weakrefset _winapi \
    _zoneinfo abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb \
    binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop \
    collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes \
    curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno \
    faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass \
    gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io \
    ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math \
    mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers \
    opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib \
    poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri \
    random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil \
    signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl \
    stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile \
    telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize trace traceback \
    tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave \
    weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";
