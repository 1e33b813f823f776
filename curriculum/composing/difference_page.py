"""The differences between two versions as one page to print: whole in itself, without a network."""

import jinja2

from curriculum import resources
from curriculum.comparing.differences import Differences
from curriculum.labels import Labels
from curriculum.views.differences import groups, heading, summary, title

_TEMPLATE = "differences.html.jinja"


def difference_page(found: Differences, labels: Labels) -> str:
    """The page as HTML; every text of the standards is escaped by the environment."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.folder("templates"), encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(_TEMPLATE).render(
        language=labels.language,
        title=title(found, labels),
        summary=summary(found, labels),
        legend=labels["differences.legend"],
        none=labels["terminal.none"],
        groups=[
            (group.title, [(heading(row, labels), row.sides) for row in group.rows])
            for group in groups(found, labels)
        ],
    )
