"""What the line asks of the machine before it starts, and what it says where it is not given."""

from __future__ import annotations

import json
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.telephony.conftest import EAR, EarProcess
from tests.telephony.wire import Phone

from sam.spa.line import Line as LineConfig
from sam.spa.line import Transport, Trunk
from sam.telephony import sip_stack
from sam.telephony.line import LineError
from sam.telephony.sip import SipLine


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_a_port_in_use_is_named_with_what_to_do(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LineError, match=rf"127\.0\.0\.1 port {port} is in use .* line\.port"):
            sip_stack.choose_port(LineConfig(port=port))


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(LineError, match=r"192\.0\.2\.7 is not an address of this machine"):
        sip_stack.choose_port(LineConfig(host="192.0.2.7", port=0))


def test_a_missing_certificate_is_named(tmp_path: Path) -> None:
    config = _secure(tmp_path / "none.pem")
    with pytest.raises(LineError, match=r"there is no file .*none\.pem"):
        sip_stack.choose_port(config)


def test_a_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pem"
    broken.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    with pytest.raises(LineError, match=r"broken\.pem cannot be used"):
        sip_stack.choose_port(_secure(broken))


@pytest.mark.parametrize("text", ["", "\n", "two\nlines\n", 'with"quote\n'])
def test_a_password_file_without_one_password_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "password"
    file.write_text(text)
    trunk = Trunk(registrar="sip.example", user="spa", password_file=str(file))
    with pytest.raises(LineError, match="the password alone"):
        SipLine(LineConfig(trunk=trunk))


def test_a_missing_password_file_is_named_at_once(tmp_path: Path) -> None:
    trunk = Trunk(registrar="sip.example", user="spa", password_file=str(tmp_path / "gone"))
    with pytest.raises(LineError, match=r"gone: No such file .* one line"):
        SipLine(LineConfig(trunk=trunk))


def test_the_password_is_not_shown_by_the_account_or_the_line(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("swordfish\n")
    trunk = Trunk(registrar="sip.example", user="spa", password_file=str(file))
    password = sip_stack.read_password(trunk)
    assert password == "swordfish"
    account = sip_stack.account(
        "spa", "sip.example", Transport.UDP, trunk=trunk, password=password, register=True
    )
    assert "swordfish" not in repr(account)


@pytest.mark.sip
def test_the_second_ear_on_a_port_says_so_and_the_first_goes_on(
    start_ear: Callable[..., EarProcess],
) -> None:
    first = start_ear()
    second = start_ear(port=first.port)
    assert f"port {first.port} is in use" in second.complaint
    with Phone(first.port) as phone:
        phone.send(phone.request("OPTIONS"))
        assert phone.status() == "200 OK"


@pytest.mark.sip
def test_the_library_says_nothing_of_a_caller_on_standard_error(
    start_ear: Callable[..., EarProcess],
) -> None:
    ear = start_ear()
    with Phone(ear.port) as phone:
        assert phone.invite().startswith("200")
        phone.voice(5)
        phone.send(phone.request("BYE", cseq=2))
        ear.wait("hung_up")
    assert ear.stop() == ""


@pytest.mark.sip
def test_the_line_starts_and_answers_with_no_right_to_write_a_file_or_make_a_folder(
    tmp_path: Path,
) -> None:
    # A file-size limit of zero refuses every write to a file; a temporary folder that does not
    # exist refuses every new one.
    launcher = (
        "import resource, runpy, sys, tempfile;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        f"tempfile.tempdir = {str(tmp_path / 'none')!r};"
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", launcher, str(EAR), json.dumps({"port": 0})],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    port = json.loads(process.stdout.readline())["port"]
    with Phone(port) as phone:
        assert phone.invite().startswith("200")
        phone.send(phone.request("BYE", cseq=2))
        assert phone.status() == "200 OK"
    process.stdin.write("stop\n")
    process.stdin.close()
    assert process.wait(10) == 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0
    assert not list(tmp_path.iterdir())


@pytest.mark.sip
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_line_opens_no_file_for_writing(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    process = subprocess.Popen(
        [
            *("strace", "-f", "-qq", "-e", "trace=openat,creat,mkdir,rename", "-o", str(trace)),
            *(sys.executable, "-B", str(EAR), json.dumps({"port": 0})),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    port = json.loads(process.stdout.readline())["port"]
    with Phone(port) as phone:
        assert phone.invite().startswith("200")
        phone.voice(10)
    process.stdin.write("stop\n")
    process.stdin.close()
    assert process.wait(20) == 0
    touched = [
        line
        for line in trace.read_text().splitlines()
        if any(word in line for word in ("O_WRONLY", "O_RDWR", "O_CREAT", "mkdir(", "rename("))
        and "/dev/" not in line
    ]
    assert touched == []


def _secure(certificate: Path) -> LineConfig:
    return LineConfig(
        port=0, transports=(Transport.UDP, Transport.TLS), tls_certificate=str(certificate)
    )
