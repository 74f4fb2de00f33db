"""People: users, instructor profiles, refresh tokens, notifications (ERD 2.1)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal

from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity, Json

Role = Literal["student", "instructor", "admin"]
NotificationType = Literal["enrollment", "completion", "announcement", "reminder", "system"]
Priority = Literal["low", "normal", "high", "urgent"]

NO_PASSWORD = "!"
"""hashed_password of someone who cannot sign in: no bcrypt hash equals it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Entity):
    """Someone who teaches, learns or administers."""

    TABLE: ClassVar[str] = "users"
    UNJOURNALLED: ClassVar[frozenset[str]] = frozenset({"hashed_password", "last_login_at"})

    id: int
    email: str
    username: str
    hashed_password: str = NO_PASSWORD
    first_name: str | None = None
    last_name: str | None = None
    role: Role = "student"
    is_active: bool = True
    is_verified: bool = False
    profile_image_url: str | None = None
    created_at: datetime
    updated_at: datetime | None = None
    last_login_at: datetime | None = None
    is_deleted: bool = False

    @property
    def full_name(self) -> str:
        """The name as printed; the username where neither name is known."""
        return " ".join(part for part in (self.first_name, self.last_name) if part) or self.username


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructorProfile(Entity):
    """What learners read about an instructor; totals are counted, not typed."""

    TABLE: ClassVar[str] = "instructor_profiles"
    UNJOURNALLED: ClassVar[frozenset[str]] = frozenset({"payout_info"})

    id: int
    user_id: int
    specialization: str | None = None
    bio: str | None = None
    website_url: str | None = None
    linkedin_url: str | None = None
    total_students: int = 0
    total_courses: int = 0
    average_rating: Decimal = Decimal("0.00")
    total_reviews: int = 0
    is_verified: bool = False
    verified_at: datetime | None = None
    payout_info: Json | None = None
    created_at: datetime
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken(Entity):
    """A session's token, kept as the sha256 hex of its text."""

    TABLE: ClassVar[str] = "refresh_tokens"
    JOURNALLED: ClassVar[bool] = False

    id: int
    user_id: int
    token: str
    expires_at: datetime
    is_revoked: bool = False
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Entity):
    """A message to one user, written by an event's consumer."""

    TABLE: ClassVar[str] = "notifications"
    JOURNALLED: ClassVar[bool] = False

    id: int
    user_id: int
    type: NotificationType
    title: str
    message: str
    action_url: str | None = None
    priority: Priority = "normal"
    is_read: bool = False
    read_at: datetime | None = None
    related_entity_type: str | None = None
    related_entity_id: int | None = None
    metadata: Json | None = None
    created_at: datetime
    expires_at: datetime | None = None
