"""What Kaa tells about running programs that other Pythons do not.

format_task_tree() and print_task_tree() show all pending tasks, each above those that it waits for, with its awaits down to
the suspended instruction; SIGUSR1 prints the same. format_await_chain(coroutine) is for loops of one's own.
"""

__all__ = ['format_task_tree', 'print_task_tree', 'format_await_chain']


def print_task_tree(file=None):
    """Prints all pending tasks and what they wait for; to sys.stderr if no file is given."""
    if file is None:
        import sys
        file = sys.stderr
    file.write(format_task_tree())
