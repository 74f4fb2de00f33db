"""What the program writes about its own work (events, workflows, metrics); never journalled."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal

from app.domain.dataclass import dataclass
from app.domain.entities.base import Entity, Json

EventStatus = Literal["pending", "processing", "completed", "failed"]
WorkflowStatus = Literal["running", "completed", "failed", "cancelled"]
MetricType = Literal["counter", "gauge", "histogram"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Entity):
    """A domain event as stored and published (ERD EVENTS)."""

    TABLE: ClassVar[str] = "events"
    JOURNALLED: ClassVar[bool] = False

    id: int
    event_type: str
    event_name: str
    entity_type: str | None = None
    entity_id: int | None = None
    user_id: int | None = None
    payload: Json
    status: EventStatus = "pending"
    kafka_offset: int | None = None
    kafka_partition: int | None = None
    processed_at: datetime | None = None
    error_message: str | None = None
    retry_count: int = 0
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEffect(Entity):
    """One consumer group's handling of one event; its presence makes a replay harmless."""

    TABLE: ClassVar[str] = "ext.event_effects"
    KEY: ClassVar[tuple[str, ...]] = ("event_id", "consumer_group")
    JOURNALLED: ClassVar[bool] = False

    event_id: int
    consumer_group: str
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowStart(Entity):
    """A workflow asked for by a consumer, in the consumer's transaction."""

    TABLE: ClassVar[str] = "ext.workflow_starts"
    KEY: ClassVar[tuple[str, ...]] = ("workflow_id",)
    JOURNALLED: ClassVar[bool] = False

    workflow_id: str
    workflow_type: str
    input_data: Json
    entity_type: str | None = None
    entity_id: int | None = None
    user_id: int | None = None
    requested_at: datetime
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowExecution(Entity):
    """One run of a workflow (ERD WORKFLOW_EXECUTIONS)."""

    TABLE: ClassVar[str] = "workflow_executions"
    JOURNALLED: ClassVar[bool] = False

    id: int
    workflow_id: str
    workflow_type: str
    run_id: str
    entity_type: str | None = None
    entity_id: int | None = None
    user_id: int | None = None
    input_data: Json | None = None
    status: WorkflowStatus = "running"
    started_at: datetime
    completed_at: datetime | None = None
    duration_ms: int | None = None
    current_activity: str | None = None
    error_message: str | None = None
    result: Json | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsMetric(Entity):
    """One rolled-up value of one metric at a period's end (ERD ANALYTICS_METRICS)."""

    TABLE: ClassVar[str] = "analytics_metrics"
    JOURNALLED: ClassVar[bool] = False

    id: int
    metric_name: str
    metric_value: Decimal
    metric_type: MetricType
    dimension: Json | None = None
    aggregation_period: str | None = None
    recorded_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricBucket(Entity):
    """A running count kept by `app.domain.metrics.metric_deltas`; names and keys are told there."""

    TABLE: ClassVar[str] = "ext.metric_buckets"
    KEY: ClassVar[tuple[str, ...]] = ("name", "subject_id", "period")
    JOURNALLED: ClassVar[bool] = False

    name: str
    subject_id: int
    period: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord(Entity):
    """Who changed the status, role or access of what, and why (courses, people, sign-ins)."""

    TABLE: ClassVar[str] = "ext.audit"
    JOURNALLED: ClassVar[bool] = False

    id: int
    subject_table: str
    subject_key: str
    action: str
    previous: str | None = None
    current: str | None = None
    reason: str | None = None
    performed_by: int | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState(Entity):
    """A mark on a row that its table has no column for, such as an imported status."""

    TABLE: ClassVar[str] = "ext.row_state"
    KEY: ClassVar[tuple[str, ...]] = ("subject_table", "subject_id", "name")
    DERIVED: ClassVar[bool] = True

    subject_table: str
    subject_id: int
    name: str
    value: str
