//! `repr`, `str`, `ascii` and `format`.

use crate::number::format_spec::{Align, FormatSpec, Target};
use crate::number::quick;
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::text::repr::{escape_non_ascii, str_repr};
use crate::vm::Vm;

impl Vm {
    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> PyResult {
        let heap = self.heap();
        let Some(repr) = self.class_of(value).slots.repr.get() else {
            return Ok(heap.str(&self.default_repr(value)));
        };
        let result = self.recurse(" while getting the repr of an object", |vm| repr(vm, value))?;
        self.check_text(result, "__repr__ returned non-string")
    }

    fn check_text(&self, result: Value, what: &str) -> PyResult {
        match result.as_str() {
            Some(_) => Ok(result),
            None => Err(self.type_error(format!("{what} (type {})", self.type_name(&result)))),
        }
    }

    /// `object.__repr__`: "<module.Class object at 0x...>".
    pub fn default_repr(&mut self, value: &Value) -> String {
        let class = self.class_of(value);
        let names = self.names();
        let module = class.dict().get_str(&names.module).and_then(|m| m.as_str().map(Str::to_string_lossy));
        match module.filter(|m| m != "builtins") {
            Some(module) => {
                let qualname = class.qualname.with(Value::lossy_text);
                format!("<{module}.{qualname} object at {:#x}>", value.id())
            }
            None => format!("<{} object at {:#x}>", class.name_string(), value.id()),
        }
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> PyResult {
        if value.downcast_exact::<Str>().is_some() {
            return Ok(value.clone());
        }
        match self.class_of(value).slots.str.get() {
            Some(str) => {
                let result = self.recurse(" while getting the str of an object", |vm| str(vm, value))?;
                self.check_text(result, "__str__ returned non-string")
            }
            None => self.repr(value),
        }
    }

    /// `ascii(value)`.
    pub fn ascii(&mut self, value: &Value) -> PyResult {
        let repr = self.repr(value)?;
        match repr.as_str() {
            Some(s) if !s.is_ascii() => {
                let text = escape_non_ascii(s.units()).map_err(|_| self.memory_error())?;
                Ok(self.heap().str_from_text(&text))
            }
            _ => Ok(repr),
        }
    }

    /// `format(value, spec)`; spec is a str value.
    pub fn format(&mut self, value: &Value, spec: &Value) -> PyResult {
        if spec.as_str().is_some_and(Str::is_empty) {
            if value.downcast_exact::<Str>().is_some() {
                return Ok(value.clone());
            }
            if value.is_exact_int() {
                return self.str(value);
            }
        } else if let Some(text) = spec.as_str()
            && let Some(formatted) = self.format_quickly(value, text)
        {
            return Ok(formatted);
        }
        let names = self.names();
        let Some(result) = self.call_special(value, &names.format, std::slice::from_ref(spec))? else {
            let message = format!("Type {} doesn't define __format__", self.type_name(value));
            return Err(self.type_error(message));
        };
        match result.as_str() {
            Some(_) => Ok(result),
            None => Err(self.type_error(format!("__format__ must return a str, not {}", self.type_name(&result)))),
        }
    }

    /// The commonest formats of exact ints, floats and strs, whose `__format__` nobody can change.
    fn format_quickly(&self, value: &Value, spec: &Str) -> Option<Value> {
        let heap = self.heap();
        let mut out = quick::Short::default();
        if let Some(text) = value.downcast_exact::<Str>() {
            let spec = FormatSpec::parse(spec.units(), Target::Str).ok()?;
            let is_plain =
                spec.sign.is_none() && !spec.alternate && spec.precision.is_none() && spec.grouping.is_none();
            let total = spec.width.filter(|width| *width < 1 << 16)?.saturating_sub(text.len());
            let left = match spec.align {
                _ if !is_plain || spec.code.is_some_and(|code| code != u32::from('s')) => return None,
                Align::Left => 0,
                Align::Center => total / 2,
                Align::Right => total,
                Align::AfterSign => return None,
            };
            if total == 0 {
                return Some(value.clone());
            }
            return heap.str_padded(text, left, total - left, u8::try_from(spec.fill).ok()?);
        }
        let done = if let Some(int) = value.as_small_int() {
            quick::int(int, &FormatSpec::parse(spec.units(), Target::Int).ok()?, &mut out)
        } else {
            let float = value.as_exact_float()?;
            quick::fixed(float, &FormatSpec::parse(spec.units(), Target::Real).ok()?, &mut out)
        };
        done.then(|| heap.str_from_ascii(out.bytes()))
    }

    /// Marks a container as being printed; false if it is already (print "[...]"). Call `repr_leave` after.
    pub fn repr_enter(&mut self, value: &Value) -> bool {
        self.being_printed.insert(value.bits())
    }

    /// Ends what `repr_enter` began.
    pub fn repr_leave(&mut self, value: &Value) {
        self.being_printed.remove(&value.bits());
    }

    /// The repr of a value as Rust text, for messages (%R).
    pub fn repr_text(&mut self, value: &Value) -> PyResult<String> {
        if let Some(s) = value.downcast_exact::<Str>() {
            return Ok(str_repr(s.units()).map(|t| t.to_string()).unwrap_or_default());
        }
        Ok(self.repr(value)?.lossy_text())
    }

    /// `str(value)` as Rust text.
    pub fn str_text(&mut self, value: &Value) -> PyResult<String> {
        Ok(self.str(value)?.lossy_text())
    }
}
