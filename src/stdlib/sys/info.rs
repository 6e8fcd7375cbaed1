//! `sys`' constants.

use crate::number::print::DEFAULT_MAX_STR_DIGITS;
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::stdlib::set;
use crate::stdlib::struct_sequence::{make, struct_sequence};
use crate::vm::Vm;
use crate::vm::host::StreamLocale;

struct_sequence!(VERSION_INFO, "sys", "version_info", [0 "major", 1 "minor", 2 "micro", 3 "releaselevel", 4 "serial"]; sealed);
struct_sequence!(ASYNCGEN_HOOKS, "builtins", "asyncgen_hooks" as "asyncgen_hooks", [0 "firstiter", 1 "finalizer"]);
struct_sequence!(INT_INFO, "sys", "int_info", [
    0 "bits_per_digit", 1 "sizeof_digit", 2 "default_max_str_digits", 3 "str_digits_check_threshold",
]);
struct_sequence!(HASH_INFO, "sys", "hash_info", [
    0 "width", 1 "modulus", 2 "inf", 3 "nan", 4 "imag", 5 "algorithm", 6 "hash_bits", 7 "seed_bits", 8 "cutoff",
]);
struct_sequence!(THREAD_INFO, "sys", "thread_info", [0 "name", 1 "lock", 2 "version"]);
struct_sequence!(FLOAT_INFO, "sys", "float_info", [
    0 "max", 1 "max_exp", 2 "max_10_exp", 3 "min", 4 "min_exp", 5 "min_10_exp", 6 "dig", 7 "mant_dig", 8 "epsilon",
    9 "radix", 10 "rounds",
]);
struct_sequence!(FLAGS, "sys", "flags", [
    0 "debug", 1 "inspect", 2 "interactive", 3 "optimize", 4 "dont_write_bytecode", 5 "no_user_site", 6 "no_site",
    7 "ignore_environment", 8 "verbose", 9 "bytes_warning", 10 "quiet", 11 "hash_randomization", 12 "isolated",
    13 "dev_mode", 14 "utf8_mode", 15 "warn_default_encoding", 16 "int_max_str_digits",
]; sealed);

const VERSION: &str = concat!("3.10.13 (kaa ", env!("CARGO_PKG_VERSION"), ") [Rust]");

pub(super) fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let int = |i: i64| heap.int(i);
    let version = || vec![int(3), int(10), int(13), heap.str("final"), int(0)];
    let version_info = make(vm, &VERSION_INFO, version());
    set(vm, module, "version_info", version_info.clone())?;
    set(vm, module, "version", heap.str(VERSION))?;
    set(vm, module, "hexversion", int(0x030a_0df0))?;
    set(vm, module, "api_version", int(1013))?;
    set(vm, module, "copyright", heap.str("Copyright (c) the Kaa authors."))?;
    set(vm, module, "platform", heap.str(std::env::consts::OS))?;
    set(vm, module, "byteorder", heap.str(if cfg!(target_endian = "big") { "big" } else { "little" }))?;
    set(vm, module, "maxsize", int(i64::MAX))?;
    set(vm, module, "maxunicode", int(0x10ffff))?;
    set(vm, module, "float_repr_style", heap.str("short"))?;
    set(vm, module, "platlibdir", heap.str("lib"))?;
    set(vm, module, "pycache_prefix", Value::NONE)?;
    set(vm, module, "dont_write_bytecode", Value::bool(vm.host.switches.no_bytecode > 0))?;
    let executable = std::env::current_exe().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    set(vm, module, "executable", heap.str(&executable))?;
    set(vm, module, "_base_executable", heap.str(&executable))?;
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        set(vm, module, name, heap.str("/usr"))?;
    }
    let names = crate::stdlib::MODULES.iter().map(|def| heap.str(def.name));
    let names: Vec<Value> = names.chain([heap.str("builtins")]).collect();
    set(vm, module, "builtin_module_names", heap.tuple(names))?;

    let ints = vec![int(30), int(4), int(DEFAULT_MAX_STR_DIGITS as i64), int(640)];
    let value = make(vm, &INT_INFO, ints);
    set(vm, module, "int_info", value)?;
    let hashes = vec![
        int(64),
        int((1 << 61) - 1),
        int(314_159),
        int(0),
        int(1_000_003),
        heap.str("siphash24"),
        int(64),
        int(128),
        int(0),
    ];
    let value = make(vm, &HASH_INFO, hashes);
    set(vm, module, "hash_info", value)?;
    let floats = vec![
        heap.float(f64::MAX),
        int(1024),
        int(308),
        heap.float(f64::MIN_POSITIVE),
        int(-1021),
        int(-307),
        int(15),
        int(53),
        heap.float(f64::EPSILON),
        int(2),
        int(1),
    ];
    let value = make(vm, &FLOAT_INFO, floats);
    set(vm, module, "float_info", value)?;
    let thread = vec![heap.str("pthread"), heap.str("semaphore"), Value::NONE];
    let value = make(vm, &THREAD_INFO, thread);
    set(vm, module, "thread_info", value)?;
    set_flags(vm, module)?;

    let implementation = heap.instance(vm.types().simple_namespace());
    let values = [
        ("name", heap.str("kaa")),
        ("cache_tag", Value::NONE),
        ("version", version_info),
        ("hexversion", int(0x030a_0df0)),
    ];
    for (name, value) in values {
        let name = heap.intern(name);
        drop(implementation.set_own_attribute(heap, &name, value).map_err(|_| vm.memory_error())?);
    }
    set(vm, module, "implementation", implementation)
}

/// `sys.flags`, after the options were read.
pub fn set_flags(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let (host, switches) = (&vm.host, &vm.host.switches);
    let values = [
        switches.debug,
        switches.inspect,
        switches.inspect,
        host.optimize,
        switches.no_bytecode,
        switches.no_user_site,
        switches.no_site,
        u8::from(host.ignore_environment),
        switches.verbose,
        switches.bytes_warning,
        switches.quiet,
        u8::from(!switches.fixed_hashes),
        u8::from(switches.isolated),
        0,
        u8::from(switches.locale == StreamLocale::Utf8Mode),
        u8::from(switches.warn_default_encoding),
    ];
    let digits = heap.int(switches.int_max_str_digits.map_or(-1, |digits| digits as i64));
    let mut flags: Vec<Value> = values.iter().map(|&i| heap.int(i.into())).chain([digits]).collect();
    if let Some(dev_mode) = flags.get_mut(13) {
        *dev_mode = Value::bool(vm.host.dev_mode);
    }
    let value = make(vm, &FLAGS, flags);
    set(vm, module, "flags", value)
}
