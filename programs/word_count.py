"""Counts words, letters and lines of a text, and prints a small histogram."""

TEXT = """\
The kettle hummed, the window hummed, and somewhere a tram hummed along the river.
"One more cup," she said; "one more, and then the letters."
The letters said little: a bill, a card, a map of a river nobody had seen.
Nobody said a word. The kettle clicked. The river went on.
"""


def words(text):
    word = ''
    for c in text:
        if c.isalpha():
            word += c.lower()
        elif word:
            yield word
            word = ''
    if word:
        yield word


def count(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


counts = count(words(TEXT))
print(len(TEXT.splitlines()), 'lines,', sum(counts.values()), 'words,', len(counts), 'different,', len(TEXT), 'characters')
for word, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:10]:
    print(f'{word:>8} {n:3} {"#" * n}')
letters = count(c for c in TEXT.lower() if c.isalpha())
print(''.join(sorted(letters, key=lambda c: (-letters[c], c))))
by_length = {}
for word in counts:
    by_length.setdefault(len(word), []).append(word)
for length in sorted(by_length):
    print(length, *sorted(by_length[length]))
print(max(counts, key=lambda w: (len(w), w)), TEXT.count('hummed'), TEXT.title().split()[3], TEXT.find('tram'))
print(' '.join(reversed(TEXT.splitlines()[-1].rstrip('.').split())))
