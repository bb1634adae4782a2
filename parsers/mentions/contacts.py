"""Phone numbers and e-mail addresses, and the people named beside them."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.normalise import View


@dataclass(frozen=True, slots=True)
class ContactMention:
    """A phone number (digits only) or e-mail address in the view."""

    start: int
    end: int
    phone: str | None = None
    email: str | None = None


def find_contacts(view: View) -> list[ContactMention]:
    """All phone numbers and e-mail addresses of the view in order."""
    return []
