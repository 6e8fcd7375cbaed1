//! Number literals: the bytes from the first digit (or dot) on in, a constant and its length out.

use super::ast::{Constant, Int};
use crate::number::print::DEFAULT_MAX_STR_DIGITS as MAX_DIGITS;

/// Words that may follow a number without a space, with a warning.
const FOLLOWERS: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"not", b"or"];

pub struct Numeral {
    /// The error is for a well-formed literal that cannot be made.
    pub value: Result<Constant, String>,
    pub length: usize,
    /// A keyword follows at once.
    pub warning: Option<&'static str>,
}

/// What is wrong, with offsets from the literal's start.
pub struct NumeralError {
    pub message: String,
    pub start: usize,
    pub end: usize,
    /// Places are told in bytes.
    pub in_bytes: bool,
}

fn error<T>(message: impl Into<String>, at: usize) -> Result<T, NumeralError> {
    Err(NumeralError { message: message.into(), start: at, end: at, in_bytes: false })
}

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn peek_after(&self) -> u8 {
        self.bytes.get(self.at + 1).copied().unwrap_or(0)
    }

    /// Digits in groups: `1_000`. At least one digit must stand here.
    fn digits(&mut self) -> Result<(), NumeralError> {
        loop {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                return error("invalid decimal literal", self.at - 1);
            }
        }
    }

    /// The digits after `0x`, `0o`, `0b`.
    fn radix_digits(&mut self, radix: u32, kind: &str) -> Result<(), NumeralError> {
        self.at = 2;
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            let c = self.peek();
            if !char::from(c).is_digit(radix) {
                return match c.is_ascii_digit() {
                    true => error(format!("invalid digit '{}' in {kind} literal", char::from(c)), self.at),
                    false => error(format!("invalid {kind} literal"), self.at - 1),
                };
            }
            while char::from(self.peek()).is_digit(radix) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        match self.peek() {
            c if c.is_ascii_digit() => error(format!("invalid digit '{}' in {kind} literal", char::from(c)), self.at),
            _ => Ok(()),
        }
    }

    /// `e10`, `E-1_0`; false if what stands here is no exponent.
    fn exponent(&mut self) -> Result<bool, NumeralError> {
        if !matches!(self.peek(), b'e' | b'E') {
            return Ok(false);
        }
        let start = self.at;
        self.at += 1;
        if matches!(self.peek(), b'+' | b'-') {
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                return error("invalid decimal literal", self.at - 1);
            }
        } else if !self.peek().is_ascii_digit() {
            self.at = start;
            return Ok(false);
        }
        self.digits()?;
        Ok(true)
    }

    /// No letter may follow a number, except (with a warning) those of a keyword such as `else`.
    fn finish(&self, kind: &'static str) -> Result<Option<&'static str>, NumeralError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let message = match kind {
            "hexadecimal" => "invalid hexadecimal literal",
            "octal" => "invalid octal literal",
            "binary" => "invalid binary literal",
            "imaginary" => "invalid imaginary literal",
            _ => "invalid decimal literal",
        };
        let is_end = |rest: &[u8]| rest.first().is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'_' && *b < 0x80);
        // After `if`, `in` and `is` CPython looks no further.
        let follows = |word: &[u8]| rest.strip_prefix(word).is_some_and(|rest| word.starts_with(b"i") || is_end(rest));
        if FOLLOWERS.iter().any(|word| follows(word)) {
            return Ok(Some(message));
        }
        match self.peek() {
            c if c.is_ascii_alphanumeric() || c == b'_' || c >= 0x80 => error(message, self.at.saturating_sub(1)),
            _ => Ok(None),
        }
    }
}

/// Reads the number at the start of `bytes`, which is a digit or a dot and a digit.
pub fn scan(bytes: &[u8]) -> Result<Numeral, NumeralError> {
    let mut s = Scanner { bytes, at: 0 };
    if s.peek() == b'0' {
        let radix = match s.peek_after() {
            b'x' | b'X' => Some((16, "hexadecimal")),
            b'o' | b'O' => Some((8, "octal")),
            b'b' | b'B' => Some((2, "binary")),
            _ => None,
        };
        if let Some((radix, kind)) = radix {
            s.radix_digits(radix, kind)?;
            let warning = s.finish(kind)?;
            let value = int(bytes.get(2..s.at).unwrap_or_default(), radix);
            return Ok(Numeral { value: value.map(Constant::Int), length: s.at, warning });
        }
    }
    let mut is_float = false;
    if s.peek() != b'.' {
        s.digits()?;
    }
    let int_end = s.at;
    if s.peek() == b'.' {
        is_float = true;
        s.at += 1;
        if s.peek().is_ascii_digit() {
            s.digits()?;
        }
    }
    is_float |= s.exponent()?;
    let text = |end: usize| bytes.get(..end).unwrap_or_default();
    if matches!(s.peek(), b'j' | b'J') {
        s.at += 1;
        let warning = s.finish("imaginary")?;
        return Ok(Numeral { value: Ok(Constant::Complex(float(text(s.at - 1)))), length: s.at, warning });
    }
    if is_float {
        let warning = s.finish("decimal")?;
        return Ok(Numeral { value: Ok(Constant::Float(float(text(s.at)))), length: s.at, warning });
    }
    let nonzero = text(int_end).iter().position(|b| !matches!(b, b'0' | b'_'));
    if let (Some(first), b'0') = (nonzero, text(int_end).first().copied().unwrap_or(0))
        && first > 0
    {
        if matches!(s.peek(), b'e' | b'E') {
            s.finish("decimal")?;
        }
        let message =
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        return Err(NumeralError { message: message.into(), start: 0, end: first, in_bytes: true });
    }
    let warning = s.finish("decimal")?;
    Ok(Numeral { value: int(text(int_end), 10).map(Constant::Int), length: s.at, warning })
}

fn without_underscores(bytes: &[u8]) -> String {
    bytes.iter().filter(|&&b| b != b'_').map(|&b| char::from(b)).collect()
}

fn int(bytes: &[u8], radix: u32) -> Result<Int, String> {
    if bytes.len() <= 18 && radix == 10 {
        let digits = bytes.iter().filter(|&&b| b != b'_');
        return Ok(digits.fold(0u64, |n, &b| n * 10 + u64::from(b - b'0')).into());
    }
    let digits = without_underscores(bytes);
    if radix == 10 && digits.len() > MAX_DIGITS {
        return Err(format!(
            "Exceeds the limit ({MAX_DIGITS}) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to \
             avoid decimal conversion limits.",
            digits.len()
        ));
    }
    Int::from_str_radix(&digits, radix).map_err(|_| "invalid decimal literal".into())
}

/// Rust's and C's reading of a decimal float agree: nearest, ties to even, overflow to infinity.
fn float(bytes: &[u8]) -> f64 {
    without_underscores(bytes).parse().unwrap_or(f64::NAN)
}
