//! The end of the program's objects, in CPython's order: dead cycles, `sys.modules`, cycles through functions and their
//! modules' namespaces, the namespaces of modules that are still alive, `sys`.

use crate::object::Value;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::weakref::WeakRef;

use super::Vm;

/// Attributes of `sys` that hold the program's objects; they go first.
static SYS_NAMES: &[&str] = &[
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
    "__interactivehook__",
];

impl Vm {
    /// Lets all modules go but `sys` and `builtins`. `main` is the last reference to `__main__` from outside.
    pub fn drop_modules(&mut self, main: Value) {
        self.collect_garbage(2);
        let heap = self.heap();
        let sys = self.host.sys.clone();
        let Some(sys) = sys.downcast::<Dict>() else { return };
        for name in SYS_NAMES {
            let name = heap.intern(name);
            if sys.get_str(&name).is_some() {
                drop(sys.set_str(&name, Value::NONE));
            }
        }
        for stream in ["stdin", "stdout", "stderr"] {
            if let Some(original) = sys.get_str(&heap.intern(&format!("__{stream}__"))) {
                drop(sys.set_str(&heap.intern(stream), original));
            }
        }
        self.run_finalizers();
        drop(main);
        let modules = self.modules.clone();
        let Some(modules) = modules.downcast::<Dict>() else { return };
        let mut remaining = Vec::new();
        self.host.without_sources = true;
        for (name, module) in modules.items() {
            if module.downcast::<Module>().is_some() {
                remaining.extend(heap.new_weakref(self.types().weakref(), &module, None));
            }
            drop(modules.set_str(&name, Value::NONE));
            drop(module);
            self.run_finalizers();
        }
        modules.clear();
        let builtins = self.builtins.clone();
        let Some(builtins) = builtins.downcast::<Dict>() else { return };
        for key in builtins.keys().into_iter().skip(self.builtin_names) {
            drop(builtins.remove_str(&key));
            self.run_finalizers();
        }
        self.collect_garbage(2);
        for reference in remaining.iter().rev() {
            let Some(module) = reference.downcast::<WeakRef>().and_then(WeakRef::target) else { continue };
            let namespace = module.downcast::<Module>().map(|m| m.dict_value().clone()).unwrap_or(Value::NONE);
            if !namespace.is(&self.builtins) && !namespace.is(&self.host.sys) {
                self.empty_namespace(&namespace);
            }
        }
    }

    /// The very end: what is still alive finds `sys` empty, so it prints nothing more.
    pub fn drop_sys(&mut self) {
        let sys = self.host.sys.clone();
        self.empty_namespace(&sys);
        self.collect_garbage(2);
    }

    /// Sets what a module's namespace holds to None: names with one underscore first, then all others.
    pub fn empty_namespace(&mut self, namespace: &Value) {
        let Some(dict) = namespace.downcast::<Dict>() else { return };
        for private in [true, false] {
            for key in dict.keys() {
                let Some(name) = key.as_str().map(|n| n.to_string_lossy()) else { continue };
                let single = name.starts_with('_') && !name.starts_with("__");
                if name == "__builtins__" || private != single {
                    continue;
                }
                drop(dict.set_str(&key, Value::NONE));
                self.run_finalizers();
            }
        }
    }
}
