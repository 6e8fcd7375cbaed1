# singledispatch: what cannot be registered, and abstract classes that get members later.
import functools
from collections.abc import Sized


@functools.singledispatch
def show(value):
    return 'object'


class C:
    pass


show.register(Sized, lambda value: 'sized')
print(show(C()), show([]), show.dispatch(dict)(1))  # expect: object sized sized
Sized.register(C)
print(show(C()))  # expect: sized

def annotated(value: list[int]):
    pass


for args in [(list[int], str), (list[int],), (annotated,), (5, str)]:
    try:
        show.register(*args)
    except TypeError as error:
        print(str(error).split('<function')[0])
# expect: Invalid first argument to `register()`. list[int] is not a class.
# expect: Invalid first argument to `register()`: list[int]. Use either `@register(some_class)` or plain `@register` on an annotated function.
# expect: Invalid annotation for 'value'. list[int] is not a class.
# expect: Invalid first argument to `register()`. 5 is not a class.
