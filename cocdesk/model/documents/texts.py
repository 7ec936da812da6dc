"""The words of a document and where they stand, to read them all before it leaves or to change some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from cocdesk.model.documents import blocks as b
from cocdesk.words import _

Change = Callable[[str], str]


def passages(document: b.Document) -> Iterator[tuple[str, str]]:
    """Every text of a document in its order, each after the heading or label it stands under."""
    yield _("Title"), document.title
    if document.mail is not None:
        yield _("Subject"), document.mail.subject
        yield from _passages(document.mail.blocks, document.mail.subject)
    yield from _passages(document.blocks, document.title)
    for text in (document.notice, document.footer):
        yield _("Small print"), text


def _passages(blocks: tuple[b.Block, ...], under: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case b.Heading(text=text):
                under = text
                yield under, text
            case b.KeepTogether(blocks=inner):
                yield from _passages(inner, under)
                under = next((part.text for part in reversed(inner) if isinstance(part, b.Heading)), under)
            case b.Beside(left=left, right=right):
                yield from _passages(left, under)
                yield from _passages(right, under)
            case b.Cards(cards=cards):
                for card in cards:
                    yield from _passages(card, under)
            case b.Facts(rows=rows):
                yield from ((label or under, value) for label, value in rows)
            case _:
                yield from ((under, text) for text in _texts(block))


def _texts(block: b.Block) -> tuple[str, ...]:
    match block:
        case b.Text(text=text):
            return (text,)
        case b.Callout(text=text, title=title):
            return (title, text)
        case b.Bullets(items=items):
            return items
        case b.Checks(items=checks):
            return tuple(text for text, _done in checks)
        case b.Table(header=header, rows=rows):
            return (*header, *(cell for row in rows for cell in row))
        case b.Choice(label=label, options=options):
            return (label, *options)
        case b.Blank(label=label, hint=hint):
            return (label, hint)
        case b.Bars(title=title, bars=bars):
            return (title, *(label for label, _number in bars))
        case b.MatrixPicture(captions=captions):
            return tuple(words for _risk, _impact, words in captions)
        case _:
            return ()


def with_texts(document: b.Document, change: Change) -> b.Document:
    """The same document with every text of people changed; labels of rows and boxes to tick stay as they are printed."""
    mail = document.mail
    return replace(
        document, title=change(document.title), notice=change(document.notice), footer=change(document.footer),
        mail=replace(mail, subject=change(mail.subject), blocks=_all(mail.blocks, change)) if mail is not None else None,
        blocks=tuple(_changed(block, change) for block in document.blocks),
    )  # fmt: skip


def _changed(block: b.Block, change: Change) -> b.Block:
    match block:
        case b.Heading() | b.Text():
            return replace(block, text=change(block.text))
        case b.Callout():
            return replace(block, text=change(block.text), title=change(block.title))
        case b.Bullets():
            return replace(block, items=tuple(change(text) for text in block.items))
        case b.Checks():
            return replace(block, items=tuple((change(text), done) for text, done in block.items))
        case b.Facts():
            return replace(block, rows=tuple((label, change(value)) for label, value in block.rows))
        case b.Table():
            return replace(block, rows=tuple(tuple(change(cell) for cell in row) for row in block.rows))
        case b.Choice():
            options = {option: change(option) for option in block.options}
            return replace(
                block, options=tuple(options.values()), chosen=tuple(options.get(option, option) for option in block.chosen)
            )
        case b.Bars():
            return replace(block, title=change(block.title), bars=tuple((change(label), n) for label, n in block.bars))
        case b.MatrixPicture():
            return replace(block, captions=tuple((risk, impact, change(words)) for risk, impact, words in block.captions))
        case b.KeepTogether():
            return replace(block, blocks=tuple(_changed(inner, change) for inner in block.blocks))
        case b.Beside():
            return replace(block, left=_all(block.left, change), right=_all(block.right, change))
        case b.Cards():
            return replace(block, cards=tuple(_all(card, change) for card in block.cards))
        case _:
            return block


def _all(blocks: tuple[b.Block, ...], change: Change) -> tuple[b.Block, ...]:
    return tuple(_changed(block, change) for block in blocks)
