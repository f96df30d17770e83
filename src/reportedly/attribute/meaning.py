"""The vector of any words, to be compared with those of contents."""

from reportedly.attribute.encode import windows
from reportedly.attribute.network import Network, shipped


def vector_of(text: str, network: Network | None = None) -> bytes:
    """Return 384 int8 for what a text means; b"" if there is no word in it.

    Args:
        text: a question or a statement; only what fits one window is looked at.
        network: another than the shipped one.

    Raises:
        ModelError: the model is missing or broken.
    """
    window = next(windows(text), None)
    if window is None:
        return b""
    net = network or shipped()
    _, words = net.encode(window)
    return net.embed(words.mean(0, keepdims=True)).tobytes()
