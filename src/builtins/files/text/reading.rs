//! Reading a text file: chunks of bytes become characters, characters become lines.

use crate::object::bytes::Bytes;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::{Text, TextBuilder};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::base::call;
use super::super::buffered::Buffered;
use super::{Coding, TextFile};

impl TextFile {
    /// A chunk of bytes from the stream below, none at the end.
    fn read_bytes(&self, vm: &mut Vm) -> PyResult<Vec<u8>> {
        let buffer = self.buffer(vm)?;
        if let Some(buffered) = Buffered::exact(vm, &buffer).filter(|buffered| buffered.is_open_file(vm)) {
            return Ok(buffered.read_once(vm, self.chunk_size.get())?.unwrap_or_default());
        }
        let read1 = vm.heap().intern("read1");
        let size = vm.heap().size(self.chunk_size.get());
        let data = match vm.get_attr_opt(&buffer, &read1)? {
            Some(read1) => vm.call(&read1, &[size])?,
            None => call(vm, &buffer, "read", &[size])?,
        };
        match vm.with_bytes_opt(&data, <[u8]>::to_vec)? {
            Some(data) => Ok(data),
            None => {
                let got = vm.type_name(&data);
                Err(vm.type_error(format!("underlying read1() should have returned a bytes-like object, not '{got}'")))
            }
        }
    }

    /// Decodes the next chunk in place of the one before, whose characters have all been used. False at the end.
    pub(super) fn fill(&self, vm: &mut Vm) -> PyResult<bool> {
        if !self.output.borrow().is_empty() {
            self.write_out(vm)?;
        }
        if let Coding::Python(_) = self.coding.get()
            && self.telling.get()
        {
            let decoder = self.decoder(vm)?;
            self.take_snapshot(vm, &decoder)?;
        }
        let data = self.read_bytes(vm)?;
        let last = data.is_empty();
        let text = self.decode(vm, &data, last)?;
        let empty = text.is_empty();
        *self.decoded.borrow_mut() = text;
        self.at.set(0);
        Ok(!last || !empty)
    }

    /// Keeps what the decoder holds, as the beginning of the chunk.
    fn take_snapshot(&self, vm: &mut Vm, decoder: &Value) -> PyResult<()> {
        let state = call(vm, decoder, "getstate", &[])?;
        let Some([held, flags]) = state.downcast::<Tuple>().map(Tuple::items) else {
            return Err(vm.type_error("illegal decoder state"));
        };
        let Some(bytes) = held.downcast::<Bytes>() else {
            let got = vm.type_name(held);
            let message = format!("illegal decoder state: the first item should be a bytes object, not '{got}'");
            return Err(vm.type_error(message));
        };
        *self.chunk.borrow_mut() = bytes.data.to_vec();
        self.flags.set(vm.index_i64(flags)?);
        Ok(())
    }

    /// The characters of more bytes; keeps the bytes for `tell`.
    fn decode(&self, vm: &mut Vm, data: &[u8], last: bool) -> PyResult<Text> {
        let text = match self.coding.get() {
            Coding::Native(codec) => {
                let whole = {
                    let mut chunk = self.chunk.borrow_mut();
                    let used = chunk.len() - self.incomplete.get().min(chunk.len());
                    chunk.drain(..used);
                    if chunk.try_reserve(data.len()).is_err() {
                        return Err(vm.memory_error());
                    }
                    chunk.extend_from_slice(data);
                    chunk.clone()
                };
                let len = whole.len();
                self.incomplete.set(len);
                let ahead = self.codec_ahead(codec);
                let mark = whole.get(..4.min(len)).map(<[u8]>::to_vec).unwrap_or_default();
                let (text, used) = match self.decode_natively(vm, ahead, whole, last) {
                    Ok(decoded) => decoded,
                    // The new bytes are lost, as in CPython, or the same error would come for ever.
                    Err(error) => {
                        let kept = len - data.len();
                        self.chunk.borrow_mut().truncate(kept);
                        self.incomplete.set(kept);
                        return Err(error);
                    }
                };
                self.note_order(codec, &mark, used);
                self.incomplete.set(len - used);
                text
            }
            Coding::Python(_) => {
                self.chunk.borrow_mut().extend_from_slice(data);
                let decoder = self.decoder(vm)?;
                let data = vm.heap().bytes(data);
                let text = call(vm, &decoder, "decode", &[data, Value::bool(last)])?;
                match text.as_str() {
                    Some(text) => text.units().into(),
                    None => {
                        let got = vm.type_name(&text);
                        return Err(vm.type_error(format!("decoder should return a string result, not '{got}'")));
                    }
                }
            }
        };
        match self.newline.get().is_universal() {
            true => self.ends.read(text, last).or_memory_error(vm),
            false => Ok(text),
        }
    }

    /// Characters that are ready.
    fn ready(&self) -> usize {
        self.decoded.borrow().len() - self.at.get()
    }

    /// Takes up to `count` of the characters that are ready.
    fn take(&self, vm: &Vm, count: usize) -> PyResult<Text> {
        let decoded = self.decoded.borrow();
        let start = self.at.get();
        let end = decoded.len().min(start.saturating_add(count));
        let piece = decoded.units().slice(start..end).or_memory_error(vm)?;
        self.at.set(end);
        Ok(piece.units().into())
    }

    /// Up to `size` characters.
    pub(super) fn read(&self, vm: &mut Vm, size: usize) -> PyResult<Text> {
        if size == usize::MAX {
            return self.read_all(vm);
        }
        let first = self.take(vm, size)?;
        if first.len() == size {
            return Ok(first);
        }
        let mut out = TextBuilder::default();
        out.try_push_units(first.units()).or_memory_error(vm)?;
        while out.len() < size && self.fill(vm)? {
            let more = self.take(vm, size - out.len())?;
            out.try_push_units(more.units()).or_memory_error(vm)?;
        }
        Ok(out.finish())
    }

    fn read_all(&self, vm: &mut Vm) -> PyResult<Text> {
        if !self.output.borrow().is_empty() {
            self.write_out(vm)?;
        }
        let first = self.take(vm, usize::MAX)?;
        let buffer = self.buffer(vm)?;
        let data = match Buffered::exact(vm, &buffer).filter(|buffered| buffered.is_open_file(vm)) {
            Some(buffered) => buffered.read_all(vm)?.unwrap_or_default(),
            None => {
                let data = call(vm, &buffer, "read", &[])?;
                super::super::base::bytes_of(vm, &data)?
            }
        };
        let rest = self.decode(vm, &data, true)?;
        drop(self.decoded.take());
        self.at.set(0);
        self.chunk.borrow_mut().clear();
        self.incomplete.set(0);
        if first.is_empty() {
            return Ok(rest);
        }
        let mut out = TextBuilder::default();
        out.try_push_units(first.units()).or_memory_error(vm)?;
        out.try_push_units(rest.units()).or_memory_error(vm)?;
        Ok(out.finish())
    }

    /// The next line, empty at the end; at most `limit` characters.
    pub(super) fn read_line(&self, vm: &mut Vm, limit: usize) -> PyResult<Text> {
        let newline = self.newline.get();
        let mut line = Text::default();
        loop {
            // Characters of the line that came in earlier chunks may hold the first half of its end.
            let found = {
                let decoded = self.decoded.borrow();
                let start = self.at.get();
                let split = newline == super::Newline::CrLf
                    && line.units().get(line.len().wrapping_sub(1)) == Some(13)
                    && decoded.units().get(start) == Some(10);
                match split {
                    true => Some(1),
                    false => {
                        let rest = decoded.units().slice(start..decoded.len()).or_memory_error(vm)?;
                        newline.line_length(rest.units(), 0)
                    }
                }
            };
            let wanted = limit - line.len();
            let piece = self.take(vm, found.unwrap_or(usize::MAX).min(wanted))?;
            if line.is_empty() {
                line = piece;
            } else if !piece.is_empty() {
                let mut out = TextBuilder::default();
                out.try_push_units(line.units()).or_memory_error(vm)?;
                out.try_push_units(piece.units()).or_memory_error(vm)?;
                line = out.finish();
            }
            if found.is_some() || line.len() >= limit {
                return Ok(line);
            }
            debug_assert_eq!(self.ready(), 0);
            if !self.fill(vm)? {
                return Ok(line);
            }
        }
    }
}
