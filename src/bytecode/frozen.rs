//! Code objects as bytes: what the build makes of the library's Python source, and how it is read at an import.
//!
//! A module is one table of strings (names and texts that are UTF-8), then its code object, nested ones inside.
//! Numbers are LEB128. The bytes come from the same build that reads them, so nothing in them names a version.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use dashu_int::IBig;

use super::code::{Body, CodeObject, Constant, LazyBody};
use crate::text::Text;

/// What stands before a constant.
mod tag {
    pub const NONE: u8 = 0;
    pub const TRUE: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const ELLIPSIS: u8 = 3;
    /// A natural number of 32 bits.
    pub const SMALL_INT: u8 = 4;
    /// The decimal digits.
    pub const INT: u8 = 5;
    pub const FLOAT: u8 = 6;
    pub const COMPLEX: u8 = 7;
    pub const STR: u8 = 8;
    /// A text with lone surrogates: its code points.
    pub const SURROGATES: u8 = 9;
    pub const BYTES: u8 = 10;
    pub const TUPLE: u8 = 11;
    pub const FROZEN_SET: u8 = 12;
    pub const CODE: u8 = 13;
}

/// The bytes of a module's code object. Its file name is not among them.
pub fn write(code: &CodeObject) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.code(code);
    let Writer { body, strings, .. } = writer;
    let mut head = Writer::default();
    head.number(strings.len());
    for string in &strings {
        head.bytes(string.as_bytes());
    }
    head.body.extend(body);
    head.body
}

#[derive(Default)]
struct Writer {
    body: Vec<u8>,
    strings: Vec<String>,
    places: HashMap<String, usize>,
}

impl Writer {
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.body.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.body.push(number as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.body.extend_from_slice(bytes);
    }

    fn string(&mut self, string: &str) {
        let next = self.strings.len();
        let place = *self.places.entry(string.to_string()).or_insert(next);
        if place == next {
            self.strings.push(string.to_string());
        }
        self.number(place);
    }

    fn code(&mut self, code: &CodeObject) {
        let numbers = [
            code.argcount,
            code.posonlyargcount,
            code.kwonlyargcount,
            code.nlocals,
            code.stacksize,
            code.flags,
            code.firstlineno,
        ];
        for number in numbers {
            self.number(number as usize);
        }
        self.string(&code.name);
        self.names(&code.freevars);
        // The body is skipped until it is wanted, so its length comes first.
        let before = std::mem::take(&mut self.body);
        for names in [&code.names, &code.varnames, &code.cellvars] {
            self.names(names);
        }
        self.bytes(&code.code);
        self.bytes(&code.linetable);
        self.constants(&code.consts);
        let body = std::mem::replace(&mut self.body, before);
        self.bytes(&body);
    }

    fn names(&mut self, names: &[Rc<str>]) {
        self.number(names.len());
        for name in names {
            self.string(name);
        }
    }

    fn constants(&mut self, constants: &[Constant]) {
        self.number(constants.len());
        for constant in constants {
            self.constant(constant);
        }
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::None => self.body.push(tag::NONE),
            Constant::True => self.body.push(tag::TRUE),
            Constant::False => self.body.push(tag::FALSE),
            Constant::Ellipsis => self.body.push(tag::ELLIPSIS),
            Constant::Int(int) => match u32::try_from(int) {
                Ok(small) => {
                    self.body.push(tag::SMALL_INT);
                    self.number(small as usize);
                }
                Err(_) => {
                    self.body.push(tag::INT);
                    self.string(&int.to_string());
                }
            },
            Constant::Float(float) => {
                self.body.push(tag::FLOAT);
                self.body.extend(float.to_le_bytes());
            }
            Constant::Complex { re, im } => {
                self.body.push(tag::COMPLEX);
                self.body.extend(re.to_le_bytes());
                self.body.extend(im.to_le_bytes());
            }
            Constant::Str(text) => match text.units().to_str() {
                Some(string) => {
                    self.body.push(tag::STR);
                    self.string(&string);
                }
                None => {
                    self.body.push(tag::SURROGATES);
                    self.number(text.len());
                    for point in text.iter() {
                        self.number(point as usize);
                    }
                }
            },
            Constant::Bytes(bytes) => {
                self.body.push(tag::BYTES);
                self.bytes(bytes);
            }
            Constant::Tuple(items) => {
                self.body.push(tag::TUPLE);
                self.constants(items);
            }
            Constant::FrozenSet(items) => {
                self.body.push(tag::FROZEN_SET);
                self.constants(items);
            }
            Constant::Code(code) => {
                self.body.push(tag::CODE);
                self.code(code);
            }
        }
    }
}

/// The code object that `write` made bytes of, with `filename` for it and all those inside. `None`: these are not such
/// bytes.
pub fn read(bytes: &'static [u8], filename: &Text) -> Option<Rc<CodeObject>> {
    let mut reader = Reader { rest: bytes, shared: &Rc::default() };
    let count = reader.number()?;
    let strings: Option<_> = (0..count).map(|_| Some((reader.bytes()?, OnceCell::new()))).collect();
    let shared = Rc::new(Shared { strings: strings?, filename: filename.clone() });
    reader.shared = &shared;
    let code = reader.code()?;
    reader.rest.is_empty().then_some(code)
}

/// A string's bytes, and the string once somebody has met it.
type SharedString = (&'static [u8], OnceCell<Rc<str>>);

/// What all code objects of a module read with.
#[derive(Default)]
struct Shared {
    strings: Box<[SharedString]>,
    filename: Text,
}

/// The body of a code object that nobody has asked for.
pub struct FrozenBody {
    bytes: &'static [u8],
    shared: Rc<Shared>,
}

impl FrozenBody {
    /// The body. `None`: these are not the bytes of one.
    pub fn read(&self) -> Option<Body> {
        let mut reader = Reader { rest: self.bytes, shared: &self.shared };
        Some(Body {
            names: reader.list(Reader::string)?,
            varnames: reader.list(Reader::string)?,
            cellvars: reader.list(Reader::string)?,
            code: reader.bytes()?.into(),
            linetable: reader.bytes()?.into(),
            consts: reader.list(Reader::constant)?,
        })
    }
}

struct Reader<'a> {
    rest: &'static [u8],
    shared: &'a Rc<Shared>,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn number_u32(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn bytes(&mut self) -> Option<&'static [u8]> {
        let count = self.number()?;
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    fn float(&mut self) -> Option<f64> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(f64::from_le_bytes(*bytes))
    }

    fn string(&mut self) -> Option<Rc<str>> {
        let (bytes, made) = self.shared.strings.get(self.number()?)?;
        if made.get().is_none() {
            drop(made.set(std::str::from_utf8(bytes).ok()?.into()));
        }
        made.get().cloned()
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        (0..count).map(|_| item(self)).collect()
    }

    fn code(&mut self) -> Option<Rc<CodeObject>> {
        Some(Rc::new(CodeObject {
            argcount: self.number_u32()?,
            posonlyargcount: self.number_u32()?,
            kwonlyargcount: self.number_u32()?,
            nlocals: self.number_u32()?,
            stacksize: self.number_u32()?,
            flags: self.number_u32()?,
            firstlineno: self.number_u32()?,
            name: self.string()?,
            freevars: self.list(Self::string)?,
            filename: self.shared.filename.clone(),
            body: LazyBody::later(FrozenBody { bytes: self.bytes()?, shared: self.shared.clone() }),
        }))
    }

    fn constant(&mut self) -> Option<Constant> {
        Some(match self.byte()? {
            tag::NONE => Constant::None,
            tag::TRUE => Constant::True,
            tag::FALSE => Constant::False,
            tag::ELLIPSIS => Constant::Ellipsis,
            tag::SMALL_INT => Constant::Int(IBig::from(self.number_u32()?)),
            tag::INT => Constant::Int(self.string()?.parse().ok()?),
            tag::FLOAT => Constant::Float(self.float()?),
            tag::COMPLEX => Constant::Complex { re: self.float()?, im: self.float()? },
            tag::STR => Constant::Str(Text::from(&*self.string()?)),
            tag::SURROGATES => Constant::Str(Text::from_code_points(self.list(Self::number_u32)?)),
            tag::BYTES => Constant::Bytes(self.bytes()?.into()),
            tag::TUPLE => Constant::Tuple(self.list(Self::constant)?.into()),
            tag::FROZEN_SET => Constant::FrozenSet(self.list(Self::constant)?.into()),
            tag::CODE => Constant::Code(self.code()?),
            _ => return None,
        })
    }
}
