//! Strings: PEP 393 units, a cached hash, an interned flag.
//!
//! Short strings lie inside their cell, long ones outside. Equal strings have the same width, so equality
//! compares bytes.

use std::alloc::{Layout, alloc, dealloc};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use std::ptr::NonNull;

use crate::text::{Text, Units};

use super::header::{Header, Object, Visitor, flag};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A str object.
#[repr(C)]
pub struct Str {
    /// `aux` holds the width (1, 2, 4), `INTERNED` and `ASCII`.
    header: Header,
    hash: Cell<i64>,
    len: usize,
    data: NonNull<u8>,
}

const INTERNED: u8 = 8;
const ASCII: u8 = 16;
const WIDTH: u8 = 7;
/// -1 is never a hash in Python.
const UNKNOWN: i64 = -1;
/// Longer data lies outside the cell.
const INLINE: usize = 256;

// SAFETY: repr(C), header first.
unsafe impl Object for Str {
    const TAG: Tag = Tag::Str;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

impl Str {
    fn width(&self) -> usize {
        (self.header.aux.get() & WIDTH).into()
    }

    /// The code points.
    #[inline]
    pub fn units(&self) -> Units<'_> {
        // SAFETY: `data` holds `len` units of this width, and a str never changes.
        unsafe {
            match self.width() {
                1 => Units::One(std::slice::from_raw_parts(self.data.as_ptr(), self.len)),
                2 => Units::Two(std::slice::from_raw_parts(self.data.as_ptr().cast(), self.len)),
                _ => Units::Four(std::slice::from_raw_parts(self.data.as_ptr().cast(), self.len)),
            }
        }
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        // SAFETY: `data` holds `len` units of this width, and a str never changes.
        unsafe { std::slice::from_raw_parts(self.data.as_ptr(), self.len * self.width()) }
    }

    /// In code points.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn is_ascii(&self) -> bool {
        self.header.aux.get() & ASCII != 0
    }

    pub fn is_interned(&self) -> bool {
        self.header.aux.get() & INTERNED != 0
    }

    pub(super) fn set_interned(&self) {
        self.header.aux.set(self.header.aux.get() | INTERNED);
    }

    /// Is all of an exact str in its cell, and no table or weak reference knows it?
    #[inline(always)]
    pub(super) fn owns_nothing(&self) -> bool {
        self.header.is_exact()
            && !self.is_interned()
            && !self.header.has(flag::WEAKREFED)
            && self.len * self.width() <= INLINE
    }

    /// Same text?
    #[inline]
    pub fn equals(&self, other: &Str) -> bool {
        self.len == other.len && self.width() == other.width() && self.bytes() == other.bytes()
    }

    /// The seeded hash, as CPython's `hash(str)`.
    #[inline(always)]
    pub fn hash(&self) -> i64 {
        let known = self.hash.get();
        if known != UNKNOWN { known } else { self.compute_hash() }
    }

    #[cold]
    fn compute_hash(&self) -> i64 {
        let hash = self.header.heap().hash_bytes(self.bytes());
        self.hash.set(hash);
        hash
    }

    /// UTF-8, None where it has lone surrogates.
    pub fn to_str(&self) -> Option<Cow<'_, str>> {
        if self.is_ascii() {
            return std::str::from_utf8(self.bytes()).ok().map(Cow::Borrowed);
        }
        self.units().to_str()
    }

    /// For messages of the host.
    pub fn to_string_lossy(&self) -> String {
        self.units().to_string_lossy()
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        if self.is_interned() {
            self.header.heap().interned.remove(self);
        }
        let bytes = self.len * self.width();
        if bytes > INLINE
            && let Ok(layout) = Layout::from_size_align(bytes, 4)
        {
            // SAFETY: long data was allocated with this layout.
            unsafe { dealloc(self.data.as_ptr(), layout) }
        }
    }
}

impl std::fmt::Display for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_string_lossy())
    }
}

impl Value {
    /// This str, instances of subclasses too.
    #[inline(always)]
    pub fn as_str(&self) -> Option<&Str> {
        self.downcast::<Str>()
    }

    /// Is it the str `wanted`?
    pub fn is_str(&self, wanted: &str) -> bool {
        self.as_str().is_some_and(|s| s.units() == wanted)
    }

    /// A str's text with lone surrogates as U+FFFD, for messages; empty for anything else.
    pub fn lossy_text(&self) -> String {
        self.as_str().map(Str::to_string_lossy).unwrap_or_default()
    }
}

impl Heap {
    /// A str with the text of `units`.
    pub fn str_from_units(&self, units: Units<'_>) -> Value {
        self.new_str(None, units)
    }

    /// An instance of `class`, a subclass of str.
    pub fn str_of_class(&self, class: &Value, units: Units<'_>) -> Value {
        self.new_str(Some(class), units)
    }

    pub fn str(&self, s: &str) -> Value {
        if s.is_ascii() {
            return self.str_from_ascii(s.as_bytes());
        }
        self.str_from_units(Text::from(s).units())
    }

    pub fn str_from_text(&self, text: &Text) -> Value {
        self.str_from_units(text.units())
    }

    /// A str of ASCII.
    pub fn str_from_ascii(&self, bytes: &[u8]) -> Value {
        debug_assert!(bytes.is_ascii());
        // SAFETY: `place` has room for the bytes.
        unsafe {
            self.new_str_from(None, 1, bytes.len(), true, |place| {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), place, bytes.len());
            })
        }
    }

    /// A part of a str that is not wide, or None: then it may have to be narrowed.
    pub fn str_part(&self, text: &Str, range: Range<usize>) -> Option<Value> {
        if !text.is_ascii() {
            return None;
        }
        text.bytes().get(range).map(|bytes| self.str_from_ascii(bytes))
    }

    /// An ASCII text with so many characters `fill` on both sides; the caller has asked `has_room`.
    pub fn str_padded(&self, text: &Str, left: usize, right: usize, fill: u8) -> Option<Value> {
        if !text.is_ascii() || !fill.is_ascii() {
            return None;
        }
        // SAFETY: `place` has room for all three.
        Some(unsafe {
            self.new_str_from(None, 1, left + text.len + right, true, |place| {
                place.write_bytes(fill, left);
                std::ptr::copy_nonoverlapping(text.data.as_ptr(), place.add(left), text.len);
                place.add(left + text.len).write_bytes(fill, right);
            })
        })
    }

    /// The strs `parts` with a separator between them; None: one is no str, or there is not so much room.
    pub fn str_joined(&self, separator: Option<&Str>, parts: &[Value]) -> Option<Value> {
        let between = separator.map_or(0, |s| s.len);
        let (mut width, mut ascii) =
            separator.filter(|_| parts.len() > 1).map_or((1, true), |s| (s.width(), s.is_ascii()));
        let mut len = between.checked_mul(parts.len().saturating_sub(1))?;
        for part in parts {
            let part = part.as_str()?;
            len = len.checked_add(part.len)?;
            width = width.max(part.width());
            ascii &= part.is_ascii();
        }
        let bytes = len.checked_mul(width)?;
        if bytes > INLINE && !self.has_room(bytes) {
            return None;
        }
        // SAFETY: the units of all fit into `len` units of the widest width among them.
        Some(unsafe {
            self.new_str_from(None, width as u8, len, ascii, |place| {
                let mut at = place;
                for (i, part) in parts.iter().enumerate() {
                    if let Some(separator) = separator.filter(|_| i > 0) {
                        copy_widened(separator.units(), at, width as u8);
                        at = at.add(separator.len * width);
                    }
                    if let Some(part) = part.as_str() {
                        copy_widened(part.units(), at, width as u8);
                        at = at.add(part.len * width);
                    }
                }
            })
        })
    }

    fn new_str(&self, class: Option<&Value>, units: Units<'_>) -> Value {
        let ascii = units.is_ascii();
        // SAFETY: `place` has room for the units in their own width.
        unsafe {
            self.new_str_from(class, units.width(), units.len(), ascii, |place| {
                copy_widened(units, place, units.width())
            })
        }
    }

    /// # Safety
    /// `write` fills `len` units of `width` bytes at the place that it gets; they are legal code points, in the
    /// narrowest width for all of them, and `ascii` tells whether all are below 0x80.
    unsafe fn new_str_from(
        &self,
        class: Option<&Value>,
        width: u8,
        len: usize,
        ascii: bool,
        write: impl FnOnce(*mut u8),
    ) -> Value {
        let bytes = len * usize::from(width);
        let inline = if bytes <= INLINE { bytes } else { 0 };
        let size = size_of::<Str>() + inline;
        let class = class.filter(|c| !c.is(self.class_of_tag(Tag::Str)));
        let cell = match class {
            None => self.allocate(size).cast::<Str>(),
            Some(class) => self.allocate_with_prefix(class, size).cast::<Str>(),
        };
        // SAFETY: the cell has room for the struct and the inline data; long data gets its own memory.
        unsafe {
            let place = if bytes <= INLINE {
                cell.add(1).cast::<u8>()
            } else {
                let layout = Layout::from_size_align_unchecked(bytes, 4);
                NonNull::new(alloc(layout)).unwrap_or_else(|| std::alloc::handle_alloc_error(layout))
            };
            write(place.as_ptr());
            let header = Header::new::<Str>();
            header.aux.set(width | if ascii { ASCII } else { 0 });
            let value = self.adopt_new(cell, Str { header, hash: Cell::new(UNKNOWN), len, data: place });
            if let Some(class) = class {
                self.mark_prefixed(cell.cast(), class);
            }
            value
        }
    }

    /// The text of one str after that of another; the caller has asked `has_room`.
    pub fn str_concat(&self, a: &Str, b: &Str) -> Value {
        let width = a.units().width().max(b.units().width());
        let ascii = a.is_ascii() && b.is_ascii();
        // SAFETY: each text takes its own length in units of the wider width, which one of them needs.
        unsafe {
            self.new_str_from(None, width, a.len + b.len, ascii, |place| {
                copy_widened(a.units(), place, width);
                copy_widened(b.units(), place.add(a.len * usize::from(width)), width);
            })
        }
    }

    /// As `str_concat`, but grows the first str in place where nobody else can see it and its data lies outside
    /// its cell. Gives it back unchanged where that cannot be.
    pub fn str_append(&self, a: Value, b: &Str) -> Result<Value, Value> {
        let Some(text) = a.downcast_exact::<Str>() else { return Err(a) };
        let (width, bytes) = (text.width(), text.len * text.width());
        let more = b.len * width;
        if text.header.count() != 1
            || text.is_interned()
            || bytes <= INLINE
            || b.width() > width
            || !self.has_room(more)
        {
            return Err(a);
        }
        // SAFETY: this is the only reference, so nobody looks at the units while they move; the new data has room
        // for both texts, and the layout is the one it was allocated with.
        unsafe {
            let old = Layout::from_size_align_unchecked(bytes, 4);
            let Some(data) = NonNull::new(std::alloc::realloc(text.data.as_ptr(), old, bytes + more)) else {
                return Err(a);
            };
            let this = (text as *const Str).cast_mut();
            (*this).data = data;
            copy_widened(b.units(), data.as_ptr().add(bytes), width as u8);
            (*this).len += b.len;
            (*this).hash.set(UNKNOWN);
            if !b.is_ascii() {
                (*this).header.aux.set(width as u8);
            }
        }
        Ok(a)
    }

    /// The character at `index` of a str that has no others than those that are shared.
    #[inline(always)]
    pub fn shared_char(&self, text: &Str, index: usize) -> Option<Value> {
        if text.width() != 1 || index >= text.len {
            return None;
        }
        // SAFETY: so many bytes lie there.
        Some(self.interned.latin1(self, unsafe { *text.data.as_ptr().add(index) }))
    }

    /// The one-character str for a code point (Latin-1 ones are shared).
    pub fn char(&self, c: u32) -> Value {
        match u8::try_from(c) {
            Ok(byte) => self.interned.latin1(self, byte),
            Err(_) => self.str_from_text(&Text::from_code_points([c])),
        }
    }
}

/// Writes units in `width` bytes each, which is their own width or a larger one.
///
/// # Safety
/// `place` is aligned to `width` and has room for all.
unsafe fn copy_widened(units: Units<'_>, place: *mut u8, width: u8) {
    // SAFETY: by contract.
    unsafe {
        match (units, width) {
            (Units::One(u), 1) => std::ptr::copy_nonoverlapping(u.as_ptr(), place, u.len()),
            (Units::Two(u), 2) => std::ptr::copy_nonoverlapping(u.as_ptr(), place.cast(), u.len()),
            (Units::Four(u), _) => std::ptr::copy_nonoverlapping(u.as_ptr(), place.cast(), u.len()),
            (_, 2) => units.iter().enumerate().for_each(|(i, c)| place.cast::<u16>().add(i).write(c as u16)),
            _ => units.iter().enumerate().for_each(|(i, c)| place.cast::<u32>().add(i).write(c)),
        }
    }
}
