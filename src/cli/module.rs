//! `-m`: finds a module and runs it as `__main__`, with what CPython's runpy says where it cannot.

use std::ffi::{OsStr, OsString};

use crate::interpreter::Interpreter;
use crate::object::{Exception, PyResult};
use crate::stdlib::finder::{self, Found};
use crate::stdlib::sys::streams;
use crate::text::Text;
use crate::vm::Vm;

use super::report;
use super::run::{arguments, run_script, text};

/// `-m`: a module runs as `__main__`; of a package, its `__main__`.
pub fn run_module(interpreter: &mut Interpreter, name: &OsStr, args: &[OsString]) -> PyResult<u8> {
    let folder = std::env::current_dir().unwrap_or_default();
    interpreter.set_arguments(&arguments(Text::from("-m"), args), Some(&folder));
    let mut name = name.to_string_lossy().into_owned();
    let mut package = None;
    if name.starts_with('.') {
        report::relative_module();
        return Ok(1);
    }
    interpreter.vm().host.switches.run_by_library = true;
    let found = loop {
        let found = match find_main(interpreter, &name) {
            Ok(found) => found,
            Err(Missing::Package(error)) => return Err(error),
            Err(Missing::Specification(error)) => {
                streams::flush(interpreter.vm());
                report::no_specification(interpreter.vm(), &name, &error);
                return Ok(1);
            }
        };
        let is_package = match &found {
            Some(Found::Library(library)) => library.is_package(),
            Some(Found::File { package, .. }) => *package,
            Some(Found::Namespace(_)) => true,
            Some(Found::Spec(_)) | None => false,
        };
        match found {
            Some(_) if is_package && package.is_none() => {
                package = Some(name.clone());
                name += ".__main__";
            }
            Some(found) if !is_package => break found,
            _ => {
                streams::flush(interpreter.vm());
                report::no_module(&name, package.as_deref());
                return Ok(1);
            }
        }
    };
    warn_of_second(interpreter.vm(), &name)?;
    match found {
        Found::File { file, .. } => {
            interpreter.set_arguments(&arguments(text(file.as_os_str()), args), Some(&folder));
            let source = match std::fs::read(&file) {
                Ok(source) => source,
                Err(error) => {
                    report::cannot_open(&file.to_string_lossy(), &error);
                    return Ok(2);
                }
            };
            finder::describe_main(interpreter.vm(), &name, Some(&file))?;
            run_script(interpreter, &source, &file)
        }
        Found::Library(library) if library.frozen.is_none() => {
            streams::flush(interpreter.vm());
            report::no_code(&name);
            Ok(1)
        }
        Found::Library(library) => {
            let place = format!("{}/{}.py", finder::LIBRARY, library.name.replace('.', "/"));
            interpreter.set_arguments(&arguments(Text::from(place.as_str()), args), Some(&folder));
            finder::describe_main(interpreter.vm(), &name, None)?;
            if let Some(code) = finder::library_code(interpreter.vm(), library)? {
                interpreter.run(&code)?;
            }
            Ok(0)
        }
        // A finder of the program's own knows the module: runpy asks its loader.
        Found::Spec(_) | Found::Namespace(_) => {
            let vm = interpreter.vm();
            let runpy = vm.import_module("runpy")?;
            let (run, name) = (vm.heap().intern("_run_module_as_main"), vm.heap().str(&name));
            vm.call_method(&runpy, &run, &[name])?;
            Ok(0)
        }
    }
}

/// Why there is nothing to run.
enum Missing {
    /// The package that it lies in has failed.
    Package(Exception),
    /// The search itself has.
    Specification(Exception),
}

/// What the finders have for a module that is to run; its packages are imported.
fn find_main(interpreter: &mut Interpreter, name: &str) -> Result<Option<Found>, Missing> {
    let vm = interpreter.vm();
    let path = match name.rsplit_once('.') {
        None => None,
        Some((parent, _)) => {
            let package = match vm.import_module(parent) {
                Ok(package) => package,
                Err(error) if is_without(vm, &error, parent) => return Err(Missing::Specification(error)),
                Err(error) => return Err(Missing::Package(error)),
            };
            let attribute = vm.names().path.clone();
            match vm.get_attr_opt(&package, &attribute).map_err(Missing::Package)? {
                Some(path) => Some(path),
                None => {
                    let message = format!("__path__ attribute not found on '{parent}' while trying to find '{name}'");
                    return Err(Missing::Specification(vm.module_not_found(name, &message)));
                }
            }
        }
    };
    finder::find(vm, name, path.as_ref()).map_err(Missing::Specification)
}

/// Does the error tell that this package, or one around it, is not there?
fn is_without(vm: &mut Vm, error: &Exception, package: &str) -> bool {
    let attribute = vm.heap().intern("name");
    let is_import_error = vm.is_exception(error, vm.types().import_error());
    let name = vm.get_attr_opt(error.value(), &attribute).ok().flatten();
    let name = name.and_then(|name| name.as_str().map(|name| name.to_string_lossy()));
    is_import_error && name.is_some_and(|name| package == name || package.starts_with(&format!("{name}.")))
}

/// A module that its package has imported already will be there twice.
fn warn_of_second(vm: &mut Vm, name: &str) -> PyResult<()> {
    let Some((package, _)) = name.rsplit_once('.') else { return Ok(()) };
    if vm.loaded(name).is_none() {
        return Ok(());
    }
    let message = format!(
        "'{name}' found in sys.modules after import of package '{package}', but prior to execution of '{name}'; \
         this may result in unpredictable behaviour"
    );
    let category = vm.types().runtime_warning().clone();
    vm.warn_explicit(&category, &message, &Text::from("<frozen runpy>"), 128)
}
