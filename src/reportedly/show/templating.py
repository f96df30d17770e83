"""The templates of every page: one environment, which escapes all that it is given."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from reportedly.show.filters import FILTERS

FOLDERS = ("templates", "web/templates", "web/static")  # of reportedly.show


@cache
def resource(name: str) -> str:
    """Return a template, style sheet or script that is shipped with the package."""
    for folder in FOLDERS:
        file = files("reportedly.show").joinpath(folder, name)
        if file.is_file():
            return file.read_text("utf-8")
    raise FileNotFoundError(name)


@cache
def environment() -> Environment:
    """Return the environment in which all templates are filled."""
    made = Environment(
        loader=FunctionLoader(resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    return made
