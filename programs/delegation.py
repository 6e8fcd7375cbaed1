"""bottom, middle, top: what `yield from` carries up and down a chain of generators."""


def bottom(log):
    try:
        got = yield 'a question from the bottom'
        log.append(f'bottom got {got!r}')
        got = yield 'another question'
        log.append(f'bottom got {got!r}')
    except ValueError as error:
        log.append(f'bottom caught {error}')
        yield 'recovered'
    finally:
        log.append('bottom ends')
    return 'the bottom of things'


def middle(log):
    result = yield from bottom(log)
    log.append(f'middle has {result!r}')
    return result.upper()


def top(log):
    return (yield from middle(log)) + '!'


def ask(generator, *answers):
    """Sends the answers one after the other; gives what was yielded, and the return value if it came."""
    heard = [next(generator)]
    for answer in answers:
        try:
            heard.append(generator.send(answer))
        except StopIteration as end:
            return heard, end.value
    return heard, None


log = []
print(ask(top(log), 42, [84]))
print(log)

log = []
chain = top(log)
print(next(chain))
print(chain.throw(ValueError('a bad answer')))
print(next(chain, 'ended'), log)

log = []
chain = top(log)
next(chain)
print(chain.gi_yieldfrom.__name__, chain.gi_yieldfrom.gi_yieldfrom.__name__)
chain.close()
print(log, chain.gi_frame)

log = []
chain = top(log)
next(chain)
try:
    chain.throw(KeyError, 'nobody handles this')
except KeyError as error:
    depth, entry = 0, error.__traceback__
    while entry:
        depth, entry = depth + 1, entry.tb_next
    print(repr(error), depth, log)


def flatten(tree):
    """Delegation and recursion together."""
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4, []], 5]], [[6]]])))


def chain_of(depth):
    if depth:
        return (yield from chain_of(depth - 1)) + 1
    return (yield 'from the deepest')


deep = chain_of(500)
print(next(deep))
try:
    deep.send(1000)
except StopIteration as end:
    print(end.value)
