"""A prompt of the program's own: InteractiveInterpreter, InteractiveConsole, interact, compile_command."""
import sys
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact', 'compile_command']


class InteractiveInterpreter:
    """Runs sources in one namespace and shows what goes wrong."""

    def __init__(self, locals=None):
        self.locals = {'__name__': '__console__', '__doc__': None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """Runs a source if it is complete; True: more is needed."""
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Runs a code object; only SystemExit comes out."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except:
            self.showtraceback()

    def showsyntaxerror(self, filename=None):
        """Shows the present SyntaxError, which has no traceback."""
        kind, value, traceback = sys.exc_info()
        if filename and kind is SyntaxError:
            try:
                message, (_, *place) = value.args
            except ValueError:
                pass
            else:
                value = SyntaxError(message, (filename, *place))
        self._show(kind, value, traceback, None)

    def showtraceback(self):
        """Shows the present exception, without the frame that runs the code."""
        kind, value, traceback = sys.exc_info()
        self._show(kind, value, traceback, traceback.tb_next)

    def _show(self, kind, value, traceback, shown):
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, traceback
        if sys.excepthook is not sys.__excepthook__:
            sys.excepthook(kind, value, shown or traceback)
            return
        import traceback as texts
        if shown is None and isinstance(value, SyntaxError):
            self.write(''.join(texts.format_exception_only(kind, value)))
        else:
            self.write(''.join(texts.format_exception(kind, value, shown)))

    def write(self, data):
        """Shows a text."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """Reads lines as Python's own prompt does."""

    def __init__(self, locals=None, filename='<console>'):
        super().__init__(locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        """Forgets the lines of an unfinished statement."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Reads and runs lines until their end."""
        for name, prompt in ('ps1', '>>> '), ('ps2', '... '):
            if not hasattr(sys, name):
                setattr(sys, name, prompt)
        name = type(self).__name__
        if banner is None:
            self.write(f'Python {sys.version} on {sys.platform}\n'
                       'Type "help", "copyright", "credits" or "license" for more information.\n'
                       f'({name})\n')
        elif banner:
            self.write(f'{banner}\n')
        more = False
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write('\n')
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = False
        if exitmsg is None:
            self.write(f'now exiting {name}...\n')
        elif exitmsg != '':
            self.write(f'{exitmsg}\n')

    def push(self, line):
        """Adds a line without its end and runs what is complete; True: more is needed."""
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        """Reads a line; its end is EOFError."""
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None):
    """Runs an InteractiveConsole."""
    console = InteractiveConsole(local)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)
