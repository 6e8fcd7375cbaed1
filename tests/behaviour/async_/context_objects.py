# Context, ContextVar and Token by themselves.
import contextvars
var = contextvars.ContextVar('var', default=0)
bare = contextvars.ContextVar('bare')
print(var.get(), bare.get(5), var.name)  # expect: 0 5 var
try:
    bare.get()
except LookupError as e:
    print(e.args[0] is bare)  # expect: True
token = var.set(1)
print(var.get(), token.old_value is contextvars.Token.MISSING, contextvars.Token.MISSING, token.var is var)
# expect: 1 True <Token.MISSING> True
second = var.set(2)
print(second.old_value)  # expect: 1
var.reset(second)
print(var.get())  # expect: 1
var.reset(token)
print(var.get(), list(contextvars.copy_context()))  # expect: 0 []
for wrong in (lambda: var.reset(token), lambda: bare.reset(var.set(1)), lambda: contextvars.ContextVar(1)):
    try:
        wrong()
    except (RuntimeError, ValueError, TypeError) as e:
        print(type(e).__name__, str(e).rpartition('> ')[2])
        # expect: RuntimeError has already been used once
        # expect: ValueError was created by a different ContextVar
        # expect: TypeError context variable name must be a str
context = contextvars.copy_context()
print(len(context), context[var], var in context, bare in context, context.get(bare, 7), list(context.values()))
# expect: 1 1 True False 7 [1]
def change(a, *, k):
    var.set(99)
    return var.get(), a, k
print(context.run(change, 1, k=2), var.get(), context[var])  # expect: (99, 1, 2) 1 99
for wrong in (lambda: context.run(context.run, print), lambda: context[1], lambda: context[bare]):
    try:
        wrong()
    except (RuntimeError, TypeError, KeyError) as e:
        print(type(e).__name__, str(e)[-20:] if isinstance(e, RuntimeError) else '')
        # expect: RuntimeError > is already entered
        # expect: TypeError
        # expect: KeyError
print(context == context.copy(), context == contextvars.Context(), contextvars.Context() == contextvars.Context())
# expect: True False True
