"""Lines as plain text, for files that know neither colours nor boxes to click."""

from curriculum.labels import Labels
from curriculum.views.parts import Line, Missing, Span, Tag, plain_text


def line_text(line: Line, labels: Labels) -> str:
    """What a line says, with its remarks and with what is missing."""

    def words(span: Span) -> str:
        match span:
            case Missing(what):
                return labels.fill("parts.missing", what=what)
            case Tag(text):
                return labels.fill("parts.tag", text=text)
            case _:
                return plain_text((span,))

    return "".join(map(words, line))
