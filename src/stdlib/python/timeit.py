"""How long small pieces of code take.

    -m timeit [options] [--] [line of the statement]...

  -n, --number N    run the statement N times (usually as often as takes 0.2 seconds)
  -r, --repeat N    do that N times and tell the best (5)
  -s, --setup LINE  run this once before; several lines are several of these
  -p, --process     measure the time of the process, not that on the wall
  -u, --unit UNIT   nsec, usec, msec or sec
  -v, --verbose     tell all times; again for more digits
  -h, --help        print this

A line that begins with blanks is indented: ' pass'. Without a statement it is pass. For quick comparisons the best of the
repetitions tells most: what is slower was disturbed by something else.
"""
import gc
import itertools
import sys
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

dummy_src_name = '<timeit-src>'
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals

_template = '''
def inner(_it, _timer{init}):
    {setup}
    _begin = _timer()
    for _run in _it:
        {stmt}
        pass
    return _timer() - _begin
'''


def reindent(src, indent):
    return src.replace('\n', '\n' + ' ' * indent)


class Timer:
    """Times a statement, text or callable, after a setup."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        names, checked, parts = {}, '', []
        for what, given, margin in ('setup', setup, 4), ('stmt', stmt, 8):
            if isinstance(given, str):
                # Each compiled as it stands, for its errors' sake; a statement after its setup.
                checked += given
                compile(checked, dummy_src_name, 'exec')
                checked += '\n'
                parts.append(reindent(given, margin))
            elif callable(given):
                names['_' + what] = given
                parts.append(f'_{what}()')
            else:
                raise ValueError(f'{what} is neither a string nor callable')
        arguments = ''.join([f', {name}={name}' for name in names])
        self.src = _template.format(init=arguments, setup=parts[0], stmt=parts[1])
        exec(compile(self.src, dummy_src_name, 'exec'), _globals() if globals is None else globals, names)
        self.inner = names['inner']

    def print_exc(self, file=None):
        """Print the traceback of the timed code."""
        import linecache
        import traceback
        if self.src is not None:
            linecache.cache[dummy_src_name] = len(self.src), None, self.src.split('\n'), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds that so many runs take."""
        runs = itertools.repeat(None, number)
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self.inner(runs, self.timer)
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """timeit() so many times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) of the first number of runs that take 0.2 seconds."""
        for number in (figure * 10 ** zeros for zeros in itertools.count() for figure in (1, 2, 5)):
            taken = self.timeit(number)
            if callback:
                callback(number, taken)
            if taken >= 0.2:
                return number, taken


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    """Seconds that so many runs of a statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    """timeit() so many times."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


def main(args=None, *, _wrap_timer=None):
    """The command line."""
    import getopt
    import os
    if args is None:
        args = sys.argv[1:]
    try:
        opts, args = getopt.getopt(args, 'n:u:s:r:pt:vh', ['number=', 'setup=', 'repeat=', 'process', 'verbose',
                                                           'unit=', 'help'])
    except getopt.error as err:
        print(err)
        print('use -h/--help for command line help')
        return 2
    timer, number, repeat, setup, verbose = default_timer, 0, default_repeat, [], 0
    units = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}
    time_unit, precision = None, 3
    for o, a in opts:
        if o in ('-n', '--number'):
            number = int(a)
        elif o in ('-s', '--setup'):
            setup.append(a)
        elif o in ('-u', '--unit'):
            if a not in units:
                print('Unrecognized unit. Please select nsec, usec, msec, or sec.', file=sys.stderr)
                return 2
            time_unit = a
        elif o in ('-r', '--repeat'):
            repeat = max(int(a), 1)
        elif o in ('-p', '--process'):
            timer = time.process_time
        elif o in ('-v', '--verbose'):
            precision += bool(verbose)
            verbose += 1
        else:
            print(__doc__, end=' ')
            return 0
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    t = Timer('\n'.join(args) or 'pass', '\n'.join(setup) or 'pass', timer)
    try:
        if number == 0:
            def callback(number, time_taken):
                if verbose:
                    s = '' if number == 1 else 's'
                    print(f'{number} loop{s} -> {time_taken:.{precision}g} secs')
            number, _ = t.autorange(callback)
            if verbose:
                print()
        raw = t.repeat(repeat, number)
    except:
        t.print_exc()
        return 1

    def format_time(dt):
        unit = time_unit
        if unit is None:
            unit = next(name for name, scale in reversed(units.items()) if dt >= scale or name == 'nsec')
        return f'{dt / units[unit]:.{precision}g} {unit}'

    if verbose:
        print('raw times:', ', '.join(map(format_time, raw)))
        print()
    timings = [dt / number for dt in raw]
    best, worst = min(timings), max(timings)
    print(f'{number} loop{"s" if number != 1 else ""}, best of {repeat}: {format_time(best)} per loop')
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(f'The test results are likely unreliable. The worst time ({format_time(worst)}) was '
                               f'more than four times slower than the best time ({format_time(best)}).',
                               UserWarning, '', 0)
    return None


if __name__ == '__main__':
    sys.exit(main())
