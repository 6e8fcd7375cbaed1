//! Values to JSON text: `make_encoder`.
//!
//! The whole text is built at once. Lists and dicts are read anew for each item, since `default` may change them.

use std::fmt::Write;

use crate::number::print::float_repr;
use crate::object::boxed::Payload;
use crate::object::dict::Dict;
use crate::object::int::IntRef;
use crate::object::list::List;
use crate::object::native::{CallArgs, NativeDef, NativeFunction};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value, Visitor};
use crate::text::{TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::ClassDef;

use super::quote;

/// `_json.Encoder`: what an encoder asks for.
pub static ENCODER: ClassDef = ClassDef {
    name: "Encoder",
    module: "_json",
    doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    slots: |s| {
        s.new.set(Some(new));
        s.call.set(Some(call));
    },
    new: Some(&NativeDef::static_method("__new__(cls, *args)", "", |vm, args| {
        let class = args.get(0).clone();
        let values = args.rest(1).to_vec();
        new(vm, &class, CallArgs::positional_only(&values))
    })),
    ..ClassDef::EMPTY
};

struct Options {
    check_circular: bool,
    default: Value,
    encoder: Value,
    /// The encoder is one of the native ones; tells whether it is the ASCII one.
    native: Option<bool>,
    indent: Option<Value>,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
}

impl Payload for Options {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for value in [&self.default, &self.encoder, &self.key_separator, &self.item_separator] {
            visit(value);
        }
        self.indent.iter().for_each(visit);
    }
}

const PARAMETERS: [&str; 9] = [
    "markers",
    "default",
    "encoder",
    "indent",
    "key_separator",
    "item_separator",
    "sort_keys",
    "skipkeys",
    "allow_nan",
];

fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let mut given: [Option<Value>; 9] = [const { None }; 9];
    if args.positional().len() > given.len() {
        let count = args.positional().len();
        return Err(vm.type_error(format!("make_encoder() takes at most 9 arguments ({count} given)")));
    }
    for (place, value) in given.iter_mut().zip(args.positional()) {
        *place = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let name = name.lossy_text();
        match PARAMETERS.iter().position(|known| *known == name) {
            Some(at) => given[at] = Some(value.clone()),
            None => return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for make_encoder()"))),
        }
    }
    if let Some(at) = given.iter().position(Option::is_none) {
        let (name, place) = (PARAMETERS[at], at + 1);
        return Err(vm.type_error(format!("make_encoder() missing required argument '{name}' (pos {place})")));
    }
    let [markers, default, encoder, indent, key_separator, item_separator, sort_keys, skip_keys, allow_nan] =
        given.map(|value| value.unwrap_or(Value::NONE));
    if !markers.is_none() && markers.tag() != Tag::Dict {
        let found = vm.type_name(&markers);
        return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {found}")));
    }
    for (place, separator) in [(5, &key_separator), (6, &item_separator)] {
        if separator.as_str().is_none() {
            let found = vm.type_name(separator);
            return Err(vm.type_error(format!("make_encoder() argument {place} must be str, not {found}")));
        }
    }
    let native = encoder.downcast::<NativeFunction>().and_then(|f| match f.def.name() {
        "encode_basestring_ascii" => Some(true),
        "encode_basestring" => Some(false),
        _ => None,
    });
    let options = Options {
        check_circular: !markers.is_none(),
        default,
        encoder,
        native,
        indent: Some(indent).filter(|i| i.as_str().is_some()),
        key_separator,
        item_separator,
        sort_keys: vm.truth(&sort_keys)?,
        skip_keys: vm.truth(&skip_keys)?,
        allow_nan: vm.truth(&allow_nan)?,
    };
    Ok(vm.heap().boxed(class, options))
}

/// `encoder(obj, level)`: a tuple of the text.
fn call(vm: &mut Vm, encoder: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(options) = encoder.payload::<Options>() else { return Err(vm.type_error("an encoder is required")) };
    let [object, level] = args.values() else {
        return Err(vm.type_error("_iterencode() missing required argument '_current_indent_level' (pos 2)"));
    };
    let level = vm.index_clamped(level)?.max(0) as usize;
    let text = TextBuilder::limited(vm.heap().room());
    let mut writer = Writer { options, text, level, open: Vec::new() };
    writer.value(vm, object)?;
    let heap = vm.heap();
    Ok(heap.tuple_from([heap.str_from_text(&writer.text.finish())]))
}

struct Writer<'a> {
    options: &'a Options,
    text: TextBuilder,
    level: usize,
    /// The ids of the containers that are being written.
    open: Vec<u64>,
}

impl Writer<'_> {
    #[inline]
    fn push(&mut self, vm: &Vm, text: &str) -> PyResult<()> {
        self.text.try_push_units(Units::One(text.as_bytes())).or_memory_error(vm)
    }

    fn push_value(&mut self, vm: &Vm, text: &Value) -> PyResult<()> {
        match text.as_str() {
            Some(text) => self.text.try_push_units(text.units()).or_memory_error(vm),
            None => {
                let found = vm.type_name(text);
                Err(vm.type_error(format!("encoder() must return a string, not {found}")))
            }
        }
    }

    fn value(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if let Some(small) = value.as_small_int() {
            return self.small(vm, small);
        }
        if value.is_none() {
            return self.push(vm, "null");
        }
        if let Some(truth) = value.as_bool() {
            return self.push(vm, if truth { "true" } else { "false" });
        }
        if value.as_str().is_some() {
            return self.string(vm, value);
        }
        if value.as_int().is_some() {
            return self.int(vm, value);
        }
        if let Some(float) = value.as_float() {
            return self.float(vm, float);
        }
        if value.downcast::<List>().is_some() || value.downcast::<Tuple>().is_some() {
            return vm.recurse(" while encoding a JSON object", |vm| self.array(vm, value));
        }
        if value.downcast::<Dict>().is_some() {
            return vm.recurse(" while encoding a JSON object", |vm| self.object(vm, value));
        }
        self.enter(vm, value)?;
        let other = vm.call(&self.options.default, std::slice::from_ref(value))?;
        vm.recurse(" while encoding a JSON object", |vm| self.value(vm, &other))?;
        self.leave();
        Ok(())
    }

    fn small(&mut self, vm: &Vm, number: i64) -> PyResult<()> {
        self.text.reserve(20, 0).or_memory_error(vm)?;
        let _ = write!(self.text, "{number}");
        Ok(())
    }

    fn int(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        match value.as_int() {
            Some(IntRef::Small(small)) => self.small(vm, small),
            _ => {
                let plain = vm.exact_int(value);
                let text = vm.repr(&plain)?;
                self.push_value(vm, &text)
            }
        }
    }

    fn float(&mut self, vm: &mut Vm, float: f64) -> PyResult<()> {
        if float.is_finite() {
            return self.push(vm, &float_repr(float));
        }
        if !self.options.allow_nan {
            return Err(vm.value_error("Out of range float values are not JSON compliant"));
        }
        self.push(
            vm,
            match float {
                f if f.is_nan() => "NaN",
                f if f > 0.0 => "Infinity",
                _ => "-Infinity",
            },
        )
    }

    fn string(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if let (Some(ascii), Some(text)) = (self.options.native, value.as_str()) {
            return quote::push(&mut self.text, text.units(), ascii).or_memory_error(vm);
        }
        let quoted = vm.call(&self.options.encoder, std::slice::from_ref(value))?;
        self.push_value(vm, &quoted)
    }

    /// Notes that a container is being written.
    fn enter(&mut self, vm: &Vm, value: &Value) -> PyResult<()> {
        if self.options.check_circular {
            if self.open.contains(&value.id()) {
                return Err(vm.value_error("Circular reference detected"));
            }
            self.open.push(value.id());
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.open.pop();
    }

    fn new_line(&mut self, vm: &Vm) -> PyResult<()> {
        if let Some(indent) = &self.options.indent {
            self.push(vm, "\n")?;
            for _ in 0..self.level {
                self.push_value(vm, indent)?;
            }
        }
        Ok(())
    }

    fn array(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let item = |at: usize| match value.downcast::<List>() {
            Some(list) => list.get(at),
            None => value.downcast::<Tuple>()?.items().get(at).cloned(),
        };
        let Some(mut next) = item(0) else { return self.push(vm, "[]") };
        self.enter(vm, value)?;
        self.push(vm, "[")?;
        self.level += 1;
        self.new_line(vm)?;
        for at in 1.. {
            self.value(vm, &next)?;
            match item(at) {
                Some(following) => next = following,
                None => break,
            }
            self.push_value(vm, &self.options.item_separator)?;
            self.new_line(vm)?;
        }
        self.level -= 1;
        self.new_line(vm)?;
        self.leave();
        self.push(vm, "]")
    }

    fn object(&mut self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        if value.downcast::<Dict>().is_none_or(Dict::is_empty) {
            return self.push(vm, "{}");
        }
        self.enter(vm, value)?;
        self.push(vm, "{")?;
        self.level += 1;
        self.new_line(vm)?;
        let mut first = true;
        let exact = vm.heap().class_of(value).is(vm.types().dict());
        match value.downcast::<Dict>() {
            Some(dict) if exact && !self.options.sort_keys => {
                for (key, item) in dict.items() {
                    self.member(vm, &key, &item, &mut first)?;
                }
            }
            _ => {
                let items = vm.call_method(value, &vm.names().items, &[])?;
                let items = vm.collect(&items)?;
                let items = vm.heap().list(items);
                if self.options.sort_keys {
                    crate::builtins::types::list::sort_list(vm, &items, None, false)?;
                }
                for pair in vm.collect(&items)? {
                    match pair.downcast::<Tuple>().map(Tuple::items) {
                        Some([key, item]) => self.member(vm, key, item, &mut first)?,
                        _ => return Err(vm.value_error("items must return 2-tuples")),
                    }
                }
            }
        }
        self.level -= 1;
        self.new_line(vm)?;
        self.leave();
        self.push(vm, "}")
    }

    fn member(&mut self, vm: &mut Vm, key: &Value, value: &Value, first: &mut bool) -> PyResult<()> {
        let text = if key.as_str().is_some() {
            key.clone()
        } else if let Some(float) = key.as_float() {
            let mut inner = Writer { options: self.options, text: TextBuilder::default(), level: 0, open: Vec::new() };
            inner.float(vm, float)?;
            vm.heap().str_from_text(&inner.text.finish())
        } else if let Some(truth) = key.as_bool() {
            vm.heap().intern(if truth { "true" } else { "false" })
        } else if key.is_none() {
            vm.heap().intern("null")
        } else if key.as_int().is_some() {
            let plain = vm.exact_int(key);
            vm.repr(&plain)?
        } else if self.options.skip_keys {
            return Ok(());
        } else {
            let found = vm.type_name(key);
            return Err(vm.type_error(format!("keys must be str, int, float, bool or None, not {found}")));
        };
        if !std::mem::take(first) {
            self.push_value(vm, &self.options.item_separator)?;
            self.new_line(vm)?;
        }
        self.string(vm, &text)?;
        self.push_value(vm, &self.options.key_separator)?;
        self.value(vm, value)
    }
}
