//! Python functions and bound methods.

use std::cell::Cell;

use super::code::Code;
use super::guarded::Guarded;
use super::heap::{Header, Heap, Object, Tag, Visitor};
use super::value::Value;

/// A function object.
#[repr(C)]
pub struct Function {
    header: Header,
    /// Always the address of the `Code` in `code`.
    code_address: Cell<*const Code>,
    /// A dict.
    pub globals: Value,
    /// A dict: `globals['__builtins__']` when the function was made.
    pub builtins: Value,
    code: Guarded<Value>,
    /// A tuple of cells.
    pub closure: Option<Value>,
    /// A tuple.
    pub defaults: Guarded<Option<Value>>,
    /// A dict.
    pub kwdefaults: Guarded<Option<Value>>,
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    pub doc: Guarded<Value>,
    pub module: Guarded<Value>,
    /// A dict, or the tuple of names and values that MAKE_FUNCTION got.
    pub annotations: Guarded<Option<Value>>,
    /// `__dict__`, once it was needed.
    pub dict: Guarded<Option<Value>>,
    /// Changes when code or defaults change: call caches compare it. Never 0.
    pub version: Cell<u32>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Function {
    const TAG: Tag = Tag::Function;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.globals);
        visit(&self.builtins);
        self.closure.iter().for_each(&mut *visit);
        for part in [&self.code, &self.name, &self.qualname, &self.doc, &self.module] {
            part.with(&mut *visit);
        }
        for part in [&self.defaults, &self.kwdefaults, &self.annotations, &self.dict] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }
}

impl Function {
    /// The code object.
    #[inline(always)]
    pub fn code(&self) -> &Code {
        // SAFETY: `code` keeps it alive, and `set_code` gives the old one to the caller.
        unsafe { &*self.code_address.get() }
    }

    pub fn code_value(&self) -> Value {
        self.code.get()
    }

    /// Replaces the code; gives the old value. None (and no change) if `code` is no code object.
    pub fn set_code(&self, code: Value) -> Option<Value> {
        self.code_address.set(code.downcast::<Code>()?);
        self.changed();
        Some(self.code.replace(code))
    }

    /// To be called when defaults change.
    pub fn changed(&self) {
        self.version.set(self.version.get().wrapping_add(1).max(1));
    }
}

/// What a new function is made of.
pub struct NewFunction {
    /// A code object.
    pub code: Value,
    pub globals: Value,
    pub builtins: Value,
    pub qualname: Value,
    pub closure: Option<Value>,
    pub module: Value,
}

impl Heap {
    /// A function; None if `code` is no code object.
    pub fn function(&self, new: NewFunction) -> Option<Value> {
        let code = new.code.downcast::<Code>()?;
        let function = Function {
            header: Header::new::<Function>(),
            code_address: Cell::new(code),
            globals: new.globals,
            builtins: new.builtins,
            closure: new.closure,
            defaults: Guarded::new(None),
            kwdefaults: Guarded::new(None),
            name: Guarded::new(code.name.clone()),
            qualname: Guarded::new(new.qualname),
            doc: Guarded::new(code.doc()),
            module: Guarded::new(new.module),
            annotations: Guarded::new(None),
            dict: Guarded::new(None),
            version: Cell::new(1),
            code: Guarded::new(new.code),
        };
        Some(self.put(function))
    }
}

/// A bound method of a Python callable.
#[repr(C)]
pub struct Method {
    header: Header,
    pub function: Value,
    pub object: Value,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Method {
    const TAG: Tag = Tag::Method;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.object);
    }
}

impl Heap {
    pub fn method(&self, function: Value, object: Value) -> Value {
        self.put(Method { header: Header::new::<Method>(), function, object })
    }
}
