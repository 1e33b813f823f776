"""The Jinja environment: where templates are found, and what may leave them."""

import pathlib
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from curriculum import resources
from curriculum.composing.escaping import Markdown, attribute, escape_spaced, quoted, title_text
from curriculum.composing.layout import Layout
from curriculum.errors import TemplateFailedError
from curriculum.problems import Place
from curriculum.views.course_map import CourseMap
from curriculum.views.parts import Identity, Line, Section, Table
from curriculum.views.ticking import Counted

ENDING = ".md.jinja"
"""How the name of a document's template ends."""
_TEMPLATE = ".jinja"

# They hand text through without our escaping, or escape it for something that is not Markdown.
_UNSAFE_FILTERS = ("safe", "tojson", "urlize", "xmlattr", "pprint")


def template_environment(folder: pathlib.Path | None = None) -> jinja2.Environment:
    """An environment whose every `{{ text }}` is escaped for Markdown.

    Args:
        folder: A trainer's own templates. A file there replaces ours of the same name, or says
            `{% extends "curriculum/<name>" %}` and fills single blocks. Whatever stands there
            runs in a sandbox.
    """
    environment = sandboxed_environment(folder, _finished)
    for name in ("e", "escape", "forceescape"):
        environment.filters[name] = _finished
    environment.filters |= {"line": _line, "parts": _parts, "section": _section, "table": _table}
    environment.filters |= {"prose": _prose, "identity": _identity, "quoted_title": _quoted_title}
    environment.filters |= {"quoted": quoted, "heading": _heading}
    environment.filters |= {"attribute": _attribute, "progress": _progress, "path": _path}
    return environment


def sandboxed_environment(
    folder: pathlib.Path | None, finalize: Callable[[Any], Any]
) -> jinja2.Environment:
    """An environment for templates of ours and of a trainer's.

    Args:
        folder: The trainer's own templates.
        finalize: What makes a value fit to be printed, before Jinja escapes what is not `Markup`.
    """
    ours = jinja2.FileSystemLoader(resources.folder("templates"), encoding="utf-8")
    own = [jinja2.FileSystemLoader(folder, encoding="utf-8")] if folder else []
    loader = jinja2.ChoiceLoader([*own, ours, jinja2.PrefixLoader({"curriculum": ours})])
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        # Jinja's own escaping is for HTML. For Markdown it is on only because it keeps apart what
        # is finished (`Markup`) from what is not; `_finished` has dealt with every value before.
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    for name in _UNSAFE_FILTERS:
        del environment.filters[name]
    return environment


def render(environment: jinja2.Environment, name: str, context: Mapping[str, Any]) -> str:
    """A template with its context.

    Raises:
        TemplateFailedError: It cannot be read, is no template, or needs what is not there;
            `place` is the template's file and line.
    """
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        place = Place(path=error.filename or error.name or name, line=error.lineno)
        raise _failed(name, place, error.message or "") from error
    except jinja2.TemplateNotFound as error:
        place = _place_of(error, name)
        raise TemplateFailedError("template-not-found", place=place, template=error) from error
    except Exception as error:
        # A template is a program that somebody else wrote: anything may come out of it.
        raise _failed(name, _place_of(error, name), str(error) or type(error).__name__) from error


def _failed(name: str, place: Place, reason: str) -> TemplateFailedError:
    return TemplateFailedError("template-failed", place=place, template=name, reason=reason)


def _place_of(error: BaseException, name: str) -> Place:
    """The innermost line of a template that led to an error."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename.endswith(_TEMPLATE)]
    if not lines:
        return Place(path=name)
    return Place(path=lines[-1].filename, line=lines[-1].lineno or 0)


def _finished(value: Any) -> Any:  # noqa: ANN401 - a template may print anything
    """What a template prints: finished Markdown as it is, anything else escaped as text."""
    if isinstance(value, Markdown | jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    return escape_spaced("" if value is None else str(value))


@jinja2.pass_context
def _line(context: jinja2.runtime.Context, line: Line) -> Markdown:
    return _layout(context).line(line)


@jinja2.pass_context
def _heading(context: jinja2.runtime.Context, title: str) -> Markdown:
    return _layout(context).heading(title)


@jinja2.pass_context
def _identity(context: jinja2.runtime.Context, identity: Identity) -> Markdown:
    return _layout(context).identity(identity)


@jinja2.pass_context
def _section(
    context: jinja2.runtime.Context,
    section: Section,
    level: int = 2,
    picture: CourseMap | None = None,
) -> Markdown:
    # The empty line belongs to it, so that nobody's template needs to remember it.
    return Markdown(_layout(context).section(section, level, picture) + Markdown("\n\n"))


@jinja2.pass_context
def _parts(context: jinja2.runtime.Context, section: Section) -> Markdown:
    return _layout(context).parts(section)


@jinja2.pass_context
def _table(context: jinja2.runtime.Context, table: Table) -> Markdown:
    return _layout(context).table(table)


@jinja2.pass_context
def _prose(context: jinja2.runtime.Context, text: str) -> Markdown:
    return _layout(context).prose(text)


@jinja2.pass_context
def _path(context: jinja2.runtime.Context, page: str) -> Markdown:
    return Markdown(_layout(context).paths[page])


def _quoted_title(text: str) -> Markdown:
    return quoted(title_text(text))


def _progress(counted: Counted) -> Markdown:
    """Where scripts show progress; it says nothing without them."""
    if counted.scope is None:
        return Markdown("")
    return Markdown(
        f'<div class="ticking" data-course="{attribute(counted.course)}"'
        f' data-scope="{attribute(counted.scope)}" hidden></div>'
    )


def _attribute(text: str) -> Markdown:
    return Markdown(attribute(text))


def _layout(context: jinja2.runtime.Context) -> Layout:
    layout: Layout = context["layout"]
    return layout
