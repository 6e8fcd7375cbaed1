//! What the machine needs from the layers above it: the clock, chance, `sys`' namespace, and hooks that `interpreter` fills.

use crate::object::dict::Dict;
use crate::object::{Exception, Heap, PyResult, Value};

use crate::text::Text;

use super::Vm;
use super::chance::Chance;
use super::clock::Clock;
use super::hint::Hints;
use super::protocol::class_def::ClassDef;

/// Places for recently asked classes of modules.
const RECENT: usize = 64;

fn recent_place(def: &'static ClassDef) -> usize {
    let address = std::ptr::from_ref(def) as usize as u64;
    (address.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58) as usize
}

/// What the coroutine of `sleep(delay, result)` awaits, if nothing else is to be done.
pub type Sleep = fn(&mut Vm, &Value, &Value) -> PyResult<Option<Value>>;

/// What came of a try to do at once what a coroutine would do.
pub enum Done {
    /// What awaiting it would give.
    Result(Value),
    /// What it would await, and give the result of.
    Awaits(Value),
    /// Nothing was done.
    No,
}

/// A class whose instances are known.
pub struct KnownClass {
    pub class: Value,
    /// While it is as it was made.
    pub version: u32,
    /// The attribute word of instances that override nothing.
    pub shape: u64,
}

/// Tries it: the function's number, its arguments.
pub type TryInPlace = fn(&mut Vm, u8, &[Value]) -> PyResult<Done>;

/// Functions that need not be called where what they give is awaited at once (`Hot::in_place`).
#[derive(Default)]
pub struct InPlace {
    pub run: Option<TryInPlace>,
    /// Interned.
    pub names: Vec<Value>,
    pub classes: Vec<Option<KnownClass>>,
}

/// Reads a line after a text, without its end.
pub type ReadLine = fn(&mut Vm, &Text) -> PyResult<Option<Value>>;

/// What the locale and `-X utf8` make of the standard streams.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum StreamLocale {
    /// UTF-8, and undecodable bytes are errors.
    #[default]
    Utf8,
    /// C.UTF-8: undecodable bytes pass through.
    LenientUtf8,
    /// CPython's UTF-8 mode, in which it is where no locale is set.
    Utf8Mode,
    /// The C locale with that mode switched off.
    Ascii,
}

impl StreamLocale {
    pub fn encoding(self) -> &'static str {
        if self == StreamLocale::Ascii { "ascii" } else { "utf-8" }
    }

    /// Do undecodable bytes pass through?
    pub fn is_lenient(self) -> bool {
        self != StreamLocale::Utf8
    }
}

/// What the command line has switched, as `sys.flags` tells it.
#[derive(Clone, Default)]
pub struct Switches {
    pub debug: u8,
    pub inspect: u8,
    pub no_user_site: u8,
    pub no_site: u8,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub quiet: u8,
    pub isolated: bool,
    /// Standard output and error are written at once.
    pub unbuffered: bool,
    /// Hashes are the same in every run.
    pub fixed_hashes: bool,
    pub no_bytecode: u8,
    pub locale: StreamLocale,
    pub warn_default_encoding: bool,
    /// `-X int_max_str_digits`.
    pub int_max_str_digits: Option<usize>,
    /// A library module would run the program: an error of its source comes out of a traceback.
    pub run_by_library: bool,
    /// `-X`, as given.
    pub extra: Vec<String>,
}

/// The machine's surroundings.
pub struct Host {
    pub clock: Clock,
    pub chance: Chance,
    /// The namespace of `sys`, a dict.
    pub sys: Value,
    /// `builtins.__import__` as it was made: while it is in place, imports do not call it.
    pub import_function: Value,
    /// Finds and runs the module with this absolute name; the second argument is the parent package's `__path__`.
    /// None: there is no such module.
    pub load_module: fn(&mut Vm, &str, Option<&Value>) -> PyResult<Option<Value>>,
    /// Classes of modules written in Rust that were made so far, by their rows.
    native_classes: Vec<(&'static ClassDef, Value)>,
    /// The same by a hash of the row's address, for those that are asked for all the time.
    recent_classes: Box<[Option<(&'static ClassDef, Value)>; RECENT]>,
    /// Tasks that were given a number for a name so far.
    pub tasks_named: u64,
    /// Tasks that were made so far.
    pub tasks_made: u64,
    /// Ends the program with this report when no task can ever be woken; None: it hangs, as in CPython.
    pub on_deadlock: Option<fn(&mut Vm, &str)>,
    /// What may wake a loop that waits for ever, apart from its own timers: each tells whether there is any.
    pub outside_sources: Vec<fn(&mut Vm) -> bool>,
    /// Reports an exception that nobody can catch: the exception, what was being done, and the object concerned.
    pub unraisable: fn(&mut Vm, Exception, Option<&str>, &Value),
    /// `codecs.register_error`: names and their functions, a dict.
    pub codec_errors: Value,
    /// `codecs.register`: search functions, a list.
    pub codec_search: Value,
    /// Has the package `encodings` registered its own?
    pub codec_search_ready: bool,
    /// What the search functions found, by name, a dict.
    pub codec_cache: Value,
    /// Warns that a coroutine was never awaited.
    pub never_awaited: fn(&mut Vm, &Value) -> PyResult<()>,
    /// Runs the handlers of the signals that have arrived.
    pub signal: fn(&mut Vm) -> PyResult<()>,
    /// Their handlers written in Python, by number.
    pub signal_handlers: Vec<Option<Value>>,
    /// `float.__setformat__`: C's double and float are to be taken for something else than IEEE 754.
    pub unknown_floats: [bool; 2],
    /// `sys.addaudithook`.
    pub audit_hooks: Vec<Value>,
    /// `sys.getswitchinterval()`, in seconds: kept, but there is nothing to switch to.
    pub switch_interval: f64,
    /// `io.UnsupportedOperation`, once it was needed.
    pub unsupported_operation: Option<Value>,
    /// While the prompt waits for the person: the descriptor whose news end every wait of the event loop.
    pub doorbell: Option<i32>,
    /// At the prompt: the loop that is meant where none runs.
    pub prompt_loop: Option<fn(&mut Vm) -> PyResult>,
    /// At the prompt: reads a line for `input` after a text; None: `sys.stdin` is to be read.
    pub read_line: Option<ReadLine>,
    /// At the prompt: takes Ctrl-C for the present `await`; false: KeyboardInterrupt is raised where the program is.
    pub take_interrupt: Option<fn(&mut Vm) -> bool>,
    /// The code of `asyncio.sleep`, and what gives that which its coroutine would await.
    pub sleep: Option<(Value, Sleep)>,
    pub in_place: InPlace,
    /// What is noted for hints, if they are asked for.
    pub hints: Option<Box<Hints>>,
    pub switches: Switches,
    /// `-E`, `-X dev`.
    pub ignore_environment: bool,
    pub dev_mode: bool,
    /// `-X nospecialize`: every instruction stays general.
    pub unspecialised: bool,
    /// `-O`: 1 without asserts, 2 without docstrings too.
    pub optimize: u8,
    /// Issues a warning about a source: category, text, file, line.
    pub warn_explicit: fn(&mut Vm, &Value, &str, &Text, u32) -> PyResult<()>,
    /// Issues a warning: category, text, how many frames up it points, and the object that was forgotten.
    pub warn: fn(&mut Vm, &Value, &str, usize, Option<&Value>) -> PyResult<()>,
    /// Source files cannot be read any more, since the modules that CPython needs for that are gone.
    pub without_sources: bool,
}

impl Host {
    pub(super) fn new(heap: &Heap, chance: Chance) -> Host {
        Host {
            clock: Clock::default(),
            chance,
            sys: heap.dict(),
            import_function: Value::NONE,
            load_module: |_, _, _| Ok(None),
            native_classes: Vec::new(),
            recent_classes: Box::new([const { None }; RECENT]),
            tasks_named: 0,
            tasks_made: 0,
            on_deadlock: None,
            outside_sources: Vec::new(),
            unraisable: |_, _, _, _| {},
            codec_errors: heap.dict(),
            codec_search: heap.list(Vec::new()),
            codec_search_ready: false,
            codec_cache: heap.dict(),
            never_awaited: |_, _| Ok(()),
            signal: |_| Ok(()),
            signal_handlers: Vec::new(),
            unknown_floats: [false; 2],
            audit_hooks: Vec::new(),
            switch_interval: 0.005,
            unsupported_operation: None,
            doorbell: None,
            prompt_loop: None,
            read_line: None,
            take_interrupt: None,
            sleep: None,
            in_place: InPlace::default(),
            hints: None,
            switches: Switches::default(),
            ignore_environment: false,
            dev_mode: false,
            unspecialised: false,
            optimize: 0,
            warn_explicit: |_, _, _, _, _| Ok(()),
            warn: |_, _, _, _, _| Ok(()),
            without_sources: false,
        }
    }
}

impl Vm {
    /// The class that a module's row stands for; made when it is first asked for.
    #[inline]
    pub fn native_class(&mut self, def: &'static ClassDef) -> Value {
        match &self.host.recent_classes[recent_place(def)] {
            Some((known, class)) if std::ptr::eq(*known, def) => class.clone(),
            _ => self.find_native_class(def),
        }
    }

    #[inline(never)]
    fn find_native_class(&mut self, def: &'static ClassDef) -> Value {
        let class = match self.known_native_class(def) {
            Some(class) => class,
            None => {
                let class = self.define_class(def);
                self.host.native_classes.push((def, class.clone()));
                class
            }
        };
        self.host.recent_classes[recent_place(def)] = Some((def, class.clone()));
        class
    }

    /// `sys.name`; `name` is interned.
    pub fn sys_attribute(&self, name: &Value) -> Option<Value> {
        self.host.sys.downcast::<Dict>()?.get_str(name)
    }

    /// Reports an exception that nobody can catch ("Exception ignored in: ...").
    #[cold]
    pub fn unraisable(&mut self, exception: Exception, what: Option<&str>, object: &Value) {
        if exception.object().traceback.with(Option::is_none) {
            if !exception.object().thrown.get() && exception.object().context.with(Option::is_none) {
                self.set_context(&exception);
            }
            self.mark_here(&exception);
        }
        // What died on the way is seen to first.
        self.run_finalizers();
        let traceback = exception.object().traceback.get();
        (self.host.unraisable)(self, exception, what, object);
        // The frames go last, the innermost first.
        drop(traceback);
        self.settle_finalizers();
    }

    /// Issues a warning that points at the `stack_level`th frame (1: the innermost Python code).
    #[cold]
    pub fn warn(&mut self, category: &Value, message: &str, stack_level: usize) -> PyResult<()> {
        (self.host.warn)(self, category, message, stack_level, None)
    }

    /// Issues a warning about an object that should have been closed.
    #[cold]
    pub fn warn_of(&mut self, category: &Value, message: &str, object: &Value) -> PyResult<()> {
        (self.host.warn)(self, category, message, 1, Some(object))
    }

    /// Issues a warning about line `line` of `filename`.
    #[cold]
    pub fn warn_explicit(&mut self, category: &Value, message: &str, filename: &Text, line: u32) -> PyResult<()> {
        (self.host.warn_explicit)(self, category, message, filename, line)
    }

    /// The class that a module's row stands for, if it was made.
    pub fn known_native_class(&self, def: &'static ClassDef) -> Option<Value> {
        let found = self.host.native_classes.iter().find(|(known, _)| std::ptr::eq(*known, def));
        found.map(|(_, class)| class.clone())
    }
}
