//! object.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::{Comparison, Init, Slots};
use crate::object::str::Str;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static OBJECT: ClassDef = ClassDef {
    name: "object",
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n\
          instance that has no instance attributes and cannot be given any.\n",
    layout: Tag::Instance,
    flags: class_flag::BASE,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: &[GetSetDef::write(
        "__class__",
        "the object's class",
        |vm, object| Ok(vm.heap().class_of(object).clone()),
        |vm, object, class| match class {
            Some(class) => vm.set_class_of(object, class),
            None => Err(vm.type_error("can't delete __class__ attribute")),
        },
    )],
    ..ClassDef::EMPTY
};

fn slots(s: &Slots) {
    s.repr.set(Some(|vm, object| {
        let text = vm.default_repr(object);
        Ok(vm.heap().str(&text))
    }));
    // The slot itself: CPython counts no second level of recursion here.
    s.str.set(Some(|vm, object| match vm.class_of(object).slots.repr.get() {
        Some(repr) => repr(vm, object),
        None => vm.repr(object),
    }));
    s.hash.set(Some(|_, object| Ok(Vm::identity_hash(object))));
    s.compare.set(Some(compare));
    s.getattribute.set(Some(Vm::generic_get_attr));
    s.setattr.set(Some(Vm::generic_set_attr));
    s.init.set(Some(init));
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    match op {
        Comparison::Eq if a.is(b) => Ok(Value::TRUE),
        Comparison::Ne => {
            // The inverse of `__eq__`, whoever defines that.
            let Some(compare) = vm.class_of(a).slots.compare.get() else { return Ok(Value::NOT_IMPLEMENTED) };
            let equal = compare(vm, a, b, Comparison::Eq)?;
            if equal.is(&Value::NOT_IMPLEMENTED) {
                return Ok(equal);
            }
            Ok(Value::bool(!vm.truth(&equal)?))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", NEW_DOC, |vm, args| {
    let class_value = args.take(0);
    let excess = !args.rest(1).is_empty() || args.get(2).downcast::<Dict>().is_some_and(|d| !d.is_empty());
    let Some(class) = class_value.downcast::<Class>() else { return Err(vm.system_error("not a class")) };
    if excess {
        if !makes_plain_objects(class) {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if has_plain_init(class) {
            return Err(vm.type_error(format!("{}() takes no arguments", vm.class_full_name(class))));
        }
    }
    if class.has_flag(class_flag::ABSTRACT) {
        return Err(abstract_error(vm, class)?);
    }
    Ok(vm.heap().instance(&class_value))
});

const NEW_DOC: &str = "Create and return a new object.  See help(type) for accurate signature.";

fn makes_plain_objects(class: &Class) -> bool {
    class.slots.new.get().is_none() && class.native_new.get().is_some_and(|new| std::ptr::eq(new, &NEW))
}

fn has_plain_init(class: &Class) -> bool {
    let own: Init = init;
    class.slots.init.get().is_some_and(|f| std::ptr::fn_addr_eq(f, own))
}

#[cold]
fn abstract_error(vm: &mut Vm, class: &Class) -> PyResult<crate::object::Exception> {
    let methods = class.dict().get_str(&vm.names().abstractmethods).unwrap_or(Value::NONE);
    let mut names: Vec<String> = Vec::new();
    vm.for_each(&methods, |vm, name| {
        names.push(vm.str_text(&name)?);
        Ok(())
    })?;
    names.sort();
    let plural = if names.len() > 1 { "s" } else { "" };
    let (class, names) = (class.name_string(), names.join(", "));
    Ok(vm.type_error(format!("Can't instantiate abstract class {class} with abstract method{plural} {names}")))
}

fn init(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if !args.values().is_empty() {
        let class = vm.class_of(object);
        if !has_plain_init(class) {
            return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
        }
        if makes_plain_objects(class) {
            let message = "__init__() takes exactly one argument (the instance to initialize)";
            return Err(vm.type_error(format!("{}.{message}", vm.class_full_name(class))));
        }
    }
    Ok(())
}

static METHODS: &[NativeDef] = &[
    NativeDef::method("__format__(self, format_spec, /)", "Default object formatter.", |vm, args| {
        let spec = args.get(1);
        match spec.as_str() {
            None => {
                let message = format!("__format__() argument must be str, not {}", vm.type_name(spec));
                Err(vm.type_error(message))
            }
            Some(s) if !s.is_empty() => {
                let name = vm.type_name(args.get(0));
                Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")))
            }
            Some(_) => vm.str(&args.take(0)),
        }
    }),
    NativeDef::method("__sizeof__(self, /)", "Size of object in memory, in bytes.", |vm, args| {
        Ok(Value::from_len(super::sizes::object_size(vm, args.get(0))))
    }),
    NativeDef::method("__dir__(self, /)", "Default dir() implementation.", |vm, args| {
        let object = args.take(0);
        let heap = vm.heap();
        let all = heap.dict();
        let Some(found) = all.downcast::<Dict>() else { return Ok(Value::NONE) };
        let names = vm.names();
        if let Some(own) = vm.get_attr_opt(&object, &names.dict)?
            && let Some(own) = own.downcast::<Dict>()
        {
            vm.dict_merge(found, &Value::of(own))?;
        }
        if let Some(class) = vm.get_attr_opt(&object, &names.class)? {
            vm.merge_class_names(found, &class)?;
        }
        Ok(heap.list(found.keys()))
    }),
    NativeDef::class_method(
        "__init_subclass__(cls, /)",
        "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\n\
         overridden to extend subclasses.\n",
        |_, _| Ok(Value::NONE),
    ),
    NativeDef::class_method(
        "__subclasshook__(cls, object, /)",
        "Abstract classes can override this to customize issubclass().",
        |_, _| Ok(Value::NOT_IMPLEMENTED),
    ),
    NativeDef::method("__reduce__(self, /)", "Helper for pickle.", |vm, args| reduce(vm, &args.take(0), 0)),
    NativeDef::method("__reduce_ex__(self, protocol, /)", "Helper for pickle.", |vm, args| {
        let object = args.take(0);
        let names = vm.names();
        let protocol = vm.index_i64(args.get(1))?;
        let own = vm.type_lookup(vm.class_of(&object), &names.reduce);
        let root = vm.types().object().downcast::<Class>().and_then(|c| c.dict().get_str(&names.reduce));
        match (own, root) {
            (Some(own), Some(root)) if !own.is(&root) => vm.call_unbound(&own, &object, &[]),
            _ => reduce(vm, &object, protocol),
        }
    }),
];

/// What copy and pickle work with. `copyreg` knows how.
fn reduce(vm: &mut Vm, object: &Value, protocol: i64) -> PyResult {
    let heap = vm.heap();
    let copyreg = vm.import_module("copyreg")?;
    let function = vm.get_attr(&copyreg, &heap.intern("__reduce_ex__"))?;
    vm.call(&function, &[object.clone(), heap.int(protocol)])
}

impl Vm {
    /// Adds the names of a class's and its bases' attributes, for `dir()`.
    pub fn merge_class_names(&mut self, into: &Dict, class: &Value) -> PyResult<()> {
        let names = self.names();
        if let Some(class) = class.downcast::<Class>() {
            for class in class.mro().iter().rev().filter_map(|c| c.downcast::<Class>()) {
                self.dict_merge(into, class.dict_value())?;
            }
            return Ok(());
        }
        if let Some(dict) = self.get_attr_opt(class, &names.dict)? {
            self.dict_merge(into, &dict)?;
        }
        let bases = self.get_attr_opt(class, &names.bases)?;
        let Some(bases) = bases.filter(|b| b.tag() == Tag::Tuple) else { return Ok(()) };
        let bases = self.collect(&bases)?;
        self.recurse("", |vm| bases.iter().try_for_each(|base| vm.merge_class_names(into, base)))
    }

    /// A str argument's text, or "f() argument must be str, not int".
    pub fn str_argument<'v>(&self, value: &'v Value, function: &str) -> PyResult<&'v Str> {
        match value.as_str() {
            Some(s) => Ok(s),
            None => Err(self.type_error(format!("{function} must be str, not {}", self.type_name(value)))),
        }
    }
}
