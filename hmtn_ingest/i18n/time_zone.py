"""Vietnam's time: the day that it is there, for everything that counts days or shows when somebody decided.

a_decision.at.astimezone(VIETNAM).date()
"""

from __future__ import annotations

import datetime

ZONE = "Asia/Ho_Chi_Minh"
OFFSET = datetime.timedelta(hours=7)
VIETNAM = datetime.timezone(OFFSET)
"""The same all year since 1975: a fixed offset needs no database of zones."""
