# string.Template and string.Formatter.
from string import Template, Formatter, capwords, punctuation
print(Template('$a ${b} $$ x').substitute(a=1,b='z'), Template('$a $q').safe_substitute(a=1), capwords('hi there'), punctuation)
try: Template('a $ b').substitute()
except ValueError as e: print(e)
try: Template('$zz').substitute()
except KeyError as e: print(repr(e))
f=Formatter(); print(f.format('{0} {x!r:>5} {} {{}}'.replace('{}','',1),1,x='q'), f.format('{0[1]} {a.real:>{w}}',[1,2],a=3,w=5), list(f.parse('a{b!r:c}d{{e')))
print(f.format('{}{}',1,2))
# expect: 1 z $ x 1 $q Hi There !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
# expect: Invalid placeholder in string: line 1, col 3
# expect: KeyError('zz')
# expect: 1   'q'  {} 2     3 [('a', 'b', 'c', 'r'), ('d{', None, None, None), ('e', None, None, None)]
# expect: 12
