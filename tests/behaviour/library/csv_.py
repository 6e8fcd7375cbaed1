# csv: dialects, readers, writers, dicts, guessing.
import csv
for kw in [dict(delimiter=5),dict(delimiter='ab'),dict(delimiter=''),dict(delimiter=None),dict(quotechar=5),dict(quotechar='ab'),dict(quotechar=''),dict(quotechar=None),dict(quotechar=None,quoting=1),dict(escapechar=5),dict(escapechar='ab'),dict(escapechar=''),dict(lineterminator=5),dict(lineterminator=None),dict(quoting='a'),dict(quoting=9),dict(quoting=None),dict(foo=1),dict(strict=5),dict(doublequote='x')]:
    try: d=csv.reader([],**kw).dialect; print(kw,d.delimiter,d.quotechar,d.escapechar,repr(d.lineterminator),d.quoting,d.strict,d.doublequote)
    except Exception as e: print(kw, type(e).__name__, e)
    # expect: {'delimiter': 5} TypeError "delimiter" must be string, not int
    # expect: {'delimiter': 'ab'} TypeError "delimiter" must be a 1-character string
    # expect: {'delimiter': ''} TypeError "delimiter" must be a 1-character string
    # expect: {'delimiter': None} TypeError "delimiter" must be string, not NoneType
    # expect: {'quotechar': 5} TypeError "quotechar" must be string or None, not int
    # expect: {'quotechar': 'ab'} TypeError "quotechar" must be a 1-character string
    # expect: {'quotechar': ''} TypeError quotechar must be set if quoting enabled
# expect: {'quotechar': None} , None None '\r\n' 3 False True
# expect: {'quotechar': None, 'quoting': 1} TypeError quotechar must be set if quoting enabled
# expect: {'escapechar': 5} TypeError "escapechar" must be string or None, not int
# expect: {'escapechar': 'ab'} TypeError "escapechar" must be a 1-character string
# expect: {'escapechar': ''} , " None '\r\n' 0 False True
# expect: {'lineterminator': 5} TypeError "lineterminator" must be a string
# expect: {'lineterminator': None} TypeError lineterminator must be set
# expect: {'quoting': 'a'} TypeError "quoting" must be an integer
# expect: {'quoting': 9} TypeError bad "quoting" value
# expect: {'quoting': None} TypeError "quoting" must be an integer
# expect: {'foo': 1} TypeError 'foo' is an invalid keyword argument for this function
# expect: {'strict': 5} , " None '\r\n' 0 True True
# expect: {'doublequote': 'x'} , " None '\r\n' 0 False True
for f in [lambda: csv.reader(5), lambda: list(csv.reader([b'a'])), lambda: list(csv.reader(['a\0b'])), lambda: list(csv.reader(['"a'],strict=True)), lambda: list(csv.reader(['"a"b'],strict=True)), lambda: list(csv.reader(['a\rb'])), lambda: csv.writer(5), lambda: csv.reader([],'nono'), lambda: csv.get_dialect('x'), lambda: csv.register_dialect(5), lambda: csv.field_size_limit('a'), lambda: csv.unregister_dialect('q'), lambda: csv.field_size_limit(), lambda: csv.register_dialect('a',foo=1), lambda: type(csv.writer(open('/dev/null','w'))), lambda: csv.writer(open('/dev/null','w')).writerow(5)]:
    try: print(f())
    except Exception as e: print(type(e), e)
    # expect: <class 'TypeError'> 'int' object is not iterable
    # expect: <class '_csv.Error'> iterator should return strings, not bytes (the file should be opened in text mode)
    # expect: <class '_csv.Error'> line contains NUL
    # expect: <class '_csv.Error'> unexpected end of data
    # expect: <class '_csv.Error'> ',' expected after '"'
    # expect: <class '_csv.Error'> new-line character seen in unquoted field - do you need to open the file in universal-newline mode?
    # expect: <class 'TypeError'> argument 1 must have a "write" method
    # expect: <class '_csv.Error'> unknown dialect
    # expect: <class '_csv.Error'> unknown dialect
    # expect: <class 'TypeError'> dialect name must be a string
    # expect: <class 'TypeError'> limit must be an integer
    # expect: <class '_csv.Error'> unknown dialect
# expect: 131072
# expect: <class 'TypeError'> 'foo' is an invalid keyword argument for this function
# expect: <class '_csv.writer'>
# expect: <class '_csv.Error'> iterable expected, not int
import io
for s,kw in [('a,b,c\n1,"x,y",""\r\n"q""q",\' \n',{}),('a;b',dict(delimiter=';')),('"a\nb",c\nd',{}),('a, "b"',dict(skipinitialspace=True)),('1,"x",2.5\n',dict(quoting=csv.QUOTE_NONNUMERIC)),('a\\,b,c',dict(escapechar='\\')),('"a\\"b"',dict(escapechar='\\',doublequote=False)),('"a"b,c',{}),('a"b,c',{}),('',{}),('\n\na\n',{}),('"abc',{}),("a\tb",dict(dialect='excel-tab')),('a,"b',dict(quoting=3)),('ü,€,😀\n',{})]:
    try: r=csv.reader(io.StringIO(s,newline=''),**kw); print(list(r), r.line_num)
    # expect: [['a', 'b', 'c'], ['1', 'x,y', ''], ['q"q', "' "]] 3
    # expect: [['a', 'b']] 1
    # expect: [['a\nb', 'c'], ['d']] 3
    # expect: [['a', 'b']] 1
    # expect: [[1.0, 'x', 2.5]] 1
    # expect: [['a,b', 'c']] 1
    # expect: [['a"b']] 1
    # expect: [['ab', 'c']] 1
    # expect: [['a"b', 'c']] 1
    # expect: [] 0
    # expect: [[], [], ['a']] 3
    # expect: [['abc']] 1
    # expect: [['a', 'b']] 1
    # expect: [['a', '"b']] 1
    # expect: [['ü', '€', '😀']] 1
    except Exception as e: print(type(e), e)
for rows,kw in [([['a','b c',1,None,2.5,'x"y','a,b','l\nm']],{}),([['a',1]],dict(quoting=1)),([['a',1,2.5]],dict(quoting=2)),([['a,b','c"']],dict(quoting=3,escapechar='\\')),([['a"b']],dict(doublequote=False,escapechar='\\')),([['a"b']],dict(doublequote=False)),([['a,b']],dict(quoting=3)),([['']],{}),([[]],{}),([['','']],{}),([[None]],dict(quoting=3)),([['x']],dict(lineterminator='!')),([['a!b']],dict(lineterminator='!')),([(1,[2],{3:4})],{})]:
    o=io.StringIO(newline='')
    try: w=csv.writer(o,**kw); print(w.writerow(rows[0])); w.writerows(rows)  # expect: 33
    except Exception as e: print(type(e), e)
    print(repr(o.getvalue()))  # expect: 'a,b c,1,,2.5,"x""y","a,b","l\nm"\r\na,b c,1,,2.5,"x""y","a,b","l\nm"\r\n'
# expect: 9
# expect: '"a","1"\r\n"a","1"\r\n'
# expect: 11
# expect: '"a",1,2.5\r\n"a",1,2.5\r\n'
# expect: 10
# expect: 'a\\,b,c\\"\r\na\\,b,c\\"\r\n'
# expect: 6
# expect: 'a\\"b\r\na\\"b\r\n'
# expect: <class '_csv.Error'> need to escape, but no escapechar set
# expect: ''
# expect: <class '_csv.Error'> need to escape, but no escapechar set
# expect: ''
# expect: 4
# expect: '""\r\n""\r\n'
# expect: 2
# expect: '\r\n\r\n'
# expect: 3
# expect: ',\r\n,\r\n'
# expect: <class '_csv.Error'> single empty field record must be quoted
# expect: ''
# expect: 2
# expect: 'x!x!'
# expect: 6
# expect: '"a!b"!"a!b"!'
# expect: 14
# expect: '1,[2],{3: 4}\r\n1,[2],{3: 4}\r\n'
r=csv.DictReader(io.StringIO('a,b\n1,2\n\n3\n4,5,6\n'),restkey='r',restval='v'); print(list(r), r.fieldnames, r.line_num)
# expect: [{'a': '1', 'b': '2'}, {'a': '3', 'b': 'v'}, {'a': '4', 'b': '5', 'r': ['6']}] ['a', 'b'] 5
o=io.StringIO(); w=csv.DictWriter(o,['a','b'],restval='-'); w.writeheader(); w.writerow({'a':1}); print(repr(o.getvalue()))
# expect: 'a,b\r\n1,-\r\n'
try: w.writerow({'z':1})
except ValueError as e: print(e)  # expect: dict contains fields not in fieldnames: 'z'
d=csv.Sniffer().sniff('a;b;c\n1;2;3\n4;5;6\n'); print(d.delimiter, csv.Sniffer().has_header('name,age\nbob,3\nal,4\n'))
# expect: ; True
d=csv.Sniffer().sniff("'a', 'b'\n'c', 'd'\n"); print(d.delimiter, d.quotechar, d.skipinitialspace)
# expect: , ' True
class D(csv.Dialect): pass
try: D()
except csv.Error as e: print(e)  # expect: "delimiter" must be string, not NoneType
print(csv.list_dialects(), csv.excel().delimiter)  # expect: ['excel', 'excel-tab', 'unix'] ,
d=csv.get_dialect('excel')
for n in ['delimiter','strict','foo']:
    try: setattr(d,n,1)
    except AttributeError as e: print(e)
    # expect: attribute 'delimiter' of '_csv.Dialect' objects is not writable
    # expect: readonly attribute
    # expect: '_csv.Dialect' object has no attribute 'foo'
