"""Text formatting: a table, justified paragraphs, a calendar, numbers in every dress."""

ITEMS = [('Rope, 20 m', 2, 13.5), ('Ice axe', 1, 89.0), ('Carabiner', 12, 7.25), ('Tea', 3, 4), ('Überzelt', 1, 349.99)]


def table(rows, header):
    rows = [[name, f'{n:d}', f'{price:,.2f}', f'{n * price:,.2f}'] for name, n, price in rows]
    widths = [max(len(row[i]) for row in rows + [header]) for i in range(len(header))]
    line = '+'.join('-' * (w + 2) for w in widths)
    yield ' | '.join(f'{cell:^{w}}' for cell, w in zip(header, widths))
    yield line
    for row in rows:
        yield ' | '.join(f'{cell:{"<" if i == 0 else ">"}{widths[i]}}' for i, cell in enumerate(row))
    yield line
    yield f'{"Total":<{widths[0]}}' + f'{sum(n * p for _, n, p in ITEMS):>{sum(widths[1:]) + 9},.2f}'


def justify(text, width):
    line, length = [], 0
    for word in text.split():
        if length + len(line) + len(word) > width:
            gaps = len(line) - 1
            spaces = width - length
            padded = line[0]
            for i, item in enumerate(line[1:]):
                padded += ' ' * (spaces // gaps + (1 if i < spaces % gaps else 0)) + item
            yield padded
            line, length = [], 0
        line.append(word)
        length += len(word)
    yield ' '.join(line)


def calendar(first_weekday, days):
    yield 'Mo Tu We Th Fr Sa Su'
    cells = ['  '] * first_weekday + ['%2d' % day for day in range(1, days + 1)]
    while cells:
        yield ' '.join(cells[:7])
        del cells[:7]


def roman(n):
    result = ''
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), 'M CM D CD C XC L XL X IX V IV I'.split()):
        count, n = divmod(n, value)
        result += letters * count
    return result


print(*table(ITEMS, ['Item', 'Count', 'Price', 'Sum']), sep='\n')
print()
TEXT = 'A table lines up by its widest cell, a paragraph by the gaps between its words; both are only arithmetic on lengths.'
for line in justify(TEXT, 34):
    print('|' + line.ljust(34) + '|')
print()
print('\n'.join(calendar(5, 30)))
print()
for n in (0, 7, -42, 255, 65536, 10 ** 12):
    print(f'{n:>14,} {n:+d} {n:#x} {n:#o} {n:e} {n:_d} {n:%} {n:g} {str(n):0>8}')
for x in (0.1, 1 / 3, 2.5e10, -1e-7, 1e22, 123456.789):
    print(f'{x!r:>22} {x:.3f} {x:10.2e} {x:<12.4g}| {x:+,.1f} %s %.2f %g' % (x, x, x))
print(' '.join(roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1984, 2026, 3999)))
print('%-10s|%5.1f%%|%c|%r|%08.3f|%+d|%x' % ('left', 99.5, 'z', 'q', 3.14159, 7, 255))
print('{0:*^20} {1!r:>8} {2[k]:.2f} {3.real}'.format('centre', 'rep', {'k': 2 / 3}, 5))
print(repr('tab\t nul\0 é \u200b "quotes" \'both\''), ascii('naïve ☕'), 'ß'.upper(), 'ÉCOLE'.lower(), 'two words'.title())
