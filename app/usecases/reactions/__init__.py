"""What follows an event, one module for each consumer group of the ERD's section 6."""
