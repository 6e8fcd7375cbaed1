"""The opcodes by name, by number and by what their argument means."""
import _opcode
from _opcode import stack_effect

__all__ = ['cmp_op', 'hasconst', 'hasname', 'hasjrel', 'hasjabs', 'haslocal', 'hascompare', 'hasfree', 'opname',
           'opmap', 'HAVE_ARGUMENT', 'EXTENDED_ARG', 'hasnargs', 'stack_effect']

cmp_op = _opcode.compare_ops
HAVE_ARGUMENT = _opcode.have_argument


def _having(kind):
    return [number for number, _, its_kind in _opcode.table if its_kind == kind]


hasconst = _having('const')
hasname = _having('name')
hasjrel = _having('jrel')
hasjabs = _having('jabs')
haslocal = _having('local')
hascompare = _having('compare')
hasfree = _having('free')
hasnargs = []

opmap = {name: number for number, name, _ in _opcode.table}
opname = ['<%d>' % number for number in range(256)]
for _number, _name, _ in _opcode.table:
    opname[_number] = _name
EXTENDED_ARG = opmap['EXTENDED_ARG']
