# What is thrown into a frame that handles an exception gets that one as its context, even an old exception.
import asyncio
def generator():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            yield
        except ValueError as e:
            print(repr(e.__context__))
            # expect: ZeroDivisionError('division by zero')
            # expect: ZeroDivisionError('division by zero')
    yield
def raised():
    try:
        raise ValueError
    except ValueError as e:
        return e
for error in (ValueError(), raised()):
    g = generator()
    next(g)
    g.throw(error)
async def fails():
    raise ValueError
async def main():
    try:
        raise KeyError(3)
    except KeyError:
        try:
            await asyncio.create_task(fails())
        except ValueError as e:
            print(repr(e.__context__))  # expect: KeyError(3)
asyncio.run(main())
