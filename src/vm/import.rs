//! The import statement: from a name to a module in `sys.modules`.
//!
//! Finding and running a module is a hook (`Host::load_module`); here are the rules around it: relative names,
//! packages, what `from` takes, cycles, and the texts of ImportError.

use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};

use super::Vm;
use super::errors::OrMemoryError;

impl Vm {
    /// IMPORT_NAME: by way of `builtins.__import__` where that was replaced.
    pub fn import_name(&mut self, name: &Value, globals: &Value, fromlist: &Value, level: &Value) -> PyResult {
        let import = self.builtins.downcast::<Dict>().and_then(|b| b.get_str(&self.names().import));
        match import {
            None => Err(self.import_error("__import__ not found")),
            Some(import) if !import.is(&self.host.import_function) => {
                let args = [name.clone(), globals.clone(), Value::NONE, fromlist.clone(), level.clone()];
                self.call(&import, &args)
            }
            Some(_) => {
                let level = level.as_small_int().unwrap_or(0);
                self.import(name, Some(globals), fromlist, level)
            }
        }
    }

    /// `__import__(name, globals, locals, fromlist, level)`.
    pub fn import(&mut self, name: &Value, globals: Option<&Value>, fromlist: &Value, level: i64) -> PyResult {
        let Some(text) = name.as_str() else { return Err(self.type_error("module name must be a string")) };
        let name = text.to_string_lossy();
        if level < 0 {
            return Err(self.value_error("level must be >= 0"));
        }
        let absolute = if level > 0 {
            self.resolve_name(&name, globals, level as usize)?
        } else if name.is_empty() {
            return Err(self.value_error("Empty module name"));
        } else {
            name.clone()
        };
        let module = self.import_module(&absolute)?;
        if !fromlist.is_none() && self.truth(fromlist)? {
            let path = self.names().path.clone();
            if self.get_attr_opt(&module, &path)?.is_some() {
                self.import_fromlist(&module, fromlist, false)?;
            }
            return Ok(module);
        }
        if level == 0 {
            return match name.split_once('.') {
                Some((top, _)) => self.import_module(top),
                None => Ok(module),
            };
        }
        match name.split_once('.') {
            None => Ok(module),
            Some((top, _)) => {
                let cut = name.len() - top.len();
                let front = absolute.get(..absolute.len().saturating_sub(cut)).unwrap_or_default();
                match self.loaded(front) {
                    Some(module) => Ok(module),
                    None => Err(self.key_error(&self.heap().str(front))),
                }
            }
        }
    }

    /// The module with this absolute name (the last part of a dotted one), imported if need be.
    pub fn import_module(&mut self, name: &str) -> PyResult {
        if let Some(module) = self.loaded(name) {
            if module.is_none() {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(self.module_not_found(name, &message));
            }
            return Ok(module);
        }
        let Some((parent, child)) = name.rsplit_once('.') else {
            return match (self.host.load_module)(self, name, None)? {
                Some(module) => Ok(module),
                None => Err(self.module_not_found(name, &self.no_module(name, ""))),
            };
        };
        let package = match self.loaded(parent) {
            Some(package) => package,
            None => self.import_module(parent)?,
        };
        if let Some(module) = self.loaded(name) {
            return Ok(module);
        }
        let path_name = self.names().path.clone();
        let Some(path) = self.get_attr_opt(&package, &path_name)? else {
            let detail = format!("; '{parent}' is not a package");
            return Err(self.module_not_found(name, &self.no_module(name, &detail)));
        };
        let Some(module) = (self.host.load_module)(self, name, Some(&path))? else {
            return Err(self.module_not_found(name, &self.no_module(name, "")));
        };
        self.set_submodule(&package, parent, child, &module)?;
        Ok(module)
    }

    /// `package.child = module`; a package that takes no attributes is warned of.
    fn set_submodule(&mut self, package: &Value, parent: &str, child: &str, module: &Value) -> PyResult<()> {
        let name = self.heap().intern(child);
        match self.set_attr(package, &name, module) {
            Err(error) if self.is_exception(&error, self.types().attribute_error()) => {
                let message = format!(
                    "Cannot set an attribute on {} for child module {}",
                    self.quoted(parent),
                    self.quoted(child)
                );
                let category = self.types().import_warning().clone();
                self.warn(&category, &message, 1)
            }
            result => result,
        }
    }

    /// IMPORT_FROM.
    pub fn import_from(&mut self, module: &Value, name: &Value) -> PyResult {
        if let Some(value) = self.get_attr_opt(module, name)? {
            return Ok(value);
        }
        let names = self.names();
        let text = |v: &Value| v.as_str().map(|s| s.to_string_lossy());
        let module_name = self.get_attr_opt(module, &names.name)?.as_ref().and_then(text);
        let wanted = text(name).unwrap_or_default();
        if let Some(module_name) = &module_name
            && let Some(found) = self.loaded(&format!("{module_name}.{wanted}"))
        {
            return Ok(found);
        }
        let file = self.get_attr_opt(module, &names.file)?.filter(|f| f.as_str().is_some());
        let place = file.as_ref().and_then(text).unwrap_or_else(|| "unknown location".to_string());
        let shown = module_name.clone().unwrap_or_else(|| "<unknown module name>".to_string());
        let running = self.is_initializing(module)?;
        let wanted = self.quoted(&wanted);
        let shown = self.quoted(&shown);
        let message = if running {
            format!(
                "cannot import name {wanted} from partially initialized module {shown} (most likely due to a circular import) ({place})"
            )
        } else {
            format!("cannot import name {wanted} from {shown} ({place})")
        };
        let module_name = module_name.map_or(Value::NONE, |n| self.heap().str(&n));
        Err(self.import_failure(false, &message, module_name, file.unwrap_or(Value::NONE)))
    }

    /// Whether the module's code runs just now, as its `__spec__` says.
    fn is_initializing(&mut self, module: &Value) -> PyResult<bool> {
        let names = self.names();
        let Some(spec) = self.get_attr_opt(module, &names.spec)? else { return Ok(false) };
        match self.get_attr_opt(&spec, &names.initializing)? {
            Some(running) => self.truth(&running),
            None => Ok(false),
        }
    }

    /// IMPORT_STAR: the public names of `module` go into `namespace`, any mapping.
    pub fn import_star(&mut self, module: &Value, namespace: &Value) -> PyResult<()> {
        let names = self.names();
        let (keys, skip_private) = match self.get_attr_opt(module, &names.all)? {
            Some(all) => (self.collect(&all)?, false),
            None => match self.get_attr_opt(module, &names.dict)? {
                Some(dict) => {
                    let keys = self.call_method(&dict, &names.keys, &[])?;
                    (self.collect(&keys)?, true)
                }
                None => return Err(self.import_error("from-import-* object has no __dict__ and no __all__")),
            },
        };
        for key in keys {
            let Some(text) = key.as_str() else {
                let name = match self.get_attr_opt(module, &names.name)? {
                    Some(name) => name.lossy_text(),
                    None => String::new(),
                };
                let kind = if skip_private { "Key" } else { "Item" };
                let of = if skip_private { "__dict__" } else { "__all__" };
                let class = self.type_name(&key);
                return Err(self.type_error(format!("{kind} in {name}.{of} must be str, not {class}")));
            };
            if skip_private && text.units().get(0) == Some(u32::from(b'_')) {
                continue;
            }
            let key = self.heap().intern_value(key);
            let value = self.get_attr(module, &key)?;
            match namespace.downcast_exact::<Dict>() {
                Some(dict) => drop(dict.set_str(&key, value).or_memory_error(self)?),
                None => self.set_item(namespace, &key, &value)?,
            }
        }
        Ok(())
    }

    /// `sys.modules[name]`, if it is there.
    pub fn loaded(&self, name: &str) -> Option<Value> {
        self.modules.downcast::<Dict>()?.get_str(&self.heap().str(name))
    }

    /// A new module with `__name__` and the other usual names, put into `sys.modules`.
    pub fn add_module(&mut self, name: &str) -> PyResult {
        let heap = self.heap();
        let names = self.names();
        let module = heap.module(self.types().module(), heap.dict());
        if let Some(object) = module.downcast::<Module>() {
            let package = name.rsplit_once('.').map_or("", |(package, _)| package);
            let values = [
                (&names.name, heap.str(name)),
                (&names.doc, Value::NONE),
                (&names.package, heap.str(package)),
                (&names.loader, Value::NONE),
                (&names.spec, Value::NONE),
            ];
            for (key, value) in values {
                object.dict().set_str(key, value).or_memory_error(self)?;
            }
        }
        if let Some(modules) = self.modules.downcast::<Dict>() {
            modules.set_str(&heap.intern(name), module.clone()).or_memory_error(self)?;
        }
        Ok(module)
    }

    fn no_module(&self, name: &str, detail: &str) -> String {
        format!("No module named {}{detail}", self.quoted(name))
    }

    /// `repr` of a name.
    fn quoted(&self, name: &str) -> String {
        crate::text::repr::str_repr(crate::text::Text::from(name).units())
            .map_or_else(|_| name.to_string(), |text| text.units().to_string_lossy())
    }

    /// ModuleNotFoundError with `name` set.
    pub fn module_not_found(&self, name: &str, message: &str) -> Exception {
        let name = self.heap().str(name);
        self.import_failure(true, message, name, Value::NONE)
    }

    fn import_failure(&self, not_found: bool, message: &str, name: Value, path: Value) -> Exception {
        let types = self.types();
        let class = if not_found { types.module_not_found_error() } else { types.import_error() };
        let message = self.heap().str(message);
        let exception = self.exception_with(class, vec![message.clone()]);
        exception.object().fields.with_mut(|f| f.extend([Some(message), Some(name), Some(path)]));
        exception
    }

    /// The absolute form of a relative name.
    fn resolve_name(&mut self, name: &str, globals: Option<&Value>, level: usize) -> PyResult<String> {
        let Some(globals) = globals.and_then(|g| g.downcast::<Dict>()) else {
            return Err(self.key_error(&self.heap().str("'__name__' not in globals")));
        };
        let package = self.package_of(globals)?;
        if package.is_empty() {
            return Err(self.import_error("attempted relative import with no known parent package"));
        }
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((front, _)) => base = front,
                None => return Err(self.import_error("attempted relative import beyond top-level package")),
            }
        }
        Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
    }

    /// The package that a module with these globals lies in.
    fn package_of(&mut self, globals: &Dict) -> PyResult<String> {
        let names = self.names();
        let text = |v: &Value| v.as_str().map(|t| t.to_string_lossy());
        let spec = globals.get_str(&names.spec).filter(|s| !s.is_none());
        let parent_name = self.heap().intern("parent");
        let parent = match &spec {
            Some(spec) => Some(self.get_attr(spec, &parent_name)?),
            None => None,
        };
        let category = self.types().import_warning().clone();
        if let Some(package) = globals.get_str(&names.package).filter(|p| !p.is_none()) {
            let Some(own) = text(&package) else { return Err(self.type_error("package must be a string")) };
            if let Some(parent) = parent
                && !self.equal(&package, &parent)?
            {
                self.warn(&category, "__package__ != __spec__.parent", 1)?;
            }
            return Ok(own);
        }
        if let Some(parent) = parent {
            return text(&parent).ok_or_else(|| self.type_error("__spec__.parent must be a string"));
        }
        let message = "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
        self.warn(&category, message, 1)?;
        let Some(own) = globals.get_str(&names.name) else {
            return Err(self.key_error(&self.heap().str("'__name__' not in globals")));
        };
        let Some(own) = text(&own) else { return Err(self.type_error("__name__ must be a string")) };
        Ok(match globals.get_str(&names.path) {
            Some(_) => own,
            None => own.rsplit_once('.').map_or(String::new(), |(front, _)| front.to_string()),
        })
    }

    /// Imports the submodules that a from-list names.
    fn import_fromlist(&mut self, module: &Value, fromlist: &Value, inside_all: bool) -> PyResult<()> {
        let wanted = match fromlist.downcast_exact::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => self.collect(fromlist)?,
        };
        let names = self.names();
        for item in wanted {
            let Some(text) = item.as_str().map(|s| s.to_string_lossy()) else {
                let place = if inside_all {
                    let name = self.get_attr(module, &names.name)?;
                    format!("{}.__all__", name.lossy_text())
                } else {
                    "``from list''".to_string()
                };
                let class = self.type_name(&item);
                return Err(self.type_error(format!("Item in {place} must be str, not {class}")));
            };
            if text == "*" {
                if !inside_all && let Some(all) = self.get_attr_opt(module, &names.all)? {
                    self.import_fromlist(module, &all, true)?;
                }
                continue;
            }
            let key = self.heap().intern_value(item);
            if self.get_attr_opt(module, &key)?.is_some() {
                continue;
            }
            let own = self.get_attr(module, &names.name)?;
            let full = format!("{}.{text}", own.lossy_text());
            if let Err(error) = self.import_module(&full) {
                let same = self.is_exception(&error, self.types().module_not_found_error())
                    && error.object().fields.with(|f| {
                        let name = f.get(1).and_then(Option::as_ref);
                        name.and_then(|n| n.as_str()).is_some_and(|n| n.to_string_lossy() == full)
                    });
                if !same || self.loaded(&full).is_some_and(|m| m.is_none()) {
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}
