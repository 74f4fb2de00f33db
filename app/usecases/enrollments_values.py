"""What the columns of an enrollment can hold."""

from __future__ import annotations

from decimal import Decimal

from app.domain.errors import Invalid, Rejected

MOST_PAYMENT = Decimal("99999999.99")
LONGEST_SOURCE = 100


def value_refusal(payment_amount: Decimal | None, source: str | None) -> Rejected | None:
    """Why an amount (DECIMAL(10,2)) or a source (VARCHAR(100)) cannot stand in its column."""
    if payment_amount is not None and not 0 <= payment_amount <= MOST_PAYMENT:
        return Invalid(
            "enrollment.payment_out_of_range",
            field="payment_amount",
            value=str(payment_amount),
            most=str(MOST_PAYMENT),
        )
    if source is not None and len(source) > LONGEST_SOURCE:
        return Invalid(
            "enrollment.source_too_long", field="enrollment_source", longest=LONGEST_SOURCE
        )
    return None
