//! `random`: the generator is native, the distributions are Python.

mod twister;

use dashu_int::{IBig, UBig};
use sha2::Digest;

use crate::object::boxed::Payload;
use crate::object::bytes::Bytes;
use crate::object::class::class_flag;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::ModuleDef;
use twister::{STATE_WORDS, Twister};

pub static NATIVE_RANDOM: ModuleDef = ModuleDef {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    functions: &[
        NativeDef::function("_urandom(size, /)", "Bytes from the source of randomness.", |vm, args| {
            let size = vm.index_or(args.get(0), |vm| vm.types().overflow_error())?;
            let Ok(size) = usize::try_from(size) else {
                return Err(vm.value_error("negative argument not allowed"));
            };
            if !vm.heap().has_room(size) {
                return Err(vm.memory_error());
            }
            let bytes = system_bytes(vm, size)?;
            Ok(vm.heap().bytes(bytes))
        }),
        NativeDef::function("_sha512(data, /)", "", |vm, args| match args.get(0).downcast::<Bytes>() {
            Some(bytes) => Ok(vm.heap().bytes(sha2::Sha512::digest(&bytes.data).to_vec())),
            None => Err(vm.type_error("bytes expected")),
        }),
    ],
    classes: &[&RANDOM],
    ..ModuleDef::EMPTY
};

static RANDOM: ClassDef = ClassDef {
    name: "Random",
    module: "_random",
    doc: "Random() -> create a random number generator with its own internal state.",
    flags: class_flag::BASE,
    new: Some(&NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
        let class = args.take(0);
        let state = seeded(vm, args.rest(1).first())?;
        Ok(vm.heap().boxed(&class, Generator(Guarded::new(state))))
    })),
    methods: METHODS,
    ..ClassDef::EMPTY
};

struct Generator(Guarded<Twister>);

impl Payload for Generator {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static METHODS: &[NativeDef] = &[
    NativeDef::method("random(self, /)", "random() -> x in the interval [0, 1).", |vm, args| {
        let number = generator(vm, args.get(0))?.0.with_mut(Twister::unit);
        Ok(vm.heap().float(number))
    }),
    NativeDef::method("seed(self, n=None, /)", "Defaults to use urandom and falls back to the time.", |vm, args| {
        let n = args.take_opt(1);
        let state = seeded(vm, n.as_ref())?;
        generator(vm, args.get(0))?.0.replace(state);
        Ok(Value::NONE)
    }),
    NativeDef::method("getrandbits(self, k, /)", "getrandbits(k) -> x.  Generates an int with k random bits.", bits),
    NativeDef::method("getstate(self, /)", "getstate() -> tuple containing the current state.", |vm, args| {
        let heap = vm.heap();
        let words = generator(vm, args.get(0))?.0.with(|state| {
            let index = std::iter::once(Value::from_len(state.index));
            state.words.iter().map(|&w| Value::from_len(w as usize)).chain(index).collect()
        });
        Ok(heap.tuple(words))
    }),
    NativeDef::method("setstate(self, state, /)", "setstate(state) -> None.  Restores generator state.", set_state),
];

fn generator<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Generator> {
    value.payload().ok_or_else(|| vm.type_error("a Random object is required"))
}

fn system_bytes(vm: &Vm, size: usize) -> PyResult<Vec<u8>> {
    let mut bytes = vec![0; size];
    vm.host.chance.fill(&mut bytes).map_err(|error| vm.io_error(&error, None))?;
    Ok(bytes)
}

/// A generator seeded with an int's absolute value, another object's hash, or the system's randomness.
fn seeded(vm: &mut Vm, seed: Option<&Value>) -> PyResult<Twister> {
    let bytes = match seed.filter(|s| !s.is_none()) {
        None => system_bytes(vm, STATE_WORDS * 4)?,
        Some(seed) => {
            let magnitude: UBig = match seed.as_int() {
                Some(int) => int.to_big().into_parts().1,
                None => UBig::from(vm.hash(seed)? as u64),
            };
            magnitude.to_le_bytes().to_vec()
        }
    };
    let mut key: Vec<u32> = Vec::with_capacity(bytes.len() / 4 + 1);
    for chunk in bytes.chunks(4) {
        key.push(chunk.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte)));
    }
    if key.is_empty() {
        key.push(0);
    }
    Ok(Twister::from_key(&key))
}

fn bits(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let count = vm.index_or(args.get(1), |vm| vm.types().overflow_error())?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    let state = &generator(vm, args.get(0))?.0;
    if count <= 32 {
        let word = if count == 0 { 0 } else { state.with_mut(Twister::next) >> (32 - count) };
        return Ok(Value::from_len(word as usize));
    }
    if !vm.heap().has_room(count / 8) {
        return Err(vm.memory_error());
    }
    let mut bytes = Vec::with_capacity(count / 8 + 4);
    let mut left = count;
    while left > 0 {
        let mut word = state.with_mut(Twister::next);
        if left < 32 {
            word >>= 32 - left;
        }
        bytes.extend(word.to_le_bytes());
        left = left.saturating_sub(32);
    }
    Ok(vm.heap().big_int(IBig::from(UBig::from_le_bytes(&bytes))))
}

fn set_state(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let items = match args.get(1).downcast::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => return Err(vm.type_error("state vector must be a tuple")),
    };
    if items.len() != STATE_WORDS + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut state = Twister { words: [0; STATE_WORDS], index: 0 };
    for (word, item) in state.words.iter_mut().zip(&items) {
        *word = vm.index_or(item, |vm| vm.types().overflow_error())? as u32;
    }
    let index = match items.last() {
        Some(item) => vm.index_or(item, |vm| vm.types().overflow_error())?,
        None => -1,
    };
    match usize::try_from(index) {
        Ok(index) if index <= STATE_WORDS => state.index = index,
        _ => return Err(vm.value_error("invalid state")),
    }
    generator(vm, args.get(0))?.0.replace(state);
    Ok(Value::NONE)
}
