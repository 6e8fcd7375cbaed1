"""Comma separated values: reading, writing, dialects, and guessing a dialect."""
import re
from collections import Counter
from _csv import (QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, Dialect as _Dialect, Error,
                  field_size_limit, get_dialect, list_dialects, reader, register_dialect, unregister_dialect, writer)
from io import StringIO
from operator import itemgetter

__version__ = '1.0'
__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', '__doc__', 'excel',
           'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect', 'list_dialects',
           'Sniffer', 'unregister_dialect', '__version__', 'DictReader', 'DictWriter', 'unix_dialect']


class Dialect:
    """How a file is written; subclasses set the attributes."""

    _name = ''
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self)
        except TypeError as e:
            raise Error(str(e))


class excel(Dialect):
    """As Excel writes."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """As Excel writes with tabs."""

    delimiter = '\t'


class unix_dialect(Dialect):
    """As programs on Unix write."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


class DictReader:
    """Rows as dicts; the first row names the fields unless names are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames, self.restkey, self.restval, self.dialect = fieldnames, restkey, restval, dialect
        self.reader, self.line_num = reader(f, dialect, *args, **kwds), 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if not self.line_num:
            # Reads the first row if that has the names.
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        if row == []:
            row = next(filter(None, self.reader))
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            d[name] = self.restval
        return d


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames, self.restval = fieldnames, restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            unknown = rowdict.keys() - self.fieldnames
            if unknown:
                raise ValueError(f'dict contains fields not in fieldnames: {", ".join(map(repr, unknown))}')
        return (rowdict.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        row = self._dict_to_list(rowdict)
        return self.writer.writerow(row)

    def writerows(self, rowdicts):
        rows = map(self._dict_to_list, rowdicts)
        return self.writer.writerows(rows)


class Sniffer:
    """Guesses how a file is written."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """The dialect that a sample looks like."""
        quotechar, doublequote, delimiter, skip = self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._guess_delimiter(sample, delimiters)
        if delimiter:
            found = {'_name': 'sniffed', 'lineterminator': '\r\n', 'quoting': QUOTE_MINIMAL, 'delimiter': delimiter,
                     'doublequote': doublequote, 'quotechar': quotechar or '"', 'skipinitialspace': skip}
            return type('dialect', (Dialect,), {**found, '__module__': __name__})
        raise Error('Could not determine delimiter')

    def _guess_quote_and_delimiter(self, data, delimiters):
        # From quoted fields: between two delimiters, at the start of a line, at its end, or alone on it.
        for pattern in (r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
                        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
                        r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
                        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)'):
            found = list(re.finditer(pattern, data, re.DOTALL | re.MULTILINE))
            if found:
                break
        else:
            return '', False, None, 0
        quotechar = Counter(match['quote'] for match in found).most_common(1)[0][0]
        groups = [match.groupdict() for match in found]
        delims = Counter(group['delim'] for group in groups if 'delim' in group
                         and (delimiters is None or group['delim'] in delimiters))
        delim, skip = '', 0
        if delims:
            delim, count = delims.most_common(1)[0]
            skip = count == sum(group['space'] != '' for group in groups)
            # Most likely a single column.
            delim = '' if delim == '\n' else delim
        doubled = re.search(rf'(({re.escape(delim)})|^)\W*{quotechar}[^{re.escape(delim)}\n]*{quotechar}'
                            rf'[^{re.escape(delim)}\n]*{quotechar}\W*(({re.escape(delim)})|$)', data, re.MULTILINE)
        return quotechar, bool(doubled), delim, skip

    def _guess_delimiter(self, data, delimiters):
        # The character that occurs as often on (nearly) every line.
        lines = [line for line in data.split('\n') if line]
        tables = {chr(code): Counter() for code in range(127)}
        step, found = min(10, len(lines)) or 1, {}
        for end in range(step, len(lines) + step, step):
            chunk, seen = lines[end - step:end], min(end, len(lines))
            scores = {}
            for char, table in tables.items():
                table.update([line.count(char) for line in chunk])
                often, agree = max(table.items(), key=itemgetter(1))
                # Lines that agree, less those that do not.
                if often > 0 and 2 * agree > seen and (delimiters is None or char in delimiters):
                    scores[char] = often, 2 * agree - seen
            wanted = 1.0
            while not found and wanted >= 0.9:
                found = {char: score for char, score in scores.items() if score[1] / seen >= wanted}
                wanted -= 0.01
            if found:
                break
        if not found:
            return '', 0
        likely = [delim for delim in self.preferred if delim in found] if len(found) > 1 else [*found]
        delim = likely[0] if likely else max(found, key=lambda char: (found[char], char))
        return delim, lines[0].count(delim) == lines[0].count(delim + ' ')

    def has_header(self, sample):
        """Does the first row name the columns?"""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(kinds):
                kind = complex
                try:
                    kind(row[column])
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
