"""Documents as draft e-mails: a file the mail program opens for writing, never sent from here."""

from __future__ import annotations

from dataclasses import replace

from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.render.clean import one_line
from cocdesk.model.documents.render.text import body
from cocdesk.model.errors import KnownError
from cocdesk.words import _

_LONGEST_SUBJECT = 300


class AddressRefused(KnownError):
    """A recipient is not one e-mail address; which one is not said, it may name a person."""


def eml(document: Document) -> bytes:
    """The draft as the bytes of an .eml file.

    No From, Date or Message-ID: the sender's own program adds them. ``X-Unsent`` is what makes Thunderbird and Outlook
    open it for writing. Raises AddressRefused.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    subject = one_line(document.mail.subject if document.mail else document.title)[:_LONGEST_SUBJECT]
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if document.mail and document.mail.to:
        message["To"] = [_address(name, address) for name, address in document.mail.to]
    message["Subject"] = f"[{_('EXERCISE')}] {subject}" if document.exercise else subject
    own = replace(document, blocks=document.mail.blocks) if document.mail and document.mail.blocks else document
    message.set_content(body(own), cte="quoted-printable")
    return bytes(message)


def _address(name: str, address: str) -> object:
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        if address != one_line(address) or not address.isascii():
            raise ValueError
        made = Address(one_line(name), addr_spec=address)
        if not made.username or not made.domain:
            raise ValueError
    except (ValueError, IndexError, MessageError):
        raise AddressRefused(
            _("One of the e-mail addresses is not complete or holds more than one address."),
            kept=_("No draft was written."),
            do=_("Check the address and try again."),
        ) from None
    return made
