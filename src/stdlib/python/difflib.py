"""Comparing sequences: SequenceMatcher, Differ, ndiff and restore, unified and context diffs, close matches.

Left out: HtmlDiff. What is found, and in which order, is CPython's: the longest block first, then left and right of it.
"""
from collections import namedtuple as _namedtuple

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK',
           'context_diff', 'unified_diff', 'diff_bytes', 'Match']

Match = _namedtuple('Match', 'a b size')


def _calculate_ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Finds the matching blocks of two sequences of hashable elements."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = None
            self.fullbcount = None
            self.__chain_b()

    def __chain_b(self):
        """Where each element of b is; without junk, and without what is too frequent to tell anything."""
        self.b2j = places = {}
        for i, element in enumerate(self.b):
            places.setdefault(element, []).append(i)
        isjunk = self.isjunk
        self.bjunk = {element for element in places if isjunk(element)} if isjunk else set()
        for element in self.bjunk:
            del places[element]
        self.bpopular = set()
        n = len(self.b)
        if self.autojunk and n >= 200:
            limit = n // 100 + 1
            self.bpopular = {element for element, at in places.items() if len(at) > limit}
            for element in self.bpopular:
                del places[element]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b, places, junk = self.a, self.b, self.b2j, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besti, bestj, size = alo, blo, 0
        # lengths[j]: how long the match is that ends with a[i-1] and b[j].
        lengths = {}
        nothing = []
        for i in range(alo, ahi):
            previous, lengths = lengths, {}
            for j in places.get(a[i], nothing):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = lengths[j] = previous.get(j - 1, 0) + 1
                if k > size:
                    besti, bestj, size = i - k + 1, j - k + 1, k
        # The match may grow by what was left out above: first by what is no junk, then by junk.
        for wanted in False, True:
            while (besti > alo and bestj > blo and (b[bestj - 1] in junk) == wanted
                   and a[besti - 1] == b[bestj - 1]):
                besti, bestj, size = besti - 1, bestj - 1, size + 1
            while (besti + size < ahi and bestj + size < bhi and (b[bestj + size] in junk) == wanted
                   and a[besti + size] == b[bestj + size]):
                size += 1
        return Match(besti, bestj, size)

    def get_matching_blocks(self):
        if self.matching_blocks is not None:
            return self.matching_blocks
        la, lb = len(self.a), len(self.b)
        found = []
        queue = [(0, la, 0, lb)]
        while queue:
            alo, ahi, blo, bhi = queue.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    queue.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    queue.append((i + size, ahi, j + size, bhi))
        found.sort()
        # Blocks that touch become one.
        joined = []
        i1 = j1 = k1 = 0
        for i2, j2, k2 in found:
            if i1 + k1 == i2 and j1 + k1 == j2:
                k1 += k2
            else:
                if k1:
                    joined.append((i1, j1, k1))
                i1, j1, k1 = i2, j2, k2
        if k1:
            joined.append((i1, j1, k1))
        joined.append((la, lb, 0))
        self.matching_blocks = list(map(Match._make, joined))
        return self.matching_blocks

    def get_opcodes(self):
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = answer = []
        for ai, bj, size in self.get_matching_blocks():
            if i < ai or j < bj:
                tag = 'insert' if i == ai else 'delete' if j == bj else 'replace'
                answer.append((tag, i, ai, j, bj))
            i, j = ai + size, bj + size
            if size:
                answer.append(('equal', ai, i, bj, j))
        return answer

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes()[:] or [('equal', 0, 1, 0, 1)]
        if codes[0][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            # A long stretch without changes ends a group.
            if tag == 'equal' and i2 - i1 > n + n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        matches = sum(block[-1] for block in self.get_matching_blocks())
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(): as if the order were of no account."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for element in self.b:
                counts[element] = counts.get(element, 0) + 1
        left = {}
        matches = 0
        for element in self.a:
            count = left.get(element)
            if count is None:
                count = self.fullbcount.get(element, 0)
            left[element] = count - 1
            matches += count > 0
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound of ratio(): by the lengths alone."""
        la, lb = len(self.a), len(self.b)
        return _calculate_ratio(min(la, lb), la + lb)

    __class_getitem__ = classmethod(type(list[int]))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    result = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for x in possibilities:
        matcher.set_seq1(x)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            ratio = matcher.ratio()
            if ratio >= cutoff:
                result.append((ratio, x))
    result.sort(reverse=True)
    return [x for _, x in result[:n]]


def _keep_original_ws(line, tags):
    """The tags, with the white space of `line` where it has some, so that tabs stand right."""
    kept = ''.join(c if tag == ' ' and c.isspace() else tag for c, tag in zip(line, tags))
    return kept.rstrip()


class Differ:
    """Lines with what became of each: '  ' in both, '- ' and '+ ' in one, '? ' marks below."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                yield from self._dump('-', a, alo, ahi)
            elif tag == 'insert':
                yield from self._dump('+', b, blo, bhi)
            else:
                yield from self._dump(' ', a, alo, ahi)

    def _dump(self, tag, x, lo, hi):
        for i in range(lo, hi):
            yield f'{tag} {x[i]}'

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        # The shorter block comes first.
        if bhi - blo < ahi - alo:
            yield from self._dump('+', b, blo, bhi)
            yield from self._dump('-', a, alo, ahi)
        else:
            yield from self._dump('-', a, alo, ahi)
            yield from self._dump('+', b, blo, bhi)

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Pairs the most similar lines of two blocks, and marks what differs in them."""
        best, cutoff = 0.74, 0.75
        cruncher = SequenceMatcher(self.charjunk)
        same = None
        besti = bestj = None
        for j in range(blo, bhi):
            cruncher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if same is None:
                        same = i, j
                    continue
                cruncher.set_seq1(a[i])
                # From cheap to dear.
                if (cruncher.real_quick_ratio() > best and cruncher.quick_ratio() > best
                        and cruncher.ratio() > best):
                    best, besti, bestj = cruncher.ratio(), i, j
        if best >= cutoff:
            same = None
        elif same is None:
            yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
            return
        else:
            besti, bestj = same
        yield from self._fancy_helper(a, alo, besti, b, blo, bestj)
        aelt, belt = a[besti], b[bestj]
        if same is not None:
            yield '  ' + aelt
        else:
            atags = btags = ''
            cruncher.set_seqs(aelt, belt)
            for tag, i1, i2, j1, j2 in cruncher.get_opcodes():
                amark, bmark = _MARKS[tag]
                atags += amark * (i2 - i1)
                btags += bmark * (j2 - j1)
            yield from self._qformat(aelt, belt, atags, btags)
        yield from self._fancy_helper(a, besti + 1, ahi, b, bestj + 1, bhi)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump('-', a, alo, ahi)
        else:
            yield from self._dump('+', b, blo, bhi)

    def _qformat(self, aline, bline, atags, btags):
        for sign, line, tags in ('-', aline, atags), ('+', bline, btags):
            yield f'{sign} {line}'
            tags = _keep_original_ws(line, tags)
            if tags:
                yield f'? {tags}\n'


_MARKS = {'replace': '^^', 'delete': '- ', 'insert': ' +', 'equal': '  '}


def IS_LINE_JUNK(line, pat=None):
    """An empty line, or a single '#'."""
    if pat is not None:
        return pat(line) is not None
    head, end, rest = line.partition('\n')
    return not rest and head.strip() in ('', '#')


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    return ch in ws


def _format_range(start, stop):
    """A range of lines as unified diffs write it."""
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f'{start + 1 if length else start},{length}'


def _format_range_context(start, stop):
    length = stop - start
    if length <= 1:
        return str(start + 1 if length else start)
    return f'{start + 1},{stop}'


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f'--- {_dated(fromfile, fromfiledate)}{lineterm}'
            yield f'+++ {_dated(tofile, tofiledate)}{lineterm}'
        first, last = group[0], group[-1]
        yield f'@@ -{_format_range(first[1], last[2])} +{_format_range(first[3], last[4])} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                for line in a[i1:i2]:
                    yield ' ' + line
                continue
            if tag in ('replace', 'delete'):
                for line in a[i1:i2]:
                    yield '-' + line
            if tag in ('replace', 'insert'):
                for line in b[j1:j2]:
                    yield '+' + line


def _dated(file, date):
    return f'{file}\t{date}' if date else file


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    prefix = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f'*** {_dated(fromfile, fromfiledate)}{lineterm}'
            yield f'--- {_dated(tofile, tofiledate)}{lineterm}'
        first, last = group[0], group[-1]
        yield '***************' + lineterm
        yield f'*** {_format_range_context(first[1], last[2])} ****{lineterm}'
        if any(tag in ('replace', 'delete') for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != 'insert':
                    for line in a[i1:i2]:
                        yield prefix[tag] + line
        yield f'--- {_format_range_context(first[3], last[4])} ----{lineterm}'
        if any(tag in ('replace', 'insert') for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != 'delete':
                    for line in b[j1:j2]:
                        yield prefix[tag] + line


def _check_types(a, b, *args):
    # Bytes would come out as "b'...'" where they are formatted.
    for lines in a, b:
        if lines and not isinstance(lines[0], str):
            raise TypeError(f'lines to compare must be str, not {type(lines[0]).__name__} ({lines[0]!r})')
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError(f'all arguments must be str, not: {arg!r}')


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'', tofiledate=b'', n=3, lineterm=b'\n'):
    """A diff of bytes, whatever their encoding, by way of `dfunc` for str."""
    def decode(s):
        try:
            return s.decode('ascii', 'surrogateescape')
        except AttributeError as error:
            raise TypeError(f'all arguments must be bytes, not {type(s).__name__} ({s!r})') from error

    a, b = list(map(decode, a)), list(map(decode, b))
    texts = map(decode, (fromfile, tofile, fromfiledate, tofiledate))
    for line in dfunc(a, b, *texts, n, decode(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """Sequence 1 or 2 that a Differ's delta was made of."""
    tag = {1: '- ', 2: '+ '}.get(int(which))
    if tag is None:
        raise ValueError(f'unknown delta choice (must be 1 or 2): {which!r}')
    for line in delta:
        if line[:2] in ('  ', tag):
            yield line[2:]
