"""The abstract syntax tree: node classes, parse, dump, walk, visitors, literal_eval, unparse, and compile() of trees.

A tree is compiled by way of its source text, statements on their own lines; places inside lines are not kept.
Left out: type comments, `feature_version`.
"""
import sys

PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000

_PLACED = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')
# Sum types: name, attributes, constructors with their fields ('*' a list, '?' may be None).
_GRAMMAR = {
    'mod': ((), '''Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body)
        | FunctionType(expr* argtypes, expr returns)'''),
    'stmt': (_PLACED, '''FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
        | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
        | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)
        | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets, expr value, string? type_comment)
        | AugAssign(expr target, operator op, expr value) | AnnAssign(expr target, expr annotation, expr? value, int simple)
        | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
        | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
        | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse)
        | With(withitem* items, stmt* body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string? type_comment)
        | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause)
        | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | Assert(expr test, expr? msg)
        | Import(alias* names) | ImportFrom(identifier? module, alias* names, int? level) | Global(identifier* names)
        | Nonlocal(identifier* names) | Expr(expr value) | Pass | Break | Continue'''),
    'expr': (_PLACED, '''BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value)
        | BinOp(expr left, operator op, expr right) | UnaryOp(unaryop op, expr operand) | Lambda(arguments args, expr body)
        | IfExp(expr test, expr body, expr orelse) | Dict(expr* keys, expr* values) | Set(expr* elts)
        | ListComp(expr elt, comprehension* generators) | SetComp(expr elt, comprehension* generators)
        | DictComp(expr key, expr value, comprehension* generators) | GeneratorExp(expr elt, comprehension* generators)
        | Await(expr value) | Yield(expr? value) | YieldFrom(expr value) | Compare(expr left, cmpop* ops, expr* comparators)
        | Call(expr func, expr* args, keyword* keywords) | FormattedValue(expr value, int conversion, expr? format_spec)
        | JoinedStr(expr* values) | Constant(constant value, string? kind) | Attribute(expr value, identifier attr, expr_context ctx)
        | Subscript(expr value, expr slice, expr_context ctx) | Starred(expr value, expr_context ctx)
        | Name(identifier id, expr_context ctx) | List(expr* elts, expr_context ctx) | Tuple(expr* elts, expr_context ctx)
        | Slice(expr? lower, expr? upper, expr? step)'''),
    'expr_context': ((), 'Load | Store | Del'),
    'boolop': ((), 'And | Or'),
    'operator': ((), 'Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv'),
    'unaryop': ((), 'Invert | Not | UAdd | USub'),
    'cmpop': ((), 'Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn'),
    'comprehension': ((), '(expr target, expr iter, expr* ifs, int is_async)'),
    'excepthandler': (_PLACED, 'ExceptHandler(expr? type, identifier? name, stmt* body)'),
    'arguments': ((), '(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)'),
    'arg': (_PLACED, '(identifier arg, expr? annotation, string? type_comment)'),
    'keyword': (_PLACED, '(identifier? arg, expr value)'),
    'alias': (_PLACED, '(identifier name, identifier? asname)'),
    'withitem': ((), '(expr context_expr, expr? optional_vars)'),
    'match_case': ((), '(pattern pattern, expr? guard, stmt* body)'),
    'pattern': (_PLACED, '''MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern* patterns)
        | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
        | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) | MatchStar(identifier? name)
        | MatchAs(pattern? pattern, identifier? name) | MatchOr(pattern* patterns)'''),
    'type_ignore': ((), 'TypeIgnore(int lineno, string tag)'),
}


class AST:
    """Base of all nodes."""

    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, /, *args, **kwargs):
        fields = self._fields
        name = type(self).__name__
        if len(args) > len(fields):
            plural = '' if len(fields) == 1 else 's'
            raise TypeError(f'{name} constructor takes at most {len(fields)} positional argument{plural}')
        for field, value in zip(fields, args):
            setattr(self, field, value)
        given = fields[:len(args)]
        for field, value in kwargs.items():
            if field in given:
                raise TypeError(f"{name} got multiple values for argument '{field}'")
            setattr(self, field, value)

    def __reduce__(self):
        return type(self), (), self.__dict__


AST.__module__ = 'ast'
# Name -> (class, fields that may be None, the only instance of a node without fields); the parser makes nodes by it.
_nodes = {}


def _split_fields(text):
    fields, optional = [], []
    for part in text.split(','):
        kind, field = part.split()
        fields.append(field)
        if kind.endswith('?'):
            optional.append(field)
    return tuple(fields), tuple(optional)


def _define():
    namespace = globals()

    def make(name, base, text, attributes, doc):
        fields, optional = _split_fields(text) if text else ((), ())
        members = {'_fields': fields, '__match_args__': fields, '__doc__': doc, '__module__': 'ast'}
        if attributes is not None:
            members['_attributes'] = attributes
            members.update({attribute: None for attribute in attributes if attribute.startswith('end_')})
        members.update({field: None for field in optional})
        cls = namespace[name] = type(name, (base,), members)
        lone = cls() if not fields and not cls._attributes else None
        _nodes[name] = cls, optional, lone
        return cls

    for kind, (attributes, text) in _GRAMMAR.items():
        if text.startswith('('):
            make(kind, AST, text[1:-1], attributes, f'{kind}{text}')
            continue
        alternatives = [' '.join(each.split()) for each in text.split('|')]
        base = make(kind, AST, '', attributes, f'{kind} = ' + f'\n{" " * (len(kind) + 1)}| '.join(alternatives))
        del _nodes[kind]
        for each in alternatives:
            name, _, fields = each.partition('(')
            make(name, base, fields[:-1], None, each)


_define()
del _define, _GRAMMAR


class _OldNode(type):
    """Num, Str, ...: names of constants before 3.8, which isinstance() still knows."""

    def __instancecheck__(cls, inst):
        if not isinstance(inst, Constant):
            return False
        value = getattr(inst, 'value', None)
        if cls in _OLD_TYPES:
            types, excluded = _OLD_TYPES[cls]
            return isinstance(value, types) and not isinstance(value, excluded)
        return type.__instancecheck__(cls, inst)


def _old_new(cls, *args, **kwargs):
    for key in kwargs:
        if key in cls._fields and cls._fields.index(key) < len(args):
            raise TypeError(f'{cls.__name__} got multiple values for argument {key!r}')
    if cls in _OLD_TYPES:
        return Constant(*args, **kwargs)
    return Constant.__new__(cls, *args, **kwargs)


def _old_node(name, field):
    fields = (field,) if field else ()
    return _OldNode(name, (Constant,), {'_fields': fields, '__new__': _old_new, '__module__': 'ast'})


Num, Str, Bytes = _old_node('Num', 'n'), _old_node('Str', 's'), _old_node('Bytes', 's')
NameConstant, Ellipsis = _old_node('NameConstant', 'value'), _old_node('Ellipsis', '')
Ellipsis.__new__ = lambda cls, *args, **kwargs: Constant(..., *args, **kwargs)
_OLD_TYPES = {Num: ((int, float, complex), bool), Str: (str, ()), Bytes: (bytes, ()),
              NameConstant: ((type(None), bool), ()), Ellipsis: (type(...), ())}
Constant.n = Constant.s = property(lambda self: self.value, lambda self, value: setattr(self, 'value', value))


def _former(name, base, **body):
    """A class of nodes that trees no longer have."""
    return type(name, (base,), {'__module__': 'ast', '__doc__': 'No tree has it any more.', **body})


slice = _former('slice', AST)
Index = _former('Index', slice, __new__=lambda cls, value, **kwargs: value)
ExtSlice = _former('ExtSlice', slice, __new__=lambda cls, dims=(), **kwargs: Tuple(list(dims), Load(), **kwargs))
Suite = _former('Suite', mod)
AugLoad, AugStore, Param = (_former(name, expr_context) for name in ('AugLoad', 'AugStore', 'Param'))


