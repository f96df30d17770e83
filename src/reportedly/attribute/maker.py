"""What finds attributions: which model, and which rules. Others may find others."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from reportedly.attribute.network import FILES
from reportedly.errors import ModelError


@cache
def model_digest() -> str:
    """Return what tells the shipped model from all others.

    Raises:
        ModelError: a file of it is missing.
    """
    digest = blake2b(digest_size=8)
    for name in FILES:
        try:
            digest.update(files("reportedly.data").joinpath(name).read_bytes())
        except OSError as error:
            raise ModelError(
                f"the model file {name} is missing: install reportedly again"
            ) from error
    return digest.hexdigest()


@cache
def maker() -> str:
    """Return what tells the shipped model, and the code around it, from all others.

    Raises:
        ModelError: a file of the model is missing.
    """
    digest, here = blake2b(digest_size=4), Path(__file__).parent
    for file in [*sorted(here.glob("*.py")), here.parent / "text.py"]:
        digest.update(file.read_bytes())
    return f"{model_digest()}-{digest.hexdigest()}"
