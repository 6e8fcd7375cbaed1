# groups: compile
# Compiles a script of 60,000 lines.
BLOCK = '''
class Thing{n}(Base):
    """Thing number {n}."""
    limit = {n}
    names = ['a', "b{n}", *rest]

    def __init__(self, size, *args, colour=None, **options):
        super().__init__(*args, **options)
        self.size, self.colour = size, colour
        self.table = {{key: value for key, value in options.items() if value is not None}}

    @property
    def area(self):
        if self.size < 0 or self.size > self.limit:
            raise ValueError(f'size {{self.size!r}} of {{self.colour:>{{self.limit}}}}')
        return self.size ** 2 * 3.14159 - {n}

    async def fetch{n}(self, source):
        async with source as stream:
            async for part in stream:
                await self.store(part[1:-1], lambda x: x + {n})


def total{n}(things):
    result = 0
    for index, thing in enumerate(things):
        try:
            result += thing.area if index % 2 else -thing.area
        except (ValueError, TypeError) as error:
            print('bad', thing, error)
        else:
            continue
        finally:
            index += 1
    while result > 1000 and not things:
        result //= 2
    return result
'''

source = ''.join(BLOCK.format(n=n) for n in range(60_000 // BLOCK.count('\n')))
code = compile(source, 'script', 'exec')
print(source.count('\n'), len(code.co_names), len([const for const in code.co_consts if isinstance(const, type(code))]))
