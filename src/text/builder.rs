//! The builder of strings: takes code points, gives the narrowest `Text` that holds them.
//!
//! The `try_` methods report a failed allocation, or a size above the builder's limit, as `OutOfMemory`; they are
//! for text whose size a script controls. The others are for text that is already bounded (tokens, messages).

use super::{Repr, Text, Units};
use std::fmt;

/// There is no memory, or not as much as allowed, for a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

impl From<std::collections::TryReserveError> for OutOfMemory {
    fn from(_: std::collections::TryReserveError) -> Self {
        OutOfMemory
    }
}

/// Collects code points and widens as needed.
pub struct TextBuilder {
    repr: BuilderRepr,
    /// The most bytes that the text may take.
    limit: usize,
}

enum BuilderRepr {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for BuilderRepr {
    fn default() -> Self {
        BuilderRepr::One(Vec::new())
    }
}

impl Default for TextBuilder {
    fn default() -> Self {
        TextBuilder { repr: BuilderRepr::default(), limit: isize::MAX as usize }
    }
}

impl TextBuilder {
    /// A builder that refuses to grow above `limit` bytes.
    pub fn limited(limit: usize) -> Self {
        TextBuilder { repr: BuilderRepr::default(), limit }
    }

    /// A builder with room for `len` code points, the largest of which is expected to be `max`.
    pub fn with_capacity(len: usize, max: u32) -> Result<Self, OutOfMemory> {
        let repr = match max {
            0..0x100 => BuilderRepr::One(try_vec(len)?),
            0x100..0x10000 => BuilderRepr::Two(try_vec(len)?),
            _ => BuilderRepr::Four(try_vec(len)?),
        };
        Ok(TextBuilder { repr, ..Default::default() })
    }

    /// Appends one code point.
    pub fn push(&mut self, c: u32) {
        match &mut self.repr {
            BuilderRepr::One(v) if c < 0x100 => v.push(c as u8),
            BuilderRepr::Two(v) if c < 0x10000 => v.push(c as u16),
            BuilderRepr::Four(v) => v.push(c),
            _ => {
                self.widen(c);
                self.push(c);
            }
        }
    }

    pub fn push_str(&mut self, s: &str) {
        match &mut self.repr {
            BuilderRepr::One(v) if s.is_ascii() => v.extend_from_slice(s.as_bytes()),
            _ => s.chars().for_each(|c| self.push(c.into())),
        }
    }

    pub fn push_units(&mut self, units: Units<'_>) {
        match (&mut self.repr, units) {
            (BuilderRepr::One(v), Units::One(u)) => v.extend_from_slice(u),
            (BuilderRepr::Two(v), Units::One(u)) => v.extend(u.iter().map(|&c| u16::from(c))),
            (BuilderRepr::Two(v), Units::Two(u)) => v.extend_from_slice(u),
            (BuilderRepr::Four(v), Units::One(u)) => v.extend(u.iter().map(|&c| u32::from(c))),
            (BuilderRepr::Four(v), Units::Two(u)) => v.extend(u.iter().map(|&c| u32::from(c))),
            (BuilderRepr::Four(v), Units::Four(u)) => v.extend_from_slice(u),
            _ => units.iter().for_each(|c| self.push(c)),
        }
    }

    /// Appends the code points of `units` that lie in `range`.
    pub fn push_part(&mut self, units: Units<'_>, range: std::ops::Range<usize>) {
        match (&mut self.repr, units) {
            (BuilderRepr::One(v), Units::One(u)) => v.extend_from_slice(u.get(range).unwrap_or_default()),
            (BuilderRepr::Two(v), Units::Two(u)) => v.extend_from_slice(u.get(range).unwrap_or_default()),
            (BuilderRepr::Four(v), Units::Four(u)) => v.extend_from_slice(u.get(range).unwrap_or_default()),
            _ => range.map_while(|i| units.get(i)).for_each(|c| self.push(c)),
        }
    }

    /// Appends `hay` with `new` in place of each byte `old`.
    pub(super) fn replace_bytes(&mut self, hay: &[u8], old: u8, new: &[u8]) {
        match (&mut self.repr, new) {
            (BuilderRepr::One(v), [new]) => v.extend(hay.iter().map(|&c| if c == old { *new } else { c })),
            (BuilderRepr::One(v), []) => v.extend(hay.iter().filter(|&&c| c != old)),
            _ => {
                for (i, part) in hay.split(|&c| c == old).enumerate() {
                    if i > 0 {
                        self.push_units(Units::One(new));
                    }
                    self.push_units(Units::One(part));
                }
            }
        }
    }

    /// Appends one code point, if there is memory.
    pub fn try_push(&mut self, c: u32) -> Result<(), OutOfMemory> {
        let full = match &self.repr {
            BuilderRepr::One(v) => v.len() == v.capacity() || c >= 0x100,
            BuilderRepr::Two(v) => v.len() == v.capacity() || c >= 0x10000,
            BuilderRepr::Four(v) => v.len() == v.capacity(),
        };
        if full || self.limit < isize::MAX as usize {
            self.reserve(1, c)?;
        }
        self.push(c);
        Ok(())
    }

    pub fn try_push_str(&mut self, s: &str) -> Result<(), OutOfMemory> {
        self.reserve(s.len(), 0)?;
        s.chars().try_for_each(|c| self.try_push(c.into()))
    }

    pub fn try_push_units(&mut self, units: Units<'_>) -> Result<(), OutOfMemory> {
        self.reserve(units.len(), units.width_max())?;
        self.push_units(units);
        Ok(())
    }

    /// Appends `c` `count` times.
    pub fn try_fill(&mut self, c: u32, count: usize) -> Result<(), OutOfMemory> {
        if count == 0 {
            return Ok(());
        }
        self.reserve(count, c)?;
        match &mut self.repr {
            BuilderRepr::One(v) => v.resize(v.len() + count, c as u8),
            BuilderRepr::Two(v) => v.resize(v.len() + count, c as u16),
            BuilderRepr::Four(v) => v.resize(v.len() + count, c),
        }
        Ok(())
    }

    /// Makes room for `additional` code points up to `max`, widening now if `max` needs it.
    pub fn reserve(&mut self, additional: usize, max: u32) -> Result<(), OutOfMemory> {
        let len = self.len().checked_add(additional).ok_or(OutOfMemory)?;
        let present = match &self.repr {
            BuilderRepr::One(_) => 1,
            BuilderRepr::Two(_) => 2,
            BuilderRepr::Four(_) => 4,
        };
        let wanted = match max {
            0..0x100 => 1,
            0x100..0x10000 => 2,
            _ => 4,
        };
        if len.checked_mul(wanted.max(present)).is_none_or(|bytes| bytes > self.limit) {
            return Err(OutOfMemory);
        }
        if wanted > present {
            return self.try_widen(len, wanted);
        }
        match &mut self.repr {
            BuilderRepr::One(v) => v.try_reserve(additional)?,
            BuilderRepr::Two(v) => v.try_reserve(additional)?,
            BuilderRepr::Four(v) => v.try_reserve(additional)?,
        }
        Ok(())
    }

    pub fn len(&self) -> usize {
        match &self.repr {
            BuilderRepr::One(v) => v.len(),
            BuilderRepr::Two(v) => v.len(),
            BuilderRepr::Four(v) => v.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is there so far; its width may be larger than needed.
    pub fn units(&self) -> Units<'_> {
        match &self.repr {
            BuilderRepr::One(v) => Units::One(v),
            BuilderRepr::Two(v) => Units::Two(v),
            BuilderRepr::Four(v) => Units::Four(v),
        }
    }

    /// Takes back all but the first `len` code points.
    pub fn truncate(&mut self, len: usize) {
        match &mut self.repr {
            BuilderRepr::One(v) => v.truncate(len),
            BuilderRepr::Two(v) => v.truncate(len),
            BuilderRepr::Four(v) => v.truncate(len),
        }
    }

    pub fn finish(self) -> Text {
        Text(match self.repr {
            BuilderRepr::One(v) => Repr::One(v.into()),
            BuilderRepr::Two(v) => match v.iter().any(|&c| c > 0xff) {
                true => Repr::Two(v.into()),
                false => Repr::One(v.iter().map(|&c| c as u8).collect()),
            },
            BuilderRepr::Four(v) => match v.iter().copied().max().unwrap_or(0) {
                0..0x100 => Repr::One(v.iter().map(|&c| c as u8).collect()),
                0x100..0x10000 => Repr::Two(v.iter().map(|&c| c as u16).collect()),
                _ => Repr::Four(v.into()),
            },
        })
    }

    /// Makes room for `c`, which the present width cannot hold.
    #[cold]
    fn widen(&mut self, c: u32) {
        let repr = std::mem::take(&mut self.repr);
        self.repr = match repr {
            BuilderRepr::One(v) if c < 0x10000 => BuilderRepr::Two(v.into_iter().map(Into::into).collect()),
            BuilderRepr::One(v) => BuilderRepr::Four(v.into_iter().map(Into::into).collect()),
            BuilderRepr::Two(v) => BuilderRepr::Four(v.into_iter().map(Into::into).collect()),
            four => four,
        };
    }

    #[cold]
    fn try_widen(&mut self, len: usize, width: usize) -> Result<(), OutOfMemory> {
        let room = len.max(self.len().saturating_mul(2).min(self.limit / width));
        self.repr = match &self.repr {
            BuilderRepr::One(v) if width == 2 => {
                let mut wide = try_vec(room)?;
                wide.extend(v.iter().map(|&c| u16::from(c)));
                BuilderRepr::Two(wide)
            }
            BuilderRepr::One(v) => {
                let mut wide = try_vec(room)?;
                wide.extend(v.iter().map(|&c| u32::from(c)));
                BuilderRepr::Four(wide)
            }
            BuilderRepr::Two(v) => {
                let mut wide = try_vec(room)?;
                wide.extend(v.iter().map(|&c| u32::from(c)));
                BuilderRepr::Four(wide)
            }
            BuilderRepr::Four(_) => return Ok(()),
        };
        Ok(())
    }
}

impl fmt::Write for TextBuilder {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.push_str(s);
        Ok(())
    }
}

/// A vector with room for `len` items, if there is memory.
pub(super) fn try_vec<T>(len: usize) -> Result<Vec<T>, OutOfMemory> {
    let mut v = Vec::new();
    v.try_reserve_exact(len)?;
    Ok(v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_and_narrows() {
        let mut b = TextBuilder::default();
        b.push_str("ab");
        assert!(matches!(b.try_push(0x20ac), Ok(())));
        b.push_units(Text::from("\u{1f600}é").units());
        assert_eq!(b.finish().iter().collect::<Vec<_>>(), [97, 98, 0x20ac, 0x1f600, 0xe9]);
        let b = TextBuilder::with_capacity(3, 0x1f600).map(|mut b| {
            b.push_str("abc");
            b.finish()
        });
        assert!(matches!(b.as_ref().map(Text::units), Ok(Units::One(b"abc"))));
        let mut b = TextBuilder::default();
        assert_eq!(b.try_fill(0x1f600, usize::MAX / 2), Err(OutOfMemory));
        assert_eq!(b.try_fill(0x20ac, 2), Ok(()));
        assert_eq!(b.finish(), Text::from("€€"));
        let mut b = TextBuilder::limited(5);
        assert_eq!(
            (b.try_push_str("abc"), b.try_push(0x20ac), b.try_push_str("de")),
            (Ok(()), Err(OutOfMemory), Ok(()))
        );
        assert_eq!(b.try_push(97), Err(OutOfMemory));
    }
}
