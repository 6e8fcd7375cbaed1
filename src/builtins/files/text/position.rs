//! Positions of a text file: `tell` gives a cookie for `seek`.
//!
//! For codecs of ours it is the byte position of the next character. A decoder written in Python may have a state: then
//! the cookie also holds that state, how many bytes to feed and how many characters to skip, 64 and 32 bits apart as in
//! CPython.

use crate::object::bytes::Bytes;
use crate::object::native::Args;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::number::Operator;

use super::super::base::{call, unsupported};
use super::super::newline::LineEnds;
use super::{Coding, Newline, TextFile, open};

pub(super) fn tell(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let file = open(vm, &this)?;
    if !file.seekable.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if !file.telling.get() {
        return Err(vm.exception(vm.types().os_error(), "telling position disabled by next() call"));
    }
    file.write_out(vm)?;
    call(vm, &this, "flush", &[])?;
    let buffer = file.buffer(vm)?;
    let position = call(vm, &buffer, "tell", &[])?;
    let len = file.chunk.borrow().len();
    if len == 0 {
        return Ok(position);
    }
    let position = vm.index_i64(&position)?.saturating_sub(len as i64);
    match file.coding.get() {
        Coding::Native(codec) => {
            let offset = file.byte_offset(vm, codec)?;
            Ok(vm.heap().int(position + offset as i64))
        }
        Coding::Python(_) => file.cookie(vm, position),
    }
}

/// The parts of a cookie for a decoder written in Python.
#[derive(Clone, Copy, Default)]
struct Cookie {
    position: i64,
    flags: i64,
    feed: i64,
    skip: i64,
    at_end: bool,
}

impl Cookie {
    fn pack(self, vm: &mut Vm) -> PyResult {
        let parts = [(self.flags, 64), (self.feed, 96), (self.skip, 128), (self.at_end.into(), 160)];
        let mut cookie = vm.heap().int(self.position);
        for (part, shift) in parts {
            if part != 0 {
                let (part, shift) = (vm.heap().int(part), vm.heap().int(shift));
                let part = vm.binary(Operator::LShift, &part, &shift)?;
                cookie = vm.binary(Operator::Or, &cookie, &part)?;
            }
        }
        Ok(cookie)
    }

    fn unpack(vm: &mut Vm, cookie: &Value) -> PyResult<Cookie> {
        if let Some(position) = cookie.as_small_int() {
            return Ok(Cookie { position, ..Cookie::default() });
        }
        let mut part = |shift: i64, bits: i64| {
            let (shift, mask) = (vm.heap().int(shift), vm.heap().int((1 << bits) - 1));
            let shifted = vm.binary(Operator::RShift, cookie, &shift)?;
            let part = vm.binary(Operator::And, &shifted, &mask)?;
            vm.index_i64(&part)
        };
        let position = part(0, 62)?;
        Ok(Cookie {
            position,
            flags: part(64, 32)?,
            feed: part(96, 32)?,
            skip: part(128, 32)?,
            at_end: part(160, 8)? != 0,
        })
    }
}

impl TextFile {
    /// How many bytes of the chunk the used characters take.
    fn byte_offset(&self, vm: &mut Vm, codec: crate::text::codec::Codec) -> PyResult<usize> {
        let used = self.at.get();
        let (len, incomplete) = (self.chunk.borrow().len(), self.incomplete.get());
        if used == self.decoded.borrow().len() && !self.ends.pending.get() {
            return Ok(len - incomplete.min(len));
        }
        let codec = self.codec_ahead(codec);
        // How many characters the first bytes give: it never shrinks as there are more.
        let characters = |vm: &mut Vm, bytes: usize| -> PyResult<usize> {
            let data = self.chunk.borrow().get(..bytes).map(<[u8]>::to_vec).unwrap_or_default();
            let (text, _) = self.decode_natively(vm, codec, data, false)?;
            if !self.newline.get().is_universal() {
                return Ok(text.len());
            }
            let ends = LineEnds::new(self.newline.get() == Newline::Universal);
            Ok(ends.read(text, false).or_memory_error(vm)?.len())
        };
        let (mut low, mut high) = (0, len);
        while low < high {
            let middle = (low + high) / 2;
            if characters(vm, middle)? < used { low = middle + 1 } else { high = middle }
        }
        // A `\r` that only the next byte has made a line end stands alone.
        let exact = low == 0 || characters(vm, low)? == used;
        Ok(if exact { low } else { low - 1 })
    }

    /// The cookie for the used characters, by a decoder written in Python: from the last place at which it holds nothing.
    fn cookie(&self, vm: &mut Vm, position: i64) -> PyResult {
        let decoder = self.decoder(vm)?;
        let used = self.at.get() as i64;
        let mut cookie = Cookie { position, flags: self.flags.get(), ..Cookie::default() };
        if used == 0 {
            return cookie.pack(vm);
        }
        let saved = call(vm, &decoder, "getstate", &[])?;
        let result = self.search_cookie(vm, &decoder, &mut cookie, used);
        call(vm, &decoder, "setstate", &[saved])?;
        result?;
        cookie.pack(vm)
    }

    fn search_cookie(&self, vm: &mut Vm, decoder: &Value, cookie: &mut Cookie, used: i64) -> PyResult<()> {
        let start = vm.heap().int(cookie.flags);
        let start = vm.heap().tuple_from([vm.heap().bytes(Vec::new()), start]);
        call(vm, decoder, "setstate", &[start])?;
        let chunk = self.chunk.borrow().clone();
        let (mut decoded, mut feed) = (0, 0);
        cookie.skip = used;
        for byte in chunk {
            let data = vm.heap().bytes(vec![byte]);
            let text = call(vm, decoder, "decode", &[data])?;
            decoded += vm.len(&text)? as i64;
            feed += 1;
            let state = call(vm, decoder, "getstate", &[])?;
            let Some([held, flags]) = state.downcast::<Tuple>().map(Tuple::items) else { continue };
            if held.downcast::<Bytes>().is_some_and(|held| held.data.is_empty()) && decoded <= used {
                cookie.position += feed;
                cookie.flags = vm.index_i64(flags)?;
                cookie.skip = used - decoded;
                (cookie.feed, feed) = (0, 0);
            }
            if decoded >= used {
                break;
            }
        }
        if cookie.skip > 0 {
            cookie.feed = feed;
            if decoded < used {
                let data = vm.heap().bytes(Vec::new());
                let text = call(vm, decoder, "decode", &[data, Value::TRUE])?;
                decoded += vm.len(&text)? as i64;
                cookie.at_end = true;
                if decoded < used {
                    return Err(vm.exception(vm.types().os_error(), "can't reconstruct logical file position"));
                }
            }
        }
        Ok(())
    }
}

pub(super) fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (this, target) = (args.take(0), args.take(1));
    let whence = match args.opt(2).cloned() {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    let file = open(vm, &this)?;
    if !file.seekable.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let zero = Value::from_len(0);
    let buffer = file.buffer(vm)?;
    let is_zero = vm.equal(&target, &zero)?;
    let target = match whence {
        1 if !is_zero => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        1 => {
            call(vm, &this, "flush", &[])?;
            call(vm, &this, "tell", &[])?
        }
        2 if !is_zero => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        2 => {
            call(vm, &this, "flush", &[])?;
            file.forget();
            if let Some(decoder) = file.decoder.get() {
                call(vm, &decoder, "reset", &[])?;
            }
            let position = call(vm, &buffer, "seek", &[zero.clone(), Value::from_len(2)])?;
            let at_start = vm.equal(&position, &zero)?;
            return file.reset_encoder(vm, at_start).map(|()| position);
        }
        0 => target,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let negative = target.as_int().is_some_and(|n| n.is_negative());
    if negative {
        let shown = vm.repr_text(&target)?;
        return Err(vm.value_error(format!("negative seek position {shown}")));
    }
    if target.as_int().is_none() {
        let got = vm.type_name(&target);
        return Err(vm.type_error(format!("'{got}' object cannot be interpreted as an integer")));
    }
    call(vm, &this, "flush", &[])?;
    let cookie = Cookie::unpack(vm, &target)?;
    let position = vm.heap().int(cookie.position);
    call(vm, &buffer, "seek", &[position])?;
    file.forget();
    if cookie.position == 0 {
        file.ordered.set(None);
    }
    if let Coding::Python(_) = file.coding.get() {
        let decoder = file.decoder(vm)?;
        if cookie.position == 0 && cookie.flags == 0 {
            call(vm, &decoder, "reset", &[])?;
        } else {
            let flags = vm.heap().int(cookie.flags);
            let state = vm.heap().tuple_from([vm.heap().bytes(Vec::new()), flags]);
            call(vm, &decoder, "setstate", &[state])?;
        }
        file.flags.set(cookie.flags);
        if cookie.skip > 0 {
            let data = call(vm, &buffer, "read", &[vm.heap().int(cookie.feed)])?;
            *file.chunk.borrow_mut() = super::super::base::bytes_of(vm, &data)?;
            let text = call(vm, &decoder, "decode", &[data, Value::bool(cookie.at_end)])?;
            let Some(text) = text.as_str() else { return Err(vm.type_error("decoder should return a string result")) };
            if (text.len() as i64) < cookie.skip {
                return Err(vm.exception(vm.types().os_error(), "can't restore logical file position"));
            }
            *file.decoded.borrow_mut() = text.units().into();
            file.at.set(cookie.skip as usize);
        }
    }
    file.reset_encoder(vm, is_zero && whence == 0)?;
    Ok(target)
}

impl TextFile {
    /// A byte-order mark is written at the start of a stream only.
    fn reset_encoder(&self, vm: &mut Vm, at_start: bool) -> PyResult<()> {
        self.at_start.set(at_start);
        if let Some(encoder) = self.encoder.get() {
            match at_start {
                true => call(vm, &encoder, "reset", &[])?,
                false => call(vm, &encoder, "setstate", &[Value::from_len(0)])?,
            };
        }
        Ok(())
    }
}
