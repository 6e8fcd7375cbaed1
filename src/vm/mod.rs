//! x
pub struct Vm;
