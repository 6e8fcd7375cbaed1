# module
import circle_a
seen = list(circle_a.names)
try:
    from circle_a import later
except ImportError as e:
    seen.append(str(e).split(' (')[0])
