"""Line-oriented command interpreters. Covers CPython's module but completion by readline, which Kaa has not.

A line's first word names a method do_WORD; `?` stands for help, `!` for shell.
"""
import string
import sys

__all__ = ['Cmd']

PROMPT = '(Cmd) '
IDENTCHARS = string.ascii_letters + string.digits + '_'


class Cmd:
    """A base class for interpreters of commands."""

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = '='
    lastcmd = ''
    intro = None
    doc_leader = ''
    doc_header = 'Documented commands (type help <topic>):'
    misc_header = 'Miscellaneous help topics:'
    undoc_header = 'Undocumented commands:'
    nohelp = '*** No help on %s'
    use_rawinput = 1

    def __init__(self, completekey='tab', stdin=None, stdout=None):
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmdqueue = []
        self.completekey = completekey

    def cmdloop(self, intro=None):
        """Issue a prompt, read a line and dispatch to its method, until one returns a true value."""
        self.preloop()
        if intro is not None:
            self.intro = intro
        if self.intro:
            self.stdout.write(str(self.intro) + '\n')
        stop = None
        while not stop:
            stop = self._step()
        self.postloop()

    def _step(self):
        line = self.precmd(self.cmdqueue.pop(0) if self.cmdqueue else self._read())
        return self.postcmd(self.onecmd(line), line)

    def _read(self):
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return 'EOF'
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else 'EOF'

    def precmd(self, line):
        """Called with a line before it is dispatched; returns the line to dispatch."""
        return line

    def postcmd(self, stop, line):
        """Called after a line was dispatched; returns whether to stop."""
        return stop

    def preloop(self):
        """Called once before the first prompt."""

    def postloop(self):
        """Called once when the loop ends."""

    def parseline(self, line):
        """The command, its argument and the line; None for what is not there."""
        line = line.strip()
        if not line:
            return None, None, line
        if line[0] == '?':
            line = 'help ' + line[1:]
        elif line[0] == '!':
            if not hasattr(self, 'do_shell'):
                return None, None, line
            line = 'shell ' + line[1:]
        end = 0
        while end < len(line) and line[end] in self.identchars:
            end += 1
        return line[:end], line[end:].strip(), line

    def onecmd(self, line):
        """Interpret a line as if it had been typed at the prompt; returns whether to stop."""
        cmd, arg, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if cmd is not None:
            self.lastcmd = '' if line == 'EOF' else line
        run = getattr(self, 'do_' + cmd, None) if cmd else None
        return self.default(line) if run is None else run(arg)

    def emptyline(self):
        """Called for an empty line: repeats the last command."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """Called for a line whose command is not known."""
        self.stdout.write('*** Unknown syntax: %s\n' % line)

    def completedefault(self, *ignored):
        """Completions where no method complete_*() is there."""
        return []

    def completenames(self, text, *ignored):
        """The commands that begin with text."""
        return [name[3:] for name in self.get_names() if name.startswith('do_' + text)]

    def get_names(self):
        """The names of this class and its bases."""
        return dir(self.__class__)

    def complete_help(self, *args):
        """The topics that begin with what was typed."""
        topics = {name[5:] for name in self.get_names() if name.startswith('help_' + args[0])}
        return list(set(self.completenames(*args)) | topics)

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if arg:
            self._help_on(arg)
            return
        names = sorted(set(self.get_names()))
        topics = {name[5:]: None for name in names if name.startswith('help_')}
        documented, bare = [], []
        for name in names:
            if not name.startswith('do_'):
                continue
            command = name[3:]
            if command in topics:
                documented.append(command)
                del topics[command]
            elif getattr(self, name).__doc__:
                documented.append(command)
            else:
                bare.append(command)
        self.stdout.write('%s\n' % str(self.doc_leader))
        self.print_topics(self.doc_header, documented, 15, 80)
        self.print_topics(self.misc_header, list(topics), 15, 80)
        self.print_topics(self.undoc_header, bare, 15, 80)

    def _help_on(self, arg):
        try:
            function = getattr(self, 'help_' + arg)
        except AttributeError:
            doc = getattr(getattr(self, 'do_' + arg, None), '__doc__', None)
            text = str(doc) if doc else str(self.nohelp % (arg,))
            self.stdout.write('%s\n' % text)
            return
        function()

    def print_topics(self, header, cmds, cmdlen, maxcol):
        """A header, a ruler below it, and the commands in columns."""
        if cmds:
            self.stdout.write('%s\n' % str(header))
            if self.ruler:
                self.stdout.write('%s\n' % str(self.ruler * len(header)))
            self.columnize(cmds, maxcol - 1)
            self.stdout.write('\n')

    def columnize(self, list, displaywidth=80):
        """Write texts as a compact set of columns, each as narrow as possible."""
        if not list:
            self.stdout.write('<empty>\n')
            return
        wrong = [i for i in range(len(list)) if not isinstance(list[i], str)]
        if wrong:
            raise TypeError('list[i] not a string for i in %s' % ', '.join(map(str, wrong)))
        size = len(list)
        if size == 1:
            self.stdout.write('%s\n' % str(list[0]))
            return
        for rows in range(1, size):
            columns = (size + rows - 1) // rows
            widths = [max(map(len, list[c * rows:(c + 1) * rows]), default=0) for c in range(columns)]
            if sum(widths) + 2 * (columns - 1) <= displaywidth:
                break
        else:
            rows, columns, widths = size, 1, [0]
        for row in range(rows):
            texts = list[row::rows]
            if columns == 1:
                line = texts[0]
            else:
                while texts and not texts[-1]:
                    del texts[-1]
                line = '  '.join(text.ljust(width) for text, width in zip(texts, widths))
            self.stdout.write('%s\n' % str(line))
