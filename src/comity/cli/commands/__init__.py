"""One module a command: its docstring's first line is its help, `arguments(parser)` its words, `run(args)` its deed."""
