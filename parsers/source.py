"""Where a record comes from: the file, what it came in, and what could not be read of it."""

from __future__ import annotations

import operator

from pydantic import Field

from parsers.values import Model, absent


class Problem(Model):
    """Something that kept the reader from reading all of the file: in Vietnamese, and in English; ``page`` from 1."""

    code: str
    message: str
    message_en: str | None = Field(None, exclude_if=absent)
    page: int | None = Field(None, exclude_if=absent)


class Container(Model):
    """The archive or message that a file came in."""

    file_name: str
    sha256: str


class AnnexFile(Model):
    """A file that was read beside a document and is its annex; ``title`` is its own ("PHỤ LỤC II")."""

    file_name: str
    sha256: str
    title: str | None = None


class ReaderModel(Model):
    """A model that read a document beside the program: its disagreement is in doubts and residue, never a fact."""

    name: str
    version: str


class Source(Model):
    """The file that a record was read from.

    The name of a file that came in an archive or message begins with the container's: "thu.eml › ke-hoach.docx".
    ``annexes`` are those that lay in files beside it, where the document announces them and does not hold them.
    ``second_reader`` was asked beside the program. What has nothing to say is left out of JSON.
    """

    file_name: str
    sha256: str
    media_type: str
    pages: int | None = None
    reader: str
    ocr: bool = False
    container: Container | None = Field(None, exclude_if=absent)
    annexes: list[AnnexFile] = Field([], exclude_if=operator.not_)
    second_reader: ReaderModel | None = Field(None, exclude_if=absent)
