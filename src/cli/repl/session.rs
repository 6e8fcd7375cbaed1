//! The session: statements in, their effects and reports out.

use crate::builtins::functions::compile::{CompileRequest, compile_source};
use crate::bytecode::code::flags;
use crate::interpreter::Interpreter;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::{Exception, PyResult, Value};
use crate::stdlib::sys::{hooks, streams};
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::Source;
use crate::text::Text;
use crate::vm::Vm;

use super::commands;
use super::reader::News;
use super::source;
use super::waiting::{self, Front};

/// The name that CPython gives to what is typed.
const FILENAME: &str = "<stdin>";

/// One conversation.
pub struct Session<'i> {
    pub interpreter: &'i mut Interpreter,
    /// What `from __future__ import` has switched on.
    pub future: u32,
    /// The last statement.
    pub last: String,
}

impl<'i> Session<'i> {
    /// A session that reads from `front`.
    pub fn begin(interpreter: &'i mut Interpreter, front: Front) -> Session<'i> {
        waiting::begin(interpreter.vm(), front);
        Session { interpreter, future: 0, last: String::new() }
    }

    /// Goes on until the person leaves (Ok) or something ends the program (an error).
    pub fn run(mut self) -> PyResult<u8> {
        let result = self.converse();
        let ended = waiting::end(self.interpreter.vm());
        if let Err(error) = ended {
            self.interpreter.report(&error);
        }
        result.map(|()| 0)
    }

    fn converse(&mut self) -> PyResult<()> {
        // A child that a statement forks ends with that.
        while !waiting::is_forked() {
            let (first, next) = (self.prompt("ps1"), self.prompt("ps2"));
            waiting::ask(&first, &next);
            match waiting::wait(self.interpreter.vm()) {
                Ok(News::Statement { text, many: false }) => drop(self.handle(&text)?),
                Ok(News::Statement { text, many: true }) => {
                    for statement in source::statements(&text) {
                        if !self.handle(&statement)? {
                            break;
                        }
                    }
                }
                Ok(News::End) => return Ok(()),
                Ok(_) => {
                    hooks::write_stderr(self.interpreter.vm(), &Text::from("KeyboardInterrupt\n"));
                }
                Err(error) if waiting::leaves(self.interpreter.vm(), &error) => return Err(error),
                Err(error) => {
                    waiting::give_up();
                    let vm = self.interpreter.vm();
                    match vm.is_exception(&error, vm.types().keyboard_interrupt()) {
                        true => hooks::write_stderr(vm, &Text::from("\nKeyboardInterrupt\n")),
                        false => self.interpreter.report(&error),
                    }
                }
            }
        }
        Ok(())
    }

    /// `sys.ps1` or `sys.ps2` as text; nothing where it cannot be had.
    fn prompt(&mut self, name: &str) -> String {
        let vm = self.interpreter.vm();
        let name = vm.heap().intern(name);
        let Some(value) = vm.sys_attribute(&name) else { return String::new() };
        vm.str_text(&value).unwrap_or_default()
    }

    /// Runs one statement or command and reports what it raises; false: Ctrl-C was pressed. An error ends the session.
    pub fn handle(&mut self, text: &str) -> PyResult<bool> {
        let result = match text.strip_prefix(':') {
            Some(command) if source::is_command(text) => commands::run(self, command),
            _ => self.execute(text),
        };
        let mut goes_on = true;
        if let Err(error) = result {
            if waiting::leaves(self.interpreter.vm(), &error) {
                return Err(error);
            }
            let vm = self.interpreter.vm();
            goes_on = !vm.is_exception(&error, vm.types().keyboard_interrupt());
            self.report(error);
        }
        let vm = self.interpreter.vm();
        streams::flush(vm);
        vm.run_finalizers();
        if let Err(error) = waiting::keep_loop(vm) {
            self.report(error);
        }
        Ok(goes_on)
    }

    /// Shows an exception that came out of a statement.
    fn report(&mut self, error: Exception) {
        self.interpreter.report(&error);
    }

    fn execute(&mut self, text: &str) -> PyResult<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if let word @ ("exit" | "quit") = text.trim()
            && self.is_builtin(word)
        {
            let vm = self.interpreter.vm();
            return Err(vm.exception_with(vm.types().system_exit(), Vec::new()));
        }
        self.last = text.to_string();
        let code = self.compile(text, FILENAME, Mode::Single)?;
        self.run_code(code).map(drop)
    }

    /// Does the name mean what it means at first?
    fn is_builtin(&mut self, name: &str) -> bool {
        let name = self.interpreter.vm().heap().intern(name);
        let namespace = self.interpreter.main_namespace();
        namespace.downcast::<Dict>().is_none_or(|dict| dict.get_str(&name).is_none())
    }

    /// Compiles a text that may await.
    pub fn compile(&mut self, text: &str, filename: &str, mode: Mode) -> PyResult {
        let future = self.future;
        let vm = self.interpreter.vm();
        let filename = Text::from(filename);
        let source = Source::typed(text).map_err(|error| vm.syntax_error(&error, &filename, None))?;
        if text.trim_end().contains('\n')
            && let Err(error) = parser::parse(&source, mode)
            && error.message.starts_with("multiple statements found")
        {
            // Only `compile` says so.
            let error = crate::syntax::error::SyntaxError { message: "invalid syntax".into(), ..error };
            let line = source.line(error.span.start.line);
            return Err(vm.syntax_error(&error, &filename, line));
        }
        let request = CompileRequest { filename, mode, flags: future, optimize: 0, top_level_await: true, warn: true };
        let code = compile_source(vm, &source, request)?;
        if let Some(object) = code.downcast::<Code>() {
            self.future |= object.object.flags & flags::FUTURE_MASK;
        }
        Ok(code)
    }

    /// Runs a code object in `__main__`, on the prompt's loop if it awaits.
    pub fn run_code(&mut self, code: Value) -> PyResult {
        let result = self.interpreter.run(&code)?;
        match code.downcast::<Code>() {
            Some(object) if object.has_flags(flags::COROUTINE) => waiting::run_coroutine(self.interpreter.vm(), result),
            _ => Ok(result),
        }
    }

    /// The machine.
    pub fn vm(&mut self) -> &mut Vm {
        self.interpreter.vm()
    }
}
