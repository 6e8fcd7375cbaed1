# Random operations on random chains: generators, coroutines, async generators, foreign iterators and awaitables that
# delegate to each other, share delegates and resume each other. Tracebacks are left out; what CPython does is told
# by digests. `python random_chains.py SEED` prints what happens in one sequence.
import sys, types, warnings, gc

gc.disable()


class Rand:
    """A generator of choices that needs no library."""

    def __init__(self, seed):
        self.state = seed * 2654435761 + 12345 & 0xffffffffffffffff

    def below(self, n):
        self.state = self.state * 6364136223846793005 + 1442695040888963407 & 0xffffffffffffffff
        return (self.state >> 33) % n

    def pick(self, items):
        return items[self.below(len(items))]


class Boom(Exception):
    pass


LOG = []
ENV = {}
NAMES = {}
DEPTH = 0
STEPS = 0


def log(*parts):
    LOG.append(' '.join(map(str, parts)))


def shown(value):
    if value is None or isinstance(value, (int, str, bool)):
        return repr(value)
    if isinstance(value, BaseException):
        return error(value)
    return NAMES.get(id(value)) or type(value).__name__


def error(exc, depth=0):
    args = [a if isinstance(a, str) and ' at 0x' not in a else 'ADDR' if isinstance(a, str) else shown(a) for a in exc.args]
    text = f'{type(exc).__name__}({",".join(args)})'
    if depth < 3:
        if exc.__cause__ is not None:
            text += '^' + error(exc.__cause__, depth + 1)
        elif exc.__context__ is not None:
            text += '~' + error(exc.__context__, depth + 1)
    return text


def new_exception(kind):
    return {'boom': Boom, 'exit': GeneratorExit, 'stop': StopIteration, 'astop': StopAsyncIteration,
            'key': KeyError, 'base': BaseException}[kind]


def perform(op, key, arg=None):
    """One operation on an object; what comes of it goes to the log."""
    global DEPTH, STEPS
    STEPS += 1
    if DEPTH > 4 or STEPS > 60:
        return
    target = ENV.get(key)
    if target is None:
        return
    DEPTH += 1
    log('(' + op, key)
    try:
        if op == 'next':
            result = next(target)
        elif op == 'nextdef':
            result = next(target, 'default')
        elif op == 'send':
            result = target.send(arg)
        elif op == 'throw':
            result = target.throw(new_exception(arg))
        elif op == 'throwval':
            result = target.throw(new_exception(arg)('v'))
        elif op == 'throw2':
            result = target.throw(new_exception(arg), 'w')
        elif op == 'close':
            result = target.close()
        elif op == 'for':
            result = []
            for value in target:
                result.append(shown(value))
                if len(result) > 3:
                    break
            result = ' '.join(result)
        elif op == 'list':
            result = ' '.join(map(shown, list(target)))
        elif op == 'drop':
            del target
            NAMES.pop(id(ENV[key]), None)
            ENV.pop(key, None)
            result = None
        elif op == 'look':
            result = look(target)
        log(shown(result) + ')')
    except BaseException as exc:
        log(error(exc) + ')')
    finally:
        DEPTH -= 1


def look(target):
    words = []
    for prefix in ('gi', 'cr', 'ag'):
        for name in ('running', 'yieldfrom', 'await', 'frame', 'suspended'):
            try:
                value = getattr(target, prefix + '_' + name)
            except AttributeError:
                continue
            if name == 'frame':
                value = None if value is None else value.f_lasti >= 0, value is not None and value.f_back is not None
            words.append(name + '=' + (str(value) if isinstance(value, tuple) else shown(value)))
    return ' '.join(words)


class Y:
    """Awaited, it yields one value."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


def react(key, policy, exc):
    """What a link does with an exception that reached it. True: it goes on with its script."""
    log('caught', key, error(exc))
    kind, arg = policy
    if kind == 'swallow':
        return True
    if kind == 'op':
        perform(*arg)
        return True
    if kind == 'other':
        raise Boom('other' + key)
    if kind == 'opraise':
        perform(*arg)
        raise exc
    return False


def gen(key, script, policy, last):
    try:
        for kind, arg in script:
            try:
                if kind == 'yield':
                    got = yield arg
                    log('got', key, shown(got))
                elif kind == 'from':
                    got = yield from ENV.get(arg)
                    log('result', key, shown(got))
                elif kind == 'op':
                    perform(*arg)
                elif kind == 'raise':
                    raise new_exception(arg)('r')
                elif kind == 'return':
                    return arg
            except BaseException as exc:
                if policy[0] == 'yield':
                    log('caught', key, error(exc))
                    got = yield 'extra'
                    log('got', key, shown(got))
                elif policy[0] == 'return':
                    return 'ret' + key
                elif policy[0] == 'from':
                    got = yield from ENV.get(policy[1])
                    log('result', key, shown(got))
                elif not react(key, policy, exc):
                    raise
    finally:
        log('end', key)
        if last is not None:
            if last[0] == 'yield':
                yield 'last'
            elif last[0] == 'op':
                perform(*last[1])
            elif last[0] == 'raise':
                raise Boom('last')


def tcoro(key, script, policy, last):
    return (yield from gen(key, script, policy, last))


tcoro = types.coroutine(tcoro)


def flagged(key, script, policy, last):
    for kind, arg in script:
        try:
            if kind == 'yield':
                got = yield arg
                log('got', key, shown(got))
            elif kind == 'from':
                got = yield from ENV.get(arg)
                log('result', key, shown(got))
            elif kind == 'op':
                perform(*arg)
            elif kind == 'raise':
                raise new_exception(arg)('r')
            elif kind == 'return':
                return arg
        except BaseException as exc:
            if not react(key, policy, exc):
                raise


flagged = types.coroutine(flagged)


async def coro(key, script, policy, last):
    try:
        for kind, arg in script:
            try:
                if kind == 'yield':
                    got = await Y(arg)
                    log('got', key, shown(got))
                elif kind == 'from':
                    got = await ENV.get(arg)
                    log('result', key, shown(got))
                elif kind == 'op':
                    perform(*arg)
                elif kind == 'raise':
                    raise new_exception(arg)('r')
                elif kind == 'return':
                    return arg
            except BaseException as exc:
                if policy[0] == 'yield':
                    log('caught', key, error(exc))
                    await Y('extra')
                elif policy[0] == 'return':
                    return 'ret' + key
                elif policy[0] == 'from':
                    got = await ENV.get(policy[1])
                    log('result', key, shown(got))
                elif not react(key, policy, exc):
                    raise
    finally:
        log('end', key)
        if last is not None:
            if last[0] == 'yield':
                await Y('last')
            elif last[0] == 'op':
                perform(*last[1])
            elif last[0] == 'raise':
                raise Boom('last')


async def agen(key, script, policy, last):
    try:
        for kind, arg in script:
            try:
                if kind == 'yield':
                    got = yield arg
                    log('got', key, shown(got))
                elif kind == 'await':
                    got = await Y(arg)
                    log('got', key, shown(got))
                elif kind == 'from':
                    got = await ENV.get(arg)
                    log('result', key, shown(got))
                elif kind == 'op':
                    perform(*arg)
                elif kind == 'raise':
                    raise new_exception(arg)('r')
                elif kind == 'return':
                    return
            except BaseException as exc:
                if policy[0] == 'yield':
                    log('caught', key, error(exc))
                    yield 'extra'
                elif policy[0] == 'return':
                    return
                elif policy[0] == 'from':
                    got = await ENV.get(policy[1])
                    log('result', key, shown(got))
                elif not react(key, policy, exc):
                    raise
    finally:
        log('end', key)
        if last is not None:
            if last[0] == 'yield':
                await Y('last')
            elif last[0] == 'op':
                perform(*last[1])
            elif last[0] == 'raise':
                raise Boom('last')


async def afor(key, script, policy, last):
    try:
        async for value in ENV.get(script[0][1]):
            log('item', key, shown(value))
        log('over', key)
    except BaseException as exc:
        if not react(key, policy, exc):
            raise


class Foreign:
    """An iterator without send, throw and close."""

    def __init__(self, key, script, policy, last):
        self.key, self.script, self.policy, self.last = key, list(script), policy, last

    def __iter__(self):
        return self

    def __await__(self):
        return self

    def __next__(self):
        return self.step('next')

    def step(self, what, *args):
        log(what, self.key, *map(shown, args))
        while self.script:
            kind, arg = self.script.pop(0)
            if kind in ('yield', 'from', 'await'):
                return arg
            if kind == 'op':
                perform(*arg)
            elif kind == 'raise':
                raise new_exception(arg)('r')
            elif kind == 'return':
                raise StopIteration(arg)
        raise StopIteration


class ForeignSend(Foreign):
    def send(self, value):
        return self.step('send', value)


class ForeignThrow(ForeignSend):
    def throw(self, type, value=None, tb=None):
        log('thrown', self.key, type if isinstance(type, str) else getattr(type, '__name__', None) or error(type),
            shown(value))
        kind, arg = self.policy
        if kind in ('op', 'opraise'):
            perform(*arg)
        if kind in ('raise', 'opraise'):
            raise type
        if kind == 'other':
            raise Boom('other')
        if kind == 'return':
            raise StopIteration('ret')
        return 'extra'


class ForeignClose(ForeignThrow):
    def close(self):
        log('closed', self.key)
        if self.last is not None:
            if self.last[0] == 'op':
                perform(*self.last[1])
            elif self.last[0] == 'raise':
                raise Boom('last')


class ForeignBad(Foreign):
    @property
    def close(self):
        raise Boom('noclose')

    @property
    def throw(self):
        raise Boom('nothrow')


class Awaitable:
    """Its __await__ gives another link, or what does not fit."""

    def __init__(self, key, script, policy, last):
        self.key, self.target = key, script[0][1]

    def __await__(self):
        log('await', self.key)
        target = ENV.get(self.target)
        if isinstance(target, types.CoroutineType) and len(self.key) % 2:
            return target.__await__()
        return target


KINDS = [gen, gen, coro, coro, tcoro, flagged, agen, agen, afor, Foreign, ForeignSend, ForeignThrow, ForeignClose, ForeignBad,
         Awaitable]
OPS = ['next', 'next', 'send', 'send', 'throw', 'throwval', 'throw2', 'close', 'for', 'list', 'drop', 'look', 'nextdef']


def operation(rand, keys):
    op = rand.pick(OPS)
    key = rand.pick(keys)
    arg = None
    if op == 'send':
        arg = rand.pick([None, None, 1, 'x'])
    elif op.startswith('throw'):
        arg = rand.pick(['boom', 'boom', 'exit', 'exit', 'stop', 'astop', 'key'])
    return op, key, arg


def script_of(rand, keys, kind):
    script = []
    for _ in range(1 + rand.below(4)):
        what = rand.pick(['yield', 'yield', 'from', 'from', 'from', 'op', 'raise', 'return', 'await'])
        if what == 'await' and kind is not agen:
            what = 'from'
        if what in ('yield', 'await', 'return'):
            arg = rand.pick([None, 1, 2, 'a'])
        elif what == 'from':
            arg = rand.pick(keys)
        elif what == 'op':
            arg = operation(rand, keys)
        else:
            arg = rand.pick(['boom', 'stop', 'exit', 'astop', 'key'])
        script.append((what, arg))
    if kind in (afor, Awaitable):
        script[0] = 'from', rand.pick(keys)
    elif rand.below(3):
        script.insert(rand.below(2), ('from', rand.pick(keys)))
    return script


def policy_of(rand, keys):
    kind = rand.pick(['raise', 'raise', 'raise', 'raise', 'swallow', 'op', 'other', 'opraise', 'yield', 'return', 'from'])
    return kind, operation(rand, keys) if kind in ('op', 'opraise') else rand.pick(keys)


def last_of(rand, keys):
    kind = rand.pick([None, None, None, 'yield', 'op', 'raise'])
    return kind and (kind, operation(rand, keys))


def sequence(seed):
    global DEPTH, STEPS
    rand = Rand(seed)
    rand.below(7)
    LOG.clear()
    ENV.clear()
    NAMES.clear()
    DEPTH = STEPS = 0
    keys = ['abcdefg'[i] * (1 + i % 2) for i in range(2 + rand.below(4))]
    for key in keys:
        kind = rand.pick(KINDS)
        ENV[key] = kind(key, script_of(rand, keys, kind), policy_of(rand, keys), last_of(rand, keys))
        log(key, kind.__name__)
        NAMES[id(ENV[key])] = key
    for key in keys:
        if isinstance(ENV[key], types.AsyncGeneratorType):
            for i in range(1 + rand.below(3)):
                how = rand.pick(['asend', 'asend', 'anext', 'athrow', 'aclose'])
                source = ENV[key]
                if how == 'asend':
                    made = source.asend(rand.pick([None, None, 1]))
                elif how == 'anext':
                    made = source.__anext__()
                elif how == 'athrow':
                    made = source.athrow(new_exception(rand.pick(['boom', 'exit', 'stop', 'astop'])))
                else:
                    made = source.aclose()
                ENV[key + str(i)] = made
                NAMES[id(made)] = key + str(i)
                keys.append(key + str(i))
                log(key + str(i), how)
                del made, source
        elif isinstance(ENV[key], types.CoroutineType) and not rand.below(3):
            ENV[key + 'w'] = ENV[key].__await__()
            NAMES[id(ENV[key + 'w'])] = key + 'w'
            keys.append(key + 'w')
    for _ in range(2 + rand.below(9)):
        STEPS = 0
        perform(*operation(rand, keys))
    log('--')
    STEPS = 0
    for key in sorted(keys):
        perform('look', key)
        log('drop', key)
        ENV.pop(key, None)
    log('--')


def unraisable(hook):
    log('unraisable', error(hook.exc_value) if hook.exc_value is not None else None,
        hook.err_msg if hook.err_msg is None else hook.err_msg.split(' at 0x')[0])


def warned(message, category, filename, lineno, file=None, line=None):
    log('warning', category.__name__, message)


sys.unraisablehook = unraisable
warnings.simplefilter('always')
warnings.showwarning = warned

def run(seed):
    try:
        sequence(seed)
    except RecursionError:
        LOG.append('recursion')
    ENV.clear()


if len(sys.argv) > 1:
    run(int(sys.argv[1]))
    print('\n'.join(LOG))
else:
    for first in range(0, 600, 50):
        digest = 0
        for seed in range(first, first + 50):
            run(seed)
            for part in LOG:
                digest = (digest * 1000003 + int.from_bytes(part.encode(), 'little')) % (2 ** 61 - 1)
        print(first, digest)
        # expect: 0 2016805416643287193
        # expect: 50 1737634577400458006
        # expect: 100 2155502619608700038
        # expect: 150 2018425034179218074
        # expect: 200 2215078969750501764
        # expect: 250 839902810406086943
        # expect: 300 371089541061600368
        # expect: 350 1383132778893988774
        # expect: 400 897540905693262302
        # expect: 450 1621566306576166113
        # expect: 500 1238376535873532114
        # expect: 550 277460805830635628
