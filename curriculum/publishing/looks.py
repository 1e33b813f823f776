"""The looks that a course asks for: its logo, and its colour as both palettes can show it."""

from curriculum.colours import readable
from curriculum.decisions import SiteLooks
from curriculum.reading.logo import Logo

STYLESHEET = "assets/stylesheets/course.css"
"""The course's own looks, below the folder of the pages."""
LOGO = "assets/logo"
"""The course's logo there, without its ending."""

_WHITE = "#ffffff"
_LIGHT_SHADE = "#eff3f5"
"""The darkest surface that links stand on in the light palette (`--curriculum-shade`)."""
_DARK_SHADE = "#2b3a41"
"""The lightest one in the dark palette."""


def looks_files(looks: SiteLooks, logo: Logo | None) -> dict[str, bytes]:
    """Path below the folder of the pages -> content; nothing where nothing is decided."""
    files = {}
    if looks.colour:
        files[STYLESHEET] = _stylesheet(looks.colour.value).encode()
    if logo and logo.data:
        files[f"{LOGO}.{logo.ending}"] = logo.data
    return files


def _stylesheet(colour: str) -> str:
    """The colour, moved as far as it has to be for what is written in it and on it."""
    header = readable(colour, _WHITE)
    return (
        f':root, [data-md-color-primary="custom"] {{ --md-primary-fg-color: {header}; }}\n'
        f'[data-md-color-scheme="default"] {{ --md-typeset-a-color: '
        f"{readable(colour, _LIGHT_SHADE)}; }}\n"
        f'@media screen {{ [data-md-color-scheme="slate"] {{ --md-typeset-a-color: '
        f"{readable(colour, _DARK_SHADE)}; }} }}\n"
    )
