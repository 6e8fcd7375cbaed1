import sys

from _asyncio import Task as _Task


def _task_repr_info(task):
    return _Task._repr_info(task)


def _task_get_stack(task, limit):
    return _Task.get_stack(task, limit=limit)


def _task_print_stack(task, limit, file):
    import linecache
    import traceback
    entries = []
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        line = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        entries.append((code.co_filename, frame.f_lineno, code.co_name, line))
    exception = task._exception
    if not entries:
        print(f'No stack for {task!r}', file=file)
    else:
        what = 'Stack' if exception is None else 'Traceback'
        print(f'{what} for {task!r} (most recent call last):', file=file)
    traceback.print_list(entries, file=file)
    if exception is not None:
        for line in traceback.format_exception_only(type(exception), exception):
            print(line, file=sys.stderr if file is None else file, end='')
