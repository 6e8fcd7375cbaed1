"""Comparing sequences: SequenceMatcher, Differ, ndiff and restore, unified and context diffs, close matches.

Left out: HtmlDiff. What is found, and in which order, is CPython's: the longest block first, then left and right of it.
"""
from collections import namedtuple as _namedtuple

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK',
           'context_diff', 'unified_diff', 'diff_bytes', 'Match']

Match = _namedtuple('Match', 'a b size')


def _calculate_ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


def _start_of(code, n):
    tag, i1, i2, j1, j2 = code
    return tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)


def _end_of(code, n):
    tag, i1, i2, j1, j2 = code
    return tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2


class SequenceMatcher:
    """Finds the matching blocks of two sequences of hashable elements."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if self.a is not a:
            self.a, self.matching_blocks, self.opcodes = a, None, None

    def set_seq2(self, b):
        if self.b is not b:
            self.b, self.matching_blocks, self.opcodes, self.fullbcount = b, None, None, None
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
                if blo <= j < bhi:
                    k = lengths[j] = previous.get(j - 1, 0) + 1
                    if k > size:
                        besti, bestj, size = i - k + 1, j - k + 1, k
                elif j >= bhi:
                    break
        # The match may grow by what was left out above: first by what is no junk, then by junk.
        for wanted in False, True:
            while (besti > alo and bestj > blo and (b[bestj - 1] in junk) == wanted
                   and a[besti - 1] == b[bestj - 1]):
                besti, bestj, size = besti - 1, bestj - 1, size + 1
            while (besti + size < ahi and bestj + size < bhi and (b[bestj + size] in junk) == wanted
                   and a[besti + size] == b[bestj + size]):
                size += 1
        return Match(besti, bestj, size)

    def _found(self):
        # Matches in order: what is left of one is looked at before it is told, what is right of it after.
        todo = [(0, len(self.a), 0, len(self.b))]
        while todo:
            alo, *rest = whole = todo.pop()
            if len(rest) == 2:
                yield whole
                continue
            ahi, blo, bhi = rest
            i, j, size = match = self.find_longest_match(*whole)
            if not size:
                continue
            if i + size < ahi and j + size < bhi:
                todo.append((i + size, ahi, j + size, bhi))
            todo.append(match)
            if alo < i and blo < j:
                todo.append((alo, i, blo, j))

    def get_matching_blocks(self):
        if self.matching_blocks is None:
            blocks = []
            for i, j, size in self._found():
                before = blocks[-1] if blocks else None
                if before and (before.a + before.size, before.b + before.size) == (i, j):
                    # Blocks that touch become one.
                    blocks[-1] = before._replace(size=before.size + size)
                else:
                    blocks.append(Match(i, j, size))
            self.matching_blocks = [*blocks, Match(len(self.a), len(self.b), 0)]
        return self.matching_blocks

    def get_opcodes(self):
        if self.opcodes is None:
            self.opcodes = list(self._codes())
        return self.opcodes

    def _codes(self):
        i = j = 0
        for a, b, size in self.get_matching_blocks():
            if (i, j) != (a, b):
                yield 'insert' if i == a else 'delete' if j == b else 'replace', i, a, j, b
            i, j = a + size, b + size
            if size:
                yield 'equal', a, i, b, j

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [('equal', 0, 1, 0, 1)]
        # As in CPython, the list that get_opcodes() gave is shortened itself.
        for place, shortened in (0, _end_of), (-1, _start_of):
            if codes[place][0] == 'equal':
                codes[place] = shortened(codes[place], n)
        group = []
        for code in codes:
            if code[0] == 'equal' and code[2] - code[1] > n + n:
                # A long stretch without changes ends a group.
                yield [*group, _start_of(code, n)]
                group, code = [], _end_of(code, n)
            group.append(code)
        if [code[0] for code in group] not in ([], ['equal']):
            yield group

    def ratio(self):
        return self._ratio_of(sum(block[-1] for block in self.get_matching_blocks()))

    def _ratio_of(self, matches):
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
        return self._ratio_of(matches)

    def real_quick_ratio(self):
        """An upper bound of ratio(): by the lengths alone."""
        return self._ratio_of(min(len(self.a), len(self.b)))

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


def _format_range_unified(start, stop):
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


def _grouped(marks, a, b, fromfile, tofile, fromfiledate, tofiledate, n, lineterm):
    # The lines above the first group, then the groups.
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    headers = [f'{mark} {file}\t{date}{lineterm}' if date else f'{mark} {file}{lineterm}'
               for mark, file, date in zip(marks, (fromfile, tofile), (fromfiledate, tofiledate))]
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        yield headers, group, group[0], group[-1]
        headers = ()


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    names = fromfile, tofile, fromfiledate, tofiledate
    for headers, group, first, last in _grouped(('---', '+++'), a, b, *names, n, lineterm):
        yield from headers
        yield f'@@ -{_format_range_unified(first[1], last[2])} +{_format_range_unified(first[3], last[4])} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                yield from [' ' + line for line in a[i1:i2]]
            else:
                # Of what is only inserted or only deleted the other is empty.
                yield from ['-' + line for line in a[i1:i2]]
                yield from ['+' + line for line in b[j1:j2]]


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    prefix = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    names = fromfile, tofile, fromfiledate, tofiledate
    for headers, group, first, last in _grouped(('***', '---'), a, b, *names, n, lineterm):
        yield from headers
        yield f'***************{lineterm}'
        for lines, at, mark, mine, other in (a, 1, '***', 'delete', 'insert'), (b, 3, '---', 'insert', 'delete'):
            yield f'{mark} {_format_range_context(first[at], last[at + 1])} {mark}{mark[0]}{lineterm}'
            if {'replace', mine}.isdisjoint(code[0] for code in group):
                continue
            for code in group:
                if code[0] != other:
                    yield from [prefix[code[0]] + line for line in lines[code[at]:code[at + 1]]]


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
