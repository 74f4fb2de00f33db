"""The first schema of a workspace."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE analytics_metrics (
    id INTEGER NOT NULL,
    metric_name VARCHAR(100) NOT NULL,
    metric_value INTEGER NOT NULL,
    metric_type VARCHAR(9) NOT NULL,
    dimension TEXT,
    aggregation_period VARCHAR(20),
    recorded_at TEXT NOT NULL,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT chk_analytics_metrics_metric_type CHECK (metric_type = 'counter'
        OR metric_type = 'gauge' OR metric_type = 'histogram'),
    CONSTRAINT lim_metric_name CHECK (length(metric_name) <= 100),
    CONSTRAINT lim_metric_value CHECK (abs(metric_value) < 10000000000),
    CONSTRAINT lim_aggregation_period CHECK (length(aggregation_period) <= 20)
)
""",
    "CREATE INDEX idx_analytics_recorded ON analytics_metrics (recorded_at)",
    "CREATE INDEX idx_analytics_name_recorded ON analytics_metrics (metric_name, recorded_at)",
    """
CREATE TABLE ext_lesson_bodies (
    sha256 VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (sha256),
    CONSTRAINT lim_sha256 CHECK (length(sha256) <= 64)
)
""",
    """
CREATE TABLE ext_metric_buckets (
    name VARCHAR(100) NOT NULL,
    subject_id INTEGER NOT NULL,
    period VARCHAR(20) NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name, subject_id, period),
    CONSTRAINT lim_name CHECK (length(name) <= 100),
    CONSTRAINT lim_period CHECK (length(period) <= 20)
)
""",
    """
CREATE TABLE ext_row_state (
    subject_table VARCHAR(100) NOT NULL,
    subject_id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (subject_table, subject_id, name),
    CONSTRAINT lim_subject_table CHECK (length(subject_table) <= 100),
    CONSTRAINT lim_name CHECK (length(name) <= 100)
)
""",
    """
CREATE TABLE ext_signing_keys (
    key_id VARCHAR(64) NOT NULL,
    institution VARCHAR(255) NOT NULL,
    public_key TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    PRIMARY KEY (key_id),
    CONSTRAINT lim_key_id CHECK (length(key_id) <= 64),
    CONSTRAINT lim_institution CHECK (length(institution) <= 255)
)
""",
    """
CREATE TABLE sync_base (
    subject_table VARCHAR(100) NOT NULL,
    subject_key VARCHAR(400) NOT NULL,
    image TEXT,
    PRIMARY KEY (subject_table, subject_key),
    CONSTRAINT lim_subject_table CHECK (length(subject_table) <= 100),
    CONSTRAINT lim_subject_key CHECK (length(subject_key) <= 400)
)
""",
    """
CREATE TABLE sync_batches (
    batch_no INTEGER NOT NULL,
    batch_id VARCHAR(64) NOT NULL,
    label TEXT NOT NULL,
    actor_id INTEGER,
    state VARCHAR(11) NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    PRIMARY KEY (batch_no),
    CONSTRAINT chk_batches_state CHECK (state = 'running' OR state = 'done'
        OR state = 'rolled_back'),
    CONSTRAINT lim_batch_id CHECK (length(batch_id) <= 64)
)
""",
    "CREATE UNIQUE INDEX idx_batches_batch ON sync_batches (batch_id)",
    "CREATE INDEX idx_batches_state ON sync_batches (state)",
    """
CREATE TABLE sync_counters (
    name VARCHAR(100) NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name),
    CONSTRAINT lim_name CHECK (length(name) <= 100)
)
""",
    """
CREATE TABLE sync_id_ranges (
    table_name VARCHAR(100) NOT NULL,
    first_id BIGINT NOT NULL,
    next_id BIGINT NOT NULL,
    last_id BIGINT,
    PRIMARY KEY (table_name, first_id),
    CONSTRAINT lim_table_name CHECK (length(table_name) <= 100)
)
""",
    """
CREATE TABLE sync_journal (
    entry_no INTEGER NOT NULL,
    command_id VARCHAR(64) NOT NULL,
    command_type VARCHAR(100) NOT NULL,
    command_version INTEGER NOT NULL,
    actor_id INTEGER,
    at TEXT NOT NULL,
    batch_id VARCHAR(64),
    reverts VARCHAR(64),
    state VARCHAR(8) DEFAULT 'local' NOT NULL,
    images BLOB,
    payload TEXT NOT NULL,
    PRIMARY KEY (entry_no),
    CONSTRAINT chk_journal_state CHECK (state = 'local' OR state = 'pending' OR state = 'sealed'
        OR state = 'acked' OR state = 'rejected'),
    CONSTRAINT lim_command_id CHECK (length(command_id) <= 64),
    CONSTRAINT lim_command_type CHECK (length(command_type) <= 100),
    CONSTRAINT lim_batch_id CHECK (length(batch_id) <= 64),
    CONSTRAINT lim_reverts CHECK (length(reverts) <= 64)
)
""",
    "CREATE INDEX idx_journal_batch ON sync_journal (batch_id) WHERE batch_id IS NOT NULL",
    "CREATE INDEX idx_journal_reverts ON sync_journal (reverts) WHERE reverts IS NOT NULL",
    "CREATE UNIQUE INDEX idx_journal_command ON sync_journal (command_id)",
    """
CREATE TABLE sync_properties (
    name VARCHAR(100) NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name),
    CONSTRAINT lim_name CHECK (length(name) <= 100)
)
""",
    """
CREATE TABLE users (
    id INTEGER NOT NULL,
    email VARCHAR(255) NOT NULL,
    username VARCHAR(100) NOT NULL,
    hashed_password VARCHAR(255) NOT NULL,
    first_name VARCHAR(100),
    last_name VARCHAR(100),
    role VARCHAR(10) NOT NULL,
    is_active BOOLEAN DEFAULT 1,
    is_verified BOOLEAN DEFAULT 0,
    profile_image_url VARCHAR(500),
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    last_login_at TEXT,
    is_deleted BOOLEAN DEFAULT 0,
    PRIMARY KEY (id),
    CONSTRAINT chk_users_role CHECK (role IN ('student', 'instructor', 'admin')),
    CONSTRAINT lim_email CHECK (length(email) <= 255),
    CONSTRAINT lim_username CHECK (length(username) <= 100),
    CONSTRAINT lim_hashed_password CHECK (length(hashed_password) <= 255),
    CONSTRAINT lim_first_name CHECK (length(first_name) <= 100),
    CONSTRAINT lim_last_name CHECK (length(last_name) <= 100),
    CONSTRAINT lim_is_active CHECK (is_active IN (0, 1)),
    CONSTRAINT lim_is_verified CHECK (is_verified IN (0, 1)),
    CONSTRAINT lim_profile_image_url CHECK (length(profile_image_url) <= 500),
    CONSTRAINT lim_is_deleted CHECK (is_deleted IN (0, 1))
)
""",
    "CREATE UNIQUE INDEX idx_users_username ON users (username)",
    "CREATE UNIQUE INDEX idx_users_email ON users (email)",
    "CREATE INDEX idx_users_is_active ON users (is_active)",
    "CREATE INDEX idx_users_role ON users (role)",
    """
CREATE TABLE courses (
    id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    slug VARCHAR(255) NOT NULL,
    description TEXT,
    long_description TEXT,
    instructor_id INTEGER NOT NULL,
    category VARCHAR(100),
    level VARCHAR(12),
    language VARCHAR(50) DEFAULT 'en',
    duration_hours INTEGER,
    price INTEGER DEFAULT 0,
    currency VARCHAR(3) DEFAULT 'USD',
    thumbnail_url VARCHAR(500),
    status VARCHAR(9) NOT NULL,
    published_at TEXT,
    max_students INTEGER,
    prerequisites TEXT,
    learning_objectives TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    is_deleted BOOLEAN DEFAULT 0,
    PRIMARY KEY (id),
    CONSTRAINT fk_courses_instructor FOREIGN KEY(instructor_id) REFERENCES users (id) ON
        DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_courses_status CHECK (status IN ('draft', 'published', 'archived')),
    CONSTRAINT chk_courses_price CHECK (price >= 0),
    CONSTRAINT chk_courses_level CHECK (level = 'beginner' OR level = 'intermediate'
        OR level = 'advanced'),
    CONSTRAINT lim_title CHECK (length(title) <= 255),
    CONSTRAINT lim_slug CHECK (length(slug) <= 255),
    CONSTRAINT lim_category CHECK (length(category) <= 100),
    CONSTRAINT lim_language CHECK (length(language) <= 50),
    CONSTRAINT lim_duration_hours CHECK (abs(duration_hours) < 100000),
    CONSTRAINT lim_price CHECK (abs(price) < 10000000000),
    CONSTRAINT lim_currency CHECK (length(currency) <= 3),
    CONSTRAINT lim_thumbnail_url CHECK (length(thumbnail_url) <= 500),
    CONSTRAINT lim_is_deleted CHECK (is_deleted IN (0, 1))
)
""",
    "CREATE UNIQUE INDEX idx_courses_slug ON courses (slug)",
    "CREATE INDEX idx_courses_status ON courses (status)",
    "CREATE INDEX idx_courses_category ON courses (category)",
    "CREATE INDEX idx_courses_published_at ON courses (published_at)",
    "CREATE INDEX idx_courses_instructor ON courses (instructor_id)",
    """
CREATE TABLE events (
    id INTEGER NOT NULL,
    event_type VARCHAR(100) NOT NULL,
    event_name VARCHAR(255) NOT NULL,
    entity_type VARCHAR(50),
    entity_id INTEGER,
    user_id INTEGER,
    payload TEXT NOT NULL,
    status VARCHAR(10) DEFAULT 'pending',
    kafka_offset BIGINT,
    kafka_partition INTEGER,
    processed_at TEXT,
    error_message TEXT,
    retry_count INTEGER DEFAULT '0',
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_events_user FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_events_status CHECK (status = 'pending' OR status = 'processing'
        OR status = 'completed' OR status = 'failed'),
    CONSTRAINT lim_event_type CHECK (length(event_type) <= 100),
    CONSTRAINT lim_event_name CHECK (length(event_name) <= 255),
    CONSTRAINT lim_entity_type CHECK (length(entity_type) <= 50)
)
""",
    "CREATE INDEX idx_events_entity ON events (entity_type, entity_id)",
    "CREATE INDEX idx_events_status ON events (status)",
    "CREATE INDEX idx_events_user ON events (user_id)",
    "CREATE INDEX idx_events_type_status ON events (event_type, status, created_at)",
    """
CREATE TABLE ext_audit (
    id INTEGER NOT NULL,
    subject_table VARCHAR(100) NOT NULL,
    subject_key VARCHAR(255) NOT NULL,
    action VARCHAR(100) NOT NULL,
    previous TEXT,
    current TEXT,
    reason TEXT,
    performed_by INTEGER,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_audit_performed_by FOREIGN KEY(performed_by) REFERENCES users (id) ON
        DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_subject_table CHECK (length(subject_table) <= 100),
    CONSTRAINT lim_subject_key CHECK (length(subject_key) <= 255),
    CONSTRAINT lim_action CHECK (length(action) <= 100)
)
""",
    "CREATE INDEX idx_audit_performed_by ON ext_audit (performed_by)",
    "CREATE INDEX idx_audit_subject ON ext_audit (subject_table, subject_key)",
    """
CREATE TABLE ext_workflow_starts (
    workflow_id VARCHAR(255) NOT NULL,
    workflow_type VARCHAR(100) NOT NULL,
    input_data TEXT NOT NULL,
    entity_type VARCHAR(50),
    entity_id INTEGER,
    user_id INTEGER,
    requested_at TEXT NOT NULL,
    started_at TEXT,
    PRIMARY KEY (workflow_id),
    CONSTRAINT fk_workflow_starts_user FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE
        SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_workflow_id CHECK (length(workflow_id) <= 255),
    CONSTRAINT lim_workflow_type CHECK (length(workflow_type) <= 100),
    CONSTRAINT lim_entity_type CHECK (length(entity_type) <= 50)
)
""",
    "CREATE INDEX idx_workflow_starts_started ON ext_workflow_starts (started_at)",
    "CREATE INDEX idx_workflow_starts_user ON ext_workflow_starts (user_id)",
    """
CREATE TABLE instructor_profiles (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    specialization VARCHAR(255),
    bio TEXT,
    website_url VARCHAR(500),
    linkedin_url VARCHAR(500),
    total_students INTEGER DEFAULT '0',
    total_courses INTEGER DEFAULT '0',
    average_rating INTEGER DEFAULT 0,
    total_reviews INTEGER DEFAULT '0',
    is_verified BOOLEAN DEFAULT 0,
    verified_at TEXT,
    payout_info TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_instructor_profiles_user FOREIGN KEY(user_id) REFERENCES users (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_instructor_rating CHECK (average_rating >= 0 AND average_rating <= 500),
    CONSTRAINT lim_specialization CHECK (length(specialization) <= 255),
    CONSTRAINT lim_website_url CHECK (length(website_url) <= 500),
    CONSTRAINT lim_linkedin_url CHECK (length(linkedin_url) <= 500),
    CONSTRAINT lim_average_rating CHECK (abs(average_rating) < 1000),
    CONSTRAINT lim_is_verified CHECK (is_verified IN (0, 1))
)
""",
    "CREATE UNIQUE INDEX idx_instructor_profiles_user ON instructor_profiles (user_id)",
    """
CREATE TABLE notifications (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    type VARCHAR(12) NOT NULL,
    title VARCHAR(255) NOT NULL,
    message TEXT NOT NULL,
    action_url VARCHAR(500),
    priority VARCHAR(6) DEFAULT 'normal',
    is_read BOOLEAN DEFAULT 0,
    read_at TEXT,
    related_entity_type VARCHAR(50),
    related_entity_id INTEGER,
    metadata TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    expires_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_notifications_user FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE
        CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_notifications_type CHECK (type = 'enrollment' OR type = 'completion'
        OR type = 'announcement' OR type = 'reminder' OR type = 'system'),
    CONSTRAINT chk_notifications_priority CHECK (priority = 'low' OR priority = 'normal'
        OR priority = 'high' OR priority = 'urgent'),
    CONSTRAINT lim_title CHECK (length(title) <= 255),
    CONSTRAINT lim_action_url CHECK (length(action_url) <= 500),
    CONSTRAINT lim_is_read CHECK (is_read IN (0, 1)),
    CONSTRAINT lim_related_entity_type CHECK (length(related_entity_type) <= 50)
)
""",
    "CREATE INDEX idx_notifications_type ON notifications (type)",
    "CREATE INDEX idx_notifications_user_read ON notifications (user_id, is_read, created_at)",
    """
CREATE TABLE refresh_tokens (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    token VARCHAR(64) NOT NULL,
    expires_at TEXT NOT NULL,
    is_revoked BOOLEAN DEFAULT 0,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_refresh_tokens_user FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE
        CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_token CHECK (length(token) <= 64),
    CONSTRAINT lim_is_revoked CHECK (is_revoked IN (0, 1))
)
""",
    "CREATE INDEX idx_refresh_tokens_user ON refresh_tokens (user_id)",
    "CREATE UNIQUE INDEX idx_refresh_tokens_token ON refresh_tokens (token)",
    """
CREATE TABLE sync_conflicts (
    conflict_id INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    subject_table VARCHAR(100) NOT NULL,
    subject_key TEXT NOT NULL,
    subject_column VARCHAR(100) NOT NULL,
    base TEXT,
    mine TEXT,
    theirs TEXT,
    state VARCHAR(6) DEFAULT 'open' NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (conflict_id),
    CONSTRAINT fk_conflicts_entry FOREIGN KEY(entry_no) REFERENCES sync_journal (entry_no)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_conflicts_state CHECK (state = 'open' OR state = 'mine' OR state = 'theirs'
        OR state = 'both' OR state = 'edited'),
    CONSTRAINT lim_subject_table CHECK (length(subject_table) <= 100),
    CONSTRAINT lim_subject_column CHECK (length(subject_column) <= 100)
)
""",
    "CREATE INDEX idx_conflicts_entry ON sync_conflicts (entry_no)",
    "CREATE INDEX idx_conflicts_state ON sync_conflicts (state)",
    """
CREATE TABLE workflow_executions (
    id INTEGER NOT NULL,
    workflow_id VARCHAR(255) NOT NULL,
    workflow_type VARCHAR(100) NOT NULL,
    run_id VARCHAR(255) NOT NULL,
    entity_type VARCHAR(50),
    entity_id INTEGER,
    user_id INTEGER,
    input_data TEXT,
    status VARCHAR(9) NOT NULL,
    started_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    completed_at TEXT,
    duration_ms INTEGER,
    current_activity VARCHAR(100),
    error_message TEXT,
    result TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_workflows_user FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET
        NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_workflow_executions_status CHECK (status = 'running' OR status = 'completed'
        OR status = 'failed' OR status = 'cancelled'),
    CONSTRAINT lim_workflow_id CHECK (length(workflow_id) <= 255),
    CONSTRAINT lim_workflow_type CHECK (length(workflow_type) <= 100),
    CONSTRAINT lim_run_id CHECK (length(run_id) <= 255),
    CONSTRAINT lim_entity_type CHECK (length(entity_type) <= 50),
    CONSTRAINT lim_current_activity CHECK (length(current_activity) <= 100)
)
""",
    "CREATE UNIQUE INDEX idx_workflows_workflow_id ON workflow_executions (workflow_id)",
    "CREATE INDEX idx_workflows_type_status ON workflow_executions (workflow_type, status)",
    "CREATE INDEX idx_workflows_status ON workflow_executions (status)",
    "CREATE INDEX idx_workflows_entity ON workflow_executions (entity_type, entity_id)",
    "CREATE INDEX idx_workflows_user ON workflow_executions (user_id)",
    """
CREATE TABLE announcements (
    id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    instructor_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    content TEXT NOT NULL,
    priority VARCHAR(6) DEFAULT 'normal',
    is_pinned BOOLEAN DEFAULT 0,
    published_at TEXT,
    expires_at TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_announcements_course FOREIGN KEY(course_id) REFERENCES courses (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_announcements_instructor FOREIGN KEY(instructor_id) REFERENCES users (id)
        ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_announcements_priority CHECK (priority = 'low' OR priority = 'normal'
        OR priority = 'high' OR priority = 'urgent'),
    CONSTRAINT lim_title CHECK (length(title) <= 255),
    CONSTRAINT lim_is_pinned CHECK (is_pinned IN (0, 1))
)
""",
    "CREATE INDEX idx_announcements_course ON announcements (course_id, published_at)",
    "CREATE INDEX idx_announcements_instructor ON announcements (instructor_id)",
    """
CREATE TABLE enrollments (
    id INTEGER NOT NULL,
    student_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    status VARCHAR(9) NOT NULL,
    enrolled_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    started_at TEXT,
    completed_at TEXT,
    dropped_at TEXT,
    completion_percentage INTEGER DEFAULT 0,
    last_accessed_at TEXT,
    payment_status VARCHAR(9),
    payment_amount INTEGER,
    enrollment_source VARCHAR(100),
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_enrollments_student FOREIGN KEY(student_id) REFERENCES users (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_enrollments_course FOREIGN KEY(course_id) REFERENCES courses (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_enrollments_status CHECK (status IN ('active', 'completed', 'dropped',
        'suspended')),
    CONSTRAINT chk_progress_percentage CHECK (completion_percentage >= 0 AND
        completion_percentage <= 10000),
    CONSTRAINT chk_enrollments_payment_status CHECK (payment_status = 'pending'
        OR payment_status = 'completed' OR payment_status = 'refunded'),
    CONSTRAINT lim_completion_percentage CHECK (abs(completion_percentage) < 100000),
    CONSTRAINT lim_payment_amount CHECK (abs(payment_amount) < 10000000000),
    CONSTRAINT lim_enrollment_source CHECK (length(enrollment_source) <= 100)
)
""",
    "CREATE INDEX idx_enrollments_status ON enrollments (status)",
    "CREATE INDEX idx_enrollments_course ON enrollments (course_id)",
    "CREATE UNIQUE INDEX idx_enrollments_student_course ON enrollments (student_id, course_id)",
    "CREATE INDEX idx_enrollments_student ON enrollments (student_id)",
    "CREATE INDEX idx_enrollments_enrolled_at ON enrollments (enrolled_at)",
    """
CREATE TABLE ext_course_settings (
    course_id INTEGER NOT NULL,
    pass_mark INTEGER DEFAULT '40' NOT NULL,
    auto_certificate BOOLEAN DEFAULT 0,
    grade_bands TEXT NOT NULL,
    signatory VARCHAR(255),
    signatory_title VARCHAR(255),
    template VARCHAR(50) DEFAULT 'classic' NOT NULL,
    paper VARCHAR(6) DEFAULT 'A4' NOT NULL,
    tags TEXT DEFAULT '[]' NOT NULL,
    PRIMARY KEY (course_id),
    CONSTRAINT fk_course_settings_course FOREIGN KEY(course_id) REFERENCES courses (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_course_settings_pass_mark CHECK (pass_mark >= 0 AND pass_mark <= 100),
    CONSTRAINT chk_course_settings_paper CHECK (paper = 'A4' OR paper = 'Letter'),
    CONSTRAINT lim_auto_certificate CHECK (auto_certificate IN (0, 1)),
    CONSTRAINT lim_signatory CHECK (length(signatory) <= 255),
    CONSTRAINT lim_signatory_title CHECK (length(signatory_title) <= 255),
    CONSTRAINT lim_template CHECK (length(template) <= 50)
)
""",
    """
CREATE TABLE ext_event_effects (
    event_id INTEGER NOT NULL,
    consumer_group VARCHAR(100) NOT NULL,
    done_at TEXT NOT NULL,
    PRIMARY KEY (event_id, consumer_group),
    CONSTRAINT fk_event_effects_event FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE
        CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_consumer_group CHECK (length(consumer_group) <= 100)
)
""",
    """
CREATE TABLE ext_modules (
    id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    description TEXT,
    rank TEXT NOT NULL,
    is_published BOOLEAN DEFAULT 1,
    source_path TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_modules_course FOREIGN KEY(course_id) REFERENCES courses (id) ON DELETE
        CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_title CHECK (length(title) <= 255),
    CONSTRAINT lim_is_published CHECK (is_published IN (0, 1))
)
""",
    "CREATE INDEX idx_modules_course ON ext_modules (course_id, rank)",
    """
CREATE TABLE ext_waiting_list (
    course_id INTEGER NOT NULL,
    student_id INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (course_id, student_id),
    CONSTRAINT fk_waiting_list_course FOREIGN KEY(course_id) REFERENCES courses (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_waiting_list_student FOREIGN KEY(student_id) REFERENCES users (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)
""",
    "CREATE INDEX idx_waiting_list_student ON ext_waiting_list (student_id)",
    "CREATE INDEX idx_waiting_list_course ON ext_waiting_list (course_id, asked_at)",
    """
CREATE TABLE certificates (
    id INTEGER NOT NULL,
    enrollment_id INTEGER,
    student_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    certificate_number VARCHAR(100) NOT NULL,
    issue_date TEXT NOT NULL,
    certificate_url VARCHAR(500),
    verification_code VARCHAR(50) NOT NULL,
    grade VARCHAR(10),
    score_percentage INTEGER,
    issued_by_id INTEGER,
    is_revoked BOOLEAN DEFAULT 0,
    revoked_at TEXT,
    revoked_reason TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_certificates_enrollment FOREIGN KEY(enrollment_id) REFERENCES enrollments
        (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_certificates_student FOREIGN KEY(student_id) REFERENCES users (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_certificates_course FOREIGN KEY(course_id) REFERENCES courses (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_certificates_issued_by FOREIGN KEY(issued_by_id) REFERENCES users (id) ON
        DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_certificate_number CHECK (length(certificate_number) <= 100),
    CONSTRAINT lim_certificate_url CHECK (length(certificate_url) <= 500),
    CONSTRAINT lim_verification_code CHECK (length(verification_code) <= 50),
    CONSTRAINT lim_grade CHECK (length(grade) <= 10),
    CONSTRAINT lim_score_percentage CHECK (abs(score_percentage) < 100000),
    CONSTRAINT lim_is_revoked CHECK (is_revoked IN (0, 1))
)
""",
    "CREATE UNIQUE INDEX idx_certificates_verification ON certificates (verification_code)",
    "CREATE INDEX idx_certificates_issued_by ON certificates (issued_by_id)",
    "CREATE UNIQUE INDEX idx_certificates_number ON certificates (certificate_number)",
    "CREATE UNIQUE INDEX idx_certificates_enrollment ON certificates (enrollment_id)",
    "CREATE INDEX idx_certificates_course ON certificates (course_id)",
    "CREATE INDEX idx_certificates_student ON certificates (student_id)",
    """
CREATE TABLE enrollment_history (
    id INTEGER NOT NULL,
    enrollment_id INTEGER NOT NULL,
    action VARCHAR(11) NOT NULL,
    previous_status VARCHAR(9),
    new_status VARCHAR(9),
    reason TEXT,
    performed_by INTEGER,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_enrollment_history_enrollment FOREIGN KEY(enrollment_id) REFERENCES
        enrollments (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_enrollment_history_performed_by FOREIGN KEY(performed_by) REFERENCES users
        (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_enrollment_history_action CHECK (action = 'enrolled' OR action = 'started'
        OR action = 'completed' OR action = 'dropped' OR action = 'suspended'
        OR action = 'reactivated' OR action = 'imported'),
    CONSTRAINT chk_enrollment_history_previous_status CHECK (previous_status = 'active'
        OR previous_status = 'completed' OR previous_status = 'dropped'
        OR previous_status = 'suspended'),
    CONSTRAINT chk_enrollment_history_new_status CHECK (new_status = 'active'
        OR new_status = 'completed' OR new_status = 'dropped' OR new_status = 'suspended')
)
""",
    "CREATE INDEX idx_enrollment_history_performed_by ON enrollment_history (performed_by)",
    "CREATE INDEX idx_enrollment_history_enrollment ON enrollment_history (enrollment_id)",
    """
CREATE TABLE ext_certificate_issues (
    certificate_number VARCHAR(100) NOT NULL,
    verification_code VARCHAR(50) NOT NULL,
    enrollment_id INTEGER NOT NULL,
    student_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    fields TEXT NOT NULL,
    fields_sha256 VARCHAR(64) NOT NULL,
    qr_text TEXT NOT NULL,
    signature TEXT NOT NULL,
    key_id VARCHAR(64) NOT NULL,
    pdf_sha256 VARCHAR(64),
    paper VARCHAR(20) NOT NULL,
    template VARCHAR(50) NOT NULL,
    replaces VARCHAR(100),
    issued_by_id INTEGER,
    issued_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    revoked_at TEXT,
    revoked_reason TEXT,
    PRIMARY KEY (certificate_number),
    CONSTRAINT fk_issues_enrollment FOREIGN KEY(enrollment_id) REFERENCES enrollments (id)
        ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_issues_student FOREIGN KEY(student_id) REFERENCES users (id) ON DELETE
        RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_issues_course FOREIGN KEY(course_id) REFERENCES courses (id) ON DELETE
        RESTRICT DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_issues_issued_by FOREIGN KEY(issued_by_id) REFERENCES users (id) ON DELETE
        SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lim_certificate_number CHECK (length(certificate_number) <= 100),
    CONSTRAINT lim_verification_code CHECK (length(verification_code) <= 50),
    CONSTRAINT lim_fields_sha256 CHECK (length(fields_sha256) <= 64),
    CONSTRAINT lim_key_id CHECK (length(key_id) <= 64),
    CONSTRAINT lim_pdf_sha256 CHECK (length(pdf_sha256) <= 64),
    CONSTRAINT lim_paper CHECK (length(paper) <= 20),
    CONSTRAINT lim_template CHECK (length(template) <= 50),
    CONSTRAINT lim_replaces CHECK (length(replaces) <= 100)
)
""",
    "CREATE INDEX idx_issues_issued_by ON ext_certificate_issues (issued_by_id)",
    "CREATE UNIQUE INDEX idx_issues_verification ON ext_certificate_issues (verification_code)",
    "CREATE INDEX idx_issues_course ON ext_certificate_issues (course_id)",
    "CREATE INDEX idx_issues_enrollment ON ext_certificate_issues (enrollment_id)",
    "CREATE INDEX idx_issues_student ON ext_certificate_issues (student_id)",
    "CREATE INDEX idx_issues_pdf ON ext_certificate_issues (pdf_sha256)",
    """
CREATE TABLE ext_lessons (
    id INTEGER NOT NULL,
    module_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    type VARCHAR(10) DEFAULT 'text' NOT NULL,
    body_sha256 VARCHAR(64) NOT NULL,
    duration_minutes INTEGER DEFAULT '0' NOT NULL,
    rank TEXT NOT NULL,
    is_preview BOOLEAN DEFAULT 0,
    resources TEXT DEFAULT '[]' NOT NULL,
    quiz TEXT,
    assignment TEXT,
    video TEXT,
    source_path TEXT,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_lessons_module FOREIGN KEY(module_id) REFERENCES ext_modules (id) ON
        DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_lessons_course FOREIGN KEY(course_id) REFERENCES courses (id) ON DELETE
        CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_lessons_type CHECK (type = 'video' OR type = 'text' OR type = 'quiz'
        OR type = 'assignment'),
    CONSTRAINT lim_title CHECK (length(title) <= 255),
    CONSTRAINT lim_body_sha256 CHECK (length(body_sha256) <= 64),
    CONSTRAINT lim_is_preview CHECK (is_preview IN (0, 1))
)
""",
    "CREATE INDEX idx_lessons_module ON ext_lessons (module_id, rank)",
    "CREATE INDEX idx_lessons_course ON ext_lessons (course_id)",
    """
CREATE TABLE progress (
    id INTEGER NOT NULL,
    enrollment_id INTEGER,
    completed_modules TEXT DEFAULT '[]',
    completed_lessons TEXT DEFAULT '[]',
    total_modules INTEGER NOT NULL,
    total_lessons INTEGER NOT NULL,
    completed_quizzes TEXT DEFAULT '[]',
    quiz_scores TEXT,
    time_spent_minutes INTEGER DEFAULT '0',
    current_module_id INTEGER,
    current_lesson_id INTEGER,
    last_accessed_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    updated_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_progress_enrollment FOREIGN KEY(enrollment_id) REFERENCES enrollments (id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
)
""",
    "CREATE UNIQUE INDEX idx_progress_enrollment ON progress (enrollment_id)",
    "CREATE INDEX idx_progress_last_accessed ON progress (last_accessed_at)",
    """
CREATE TABLE ext_materials (
    id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    module_id INTEGER,
    lesson_id INTEGER,
    file_name TEXT NOT NULL,
    file_type VARCHAR(255) NOT NULL,
    file_size_bytes BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    storage_provider VARCHAR(50) DEFAULT 'local' NOT NULL,
    is_downloadable BOOLEAN DEFAULT 1,
    state VARCHAR(9) DEFAULT 'available' NOT NULL,
    metadata TEXT,
    source_path TEXT,
    uploaded_by INTEGER,
    created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z'),
    PRIMARY KEY (id),
    CONSTRAINT fk_materials_course FOREIGN KEY(course_id) REFERENCES courses (id) ON DELETE
        CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_materials_module FOREIGN KEY(module_id) REFERENCES ext_modules (id) ON
        DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_materials_lesson FOREIGN KEY(lesson_id) REFERENCES ext_lessons (id) ON
        DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_materials_uploaded_by FOREIGN KEY(uploaded_by) REFERENCES users (id) ON
        DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT chk_materials_state CHECK (state = 'available' OR state = 'uploading'),
    CONSTRAINT lim_file_type CHECK (length(file_type) <= 255),
    CONSTRAINT lim_sha256 CHECK (length(sha256) <= 64),
    CONSTRAINT lim_storage_provider CHECK (length(storage_provider) <= 50),
    CONSTRAINT lim_is_downloadable CHECK (is_downloadable IN (0, 1))
)
""",
    "CREATE INDEX idx_materials_place ON ext_materials (course_id, module_id, lesson_id)",
    "CREATE INDEX idx_materials_lesson ON ext_materials (lesson_id)",
    "CREATE INDEX idx_materials_type ON ext_materials (file_type)",
    "CREATE INDEX idx_materials_module ON ext_materials (module_id)",
    "CREATE INDEX idx_materials_uploaded_by ON ext_materials (uploaded_by)",
    "CREATE INDEX idx_materials_created ON ext_materials (created_at)",
)


def upgrade() -> None:
    """Make every table and index."""
    for statement in STATEMENTS:
        op.execute(statement)
