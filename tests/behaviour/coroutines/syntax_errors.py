# Where await, yield and async may not stand.
cases = r'''
await x
def f(): await x
async def f(): yield from x
async def f(): return 1; yield
async def f():\n    yield 1\n    return 1
def f(): async with a: pass
def f():\n    async with a: pass
def f():\n    async for x in a: pass
def f(): return [x async for x in a]
yield 1
class C: yield 1
[(yield x) for x in y]
lambda: await x
async def f(): lambda: await x
async def f(a=await x): pass
await = 1
async = 1
def await(): pass
yield x = 1
async def f():\n    await x = 1
f(yield 1, 2)
del (yield)
'''
for case in cases.strip().split('\n'):
    case = case.replace('\\n', '\n')
    try:
        compile(case, 'f', 'exec')
        print('valid')
    except SyntaxError as e:
        print(e.msg, e.lineno)
        # expect: 'await' outside function 1
        # expect: 'await' outside async function 1
        # expect: 'yield from' inside async function 1
        # expect: 'return' with value in async generator 1
        # expect: 'return' with value in async generator 3
        # expect: invalid syntax 1
        # expect: 'async with' outside async function 2
        # expect: 'async for' outside async function 2
        # expect: asynchronous comprehension outside of an asynchronous function 1
        # expect: 'yield' outside function 1
        # expect: 'yield' outside function 1
        # expect: 'yield' inside list comprehension 1
        # expect: 'await' outside async function 1
        # expect: 'await' outside async function 1
        # expect: 'await' outside function 1
        # expect: invalid syntax 1
        # expect: invalid syntax 1
        # expect: invalid syntax 1
        # expect: assignment to yield expression not possible 1
        # expect: cannot assign to await expression here. Maybe you meant '==' instead of '='? 2
        # expect: invalid syntax 1
        # expect: cannot delete yield expression 1
