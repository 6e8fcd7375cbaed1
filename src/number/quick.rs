//! The commonest formats, without a heap: small ints and floats of usual size, as ASCII in a buffer on the stack.
//!
//! Each function gives what `print` and `format_number` give, or false (nothing to be used) where it takes more: then
//! those do the work.

use super::format_spec::{Align, FormatSpec, Grouping, SignRule};

/// Wider results are made elsewhere.
const ROOM: usize = 128;
/// The widest field, which leaves room for what does not fit it.
const MOST_WIDTH: usize = 64;

/// Text that is being written.
pub struct Short {
    bytes: [u8; ROOM],
    len: usize,
}

impl Default for Short {
    fn default() -> Self {
        Short { bytes: [0; ROOM], len: 0 }
    }
}

impl Short {
    /// What was written: ASCII.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    #[inline(always)]
    fn extend(&mut self, bytes: &[u8]) {
        if let Some(place) = self.bytes.get_mut(self.len..self.len + bytes.len()) {
            place.copy_from_slice(bytes);
            self.len += bytes.len();
        }
    }

    #[inline(always)]
    fn fill(&mut self, byte: u8, count: usize) {
        if let Some(place) = self.bytes.get_mut(self.len..self.len + count) {
            place.fill(byte);
            self.len += count;
        }
    }
}

/// Digits, written from the last to the first.
struct Digits {
    bytes: [u8; 96],
    start: usize,
}

impl Digits {
    #[inline(always)]
    fn new() -> Digits {
        Digits { bytes: [0; 96], start: 96 }
    }

    #[inline(always)]
    fn put(&mut self, byte: u8) {
        if let Some(start) = self.start.checked_sub(1) {
            self.bytes[start] = byte;
            self.start = start;
        }
    }

    fn decimal(&mut self, mut n: u64) {
        while n >= 100 {
            let two = (n % 100) as u8;
            n /= 100;
            self.put(b'0' + two % 10);
            self.put(b'0' + two / 10);
        }
        if n >= 10 {
            self.put(b'0' + (n % 10) as u8);
            n /= 10;
        }
        self.put(b'0' + n as u8);
    }

    /// In groups of three.
    fn grouped(&mut self, mut n: u64, separator: u8) {
        let mut count = 0;
        loop {
            if count == 3 {
                self.put(separator);
                count = 0;
            }
            self.put(b'0' + (n % 10) as u8);
            n /= 10;
            count += 1;
            if n == 0 {
                break;
            }
        }
    }

    fn in_base(&mut self, mut n: u64, bits: u32, upper: bool) {
        let letters: &[u8; 16] = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
        loop {
            self.put(letters[(n & ((1 << bits) - 1)) as usize]);
            n >>= bits;
            if n == 0 {
                break;
            }
        }
    }

    /// The fewest digits for `count` places.
    fn pad(&mut self, count: usize) {
        while 96 - self.start < count {
            self.put(b'0');
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

/// `str(int)`.
pub fn decimal(value: i64, out: &mut Short) {
    let mut digits = Digits::new();
    digits.decimal(value.unsigned_abs());
    if value < 0 {
        digits.put(b'-');
    }
    out.extend(digits.bytes());
}

fn separator(grouping: Grouping) -> u8 {
    match grouping {
        Grouping::Comma => b',',
        Grouping::Underscore => b'_',
    }
}

/// Sign and digits in their field.
fn put(negative: bool, digits: &[u8], spec: &FormatSpec, out: &mut Short) {
    let sign = match spec.sign {
        _ if negative => Some(b'-'),
        Some(SignRule::Plus) => Some(b'+'),
        Some(SignRule::Space) => Some(b' '),
        _ => None,
    };
    let len = digits.len() + usize::from(sign.is_some());
    let fill = spec.width.unwrap_or(0).saturating_sub(len);
    let (left, middle) = match spec.align {
        Align::Left => (0, 0),
        Align::Right => (fill, 0),
        Align::Center => (fill / 2, 0),
        Align::AfterSign => (0, fill),
    };
    out.fill(spec.fill as u8, left);
    if let Some(sign) = sign {
        out.push(sign);
    }
    out.fill(spec.fill as u8, middle);
    out.extend(digits);
    out.fill(spec.fill as u8, fill - left - middle);
}

/// Is it a field that fits, with an ASCII fill, whose zeros are not to be grouped?
fn is_plain(spec: &FormatSpec) -> bool {
    spec.fill < 0x80
        && spec.width.is_none_or(|width| width <= MOST_WIDTH)
        && !spec.alternate
        && !(spec.grouping.is_some() && spec.fill == u32::from('0'))
}

/// `format(int, spec)`.
pub fn int(value: i64, spec: &FormatSpec, out: &mut Short) -> bool {
    if !is_plain(spec) || spec.precision.is_some() {
        return false;
    }
    let mut digits = Digits::new();
    let magnitude = value.unsigned_abs();
    match (spec.code.and_then(char::from_u32).unwrap_or('d'), spec.grouping) {
        ('d', None) => digits.decimal(magnitude),
        ('d', Some(grouping)) => digits.grouped(magnitude, separator(grouping)),
        ('x', None) => digits.in_base(magnitude, 4, false),
        ('X', None) => digits.in_base(magnitude, 4, true),
        ('b', None) => digits.in_base(magnitude, 1, false),
        ('o', None) => digits.in_base(magnitude, 3, false),
        _ => return false,
    }
    put(value < 0, digits.bytes(), spec, out);
    true
}

/// The magnitude times ten to the `places`, correctly rounded.
fn scaled(value: f64, places: usize) -> Option<u64> {
    const POWERS: [u64; 16] = {
        let mut powers = [1; 16];
        let mut i = 1;
        while i < 16 {
            powers[i] = powers[i - 1] * 10;
            i += 1;
        }
        powers
    };
    let bits = value.to_bits();
    let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7ff) as i32);
    let (mantissa, exponent) = match exponent {
        0x7ff => return None,
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, exponent - 1075),
    };
    // Below 2^103.
    let product = u128::from(mantissa) * u128::from(*POWERS.get(places)?);
    if exponent >= 0 {
        let whole = if exponent < 24 { product << exponent } else { return None };
        return u64::try_from(whole).ok();
    }
    let shift = exponent.unsigned_abs();
    if shift >= 120 {
        return Some(0);
    }
    let (whole, rest, half) = (product >> shift, product & ((1 << shift) - 1), 1u128 << (shift - 1));
    let up = rest > half || rest == half && whole & 1 == 1;
    u64::try_from(whole).ok()?.checked_add(up.into())
}

/// `format(float, spec)` of type `f`, and `%`-formatting's.
pub fn fixed(value: f64, spec: &FormatSpec, out: &mut Short) -> bool {
    let is_fixed = matches!(spec.code.and_then(char::from_u32), Some('f' | 'F'));
    let places = spec.precision.unwrap_or(6);
    if !is_fixed || !is_plain(spec) {
        return false;
    }
    let Some(scaled) = scaled(value, places) else { return false };
    let mut digits = Digits::new();
    let mut whole = scaled;
    if places > 0 {
        let mut left = places;
        while left > 0 {
            digits.put(b'0' + (whole % 10) as u8);
            whole /= 10;
            left -= 1;
        }
        digits.put(b'.');
    }
    match spec.grouping {
        None => digits.decimal(whole),
        Some(grouping) => digits.grouped(whole, separator(grouping)),
    }
    put(value.is_sign_negative(), digits.bytes(), spec, out);
    true
}

/// `repr(float)` where fifteen digits tell the float and no exponent is needed.
pub fn float_repr(value: f64, out: &mut Short) -> bool {
    /// Ten to these powers is exact.
    const POWERS: [f64; 20] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];
    let magnitude = value.abs();
    if !(1e-4..1e15).contains(&magnitude) {
        return false;
    }
    // So many places that there are fifteen digits altogether.
    let mut places = 14;
    if magnitude >= 1.0 {
        places = 15 - POWERS.iter().take_while(|&&power| power <= magnitude).count();
    } else {
        while places < 18 && magnitude * POWERS[places] < 1e14 {
            places += 1;
        }
    }
    let scaled = (magnitude * POWERS[places]).round();
    if scaled / POWERS[places] != magnitude {
        return false;
    }
    let mut left = scaled as u64;
    while places > 1 && left.is_multiple_of(10) {
        left /= 10;
        places -= 1;
    }
    let mut digits = Digits::new();
    if places == 0 {
        digits.put(b'0');
    }
    for _ in 0..places {
        digits.put(b'0' + (left % 10) as u8);
        left /= 10;
    }
    digits.put(b'.');
    digits.decimal(left);
    digits.pad(1);
    if value.is_sign_negative() {
        digits.put(b'-');
    }
    out.extend(digits.bytes());
    true
}

#[cfg(test)]
mod tests {
    use super::super::format_number::{format_float, format_int};
    use super::super::format_spec::Target;
    use super::super::print;
    use super::*;
    use crate::text::Text;

    /// Numbers of all sizes, the same in every run.
    fn numbers() -> impl Iterator<Item = u64> {
        let mut state = 1u64;
        (0..20_000).map(move |i| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            state >> (i % 64)
        })
    }

    fn spec(text: &str, target: Target) -> FormatSpec {
        FormatSpec::parse(Text::from(text).units(), target).unwrap()
    }

    fn text(out: &Short) -> &str {
        std::str::from_utf8(out.bytes()).unwrap()
    }

    #[test]
    fn as_the_general_ones() {
        let ints = ["d", "6", "06d", "+,", "<8_", "^9x", "X", "o", "b", "*=+8d", " "].map(|s| spec(s, Target::Int));
        let reals = [".2f", "f", "+012.3f", ",.1f", ".0f", "<9.15f", " .1F"].map(|s| spec(s, Target::Real));
        for (i, n) in numbers().enumerate() {
            let value = if i % 2 == 0 { n as i64 } else { (n as i64).wrapping_neg() };
            let spec = &ints[i % ints.len()];
            let mut out = Short::default();
            assert!(int(value, spec, &mut out));
            assert_eq!(format_int(&value.into(), spec, "int", 0).unwrap(), *text(&out));
            let mut out = Short::default();
            decimal(value, &mut out);
            assert_eq!(value.to_string(), text(&out));
            let near = (value % 1_000_000) as f64 / [1.0, 2.0, 3.0, 8.0, 10.0, 100.0, 1e5][i % 7];
            for real in [near, f64::from_bits(n), value as f64, n as f64 * 1e-12] {
                let spec = &reals[i % reals.len()];
                let mut out = Short::default();
                if fixed(real, spec, &mut out) {
                    assert_eq!(format_float(real, spec, "float").unwrap(), *text(&out), "{real:e}");
                }
                let mut out = Short::default();
                if float_repr(real, &mut out) {
                    assert_eq!(print::float_text(real, print::FloatStyle::REPR).unwrap(), text(&out), "{real:e}");
                }
            }
        }
        let mut out = Short::default();
        assert!(float_repr(0.1, &mut out) && fixed(2.5, &spec(".0f", Target::Real), &mut out));
        assert_eq!(text(&out), "0.12");
    }
}
