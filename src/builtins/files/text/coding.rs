//! Encoding and decoding for a text file.

use crate::builtins::types::codec::{self, registry};
use crate::object::bytes::Bytes;
use crate::object::{PyResult, Value};
use crate::text::codec::{ByteOrder, Codec};
use crate::text::{Text, Units};
use crate::vm::Vm;

use super::super::base::{attribute, call};
use super::{Coding, TextFile};

/// The codec of that name.
pub fn find(vm: &mut Vm, name: &Value) -> PyResult<Coding> {
    let name = name.as_str().map(|name| name.to_string_lossy()).unwrap_or_default();
    if let Some(codec) = Codec::by_name(&name) {
        return Ok(Coding::Native(codec));
    }
    let info = registry::lookup(vm, &name)?;
    if !registry::is_text(vm, &info)? {
        let message = format!("'{name}' is not a text encoding; use codecs.open() to handle arbitrary codecs");
        return Err(vm.lookup_error(message));
    }
    Ok(Coding::Python(info))
}

impl TextFile {
    /// An encoder or a decoder of the codec, made now.
    fn make(&self, vm: &mut Vm, info: &Value, part: &str) -> PyResult {
        let class = attribute(vm, info, part)?;
        vm.call(&class, &[self.errors.get()])
    }

    /// The encoder that is written in Python.
    pub(super) fn encoder(&self, vm: &mut Vm) -> PyResult {
        if let Some(encoder) = self.encoder.get() {
            return Ok(encoder);
        }
        let Coding::Python(info) = self.coding.get() else { return Ok(Value::NONE) };
        let encoder = self.make(vm, &info, "incrementalencoder")?;
        drop(self.encoder.replace(Some(encoder.clone())));
        Ok(encoder)
    }

    /// The decoder that is written in Python.
    pub(super) fn decoder(&self, vm: &mut Vm) -> PyResult {
        if let Some(decoder) = self.decoder.get() {
            return Ok(decoder);
        }
        let Coding::Python(info) = self.coding.get() else { return Ok(Value::NONE) };
        let decoder = self.make(vm, &info, "incrementaldecoder")?;
        drop(self.decoder.replace(Some(decoder.clone())));
        Ok(decoder)
    }

    /// Appends the bytes of `units` to what waits to be written.
    pub(super) fn encode(&self, vm: &mut Vm, units: Units<'_>) -> PyResult<()> {
        let data = match self.coding.get() {
            Coding::Native(codec) => {
                if let Units::One(bytes) = units
                    && matches!(codec, Codec::Utf8 | Codec::Latin1 | Codec::Ascii)
                    && bytes.is_ascii()
                {
                    let mut output = self.output.borrow_mut();
                    if output.try_reserve(bytes.len()).is_err() {
                        return Err(vm.memory_error());
                    }
                    output.extend_from_slice(bytes);
                    self.at_start.set(self.at_start.get() && bytes.is_empty());
                    return Ok(());
                }
                let codec = match codec {
                    Codec::Utf8Sig if !self.at_start.get() => Codec::Utf8,
                    Codec::Utf16(ByteOrder::Marked) if !self.at_start.get() => Codec::Utf16(ByteOrder::Little),
                    Codec::Utf32(ByteOrder::Marked) if !self.at_start.get() => Codec::Utf32(ByteOrder::Little),
                    codec => codec,
                };
                let text = vm.heap().str_from_units(units);
                let data = codec::encode_natively(vm, codec, &text, Some(&self.errors.get()))?;
                self.at_start.set(false);
                data
            }
            Coding::Python(_) => {
                let encoder = self.encoder(vm)?;
                let text = vm.heap().str_from_units(units);
                call(vm, &encoder, "encode", &[text])?
            }
        };
        let Some(bytes) = data.downcast::<Bytes>() else {
            let got = vm.type_name(&data);
            return Err(vm.type_error(format!("encoder should return a bytes object, not '{got}'")));
        };
        let mut output = self.output.borrow_mut();
        if output.try_reserve(bytes.data.len()).is_err() {
            return Err(vm.memory_error());
        }
        output.extend_from_slice(&bytes.data);
        Ok(())
    }

    /// The text of `data` by a codec of ours, and how many bytes were used.
    pub(super) fn decode_natively(
        &self,
        vm: &mut Vm,
        codec: Codec,
        data: Vec<u8>,
        last: bool,
    ) -> PyResult<(Text, usize)> {
        let data = vm.heap().bytes(data);
        let (text, used) = codec::decode_natively(vm, codec, &data, Some(&self.errors.get()), last)?;
        Ok((text.as_str().map(|text| text.units().into()).unwrap_or_default(), used))
    }

    /// The codec for what comes next: the byte order once it is known.
    pub(super) fn codec_ahead(&self, codec: Codec) -> Codec {
        self.ordered.get().unwrap_or(codec)
    }

    /// Learns the byte order from the first bytes.
    pub(super) fn note_order(&self, codec: Codec, data: &[u8], used: usize) {
        if self.ordered.get().is_some() || used == 0 {
            return;
        }
        self.ordered.set(match (codec, data) {
            (Codec::Utf8Sig, _) => Some(Codec::Utf8),
            (Codec::Utf16(ByteOrder::Marked), [0xfe, 0xff, ..]) => Some(Codec::Utf16(ByteOrder::Big)),
            (Codec::Utf16(ByteOrder::Marked), _) => Some(Codec::Utf16(ByteOrder::Little)),
            (Codec::Utf32(ByteOrder::Marked), [0, 0, 0xfe, 0xff, ..]) => Some(Codec::Utf32(ByteOrder::Big)),
            (Codec::Utf32(ByteOrder::Marked), _) => Some(Codec::Utf32(ByteOrder::Little)),
            _ => None,
        });
    }
}
