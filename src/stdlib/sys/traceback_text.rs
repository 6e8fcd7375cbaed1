//! Exceptions as the text that an uncaught one prints: chains, tracebacks, source lines and carets.

use std::collections::HashMap;

use crate::object::Value;
use crate::object::class::{Class, class_flag};
use crate::object::code::Code;
use crate::object::exception::ExceptionObject;
use crate::object::frame::{FrameObject, Traceback};
use crate::syntax::source::{Origin, Source};
use crate::text::{Text, TextBuilder};
use crate::vm::Vm;

/// The source line of a SyntaxError and the carets below it; offsets are 1-based, in characters.
pub fn error_line(text: &str, offset: i64, end_offset: i64) -> String {
    let mut line = text.trim_start_matches([' ', '\t', '\u{c}']);
    let stripped = (text.len() - line.len()) as i64;
    let (mut offset, mut end) = (offset - 1 - stripped, end_offset - 1 - stripped);
    line = line.strip_suffix('\n').unwrap_or(line);
    let mut length = line.len() as i64;
    offset = offset.min(length);
    while let Some((first, rest)) = line.split_once('\n') {
        let first = first.len() as i64;
        if first >= offset {
            break;
        }
        (offset, end, length, line) = (offset - first - 1, end - first - 1, length - first - 1, rest);
    }
    let mut out = format!("    {line}\n");
    if offset >= 0 {
        let carets = (end.min(length) - offset).max(1);
        out += "    ";
        out.extend((0..offset).map(|_| ' '));
        out.extend((0..carets).map(|_| '^'));
        out.push('\n');
    }
    out
}

/// A report in the pieces in which it is written.
#[derive(Default)]
pub struct Pieces(pub Vec<Text>);

impl Pieces {
    pub fn push_str(&mut self, text: &str) {
        if !text.is_empty() {
            self.0.push(Text::from(text));
        }
    }

    /// A str value.
    pub fn push_value(&mut self, value: &Value) {
        if let Some(text) = value.as_str() {
            self.0.push(Text::from(text.units()));
        }
    }
}

/// Is it one of the exception groups that asyncio brings?
fn is_group(vm: &Vm, value: &Value) -> bool {
    let class = vm.class_of(value);
    class.has_flag(class_flag::HEAP)
        && class.mro().iter().any(|c| c.downcast::<Class>().is_some_and(|c| c.name_string() == "BaseExceptionGroup"))
}

/// Groups are shown by `traceback`, which knows how.
fn grouped(vm: &mut Vm, out: &mut Pieces, value: &Value) -> Option<()> {
    let module = vm.import_module("traceback").ok()?;
    let lines = vm.call_method(&module, &vm.heap().intern("format_exception"), std::slice::from_ref(value)).ok()?;
    for line in vm.collect(&lines).ok()? {
        out.push_value(&line);
    }
    Some(())
}

/// An exception with its causes and contexts, oldest first.
pub fn exception(vm: &mut Vm, out: &mut Pieces, value: &Value) {
    let mut chain: Vec<(Value, &str)> = Vec::new();
    let mut next = Some((value.clone(), ""));
    let mut seen = std::collections::HashSet::new();
    while let Some((value, link)) = next.take() {
        if !seen.insert(value.id()) {
            break;
        }
        if let Some(object) = value.downcast::<ExceptionObject>() {
            if let Some(cause) = object.cause.get() {
                let link = "\nThe above exception was the direct cause of the following exception:\n\n";
                next = Some((cause, link));
            } else if let Some(context) = object.context.get()
                && !object.suppress_context.get()
            {
                let link = "\nDuring handling of the above exception, another exception occurred:\n\n";
                next = Some((context, link));
            }
        }
        chain.push((value, link));
    }
    if chain.iter().any(|(value, _)| is_group(vm, value)) && grouped(vm, out, value).is_some() {
        return;
    }
    for (value, link) in chain.iter().rev() {
        without_chain(vm, out, value);
        out.push_str(link);
    }
}

/// Traceback and last line of one exception.
pub fn without_chain(vm: &mut Vm, out: &mut Pieces, value: &Value) {
    let Some(object) = value.downcast::<ExceptionObject>() else {
        out.push_str(&format!(
            "TypeError: print_exception(): Exception expected for value, {} found\n",
            vm.type_name(value)
        ));
        return;
    };
    if let Some(traceback) = object.traceback.get() {
        entries(vm, out, &traceback);
    }
    let shown = match place(vm, value) {
        Some(place) => {
            if !show_place(vm, out, value, &place) {
                out.push_str("\n");
                return;
            }
            place.message
        }
        None => value.clone(),
    };
    let class = vm.heap().class_of(value).clone();
    if let Some(class) = class.downcast::<Class>() {
        push_module(vm, out, class);
        class.qualname.with(|name| out.push_value(name));
    }
    match vm.str(&shown) {
        _ if shown.is_none() => {}
        Ok(text) if text.as_str().is_some_and(|t| t.is_empty()) => {}
        Ok(text) => {
            out.push_str(": ");
            out.push_value(&text);
        }
        Err(_) => out.push_str(": <exception str() failed>"),
    }
    if let Some(name) = super::suggestion::suggestion(vm, value) {
        out.push_str(&format!(". Did you mean: '{name}'?"));
    }
    out.push_str("\n");
}

/// `module.` before the name of an exception that is no builtin one.
fn push_module(vm: &Vm, out: &mut Pieces, class: &Class) {
    let module = class.dict().get_str(&vm.names().module);
    match module.as_ref().map(|m| m.as_str().map(|s| s.to_string_lossy())) {
        Some(Some(module)) if module != "builtins" => out.push_str(&format!("{module}.")),
        Some(None) => out.push_str("<unknown>."),
        _ => {}
    }
}

/// As `sys.unraisablehook` shows an exception: its class by the short name, its text always after a colon.
pub fn unraisable(vm: &mut Vm, out: &mut Pieces, value: &Value) {
    if let Some(traceback) = value.downcast::<ExceptionObject>().and_then(|e| e.traceback.get()) {
        entries(vm, out, &traceback);
    }
    let class = vm.heap().class_of(value).clone();
    if let Some(class) = class.downcast::<Class>() {
        push_module(vm, out, class);
        out.push_str(&class.name_string());
    }
    out.push_str(": ");
    match vm.str(value) {
        Ok(text) => out.push_value(&text),
        Err(_) => out.push_str("<exception str() failed>"),
    }
    out.push_str("\n");
}

/// What a SyntaxError tells of its place.
struct Place {
    message: Value,
    filename: Value,
    text: Value,
    line: i64,
    offset: i64,
    end_line: i64,
    end_offset: i64,
}

/// The place that an exception tells of, if it has `print_file_and_line` and its other attributes are in order.
fn place(vm: &mut Vm, value: &Value) -> Option<Place> {
    let is_heap = vm.class_of(value).has_flag(class_flag::HEAP);
    if !vm.is_a(value, vm.types().syntax_error()) && !is_heap {
        return None;
    }
    let mut attribute = |name: &str| {
        let name = vm.heap().intern(name);
        vm.get_attr_opt(value, &name).ok().flatten()
    };
    attribute("print_file_and_line")?;
    let number = |value: Value, none: i64| match value.is_none() {
        true => Some(none),
        false => value.as_int()?.to_i64(),
    };
    let (message, filename) = (attribute("msg")?, attribute("filename")?);
    let line = attribute("lineno")?.as_int()?.to_i64()?;
    let offset = number(attribute("offset")?, -1)?;
    let end_line = number(attribute("end_lineno").unwrap_or(Value::NONE), line)?;
    let end_offset = number(attribute("end_offset").unwrap_or(Value::NONE), -1)?;
    Some(Place { message, filename, text: attribute("text")?, line, offset, end_line, end_offset })
}

/// File, line, text and carets; false if the text cannot be shown, which ends CPython's report.
fn show_place(vm: &mut Vm, out: &mut Pieces, value: &Value, place: &Place) -> bool {
    out.push_str("  File \"");
    match vm.str(&place.filename) {
        Ok(name) if !place.filename.is_none() => out.push_value(&name),
        _ => out.push_str("<string>"),
    }
    out.push_str(&format!("\", line {}\n", place.line));
    if place.text.is_none() {
        return true;
    }
    let Some(source) = place.text.as_str().and_then(|s| s.to_str().map(|s| s.into_owned())) else { return false };
    let source = source.split('\0').next().unwrap_or_default();
    let end = if !vm.heap().class_of(value).is(vm.types().syntax_error()) {
        // Of subclasses only the beginning is shown.
        place.offset + 1
    } else if place.end_line > place.line {
        source.len() as i64
    } else {
        place.end_offset
    };
    out.push_str(&error_line(source, place.offset, end));
    true
}

/// How many equal entries are shown before they are counted.
const REPEATED: usize = 3;

/// `Traceback (most recent call last):` and its entries.
fn entries(vm: &mut Vm, out: &mut Pieces, traceback: &Value) {
    let limit_name = vm.heap().intern("tracebacklimit");
    let limit = vm
        .sys_attribute(&limit_name)
        .and_then(|l| l.as_int().map(|i| i.to_i64().unwrap_or(if i.is_negative() { 0 } else { 1000 })))
        .unwrap_or(1000);
    if limit <= 0 {
        return;
    }
    out.push_str("Traceback (most recent call last):\n");
    let mut all = Vec::new();
    let mut next = Some(traceback.clone());
    while let Some(value) = next.take() {
        if let Some(entry) = value.downcast::<Traceback>() {
            next = entry.next.get();
            if let Some(frame) = entry.frame.downcast::<FrameObject>() {
                all.push((frame.code.clone(), entry.line()));
            }
        }
    }
    let skip = all.len().saturating_sub(limit as usize);
    let mut lines = SourceLines::default();
    let mut last: Option<(Value, u32)> = None;
    let mut count = 0usize;
    let same = |a: &Option<(Value, u32)>, code: &Code, line: u32| {
        a.as_ref().is_some_and(|(other, other_line)| {
            let other = other.downcast::<Code>();
            *other_line == line && other.is_some_and(|o| o.name.is(&code.name) && o.filename.is(&code.filename))
        })
    };
    for (value, line) in all.into_iter().skip(skip) {
        let Some(code) = value.downcast::<Code>() else { continue };
        if !same(&last, code, line) {
            repeated(out, count);
            count = 0;
        }
        count += 1;
        if count <= REPEATED {
            let mut head = TextBuilder::default();
            head.push_str("  File \"");
            code.filename.as_str().into_iter().for_each(|name| head.push_units(name.units()));
            head.push_str(&format!("\", line {line}, in "));
            code.name.as_str().into_iter().for_each(|name| head.push_units(name.units()));
            head.push_str("\n");
            out.0.push(head.finish());
            let filename = code.filename.lossy_text();
            if let Some(text) = lines.line(&filename, line).filter(|_| !vm.host.without_sources) {
                let text = text.trim_start_matches([' ', '\t', '\u{c}']);
                if !text.is_empty() {
                    out.push_str("    ");
                    out.push_str(text);
                    out.push_str("\n");
                }
            }
        }
        last = Some((value, line));
    }
    repeated(out, count);
}

fn repeated(out: &mut Pieces, count: usize) {
    if count > REPEATED {
        let more = count - REPEATED;
        let plural = if more > 1 { "s" } else { "" };
        out.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}

/// Source files that were read for this report.
#[derive(Default)]
pub struct SourceLines {
    files: HashMap<String, Vec<String>>,
}

impl SourceLines {
    /// A line of a file by its 1-based number.
    pub fn line(&mut self, filename: &str, number: u32) -> Option<String> {
        if filename.starts_with('<') {
            return None;
        }
        let lines = self.files.entry(filename.to_string()).or_insert_with(|| {
            let Ok(bytes) = std::fs::read(filename) else { return Vec::new() };
            let text = match Source::from_bytes(&bytes, Origin::Bytes) {
                Ok(source) => source.text().to_owned(),
                Err(_) => String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n"),
            };
            text.split('\n').map(str::to_owned).collect()
        });
        lines.get((number as usize).checked_sub(1)?).cloned()
    }
}
