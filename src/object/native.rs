//! Functions written in Rust: their definition, their arguments, the object that Python sees.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use crate::vm::Vm;

use super::class::Class;
use super::exception::PyResult;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A call's arguments as the caller gives them: positional values first, then one value for each keyword name.
#[derive(Clone, Copy)]
pub struct CallArgs<'a> {
    values: &'a [Value],
    names: &'a [Value],
}

impl<'a> CallArgs<'a> {
    /// `names` (interned strs) go with the last of `values`.
    pub fn new(values: &'a [Value], names: &'a [Value]) -> Self {
        debug_assert!(names.len() <= values.len());
        CallArgs { values, names }
    }

    /// Positional arguments only.
    #[inline(always)]
    pub fn positional_only(values: &'a [Value]) -> Self {
        CallArgs { values, names: &[] }
    }

    /// The arguments without keywords.
    pub fn positional(&self) -> &'a [Value] {
        &self.values[..self.values.len() - self.names.len()]
    }

    /// Keyword names and values.
    pub fn keywords(&self) -> impl ExactSizeIterator<Item = (&'a Value, &'a Value)> + use<'a> {
        self.names.iter().zip(&self.values[self.values.len() - self.names.len()..])
    }

    /// Are there any?
    pub fn has_keywords(&self) -> bool {
        !self.names.is_empty()
    }

    /// All arguments, those of keywords last.
    pub fn values(&self) -> &'a [Value] {
        self.values
    }

    /// The names of the last values.
    pub fn names(&self) -> &'a [Value] {
        self.names
    }
}

/// Arguments after they were bound to a signature: one place for each parameter, None where an optional one was
/// not given. `*args` is read by `rest`, `**kwargs` is a dict; a method's may be missing, as if it were empty.
pub struct Args<'a> {
    slots: &'a mut [Option<Value>],
    /// Where the items of `*args` begin, if they lie in the places themselves.
    spread: usize,
}

impl<'a> Args<'a> {
    pub fn new(slots: &'a mut [Option<Value>]) -> Self {
        Args { slots, spread: usize::MAX }
    }

    /// Arguments as the caller gave them to a native that `takes` so many: what is missing at the end is optional.
    #[inline(always)]
    pub fn given(slots: &'a mut [Option<Value>], native: &NativeFunction) -> Self {
        let spread = match native.spread.get() {
            NO_REST => usize::MAX,
            place => place.into(),
        };
        Args { slots, spread }
    }

    /// A parameter that the signature requires (or `*args`, `**kwargs`).
    #[inline(always)]
    pub fn get(&self, index: usize) -> &Value {
        static ABSENT: AbsentArgument = AbsentArgument(Value::NONE);
        self.opt(index).unwrap_or(&ABSENT.0)
    }

    /// An optional parameter.
    #[inline(always)]
    pub fn opt(&self, index: usize) -> Option<&Value> {
        if index >= self.spread {
            debug_assert!(index > self.spread, "`*args` is read by `rest`");
            return None;
        }
        self.slots.get(index).and_then(Option::as_ref)
    }

    /// Moves a parameter out; None (the Python value) if it was not given.
    #[inline(always)]
    pub fn take(&mut self, index: usize) -> Value {
        self.take_opt(index).unwrap_or(Value::NONE)
    }

    /// Moves an optional parameter out.
    #[inline(always)]
    pub fn take_opt(&mut self, index: usize) -> Option<Value> {
        if index >= self.spread {
            debug_assert!(index > self.spread, "`*args` is read by `rest`");
            return None;
        }
        self.slots.get_mut(index).and_then(Option::take)
    }

    /// The items of `*args`.
    pub fn rest(&self, index: usize) -> &[Value] {
        if index == self.spread {
            let items = self.slots.get(index..).unwrap_or_default();
            debug_assert!(items.iter().all(Option::is_some));
            // SAFETY: what a caller gives are values, and a slot with a value has the value's own representation.
            return unsafe { std::slice::from_raw_parts(items.as_ptr().cast(), items.len()) };
        }
        self.get(index).downcast::<super::tuple::Tuple>().map_or(&[], |t| t.items())
    }

    /// The tuple of `*args`, if one was made.
    pub fn rest_object(&self, index: usize) -> Option<&Value> {
        if index == self.spread { None } else { self.opt(index) }
    }

    /// `*args` at `index` and the `**kwargs` after it, to be passed on: all values, and the names of the last ones.
    pub fn passed_on(&self, index: usize) -> (Vec<Value>, Vec<Value>) {
        let mut values = self.rest(index).to_vec();
        let (names, named): (Vec<_>, Vec<_>) = self
            .get(index + 1)
            .downcast::<super::dict::Dict>()
            .map(|d| d.items())
            .unwrap_or_default()
            .into_iter()
            .unzip();
        values.extend(named);
        (values, names)
    }

    /// Places, of which optional ones at the end may be missing.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

/// `NativeFunction::spread` without `*args`.
const NO_REST: u8 = u8::MAX;
/// The least of `NativeFunction::direct` before the signature was looked at.
const UNKNOWN: u8 = u8::MAX;

/// The value of a parameter that is not there.
struct AbsentArgument(Value);

// SAFETY: an immediate: no count is ever changed through it.
unsafe impl Sync for AbsentArgument {}

/// What a native asks the VM to do in its place, so that Python code runs without Rust recursion.
pub enum Flow {
    /// The result.
    Value(Value),
    /// The result is that of this call.
    Call { callable: Value, args: Vec<Value> },
    /// The result is what a generator, coroutine or async generator step gives (StopIteration at its end).
    Resume { generator: Value, input: Resume },
    /// As `Resume` with `Send(None)`, but `default` at the end in place of StopIteration.
    NextOr { generator: Value, default: Value },
}

/// How a suspended frame goes on.
pub enum Resume {
    Send(Value),
    /// An exception is raised where it is suspended.
    Throw(super::exception::Exception),
    /// What the arguments of `throw` describe.
    ThrowArguments(Thrown),
    /// GeneratorExit is raised there and must come out again.
    Close,
}

/// What is thrown by `throw(*arguments)`.
#[derive(Debug)]
pub struct Thrown {
    /// An error if the arguments describe none.
    pub exception: PyResult<super::exception::Exception>,
    /// A foreign delegate's `throw` gets them.
    pub arguments: Vec<Value>,
    /// Delegates get a GeneratorExit by `throw`, too, instead of being closed: `athrow` and `aclose` begin so, that the
    /// delegates may wait while they end.
    pub through: bool,
}

/// The Rust side of a native function.
#[derive(Clone, Copy)]
pub enum Code {
    Plain(fn(&mut Vm, &mut Args<'_>) -> PyResult),
    /// May ask the VM to run Python code in its place.
    Flow(fn(&mut Vm, &mut Args<'_>) -> PyResult<Flow>),
}

/// How the function sits in its class's dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A module's function.
    Function,
    /// Binds as `self`.
    Method,
    /// Binds the class.
    ClassMethod,
    StaticMethod,
}

/// What a native does to a generator, so that the loop can do it in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    No,
    /// `next`
    Next,
    /// `send`
    Send,
}

/// One row of a table of natives.
pub struct NativeDef {
    /// `name(parameters)` in Python's syntax; defaults other than None are shown, never evaluated (an optional
    /// parameter that was not given is absent for the Rust side). A method's first parameter is `self` or `cls`.
    pub signature: &'static str,
    pub doc: &'static str,
    pub kind: Kind,
    pub code: Code,
    pub steps: Steps,
}

impl NativeDef {
    /// A function of a module.
    pub const fn function(
        signature: &'static str,
        doc: &'static str,
        f: fn(&mut Vm, &mut Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef { signature, doc, kind: Kind::Function, code: Code::Plain(f), steps: Steps::No }
    }

    /// A method.
    pub const fn method(
        signature: &'static str,
        doc: &'static str,
        f: fn(&mut Vm, &mut Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef { signature, doc, kind: Kind::Method, code: Code::Plain(f), steps: Steps::No }
    }

    /// A classmethod.
    pub const fn class_method(
        signature: &'static str,
        doc: &'static str,
        f: fn(&mut Vm, &mut Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef { signature, doc, kind: Kind::ClassMethod, code: Code::Plain(f), steps: Steps::No }
    }

    /// A staticmethod, `__new__` among them.
    pub const fn static_method(
        signature: &'static str,
        doc: &'static str,
        f: fn(&mut Vm, &mut Args<'_>) -> PyResult,
    ) -> NativeDef {
        NativeDef { signature, doc, kind: Kind::StaticMethod, code: Code::Plain(f), steps: Steps::No }
    }

    /// A method that may run Python code in its place.
    pub const fn flow_method(
        signature: &'static str,
        doc: &'static str,
        f: fn(&mut Vm, &mut Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef { signature, doc, kind: Kind::Method, code: Code::Flow(f), steps: Steps::No }
    }

    /// A function that may run Python code in its place.
    pub const fn flow_function(
        signature: &'static str,
        doc: &'static str,
        f: fn(&mut Vm, &mut Args<'_>) -> PyResult<Flow>,
    ) -> NativeDef {
        NativeDef { signature, doc, kind: Kind::Function, code: Code::Flow(f), steps: Steps::No }
    }

    /// The same, known to the loop as a step of a generator.
    pub const fn stepping(self, steps: Steps) -> NativeDef {
        NativeDef { signature: self.signature, doc: self.doc, kind: self.kind, code: self.code, steps }
    }

    /// The part of the signature before the parenthesis.
    pub fn name(&self) -> &'static str {
        self.signature.split('(').next().unwrap_or(self.signature)
    }
}

/// A native's parameters, parsed from its signature once.
#[derive(Debug)]
pub struct Parameters {
    pub names: Vec<Parameter>,
    /// How many can be given by position.
    pub positional: usize,
    /// How many of those only by position.
    pub positional_only: usize,
    /// How many of the positional ones have no default.
    pub required: usize,
    /// The place of `*args`.
    pub rest: Option<usize>,
    /// The place of `**kwargs`.
    pub keywords: Option<usize>,
}

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    pub name: &'static str,
    /// The default's text, if it has one.
    pub default: Option<&'static str>,
}

impl Parameters {
    /// Parses `name(a, b=1, /, c, *args, d=None, **kw)`.
    pub fn parse(signature: &'static str) -> Parameters {
        let inner = signature.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
        let mut p = Parameters {
            names: Vec::new(),
            positional: 0,
            positional_only: 0,
            required: 0,
            rest: None,
            keywords: None,
        };
        let mut keyword_only = false;
        for part in inner.split(',').map(str::trim).filter(|s| !s.is_empty()) {
            if part == "/" {
                p.positional_only = p.positional;
            } else if part == "*" {
                keyword_only = true;
            } else if let Some(name) = part.strip_prefix("**") {
                p.keywords = Some(p.names.len());
                p.names.push(Parameter { name, default: None });
            } else if let Some(name) = part.strip_prefix('*') {
                p.rest = Some(p.names.len());
                keyword_only = true;
                p.names.push(Parameter { name, default: None });
            } else {
                let (name, default) = match part.split_once('=') {
                    Some((name, default)) => (name.trim(), Some(default.trim())),
                    None => (part, None),
                };
                if !keyword_only {
                    p.positional += 1;
                    p.required += usize::from(default.is_none());
                }
                p.names.push(Parameter { name, default });
            }
        }
        p
    }
}

/// `builtin_function_or_method`, `method_descriptor` and `classmethod_descriptor` objects.
#[repr(C)]
pub struct NativeFunction {
    header: Header,
    pub def: &'static NativeDef,
    parameters: OnceCell<Rc<Parameters>>,
    /// How many arguments (besides what it is bound to) need no binding: at least, at most.
    direct: Cell<(u8, u8)>,
    /// The place of `*args`, or `NO_REST`.
    spread: Cell<u8>,
    /// An unbound method of a builtin class takes exact objects of this layout without a further look.
    receiver: Cell<Option<Tag>>,
    /// It is a method, unbound.
    is_plain_method: Cell<bool>,
    /// It is `list.append`.
    pub is_append: Cell<bool>,
    /// What the function is bound to: an object, a class, or nothing.
    pub bound: Option<Value>,
    /// The class that defines the method, None for a module's function.
    pub owner: Option<Value>,
    /// `__module__`, for functions.
    pub module: Guarded<Option<Value>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for NativeFunction {
    const TAG: Tag = Tag::Native;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.bound.iter().for_each(&mut *visit);
        self.owner.iter().for_each(&mut *visit);
        self.module.with(|m| m.iter().for_each(&mut *visit));
    }
}

impl NativeFunction {
    pub fn parameters(&self) -> &Parameters {
        self.parameters.get_or_init(|| Rc::new(Parameters::parse(self.def.signature)))
    }

    /// Are so many positional arguments fit to be handed on where they lie (see `Args::given`)?
    #[inline(always)]
    pub fn takes(&self, given: usize) -> bool {
        self.surely_takes(given) || self.direct.get().0 == UNKNOWN && self.learn(given)
    }

    /// As `takes`; false also where it was never asked.
    #[inline(always)]
    pub fn surely_takes(&self, given: usize) -> bool {
        let (least, most) = self.direct.get();
        usize::from(least) <= given && given <= usize::from(most)
    }

    /// Is it a method of exact objects of this kind, which need no further look?
    #[inline(always)]
    pub fn receives(&self, value: &Value) -> bool {
        value.header().is_some_and(|header| header.is_exact() && Some(header.tag()) == self.receiver.get())
    }

    /// As `receives`, for objects of a class that has no layout of its own.
    #[inline(always)]
    pub fn receives_own(&self, value: &Value) -> bool {
        self.is_plain_method.get()
            && self.owner.as_ref().is_some_and(|owner| self.header.heap().class_of(value).is(owner))
    }

    #[cold]
    fn learn(&self, given: usize) -> bool {
        let p = self.parameters();
        let needs_names = (p.positional..p.names.len())
            .any(|i| p.names[i].default.is_none() && p.rest != Some(i) && p.keywords != Some(i));
        let bound = usize::from(self.bound.is_some());
        let small = |count: usize| u8::try_from(count.saturating_sub(bound)).unwrap_or(UNKNOWN - 1).min(UNKNOWN - 1);
        let none = (UNKNOWN - 1, 0);
        self.direct.set(match p.rest {
            // Methods do without the dict of keywords where there are none.
            _ if p.keywords.is_some() && self.def.kind != Kind::Method => none,
            _ if needs_names || p.names.len() >= usize::from(NO_REST) => none,
            Some(_) if p.required < p.positional => none,
            Some(_) => (small(p.required), UNKNOWN - 1),
            None => (small(p.required), small(p.positional)),
        });
        self.spread.set(p.rest.map_or(NO_REST, |place| place as u8));
        if let (Kind::Method, None, Some(owner)) = (self.def.kind, &self.bound, &self.owner)
            && let Some(class) = owner.downcast::<Class>()
            && self.header.heap().class_of_tag(class.layout).is(owner)
        {
            self.receiver.set(Some(class.layout));
            self.is_append.set(class.layout == Tag::List && self.def.name() == "append");
        }
        self.surely_takes(given)
    }
}

impl Heap {
    /// A module's function. Its class is the layout's (`builtin_function_or_method`).
    pub fn native_function(&self, def: &'static NativeDef, module: Option<Value>) -> Value {
        self.native(None, def, None, None, module)
    }

    /// A class's method, unbound; `class` is method_descriptor or classmethod_descriptor.
    pub fn native_method(&self, class: &Value, def: &'static NativeDef, owner: Value) -> Value {
        self.native(Some(class), def, None, Some(owner), None)
    }

    /// A method bound to `to`; what is known of its signature is known of the bound one, too.
    pub fn bind_native(&self, method: &NativeFunction, to: Value) -> Value {
        let bound = self.bound_native(method.def, to, method.owner.clone());
        method.parameters();
        if let (Some(native), Some(parameters)) = (bound.downcast::<NativeFunction>(), method.parameters.get()) {
            let _ = native.parameters.set(parameters.clone());
        }
        bound
    }

    /// A method bound to `to`.
    pub fn bound_native(&self, def: &'static NativeDef, to: Value, owner: Option<Value>) -> Value {
        self.native(None, def, Some(to), owner, None)
    }

    fn native(
        &self,
        class: Option<&Value>,
        def: &'static NativeDef,
        bound: Option<Value>,
        owner: Option<Value>,
        module: Option<Value>,
    ) -> Value {
        let header = Header::new::<NativeFunction>();
        let parameters = OnceCell::new();
        let (direct, spread, receiver) = (Cell::new((UNKNOWN, 0)), Cell::new(NO_REST), Cell::new(None));
        let (module, is_append) = (Guarded::new(module), Cell::new(false));
        let is_plain_method = Cell::new(def.kind == Kind::Method && bound.is_none());
        let native = NativeFunction {
            header,
            def,
            parameters,
            direct,
            spread,
            receiver,
            is_plain_method,
            is_append,
            bound,
            owner,
            module,
        };
        match class {
            Some(class) => self.put_as(class, native),
            None => self.put(native),
        }
    }
}
