# ast: parse, dump, unparse, visitors, literal_eval, compile() of trees and what it refuses.
import ast

source = '''
@decorated
async def f(a, /, b=2, *c, d: int = 3, **e) -> None:
    "doc"
    return [i async for i in y if i] if z else f'{a!r:>{w}} {{}}'
match x:
    case {'k': [1, *_], **rest} if rest: pass
    case Point(x=0) | None as p: pass
x = (yield), -1 ** -2, not a or b and (c or d), (lambda *, k=1: k)(*a, **b), x[1:2, ::3], {**a, 'b': 1}
'''
tree = ast.parse(source)
for line in ast.unparse(tree).splitlines():
    print(line)
    # expect: @decorated
    # expect: async def f(a, /, b=2, *c, d: int=3, **e) -> None:
    # expect:     """doc"""
    # expect:     return [i async for i in y if i] if z else f'{a!r:>{w}} {{}}'
    # expect: match x:
    # expect:     case {'k': [1, *_], **rest} if rest:
    # expect:         pass
    # expect:     case Point(x=0) | None as p:
    # expect:         pass
    # expect: x = ((yield), -1 ** (-2), not a or (b and (c or d)), (lambda *, k=1: k)(*a, **b), x[1:2, ::3], {**a, 'b': 1})
print(ast.dump(tree.body[-1].value.elts[1], include_attributes=True))
# expect: UnaryOp(op=USub(), operand=BinOp(left=Constant(value=1, lineno=9, col_offset=14, end_lineno=9, end_col_offset=15), op=Pow(), right=UnaryOp(op=USub(), operand=Constant(value=2, lineno=9, col_offset=20, end_lineno=9, end_col_offset=21), lineno=9, col_offset=19, end_lineno=9, end_col_offset=21), lineno=9, col_offset=14, end_lineno=9, end_col_offset=21), lineno=9, col_offset=13, end_lineno=9, end_col_offset=21)
print([type(node).__name__ for node in ast.walk(ast.parse('a.b[c:d]'))])
# expect: ['Module', 'Expr', 'Subscript', 'Attribute', 'Slice', 'Load', 'Name', 'Load', 'Name', 'Name', 'Load', 'Load', 'Load']
print(ast.get_docstring(tree.body[0]), repr(ast.get_source_segment(source, tree.body[0].body[1].value.test)))
# expect: doc 'z'


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.Constant(node.value * 2), node)
        return node


changed = ast.fix_missing_locations(Double().visit(ast.parse('\n\nprint(21, "x")\nprint(1 / 0)')))
try:
    exec(compile(changed, 'changed', 'exec'))  # expect: 42 x
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_lineno)  # expect: 4
three = ast.Expression(ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(2)))
print(eval(compile(ast.fix_missing_locations(three), '', 'eval')))  # expect: 3
print(ast.literal_eval("{'a': [1, -2.5, 3+4j, None, b'x', {1}, (1,)], 'é\\n': ...}"))
# expect: {'a': [1, -2.5, (3+4j), None, b'x', {1}, (1,)], 'é\n': Ellipsis}
for text in ['f()', '1 + x', 'a', '"a" "b"', '  1']:
    try:
        print(ast.literal_eval(text))
    except ValueError as error:
        print(str(error).partition(':')[0])
        # expect: malformed node or string on line 1
        # expect: malformed node or string on line 1
        # expect: malformed node or string on line 1
# expect: ab
# expect: 1
for make in [lambda: ast.Name('a', ast.Load(), 1), lambda: ast.Name('a', id='b'),
             lambda: compile(three, '', 'exec'), lambda: compile(ast.Module([ast.Expr(ast.Name('x'))], []), '', 'exec'),
             lambda: compile(ast.fix_missing_locations(ast.Module([ast.Delete([])], [])), '', 'exec')]:
    try:
        make()
    except (TypeError, ValueError) as error:
        print(error)
        # expect: Name constructor takes at most 2 positional arguments
        # expect: Name got multiple values for argument 'id'
        # expect: expected Module node, got Expression
        # expect: required field "lineno" missing from stmt
        # expect: empty targets on Delete
print(ast.Return._fields, ast.Return().value, ast.stmt._attributes, isinstance(ast.Constant(1), ast.Num))
# expect: ('value',) None ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') True
