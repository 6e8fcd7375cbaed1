//! Functions of C's mathematical library that Rust's standard library lacks.

// SAFETY: all of these take and give plain numbers and touch nothing else.
unsafe extern "C" {
    /// The error function.
    pub safe fn erf(x: f64) -> f64;
    /// `1 - erf(x)`.
    pub safe fn erfc(x: f64) -> f64;
    /// The inverse hyperbolic sine.
    pub safe fn asinh(x: f64) -> f64;
    /// The IEEE remainder: `x - n * y` with n the int nearest to x / y.
    pub safe fn remainder(x: f64, y: f64) -> f64;
    /// `x * 2 ** n`.
    pub safe fn ldexp(x: f64, n: i32) -> f64;
    /// The next float from x towards y.
    pub safe fn nextafter(x: f64, y: f64) -> f64;
}
