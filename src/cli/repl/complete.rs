//! Completion: commands, modules after `import`, paths in strings, attributes, names.
//!
//! Names are found by looking, not by evaluating: no property runs, and of the program's code `__dir__` alone.

use std::cell::Cell;
use std::path::Path;

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::{ClassMethod, GetSet, Property, StaticMethod};
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::{Tag, Value};
use crate::stdlib;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::Source;
use crate::vm::Vm;

use super::commands;

/// No more candidates are shown.
const MOST: usize = 2000;
/// How long a chain of attributes is followed.
const DEEPEST: usize = 32;

const KEYWORDS: &str = "False None True and as assert async await break class continue def del elif else except \
    finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case";

/// What the text before the cursor can become: from which byte on, and the candidates.
pub fn candidates(vm: &mut Vm, text: &str) -> (usize, Vec<String>) {
    if let Some(command) = text.strip_prefix(':')
        && !command.contains(char::is_whitespace)
    {
        return (1, commands::names().filter(|name| name.starts_with(command)).map(str::to_string).collect());
    }
    if let Some(path) = text.strip_prefix(":load ") {
        return paths(path.trim_start(), text.len());
    }
    if let Some(quote) = open_string(text) {
        return paths(&text[quote..], text.len());
    }
    let word = word_before(text);
    let start = text.len() - word.len();
    let line = text[..start].rsplit(['\n', ';']).next().unwrap_or_default().trim_start();
    if let Some(found) = modules(vm, line, word, text.len()) {
        return found;
    }
    match word.rsplit_once('.') {
        Some((object, prefix)) => {
            let object = if object.is_empty() { literal(vm, &text[..start]) } else { find(vm, object) };
            let names = object.map(|object| attributes(vm, &object, prefix)).unwrap_or_default();
            (text.len() - prefix.len(), names)
        }
        None => (start, names(vm, word)),
    }
}

/// The dotted name that ends the text.
fn word_before(text: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let start = text.rfind(|c| !is_word(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

/// Where the text of a string begins that is open at the end.
fn open_string(text: &str) -> Option<usize> {
    let source = Source::from_text(text).ok()?;
    let (_, error) = parser::tokens(&source, Mode::Exec);
    let error = error.filter(|error| error.message.starts_with("unterminated"))?;
    let line = text
        .split('\n')
        .take((error.span.start.line as usize).saturating_sub(1))
        .map(|line| line.len() + 1)
        .sum::<usize>();
    let quoted = text.get(line + error.span.start.column as usize..)?;
    let prefix = quoted.find(['"', '\''])?;
    let quotes = quoted[prefix..].chars().take_while(|c| quoted[prefix..].starts_with(*c)).count();
    let content = text.len() - quoted.len() + prefix + if quotes >= 3 { 3 } else { 1 };
    (content <= text.len()).then_some(content)
}

/// A literal before the dot that ends the text: its class has the same attributes.
fn literal(vm: &Vm, before: &str) -> Option<Value> {
    let last = before.chars().next_back()?;
    let types = vm.types();
    match last {
        '"' | '\'' => Some(types.str().clone()),
        ']' if before.trim_end_matches(']').ends_with('[') => Some(types.list().clone()),
        '}' if before.ends_with("{}") => Some(types.dict().clone()),
        ')' if before.ends_with("()") && !word_before(&before[..before.len() - 2]).is_empty() => None,
        ')' if before.ends_with("()") => Some(types.tuple().clone()),
        _ => None,
    }
}

/// Files whose names begin so; folders end with a slash.
fn paths(typed: &str, end: usize) -> (usize, Vec<String>) {
    let (folder, prefix) = typed.rsplit_once('/').map_or(("", typed), |(folder, prefix)| (folder, prefix));
    let place = match (folder.strip_prefix('~'), std::env::var("HOME")) {
        (Some(rest), Ok(home)) if rest.is_empty() || rest.starts_with('/') => format!("{home}{rest}"),
        _ if typed.starts_with('/') && folder.is_empty() => "/".into(),
        _ if folder.is_empty() => ".".into(),
        _ => folder.into(),
    };
    let mut found: Vec<String> = std::fs::read_dir(place)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !prefix.starts_with('.');
            let fits = name.starts_with(prefix) && !hidden && !name.contains(['"', '\'', '\\', '\n']);
            fits.then(|| if entry.path().is_dir() { name + "/" } else { name })
        })
        .collect();
    found.sort();
    found.truncate(MOST);
    (end - prefix.len(), found)
}

/// Behind `import` and `from`: modules, or what a module has.
fn modules(vm: &mut Vm, line: &str, word: &str, end: usize) -> Option<(usize, Vec<String>)> {
    if let Some(rest) = line.strip_prefix("from ")
        && let Some((module, _)) = rest.split_once(" import ").or_else(|| rest.split_once(" import("))
    {
        let mut names = submodules(vm, module.trim(), word);
        if let Some(loaded) = harmless(vm, module.trim()) {
            names.extend(attributes(vm, &loaded, word));
        }
        names.sort();
        names.dedup();
        return Some((end - word.len(), names));
    }
    if line != "from " && line != "import " && !(line.starts_with("import ") && line.ends_with([',', ' '])) {
        return None;
    }
    if line.ends_with(" as ") {
        return None;
    }
    let (package, prefix) = word.rsplit_once('.').unwrap_or(("", word));
    let mut names = submodules(vm, package, prefix);
    if let Some(loaded) = (!package.is_empty()).then(|| harmless(vm, package)).flatten() {
        // `os.path` lies in no folder of its package.
        let found = attributes(vm, &loaded, prefix).into_iter();
        names.extend(found.filter(|name| vm.loaded(&format!("{package}.{name}")).is_some()));
    }
    names.sort();
    names.dedup();
    Some((end - prefix.len(), names))
}

/// The modules in a package (without one: at the top) whose names begin so.
fn submodules(vm: &mut Vm, package: &str, prefix: &str) -> Vec<String> {
    let inside = if package.is_empty() { String::new() } else { format!("{package}.") };
    let library = stdlib::names().chain(["sys", "builtins"]);
    let library = library.filter_map(|name| name.strip_prefix(&inside));
    let mut found: Vec<String> = library.map(|name| name.split('.').next().unwrap_or(name).to_string()).collect();
    found.extend(in_folders(vm, package));
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
    found.retain(|name| is_shown(name, prefix) && is_name(name) && name != "__init__" && name != "__main__");
    found.sort();
    found.dedup();
    found
}

/// The modules of a package that lie in folders.
fn in_folders(vm: &mut Vm, package: &str) -> Vec<String> {
    let path = match package {
        "" => vm.sys_attribute(&vm.heap().intern("path")),
        package => vm.loaded(package).and_then(|module| vm.own_attribute(&module, &vm.names().path.clone())),
    };
    let folders = path.map(|path| vm.collect(&path).unwrap_or_default()).unwrap_or_default();
    let mut found = Vec::new();
    for folder in folders {
        let Some(folder) = folder.as_str().map(|folder| folder.to_string_lossy()) else { continue };
        let folder = if folder.is_empty() { ".".to_string() } else { folder };
        for entry in std::fs::read_dir(Path::new(&folder)).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            match name.strip_suffix(".py") {
                Some(module) => found.push(module.to_string()),
                None if entry.path().join("__init__.py").is_file() => found.push(name),
                None => {}
            }
        }
    }
    found
}

/// A module that is there, or can be without running any of the program's code: one of the library's.
fn harmless(vm: &mut Vm, name: &str) -> Option<Value> {
    if let Some(loaded) = vm.loaded(name) {
        return Some(loaded);
    }
    let top = name.split('.').next().unwrap_or(name);
    let is_library = stdlib::names().any(|known| known == name) && !in_folders(vm, "").iter().any(|n| n == top);
    is_library.then(|| vm.import_module(name).ok()).flatten()
}

fn is_shown(name: &str, prefix: &str) -> bool {
    name.starts_with(prefix) && (prefix.starts_with('_') || !name.starts_with('_'))
}

/// Names that begin so. Of very many only some are kept, but with the first and the last of all, so that what they have
/// in common is the same.
struct Fitting<'p> {
    prefix: &'p str,
    found: Vec<String>,
    ends: Option<(String, String)>,
}

impl<'p> Fitting<'p> {
    fn new(prefix: &'p str) -> Fitting<'p> {
        Fitting { prefix, found: Vec::new(), ends: None }
    }

    fn look(&mut self, name: &Value) {
        let Some(name) = name.as_str().and_then(|name| name.to_str()).filter(|name| is_shown(name, self.prefix)) else {
            return;
        };
        if !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return;
        }
        if self.found.len() < MOST {
            self.found.push(name.into_owned());
            return;
        }
        match &mut self.ends {
            None => self.ends = Some((name.to_string(), name.into_owned())),
            Some((first, _)) if *name < **first => *first = name.into_owned(),
            Some((_, last)) if *name > **last => *last = name.into_owned(),
            Some(_) => {}
        }
    }

    /// The keys of a namespace.
    fn keys(&mut self, dict: &Dict) {
        dict.each_key(|key| self.look(key));
    }

    /// What was found, in order.
    fn sorted(mut self) -> Vec<String> {
        self.found.extend(self.ends.into_iter().flat_map(|(first, last)| [first, last]));
        self.found.sort();
        self.found.dedup();
        self.found
    }
}

/// Names that can be used without a dot.
fn names(vm: &mut Vm, prefix: &str) -> Vec<String> {
    let mut names = Fitting::new(prefix);
    if let Some(namespace) = main(vm).and_then(|main| main.downcast::<Module>().map(|m| m.dict_value().clone()))
        && let Some(dict) = namespace.downcast::<Dict>()
    {
        names.keys(dict);
    }
    if !prefix.is_empty() {
        let builtins = vm.builtins.clone();
        if let Some(dict) = builtins.downcast::<Dict>() {
            names.keys(dict);
        }
        names.found.extend(KEYWORDS.split_whitespace().filter(|word| word.starts_with(prefix)).map(str::to_string));
    }
    names.sorted()
}

/// The attributes of an object that `__dir__` tells of and that begin so.
fn attributes(vm: &mut Vm, object: &Value, prefix: &str) -> Vec<String> {
    let mut names = Fitting::new(prefix);
    let name = vm.heap().intern("__dir__");
    if let Some(module) = object.downcast::<Module>()
        && vm.own_attribute(object, &name).is_none()
        && let Some(dict) = module.dict_value().downcast::<Dict>()
    {
        names.keys(dict);
        return names.sorted();
    }
    let class = vm.class_of(object);
    let of_object = vm.types().object().downcast::<Class>().and_then(|object| object.lookup(&name));
    if class.lookup(&name).zip(of_object).is_some_and(|(own, inherited)| own.is(&inherited)) {
        // What `object.__dir__` would gather, without making a list of it.
        for class in class.mro().iter().filter_map(|class| class.downcast::<Class>()) {
            if let Some(dict) = class.dict_value().downcast::<Dict>() {
                names.keys(dict);
            }
        }
        if let Ok(Some(own)) = vm.dict_of(object)
            && let Some(dict) = own.downcast::<Dict>()
        {
            names.keys(dict);
        }
        return names.sorted();
    }
    let listed = match vm.lookup_special(object, &name) {
        Ok(Some(method)) => vm.call(&method, &[]).and_then(|listed| vm.collect(&listed)),
        _ => return Vec::new(),
    };
    // An object that cannot tell has no candidates.
    listed.unwrap_or_default().iter().for_each(|name| names.look(name));
    names.sorted()
}

fn main(vm: &Vm) -> Option<Value> {
    vm.loaded("__main__")
}

/// What a dotted name stands for, as far as that can be seen without running anything.
pub fn find(vm: &mut Vm, name: &str) -> Option<Value> {
    let mut parts = name.split('.');
    let first = vm.heap().intern(parts.next().filter(|first| !first.is_empty())?);
    let builtins = vm.builtins.clone();
    let mut object = main(vm)
        .and_then(|main| vm.own_attribute(&main, &first))
        .or_else(|| builtins.downcast::<Dict>()?.get_str(&first))?;
    let depth = Cell::new(0);
    for part in parts {
        depth.set(depth.get() + 1);
        if depth.get() > DEEPEST || part.is_empty() {
            return None;
        }
        object = attribute(vm, &object, part)?;
    }
    Some(object)
}

/// An attribute as it is stored; natives' own are read.
fn attribute(vm: &mut Vm, object: &Value, name: &str) -> Option<Value> {
    let name = vm.heap().intern(name);
    if object.tag() == Tag::Module {
        return vm.own_attribute(object, &name);
    }
    if let Some(class) = object.downcast::<Class>() {
        return match class.lookup(&name) {
            Some(found) => stored(&found),
            None => None,
        };
    }
    let class = vm.class_of(object);
    let on_class = class.lookup(&name);
    if let Some(found) = &on_class {
        if found.downcast::<Property>().is_some() {
            return None;
        }
        if found.downcast::<GetSet>().is_some() {
            return vm.generic_get_attr(object, &name).ok();
        }
        // Any other descriptor of the program's would have to run.
        let kind = vm.class_of(found);
        if kind.has_flag(class_flag::HEAP) && kind.slots.descr_set.get().is_some() {
            return None;
        }
    }
    vm.own_attribute(object, &name).or_else(|| stored(&on_class?))
}

/// What a class keeps under a name, unless it is a descriptor that would have to run.
fn stored(found: &Value) -> Option<Value> {
    if let Some(method) = found.downcast::<StaticMethod>() {
        return method.function.get();
    }
    if let Some(method) = found.downcast::<ClassMethod>() {
        return method.function.get();
    }
    let runs = found.downcast::<Property>().is_some() || found.downcast::<GetSet>().is_some();
    (!runs).then(|| found.clone())
}
