//! property.

use crate::object::class::class_flag;
use crate::object::descriptor::{GetSetDef, Property};
use crate::object::guarded::Guarded;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static PROPERTY: ClassDef = ClassDef {
    name: "property",
    doc: "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be \
          used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    \
          docstring\n\nTypical use is to define a managed attribute x:\n\nclass C(object):\n    def getx(self): return \
          self._x\n    def setx(self, value): self._x = value\n    def delx(self): del self._x\n    x = property(getx, \
          setx, delx, \"I'm the 'x' property.\")\n\nDecorators make defining new properties or modifying existing ones \
          easy:\n\nclass C(object):\n    @property\n    def x(self):\n        \"I am the 'x' property.\"\n        return \
          self._x\n    @x.setter\n    def x(self, value):\n        self._x = value\n    @x.deleter\n    def x(self):\n    \
          \x20   del self._x",
    layout: Tag::Property,
    flags: class_flag::BASE,
    slots: slots!(|s| {
        s.init.set(Some(init));
        s.descr_get.set(Some(get));
        s.descr_set.set(Some(set));
    }),
    new: Some(&NativeDef::static_method(
        "__new__(cls, /, *args, **kwargs)",
        "Create and return a new object.  See help(type) for accurate signature.",
        |vm, args| Ok(vm.heap().property(args.get(0))),
    )),
    methods: &[
        NativeDef::method(
            "getter(self, fget, /)",
            "Descriptor to obtain a copy of the property with a different getter.",
            |vm, args| copy(vm, &args.take(0), Some(args.take(1)), None, None),
        ),
        NativeDef::method(
            "setter(self, fset, /)",
            "Descriptor to obtain a copy of the property with a different setter.",
            |vm, args| copy(vm, &args.take(0), None, Some(args.take(1)), None),
        ),
        NativeDef::method(
            "deleter(self, fdel, /)",
            "Descriptor to obtain a copy of the property with a different deleter.",
            |vm, args| copy(vm, &args.take(0), None, None, Some(args.take(1))),
        ),
        NativeDef::method("__set_name__(self, /, *args)", "Method to set name of a property.", |vm, args| {
            let [_, name] = args.rest(1) else {
                let given = args.rest(1).len();
                let message = format!("__set_name__() takes 2 positional arguments but {given} were given");
                return Err(vm.type_error(message));
            };
            drop(property(vm, args.get(0))?.name.replace(Some(name.clone())));
            Ok(Value::NONE)
        }),
    ],
    getsets: &[
        GetSetDef::member("fget", "", |vm, p| part(vm, p, |p| &p.get)),
        GetSetDef::member("fset", "", |vm, p| part(vm, p, |p| &p.set)),
        GetSetDef::member("fdel", "", |vm, p| part(vm, p, |p| &p.delete)),
        GetSetDef {
            name: "__doc__",
            doc: "",
            get: |vm, p| part(vm, p, |p| &p.doc),
            set: Some(|vm, p, value| {
                drop(property(vm, p)?.doc.replace(value.cloned()));
                Ok(())
            }),
            member: true,
        },
        GetSetDef::read("__isabstractmethod__", "", |vm, p| {
            let p = property(vm, p)?;
            for part in [p.get.get(), p.set.get(), p.delete.get()].into_iter().flatten() {
                if vm.is_abstract(&part)? {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        }),
    ],
    ..ClassDef::EMPTY
};

fn property<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Property> {
    match value.downcast::<Property>() {
        Some(property) => Ok(property),
        None => Err(vm.system_error("not a property")),
    }
}

fn part(vm: &mut Vm, value: &Value, part: fn(&Property) -> &Guarded<Option<Value>>) -> PyResult {
    Ok(part(property(vm, value)?).get().unwrap_or(Value::NONE))
}

/// Binds `fget=None, fset=None, fdel=None, doc=None`.
fn init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    const NAMES: [&str; 4] = ["fget", "fset", "fdel", "doc"];
    let positional = args.positional();
    let given = args.values().len();
    if given > 4 {
        return Err(vm.type_error(format!("property() takes at most 4 arguments ({given} given)")));
    }
    let mut parts: [Option<Value>; 4] = std::array::from_fn(|i| positional.get(i).cloned());
    for (name, value) in args.keywords() {
        let Some(i) = NAMES.iter().position(|n| name.is_str(n)) else {
            let name = vm.str_text(name)?;
            return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for property()")));
        };
        if i < positional.len() {
            let message = format!("argument for property() given by name ('{}') and position ({})", NAMES[i], i + 1);
            return Err(vm.type_error(message));
        }
        parts[i] = Some(value.clone());
    }
    let [get, set, delete, doc] = parts.map(|p| p.filter(|v| !v.is_none()));
    let p = property(vm, value)?;
    let getter = get.clone();
    drop((p.get.replace(get), p.set.replace(set), p.delete.replace(delete), p.name.replace(None)));
    p.getter_doc.set(false);
    p.field.set(0);
    match (doc, getter) {
        (Some(doc), _) => drop(p.doc.replace(Some(doc))),
        (None, Some(getter)) => take_doc(vm, value, &getter)?,
        (None, None) => drop(p.doc.replace(None)),
    }
    Ok(())
}

/// The getter's docstring becomes the property's.
fn take_doc(vm: &mut Vm, value: &Value, getter: &Value) -> PyResult<()> {
    let names = vm.names();
    let doc = vm.get_attr_opt(getter, &names.doc)?;
    let p = property(vm, value)?;
    let Some(doc) = doc else {
        drop(p.doc.replace(None));
        return Ok(());
    };
    p.getter_doc.set(true);
    if vm.heap().class_of(value).is(vm.types().property()) {
        drop(p.doc.replace(Some(doc)));
        return Ok(());
    }
    // A subclass's instance shows it by an attribute of its own, which hides the class's `__doc__`.
    match vm.has_dict(value) {
        true => {
            let dict = vm.dict_of(value)?;
            if let Some(dict) = dict.as_ref().and_then(|d| d.downcast::<crate::object::dict::Dict>()) {
                vm.dict_set(dict, &names.doc, &doc)?;
            }
            Ok(())
        }
        false => vm.set_attr(value, &names.doc, &doc),
    }
}

fn copy(vm: &mut Vm, value: &Value, get: Option<Value>, set: Option<Value>, delete: Option<Value>) -> PyResult {
    let p = property(vm, value)?;
    let get = get.or_else(|| p.get.get()).unwrap_or(Value::NONE);
    let set = set.or_else(|| p.set.get()).unwrap_or(Value::NONE);
    let delete = delete.or_else(|| p.delete.get()).unwrap_or(Value::NONE);
    let doc = match p.getter_doc.get() && !get.is_none() {
        true => Value::NONE,
        false => p.doc.get().unwrap_or(Value::NONE),
    };
    let name = p.name.get();
    let class = vm.heap().class_of(value).clone();
    let made = vm.call(&class, &[get, set, delete, doc])?;
    if let Some(made) = made.downcast::<Property>() {
        drop(made.name.replace(name));
    }
    Ok(made)
}

#[cold]
fn missing(vm: &mut Vm, p: &Property, what: &str) -> Exception {
    let name = p.name.get();
    let message = match name.map(|n| vm.repr_text(&n)) {
        Some(Ok(name)) => format!("{what} {name}"),
        Some(Err(error)) => return error,
        None => what.to_string(),
    };
    vm.exception(vm.types().attribute_error(), &message)
}

fn get(vm: &mut Vm, value: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object.filter(|o| !o.is_none()) else { return Ok(value.clone()) };
    let p = property(vm, value)?;
    if let Some(field) = p.field_of(object) {
        return Ok(field.clone());
    }
    match p.get.get() {
        Some(getter) => vm.call(&getter, std::slice::from_ref(object)),
        None => Err(missing(vm, p, "unreadable attribute")),
    }
}

fn set(vm: &mut Vm, value: &Value, object: &Value, new: Option<&Value>) -> PyResult<()> {
    let p = property(vm, value)?;
    match (new, p.set.get(), p.delete.get()) {
        (Some(new), Some(setter), _) => vm.call(&setter, &[object.clone(), new.clone()]).map(drop),
        (None, _, Some(deleter)) => vm.call(&deleter, std::slice::from_ref(object)).map(drop),
        (Some(_), None, _) => Err(missing(vm, p, "can't set attribute")),
        (None, _, None) => Err(missing(vm, p, "can't delete attribute")),
    }
}

impl Vm {
    /// `bool(function.__isabstractmethod__)`, false where there is no such attribute.
    pub fn is_abstract(&mut self, function: &Value) -> PyResult<bool> {
        match self.get_attr_opt(function, &self.names().isabstractmethod)? {
            Some(value) => self.truth(&value),
            None => Ok(false),
        }
    }
}
