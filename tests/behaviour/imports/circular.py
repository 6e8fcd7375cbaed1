# Two modules that import each other.
import circle_a
print(circle_a.names, circle_a.circle_b.seen)
# expect: ['before', 'after'] ['before', "cannot import name 'later' from partially initialized module 'circle_a'"]
