"""Renderers: one tree of blocks in, the bytes of one file out. Each is imported only when it is asked for."""

from __future__ import annotations

from typing import Literal

from cocdesk.model.documents.blocks import Document

Format = Literal["pdf", "eml", "txt", "csv", "xlsx", "png"]


def render(document: Document, format: Format) -> bytes:
    """The document as a file of the format; nothing is written to disk."""
    match format:
        case "pdf":
            from cocdesk.model.documents.render.pdf import pdf

            return pdf(document)
        case "eml":
            from cocdesk.model.documents.render.eml import eml

            return eml(document)
        case "txt":
            from cocdesk.model.documents.render.text import text

            return text(document).encode("utf-8")
        case "csv":
            from cocdesk.model.documents.render.sheet import csv

            return csv(document)
        case "xlsx":
            from cocdesk.model.documents.render.sheet import xlsx

            return xlsx(document)
        case "png":
            from cocdesk.model.documents.render.picture import png

            return png(document)
