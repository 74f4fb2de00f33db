"""events, workflow_executions, analytics_metrics and the program's own ext tables."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Text

from services.storage.tables.catalog import Catalog, choice, index, moment, refers, serial
from services.storage.tables.types import CanonicalJson, ScaledDecimal, UtcTime


def define(catalog: Catalog) -> None:
    """Declare the tables about the program's own work."""
    _events(catalog)
    _event_effects(catalog)
    _workflow_starts(catalog)
    _workflow_executions(catalog)
    _analytics_metrics(catalog)
    _metric_buckets(catalog)
    _audit(catalog)
    _row_state(catalog)


def _events(catalog: Catalog) -> None:
    statuses = ("pending", "processing", "completed", "failed")
    catalog.table(
        "events",
        serial(),
        Column("event_type", String(100), nullable=False),
        Column("event_name", String(255), nullable=False),
        Column("entity_type", String(50)),
        Column("entity_id", Integer),
        Column("user_id", Integer),
        Column("payload", CanonicalJson, nullable=False),
        choice("status", "event_status", statuses, server_default="pending"),
        Column("kafka_offset", BigInteger),
        Column("kafka_partition", Integer),
        Column("processed_at", UtcTime),
        Column("error_message", Text),
        Column("retry_count", Integer, server_default="0"),
        moment(catalog, "created_at"),
        parts=(
            refers("user_id", "users.id", "SET NULL", name="fk_events_user"),
            index("idx_events_type_status", "event_type", "status", "created_at"),
            index("idx_events_entity", "entity_type", "entity_id"),
            index("idx_events_status", "status"),
            index("idx_events_user", "user_id"),
        ),
    )


def _event_effects(catalog: Catalog) -> None:
    catalog.table(
        "ext.event_effects",
        Column("event_id", Integer, primary_key=True, autoincrement=False),
        Column("consumer_group", String(100), primary_key=True),
        Column("done_at", UtcTime, nullable=False),
        parts=(refers("event_id", "events.id", "CASCADE", name="fk_event_effects_event"),),
    )


def _workflow_starts(catalog: Catalog) -> None:
    catalog.table(
        "ext.workflow_starts",
        Column("workflow_id", String(255), primary_key=True),
        Column("workflow_type", String(100), nullable=False),
        Column("input_data", CanonicalJson, nullable=False),
        Column("entity_type", String(50)),
        Column("entity_id", Integer),
        Column("user_id", Integer),
        Column("requested_at", UtcTime, nullable=False),
        Column("started_at", UtcTime),
        parts=(
            refers("user_id", "users.id", "SET NULL", name="fk_workflow_starts_user"),
            index("idx_workflow_starts_started", "started_at"),
            index("idx_workflow_starts_user", "user_id"),
        ),
    )


def _workflow_executions(catalog: Catalog) -> None:
    statuses = ("running", "completed", "failed", "cancelled")
    catalog.table(
        "workflow_executions",
        serial(),
        Column("workflow_id", String(255), nullable=False),
        Column("workflow_type", String(100), nullable=False),
        Column("run_id", String(255), nullable=False),
        Column("entity_type", String(50)),
        Column("entity_id", Integer),
        Column("user_id", Integer),
        Column("input_data", CanonicalJson),
        choice("status", "workflow_status", statuses, nullable=False),
        moment(catalog, "started_at"),
        Column("completed_at", UtcTime),
        Column("duration_ms", Integer),
        Column("current_activity", String(100)),
        Column("error_message", Text),
        Column("result", CanonicalJson),
        moment(catalog, "created_at"),
        parts=(
            refers("user_id", "users.id", "SET NULL", name="fk_workflows_user"),
            index("idx_workflows_workflow_id", "workflow_id", unique=True),
            index("idx_workflows_type_status", "workflow_type", "status"),
            index("idx_workflows_entity", "entity_type", "entity_id"),
            index("idx_workflows_status", "status"),
            index("idx_workflows_user", "user_id"),
        ),
    )


def _analytics_metrics(catalog: Catalog) -> None:
    types = ("counter", "gauge", "histogram")
    catalog.table(
        "analytics_metrics",
        serial(),
        Column("metric_name", String(100), nullable=False),
        Column("metric_value", ScaledDecimal(10, 2), nullable=False),
        choice("metric_type", "metric_type", types, nullable=False),
        Column("dimension", CanonicalJson),
        Column("aggregation_period", String(20)),
        Column("recorded_at", UtcTime, nullable=False),
        moment(catalog, "created_at"),
        parts=(
            index("idx_analytics_name_recorded", "metric_name", "recorded_at"),
            index("idx_analytics_recorded", "recorded_at"),
        ),
    )


def _metric_buckets(catalog: Catalog) -> None:
    catalog.table(
        "ext.metric_buckets",
        Column("name", String(100), primary_key=True),
        Column("subject_id", Integer, primary_key=True, autoincrement=False),
        Column("period", String(20), primary_key=True),
        Column("value", BigInteger, nullable=False),
    )


def _audit(catalog: Catalog) -> None:
    catalog.table(
        "ext.audit",
        serial(),
        Column("subject_table", String(100), nullable=False),
        Column("subject_key", String(255), nullable=False),
        Column("action", String(100), nullable=False),
        Column("previous", Text),
        Column("current", Text),
        Column("reason", Text),
        Column("performed_by", Integer),
        moment(catalog, "created_at"),
        parts=(
            refers("performed_by", "users.id", "SET NULL", name="fk_audit_performed_by"),
            index("idx_audit_subject", "subject_table", "subject_key"),
            index("idx_audit_performed_by", "performed_by"),
        ),
    )


def _row_state(catalog: Catalog) -> None:
    catalog.table(
        "ext.row_state",
        Column("subject_table", String(100), primary_key=True),
        Column("subject_id", Integer, primary_key=True, autoincrement=False),
        Column("name", String(100), primary_key=True),
        Column("value", Text, nullable=False),
    )
