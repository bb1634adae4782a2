"""Who asks: an argument of every call to stored documents.

documents.decide(12, drafts, local_actor("Lò Thị Ín"))
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass

LOCAL_ROLES = frozenset(("reviewer", "admin"))


@dataclass(frozen=True, slots=True)
class Actor:
    """``name`` stands beside each decision and in the log of revealed phone numbers; ``roles`` say what one may do."""

    name: str
    roles: frozenset[str]


def local_actor(name: str | None = None) -> Actor:
    """The person at this machine, by default under the name of the system's user: nobody signs in, all is allowed."""
    return Actor(name or system_user(), LOCAL_ROLES)


def system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "?"
