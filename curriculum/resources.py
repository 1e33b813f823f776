"""Where the data that comes with the program lies: templates, labels, tables, standards."""

import pathlib


def folder(name: str) -> pathlib.Path:
    """The bundled folder `templates` or `standard`.

    An installed wheel carries it inside the package; a checkout (and an editable install) has it
    beside the package, where people look for it.

    Args:
        name: `templates` or `standard`.

    Raises:
        FileNotFoundError: The installation is broken; no user can cause or mend this.
    """
    # Not `importlib.resources`: it costs `--help` more than reading the labels does.
    package = pathlib.Path(__file__).parent
    for candidate in (package / "_data" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(name)
