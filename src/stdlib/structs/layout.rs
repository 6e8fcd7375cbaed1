//! Format strings: text -> `Layout`, the fields of a record with their places.

/// What stands at a place of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    pub code: u8,
    /// The first item's place.
    pub offset: usize,
    /// Bytes of an item.
    pub size: usize,
    /// Items that follow one another.
    pub count: usize,
}

/// A format, understood.
#[derive(Debug)]
pub struct Layout {
    pub fields: Vec<Field>,
    /// Bytes of a record.
    pub size: usize,
    /// Python values of a record.
    pub values: usize,
    pub little: bool,
    /// Which of CPython's converters is meant: they word errors differently.
    pub native: bool,
}

const TOO_LONG: &str = "total struct size too long";

impl Layout {
    /// The message of `struct.error` otherwise.
    pub fn parse(format: &[u8]) -> Result<Layout, &'static str> {
        let (mark, rest) = match format.split_first() {
            Some((b'@' | b'=' | b'<' | b'>' | b'!', rest)) => (format[0], rest),
            _ => (b'@', format),
        };
        let native = mark == b'@';
        let little = if native || mark == b'=' { cfg!(target_endian = "little") } else { mark == b'<' };
        if format.contains(&0) {
            return Err("embedded null character");
        }
        let mut layout = Layout { fields: Vec::new(), size: 0, values: 0, little, native };
        let mut codes = rest.iter();
        while let Some(&c) = codes.next() {
            match c {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {}
                b'0'..=b'9' => {
                    let mut count = usize::from(c - b'0');
                    let code = loop {
                        match codes.next() {
                            Some(&d @ b'0'..=b'9') => {
                                let more = count.checked_mul(10).and_then(|n| n.checked_add((d - b'0').into()));
                                count = more.filter(|n| isize::try_from(*n).is_ok()).ok_or(TOO_LONG)?;
                            }
                            Some(&code) => break code,
                            None => return Err("repeat count given without format specifier"),
                        }
                    };
                    layout.add(code, count)?;
                }
                code => layout.add(code, 1)?,
            }
        }
        Ok(layout)
    }

    fn add(&mut self, code: u8, count: usize) -> Result<(), &'static str> {
        let size = item_size(code, self.native).ok_or("bad char in struct format")?;
        let align = if self.native { size.max(1) } else { 1 };
        let offset = self.size.checked_next_multiple_of(align).ok_or(TOO_LONG)?;
        let bytes = size.checked_mul(count).and_then(|n| n.checked_add(offset));
        self.size = bytes.filter(|n| isize::try_from(*n).is_ok()).ok_or(TOO_LONG)?;
        match code {
            b'x' => {}
            b's' | b'p' => {
                self.fields.push(Field { code, offset, size: count, count: 1 });
                self.values += 1;
            }
            _ if count == 0 => {}
            _ => {
                self.fields.push(Field { code, offset, size, count });
                self.values += count;
            }
        }
        Ok(())
    }

    /// Each item: its field and its place.
    pub fn items(&self) -> impl Iterator<Item = (&Field, usize)> {
        self.fields.iter().flat_map(|field| (0..field.count).map(move |i| (field, field.offset + i * field.size)))
    }
}

fn item_size(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => 4 + 4 * usize::from(native),
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

/// A double as half precision, ties to even. None: too large.
pub fn to_half(value: f64) -> Option<u16> {
    let sign = ((value.to_bits() >> 48) & 0x8000) as u16;
    let magnitude = value.abs();
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    if magnitude.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // In units of the last place: subnormals and the lowest normals share theirs.
    let exponent = ((magnitude.to_bits() >> 52) as i32 - 1023).max(-14);
    let units = (magnitude / 2f64.powi(exponent - 10)).round_ties_even() as u32;
    let bits = if magnitude < 2f64.powi(-14) { units } else { ((exponent + 14) as u32) * 1024 + units };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

/// Half precision as a double.
pub fn from_half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f64::from(bits & 0x3ff);
    sign * match (bits >> 10) & 31 {
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        0 => fraction * 2f64.powi(-24),
        exponent => (1024.0 + fraction) * 2f64.powi(i32::from(exponent) - 25),
    }
}
