"""Draft mails: nothing of the case gets into a header, and nobody is added to it."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.documents.blocks import Document, Mail, Text
from cocdesk.model.documents.render.eml import AddressRefused, eml
from tests.model.documents.render.samples import NAMES, made_of


def draft(subject: str = "Summary", to: tuple[tuple[str, str], ...] = (("Ana Žižek", "ana@example.org"),)) -> Document:
    words = "\n".join([*NAMES.values(), "From here on", ".", "x" * 1200])
    return made_of(Text(text=words), mail=Mail(to=to, subject=subject))


def read(document: Document) -> Any:
    return message_from_bytes(eml(document), policy=SMTP)


def test_a_draft_opens_for_writing_and_says_nothing_of_its_sender() -> None:
    message = read(draft())
    assert message["X-Unsent"] == "1"
    assert not {"From", "Date", "Message-ID"} & set(message.keys())


def test_the_recipient_keeps_the_name_as_written() -> None:
    [address] = read(draft())["To"].addresses
    assert (address.display_name, address.addr_spec) == ("Ana Žižek", "ana@example.org")


@pytest.mark.parametrize("breaker", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x00", "\x1f"])
def test_a_subject_cannot_add_a_header(breaker: str) -> None:
    message = read(draft(subject=f"Hello{breaker}Bcc: mallory@example.org"))
    assert message["Subject"] == "Hello Bcc: mallory@example.org"
    assert "Bcc" not in message


@pytest.mark.parametrize(
    "address", ["", "ana", "a@b.org, c@d.org", "a@b.org\r\nBcc: c@d.org", "<a@b.org>", "a@b.org c@d.org", "@b.org", "a@b.org\x00"]
)
def test_an_address_that_is_not_one_address_is_refused_without_naming_it(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        eml(draft(to=(("Ana", address),)))
    assert "b.org" not in str(refused.value)


EXPECTED = {"X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from('\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029:,<>@"=?_ ')), max_size=60)


@given(subject=HOSTILE, name=HOSTILE, words=HOSTILE, address=st.one_of(st.just("ana@example.org"), HOSTILE))
def test_whatever_is_typed_no_header_is_added_and_nobody_else_is_written_to(
    subject: str, name: str, words: str, address: str
) -> None:
    injected = "\r\nBcc: mallory@example.org\r\n\r\n"
    document = made_of(
        Text(text=words + injected), mail=Mail(to=((name + injected, address),), subject=subject + injected + subject)
    )
    try:
        data = eml(document)
    except AddressRefused:
        return
    message = message_from_bytes(data, policy=SMTP)
    assert set(message.keys()) <= EXPECTED
    assert len(message.keys()) == len(set(message.keys()))
    assert [found.addr_spec for found in message["To"].addresses] == [address]
    assert message["X-Unsent"] == "1"
    assert not message.is_multipart() and not message.defects
    head = data.partition(b"\r\n\r\n")[0]
    assert head.isascii() and all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert b"\r" not in head.replace(b"\r\n", b"") and b"\n" not in head.replace(b"\r\n", b"")


def test_a_name_with_a_comma_stays_one_recipient() -> None:
    [address] = read(draft(to=(('Žižek, "Ana" <x@y.org>', "ana@example.org"),)))["To"].addresses
    assert address.addr_spec == "ana@example.org"


def test_the_body_keeps_every_script() -> None:
    body = read(draft()).get_content()
    assert all(name in body for name in NAMES.values())
    assert "x" * 1200 in body


def test_an_exercise_says_so_in_the_subject() -> None:
    document = made_of(Text(text="words"), exercise=True, mail=Mail(to=(), subject="Summary"))
    message = read(document)
    assert message["Subject"] == "[EXERCISE] Summary"
    assert message["To"] is None
