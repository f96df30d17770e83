"""What finds attributions: which model. Another one may find others."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files

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
