import os.path as path
def f(a, *args, b=1, **kwargs):
    global g
    c = d = a
    def inner():
        nonlocal c
        c = d + g + e
    return [x for x in args if (y := x) and b]
class A(object):
    c: int = 1
    def __init__(self):
        super().__init__()
        self.__c = __private = c
    async def run(self):
        yield await self
