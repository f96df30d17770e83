"""Which addresses may be asked: a table, and whatever a name turns out to mean."""

import ipaddress
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import CannotFetch, NotAllowed
from reportedly.read.fetch import addresses
from reportedly.read.fetch.addresses import allowed, look_up, target

PUBLIC = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"
PRIVATE = (
    "127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.254", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "2002:a00:1::1", "2001:0:7f00:1::1", "168.63.129.16", "192.0.0.192", "192.88.99.1", "fec0::1",
    "64:ff9b:1::a00:1", "2001:4860::5efe:10.0.0.1", "::ffff:168.63.129.16", "nonsense", "",
)  # fmt: skip


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_ones(ip):
    """Addresses on the public network may be asked."""
    assert allowed(ip)


@pytest.mark.parametrize("ip", PRIVATE)
def test_private_ones(ip):
    """Private, local, reserved and metadata addresses may not, however they are wrapped."""
    assert not allowed(ip)


@given(st.ip_addresses(v=4))
def test_wrapped_addresses_are_no_better(inner):
    """What wraps an address may be asked only if the address inside may."""
    mapped = ipaddress.IPv6Address(f"::ffff:{inner}")
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(inner))
    if not allowed(str(inner)):
        assert not allowed(str(mapped))
        assert not allowed(str(translated))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "javascript:alert(1)",
        "http://", "http:///x", "https://u:p@a.example/", "http://a.example:22/",
        "http://a.example:99999/", "http://a b.example/", "http://a.example/\r\nHost: b",
        "//a.example",
        "http://[::1", "http://a.example/" + "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_address_for_us(url):
    """Other protocols, credentials, odd ports, controls: refused before anything is looked up."""

    def never(host, port):
        raise AssertionError((host, port))

    with pytest.raises(NotAllowed):
        target(url, resolver=never)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "localhost", "[::ffff:7f00:1]"],
)
def test_this_machine_by_any_name(host):
    """However this machine is spelt, the look-up tells, and it is refused."""
    with pytest.raises(NotAllowed):
        target(f"http://{host}/")


def test_one_bad_address_is_enough():
    """A name with a public and a private address is refused: either could be taken."""
    with pytest.raises(NotAllowed):
        target("http://a.example/", resolver=lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_where_it_goes():
    """The connection goes to the address that was looked at; the host is named as it was given."""
    aim = target("https://Ä.example/x?y=1#z", resolver=lambda *_: ["93.184.216.34"])
    assert (aim.ip, aim.host, aim.path) == ("93.184.216.34", "xn--4ca.example", "/x?y=1")


def test_a_host_that_is_not_found():
    """A look-up that fails is no answer, and not for good; one without end is cut."""

    def fails(host, port):
        raise OSError("try again")

    for resolver in (fails, lambda *_: []):
        with pytest.raises(CannotFetch) as told:
            target("http://a.example/", resolver=resolver)
        assert not isinstance(told.value, NotAllowed)


def test_a_look_up_without_end(monkeypatch):
    """The system's own look-up may hang for minutes; ours does not."""
    monkeypatch.setattr(addresses, "LOOK_UP", 0.05)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: time.sleep(0.5) or [])
    began = time.monotonic()
    with pytest.raises(OSError, match="no answer"):
        look_up("a.example", 80)
    assert time.monotonic() - began < 2
