//! `_hashlib` and `_blake2`: the hash functions under `hashlib` and `hmac`.
//!
//! MD5, SHA-1 and SHA-2 are the RustCrypto crates; Keccak and BLAKE2 are ours, for SHAKE and the tree parameters.

mod blake2;
mod keccak;

use sha2::digest::Digest;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::int::IntRef;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::{ModuleDef, set};
use blake2::{Blake2b, Blake2s, Parameters};
use keccak::Keccak;

pub static NATIVE_HASHLIB: ModuleDef =
    ModuleDef { name: "_hashlib", functions: FUNCTIONS, classes: &[&HASH, &HASH_XOF], ..ModuleDef::EMPTY };

pub static NATIVE_BLAKE2: ModuleDef = ModuleDef {
    name: "_blake2",
    init: Some(|vm, module| {
        for (class, big) in [(&BLAKE2B, true), (&BLAKE2S, false)] {
            let value = vm.native_class(class);
            let (salt, most) = if big { (16, 64) } else { (8, 32) };
            let constants =
                [("SALT_SIZE", salt), ("PERSON_SIZE", salt), ("MAX_KEY_SIZE", most), ("MAX_DIGEST_SIZE", most)];
            if let Some(class) = value.downcast::<crate::object::class::Class>() {
                for (name, number) in constants {
                    let name = vm.heap().intern(name);
                    drop(class.dict().set_str(&name, Value::from_len(number)));
                }
            }
            set(vm, module, class.name, value)?;
        }
        Ok(())
    }),
    ..ModuleDef::EMPTY
};

/// A hash under way.
trait Hasher {
    fn update(&mut self, data: &[u8]);
    /// The digest of what has come; `len` bytes of it, where that is free.
    fn finish(&self, len: usize) -> Vec<u8>;
    fn copy(&self) -> Box<dyn Hasher>;
}

#[derive(Clone)]
struct Crate<T>(T);

impl<T: Digest + Clone + 'static> Hasher for Crate<T> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn finish(&self, _: usize) -> Vec<u8> {
        self.0.clone().finalize().to_vec()
    }

    fn copy(&self) -> Box<dyn Hasher> {
        Box::new(self.clone())
    }
}

fn of_crate<T: Digest + Clone + 'static>() -> Box<dyn Hasher> {
    Box::new(Crate(T::new()))
}

/// A hash function: its name, bytes of a digest and of a block.
struct Kind {
    name: &'static str,
    size: usize,
    block: usize,
    make: fn() -> Box<dyn Hasher>,
}

macro_rules! kinds {
    ($($name:literal $size:literal $block:literal $make:expr;)*) => {
        static KINDS: &[Kind] = &[$(Kind { name: $name, size: $size, block: $block, make: $make }),*];
    };
}

kinds! {
    "md5" 16 64 of_crate::<md5::Md5>;
    "sha1" 20 64 of_crate::<sha1::Sha1>;
    "sha224" 28 64 of_crate::<sha2::Sha224>;
    "sha256" 32 64 of_crate::<sha2::Sha256>;
    "sha384" 48 128 of_crate::<sha2::Sha384>;
    "sha512" 64 128 of_crate::<sha2::Sha512>;
    "sha512_224" 28 128 of_crate::<sha2::Sha512_224>;
    "sha512_256" 32 128 of_crate::<sha2::Sha512_256>;
    "sha3_224" 28 144 || Box::new(Keccak::new(144, 6, 28));
    "sha3_256" 32 136 || Box::new(Keccak::new(136, 6, 32));
    "sha3_384" 48 104 || Box::new(Keccak::new(104, 6, 48));
    "sha3_512" 64 72 || Box::new(Keccak::new(72, 6, 64));
    "shake_128" 0 168 || Box::new(Keccak::new(168, 0x1f, 0));
    "shake_256" 0 136 || Box::new(Keccak::new(136, 0x1f, 0));
}

fn kind(name: &str) -> Option<&'static Kind> {
    let name = name.to_ascii_lowercase().replace('-', "_");
    KINDS.iter().find(|kind| kind.name == name)
}

struct State {
    name: &'static str,
    size: usize,
    block: usize,
    hasher: Guarded<Box<dyn Hasher>>,
}

impl Payload for State {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static HASH: ClassDef = ClassDef {
    name: "HASH",
    module: "_hashlib",
    doc: "A hash is an object used to calculate a checksum of a string of information.",
    flags: class_flag::BASE,
    slots: |s| {
        s.repr.set(Some(|vm, v| {
            let text = format!("<{} {} object @ {:#x}>", state(vm, v)?.name, vm.type_name(v), v.id());
            Ok(vm.heap().str(&text))
        }));
    },
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static HASH_XOF: ClassDef = ClassDef {
    name: "HASHXOF",
    parent: Some(&HASH),
    methods: &[
        NativeDef::method("digest(self, /, length)", "Return the digest value as a bytes object.", |vm, args| {
            let digest = extended(vm, args)?;
            Ok(vm.heap().bytes(digest))
        }),
        NativeDef::method(
            "hexdigest(self, /, length)",
            "Return the digest value as hexadecimal digits.",
            |vm, args| {
                let digest = extended(vm, args)?;
                Ok(vm.heap().str(&hex(&digest)))
            },
        ),
    ],
    getsets: &[],
    slots: |_| {},
    ..HASH
};

static BLAKE2B: ClassDef = ClassDef {
    name: "blake2b",
    module: "_blake2",
    doc: "Return a new BLAKE2b hash object.",
    new: Some(&NativeDef::static_method(BLAKE2B_NEW, "", |vm, args| new_blake2(vm, args, true))),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static BLAKE2S: ClassDef = ClassDef {
    name: "blake2s",
    doc: "Return a new BLAKE2s hash object.",
    new: Some(&NativeDef::static_method(BLAKE2S_NEW, "", |vm, args| new_blake2(vm, args, false))),
    ..BLAKE2B
};

const BLAKE2B_NEW: &str = "blake2b(cls, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, \
                           leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, \
                           usedforsecurity=True)";
const BLAKE2S_NEW: &str = "blake2s(cls, data=b'', /, *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, depth=1, \
                           leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, \
                           usedforsecurity=True)";

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("name", "algorithm name.", |vm, v| Ok(vm.heap().str(state(vm, v)?.name))),
    GetSetDef::read("digest_size", "", |vm, v| Ok(Value::from_len(state(vm, v)?.size))),
    GetSetDef::read("block_size", "", |vm, v| Ok(Value::from_len(state(vm, v)?.block))),
];

static METHODS: &[NativeDef] = &[
    NativeDef::method(
        "update(self, obj, /)",
        "Update this hash object's state with the provided string.",
        |vm, args| {
            let state = state(vm, args.get(0))?;
            feed(vm, state, args.get(1))?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method("digest(self, /)", "Return the digest value as a bytes object.", |vm, args| {
        let digest = state(vm, args.get(0))?.hasher.with(|hasher| hasher.finish(0));
        Ok(vm.heap().bytes(digest))
    }),
    NativeDef::method(
        "hexdigest(self, /)",
        "Return the digest value as a string of hexadecimal digits.",
        |vm, args| {
            let digest = state(vm, args.get(0))?.hasher.with(|hasher| hasher.finish(0));
            Ok(vm.heap().str(&hex(&digest)))
        },
    ),
    NativeDef::method("copy(self, /)", "Return a copy of the hash object.", |vm, args| {
        let old = state(vm, args.get(0))?;
        let hasher = Guarded::new(old.hasher.with(|hasher| hasher.copy()));
        let new = State { name: old.name, size: old.size, block: old.block, hasher };
        Ok(vm.heap().boxed(vm.heap().class_of(args.get(0)), new))
    }),
];

macro_rules! constructors {
    ($($signature:literal $name:literal;)*) => {
        static FUNCTIONS: &[NativeDef] = &[
            $(NativeDef::function(
                concat!($signature, "(string=b'', *, usedforsecurity=True)"),
                concat!("Returns a ", $name, " hash object; optionally initialized with a string"),
                |vm, args| {
                    let data = args.take_opt(0);
                    made(vm, $name, data.as_ref())
                },
            ),)*
            NativeDef::function(
                "new(name, string=b'', *, usedforsecurity=True)",
                "Return a new hash object using the named algorithm.",
                |vm, args| {
                    let Some(name) = args.get(0).as_str().map(|name| name.to_string_lossy()) else {
                        return Err(vm.type_error("name must be a string"));
                    };
                    let data = args.take_opt(1);
                    made(vm, &name, data.as_ref())
                },
            ),
            NativeDef::function(
                "pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)",
                "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function.",
                pbkdf2,
            ),
            NativeDef::function("compare_digest(a, b, /)", "Return 'a == b', in a time that tells nothing of them.", compare),
        ];
    };
}

constructors! {
    "openssl_md5" "md5"; "openssl_sha1" "sha1"; "openssl_sha224" "sha224"; "openssl_sha256" "sha256";
    "openssl_sha384" "sha384"; "openssl_sha512" "sha512"; "openssl_sha3_224" "sha3_224";
    "openssl_sha3_256" "sha3_256"; "openssl_sha3_384" "sha3_384"; "openssl_sha3_512" "sha3_512";
    "openssl_shake_128" "shake_128"; "openssl_shake_256" "shake_256";
}

fn state<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v State> {
    value.payload().ok_or_else(|| vm.type_error("a hash object is required"))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn feed(vm: &Vm, state: &State, data: &Value) -> PyResult<()> {
    if data.as_str().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    match vm.with_bytes_opt(data, |bytes| state.hasher.with_mut(|hasher| hasher.update(bytes)))? {
        Some(()) => Ok(()),
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

fn made(vm: &mut Vm, name: &str, data: Option<&Value>) -> PyResult {
    let Some(kind) = kind(name) else {
        // BLAKE2 has a class of its own with parameters; this is the one without.
        let big = match name.to_ascii_lowercase().as_str() {
            "blake2b" => true,
            "blake2s" => false,
            _ => return Err(vm.value_error(format!("unsupported hash type {name}"))),
        };
        let class = vm.native_class(if big { &BLAKE2B } else { &BLAKE2S });
        return vm.call(&class, data.map_or(&[], std::slice::from_ref));
    };
    let state = State { name: kind.name, size: kind.size, block: kind.block, hasher: Guarded::new((kind.make)()) };
    if let Some(data) = data {
        feed(vm, &state, data)?;
    }
    let class = vm.native_class(if kind.size == 0 { &HASH_XOF } else { &HASH });
    Ok(vm.heap().boxed(&class, state))
}

fn extended(vm: &mut Vm, args: &Args<'_>) -> PyResult<Vec<u8>> {
    let len = vm.index_or(args.get(1), |vm| vm.types().overflow_error())?;
    let Ok(len) = usize::try_from(len) else {
        return Err(vm.system_error("Negative size passed to PyBytes_FromStringAndSize"));
    };
    if !vm.heap().has_room(len) {
        return Err(vm.memory_error());
    }
    Ok(state(vm, args.get(0))?.hasher.with(|hasher| hasher.finish(len)))
}

/// An unsigned argument of a C type.
fn unsigned(vm: &mut Vm, value: Option<&Value>, default: u64) -> PyResult<Option<u64>> {
    let Some(value) = value else { return Ok(Some(default)) };
    let index = vm.index(value)?;
    match index.as_int() {
        Some(int) if int.is_negative() => Err(vm.value_error("value must be positive")),
        Some(IntRef::Small(i)) => Ok(Some(i as u64)),
        Some(IntRef::Big(b)) => Ok(u64::try_from(b).ok()),
        None => Ok(None),
    }
}

fn new_blake2(vm: &mut Vm, args: &mut Args<'_>, big: bool) -> PyResult {
    let (salt_size, most) = if big { (16, 64) } else { (8, 32) };
    let mut small = |i: usize, default: i64, range: std::ops::RangeInclusive<i64>, message: String| -> PyResult<u8> {
        let number = args.opt(i).map_or(Ok(default), |value| vm.index_clamped(value))?;
        if range.contains(&number) { Ok(number as u8) } else { Err(vm.value_error(message)) }
    };
    let digest_size = small(2, most, 1..=most, format!("digest_size must be between 1 and {most} bytes"))?;
    let fanout = small(6, 1, 0..=255, "fanout must be between 0 and 255".to_string())?;
    let depth = small(7, 1, 1..=255, "depth must be between 1 and 255".to_string())?;
    let node_depth = small(10, 0, 0..=255, "node_depth must be between 0 and 255".to_string())?;
    let inner_size = small(11, 0, 0..=most, format!("inner_size must be between 0 and is {most}"))?;
    let bytes = |i: usize, limit: usize, what: &str| -> PyResult<Vec<u8>> {
        let Some(value) = args.opt(i) else { return Ok(Vec::new()) };
        let data = vm.with_bytes(value, <[u8]>::to_vec)?;
        if data.len() <= limit {
            Ok(data)
        } else {
            Err(vm.value_error(format!("maximum {what} length is {limit} bytes")))
        }
    };
    let (salt, person) = (bytes(4, salt_size, "salt")?, bytes(5, salt_size, "person")?);
    let key = bytes(3, most as usize, "key")?;
    let leaf_size = unsigned(vm, args.opt(8), 0)?.and_then(|n| u32::try_from(n).ok());
    let Some(leaf_size) = leaf_size else { return Err(vm.overflow_error("leaf_size is too large")) };
    let Some(node_offset) = unsigned(vm, args.opt(9), 0)? else {
        return Err(vm.overflow_error("int too big to convert"));
    };
    if !big && node_offset >> 48 != 0 {
        return Err(vm.overflow_error("node_offset is too large"));
    }
    let last_node = args.opt(12).map_or(Ok(false), |flag| vm.truth(flag))?;
    let parameters = Parameters {
        digest_size,
        key,
        salt,
        person,
        fanout,
        depth,
        leaf_size,
        node_offset,
        node_depth,
        inner_size,
        last_node,
    };
    let hasher: Box<dyn Hasher> =
        if big { Box::new(Blake2b::new(&parameters)) } else { Box::new(Blake2s::new(&parameters)) };
    let (name, block) = if big { ("blake2b", 128) } else { ("blake2s", 64) };
    let state = State { name, size: digest_size.into(), block, hasher: Guarded::new(hasher) };
    if let Some(data) = args.opt(1) {
        feed(vm, &state, data)?;
    }
    Ok(vm.heap().boxed(args.get(0), state))
}

fn pbkdf2(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(name) = args.get(0).as_str().map(|name| name.to_string_lossy()) else {
        let found = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("pbkdf2_hmac() argument 'hash_name' must be str, not {found}")));
    };
    let password = vm.with_bytes(args.get(1), <[u8]>::to_vec)?;
    let salt = vm.with_bytes(args.get(2), <[u8]>::to_vec)?;
    let iterations = vm.index_or(args.get(3), |vm| vm.types().overflow_error())?;
    let Some(kind) = kind(&name).filter(|kind| kind.size > 0) else {
        return Err(vm.value_error("[digital envelope routines] unsupported"));
    };
    if iterations < 1 {
        return Err(vm.value_error("iteration value must be greater than 0."));
    }
    let len = match args.opt(4).filter(|len| !len.is_none()) {
        Some(len) => vm.index_or(len, |vm| vm.types().overflow_error())?,
        None => kind.size as i64,
    };
    let Some(len) = usize::try_from(len).ok().filter(|len| *len > 0) else {
        return Err(vm.value_error("key length must be greater than 0."));
    };
    if len > i32::MAX as usize {
        return Err(vm.overflow_error("key length is too great."));
    }
    let mut key = password;
    if key.len() > kind.block {
        let mut hasher = (kind.make)();
        hasher.update(&key);
        key = hasher.finish(0);
    }
    key.resize(kind.block, 0);
    let keyed = |pad: u8| {
        let mut hasher = (kind.make)();
        hasher.update(&key.iter().map(|byte| byte ^ pad).collect::<Vec<u8>>());
        hasher
    };
    let (inner, outer) = (keyed(0x36), keyed(0x5c));
    let mac = |message: &[&[u8]]| {
        let (mut inner, mut outer) = (inner.copy(), outer.copy());
        message.iter().for_each(|part| inner.update(part));
        outer.update(&inner.finish(0));
        outer.finish(0)
    };
    let mut out = Vec::new();
    for block in 1u32.. {
        if out.len() >= len {
            break;
        }
        let mut last = mac(&[&salt, &block.to_be_bytes()]);
        let mut sum = last.clone();
        for _ in 1..iterations {
            last = mac(&[&last]);
            sum.iter_mut().zip(&last).for_each(|(sum, byte)| *sum ^= byte);
        }
        out.extend(sum);
    }
    out.truncate(len);
    Ok(vm.heap().bytes(out))
}

fn compare(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (a, b) = (args.get(0), args.get(1));
    let (left, right) = if let (Some(a), Some(b)) = (a.as_str(), b.as_str()) {
        if !a.is_ascii() || !b.is_ascii() {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        (a.to_string_lossy().into_bytes(), b.to_string_lossy().into_bytes())
    } else {
        if !vm.is_bytes_like(a) && !vm.is_bytes_like(b) {
            let (a, b) = (vm.type_name(a), vm.type_name(b));
            let message = format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'");
            return Err(vm.type_error(message));
        }
        (vm.with_bytes(a, <[u8]>::to_vec)?, vm.with_bytes(b, <[u8]>::to_vec)?)
    };
    let differing = left.iter().zip(&right).fold(0, |bits, (a, b)| bits | (a ^ b));
    Ok(Value::bool(differing == 0 && left.len() == right.len()))
}
