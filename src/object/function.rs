//! Python functions and bound methods.

use std::cell::Cell;

use super::code::Code;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::list::List;
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
    /// A list of the code objects that were replaced: activations of the function may still run them.
    former_code: Guarded<Option<Value>>,
    /// A tuple of cells.
    pub closure: Option<Value>,
    /// A tuple.
    pub defaults: Guarded<Option<Value>>,
    /// A dict.
    pub kwdefaults: Guarded<Option<Value>>,
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    /// `__doc__`, once it is not the code's any more.
    doc: Guarded<Option<Value>>,
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
        for part in [&self.code, &self.name, &self.qualname, &self.module] {
            part.with(&mut *visit);
        }
        for part in [&self.defaults, &self.kwdefaults, &self.annotations, &self.dict, &self.former_code, &self.doc] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }
}

impl Function {
    /// The code object.
    #[inline(always)]
    pub fn code(&self) -> &Code {
        // SAFETY: `code` keeps it alive, and `set_code` keeps the old one.
        unsafe { &*self.code_address.get() }
    }

    /// `__doc__`
    pub fn doc(&self) -> Value {
        self.doc.get().unwrap_or_else(|| self.code().doc())
    }

    /// Sets `__doc__`.
    pub fn set_doc(&self, doc: Value) {
        drop(self.doc.replace(Some(doc)));
    }

    /// `__code__`
    pub fn code_value(&self) -> Value {
        self.code.get()
    }

    /// Replaces the code; the old one stays with the function, since a running or suspended frame counts on it.
    /// No change if `code` is no code object.
    pub fn set_code(&self, code: Value) {
        let Some(address) = code.downcast::<Code>().map(std::ptr::from_ref) else { return };
        if self.doc.with(Option::is_none) {
            self.set_doc(self.code().doc());
        }
        let old = self.code.replace(code);
        self.code_address.set(address);
        self.changed();
        let former = self.former_code.get().unwrap_or_else(|| self.header.heap().list(Vec::new()));
        if let Some(list) = former.downcast::<List>()
            && !list.with(|codes| codes.iter().any(|c| c.is(&old)))
        {
            list.push(old);
        }
        drop(self.former_code.replace(Some(former)));
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
            doc: Guarded::new(None),
            module: Guarded::new(new.module),
            annotations: Guarded::new(None),
            dict: Guarded::new(None),
            version: Cell::new(1),
            code: Guarded::new(new.code),
            former_code: Guarded::new(None),
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
    /// A bound method.
    pub fn method(&self, function: Value, object: Value) -> Value {
        self.put(Method { header: Header::new::<Method>(), function, object })
    }
}
