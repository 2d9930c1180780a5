"""A message as a file that a mail program opens as a draft (RFC 5322, RFC 2045).

[x] `X-Unsent: 1`, as Outlook asks for; no date, no message id, no sender: the program that sends it adds them
[x] one boundary, names of files in ASCII, lines that end as mail's do: the same bytes every time
[x] subject and words in any script
"""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

#: No line of base64 or quoted-printable can be one.
_BOUNDARY = "=_workplan_message"
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def message(
    to: Sequence[str], cc: Sequence[str], subject: str, body: str, files: Mapping[str, bytes]
) -> bytes:
    """The bytes of a message with these files. Who sends it sees addresses of its receivers alone."""
    words = EmailMessage(policy=SMTP)
    words["X-Unsent"] = "1"
    for name, addresses in (("To", to), ("Cc", cc)):
        if addresses:
            words[name] = ", ".join(addresses)
    words["Subject"] = subject
    words["MIME-Version"] = "1.0"
    kind = f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"\r\n\r\n'
    text = EmailMessage(policy=SMTP)
    text.set_content(body, charset="utf-8", cte="quoted-printable")
    del text["MIME-Version"]
    start = f"--{_BOUNDARY}\r\n".encode()
    parts = [words.as_bytes().rstrip() + b"\r\n", kind.encode(), start, text.as_bytes().rstrip() + b"\r\n"]
    for name, data in files.items():
        parts += (start, _attached(name, data))
    return b"".join((*parts, f"--{_BOUNDARY}--\r\n".encode()))


def _attached(name: str, data: bytes) -> bytes:
    """By hand: the library's own would take longer than all the rest of a copy."""
    assert name.isascii() and '"' not in name
    kind = _TYPES[name.rpartition(".")[2]]
    head = (
        f'Content-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    )
    return head.encode() + encodebytes(data).replace(b"\n", b"\r\n")
