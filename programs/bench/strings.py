# groups: cpu data


def run(n):
    parts = []
    size = 0
    for i in range(n):
        line = f'{i:06d} {i * 0.5:.2f} {i!r:>8}|' + str(i)
        if line.startswith('0000') or '77' in line:
            line = line.upper().replace(' ', '-')
        parts.append(line)
        size += len(line.split('|')[0])
    text = '\n'.join(parts)
    built = ''
    for i in range(n):
        built += 'x' if i & 1 else 'yz'
    return size, len(text), text.count('7'), text.find('99999'), len(built), '%s %d' % (built[10:14], n)


print(run(450_000))
